// Money on its way: checking cards, budgets, batches by one and released by another, the bank's files and its results, recovery.
import { CARD_PROBLEMS } from '@shared/domain/card-check';
import { BANK_FIELDS, BATCH_STATUSES, FAILURE_CODES, PAID_BY } from '@shared/domain/paying-records';
import * as z from 'zod';
import { cursor, dateText, fen, id, instant, limit, period, placeCode, version, villageCode } from './common';

const programme = z.string().regex(/^[a-z][a-z0-9-]{1,40}$/);
const year = z.string().regex(/^20\d{2}$/);
const fund = z.string().trim().min(2).max(60);
const reason = z.string().trim().min(2).max(100);
const fileID = z.string().max(400);
const who = z.object({ name: z.string(), at: instant });

export const offered = z.object({ name: z.string(), url: z.string(), until: instant });

export const budgetView = z.object({
  id,
  fund: z.string(),
  year: z.string(),
  place: z.string(),
  version,
  totalFen: fen,
  carriedInFen: fen,
  carriedOutFen: fen,
  reservedFen: fen,
  spentFen: fen,
  recoveredFen: fen,
  leftFen: fen,
});

export const batchView = z.object({
  id,
  title: z.string(),
  status: z.enum(BATCH_STATUSES),
  statusWords: z.string(),
  version,
  programme: z.string(),
  programmeName: z.string(),
  spoken: z.string(),
  period,
  paidBy: z.enum(PAID_BY),
  paidByWords: z.string(),
  placeName: z.string(),
  only: z.string(),
  fund: z.string(),
  year: z.string(),
  count: z.number(),
  sumFen: fen,
  heldBack: z.number(),
  /** First signs of the seal; '' before release. */
  seal: z.string(),
  madeBy: who,
  released: who.nullable(),
  dismissed: who.extend({ reason: z.string() }).nullable(),
  sheets: z.array(z.object({ kind: z.enum(['file', 'photo']), at: instant, by: z.string(), paid: z.number(), failed: z.number() })),
  can: z.array(z.enum(['release', 'dismiss', 'settle', 'file', 'results'])),
  /** Why the caller may not release what waits for a release; '' otherwise. */
  barred: z.string(),
});

/** A member of a batch, account masked to its tail. */
export const paymentRow = z.object({
  id,
  claim: id,
  name: z.string(),
  villageName: z.string(),
  amountFen: fen,
  bank: z.string(),
  tail: z.string(),
  attempt: z.number(),
  status: z.enum(['listed', 'paid', 'failed', 'void']),
  reason: z.string(),
  reasonWords: z.string(),
  note: z.string(),
});

const waitingGroup = z.object({
  programme: z.string(),
  name: z.string(),
  spoken: z.string(),
  period,
  paidBy: z.enum(PAID_BY),
  paidByWords: z.string(),
  /** '' when the pack does not name its money. */
  fund: z.string(),
  count: z.number(),
  sumFen: fen,
  marked: z.number(),
  villages: z.array(z.object({ code: villageCode, name: z.string(), count: z.number(), sumFen: fen })),
});

const cardRow = z.object({
  claim: id,
  name: z.string(),
  village: z.string(),
  villageName: z.string(),
  spoken: z.string(),
  amountFen: fen,
  tail: z.string(),
  bank: z.string(),
  problems: z.array(z.object({ code: z.enum(CARD_PROBLEMS), words: z.string(), say: z.string() })),
});

const line = z.object({ words: z.string(), left: fen, right: fen });

const format = z.object({
  id: z.string().regex(/^[a-z][a-z0-9-]{0,40}$/),
  words: z.string().trim().min(1).max(30),
  kind: z.enum(['xlsx', 'csv']),
  columns: z
    .array(z.object({ head: z.string().trim().min(1).max(30), field: z.enum(BANK_FIELDS) }))
    .min(2)
    .max(20),
  remark: z.string().trim().max(60),
});

const failureRow = z.object({
  claim: id,
  version,
  payment: id,
  person: id,
  name: z.string(),
  village: z.string(),
  villageName: z.string(),
  spoken: z.string(),
  period,
  amountFen: fen,
  tail: z.string(),
  reason: z.string(),
  reasonWords: z.string(),
  /** What to tell the person, ready to say. */
  say: z.string(),
  note: z.string(),
  on: dateText,
  /** Whether another account is recorded than the one that failed. */
  changed: z.boolean(),
});

const recoveryView = z.object({
  id,
  payment: id,
  name: z.string(),
  villageName: z.string(),
  amountFen: fen,
  receivedFen: fen,
  reason: z.string(),
  status: z.enum(['open', 'done']),
  opened: who,
  received: z.array(z.object({ fen, on: dateText, note: z.string(), by: z.string() })),
  version,
});

