// All fields of a posting in one table, in the order of the form: read by the form, by what is pasted and by sheets. Every value has a text
// as people type and read it; read() takes such a text, write() gives it back.
import { readAmount } from './fields/amount';
import { readDate } from './fields/date-text';
import { yuanText } from './money';
import { boundedText, choice, countOf, type FieldRow, listOf, phoneText, problem, yesNo } from './posting-field-kinds';
import type { PostingFields } from './postings';
import type { Fen, JobChannel, PostingRecord } from './records';

export { type FieldRow, isProblem, type PostingFieldKind } from './posting-field-kinds';

export const CHANNEL_WORDS: Readonly<Record<JobChannel, string>> = {
  outside_province: '省外',
  in_province: '省内县外',
  in_county: '县内',
  workshop: '帮扶车间',
  welfare: '公益岗',
  relief: '以工代赈',
  casual: '零工',
};
export const STRENGTH_WORDS = { light: '轻活', medium: '一般', heavy: '重活' } as const;
export const PAY_UNIT_WORDS = { month: '按月', day: '按天', hour: '按小时', piece: '计件' } as const;
const BACKING_WORDS = { partner: '帮扶单位', exchange: '劳务协作' } as const;
/** 就业 of children under sixteen is forbidden (劳动法第十五条). */
export const YOUNGEST = 16;
const MOST_PAY: Fen = 10_000_000;

/** Work the place itself provides is in the county; the other channels are the distances themselves. */
const areaOf = (channel: JobChannel): PostingRecord['area'] =>
  channel === 'outside_province' || channel === 'in_province' ? channel : 'in_county';

const money = (key: string, label: string, side: 'minFen' | 'maxFen'): FieldRow => ({
  key,
  part: 'pay',
  label,
  spoken: side === 'minFen' ? '最少多少钱' : '最多多少钱',
  kind: 'money',
  required: true,
  most: MOST_PAY,
  hint: '只写数字，单位是元',
  write: ({ pay }) => (pay[side] === 0 ? '' : yuanText(pay[side]).replace(/,/g, '')),
  read(fields, text) {
    const fen = text.trim() === '' ? 0 : readAmount(text);
    if (fen === null) return problem('钱数写得不对，只写数字，比如 4500');
    return fen > MOST_PAY ? problem('钱数太大了，看看写对没有') : { ...fields, pay: { ...fields.pay, [side]: fen } };
  },
});

const backing = (fields: PostingFields): NonNullable<PostingFields['backing']> =>
  fields.backing ?? { kind: 'partner', name: '', bus: null, busWords: '' };

