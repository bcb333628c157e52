// Two records of one household: found, and made one. Part of records.ts.
import type { JoiningRecord, PairRecord } from './merge-records';

export const HOME_TWIN_REASONS = ['head_place', 'members', 'code'] as const;
export type HomeTwinReason = (typeof HOME_TWIN_REASONS)[number];

/** home_twins/{home_twin:a:b}: two households. */
export type HomeTwinRecord = PairRecord<HomeTwinReason>;

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
 * home_merges/{home_merge:random}: two households. Everything that names the one that goes is named in `refs` and goes over by long work;
 * undone, it comes back.
 */
export interface HomeMergeRecord extends JoiningRecord<HomeRef> {
  relations: { person: string; relation: string }[];
}
