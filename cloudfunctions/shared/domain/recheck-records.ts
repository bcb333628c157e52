// The shape of a stored 回访: who was drawn, what the ledger held, what they said. Part of records.ts.
import type { CheckHow } from './month-records';
import type { Instant, MonthText, Placed, Versioned } from './records';

/** The five questions an inspector asks. */
export const RECHECK_QUESTIONS = ['where', 'pay', 'had', 'when', 'visited'] as const;
export type RecheckQuestion = (typeof RECHECK_QUESTIONS)[number];
export type RecheckVerdict = 'agrees' | 'differs' | 'unclear';

/** rechecks/{recheck:month:person}: 回访, drawn by the house when a month is closed. status 'open' | 'done' | 'unreached'. */
export interface RecheckRecord extends Placed, Versioned {
  _id: string;
  status: 'open' | 'done' | 'unreached';
  month: MonthText;
  person: string;
  name: string;
  household: string;
  headName: string;
  group: string;
  check: string;
  /** Who asked the first time, and whoever said the same month before: none of them may call again. */
  askedBy: string[];
  how: CheckHow | null;
  /** What the ledger held when it was drawn. */
  ledger: Record<RecheckQuestion, string>;
  answers: Partial<Record<RecheckQuestion, { verdict: RecheckVerdict; said: string }>> | null;
  tries: { at: Instant; by: { openid: string; name: string } }[];
  at: Instant | null;
  by: { openid: string; name: string } | null;
}
