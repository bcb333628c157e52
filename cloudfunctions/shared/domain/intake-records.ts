// The shapes of stored records of spreadsheets coming into the registry: the sheet, its rows and what was found, choices, what was written. Part of records.ts.
import type { DateText, Instant, Placed, Sealed, Versioned } from './records';

interface Named {
  openid: string;
  name: string;
}

export const INTAKE_STATES = ['columns', 'checking', 'checked', 'applying', 'applied', 'undoing', 'undone', 'dropped'] as const;
export type IntakeState = (typeof INTAKE_STATES)[number];

export interface IntakeColumn {
  at: number;
  head: string;
  state: 'sure' | 'ask' | 'left';
  /** Field it is taken for; '' = left out. */
  field: string;
  why: string;
  samples: string[];
}

/** A word of an option column that is none of the options, and what it was said to mean; null = not said yet, '' = leave the cell out. */
export interface IntakeWord {
  field: string;
  word: string;
  count: number;
  option: string | null;
}

export const LINE_OUTCOMES = ['new', 'changed', 'same', 'conflict', 'wrong', 'absent'] as const;
export type LineOutcome = (typeof LINE_OUTCOMES)[number];

/** intakes/{intake:random}: one spreadsheet for a town's or a village's registry. Its rows lie in intake_rows. */
export interface IntakeRecord extends Placed, Versioned {
  _id: string;
  status: IntakeState;
  fileName: string;
  sha256: string;
  title: string;
  /** The day the sheet speaks of: what was changed here later is asked about. */
  asOf: DateText;
  /** Tabs of the workbook in their order; rows are numbered page × 100,000 + row. */
  pages: { name: string; rows: number; taken: boolean }[];
  columns: IntakeColumn[];
  words: IntakeWord[];
  rows: number;
  /** Which cut of the rows into chunks holds; it changes when another column turns out to hold the number. */
  cut: number;
  /** What was said of all conflicts alike; '' = nothing. */
  all: '' | 'ours' | 'theirs';
  tally: Partial<Record<LineOutcome, number>>;
  /** The newest long work on it. */
  work: string | null;
  /** Rows in which something may be written. */
  writes: number;
  /** Brought to be compared with, never to be applied; absent = to be taken in. */
  compare?: 'national' | 'labour';
  /** When applying began: what it writes itself is no change by somebody. */
  appliedAt: Instant | null;
  by: Named;
  at: Instant;
}

export type ChangeKind =
  /** Taken when the sheet is applied. */
  | 'set'
  /** Changed here after the sheet's day, or work here goes on where the sheet has other work: somebody decides. */
  | 'conflict'
  /** Two rows of the sheet disagree: somebody decides row by row. */
  | 'rows';

export interface LineChange {
  field: string;
  words: string;
  was: string;
  is: string;
  kind: ChangeKind;
  why: string;
}

/** One row as it was found; numbers of people leave it only by their ends. */
export interface IntakeLine {
  row: number;
  name: string;
  idTail: string;
  villageName: string;
  person: string | null;
  household: string | null;
  outcome: LineOutcome;
  /** Why nothing of it is taken; '' when something can be. */
  blocked: string;
  /** Cells that are not taken. */
  problems: { field: string; words: string }[];
  changes: LineChange[];
  /** Month its work begins, '' without work: earlier work is written first. */
  start: string;
  /** What columns of a month each were read as; absent without them. */
  read?: string;
}

/** intake_rows/{intake:cut:chunk}: rows that belong together. What was written is sealed as `intake_rows.rows`. */
export interface IntakeChunk {
  _id: string;
  /** `{intake}:{cut}`. */
  cut: string;
  chunk: number;
  rows: Sealed | null;
  /** null until looked at. */
  lines: IntakeLine[] | null;
  /** Outcomes among its lines, for an index. */
  outcomes: LineOutcome[];
}

export type Choice = 'ours' | 'theirs';

/** intake_choices/{intake:row}: what somebody decided of one row's conflicts, by field. */
export interface IntakeChoices extends Versioned {
  _id: string;
  intake: string;
  row: number;
  choices: Record<string, Choice>;
}

/** intake_words/{town:head|word:hash}: what a head or a word was said to mean, remembered for the next sheet. */
export interface IntakeMemory {
  _id: string;
  town: string;
  /** Field for a head, option for a word; '' = leave it out. */
  means: string;
  by: Named;
  at: Instant;
}

/** intake_deeds/{intake:record:version}: one version an intake wrote, so that it can be taken back; `undone:{the same}` stands beside it once it was. */
export interface IntakeDeed {
  _id: string;
  intake: string;
  /** Later ones are taken back first. */
  sortKey: string;
  row: number;
  name: string;
  collection: 'households' | 'persons' | 'spells';
  record: string;
  version: number;
  /** The record was made by it. */
  made: boolean;
  /** Hash of what was written when it was made: equal now = nobody changed it since. */
  state: string;
}
