// Gives a batch up before release: each claim waits again, each payment is void, and at the end the money is free again in one piece.
import { stepping } from '@shared/actions/refuse';
import type { BatchRecord, BudgetRecord, ClaimRecord, PaymentRecord } from '@shared/domain/records';
import { PAYERS, step } from '@shared/domain/stages';
import { claimSortKey } from '@shared/repos/claims';
import type { Change } from '@shared/runtime/change';
import type { JobKind } from '@shared/runtime/jobs';
import { Problem } from '@shared/runtime/problem';
import { range } from '@shared/runtime/store';
import type { WorkContext } from '@shared/runtime/work-context';

interface Input {
  batch: string;
}

/** Takes one payment out before release: the claim waits again. Nothing when it is out already. Answers whether it was taken out now. */
export async function takeOne(
  change: Change,
  paymentId: string,
  batch: string,
  why: { code: 'batch_dismissed' | 'taken_out'; note: string },
  ctx: Pick<WorkContext, 'caller' | 'now'>,
): Promise<PaymentRecord | null> {
  const payment = await change.get<PaymentRecord>('payments', paymentId);
  if (payment?.status !== 'listed' || payment.batch !== batch) return null;
  const claim = await change.get<ClaimRecord>('claims', payment.claim);
  if (!claim) throw new Problem('not_found');
  const { claim: stepped, event } = stepping(() => step(claim, 'unbatch', ctx.caller, ctx.now, { reasons: [why.code], note: why.note }));
  const waiting: ClaimRecord = { ...stepped, sortKey: claimSortKey(stepped), batch: null, livePayment: null };
  const deed = { verb: 'unbatch', role: event.by.role, detail: { batch, payment: paymentId, why: why.code, note: why.note } };
  await change.put('claims', claim, waiting, deed);
  await change.put('payments', payment, { ...payment, status: 'void' as const }, { ...deed, verb: 'void' });
  return payment;
}

export const payDismiss: JobKind<Input, PaymentRecord, { dismissed: boolean }> = {
  kind: 'pay.dismiss',
  roles: PAYERS,
  words: '正在撤这一批',
  async page(job, limit, ctx) {
    const payments = await ctx.store.list<PaymentRecord>('payments', {
      where: { batch: job.input.batch, ...(job.cursor === null ? {} : { sortKey: range({ gt: job.cursor }) }) },
      order: ['sortKey', 'asc'],
      limit,
    });
    return { items: payments.map((value) => ({ key: value.personName, cursor: value.sortKey, value })) };
  },
  async each(payment, job, ctx) {
    let taken = 0;
    await ctx.change(async (change) => {
      const batch = await change.get<BatchRecord>('batches', job.input.batch);
      if (batch?.status !== 'dismissing') throw new Problem('not_possible_now', { message: '这一批没有在撤。' });
      taken = (await takeOne(change, payment._id, job.input.batch, { code: 'batch_dismissed', note: batch.dismissed?.reason ?? '' }, ctx))
        ? 1
        : 0;
      return { record: payment.claim, version: 0, note: {} };
    });
    return { taken };
  },
  async finish(job, ctx) {
    await ctx.change(async (change) => {
      const batch = await change.get<BatchRecord>('batches', job.input.batch);
      if (batch?.status !== 'dismissing') return { record: job.input.batch, version: batch?.version ?? 0, note: {} };
      if (batch.reservedFen > 0) {
        const budget = await change.get<BudgetRecord>('budgets', batch.budget);
        if (!budget) throw new Problem('not_found');
        const freed = { ...budget, reservedFen: budget.reservedFen - batch.reservedFen };
        await change.put('budgets', budget, freed, {
          verb: 'free',
          role: 'payer',
          detail: { batch: batch._id, sumFen: batch.reservedFen },
        });
      }
      const stored = await change.put(
        'batches',
        batch,
        { ...batch, status: 'dismissed' as const, reservedFen: 0 },
        { verb: 'dismissed', role: 'payer' },
      );
      return { record: stored._id, version: stored.version, note: {} };
    });
    return { dismissed: true };
  },
};
