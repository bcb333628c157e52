// The form of an employer's posting: lines in plain words, yuan as typed, and back and forth to what the cloud takes.
import type { Input, Output } from '@shared/contract/index';
import type { JobStrength } from '@shared/domain/posting-record';
import { spotKey, spotOfKey } from '@shared/domain/work-spot';

type Fields = Input<'offer.send'>['fields'];

export interface Form {
  title: string;
  min: string;
  max: string;
  unit: Fields['pay']['unit'];
  how: string;
  /** A village's code, or a kind, as spotKey() says it. */
  spot: string;
  province: string;
  city: string;
  county: string;
  address: string;
  hours: string;
  food: boolean;
  lodging: boolean;
  headcount: string;
  until: string;
  strength: JobStrength;
  ageMin: string;
  ageMax: string;
  ageWhy: string;
  insurance: string;
  contract: string;
  transport: string;
  description: string;
  who: string;
  phone: string;
}

export type Place = NonNullable<Fields['place']>;
const NOWHERE: Place = { province: '', city: '', county: '' };

export const UNITS = [
  { unit: 'month', words: '一个月' },
  { unit: 'day', words: '一天' },
  { unit: 'hour', words: '一小时' },
  { unit: 'piece', words: '一件' },
] as const;
export const STRENGTHS = [
  { strength: 'light', words: '轻活' },
  { strength: 'medium', words: '一般' },
  { strength: 'heavy', words: '重活' },
] as const;

/** Plain lines, in the order they are asked; `number`: the keys for figures. */
export const LINES = [
  { key: 'title', words: '招什么人', hint: '柳编工', most: 30, number: false },
  { key: 'headcount', words: '招几个', hint: '6', most: 3, number: true },
  { key: 'how', words: '工钱怎么发', hint: '每月 10 号发，不压工资', most: 60, number: false },
  { key: 'hours', words: '一天干多久', hint: '八小时，一月歇四天', most: 60, number: false },
  { key: 'ageMin', words: '最小多大岁数', hint: '18', most: 2, number: true },
  { key: 'ageMax', words: '最大多大岁数（不限就空着）', hint: '', most: 2, number: true },
  { key: 'ageWhy', words: '为什么要限岁数', hint: '不限就空着', most: 60, number: false },
  { key: 'insurance', words: '上什么保险', hint: '工伤险', most: 60, number: false },
  { key: 'contract', words: '签不签合同', hint: '签一年的', most: 60, number: false },
  { key: 'transport', words: '怎么去', hint: '村口有车接', most: 100, number: false },
  { key: 'description', words: '还要说的', hint: '坐着干，不会的教', most: 300, number: false },
  { key: 'who', words: '找谁', hint: '段师傅', most: 20, number: false },
  { key: 'phone', words: '电话', hint: '', most: 13, number: true },
] as const;

/** `at`: where the station wrote the employer down, '' = at home. */
export const freshForm = (until: string, at: Place = NOWHERE): Form => ({
  ...{ spot: at.province === '' ? '' : 'elsewhere', province: at.province, city: at.city, county: at.county },
  ...{ title: '', min: '', max: '', unit: 'month', how: '', address: '', hours: '', food: false, lodging: false, headcount: '', until },
  ...{
    strength: 'medium',
    ageMin: '18',
    ageMax: '',
    ageWhy: '',
    insurance: '',
    contract: '',
    transport: '',
    description: '',
    who: '',
    phone: '',
  },
});

/** What was sent, to be written anew. */
export function formOf(fields: Output<'offer.send'>['posting']['fields']): Form {
  const {
    title,
    pay,
    address,
    hours,
    food,
    lodging,
    headcount,
    until,
    strength,
    age,
    insurance,
    contract,
    transport,
    description,
    contact,
    spot,
    place = NOWHERE,
  } = fields;
  return {
    ...place,
    spot: spot ? spotKey(spot) : 'elsewhere',
    ...{ title, address, hours, food, lodging, until, strength, insurance, contract, transport, description, unit: pay.unit, how: pay.how },
    ...{ min: String(pay.minFen / 100), max: String(pay.maxFen / 100), headcount: String(headcount) },
    ...{
      ageMin: String(age.min),
      ageMax: age.max === null ? '' : String(age.max),
      ageWhy: age.why,
      who: contact.name,
      phone: contact.phone,
    },
  };
}

const fen = (yuan: string): number => Math.round(Number(yuan) * 100);

/** What the cloud takes, or what is missing by field. One sum is both least and most. */
export function fieldsOf(form: Form): { fields: Fields | null; wrong: Record<string, string> } {
  const { min, unit, how, headcount, ageMin, ageMax, ageWhy: why, who, phone, max, spot, province, city, county, ...rest } = form;
  const checks: readonly (readonly [boolean, string, string])[] = [
    [form.title.trim().length >= 2, 'title', '写上招什么人'],
    [Number(headcount) >= 1, 'headcount', '写上招几个'],
    [fen(min) > 0, 'min', '写上工钱多少'],
    [max === '' || fen(max) >= fen(min), 'min', '最多的要不少于最少的'],
    [how.trim().length >= 2, 'how', '写上工钱怎么发'],
    [spot !== '', 'spot', '选一下在哪里干'],
    [spot !== 'elsewhere' || province !== '', 'spot', '选一下是哪个省、市、县'],
    [form.address.trim().length >= 2, 'address', '写上门牌、怎么找'],
    [Number(ageMin) >= 16, 'ageMin', '不满十六岁的不能招'],
    [ageMax === '' || Number(ageMax) >= Number(ageMin), 'ageMax', '岁数写反了'],
    [who.trim().length >= 2, 'who', '写上找谁'],
    [/^[\d-]{7,13}$/.test(phone), 'phone', '写上电话'],
  ];
  const wrong = Object.fromEntries(checks.filter(([there]) => !there).map(([, key, words]) => [key, words]));
  if (Object.keys(wrong).length > 0) return { fields: null, wrong };
  const fields: Fields = {
    ...rest,
    spot: spotOfKey(spot),
    place: { province, city, county },
    pay: { minFen: fen(min), maxFen: fen(max === '' ? min : max), unit, how },
    headcount: Number(headcount),
    age: { min: Number(ageMin), max: ageMax === '' ? null : Number(ageMax), why },
    contact: { name: who, phone },
  };
  return { fields, wrong };
}
