// Batches: what waits for one, made by one person, released by another, or given up with a reason.

import { randomUUID } from 'node:crypto';
import { payerText } from '@shared/domain/money';
import { leftOf } from '@shared/domain/reconcile';
import type { BatchRecord, BudgetRecord, ClaimRecord, PaymentRecord } from '@shared/domain/records';
import { budgetId } from '@shared/repos/paying';
import type { Policy } from '@shared/repos/policies';
import { action } from '@shared/runtime/action';
import type { Context } from '@shared/runtime/context';
import { newJob, onceKey } from '@shared/runtime/jobs';
import { Problem } from '@shared/runtime/problem';
import { settle } from '@shared/works/pay-build';
import { takeOne } from '@shared/works/pay-dismiss';
import { demandFit } from './fit';
import { batchTitle, batchView, buildJobId, demandState, ensureBatchJob, LOOKING, PAYING, paidByOf, paymentRow } from './pay-parts';

const PAGE = 50;

async function waitingClaims(
  programme: string,
  period: string,
  place: { level: 'county' | 'town' | 'village'; code: string },
  ctx: Context,
) {
  const found: ClaimRecord[] = [];
  for await (const claim of ctx.repos.paying.claimsOf(place, 'approved'))
    if (claim.programme === programme && claim.period === period) found.push(claim);
  return found;
}

/** The policy a programme and period is paid under: the one its waiting claims were decided by. */
const policyOf = (claim: ClaimRecord, ctx: Context): Promise<Policy> => ctx.policies.version(claim.policy.version, claim.policy.hash);

export const makeBatch = action('pay.batch', {
  roles: PAYING,
  async change({ place: code, programme, period, village, fund, year }, ctx) {
    const { repos, caller, now } = ctx;
    const scope = repos.paying.place(code);
    const villages = await repos.places.villagesIn([scope]);
    const only = village === undefined ? null : villages.find(({ _id }) => _id === village);
    if (only === undefined) throw new Problem('not_allowed', { message: '这个村的钱不归您发。' });
    const claims = await waitingClaims(programme, period, only === null ? scope : { level: 'village', code: only._id }, ctx);
    const fit = claims.filter(({ cardProblems = [], hold }) => cardProblems.length === 0 && !hold);
    const [first] = fit;
    if (!first)
      throw new Problem('not_possible_now', {
        message: claims.length === 0 ? '没有等着发的。' : `等着发的 ${claims.length} 份，卡都有问题，没有一份能列。`,
        next: claims.length === 0 ? '审核通过、贴榜到期的会到这里来。' : '先看「卡有问题的」，改好了再列。',
      });
    const id = budgetId(code, year, fund);
    const budget = await ctx.store.get<BudgetRecord>('budgets', id);
    if (!budget)
      throw new Problem('not_possible_now', {
        message: `${year}年的「${fund}」还没登记有多少钱。`,
        next: '先在「钱从哪来」里登记，再列批次。',
      });
    const sumFen = fit.reduce((sum, { amountFen }) => sum + amountFen, 0);
    if (sumFen > leftOf(budget))
      throw new Problem('not_possible_now', {
        message: `这一批要 ${payerText(sumFen)} 元，「${fund}」只剩 ${payerText(leftOf(budget))} 元，还差 ${payerText(sumFen - leftOf(budget))} 元。`,
        next: '先按村列，或者登记追加的钱。',
      });
    const { pack } = await policyOf(first, ctx);
    const earlier = (await repos.paying.batches()).filter((one) => one.programme === programme && one.period === period);
    const _id = `batch:${randomUUID().replaceAll('-', '').slice(0, 20)}`;
    const at = villages[0];
    const batch: BatchRecord = {
      _id,
      county: scope.level === 'county' ? code : (at?.county ?? ''),
      town: scope.level === 'town' ? code : '',
      village: '',
      status: 'building',
      sortKey: `${now}:${_id}`,
      level: scope.level as BatchRecord['level'],
      title: batchTitle(pack, period, only?.name ?? '', earlier.length + 1),
      programme,
      programmeName: pack.name,
      spoken: pack.spoken,
      period,
      only: only?._id ?? '',
      paidBy: paidByOf(pack),
      fund,
      year,
      budget: id,
      count: 0,
      sumFen: 0,
      reservedFen: 0,
      heldBack: 0,
      hash: '',
      madeBy: { openid: caller.openid, name: caller.name },
      madeAt: now,
      released: null,
      dismissed: null,
      sheets: [],
      version: 0,
      auditHead: '',
    };
    return ctx.change(async (change) => {
      const detail = { programme, period, fund, year, only: batch.only };
      const stored = await change.put('batches', null, batch, { verb: 'make', role: 'payer', detail });
      return { record: _id, version: stored.version, note: {} };
    });
  },
  async show({ record }, _input, ctx) {
    const batch = await ctx.repos.paying.batch(record);
    await ensureBatchJob(batch, ctx);
    return { batch: await batchView(batch, ctx), task: buildJobId(record) };
  },
});

