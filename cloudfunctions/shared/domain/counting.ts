// What a county decides about how labour is counted: each point in words, what it may be, and the example that holds until somebody decided.
import type { Counting } from './standing-facts';

export interface CountingField {
  id: keyof Counting;
  words: string;
  hint: string;
  kind: 'age' | 'days' | 'yes_no';
  least: number;
  most: number;
  /** null may be said: there is no such age. */
  open: boolean;
}

export const COUNTING_FIELDS: readonly CountingField[] = [
  {
    id: 'retiredFrom',
    words: '满多少岁、没在干活的，不算劳力',
    hint: '空着就是没有这条线，按劳动能力看',
    kind: 'age',
    least: 50,
    most: 90,
    open: true,
  },
  { id: 'postsInScale', words: '公益岗算不算在务工人数里', hint: '两个数都会显示', kind: 'yes_no', least: 0, most: 1, open: false },
  {
    id: 'agedFrom',
    words: '满多少岁算大龄',
    hint: '先找近处的活，单列一张名单',
    kind: 'age',
    least: 40,
    most: 80,
    open: false,
  },
  { id: 'agedMen', words: '就业困难：男的满多少岁', hint: '就业困难人员里的「大龄」', kind: 'age', least: 35, most: 70, open: false },
  { id: 'agedWomen', words: '就业困难：女的满多少岁', hint: '就业困难人员里的「大龄」', kind: 'age', least: 35, most: 70, open: false },
  {
    id: 'justBackDays',
    words: '回来多少天以内算「刚回来」',
    hint: '过了就算「在家等活」',
    kind: 'days',
    least: 7,
    most: 365,
    open: false,
  },
];

/** Labels what nobody decided yet. */
export const EXAMPLE_WORDS = '示例，以本县文件为准';

/** What is wrong with the values, by field; {} = nothing. */
export function countingProblems(values: Readonly<Partial<Record<keyof Counting, number | boolean | null>>>): Record<string, string> {
  const wrong: Record<string, string> = {};
  for (const { id, kind, least, most, open } of COUNTING_FIELDS) {
    const value = values[id];
    if (value === undefined) continue;
    if (kind === 'yes_no') {
      if (typeof value !== 'boolean') wrong[id] = '选算，还是不算';
      continue;
    }
    if (value === null && open) continue;
    const unit = kind === 'age' ? '岁' : '天';
    if (typeof value !== 'number' || !Number.isInteger(value) || value < least || value > most)
      wrong[id] = `写 ${least} 到 ${most} ${unit}的整数${open ? '，没有这条线就空着' : ''}`;
  }
  return wrong;
}

export function countingWords(id: keyof Counting, value: number | boolean | null): string {
  const field = COUNTING_FIELDS.find((one) => one.id === id);
  if (value === null) return '没有这条线';
  if (typeof value === 'boolean') return value ? '算' : '不算';
  return `${value} ${field?.kind === 'days' ? '天' : '岁'}`;
}

/** Each point that is decided, as it was counted and as it is from then on; a point may be confirmed as it is. */
export function countingChanges(now: Counting, values: Partial<Counting>): { words: string; was: string; is: string }[] {
  return COUNTING_FIELDS.flatMap(({ id, words }) => {
    const value = values[id];
    return value === undefined ? [] : [{ words, was: countingWords(id, now[id]), is: countingWords(id, value) }];
  });
}
