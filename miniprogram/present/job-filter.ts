// What a list of jobs is narrowed to: one table of the choices, the chips that say them and take them off, what is asked of the cloud.
import type { Input } from '@shared/contract/index';

type Asked = Input<'job.list'>;
export type Channel = NonNullable<Asked['channel']>;
export type Unit = NonNullable<Asked['unit']>;

export interface JobFilter {
  area: NonNullable<Asked['area']> | '';
  text: string;
  near: boolean;
  /** 'own' = of the person on the screen; 0 = not asked. */
  age: 'own' | number;
  noAge: boolean;
  light: boolean;
  board: boolean;
  channel: Channel | '';
  unit: Unit | '';
}

export const NO_FILTER: JobFilter = {
  area: '',
  text: '',
  near: false,
  age: 0,
  noAge: false,
  light: false,
  board: false,
  channel: '',
  unit: '',
};

/** For whoever is not known here: the middle of ten years. */
export const DECADES: { age: number; words: string }[] = [
  { age: 18, words: '不到 20' },
  { age: 25, words: '二十几' },
  { age: 35, words: '三十几' },
  { age: 45, words: '四十几' },
  { age: 55, words: '五十几' },
  { age: 65, words: '六十几' },
  { age: 72, words: '七十往上' },
];

export interface Choice {
  key: keyof JobFilter;
  value: string | boolean;
  words: string;
}

/** The groups of the sheet. */
export const GROUPS: { words: string; choices: Choice[] }[] = [
  {
    words: '家门口的活',
    choices: [
      { key: 'channel', value: 'workshop', words: '帮扶车间' },
      { key: 'channel', value: 'welfare', words: '公益岗' },
      { key: 'channel', value: 'relief', words: '以工代赈' },
      { key: 'channel', value: 'casual', words: '零工' },
    ],
  },
  {
    words: '活咋样',
    choices: [
      { key: 'light', value: true, words: '轻活' },
      { key: 'board', value: true, words: '管吃管住' },
      { key: 'noAge', value: true, words: '不卡岁数' },
    ],
  },
  {
    words: '工钱怎么算',
    choices: [
      { key: 'unit', value: 'month', words: '按月' },
      { key: 'unit', value: 'day', words: '按天' },
      { key: 'unit', value: 'hour', words: '按小时' },
      { key: 'unit', value: 'piece', words: '干一件算一件' },
    ],
  },
];

/** One choice pressed: taken, or taken off again. */
export function pressed(filter: JobFilter, { key, value }: Pick<Choice, 'key' | 'value'>): JobFilter {
  const on = filter[key] === value;
  const next = { ...filter, [key]: on ? NO_FILTER[key] : value } as JobFilter;
  // Work near home is in the county: nothing of another area could be found.
  if (key === 'channel' && !on && next.area !== '' && next.area !== 'in_county') next.area = 'in_county';
  return next;
}

/** What is chosen besides where, each with its words; tapping one takes it off. */
export function chipsOf(filter: JobFilter, age: number | null): { key: keyof JobFilter; words: string }[] {
  const decade = DECADES.find((one) => one.age === filter.age)?.words;
  const own = age === null ? '不知道岁数' : `${age} 岁能去`;
  return [
    ...(filter.age === 0 ? [] : [{ key: 'age' as const, words: filter.age === 'own' ? own : `${decade ?? filter.age}岁能去` }]),
    ...(filter.near ? [{ key: 'near' as const, words: '离家近的先' }] : []),
    ...GROUPS.flatMap(({ choices }) => choices)
      .filter(({ key, value }) => filter[key] === value)
      .map(({ key, words }) => ({ key, words })),
    ...(filter.text === '' ? [] : [{ key: 'text' as const, words: `「${filter.text}」` }]),
  ];
}

export const without = (filter: JobFilter, key: keyof JobFilter): JobFilter => ({ ...filter, [key]: NO_FILTER[key] });

/** What the cloud is asked; without a person nobody's age or home is known. */
export function askedOf(filter: JobFilter, person: string | null): Asked {
  const { area, text, near, age, noAge, light, board, channel, unit } = filter;
  const input: Asked = {};
  if (area !== '') input.area = area;
  if (text !== '') input.text = text;
  if (channel !== '') input.channel = channel;
  if (unit !== '') input.unit = unit;
  if (noAge) input.noAge = true;
  if (light) input.light = true;
  if (board) input.board = true;
  if (person !== null) {
    input.person = person;
    if (near) input.near = true;
  }
  if (typeof age === 'number' ? age > 0 : person !== null) input.age = age;
  return input;
}

/** What was kept on the phone, as far as it still is a filter. */
export function readFilter(kept: unknown): JobFilter {
  if (typeof kept !== 'object' || kept === null) return NO_FILTER;
  const values = kept as Record<string, unknown>;
  const known = (Object.keys(NO_FILTER) as (keyof JobFilter)[]).filter(
    (key) => typeof values[key] === typeof NO_FILTER[key] || (key === 'age' && values[key] === 'own'),
  );
  return { ...NO_FILTER, ...Object.fromEntries(known.map((key) => [key, values[key]])) };
}
