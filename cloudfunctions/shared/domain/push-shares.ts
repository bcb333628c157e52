// Places of a day's limit, group by group: the id of a share is one of them, so that two officers at once cannot both take the last one.
import type { DateText, PushShareRecord } from './records';

/** @param whose the group; a village's code for a group of it that is not known yet. */
export const shareId = (whose: string, on: DateText, n: number): string => `share:${whose}:${on}:${n}`;

/** What one shares into in a village, by group: its only one, else each of several and '' for one nobody has entered from yet. */
export const targetsOf = (groups: readonly string[]): string[] => (groups.length > 1 ? [...groups, ''] : [groups[0] ?? '']);

/** The target a share counts for: into a group nobody knew, it was most likely the only one there is; into one that left, none of those known. */
function targetOf({ group = '' }: Pick<PushShareRecord, 'group'>, groups: readonly string[]): string {
  if (groups.includes(group)) return group;
  return group === '' && groups.length === 1 ? (groups[0] as string) : '';
}

/** Of the shares of a village those into one target, undone ones apart. */
export const sharedTo = (shares: readonly PushShareRecord[], target: string, groups: readonly string[]): PushShareRecord[] =>
  shares.filter((share) => share.status === 'shared' && targetOf(share, groups) === target);

export interface DayOf {
  village: string;
  on: DateText;
  /** Known groups of the village. */
  groups: readonly string[];
  /** Everything that went to the village that day. */
  shares: readonly PushShareRecord[];
}

/** The first free place of a target below its limit, null when its day is full. */
export function freePlace({ village, on, groups, shares }: DayOf, target: string, most: number): string | null {
  if (sharedTo(shares, target, groups).length >= most) return null;
  const taken = new Set(shares.filter(({ status }) => status === 'shared').map(({ _id }) => _id));
  let n = 0;
  while (taken.has(shareId(target || village, on, n))) n += 1;
  return shareId(target || village, on, n);
}
