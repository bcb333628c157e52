// 追回: money paid wrongly is asked back, comes back in parts, and stays on the list over the years until all of it is here.

import type { Output } from '@shared/contract';
import { payerText } from '@shared/domain/money';
import type { BudgetRecord, RecoveryRecord } from '@shared/domain/records';
import { budgetId, recoveryId } from '@shared/repos/paying';
import { action } from '@shared/runtime/action';
import type { Context } from '@shared/runtime/context';
import { Problem } from '@shared/runtime/problem';
import { demandFit } from './fit';
import { LOOKING, PAYING } from './pay-parts';
import { demandHappened } from './refuse';

async function recoveryView(recovery: RecoveryRecord, ctx: Context): Promise<Output<'pay.recover'>['recovery']> {
  const village = await ctx.repos.places.get(recovery.village);
  return {
    id: recovery._id,
    payment: recovery.payment,
    name: recovery.personName,
    villageName: village?.name ?? '',
    amountFen: recovery.amountFen,
    receivedFen: recovery.received.reduce((sum, { fen }) => sum + fen, 0),
    reason: recovery.reason,
    status: recovery.status === 'done' ? 'done' : 'open',
    opened: { name: recovery.opened.by.name, at: recovery.opened.at },
    received: recovery.received.map(({ fen, on, note, by }) => ({ fen, on, note, by: by.name })),
    version: recovery.version,
  };
}

export const recover = action('pay.recover', {
  roles: PAYING,
  async change({ payment: id, amountFen, reason }, ctx) {
    const { caller, now } = ctx;
    const payment = await ctx.repos.paying.payment(id, PAYING);
    await demandFit({ reason }, ctx);
    if (payment.status !== 'paid') throw new Problem('not_possible_now', { message: '这一笔没有发成功，不用追回。' });
    if (amountFen > payment.amountFen)
      throw new Problem('bad_input', { fields: { amountFen: `发了 ${payerText(payment.amountFen)} 元，追回不能比它多` } });
    const by = { openid: caller.openid, name: caller.name };
    const { county, town, village, claim, person, personName } = payment;
    const _id = recoveryId(id);
    return ctx.change(async (change) => {
      if (await change.get<RecoveryRecord>('recoveries', _id)) throw new Problem('already_done', { message: '这一笔已经在追回了。' });
      const recovery: RecoveryRecord = {
        _id,
        county,
        town,
        village,
        status: 'open',
        sortKey: `${now}:${_id}`,
        payment: id,
        claim,
        person,
        personName,
        amountFen,
        reason,
        opened: { by, at: now },
        received: [],
        version: 0,
        auditHead: '',
      };
      const stored = await change.put('recoveries', null, recovery, {
        verb: 'recover',
        role: 'payer',
        detail: { payment: id, amountFen, reason },
      });
      return { record: _id, version: stored.version, note: {} };
    });
  },
  show: async ({ record }, _input, ctx) => ({ recovery: await recoveryView(await ctx.repos.paying.recovery(record), ctx) }),
});

export const recovered = action('pay.recovered', {
  roles: PAYING,
  async change({ recovery: id, version, fen, on, note }, ctx) {
    demandHappened(on, ctx.today);
    const seen = await ctx.repos.paying.recovery(id);
    await demandFit({ note }, ctx);
    const payment = await ctx.repos.paying.payment(seen.payment, PAYING);
    const batch = await ctx.repos.paying.batch(payment.batch, PAYING);
    // Money that comes back in a later year belongs to that year's budget of the same source, where there is one.
    const later = budgetId(batch.level === 'town' ? batch.town : batch.county, on.slice(0, 4), batch.fund);
    const target = (await ctx.store.get<BudgetRecord>('budgets', later)) ? later : batch.budget;
    return ctx.change(async (change) => {
      const before = await change.get<RecoveryRecord>('recoveries', id);
      const budget = await change.get<BudgetRecord>('budgets', target);
      if (!before || !budget) throw new Problem('not_found');
      if (before.version !== version) throw new Problem('changed_meanwhile', { message: '这一笔追回刚才有人动过。' });
      const sofar = before.received.reduce((sum, one) => sum + one.fen, 0);
      if (sofar + fen > before.amountFen)
        throw new Problem('bad_input', { fields: { fen: `只差 ${payerText(before.amountFen - sofar)} 元没收回` } });
      const by = { openid: ctx.caller.openid, name: ctx.caller.name };
      const received = [...before.received, { fen, on, note, budget: target, by }];
      const status = sofar + fen === before.amountFen ? 'done' : 'open';
      const detail = { fen, on };
      const stored = await change.put('recoveries', before, { ...before, received, status }, { verb: 'receive', role: 'payer', detail });
      await change.put(
        'budgets',
        budget,
        { ...budget, recoveredFen: budget.recoveredFen + fen },
        { verb: 'receive', role: 'payer', detail },
      );
      return { record: id, version: stored.version, note: {} };
    });
  },
  show: async ({ record }, _input, ctx) => ({ recovery: await recoveryView(await ctx.repos.paying.recovery(record), ctx) }),
});

export const recoveries = action('pay.recoveries', {
  roles: LOOKING,
  async run(_input, ctx) {
    const found = await ctx.repos.paying.recoveries();
    return { items: await Promise.all(found.map((one) => recoveryView(one, ctx))) };
  },
});