export const POSTING_FIELDS: readonly FieldRow[] = [
  boundedText('title', 'what', '岗位', '干什么活', 30, { required: true, hint: '比如：缝纫工' }, ['title']),
  boundedText('employer', 'what', '用工单位', '哪一家', 40, { required: true, hint: '写全名' }, ['employer']),
  choice('channel', 'what', '渠道', '在哪儿', CHANNEL_WORDS, {
    get: ({ channel }) => channel,
    set: (fields, channel) => ({ ...fields, channel, area: areaOf(channel) }),
  }),
  countOf('headcount', 'what', '招聘人数', '招几个人', { required: true, least: 1, most: 9999 }, ['headcount']),
  {
    key: 'until',
    part: 'what',
    label: '截止日期',
    spoken: '招到哪天',
    kind: 'date',
    required: true,
    hint: '最后一天还能去',
    write: ({ until }) => until,
    read(fields, text) {
      const day = text.trim() === '' ? '' : readDate(text);
      return day === null ? problem('日期写得不对，照这样写：2026-03-01') : { ...fields, until: day };
    },
  },
  boundedText('province', 'place', '省', '哪个省', 20, { required: true }, ['place', 'province']),
  boundedText('city', 'place', '市', '哪个市', 20, {}, ['place', 'city']),
  boundedText('county', 'place', '县（区）', '哪个县', 20, { hint: '县里的活要写' }, ['place', 'county']),
  boundedText('address', 'place', '详细地址', '详细在哪儿', 80, {}, ['place', 'address']),
  money('payMin', '最低报酬', 'minFen'),
  money('payMax', '最高报酬', 'maxFen'),
  choice('payUnit', 'pay', '计酬方式', '钱怎么算', PAY_UNIT_WORDS, {
    get: ({ pay }) => pay.unit,
    set: (fields, unit) => ({ ...fields, pay: { ...fields.pay, unit } }),
  }),
  boundedText('payHow', 'pay', '发放方式', '工钱怎么发', 60, { required: true, hint: '每月 15 号发' }, ['pay', 'how']),
  boundedText('hours', 'work', '工作时间', '一天干多久', 60, { asked: true }, ['hours']),
  choice('strength', 'work', '劳动强度', '活重不重', STRENGTH_WORDS, {
    get: ({ strength }) => strength,
    set: (fields, strength) => ({ ...fields, strength }),
  }),
  yesNo(
    'food',
    'work',
    '包吃',
    '管不管吃',
    ({ board }) => board.food,
    (fields, food) => ({ ...fields, board: { ...fields.board, food: food === true } }),
  ),
  yesNo(
    'lodging',
    'work',
    '包住',
    '管不管住',
    ({ board }) => board.lodging,
    (fields, lodging) => ({ ...fields, board: { ...fields.board, lodging: lodging === true } }),
  ),
  boundedText('description', 'work', '工作内容', '具体干啥', 500, { long: true }, ['description']),
  countOf('ageMin', 'who', '最小年龄', '最小多大', { least: YOUNGEST, most: 80 }, ['age', 'min']),
  {
    key: 'ageMax',
    part: 'who',
    label: '最大年龄',
    spoken: '最大多大',
    kind: 'count',
    required: false,
    least: YOUNGEST,
    most: 99,
    hint: '不问岁数就空着',
    write: ({ age }) => (age.max === null ? '' : String(age.max)),
    read(fields, text) {
      if (text.trim() === '' || text.trim() === '不限') return { ...fields, age: { ...fields.age, max: null } };
      const max = Number(text.trim());
      const fits = Number.isInteger(max) && max >= YOUNGEST && max <= 99;
      return fits ? { ...fields, age: { ...fields.age, max } } : problem(`岁数写 ${YOUNGEST} 到 99，不问就空着`);
    },
  },
  boundedText('ageWhy', 'who', '年龄限制依据', '为啥限岁数', 60, {}, ['age', 'why']),
  choice('onlySex', 'who', '限定性别', '只要男的还是女的', { any: '男女都行', 男: '只招男', 女: '只招女' } as const, {
    get: ({ onlySex }) => onlySex?.sex ?? 'any',
    set: (fields, sex) => ({ ...fields, onlySex: sex === 'any' ? null : { sex, why: fields.onlySex?.why ?? '' } }),
  }),
  {
    ...boundedText('onlySexWhy', 'who', '限定性别依据', '法律哪条不让', 60, { hint: '法律哪条不让干' }, ['title']),
    write: ({ onlySex }) => onlySex?.why ?? '',
    read: (fields, text) =>
      fields.onlySex === null ? fields : { ...fields, onlySex: { ...fields.onlySex, why: text.trim().slice(0, 60) } },
  },
  listOf('skills', 'who', '技能要求', '要会什么', ['skills']),
  listOf('certificates', 'who', '证书要求', '要什么证', ['certificates']),
  boundedText('insurance', 'terms', '保险', '给上什么保险', 60, { asked: true }, ['insurance']),
  boundedText('contract', 'terms', '合同', '签不签合同', 60, { asked: true }, ['contract']),
  boundedText('transport', 'terms', '交通', '怎么去', 80, { asked: true }, ['transport']),
  boundedText('contactName', 'contact', '联系人', '找谁', 20, { asked: true }, ['contact', 'name']),
  phoneText('contactPhone', 'contact', '联系电话', '打哪个电话', ['contact', 'phone']),
  choice('backingKind', 'backing', '由谁组织', '谁给牵的线', { none: '没有', ...BACKING_WORDS } as const, {
    get: (fields) => fields.backing?.kind ?? 'none',
    set: (fields, kind) => ({ ...fields, backing: kind === 'none' ? null : { ...backing(fields), kind } }),
  }),
  {
    ...boundedText('backingName', 'backing', '组织单位', '哪个单位', 40, {}, ['title']),
    write: (fields) => fields.backing?.name ?? '',
    read: (fields, text) =>
      text.trim() === '' && !fields.backing ? fields : { ...fields, backing: { ...backing(fields), name: text.trim().slice(0, 40) } },
  },
  yesNo(
    'bus',
    'backing',
    '统一乘车',
    '有没有车送',
    (fields) => fields.backing?.bus ?? null,
    (fields, bus) => (fields.backing ? { ...fields, backing: { ...fields.backing, bus } } : fields),
  ),
  {
    ...boundedText('busWords', 'backing', '乘车安排', '哪天从哪儿走', 80, {}, ['title']),
    write: (fields) => fields.backing?.busWords ?? '',
    read: (fields, text) => (fields.backing ? { ...fields, backing: { ...fields.backing, busWords: text.trim().slice(0, 80) } } : fields),
  },
];

export const PARTS_OF_POSTING: Readonly<Record<FieldRow['part'], string>> = {
  what: '招什么人',
  place: '在哪里',
  pay: '工钱',
  work: '活怎么样',
  who: '要什么样的人',
  terms: '保险、合同、路费',
  contact: '找谁',
  backing: '帮扶单位、劳务协作',
};

export const postingField = (key: string): FieldRow | undefined => POSTING_FIELDS.find((field) => field.key === key);

/** The fields alone of a posting. */
export function fieldsOfPosting(posting: PostingFields): PostingFields {
  const { title, employer, area, channel, place, spot, pay, board, until, headcount, hours, strength, age, onlySex } = posting;
  const { skills, certificates, insurance, contract, transport, description, contact, backing: behind } = posting;
  const work = { title, employer, area, channel, place, spot, pay, board, until, headcount, hours, strength, age, onlySex };
  return { ...work, skills, certificates, insurance, contract, transport, description, contact, backing: behind };
}

/** postingLacks() names what is lacking by the record; here is the field of the form that mends it. */
const FIELD_OF_LACK: Readonly<Record<string, string>> = {
  place: 'province',
  pay: 'payMin',
  'pay.how': 'payHow',
  age: 'ageMin',
  contact: 'contactPhone',
  onlySex: 'onlySexWhy',
  backing: 'backingName',
};
export const fieldOfLack = (lack: string): string => FIELD_OF_LACK[lack] ?? lack;

/** What nobody said yet and a worker asks: to be asked when the employer is called. */
export const postingAsks = (fields: PostingFields): { field: string; words: string }[] =>
  POSTING_FIELDS.filter(({ asked, write }) => asked === true && write(fields) === '').map(({ key, spoken }) => ({
    field: key,
    words: spoken,
  }));
