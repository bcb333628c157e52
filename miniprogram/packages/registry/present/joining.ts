// How somebody joins a household: the ways, what a newborn usually is, what was told at a door as fields of the form, and what is handed in.
import type { Output } from '@shared/contract/index';
import type { Values } from './form';

type Newcomer = NonNullable<Output<'duty.one'>['duty']['newcomer']>;
export type How = Exclude<Newcomer['how'], 'back'>;
export const HOWS: readonly { key: How; words: string }[] = [
  { key: 'born', words: '新生' },
  { key: 'married_in', words: '嫁来、入赘' },
  { key: 'moved_in', words: '户口迁来' },
  { key: 'missed', words: '以前漏登' },
];

/** What a newborn usually is. */
export const BABY: Values = { health: ['健康'], labourSkill: '无劳动力', studentStatus: '学龄前儿童' };

/** What was told at the door, as fields of the form. */
export const told = ({ name, sex, relation, how, on }: Newcomer): Values => ({
  ...(how === 'born' ? { ...BABY, born: on } : {}),
  name,
  sex,
  relation,
});

/** Only what was filled in. */
export function sent(typed: Values): Record<string, string | number | boolean | string[]> {
  const values: Record<string, string | number | boolean | string[]> = {};
  for (const id of Object.keys(typed)) {
    const value = typed[id];
    if (value !== null && value !== undefined && value !== '') values[id] = value as string | number | boolean | string[];
  }
  return values;
}
