// The shapes of a policy version on its way: a clerk's draft, and who would gain or lose by it. Part of records.ts.
import type { DateText, Fen, Instant, Placed, Versioned } from './records';

interface Named {
  openid: string;
  name: string;
}

export const DRAFT_STATUSES = ['draft', 'proposed', 'switched', 'dropped'] as const;
export type DraftStatus = (typeof DRAFT_STATUSES)[number];

/**
 * pack_drafts/{draft:random}: a version being written. The pack is whole at every moment; what a clerk changes goes through the schema.
 * `sortKey` = when it was begun + id.
 */
export interface PackDraftRecord extends Placed, Versioned {
  _id: string;
  status: DraftStatus;
  programme: string;
  /** The version it was begun from. */
  base: string;
  /** The version it will be. */
  becomes: string;
  pack: unknown;
  /** Everybody who wrote on it: none of them may switch it on. */
  authors: Named[];
  begunAt: Instant;
  /** The preview that was looked at, and the draft's version it was made of. */
  preview: { job: string; of: number } | null;
  proposed: { by: Named; at: Instant; note: string } | null;
  switched: { by: Named; at: Instant; from: DateText } | null;
}

export const PREVIEW_PARTS = ['gains', 'more', 'loses', 'less', 'unsure', 'same'] as const;
/** Gets something now and nothing before; more; nothing any more; less; would depend on a fact not known yet; as before. */
export type PreviewPart = (typeof PREVIEW_PARTS)[number];

/** preview_rows/{preview:job:person}: one person under both versions. `sortKey` = how much it changes, largest first, + id. */
export interface PreviewRow {
  _id: string;
  job: string;
  part: PreviewPart;
  person: string;
  name: string;
  villageName: string;
  group: string;
  beforeFen: Fen;
  afterFen: Fen;
  /** The checks that decide it, as codes. */
  why: string;
  /** Has a claim that was handed in: it keeps the version it was judged by. */
  kept: boolean;
  sortKey: string;
}
