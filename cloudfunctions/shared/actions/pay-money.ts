// The desk of whoever pays: what waits, the money of each source and year, whether everything adds up, and the cards that stand in the way.

import { scopesOf } from '@shared/access';
import type { Output } from '@shared/contract';
import { leftOf, reconcile } from '@shared/domain/reconcile';
import type { BatchRecord, BudgetRecord, ClaimRecord, ClaimStatus, PaymentRecord, RecoveryRecord } from '@shared/domain/records';
import { PAYMENT_STATUSES } from '@shared/domain/records';
import { cardProblemWords, PAID_BY_WORDS } from '@shared/domain/words/paying';
import { budgetId, every, gathered, PAYMENT_READERS } from '@shared/repos/paying';
import { action } from '@shared/runtime/action';
import type { Context } from '@shared/runtime/context';
import { Problem } from '@shared/runtime/problem';
import { batchView, budgetView, fundOf, LOOKING, PAYING, paidByOf } from './pay-parts';

type Group = Output<'pay.overview'>['waiting'][number];

/** A township's two programmes in a year; beyond it the figure says so. */
const MOST_WAITING = 6000;
const MOST_COUNTED = 200;
const PAGE = 30;

async function waitingGroups(claims: readonly ClaimRecord[], ctx: Context): Promise<Group[]> {
  const groups = new Map<string, Group>();
  for (const claim of claims) {
    const key = `${claim.programme} ${claim.period}`;
    let group = groups.get(key);
    if (!group) {
      const { pack } = await ctx.policies.version(claim.policy.version, claim.policy.hash);
      const { programme, name, spoken } = pack;
      const paidBy = paidByOf(pack);
      group = {
        programme,
        name,
        spoken,
        period: claim.period,
        paidBy,
        paidByWords: PAID_BY_WORDS[paidBy],
        fund: fundOf(pack),
        count: 0,
        sumFen: 0,
        marked: 0,
        villages: [],
      };
      groups.set(key, group);
    }
    const marked = (claim.cardProblems ?? []).length > 0;
    group.marked += marked ? 1 : 0;
    group.count += 1;
    group.sumFen += claim.amountFen;
    let village = group.villages.find(({ code }) => code === claim.village);
    if (!village) {
      village = { code: claim.village, name: (await ctx.repos.places.get(claim.village))?.name ?? '', count: 0, sumFen: 0 };
      group.villages.push(village);
    }
    village.count += 1;
    village.sumFen += claim.amountFen;
  }
  for (const group of groups.values()) group.villages.sort((a, b) => (a.code < b.code ? -1 : 1));
  return [...groups.values()].sort((a, b) => (a.period + a.programme < b.period + b.programme ? -1 : 1));
}

async function claimsIn(status: ClaimStatus, ctx: Context, most: number): Promise<ClaimRecord[]> {
  const lists = await Promise.all(
    ctx.repos.paying.scopes().map(({ level, code }) => gathered(every<ClaimRecord>(ctx.store, 'claims', { [level]: code, status }, most))),
  );
  return [...new Map(lists.flat().map((claim) => [claim._id, claim])).values()];
}

export const payOverview = action('pay.overview', {
  roles: LOOKING,
  async run(_input, ctx) {
    const { paying, places } = ctx.repos;
    const [claims, batches, budgets, doubts, failed] = await Promise.all([
      claimsIn('approved', ctx, MOST_WAITING),
      paying.batches(),
      paying.budgets(),
      paying.doubts(MOST_COUNTED),
      claimsIn('payment_failed', ctx, MOST_COUNTED),
    ]);
    const payable = await Promise.all(
      paying.places().map(async ({ level, code }) => ({ level, code, name: (await places.get(code))?.name ?? '' })),
    );
    return {
      asOf: ctx.now,
      places: payable.map((one) => ({ ...one, level: one.level === 'county' ? ('county' as const) : ('town' as const) })),
      waiting: await waitingGroups(claims, ctx),
      more: claims.length >= MOST_WAITING,
      batches: await Promise.all(batches.map((batch) => batchView(batch, ctx))),
      budgets: await Promise.all(budgets.map((budget) => budgetView(budget, ctx))),
      failed: failed.length,
      doubts: doubts.length,
    };
  },
});

export const cardList = action('pay.cards', {
  roles: PAYMENT_READERS as typeof LOOKING,
  async run({ village, cursor, limit = PAGE }, ctx) {
    const scopes = scopesOf(ctx.caller, PAYMENT_READERS);
    const villages = await ctx.repos.places.villagesIn(scopes);
    if (village !== undefined && !villages.some(({ _id }) => _id === village))
      throw new Problem('not_allowed', { message: '这个村不归您看。' });
    const places = village === undefined ? scopes : [{ level: 'village' as const, code: village }];
    const wrong = ({ cardProblems }: ClaimRecord) => (cardProblems ?? []).length > 0;
    const { claims: found, next } = await ctx.repos.paying.claimsPage(places, 'approved', { cursor, limit }, wrong);
    const names = new Map(villages.map(({ _id, name }) => [_id, name]));
    const items = await Promise.all(
      found.map(async (claim) => {
        const { pack } = await ctx.policies.version(claim.policy.version, claim.policy.hash);
        return {
          claim: claim._id,
          name: claim.personName,
          village: claim.village,
          villageName: names.get(claim.village) ?? '',
          spoken: pack.spoken,
          amountFen: claim.amountFen,
          tail: claim.account?.tail ?? '',
          bank: claim.account?.bank ?? '',
          problems: (claim.cardProblems ?? []).map((code) => ({
            code,
            words: cardProblemWords(code, 'official'),
            say: cardProblemWords(code, 'resident'),
          })) as never,
        };
      }),
    );
    return { items, next };
  },
});

