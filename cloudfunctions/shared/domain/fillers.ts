// Who filled something in for a person, and so may not decide on the claim that rests on it. Pure.
import { monthIndex } from './dates';
import type { ClaimRecord, SpellRecord } from './records';

type Spell = Pick<SpellRecord, 'start' | 'end' | 'asked'>;

/** Whether a work record lies at least partly in months of these days. */
export function touchesDays({ start, end }: Pick<Spell, 'start' | 'end'>, { from, to }: { from: string; to: string }): boolean {
  return monthIndex(start) <= monthIndex(to) && (end === null || monthIndex(end) >= monthIndex(from));
}

/** Officers whose word work records of these days stand on: the last to have filled in each fact. */
export function fillersOf(spells: readonly Spell[], days: { from: string; to: string }): string[] {
  const touching = spells.filter((spell) => touchesDays(spell, days));
  const last = touching.flatMap(({ asked }) => [...new Map((asked ?? []).map((one) => [one.field, one.by.openid] as const)).values()]);
  return [...new Set(last)].sort();
}

/** Those known so far and these, each once, in order; the same array when nobody is new. */
export function withFillers({ filledBy }: Pick<ClaimRecord, 'filledBy'>, more: readonly string[]): string[] {
  const known = filledBy ?? [];
  return more.every((one) => known.includes(one)) ? known : [...new Set([...known, ...more])].sort();
}
