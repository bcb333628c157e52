// How labour is counted in this installation, as somebody decided it from a document. Part of records.ts.
import type { Instant, Versioned } from './records';
import type { Counting } from './standing-facts';

export interface CountingDecision {
  /** What was changed, in words. */
  changes: { words: string; was: string; is: string }[];
  /** Title and number of the document it follows. */
  document: string;
  docNo: string;
  /** The office or meeting that decided it. */
  decidedBy: string;
  /** How many people were counted otherwise by it when it was confirmed. */
  otherwise: number;
  at: Instant;
  by: { openid: string; name: string };
}

/** settings/counting: what was decided; what is absent is the example of domain/standing-facts.ts. Newest decision first. */
export interface CountingRecord extends Versioned {
  _id: 'counting';
  values: Partial<Counting>;
  decisions: CountingDecision[];
}