const EMPTY = { carriedInFen: 0, carriedOutFen: 0, reservedFen: 0, spentFen: 0, recoveredFen: 0, version: 0, auditHead: '' };

function freshBudget({ county, town }: { county: string; town: string }, fund: string, year: string, code: string): BudgetRecord {
  const _id = budgetId(code, year, fund);
  return { _id, county, town, village: '', status: 'open', sortKey: `${year}:${_id}`, fund, year, amountFen: 0, ...EMPTY };
}

async function placedAt(code: string, ctx: Context): Promise<{ county: string; town: string }> {
  const { level } = ctx.repos.paying.place(code);
  if (level === 'county') return { county: code, town: '' };
  return { county: (await ctx.repos.places.get(code))?.county ?? '', town: code };
}

export const setBudget = action('pay.budget', {
  roles: PAYING,
  async change({ place, fund, year, amountFen, reason }, ctx) {
    const at = await placedAt(place, ctx);
    return ctx.change(async (change) => {
      const id = budgetId(place, year, fund);
      const before = await change.get<BudgetRecord>('budgets', id);
      const wanted = { ...(before ?? freshBudget(at, fund, year, place)), amountFen };
      if (leftOf(wanted) < 0)
        throw new Problem('not_possible_now', {
          message: '改成这个数就不够了：已经占用和发出去的比它多。',
          fields: { amountFen: '不能比占用和已发的少' },
        });
      const stored = await change.put('budgets', before, wanted, {
        verb: 'set',
        role: 'payer',
        detail: { amountFen, before: before?.amountFen ?? 0, reason },
      });
      return { record: id, version: stored.version, note: {} };
    });
  },
  show: async ({ record }, _input, ctx) => ({ budget: await budgetView(await ctx.repos.paying.budget(record), ctx) }),
});

export const carryBudget = action('pay.carry', {
  roles: PAYING,
  async change({ budget: id, version, reason }, ctx) {
    const seen = await ctx.repos.paying.budget(id);
    const year = String(Number(seen.year) + 1);
    const place = seen.town === '' ? seen.county : seen.town;
    return ctx.change(async (change) => {
      const from = await change.get<BudgetRecord>('budgets', id);
      if (!from) throw new Problem('not_found');
      if (from.version !== version) throw new Problem('changed_meanwhile', { message: '这笔钱刚才有人动过。' });
      const left = leftOf(from);
      if (left <= 0) throw new Problem('not_possible_now', { message: '没有剩下的可以结转。' });
      const nextId = budgetId(place, year, from.fund);
      const into = await change.get<BudgetRecord>('budgets', nextId);
      const fresh = into ?? freshBudget(from, from.fund, year, place);
      const detail = { fen: left, reason };
      await change.put('budgets', into, { ...fresh, carriedInFen: fresh.carriedInFen + left }, { verb: 'carry_in', role: 'payer', detail });
      const stored = await change.put(
        'budgets',
        from,
        { ...from, carriedOutFen: from.carriedOutFen + left },
        { verb: 'carry_out', role: 'payer', detail },
      );
      return { record: id, version: stored.version, note: {} };
    });
  },
  show: async ({ record }, _input, ctx) => ({ budget: await budgetView(await ctx.repos.paying.budget(record), ctx) }),
});

const PAID_STATES: readonly ClaimStatus[] = ['approved', 'in_batch', 'paid', 'payment_failed'];

/** Everything about money at the caller's places, as one ledger. */
export const reconcileMoney = action('pay.reconcile', {
  roles: LOOKING,
  async run(_input, ctx) {
    const { paying } = ctx.repos;
    const [claims, payments, batches, budgets, recoveries] = await Promise.all([
      Promise.all(PAID_STATES.map((status) => claimsIn(status, ctx, 20_000))),
      Promise.all(
        paying
          .scopes()
          .flatMap(({ level, code }) =>
            PAYMENT_STATUSES.map((status) => gathered(every<PaymentRecord>(ctx.store, 'payments', { [level]: code, status }))),
          ),
      ),
      Promise.all(paying.scopes().map(({ level, code }) => gathered(every<BatchRecord>(ctx.store, 'batches', { [level]: code })))),
      paying.budgets(),
      paying.recoveries(),
    ]);
    const single = <T extends { _id: string }>(lists: T[][]): T[] => [...new Map(lists.flat().map((one) => [one._id, one])).values()];
    const found = reconcile({
      claims: single(claims),
      payments: single(payments),
      batches: single(batches),
      budgets,
      recoveries: recoveries as RecoveryRecord[],
    });
    return { asOf: ctx.now, ...found };
  },
});
