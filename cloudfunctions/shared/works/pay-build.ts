// Makes a batch: takes up approved claims whose card is in order, one transaction each, then reserves the money for all of them at once.

import { type CardLooked, lookAtCard } from '@shared/actions/pay-look';
import { stepping } from '@shared/actions/refuse';
import { payerText } from '@shared/domain/money';
import { leftOf } from '@shared/domain/reconcile';
import type { BatchRecord, BudgetRecord, ClaimRecord, PaymentRecord } from '@shared/domain/records';
import { PAYERS, step } from '@shared/domain/stages';
import { cardProblemWords } from '@shared/domain/words/paying';
import { claimSortKey } from '@shared/repos/claims';
import { every, gathered, paymentId, paymentSortKey } from '@shared/repos/paying';
import { blindIndex, sealField } from '@shared/runtime/crypto';
import type { JobItem, JobKind, JobRecord } from '@shared/runtime/jobs';
import { Problem } from '@shared/runtime/problem';
import { range } from '@shared/runtime/store';
import type { WorkContext } from '@shared/runtime/work-context';

interface Input {
  batch: string;
}
interface Built {
  status: string;
  count: number;
  sumFen: number;
  /** How much the money falls short; 0 when it reaches. */
  shortFen: number;
}

const MOST_PAGES = 40;

async function theBatch(job: JobRecord<Input, Built>, ctx: WorkContext): Promise<BatchRecord> {
  const batch = await ctx.store.get<BatchRecord>('batches', job.input.batch);
  if (!batch) throw new Problem('not_found');
  return batch;
}

/** Marks or clears 卡有问题 on a claim, if that changes anything. */
export async function markCard(claim: ClaimRecord, problems: readonly string[], ctx: WorkContext): Promise<void> {
  if (problems.join() === (claim.cardProblems ?? []).join()) return;
  await ctx.change(async (change) => {
    const before = await change.get<ClaimRecord>('claims', claim._id);
    if (before?.status !== 'approved') return { record: claim._id, version: before?.version ?? 0, note: {} };
    const wanted = { ...before, cardProblems: [...problems] };
    const stored = await change.put('claims', before, wanted, { verb: 'check_card', role: 'payer', detail: { problems: [...problems] } });
    return { record: stored._id, version: stored.version, note: {} };
  });
}

/** The payment a claim gets next: a new attempt after a failure, the same one again when it never went out. */
function nextPayment(claim: ClaimRecord, last: PaymentRecord | null): number {
  if (claim.livePayment) throw new Problem('already_done', { message: `${claim.personName}的这一笔已经在发了。` });
  if (last === null) return 1;
  if (last.status === 'failed') return last.attempt + 1;
  if (last.status === 'void') return last.attempt;
  throw new Problem('already_done', { message: `${claim.personName}的这一笔已经发过了。` });
}

async function takeUp(seen: ClaimRecord, batch: BatchRecord, { person, number, index }: CardLooked, spoken: string, ctx: WorkContext) {
  const { account } = person;
  if (!account || number === null || index === null) throw new Problem('not_possible_now', { message: '没有登记账户' });
  return ctx.change(async (change) => {
    const [claim, home] = [await change.get<ClaimRecord>('claims', seen._id), await change.get<BatchRecord>('batches', batch._id)];
    if (!claim || home?.status !== 'building') throw new Problem('not_possible_now', { message: '这一批已经不在做了。' });
    // Taken up by a step that broke off before its cursor moved.
    if (claim.status === 'in_batch' && claim.batch === batch._id) return { record: claim._id, version: claim.version, note: {} };
    const tried = claim.attempts ?? 0;
    const last = tried > 0 ? await change.get<PaymentRecord>('payments', paymentId(claim._id, tried)) : null;
    const attempt = nextPayment(claim, last);
    const id = paymentId(claim._id, attempt);
    const { claim: stepped, event } = stepping(() => step(claim, 'batch', ctx.caller, ctx.now));
    const shown = { tail: account.tail, bank: account.bank };
    const wanted: ClaimRecord = {
      ...stepped,
      sortKey: claimSortKey(stepped),
      batch: batch._id,
      livePayment: id,
      attempts: attempt,
      account: shown,
      cardProblems: [],
    };
    const stored = await change.put('claims', claim, wanted, {
      verb: 'batch',
      role: event.by.role,
      detail: { batch: batch._id, payment: id, amountFen: claim.amountFen },
    });
    const before = last?.attempt === attempt ? last : null;
    const place = { county: claim.county, town: claim.town, village: claim.village };
    const payment: PaymentRecord = {
      _id: id,
      ...place,
      status: 'listed',
      sortKey: paymentSortKey({ _id: id, village: claim.village }),
      claim: claim._id,
      attempt,
      batch: batch._id,
      person: claim.person,
      personName: person.name,
      household: person.household,
      programme: claim.programme,
      spoken,
      period: claim.period,
      amountFen: claim.amountFen,
      account: {
        sealed: sealField(ctx.services.ring, { collection: 'payments', record: id, field: 'account' }, number),
        index: blindIndex(ctx.services.ring, 'payments.account', number),
        tail: account.tail,
        bank: account.bank,
        holder: account.holder,
      },
      idIndex: person.idIndex,
      idTail: person.idTail,
      result: null,
      answer: null,
      doubt: '',
      doubtAnswer: null,
      version: 0,
      auditHead: '',
    };
    await change.put('payments', before, payment, {
      verb: 'list',
      role: event.by.role,
      detail: { batch: batch._id, amountFen: claim.amountFen },
    });
    // Written with each member: whoever counts the members meanwhile finds another batch than the one they counted.
    const more = { count: home.count + 1, sumFen: home.sumFen + claim.amountFen };
    await change.put('batches', home, { ...home, ...more }, { verb: 'take_up', role: event.by.role, detail: { payment: id } });
    return { record: stored._id, version: stored.version, note: {} };
  });
}

