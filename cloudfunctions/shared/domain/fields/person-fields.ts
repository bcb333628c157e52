// Fields of a person that say who they are and where they are reached. Part of registry-fields.ts.
import { ageOn } from '../dates';
import { maskIdNumber, maskPhone } from '../masks';
import { BEST_HOURS, HEAD_RELATIONS } from '../options';
import type { PersonContact, PersonRecord } from '../records';
import { KEEPERS, WORKERS } from './field-roles';
import { NATION_SHORT, NATIONS } from './nations';
import { type FieldValue, other, part, type RegistryField } from './registry-kinds';

type PersonField = RegistryField<PersonRecord>;
const text = (value: FieldValue): string => (typeof value === 'string' ? value : '');
const filled = (value: FieldValue): string | null => (typeof value === 'string' && value !== '' ? value : null);

const NO_CONTACT: PersonContact = { kind: 'family', name: '', relation: '', phone: null, phoneIndex: null, phoneTail: null };
const contactPart = (key: 'name' | 'relation'): Pick<PersonField, 'read' | 'write'> => ({
  read: ({ contact }) => part(contact?.[key]),
  write: ({ contact }, value) => ({
    contact: key === 'name' && text(value) === '' ? null : { ...(contact ?? NO_CONTACT), [key]: text(value) },
  }),
});

const NAME = /^[^\d\s!-/:-@[-`{-~，。；：、？！（）《》]{2,30}$/;

export const PERSON_FIELDS: readonly PersonField[] = [
  {
    id: 'name',
    section: 'identity',
    words: { official: '姓名', resident: '名字' },
    kind: 'text',
    most: 30,
    needed: true,
    may: KEEPERS,
    heads: ['姓名', '人员姓名', '成员姓名', '名字'],
    read: ({ name }) => name,
    write: (_person, value) => ({ name: text(value).replace(/\s/g, '') }),
    problem: (value) => (NAME.test(text(value).replace(/\s/g, '')) ? null : '姓名只写字，少数民族的名字中间用「·」'),
  },
  {
    id: 'idNumber',
    section: 'identity',
    words: { official: '证件号码', resident: '身份证号' },
    kind: 'id_number',
    needed: true,
    may: KEEPERS,
    sealed: 'idNumber',
    heads: ['证件号码', '身份证号', '身份证号码', '公民身份号码', '居民身份证号码', '证件号', '身份证'],
    hint: '没有身份证号的先填系统给的 999999 临时号，办下来再换',
    read: ({ idTail }) => maskIdNumber(idTail),
    mark: ({ idIndex }) => idIndex,
    warning: (_value, after) => (after.idStandIn === true ? '还是 999999 开头的临时号，办下来换成真的' : null),
  },
  {
    id: 'sex',
    section: 'identity',
    words: { official: '性别', resident: '男女' },
    kind: 'option',
    options: ['男', '女'],
    needed: true,
    may: KEEPERS,
    heads: ['性别'],
    also: other('男性=男 女性=女'),
    read: ({ sex }) => sex,
    write: (_person, value) => ({ sex: value as PersonRecord['sex'] }),
  },
  {
    id: 'born',
    section: 'identity',
    words: { official: '出生日期', resident: '生日' },
    kind: 'date',
    needed: true,
    may: KEEPERS,
    heads: ['出生日期', '出生年月', '出生年月日', '生日'],
    read: ({ born }) => born,
    write: (_person, value) => ({ born: text(value) }),
    problem: (value, _after, { today }) => {
      if (text(value) > today) return '出生日期不能在今天以后';
      return ageOn(text(value), today) > 120 ? '出生日期太早了，再看一遍' : null;
    },
  },
  {
    id: 'nation',
    section: 'identity',
    words: { official: '民族', resident: '民族' },
    kind: 'option',
    options: NATIONS,
    open: true,
    most: 10,
    may: KEEPERS,
    heads: ['民族'],
    also: NATION_SHORT,
    read: ({ nation }) => nation ?? null,
    write: (_person, value) => ({ nation: filled(value) ?? undefined }),
  },
  {
    id: 'relation',
    section: 'identity',
    words: { official: '与户主关系', resident: '跟户主啥关系' },
    kind: 'option',
    options: HEAD_RELATIONS,
    needed: true,
    may: KEEPERS,
    heads: ['与户主关系', '家庭关系', '关系', '与户主的关系'],
    also: other(
      '本人=户主 妻=配偶 妻子=配偶 丈夫=配偶 夫=配偶 儿子=之子 子=之子 长子=之子 次子=之子 女儿=之女 女=之女 长女=之女 次女=之女 儿媳=之儿媳 女婿=之女婿 孙子=之孙子 孙女=之孙女 外孙=之外孙子 外孙女=之外孙女 父亲=之父 父=之父 母亲=之母 母=之母 岳父=之岳父 岳母=之岳母 公公=之公公 婆婆=之婆婆 兄弟=之兄弟姐妹 弟弟=之兄弟姐妹 哥哥=之兄弟姐妹 姐姐=之兄弟姐妹 妹妹=之兄弟姐妹',
    ),
    read: ({ relation }) => relation,
    write: (_person, value) => ({ relation: text(value) }),
  },
  {
    id: 'phone',
    section: 'contact',
    words: { official: '联系电话', resident: '手机号' },
    kind: 'phone',
    may: WORKERS,
    sealed: 'phone',
    heads: ['家庭成员联系电话', '联系电话', '本人电话', '手机号', '手机号码', '电话', '联系方式'],
    read: ({ phoneTail }) => (phoneTail === null ? null : maskPhone(phoneTail)),
    mark: ({ phoneIndex }) => phoneIndex,
  },
  {
    id: 'bestHour',
    section: 'contact',
    words: { official: '方便接听时间', resident: '几点打电话好找' },
    kind: 'option',
    options: BEST_HOURS,
    open: true,
    most: 20,
    may: WORKERS,
    heads: ['方便接听时间', '接听时间'],
    read: ({ bestHour }) => bestHour ?? null,
    write: (_person, value) => ({ bestHour: value === null ? undefined : text(value) }),
  },
  {
    id: 'smartphone',
    section: 'contact',
    words: { official: '是否使用智能手机', resident: '会不会用微信' },
    kind: 'yes_no',
    may: WORKERS,
    heads: ['是否使用智能手机', '智能手机', '是否会用微信'],
    read: ({ smartphone }) => smartphone ?? null,
    write: (_person, value) => ({ smartphone: value as boolean | null }),
  },
  {
    id: 'contact.name',
    section: 'contact',
    words: { official: '联系人', resident: '找不到时问谁' },
    kind: 'text',
    most: 20,
    may: WORKERS,
    heads: ['联系人', '联系人姓名', '紧急联系人'],
    ...contactPart('name'),
  },
  {
    id: 'contact.relation',
    section: 'contact',
    words: { official: '联系人关系', resident: '是他什么人' },
    kind: 'text',
    most: 20,
    may: WORKERS,
    heads: ['联系人关系', '联系人与本人关系'],
    ...contactPart('relation'),
  },
  {
    id: 'contact.phone',
    section: 'contact',
    words: { official: '联系人电话', resident: '他的电话' },
    kind: 'phone',
    may: WORKERS,
    sealed: 'contactPhone',
    heads: ['联系人电话', '紧急联系人电话', '联系人联系电话'],
    read: ({ contact }) => (contact?.phoneTail ? maskPhone(contact.phoneTail) : null),
    mark: ({ contact }) => contact?.phoneIndex ?? null,
  },
];
