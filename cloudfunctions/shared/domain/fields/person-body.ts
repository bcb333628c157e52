// Fields of a person that say how they are: school, health, what they can do, the account they are paid on. Part of registry-fields.ts.

import { ageOn } from '../dates';
import { maskAccount } from '../masks';
import { DISABILITIES, DISABILITY_LEVELS, HEALTHS, SCHOOLINGS, STUDENT_STATUSES, SUPPORTS } from '../options';
import type { Disability, LabourSkill, PersonRecord } from '../records';
import { LABOUR_SKILLS } from '../records';
import { tableOf } from '../tables';
import { KEEPERS, STATION } from './field-roles';
import { type FieldValue, other, part, type RegistryField } from './registry-kinds';

type PersonField = RegistryField<PersonRecord>;
const text = (value: FieldValue): string => (typeof value === 'string' ? value : '');
const filled = (value: FieldValue): string | null => (typeof value === 'string' && value !== '' ? value : null);

const NO_DISABILITY: Disability = { category: '', level: '', cert: null, certTail: null, issuedOn: null };
/** A part of the certificate: absent reads as never asked, null as none. */
const disabilityPart = <K extends 'category' | 'level' | 'issuedOn'>(key: K): Pick<PersonField, 'read' | 'write'> => ({
  read: ({ disability }) =>
    disability === undefined ? null : disability === null ? (key === 'category' ? '' : null) : part(disability[key]),
  write: ({ disability }, value) => {
    if (key === 'category' && (value === '' || value === null)) return { disability: value === null ? undefined : null };
    return { disability: { ...(disability ?? NO_DISABILITY), [key]: key === 'issuedOn' ? filled(value) : text(value) } };
  },
});
const accountPart = (key: 'bank' | 'holder'): Pick<PersonField, 'read'> => ({ read: ({ account }) => account?.[key] ?? null });

