// Probable duplicates and the merging of two persons into one. Part of records.ts; households are in home-merge-records.ts.
import type { DateText, HistoryRecord, Instant, Placed, Versioned } from './records';

export const TWIN_REASONS = ['name_born', 'tail_name', 'phone'] as const;
export type TwinReason = (typeof TWIN_REASONS)[number];

/** twins/{twin:a:b}: two persons that may be one; status 'open' | 'dismissed' | 'merged'. `village` is '' when they are of two villages. */
export interface TwinRecord extends Placed, Versioned {
  _id: string;
  status: 'open' | 'dismissed' | 'merged';
  a: string;
  b: string;
  names: [string, string];
  reasons: TwinReason[];
  foundOn: DateText;
  note: string;
}

/** What of the merged record was given to the one that stays, and can be given back. */
export interface MergeRef {
  collection: 'spells' | 'bonds';
  id: string;
}

/**
 * merges/{merge:random}: status 'asked' (a second person is to confirm, money is concerned) | 'done' | 'declined' | 'undone'.
 * Claims, payments and bonds stay under the merged record's id and are reached through mergedFrom; spells go over where they do not overlap.
 */
export interface MergeRecord extends Placed, Versioned {
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
  refs: MergeRef[];
  /** Spells that overlap one of the other's and stay where they are until somebody settles which is right. */
  stayed: string[];
  /** What was settled of them; absent = nothing yet. */
  settled?: { spell: string; how: 'brought' | 'left'; note: string; at: Instant; by: { openid: string; name: string } }[];
  askedAt: Instant;
  askedBy: { openid: string; name: string };
  doneAt: Instant | null;
  doneBy: { openid: string; name: string } | null;
  /** What the merge changed in either record: taken back by undoing, where nobody wrote since. */
  changed: { keep: HistoryRecord['changed']; drop: HistoryRecord['changed'] } | null;
  note: string;
}
