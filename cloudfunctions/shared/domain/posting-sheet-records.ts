// The shapes of a sheet of postings: the sheet, its rows as they came, what each was found to be and what became of it. Part of records.ts.
import type { PostingColumnGuess } from './posting-columns/recognise';
import type { PostingFields } from './postings';
import type { Instant, Placed, Sealed, Versioned } from './records';

export const POSTING_SHEET_STATES = ['columns', 'checking', 'checked', 'bringing', 'brought', 'undoing', 'undone', 'dropped'] as const;
export type PostingSheetState = (typeof POSTING_SHEET_STATES)[number];

/**
 * new: nothing like it on the board · lacking: something must be told before it can be checked · changed: it stands, and says otherwise ·
 * same: it stands as it is · twice: an earlier row of this sheet · stopped: its employer is stopped.
 */
export const POSTING_LINE_OUTCOMES = ['lacking', 'changed', 'new', 'same', 'twice', 'stopped'] as const;
export type PostingLineOutcome = (typeof POSTING_LINE_OUTCOMES)[number];

/** posting_sheets/{sheet:key}: one spreadsheet of postings for a board. Its rows lie in posting_sheet_rows and posting_sheet_lines. */
export interface PostingSheetRecord extends Placed, Versioned {
  _id: string;
  status: PostingSheetState;
  fileName: string;
  sha256: string;
  title: string;
  pages: { name: string; rows: number; taken: boolean }[];
  columns: PostingColumnGuess[];
  rows: number;
  chunks: number;
  /** Said for all rows that do not tell it: texts by field of the form. */
  common: Record<string, string>;
  /** What was said of all that stand and differ; '' = left as they are. */
  all: '' | 'update';
  /** Rows by outcome; what is lacking as `lack:{field}`. */
  tally: Record<string, number>;
  /** What became of its rows once they were brought, by what was done. */
  done: Record<string, number>;
  /** The newest long work on it. */
  work: string | null;
  by: { openid: string; name: string };
  at: Instant;
}

/** posting_sheet_rows/{sheet:chunk}: rows as they came, about fifty together, sealed as `posting_sheet_rows.rows`. */
export interface PostingSheetChunk {
  _id: string;
  sheet: string;
  chunk: number;
  rows: Sealed;
  /** Gone by then: once its rows are read, or when nobody comes back to it. */
  until: Instant;
}

/** '' = as the sheet says for all: new ones come, changed ones as `all` says. */
export type PostingLineChoice = '' | 'leave' | 'update';

/** posting_sheet_lines/{sheet:row}: what one row was found to be, what was mended in it, what became of it. */
export interface PostingSheetLine extends Versioned {
  _id: string;
  sheet: string;
  /** Page × 100,000 + row, as people count rows. */
  row: number;
  outcome: PostingLineOutcome;
  /** As read from the cells; nothing of it is said for all or mended. */
  draft: { fields: PostingFields; told: string[]; unread: { field: string; head: string; text: string }[]; notes: string[] };
  /** Typed by hand, by field of the form. */
  fixes: Record<string, string>;
  choice: PostingLineChoice;
  /** With what was said for all and mended. */
  title: string;
  employer: string;
  /** Pay, how many, where, until when, in a line. */
  summary: string;
  /** The id its posting would have: what the row itself says, so that the same row in another file means the same posting. */
  origin: string;
  lacks: { field: string; words: string }[];
  changes: { field: string; label: string; was: string; is: string }[];
  /** The posting it is or may be, and what is to be said of that. */
  stands: { posting: string; words: string; may: boolean } | null;
  /** Another posting it is like, looked at beside it: why, in words; null = none. */
  like: { posting: string; words: string } | null;
  /** The earlier row it repeats; 0 = none. */
  twiceOf: number;
  /** What became of it; null until it is brought. */
  result: { verb: 'made' | 'draft' | 'updated' | 'same' | 'taken_back'; posting: string; version: number } | null;
}
