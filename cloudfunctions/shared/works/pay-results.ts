// Enters what the bank said, one payment a transaction: the claim, the payment, the budget, and who is to be told, together.
import { stepping } from '@shared/actions/refuse';
import { moneyHearers } from '@shared/actions/told-parts';
import type { ReadResult } from '@shared/domain/bank-results';
import type { BatchRecord, BudgetRecord, ClaimRecord, Doer, PaymentRecord, PaymentResult, TellRecord } from '@shared/domain/records';
import { PAYERS, step } from '@shared/domain/stages';
import { failedSentence, paidSentence } from '@shared/domain/words/paying';
import { claimSortKey } from '@shared/repos/claims';
import { every } from '@shared/repos/paying';
import type { JobItem, JobKind } from '@shared/runtime/jobs';
import { Problem } from '@shared/runtime/problem';
import type { WorkContext } from '@shared/runtime/work-context';

export interface ResultsInput {
  batch: string;
  sheet: string;
  results: ReadResult[];
  by: Doer;
}
interface Entered {
  paid: number;
  failed: number;
}

/** Whoever has the person's affairs on a phone has two days to see it there; without any phone somebody tells them at once. */
const SEEN_WITHIN_MS = 2 * 86_400_000;
const UNTOUCHED = { record: '', version: 0, note: {} };

async function enter(result: ReadResult, input: ResultsInput, ctx: WorkContext): Promise<'paid' | 'failed' | 'known'> {
  const seen = await ctx.store.get<PaymentRecord>('payments', result.payment);
  if (!seen || seen.batch !== input.batch) throw new Problem('not_found', { message: '不在这一批里' });
  const hearers = await moneyHearers(seen, ctx);
  let done: 'paid' | 'failed' | 'known' = 'known';
  await ctx.change(async (change) => {
    const payment = await change.get<PaymentRecord>('payments', result.payment);
    const batch = await change.get<BatchRecord>('batches', input.batch);
    if (!payment || !batch) throw new Problem('not_found');
    done = 'known';
    if (payment.status === result.outcome) return UNTOUCHED;
    if (payment.status !== 'listed') throw new Problem('not_possible_now', { message: '上回记的结果不一样，没有改' });
    if (batch.status !== 'released') throw new Problem('not_possible_now', { message: '这一批还没放行，不能登结果' });
    const [claim, budget] = [
      await change.get<ClaimRecord>('claims', payment.claim),
      await change.get<BudgetRecord>('budgets', batch.budget),
    ];
    if (!claim || !budget) throw new Problem('not_found');
    if (claim.livePayment !== payment._id) throw new Problem('not_possible_now', { message: '申领上记的不是这一笔' });
    const paid = result.outcome === 'paid';
    const reasons = paid || result.reason === '' ? [] : [result.reason];
    const { claim: stepped, event } = stepping(() =>
      step(claim, paid ? 'pay' : 'fail', ctx.caller, ctx.now, { reasons: paid ? [] : reasons.length > 0 ? reasons : ['other'] }),
    );
    const role = event.by.role;
    const money = { period: payment.period, spoken: payment.spoken, amountFen: payment.amountFen, tail: payment.account.tail };
    const words = paid ? paidSentence(money) : failedSentence(money, result.reason);
    const wanted: ClaimRecord = { ...stepped, sortKey: claimSortKey(stepped), livePayment: paid ? payment._id : null };
    const detail = { payment: payment._id, amountFen: payment.amountFen, reason: result.reason, sheet: input.sheet.slice(0, 16) };
    await change.put('claims', claim, wanted, { verb: event.verb, role, detail });
    const on = result.on ?? ctx.today;
    const entered: PaymentResult = {
      outcome: result.outcome,
      reason: result.reason,
      note: result.note,
      on,
      at: ctx.now,
      by: input.by,
      sheet: input.sheet,
    };
    const stored = await change.put(
      'payments',
      payment,
      { ...payment, status: result.outcome, result: entered },
      { verb: event.verb, role, detail },
    );
    const reservedFen = budget.reservedFen - payment.amountFen;
    const spentFen = budget.spentFen + (paid ? payment.amountFen : 0);
    await change.put('budgets', budget, { ...budget, reservedFen, spentFen }, { verb: event.verb, role, detail });
    const tell = tellOf(stored, result.outcome, words, hearers.length > 0, ctx);
    await change.put('tells', null, tell, { verb: 'ask', role, detail: { payment: payment._id } });
    for (const openid of hearers)
      change.tell({
        openid,
        subject: tell._id,
        version: 0,
        kind: paid ? 'paid' : 'payment_failed',
        title: paid ? `${payment.personName}的钱到了` : `${payment.personName}的钱没打进去`,
        text: words,
        page: `packages/told/money/money?person=${encodeURIComponent(payment.person)}`,
      });
    done = result.outcome;
    return { record: stored._id, version: stored.version, note: {} };
  });
  return done;
}

function tellOf(payment: PaymentRecord, kind: TellRecord['kind'], words: string, hasPhone: boolean, { now }: WorkContext): TellRecord {
  const _id = `tell:${kind}:${payment._id}`;
  const due = hasPhone ? new Date(Date.parse(now) + SEEN_WITHIN_MS).toISOString() : now;
  const { county, town, village, person, personName, household } = payment;
  return {
    _id,
    county,
    town,
    village,
    status: 'open',
    sortKey: `${due}:${_id}`,
    kind,
    payment: payment._id,
    person,
    personName,
    household,
    words,
    at: now,
    told: null,
    seenAt: null,
    version: 0,
    auditHead: '',
  };
}

export const payResults: JobKind<ResultsInput, ReadResult, Entered> = {
  kind: 'pay.results',
  roles: PAYERS,
  words: '正在登银行的结果',
  async page(job, limit) {
    const from = job.cursor === null ? 0 : Number(job.cursor);
    const items: JobItem<ReadResult>[] = job.input.results
      .slice(from, from + limit)
      .map((value, i) => ({ key: `第 ${from + i + 1} 条`, cursor: String(from + i + 1), value }));
    return { items, total: job.input.results.length };
  },
  async each(result, job, ctx) {
    return { [await enter(result, job.input, ctx)]: 1 };
  },
  async finish(job, ctx) {
    let waiting = false;
    for await (const { status } of every<PaymentRecord>(ctx.store, 'payments', { batch: job.input.batch })) waiting ||= status === 'listed';
    if (!waiting)
      await ctx.change(async (change) => {
        const batch = await change.get<BatchRecord>('batches', job.input.batch);
        if (batch?.status !== 'released') return UNTOUCHED;
        const stored = await change.put('batches', batch, { ...batch, status: 'closed' as const }, { verb: 'close', role: 'payer' });
        return { record: stored._id, version: stored.version, note: {} };
      });
    return { paid: job.tally.paid ?? 0, failed: job.tally.failed ?? 0 };
  },
};
