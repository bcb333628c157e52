// Two records of one household: found, and made one. Part of records.ts.
import type { DateText, HistoryRecord, Instant, Placed, Versioned } from './records';

export const HOME_TWIN_REASONS = ['head_place', 'members', 'code'] as const;
export type HomeTwinReason = (typeof HOME_TWIN_REASONS)[number];

/** home_twins/{home_twin:a:b}: two households that may be one; status 'open' | 'dismissed' | 'merged'. `village` is '' when they are of two villages. */
export interface HomeTwinRecord extends Placed, Versioned {
  _id: string;
  status: 'open' | 'dismissed' | 'merged';
  a: string;
  b: string;
  names: [string, string];
  reasons: HomeTwinReason[];
  foundOn: DateText;
  note: string;
}

/** Collections whose records name a household, and those that only go along to another village with their person. */
export const OF_HOUSEHOLD = [
  'persons',
  'claims',
  'payments',
  'outside',
  'checks',
  'rechecks',
  'duties',
  'visits',
  'conflicts',
  'explanations',
  'tells',
  'applications',
  'second_jobs',
] as const;
export const OF_PERSON = ['spells', 'bonds'] as const;

/** One record that goes over to the household that stays, and how it was. */
export interface HomeRef {
  collection: (typeof OF_HOUSEHOLD)[number] | (typeof OF_PERSON)[number];
  id: string;
  /** Whether it goes along to the other village too. */
  place: boolean;
  /** For persons still counted: what they are to the head that stays, and what they were. */
  relation?: string;
  was?: string;
}

/**
 * home_merges/{home_merge:random}: status 'asked' (money is concerned, a second person is to confirm) | 'done' | 'declined' | 'undone'.
 * Everything that names the household that goes is named in `refs` and goes over by long work; undone, it comes back.
 */
export interface HomeMergeRecord extends Placed, Versioned {
  _id: string;
  status: 'asked' | 'done' | 'declined' | 'undone';
  keep: string;
  drop: string;
  names: [keep: string, drop: string];
  /** Fields taken from the household that goes. */
  take: string[];
  relations: { person: string; relation: string }[];
  money: boolean;
  /** The versions the asker saw. */
  versions: [keep: number, drop: number];
  refs: HomeRef[];
  askedAt: Instant;
  askedBy: { openid: string; name: string };
  doneAt: Instant | null;
  doneBy: { openid: string; name: string } | null;
  /** What the merge changed in either household: taken back by undoing, where nobody wrote since. */
  changed: { keep: HistoryRecord['changed']; drop: HistoryRecord['changed'] } | null;
  note: string;
}
