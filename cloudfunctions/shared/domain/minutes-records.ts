// The shape of the minutes of a village meeting: who sat together when, about which list, and what they decided. Part of records.ts.
import type { DateText, Fen, Instant, Placed, Versioned } from './records';

/** What a meeting was about: the list before it is sent, an objection to a posted list, or something else of the programme. */
export const MINUTES_ABOUT = ['list', 'publicity', 'objection', 'other'] as const;
export type MinutesAbout = (typeof MINUTES_ABOUT)[number];

export interface MinutesPhoto {
  /** Where only functions look; never leaves. */
  fileID: string;
  sha256: string;
  mime: 'image/jpeg' | 'image/png' | 'application/pdf';
  bytes: number;
}

/**
 * minutes/{minutes:random}: 会议记录. status 'kept' | 'replaced'; `sortKey` = programme:period:on:id, so that one programme-year of a
 * village is a prefix of an index. Names of those present are officers' and villagers' representatives': nothing else of them is kept.
 */
export interface MinutesRecord extends Placed, Versioned {
  _id: string;
  programme: string;
  period: string;
  about: MinutesAbout;
  /** The list, publicity or objection it was about; '' = none in particular. */
  subject: string;
  on: DateText;
  place: string;
  /** Who led the meeting, who wrote. */
  chair: string;
  writer: string;
  attendees: string[];
  /** What was decided, as it goes into the printed minutes. */
  decision: string;
  /** How many lines and how much the meeting passed, frozen as of then; 0 when it was about no list. */
  lines: number;
  sumFen: Fen;
  /** Pictures of the signed sheet. */
  photos: MinutesPhoto[];
  by: { openid: string; name: string };
  at: Instant;
}

/** The sortKey of minutes; `minutesPrefix` gives all of one programme-year. */
export function minutesSortKey(minutes: Pick<MinutesRecord, '_id' | 'programme' | 'period' | 'on'>): string {
  return `${minutesPrefix(minutes.programme, minutes.period)}${minutes.on}:${minutes._id}`;
}

export function minutesPrefix(programme: string, period: string): string {
  return `${programme}:${period}:`;
}
