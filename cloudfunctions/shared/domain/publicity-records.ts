// The shapes of stored records about posted lists and what people say against them. Part of records.ts.

import type { MinutesPhoto } from './minutes-records';
import type { PostedLine } from './posted-line';
import type { DateText, Fen, Instant, Placed, ScopeLevel, Sealed, Versioned } from './records';

export const PUBLICITY_STATUSES = ['building', 'posted', 'closing', 'closed', 'void'] as const;
export type PublicityStatus = (typeof PUBLICITY_STATUSES)[number];

interface Named {
  openid: string;
  name: string;
}

/**
 * publicities/{publicity:place:programme:period:n}: one posted list. Its lines lie in publicity_lines and never change once it is posted;
 * `hash` is over them. `sortKey` = when it was begun + id.
 */
export interface PublicityRecord extends Placed, Versioned {
  _id: string;
  status: PublicityStatus;
  level: ScopeLevel;
  programme: string;
  period: string;
  n: number;
  /** Opens the public page; tells nothing by itself. */
  code: string;
  policy: { version: string; hash: string };
  columns: readonly string[];
  /** Days the pack asks for: working days, or calendar days. */
  days: number;
  calendar?: boolean;
  /** First and last day it hangs; '' while it is made. */
  from: DateText;
  until: DateText;
  count: number;
  sumFen: Fen;
  /** sha256 over the lines as posted; '' while it is made. */
  hash: string;
  extended: { until: DateText; reason: string; by: Named; at: Instant }[];
  /** Pictures of the sheet on the wall. */
  photos: MinutesPhoto[];
  minutes: string | null;
  by: Named;
  at: Instant;
  closedAt: Instant | null;
  task: string;
}

/** publicity_lines/{line:publicity:claim}: one line as posted; `sortKey` = publicity + order. Written once. */
export interface PublicityLineRecord extends Versioned {
  _id: string;
  publicity: string;
  claim: string;
  sortKey: string;
  line: PostedLine;
}

export const OBJECTION_KINDS = ['not_working', 'facts_wrong', 'amount_wrong', 'paid_twice', 'missing', 'other'] as const;
export type ObjectionKind = (typeof OBJECTION_KINDS)[number];

/** objections/{random}: somebody says that a posted list is not right. status 'open' | 'upheld' | 'dismissed'. */
export interface ObjectionRecord extends Placed, Versioned {
  _id: string;
  status: 'open' | 'upheld' | 'dismissed';
  publicity: string;
  /** The claim it is about; null = the list as a whole, e.g. somebody missing. */
  claim: string | null;
  /** The line as people count them; 0 = the whole list. */
  no: number;
  kind: ObjectionKind;
  text: string;
  /** Kept against abuse, never shown to anybody. */
  openid: string;
  /** '' and null = anonymous. */
  name: string;
  phone: Sealed | null;
  phoneTail: string | null;
  at: Instant;
  dueOn: DateText;
  answer: { text: string; at: Instant; by: { openid: string; name: string; title: string } } | null;
}
