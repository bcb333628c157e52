// The shapes of stored records about what the data rules find: findings, made anew, and explanations, which people write. Part of records.ts.
import type { Severity, Subject } from './quality/rule';
import type { Instant, Placed, Versioned } from './records';

/**
 * findings/{finding:rule:subject}: what a rule finds in the ledger now; made anew with its household, never added to.
 * status 'open' | 'explained'; sortKey = severity, rule, group, household, so that a list reads the worst first.
 */
export interface FindingRecord extends Placed {
  _id: string;
  status: 'open' | 'explained';
  rule: string;
  severity: Severity;
  subject: Subject;
  household: string;
  headName: string;
  group: string;
  keeper: string | null;
  person: string | null;
  personName: string;
  spell: string | null;
  words: string;
  /** Why it may stay; '' while open. */
  explained: string;
  at: Instant;
}

/** explanations/{explanation:rule:subject}: "it is so, because…". Holds while the finding says the same. */
export interface ExplanationRecord extends Placed, Versioned {
  _id: string;
  status: 'kept' | 'withdrawn';
  rule: string;
  household: string;
  person: string | null;
  /** The finding's sentence it was given for. */
  for: string;
  words: string;
  at: Instant;
  by: { openid: string; name: string };
}

/** finding_counts/{village}: how many findings of each rule, counted anew from them. */
export interface FindingCountRecord {
  _id: string;
  county: string;
  town: string;
  village: string;
  rules: Record<string, { open: number; explained: number }>;
  at: Instant;
}
