// The shapes of stored records about money on its way: batches, payments, budgets, recoveries, what is to be told. Part of records.ts.
import type { DateText, Fen, Instant, Placed, ScopeLevel, Sealed, Versioned } from './records';

/** Who did something, as people ask for them later. */
export interface Doer {
  openid: string;
  name: string;
}

export const PAID_BY = ['town', 'county', 'card_system'] as const;
/** 乡镇发, 报县发, 一卡通系统发. */
export type PaidBy = (typeof PAID_BY)[number];

/**
 * `building`: members are being taken up; `short`: the money does not reach, nothing is reserved; `ready`: reserved, waits for another
 * person's release; `released`: frozen and sent; `closed`: every member has a result; `dismissing`, `dismissed`: given up before release.
 */
export const BATCH_STATUSES = ['building', 'short', 'ready', 'released', 'closed', 'dismissing', 'dismissed'] as const;
export type BatchStatus = (typeof BATCH_STATUSES)[number];

/** batches/{batch:random}. The place is the payer's: `village` and, for a county batch, `town` are ''. */
export interface BatchRecord extends Placed, Versioned {
  _id: string;
  status: BatchStatus;
  level: Exclude<ScopeLevel, 'village'>;
  /** What it is called on letters and lists, e.g. 2025年 路费补贴 第3批. */
  title: string;
  programme: string;
  programmeName: string;
  spoken: string;
  period: string;
  /** One village only; '' = all of the place. */
  only: string;
  paidBy: PaidBy;
  fund: string;
  /** The year whose money it is. */
  year: string;
  budget: string;
  /** 0 until it is ready. Once ready, changed only together with the member taken out. */
  count: number;
  sumFen: Fen;
  reservedFen: Fen;
  /** Claims the card check held back while it was made. */
  heldBack: number;
  /** What the members and the sum were when released; '' before. */
  hash: string;
  madeBy: Doer;
  madeAt: Instant;
  released: { by: Doer; at: Instant } | null;
  dismissed: { by: Doer; at: Instant; reason: string } | null;
  sheets: ResultSheet[];
}

/** A sheet the bank's results came on: a file read by rows, or a photograph results were typed from. */
export interface ResultSheet {
  kind: 'file' | 'photo';
  /** Where only functions look; '' for a file, of which the hash alone is kept. */
  fileID: string;
  sha256: string;
  at: Instant;
  by: Doer;
  paid: number;
  failed: number;
}

export const PAYMENT_STATUSES = ['listed', 'paid', 'failed', 'void'] as const;
export type PaymentStatus = (typeof PAYMENT_STATUSES)[number];

export const FAILURE_CODES = ['not_activated', 'name_differs', 'closed_account', 'wrong_account', 'other'] as const;
export type FailureCode = (typeof FAILURE_CODES)[number];

/**
 * payments/{payment:claim:attempt}: one try to pay one claim. `listed` in a batch that is released = with the bank. `void`: taken out
 * before release; the same attempt is taken up again by the next batch.
 */
export interface PaymentRecord extends Placed, Versioned {
  _id: string;
  claim: string;
  attempt: number;
  batch: string;
  person: string;
  personName: string;
  household: string;
  programme: string;
  spoken: string;
  period: string;
  amountFen: Fen;
  status: PaymentStatus;
  /** The account of the day it was listed; the number is sealed as payments.account and opens only into the bank's file. */
  account: { sealed: Sealed; index: string; tail: string; bank: string; holder: string };
  idIndex: string;
  idTail: string;
  result: PaymentResult | null;
  /** 收到了 / 没收到, as the person said. */
  answer: { received: boolean; at: Instant; by: Doer } | null;
  /** 没收到 waits for the payer; '' = nothing to look into. An index field. */
  doubt: '' | 'open' | 'answered';
  doubtAnswer: { text: string; at: Instant; by: Doer } | null;
}

export interface PaymentResult {
  outcome: 'paid' | 'failed';
  reason: FailureCode | '';
  /** The bank's own words. */
  note: string;
  /** The day the bank says, else the day it was entered. */
  on: DateText;
  at: Instant;
  by: Doer;
  /** Hash of the sheet it was read or typed from. */
  sheet: string;
}

/** budgets/{budget:place:year:fund}: the money of one source and year at one place. Never below nothing left. */
export interface BudgetRecord extends Placed, Versioned {
  _id: string;
  fund: string;
  year: string;
  amountFen: Fen;
  /** From the year before, into the year after. */
  carriedInFen: Fen;
  carriedOutFen: Fen;
  /** In batches that are ready or with the bank. */
  reservedFen: Fen;
  spentFen: Fen;
  /** Came back from wrong payments. */
  recoveredFen: Fen;
}

/** recoveries/{recovery:payment}: money paid wrongly, asked back. status 'open' | 'done'. It stays open over the years until all is back. */
export interface RecoveryRecord extends Placed, Versioned {
  _id: string;
  payment: string;
  claim: string;
  person: string;
  personName: string;
  amountFen: Fen;
  reason: string;
  opened: { by: Doer; at: Instant };
  received: { fen: Fen; on: DateText; note: string; budget: string; by: Doer }[];
}

export const TOLD_HOWS = ['phone', 'door', 'family', 'chat'] as const;
export type ToldHow = (typeof TOLD_HOWS)[number];

/**
 * tells/{tell:kind:subject}: something about money a person must hear. Open until they read the notice or somebody told them;
 * `sortKey` begins with the instant from which their cadre is asked to. status 'open' | 'seen' | 'told'.
 */
export interface TellRecord extends Placed, Versioned {
  _id: string;
  kind: 'paid' | 'failed';
  payment: string;
  person: string;
  personName: string;
  household: string;
  /** The sentence, as the notice says it. */
  words: string;
  at: Instant;
  told: { how: ToldHow; by: Doer; at: Instant; note: string } | null;
  seenAt: Instant | null;
}

export const SUSPICIONS = [
  'shared_account',
  'shared_phone',
  'after_death',
  'same_picture',
  'kin_decided',
  'round_wage',
  'paid_elsewhere',
] as const;
export type Suspicion = (typeof SUSPICIONS)[number];

/** suspicions/{suspicion:code:payment}: 疑点, found by looking through what was paid; a hint and no verdict. `status` is the code. */
export interface SuspicionRecord extends Placed {
  _id: string;
  payment: string;
  claim: string;
  person: string;
  personName: string;
  programme: string;
  period: string;
  amountFen: Fen;
  /** What it rests on, in words. */
  words: string;
  foundAt: Instant;
}

/** What a column of a bank's file can hold. */
export const BANK_FIELDS = ['seq', 'name', 'id_number', 'account', 'holder', 'bank', 'amount', 'remark', 'village', 'empty'] as const;
export type BankField = (typeof BANK_FIELDS)[number];

export interface BankFormat {
  id: string;
  words: string;
  kind: 'xlsx' | 'csv';
  columns: { head: string; field: BankField }[];
  /** Printed in every row's remark, `{programme}` and `{period}` filled in. */
  remark: string;
}

/** settings/bank-files. */
export interface BankFilesRecord extends Versioned {
  _id: 'bank-files';
  formats: BankFormat[];
}
