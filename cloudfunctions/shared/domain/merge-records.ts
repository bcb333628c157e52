// Probable duplicates and the merging of two persons into one. Part of records.ts; households are in home-merge-records.ts.
import type { DateText, HistoryRecord, Instant, Placed, Versioned } from './records';

export const TWIN_REASONS = ['name_born', 'tail_name', 'phone'] as const;
export type TwinReason = (typeof TWIN_REASONS)[number];

/** Two records that may be one; status 'open' | 'dismissed' | 'merged'. `village` is '' when they are of two villages. */
export interface PairRecord<Reason> extends Placed, Versioned {
  _id: string;
  status: 'open' | 'dismissed' | 'merged';
  a: string;
  b: string;
  names: [string, string];
  reasons: Reason[];
  foundOn: DateText;
  note: string;
}

/** twins/{twin:a:b}: two persons. */
export type TwinRecord = PairRecord<TwinReason>;

/**
 * Two records made one; status 'asked' (money is concerned, a second person is to confirm) | 'done' | 'declined' | 'undone'.
 * `Ref` names what goes over from the one that goes.
 */
export interface JoiningRecord<Ref> extends Placed, Versioned {
  _id: string;
  status: 'asked' | 'done' | 'declined' | 'undone';
  keep: string;
  drop: string;
  names: [keep: string, drop: string];
  /** Fields taken from the record that goes. */
  take: string[];
  money: boolean;
  /** The versions the asker saw. */
  versions: [keep: number, drop: number];
  refs: Ref[];
  askedAt: Instant;
  askedBy: { openid: string; name: string };
  doneAt: Instant | null;
  doneBy: { openid: string; name: string } | null;
  /** What was changed in either record: taken back by undoing, where nobody wrote since. */
  changed: { keep: HistoryRecord['changed']; drop: HistoryRecord['changed'] } | null;
  note: string;
}

/** What of the merged record was given to the one that stays, and can be given back. */
export interface MergeRef {
  collection: 'spells' | 'bonds' | 'applications';
  id: string;
}

/**
 * merges/{merge:random}: two persons. Claims, payments and bonds stay under the merged record's id and are reached through mergedFrom; spells
 * go over where they do not overlap.
 */
export interface MergeRecord extends JoiningRecord<MergeRef> {
  /** Spells that overlap one of the other's and stay where they are until somebody settles which is right. */
  stayed: string[];
  /** What was settled of them; absent = nothing yet. */
  settled?: { spell: string; how: 'brought' | 'left'; note: string; at: Instant; by: { openid: string; name: string } }[];
}
