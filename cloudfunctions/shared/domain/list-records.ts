// The shapes of stored records about who should be paid: opened years, payments from outside, the nightly answers, what people said. Part of records.ts.
import type { AGREED_HOWS, ClaimHint, ClaimStatus } from './claim-records';
import type { EquationPart, Line } from './lines';
import type { DateText, Fen, Instant, Placed, Sealed, Versioned } from './records';

interface Named {
  openid: string;
  name: string;
}

/** years/{year:town:programme:period}: whether the past payments of a programme-year were gone through. status 'open' | 'checking'. */
export interface YearRecord extends Placed, Versioned {
  _id: string;
  status: 'open' | 'checking';
  programme: string;
  period: string;
  openedAt: Instant | null;
  by: Named;
  /** What the clerk checked against, in the clerk's words. */
  note: string;
}

/** outside/{outside:programme:person:period:n}: 系统外发放. status 'kept' | 'undone'. */
export interface OutsideRecord extends Placed, Versioned {
  _id: string;
  status: 'kept' | 'undone';
  person: string;
  personName: string;
  household: string;
  programme: string;
  period: string;
  amountFen: Fen;
  /** '' where the sheet gave no day. */
  paidOn: DateText | '';
  /** The import it came with and the row of that sheet, as people count rows. */
  import: string;
  row: number;
  /** What stood before this import changed it: undoing brings it back. */
  before: { amountFen: Fen; paidOn: DateText | ''; import: string; row: number } | null;
  /** The import whose taking back left it as it is; null when none did. */
  takenBack: string | null;
}

export const IMPORT_STATES = ['checking', 'checked', 'applying', 'applied', 'undoing', 'undone'] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

/** imports/{import:town:hash}: one sheet of past payments. Its rows lie in import_rows. */
export interface ImportRecord extends Placed, Versioned {
  _id: string;
  status: ImportState;
  fileName: string;
  sha256: string;
  /** What the sheet does not say by row. */
  programme: string | null;
  period: string | null;
  /** The head of each column used, by what it means. */
  columns: Record<string, string>;
  rows: number;
  by: Named;
  at: Instant;
}

export const ROW_OUTCOMES = ['new', 'known', 'changed', 'unmatched', 'wrong'] as const;
export type RowOutcome = (typeof ROW_OUTCOMES)[number];

/** One row as it was found; it leaves without identity number. */
export interface FoundRow {
  row: number;
  name: string;
  idTail: string;
  outcome: RowOutcome;
  /** Why, in plain words; '' for new. */
  words: string;
  person: string | null;
  village: string;
  programme: string;
  period: string;
  amountFen: Fen;
  paidOn: DateText | '';
  /** The id the payment has or will have; null unless new, known or changed. */
  outside: string | null;
}

/** import_rows/{import:chunk}: fifty rows. What was typed is sealed as `import_rows.rows`; what was found is not secret. */
export interface ImportChunkRecord {
  _id: string;
  import: string;
  chunk: number;
  /** JSON of the typed rows. */
  rows: Sealed;
  /** null until looked at. */
  found: FoundRow[] | null;
}

/** assessments/{programme:period:person}: the house's own answer, rebuilt and never added to. status = the part of the equation, or 'none'. */
export interface AssessmentRecord extends Placed {
  _id: string;
  status: EquationPart | 'none';
  programme: string;
  period: string;
  /** `{programme}:{period}`, the first half of every index. */
  year: string;
  person: string;
  name: string;
  initials: string;
  idTail: string;
  household: string;
  headName: string;
  group: string;
  keeper: string | null;
  keeperName: string;
  line: Line;
  verdict: 'eligible' | 'unknown' | 'not_eligible';
  amountFen: Fen;
  /** Whether the person counts as 符合; the parts are shared out among these. */
  owed: boolean;
  /** Codes of what is missing, the first one first; words in words/lines.ts. */
  missing: string[];
  /** The first of them, for an index; '' when nothing is. */
  lacks: string;
  /** One sentence that can be forwarded: why not. '' unless the line is 'cannot'. */
  why: string;
  claim: string | null;
  claimStatus: ClaimStatus | '';
  paidOutside: boolean;
  hints: ClaimHint[];
  /** 补差 that may be brought, or is begun (`line`, `missing` are then about it, `status` and `amountFen` still about what was paid). */
  topUp?: TopUp | null;
  policy: string;
  asOf: DateText;
  /** One more with each writing: somebody who read before must not write over what was found since. */
  version: number;
}

/** `since` null = nobody began it. What was said before it began was about the first claim. */
export interface TopUp {
  until: DateText;
  claim: string | null;
  since: Instant | null;
  amountFen: Fen;
}

export const SAID = ['agreed', 'declined', 'unreachable', 'open'] as const;
export type Said = (typeof SAID)[number];

/** standings/{standing:programme:period:person}: what the person said when asked, or that nobody could ask. */
export interface StandingRecord extends Placed, Versioned {
  _id: string;
  status: Said;
  programme: string;
  period: string;
  person: string;
  how: (typeof AGREED_HOWS)[number] | '';
  on: DateText;
  note: string;
  /** Tries to reach, oldest first. */
  tries: { at: Instant; how: string; note: string; by: Named }[];
  by: Named;
  at: Instant;
}

/** equations/{village:programme:period}: 应发尽发 of one village, rebuilt from its assessments. */
export interface EquationRecord {
  _id: string;
  county: string;
  town: string;
  village: string;
  year: string;
  programme: string;
  period: string;
  owed: number;
  owedFen: Fen;
  parts: Record<EquationPart, { people: number; fen: Fen }>;
  lines: Record<Line, number>;
  lacks: Record<string, number>;
  hinted: number;
  paidOutside: number;
  asOf: Instant;
}

/** dirty/{record:version}: something of this person (or household) changed; the answers about them are to be made anew. */
export interface DirtyRecord {
  _id: string;
  person: string | null;
  household: string | null;
  village: string;
  at: Instant;
  /** An answer left this village's equation of a programme-year, which is counted anew whatever became of the run that moved it. */
  left?: { county: string; town: string; programme: string; period: string };
}