export const PERSON_BODY: readonly PersonField[] = [
  {
    id: 'schooling',
    section: 'school',
    words: { official: '文化程度', resident: '念到啥程度' },
    kind: 'option',
    options: SCHOOLINGS,
    may: KEEPERS,
    heads: ['文化程度', '学历'],
    also: other(
      '文盲=文盲或半文盲 半文盲=文盲或半文盲 中专=高中 中职=高中 技校=高中 本科=本科及以上 大学=本科及以上 研究生=本科及以上 专科=大专 高职=大专',
    ),
    hint: '不在上学的填这一项；填了，在校生状况就空着',
    read: ({ schooling }) => schooling,
    // Exactly one of the two is filled: filling one empties the other.
    write: ({ studentStatus }, value) => ({ schooling: filled(value), studentStatus: filled(value) === null ? studentStatus : null }),
  },
  {
    id: 'studentStatus',
    section: 'school',
    words: { official: '在校生状况', resident: '在念几年级' },
    kind: 'option',
    options: STUDENT_STATUSES,
    may: KEEPERS,
    heads: ['在校生状况', '在校情况', '是否在校生'],
    also: other(
      '初一=七年级 初二=八年级 初三=九年级 高一=普通高中一年级 高二=普通高中二年级 高三=普通高中三年级 非在校生= 幼儿园=学前教育',
    ),
    hint: '正在上学的填这一项；填了，文化程度就空着',
    read: ({ studentStatus }) => studentStatus,
    write: ({ schooling }, value) => ({ studentStatus: filled(value), schooling: filled(value) === null ? schooling : null }),
  },
  {
    id: 'health',
    section: 'health',
    words: { official: '健康状况', resident: '身体咋样' },
    kind: 'several',
    options: HEALTHS,
    may: KEEPERS,
    needed: true,
    heads: ['健康状况', '身体状况', '健康情况'],
    also: other('健康良好=健康 良好=健康 慢性病=长期慢性病 大病=患有大病 残疾人=残疾'),
    read: ({ health }) => (health === '' ? null : health.split('、')),
    write: (_person, value) => ({ health: Array.isArray(value) ? value.join('、') : '' }),
    problem: (value) => (Array.isArray(value) && value.length > 1 && value.includes('健康') ? '选了「健康」就不能再选别的' : null),
  },
  {
    id: 'labourSkill',
    section: 'health',
    words: { official: '劳动技能', resident: '干活能力' },
    kind: 'option',
    options: LABOUR_SKILLS,
    needed: true,
    may: KEEPERS,
    heads: ['劳动技能', '劳动能力'],
    also: other('弱劳动力=弱劳动力或半劳动力 半劳动力=弱劳动力或半劳动力 普通=普通劳动力 技能=技能劳动力'),
    read: ({ labourSkill }) => labourSkill,
    write: (_person, value) => ({ labourSkill: value as LabourSkill }),
    warning: (value, after, { today }) =>
      after.studentStatus !== null && value !== '无劳动力'
        ? '在校生一般是「无劳动力」，再看一遍'
        : after.born && ageOn(after.born, today) < 16 && value !== '无劳动力'
          ? '不满 16 周岁一般是「无劳动力」，再看一遍'
          : null,
  },
  {
    id: 'disability.category',
    section: 'health',
    words: { official: '残疾类别', resident: '哪一类残疾' },
    kind: 'option',
    options: DISABILITIES,
    may: KEEPERS,
    heads: ['残疾类别', '残疾类型'],
    also: tableOf(
      DISABILITIES.flatMap((one) => [
        [`${one}残疾`, one],
        [`${one}残`, one],
      ]),
    ),
    ...disabilityPart('category'),
    warning: (value, after) =>
      (text(value) !== '') === after.health.split('、').includes('残疾') ? null : '残疾类别和健康状况里的「残疾」要对上',
  },
  {
    id: 'disability.level',
    section: 'health',
    words: { official: '残疾等级', resident: '几级' },
    kind: 'option',
    options: DISABILITY_LEVELS,
    may: KEEPERS,
    heads: ['残疾等级', '残疾级别'],
    also: other('1级=一级 2级=二级 3级=三级 4级=四级'),
    ...disabilityPart('level'),
    problem: (value, after) => (text(value) !== '' && !after.disability?.category ? '先选残疾类别' : null),
  },
  {
    id: 'disability.cert',
    section: 'health',
    words: { official: '残疾证号', resident: '残疾证号' },
    kind: 'cert',
    may: KEEPERS,
    sealed: 'disabilityCert',
    heads: ['残疾证号', '残疾证件号码', '残疾证', '残疾人证号'],
    hint: '20 位或 22 位，和身份证号分开记',
    read: ({ disability }) => (disability?.certTail ? `${'*'.repeat(16)}${disability.certTail}` : null),
    mark: ({ disability }) => disability?.certIndex ?? disability?.cert ?? null,
  },
  {
    id: 'disability.issuedOn',
    section: 'health',
    words: { official: '残疾证办证日期', resident: '哪天办的证' },
    kind: 'date',
    may: KEEPERS,
    heads: ['残疾证办证日期', '残疾证办证年度'],
    ...disabilityPart('issuedOn'),
    problem: (value, _after, { today }) => (text(value) > today ? '办证日期不能在今天以后' : null),
  },
  {
    id: 'support',
    section: 'health',
    words: { official: '低保特困', resident: '吃低保吗' },
    kind: 'option',
    options: SUPPORTS,
    may: STATION,
    heads: ['低保特困', '享受低保政策情况', '兜底保障'],
    also: other(
      '享受低保=低保 最低生活保障=低保 特困=特困供养 五保=特困供养 分散特困供养=特困供养 集中特困供养=特困供养 否=不享受 是=低保',
    ),
    read: ({ support }) => support ?? null,
    write: (_person, value) => ({ support: filled(value) ?? undefined }),
  },
  {
    id: 'account.number',
    section: 'account',
    words: { official: '银行卡号', resident: '收钱的卡号' },
    kind: 'account',
    may: KEEPERS,
    sealed: 'account',
    heads: ['银行卡号', '银行账号', '账号', '卡号', '一卡通账号', '社保卡账号', '收款账号'],
    read: ({ account }) => (account === null ? null : maskAccount(account.tail)),
    mark: ({ accountIndex, account }) => accountIndex ?? account?.tail ?? null,
  },
  {
    id: 'account.bank',
    section: 'account',
    words: { official: '开户行', resident: '哪家银行' },
    kind: 'text',
    most: 40,
    may: KEEPERS,
    heads: ['开户行', '开户银行', '银行名称'],
    ...accountPart('bank'),
    write: ({ account }, value) => (account === null ? {} : { account: { ...account, bank: text(value) } }),
  },
  {
    id: 'account.holder',
    section: 'account',
    words: { official: '户名', resident: '卡是谁的名字' },
    kind: 'text',
    most: 30,
    may: KEEPERS,
    heads: ['户名', '账户名', '开户人', '开户名'],
    ...accountPart('holder'),
    write: ({ account }, value) => (account === null ? {} : { account: { ...account, holder: text(value) } }),
  },
];
