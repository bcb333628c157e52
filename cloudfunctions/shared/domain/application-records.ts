// The shapes of who wants which job and what came of it, and of what is offered to somebody who came back for good. Part of records.ts.
import type { DateText, Instant, Placed, Versioned } from './records';

/**
 * wants: 想去 · asked: 问过了 · going: 说好要去 · taken: 录用上岗 · stayed: 干满一个月 · ended: did not come to it, with why.
 * A work spell may be written from `taken` on.
 */
export const APPLICATION_STATUSES = ['wants', 'asked', 'going', 'taken', 'stayed', 'ended'] as const;
export type ApplicationStatus = (typeof APPLICATION_STATUSES)[number];

/** Why nothing came of it: told by the person or by the employer. */
export const SAID_ENDS = [
  'filled',
  'stopped',
  'not_taken',
  'pay',
  'too_far',
  'too_hard',
  'family',
  'ill',
  'other_job',
  'not_as_said',
  'left',
  'other',
] as const;
export type SaidEnd = (typeof SAID_ENDS)[number];
/** And what the house itself sees in the registry. */
export const APPLICATION_ENDS = [...SAID_ENDS, 'died', 'left_town'] as const;
export type ApplicationEnd = (typeof APPLICATION_ENDS)[number];

export interface ApplicationStep {
  to: ApplicationStatus;
  on: DateText;
  at: Instant;
  /** house: followed from what became of the posting or of the person. */
  by: { openid: string; name: string; as: 'self' | 'helper' | 'cadre' | 'house' };
  why: ApplicationEnd | '';
  words: string;
}

/** What became of the posting since the last step: read beside the state, in the words its person was told. */
export interface ApplicationNote {
  words: string;
  on: DateText;
  /** The version of the posting it tells of: told once for each. */
  version: number;
}

/** applications/{posting}:{person}: 报名. The id is the lock against wanting the same job twice; after `ended` it may begin again. */
export interface ApplicationRecord extends Placed, Versioned {
  _id: string;
  posting: string;
  title: string;
  employer: string;
  person: string;
  personName: string;
  household: string;
  /** merged: its person's record became another one, and so did it (`into`); on no list, counted nowhere. */
  status: ApplicationStatus | 'merged';
  steps: ApplicationStep[];
  /** The push it came of; '' = found by oneself or told by somebody. */
  push: string;
  /** The work spell it became; '' = none yet. */
  spell: string;
  /** What the short list promised when it was wanted, to be compared with what became of it; null = nobody looked. */
  estimate: { monthFen: number; subsidyFen: number; programmes: string[]; on: DateText } | null;
  /** To be asked what became of it; '' = over. `sortKey` = this day, or the day of the last step once it is over, and the id. */
  dueOn: DateText | '';
  /** Gone with the next step; absent = nothing became of the posting. */
  note?: ApplicationNote | null;
  /** Of one that is merged: the application it became, and where it stood. */
  merged?: { into: string; was: ApplicationStatus } | null;
  /** Brought by a merge: from which, and what was wanted under this id before; null = nothing. Given back by an undoing. */
  joined?: { from: string; was: ApplicationCore | null } | null;
}

/** What of a wish goes over with its person: all but whose it is and its trail. */
export type ApplicationCore = Pick<ApplicationRecord, 'status' | 'steps' | 'push' | 'spell' | 'estimate' | 'dueOn' | 'note'>;

export const SECOND_JOB_ENDS = ['work', 'local_post', 'business', 'training', 'refused', 'left_us'] as const;
export type SecondJobEnd = (typeof SECOND_JOB_ENDS)[number];

/** second_jobs/second:{spell}: somebody came back for good (不去了): jobs to be offered by `offerBy`, open until there is an end. status 'open' | 'done'. */
export interface SecondJobRecord extends Placed, Versioned {
  _id: string;
  person: string;
  personName: string;
  household: string;
  /** The work that ended. */
  spell: string;
  /** Why they came back, in the words of the field. */
  why: string;
  backOn: DateText;
  offerBy: DateText;
  /** What was offered: each time with what was said. */
  offers: { postings: string[]; on: DateText; by: { openid: string; name: string }; said: string }[];
  end: { how: SecondJobEnd; on: DateText; words: string; record: string; by: { openid: string; name: string } | null } | null;
}
