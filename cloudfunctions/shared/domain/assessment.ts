// The answer of eligibility: every check with what was asked, what was found, where from, by which article, and what would settle it.
import type { Source } from './facts';
import type { DateText, Fen } from './records';

export type CheckStatus = 'passed' | 'failed' | 'unknown';

/** A typed value; words are made from it in words.ts, never stored. */
export type CheckValue =
  | { kind: 'months'; n: number }
  | { kind: 'age'; n: number }
  | { kind: 'fen'; n: Fen }
  | { kind: 'count'; n: number }
  | { kind: 'date'; date: DateText }
  | { kind: 'text'; text: string }
  | { kind: 'range'; from: number | null; to: number | null; unit: 'age' | 'fen' | 'months' }
  | { kind: 'texts'; texts: string[] }
  | { kind: 'yes' }
  | { kind: 'no' };

/** Which document and article a condition or number comes from. */
export interface Basis {
  /** Document title. */
  title: string;
  /** Document number, e.g. 晋乡振发〔2023〕44号; '' where none was published. */
  docNo: string;
  article: string;
}

export interface CheckResult {
  /** Unique within the assessment: the pack's own id for this condition. */
  id: string;
  /** The named check that computed it, e.g. 'same_employer_months'. */
  check: string;
  status: CheckStatus;
  expected: CheckValue;
  /** null = unknown. */
  actual: CheckValue | null;
  from: Source[];
  basis: Basis;
  /** Code of what would settle a failed or unknown check; words in words.ts. null when nothing can or need be done. */
  remedy: string | null;
}

export type Verdict = 'eligible' | 'not_eligible' | 'unknown';

export interface Assessment {
  programme: string;
  /** `{programme}@{version}`. */
  version: string;
  period: string;
  verdict: Verdict;
  /** What would be paid: exact when eligible, an estimate when unknown, 0 when not. */
  amountFen: Fen;
  /** Which tier or rule gave the amount. */
  amountFrom: { words: string; basis: Basis } | null;
  checks: CheckResult[];
}
