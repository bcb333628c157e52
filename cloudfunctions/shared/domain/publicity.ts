// What a posted list is worth: its hash, its days, whether it may be closed, and who may do what with it.
import { type Actor, holdsRole } from './actor';
import { addCountedDays, daysBetween, workingDaysBetween } from './dates';
import type { DateText, ObjectionRecord, PublicityRecord } from './records';
import { levelsFrom, REVIEWERS } from './stages';

/** Posted today, it hangs for `days` whole days after today: working days, or calendar days where the document counts those. */
export function postedUntil(today: DateText, days: number, calendar: boolean): DateText {
  return addCountedDays(today, days, calendar);
}

/** Days left, counted as the list counts them; 0 once the last day is over. */
export function daysLeft(publicity: Pick<PublicityRecord, 'status' | 'until' | 'calendar'>, today: DateText): number {
  if (publicity.status !== 'posted' || publicity.until === '' || today > publicity.until) return 0;
  return Math.max(1, (publicity.calendar ? daysBetween : workingDaysBetween)(today, publicity.until));
}

/** Whether the days are over. Open objections hold their own lines only; one against the whole list holds all of it. */
export function closingRefusal(
  publicity: Pick<PublicityRecord, 'status' | 'until'>,
  objections: readonly Pick<ObjectionRecord, 'status' | 'claim'>[],
  today: DateText,
): 'not_posted' | 'not_over' | 'list_objected' | null {
  if (publicity.status !== 'posted') return 'not_posted';
  if (today <= publicity.until) return 'not_over';
  return objections.some(({ status, claim }) => status === 'open' && claim === null) ? 'list_objected' : null;
}

/** Whoever decides at the list's level posts it, photographs it and closes it. */
export function postsIt(list: Pick<PublicityRecord, 'level' | 'county' | 'town' | 'village'>, actor: Pick<Actor, 'grants'>): boolean {
  return holdsRole(actor, REVIEWERS[list.level], list.level, list);
}

/** Longer is for the levels above to say; at county level for the county itself. */
export function extendsIt(list: Pick<PublicityRecord, 'level' | 'county' | 'town' | 'village'>, actor: Pick<Actor, 'grants'>): boolean {
  const above = levelsFrom(list.level).slice(list.level === 'county' ? 0 : 1);
  return above.some((level) => holdsRole(actor, REVIEWERS[level], level, list));
}