export const batchMembers = action('pay.members', {
  roles: LOOKING,
  async run({ batch: id, status, cursor, limit = PAGE }, ctx) {
    const { paying } = ctx.repos;
    const batch = await paying.batch(id);
    await ensureBatchJob(batch, ctx);
    const found: PaymentRecord[] = [];
    let after = cursor;
    let more = true;
    // Asked for one result only, rows of the others are passed over.
    while (found.length < limit && more) {
      const page = await paying.membersPage(batch, after, limit);
      more = page.length === limit;
      for (const payment of page) {
        if (found.length === limit) {
          more = true;
          break;
        }
        after = payment.sortKey;
        if (payment.status !== 'void' && (status === undefined || payment.status === status)) found.push(payment);
      }
    }
    const items = await Promise.all(found.map((payment) => paymentRow(payment, ctx)));
    return { batch: await batchView(batch, ctx), items, next: more && after !== undefined ? after : null };
  },
});

export const settleBatch = action('pay.settle', {
  roles: PAYING,
  async change({ batch: id, version }, ctx) {
    demandState(await ctx.repos.paying.batch(id, PAYING), version, 'short');
    await settle(id, ctx, ['short']);
    return { record: id, version: version + 1, note: {} };
  },
  show: async ({ record }, _input, ctx) => ({ batch: await batchView(await ctx.repos.paying.batch(record), ctx) }),
});

export const takeOut = action('pay.takeOut', {
  roles: PAYING,
  async change({ payment: id, reason }, ctx) {
    const seen = await ctx.repos.paying.payment(id, PAYING);
    await demandFit({ reason }, ctx);
    return ctx.change(async (change) => {
      const batch = await change.get<BatchRecord>('batches', seen.batch);
      if (!batch) throw new Problem('not_found');
      if (batch.status !== 'ready' && batch.status !== 'short')
        throw new Problem('not_possible_now', { message: '这一批已经放行了，名单不能再动。', next: '等银行的结果；打错了走「追回」。' });
      const taken = await takeOne(change, id, batch._id, { code: 'taken_out', note: reason }, ctx);
      if (!taken) throw new Problem('already_done', { message: '他已经不在这一批里了。' });
      const freed = batch.reservedFen > 0 ? taken.amountFen : 0;
      if (freed > 0) {
        const budget = await change.get<BudgetRecord>('budgets', batch.budget);
        if (!budget) throw new Problem('not_found');
        await change.put(
          'budgets',
          budget,
          { ...budget, reservedFen: budget.reservedFen - freed },
          { verb: 'free', role: 'payer', detail: { batch: batch._id, sumFen: freed } },
        );
      }
      const less = { count: batch.count - 1, sumFen: batch.sumFen - taken.amountFen, reservedFen: batch.reservedFen - freed };
      const stored = await change.put(
        'batches',
        batch,
        { ...batch, ...less },
        { verb: 'take_out', role: 'payer', detail: { payment: id, reason } },
      );
      return { record: batch._id, version: stored.version, note: {} };
    });
  },
  show: async ({ record }, _input, ctx) => ({ batch: await batchView(await ctx.repos.paying.batch(record), ctx) }),
});

export const checkCards = action('pay.check', {
  roles: PAYING,
  async run({ place }, ctx) {
    const { level, code } = ctx.repos.paying.place(place);
    const about = { owner: ctx.caller.openid, county: level === 'county' ? code : '', town: level === 'town' ? code : '', village: '' };
    const job = newJob('pay.check', `${code}:${onceKey(ctx)}`, { level, code }, about, ctx.now);
    await ctx.store.insert('jobs', job);
    return { task: job._id };
  },
});
