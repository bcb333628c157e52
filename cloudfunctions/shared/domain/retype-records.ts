// The shape of stored records of who differs from somebody else's sheet: typed over by hand into the national system, or settled with the
// labour station. Part of records.ts.
import type { DateText, Instant, Placed, Sealed, Versioned } from './records';

/** Whose sheet: the national system's by what it is about, or the labour station's. */
export const RETYPE_SOURCES = ['working', 'people', 'planning', 'labour'] as const;
export type RetypeSource = (typeof RETYPE_SOURCES)[number];

/** 'typed': somebody says it is done there; 'confirmed': their next sheet agrees. */
export const RETYPE_STATES = ['open', 'typed', 'confirmed'] as const;
export type RetypeState = (typeof RETYPE_STATES)[number];

export const RETYPE_KINDS = ['differs', 'ours_only', 'theirs_only'] as const;
export type RetypeKind = (typeof RETYPE_KINDS)[number];

/** What was decided of one field: ours goes into their file, or it waits with a word. Taking theirs is an edit of the registry itself. */
export interface RetypeChoice {
  field: string;
  /** Of which work of ours; null = of the person, or of work only they have. */
  spell: string | null;
  how: 'ours' | 'wait';
  word: string;
  by: string;
  at: Instant;
}

/** retypes/{town}:{source}:{person}: one person who differs, with what their sheet says; ours is read when it is opened. */
export interface RetypeRecord extends Placed, Versioned {
  _id: string;
  /** `{town}:{source}`. */
  source: string;
  status: RetypeState;
  /** Village, household, person: the order they are typed in. */
  sortKey: string;
  kind: RetypeKind;
  /** null when the registry knows nobody of that number. */
  person: string | null;
  name: string;
  idTail: string;
  villageName: string;
  /** Rows of their sheet, a cell for each of `fields` in the national words; a telephone's is empty. */
  theirs: { row: number; cells: string[] }[];
  /** Their telephone. */
  phone: { index: string; sealed: Sealed; tail: string } | null;
  /** Which fields their sheet speaks of, in its order. */
  fields: string[];
  /** The sheet it was last found in. */
  intake: string;
  /** What that sheet made of it: 'left' = it speaks of the village and no longer of this person. */
  came: 'open' | 'reopened' | 'confirmed' | 'same' | 'left';
  asOf: DateText;
  /** Since when it differs. */
  since: Instant;
  /** What differed when it was last compared, by field, for the filter. */
  differs: string[];
  typed: { by: { openid: string; name: string }; at: Instant; print: string } | null;
  choices: RetypeChoice[];
  /** Why it is there: reopened since when, or why their row means nobody here. */
  why: string;
}
