// What befell the registry's people: born, married in, moved, died, left, came back, merged. Part of records.ts; the village's 人员变动台账.
import type { DateText, Instant, Placed, Versioned } from './records';

export const HAPPENINGS = [
  'born',
  'married_in',
  'moved_in',
  'missed',
  'household_added',
  'died',
  'left',
  'restored',
  'in_from',
  'out_to',
  'household_in',
  'household_out',
  'household_closed',
  'household_merged',
  'household_parted',
  'head_changed',
  'merged',
  'unmerged',
] as const;
export type Happening = (typeof HAPPENINGS)[number];

/** happenings/{happening:random}: status = which; sortKey = when it was written. A move has a row in either village. */
export interface HappeningRecord extends Placed, Versioned {
  _id: string;
  status: Happening;
  /** null for a whole household. */
  person: string | null;
  personName: string;
  household: string;
  headName: string;
  /** The day it happened, as told. */
  on: DateText;
  /** Where to or from, why, in words. */
  words: string;
  at: Instant;
  by: { openid: string; name: string };
  /** The spell it ended and the spell's version after it, so that it can be begun again. */
  spell: { id: string; version: number } | null;
  undone: { at: Instant; by: { openid: string; name: string } } | null;
}
