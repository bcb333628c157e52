// Places of a day's limit: the id of a share is one of them, so that two officers at once cannot both take the last one.
import type { DateText, PushShareRecord } from './records';

/** More places than any limit times the groups of a village. */
export const MOST_A_DAY = 20;

export const shareId = (village: string, on: DateText, n: number): string => `share:${village}:${on}:${n}`;

/** What went to a village today, undone ones apart. */
export const sharedNow = (shares: readonly PushShareRecord[]): number => shares.filter(({ status }) => status === 'shared').length;

/** The first free place below the limit, null when the day is full. */
export function freePlace(shares: readonly PushShareRecord[], village: string, on: DateText, most: number): string | null {
  const taken = new Set(shares.filter(({ status }) => status === 'shared').map(({ _id }) => _id));
  if (taken.size >= most) return null;
  for (let n = 0; n < Math.min(MOST_A_DAY, taken.size + 1); n += 1) if (!taken.has(shareId(village, on, n))) return shareId(village, on, n);
  return null;
}