export const pay = {
  /** What waits for a batch, by programme and period; the batches; the money. */
  'pay.overview': {
    input: z.strictObject({}),
    output: z.object({
      asOf: instant,
      places: z.array(z.object({ level: z.enum(['town', 'county']), code: placeCode, name: z.string() })),
      waiting: z.array(waitingGroup),
      /** More claims wait than were looked at. */
      more: z.boolean(),
      batches: z.array(batchView),
      budgets: z.array(budgetView),
      failed: z.number(),
      doubts: z.number(),
    }),
  },
  /** 发放前核卡: looks at every waiting claim's account; the task marks them. */
  'pay.check': { input: z.strictObject({ place: placeCode }), output: z.object({ task: id }) },
  'pay.cards': {
    input: z.strictObject({ village: villageCode.optional(), cursor: cursor.optional(), limit: limit.optional() }),
    output: z.object({ items: z.array(cardRow), next: z.string().nullable() }),
  },
  'pay.budget': {
    input: z.strictObject({ place: placeCode, fund, year, amountFen: fen.min(0).max(100_000_000_000), reason }),
    output: z.object({ budget: budgetView }),
  },
  /** What is left of one year's money goes into the next. */
  'pay.carry': { input: z.strictObject({ budget: id, version, reason }), output: z.object({ budget: budgetView }) },
  'pay.batch': {
    input: z.strictObject({ place: placeCode, programme, period, village: villageCode.optional(), fund, year }),
    output: z.object({ batch: batchView, task: id }),
  },
  'pay.members': {
    input: z.strictObject({
      batch: id,
      status: z.enum(['listed', 'paid', 'failed']).optional(),
      cursor: cursor.optional(),
      limit: limit.optional(),
    }),
    output: z.object({ batch: batchView, items: z.array(paymentRow), next: z.string().nullable() }),
  },
  'pay.takeOut': { input: z.strictObject({ payment: id, reason }), output: z.object({ batch: batchView }) },
  /** Tries again to reserve the money of a batch it did not reach for. */
  'pay.settle': { input: z.strictObject({ batch: id, version }), output: z.object({ batch: batchView }) },
  'pay.release': { input: z.strictObject({ batch: id, version }), output: z.object({ batch: batchView }) },
  'pay.dismiss': { input: z.strictObject({ batch: id, version, reason }), output: z.object({ batch: batchView, task: id }) },
  'pay.formats': {
    input: z.strictObject({}),
    output: z.object({ formats: z.array(format), fields: z.array(z.object({ field: z.enum(BANK_FIELDS), words: z.string() })), version }),
  },
  /** `drop`: the format is taken away; one is always left. */
  'pay.saveFormat': {
    input: z.strictObject({ version, format, drop: z.boolean().default(false) }),
    output: z.object({ formats: z.array(format), version }),
  },
  /** The bank's file with whole account numbers; each time with a reason, never given twice for one request. */
  'pay.file': {
    input: z.strictObject({ batch: id, format: z.string().max(41), reason }),
    output: z.object({ file: offered, count: z.number(), sumFen: fen }),
  },
  /** 报县发: totals by village for the letter, without accounts. */
  'pay.letter': { input: z.strictObject({ batch: id }), output: z.object({ file: offered }) },
  /** Reads the bank's sheet; rows in order become a task, the others are named. `assume` when there is no column of outcomes. */
  'pay.results': {
    input: z.strictObject({ batch: id, fileID, assume: z.enum(['paid', 'failed']).optional() }),
    output: z.object({
      task: id.nullable(),
      /** The same sheet was read before. */
      before: who.nullable(),
      paid: z.number(),
      failed: z.number(),
      known: z.number(),
      troubles: z.array(z.object({ row: z.number(), name: z.string(), words: z.string() })),
    }),
  },
  /** Results typed from a photographed sheet. `rest`: what all members not named are. */
  'pay.typed': {
    input: z.strictObject({
      batch: id,
      photo: fileID,
      on: dateText,
      lines: z
        .array(
          z.strictObject({
            payment: id,
            outcome: z.enum(['paid', 'failed']),
            reason: z.enum(FAILURE_CODES).optional(),
            note: z.string().trim().max(60).default(''),
          }),
        )
        .max(300),
      rest: z.enum(['paid']).optional(),
    }),
    output: z.object({ task: id.nullable(), paid: z.number(), failed: z.number(), known: z.number() }),
  },
  'pay.sheet': { input: z.strictObject({ batch: id, at: instant }), output: z.object({ url: z.string(), until: instant }) },
  /** Money the bank sent back, by village: the cadre's to mend. */
  'pay.failures': {
    input: z.strictObject({ village: villageCode.optional(), cursor: cursor.optional(), limit: limit.optional() }),
    output: z.object({ items: z.array(failureRow), next: z.string().nullable() }),
  },
  'pay.reissue': {
    input: z.strictObject({ claim: id, version, note: z.string().trim().min(2).max(100) }),
    output: z.object({ claim: id, status: z.string() }),
  },
  'pay.recover': {
    input: z.strictObject({ payment: id, amountFen: fen.min(1), reason }),
    output: z.object({ recovery: recoveryView }),
  },
  'pay.recovered': {
    input: z.strictObject({ recovery: id, version, fen: fen.min(1), on: dateText, note: z.string().trim().max(60).default('') }),
    output: z.object({ recovery: recoveryView }),
  },
  'pay.recoveries': { input: z.strictObject({}), output: z.object({ items: z.array(recoveryView) }) },
  /** 没收到: what the payer has to look into. */
  'pay.doubts': {
    input: z.strictObject({}),
    output: z.object({ items: z.array(paymentRow.extend({ saidAt: instant, saidBy: z.string(), on: dateText })) }),
  },
  'pay.answerDoubt': {
    input: z.strictObject({ payment: id, text: z.string().trim().min(2).max(100) }),
    output: z.object({ done: z.literal(true) }),
  },
  'pay.reconcile': {
    input: z.strictObject({}),
    output: z.object({
      asOf: instant,
      equal: z.boolean(),
      lines: z.array(line),
      faults: z.array(z.string()),
      approvedFen: fen,
      waitingFen: fen,
      inBatchFen: fen,
      releasedFen: fen,
      paidFen: fen,
      failedFen: fen,
      pendingFen: fen,
      toRecoverFen: fen,
      recoveredFen: fen,
    }),
  },
} as const;
