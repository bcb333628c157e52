// The shapes of a claim and its pictures as stored.
import type { CheckResult } from './assessment';
import type { Facts, TicketFact } from './facts';
import type { DateText, Fen, Instant, Placed, Role, ScopeLevel, Versioned } from './records';

export const CLAIM_STATUSES = [
  'draft',
  'in_stage',
  'returned',
  'rejected',
  'withdrawn',
  'approved',
  'in_batch',
  'paid',
  'payment_failed',
] as const;
export type ClaimStatus = (typeof CLAIM_STATUSES)[number];

export const STAGE_KINDS = ['review', 'phone_check', 'publicity', 'confirm'] as const;
export interface Stage {
  kind: (typeof STAGE_KINDS)[number];
  level: ScopeLevel;
  /** Working days allowed (review) or posted (publicity). */
  days: number;
  /** The days are calendar days, as some documents count a posting; absent = working days. */
  calendar?: boolean;
}

/** One step of a claim's life as people see it; the audit trail keeps the proof. */
export interface ClaimEvent {
  at: Instant;
  verb: string;
  /** Index into stages, or null outside review. */
  stage: number | null;
  by: { openid: string; name: string; role: Role };
  reasons: string[];
  note: string;
}

/** claims/{claim:programme:person:period:seq}. */
export interface ClaimRecord extends Placed, Versioned {
  _id: string;
  programme: string;
  period: string;
  seq: number;
  person: string;
  personName: string;
  household: string;
  status: ClaimStatus;
  stages: Stage[];
  /** Index of the stage the claim is in; null unless in_stage. */
  stage: number | null;
  /** Who must act now: the level that decides, `post_` + the level that posts, '' when nobody must. An index field for queues. */
  waiting: ScopeLevel | `post_${ScopeLevel}` | '';
  /** Place in the queue of whoever must act: last day of the stage's clock, then since when, then the claim; '' when nobody must. */
  dueKey: string;
  /** Since when the present status and stage hold. */
  since: Instant;
  policy: { version: string; hash: string };
  /** The facts and checks the last decision rested on; replays for ever. */
  facts: Facts | null;
  checks: CheckResult[];
  amountFen: Fen;
  account: { tail: string; bank: string } | null;
  receipts: ClaimReceipt[];
  /** Tickets as the person confirmed them. [] = 没有车票; absent or null = not asked yet. */
  tickets?: ClaimTicket[] | null;
  /** The serials of `tickets` alone, an index field to find the same ticket elsewhere. */
  ticketSerials?: string[];
  /** 打零工的说明, filled in instead of the paper form. */
  casual?: CasualForm | null;
  filedBy: { openid: string; role: Role; name: string };
  /** Officers who filled something in for the person: a fact the claim rests on, a picture, a ticket, the form. Absent = nobody. */
  filledBy?: string[];
  events: ClaimEvent[];
  submittedAt: Instant | null;
  /** An objection under way; the claim stays where it is until it is answered. Absent and null mean the same. */
  hold?: ClaimHold | null;
  /** The person's own drawn signature under the 承诺书; null or absent = agreed by a tick. */
  signature?: { fileID: string; sha256: string; mime: string; bytes: number } | null;
  /** How the person agreed, when a cadre filed it for them. */
  consent?: ClaimConsent | null;
  /** What a reviewer should look at twice; found when handed in and each night. Empty, no failed and no unknown check = clean. */
  hints?: ClaimHint[];
  /** The publicity list and the batch it stands on. */
  posting?: string | null;
  batch?: string | null;
  /** The payment under way or done, which guards against a second; and how many were tried. */
  livePayment?: string | null;
  attempts?: number;
  /** 卡有问题: what the card check found (domain/card-check.ts); empty or absent = nothing. */
  cardProblems?: string[];
}

/** `id` is the receipt it was read from; one picture may show several legs. */
export interface ClaimTicket extends TicketFact {
  /** Number printed on it, where there is one; '' otherwise. */
  serial: string;
  /** Read from the file and then confirmed, or typed. */
  read: boolean;
  /** Who looked up the rail fare, and how; absent = nobody. */
  railBy?: { openid: string; name: string; on: DateText; note: string } | null;
}

/** 打零工的说明: what a casual worker without an employer says instead of a proof, and who can confirm it. */
export interface CasualForm {
  work: string;
  place: string;
  /** Months worked, YYYY-MM, in order. */
  months: string[];
  pay: { fen: Fen; unit: 'day' | 'month' };
  /** Who can say so: name and relation, never a telephone. */
  witness: { name: string; relation: string };
  on: DateText;
}

export interface ClaimHold {
  objection: string;
  since: Instant;
}

export const AGREED_HOWS = ['signed', 'phone', 'chat', 'in_person', 'paper', 'helper'] as const;
/** 「怎么同意的」: who was asked, how, when, and what keeps the proof (a receipt of kind `consent`), if anything does. */
export interface ClaimConsent {
  how: (typeof AGREED_HOWS)[number];
  on: DateText;
  note: string;
  receipt: string | null;
  by: { openid: string; name: string };
}

/** A hint is never a verdict: `code` has words in words/hints.ts, `about` names the other record or the value. */
export interface ClaimHint {
  code: string;
  about: string;
}

export interface ClaimReceipt {
  receipt: string;
  /** Evidence kind of the pack, e.g. 'wage_proof'. */
  kind: string;
}

export type ReceiptMime = 'image/jpeg' | 'image/png' | 'application/pdf' | 'application/ofd';

/** receipts/{receipt:claim:sha256}: one picture of one claim. status 'kept' | 'removed'. */
export interface ReceiptRecord extends Placed, Versioned {
  _id: string;
  claim: string;
  person: string;
  kind: string;
  sha256: string;
  /** Where only functions look; never leaves. */
  fileID: string;
  mime: ReceiptMime;
  bytes: number;
  /** What it looks like (runtime/looks.ts), 16 hex digits; absent or null = cannot be told. */
  looks?: string | null;
  /** The four bands of `looks`, an index field to find near-identical pictures. */
  bands?: string[];
  acceptedAt: Instant;
  acceptedBy: string;
  /** An officer laid it to the claim for the person; absent = the person, or who helps them. */
  laidBy?: 'officer';
}