/** Reserves the money of a batch whose members are settled: all of it or nothing. Safe to run again. */
export async function settle(
  batchId: string,
  ctx: Pick<WorkContext, 'store' | 'change'>,
  from: readonly BatchRecord['status'][],
): Promise<Built> {
  const seen = await ctx.store.get<BatchRecord>('batches', batchId);
  const members = await gathered(every<PaymentRecord>(ctx.store, 'payments', { batch: batchId }));
  const listed = members.filter(({ status }) => status === 'listed');
  const sumFen = listed.reduce((sum, { amountFen }) => sum + amountFen, 0);
  const count = listed.length;
  let built: Built = { status: '', count, sumFen, shortFen: 0 };
  await ctx.change(async (change) => {
    const batch = await change.get<BatchRecord>('batches', batchId);
    if (!batch) throw new Problem('not_found');
    if (!from.includes(batch.status)) {
      built = { status: batch.status, count: batch.count, sumFen: batch.sumFen, shortFen: 0 };
      return { record: batchId, version: batch.version, note: {} };
    }
    // Somebody was taken up or out while the members were read: what was counted is not the batch any more.
    if (batch.version !== seen?.version) throw new Problem('busy');
    const budget = await change.get<BudgetRecord>('budgets', batch.budget);
    const shortFen = Math.max(0, sumFen - (budget ? leftOf(budget) : 0));
    // Nothing moved: the money still does not reach, and nothing is written that would make the same request look done.
    if (batch.status === 'short' && count > 0 && shortFen > 0)
      throw new Problem('not_possible_now', {
        message: `钱还是不够，差 ${payerText(shortFen)} 元。`,
        next: '登记追加的钱，或者撤了这一批、按村重新列。',
      });
    const status = count === 0 ? 'dismissed' : shortFen > 0 ? 'short' : 'ready';
    const by = batch.madeBy;
    const dismissed = status === 'dismissed' ? { by, at: batch.madeAt, reason: '没有一份能列进来' } : batch.dismissed;
    const reservedFen = status === 'ready' ? sumFen : 0;
    if (status === 'ready' && budget) {
      const held = { ...budget, reservedFen: budget.reservedFen + sumFen };
      await change.put('budgets', budget, held, { verb: 'reserve', role: 'payer', detail: { batch: batchId, sumFen } });
    }
    const stored = await change.put(
      'batches',
      batch,
      { ...batch, status, count, sumFen, reservedFen, dismissed },
      { verb: status === 'ready' ? 'settle' : status, role: 'payer', detail: { count, sumFen, shortFen } },
    );
    built = { status, count, sumFen, shortFen };
    return { record: batchId, version: stored.version, note: {} };
  });
  return built;
}

export const payBuild: JobKind<Input, ClaimRecord, Built> = {
  kind: 'pay.build',
  roles: PAYERS,
  words: '正在核卡、列名单',
  async page(job, limit, ctx) {
    const batch = await theBatch(job, ctx);
    const items: JobItem<ClaimRecord>[] = [];
    if (batch.status !== 'building') return { items };
    const [level, code] = batch.only === '' ? [batch.level, batch[batch.level]] : ['village', batch.only];
    let after = job.cursor;
    for (let pages = 0; items.length < limit && pages < MOST_PAGES; pages += 1) {
      const found: ClaimRecord[] = await ctx.store.list<ClaimRecord>('claims', {
        where: { [level]: code, status: 'approved', ...(after === null ? {} : { sortKey: range({ gt: after }) }) },
        order: ['sortKey', 'asc'],
        limit,
      });
      for (const claim of found) {
        after = claim.sortKey;
        if (claim.programme === batch.programme && claim.period === batch.period && items.length < limit)
          items.push({ key: claim.personName, cursor: claim.sortKey, value: claim });
        if (items.length === limit) break;
      }
      if (found.length < limit) break;
    }
    return { items };
  },
  async each(claim, job, ctx) {
    const batch = await theBatch(job, ctx);
    const { pack } = await ctx.policies.version(claim.policy.version, claim.policy.hash);
    if (claim.hold) throw new Problem('not_possible_now', { message: '有人提了异议，答复以后再列' });
    if (claim.amountFen <= 0) throw new Problem('not_possible_now', { message: '金额是 0，没有列' });
    const looked = await lookAtCard(claim, pack, ctx);
    if (!looked) throw new Problem('not_found');
    if (looked.problems.length > 0) {
      await markCard(claim, looked.problems, ctx);
      throw new Problem('not_possible_now', { message: looked.problems.map((code) => cardProblemWords(code, 'official')).join('；') });
    }
    await takeUp(claim, batch, looked, pack.spoken, ctx);
    return { taken: 1 };
  },
  async finish(job, ctx) {
    const built = await settle(job.input.batch, ctx, ['building']);
    if (job.failed === 0) return built;
    await ctx.change(async (change) => {
      const batch = await change.get<BatchRecord>('batches', job.input.batch);
      if (!batch || batch.heldBack === job.failed) return { record: job.input.batch, version: batch?.version ?? 0, note: {} };
      const stored = await change.put('batches', batch, { ...batch, heldBack: job.failed }, { verb: 'held_back', role: 'payer' });
      return { record: stored._id, version: stored.version, note: {} };
    });
    return built;
  },
};
