// A batch leaves or is given up: released by somebody who did not make it and has no kin in it, frozen by its hash; or dismissed with a reason.

import type { BatchRecord, PaymentRecord, PersonRecord } from '@shared/domain/records';
import { isKin } from '@shared/listing/kin';
import { action } from '@shared/runtime/action';
import { canonical, sha256 } from '@shared/runtime/canonical';
import type { Context } from '@shared/runtime/context';
import type { JobRecord } from '@shared/runtime/jobs';
import { Problem } from '@shared/runtime/problem';
import { demandFit } from './fit';
import { batchView, buildJobId, demandState as demand, dismissJobId, ensureBatchJob, PAYING } from './pay-parts';

/** What the seal is over: who, which attempt, how much, into which account; in an order of its own. */
export function batchHash(batch: Pick<BatchRecord, '_id' | 'budget'>, members: readonly PaymentRecord[]): string {
  const rows = members
    .filter(({ status }) => status !== 'void')
    .map(({ _id, person, amountFen, account, idIndex }) => ({ _id, person, amountFen, account: account.index, idIndex }))
    .sort((a, b) => (a._id < b._id ? -1 : 1));
  return sha256(canonical({ batch: batch._id, budget: batch.budget, rows }));
}

/** Members whose person or card is no longer what was listed; released as they are, the money would go astray. */
async function strayed(members: readonly PaymentRecord[], ctx: Context): Promise<string[]> {
  const names: string[] = [];
  for (let from = 0; from < members.length; from += 100) {
    const some = members.slice(from, from + 100);
    const persons = await ctx.store.getMany<PersonRecord>(
      'persons',
      some.map(({ person }) => person),
    );
    const byId = new Map(persons.map((person) => [person._id, person]));
    for (const { person, account, personName } of some) {
      const now = byId.get(person);
      if (now?.status !== 'active' || now.account?.tail !== account.tail || now.account.holder !== account.holder) names.push(personName);
    }
  }
  return names;
}

export const releaseBatch = action('pay.release', {
  roles: PAYING,
  async change({ batch: id, version }, ctx) {
    const { repos, caller, now } = ctx;
    const seen = await repos.paying.batch(id, PAYING);
    demand(seen, version, 'ready');
    if (seen.madeBy.openid === caller.openid)
      throw new Problem('not_allowed', { message: '这一批是您做的，要由另一个人放行。', next: '请站里另一位，或者财政所来放行。' });
    const making = await ctx.store.get<JobRecord>('jobs', buildJobId(id));
    if (making?.owner === caller.openid)
      throw new Problem('not_allowed', { message: '这一批是您接着做完的，要由另一个人放行。', next: '请站里另一位，或者财政所来放行。' });
    const members = (await repos.paying.members(seen)).filter(({ status }) => status === 'listed');
    const kin = members.filter(({ person, household }) => isKin(caller, { _id: person, household }));
    if (kin.length > 0)
      throw new Problem('not_allowed', {
        message: `这一批里有您家里人或亲属：${kin.map(({ personName }) => personName).join('、')}，要由别人放行。`,
      });
    const stray = await strayed(members, ctx);
    if (stray.length > 0)
      throw new Problem('not_possible_now', {
        message: `列批次以后，${stray.slice(0, 5).join('、')}${stray.length > 5 ? `等 ${stray.length} 人` : ''}的卡或登记变过。`,
        next: '先把他们从这一批里拿出来，再放行。',
      });
    const sumFen = members.reduce((sum, { amountFen }) => sum + amountFen, 0);
    if (members.length === 0 || members.length !== seen.count || sumFen !== seen.sumFen)
      throw new Problem('changed_meanwhile', { message: '这一批的名单刚才变过。' });
    const hash = batchHash(seen, members);
    return ctx.change(async (change) => {
      const batch = await change.get<BatchRecord>('batches', id);
      if (!batch) throw new Problem('not_found');
      // A member leaves only together with a new version of its batch: the version seen is the list seen.
      demand(batch, version, 'ready');
      const released = { by: { openid: caller.openid, name: caller.name }, at: now };
      const detail = { count: batch.count, sumFen, hash };
      const stored = await change.put(
        'batches',
        batch,
        { ...batch, status: 'released' as const, hash, released },
        { verb: 'release', role: 'payer', detail },
      );
      return { record: id, version: stored.version, note: {} };
    });
  },
  show: async ({ record }, _input, ctx) => ({ batch: await batchView(await ctx.repos.paying.batch(record), ctx) }),
});

export const dismissBatch = action('pay.dismiss', {
  roles: PAYING,
  async change({ batch: id, version, reason }, ctx) {
    const { repos, caller, now } = ctx;
    demand(await repos.paying.batch(id, PAYING), version, 'ready', 'short');
    await demandFit({ reason }, ctx);
    return ctx.change(async (change) => {
      const batch = await change.get<BatchRecord>('batches', id);
      if (!batch) throw new Problem('not_found');
      demand(batch, version, 'ready', 'short');
      const dismissed = { by: { openid: caller.openid, name: caller.name }, at: now, reason };
      const stored = await change.put(
        'batches',
        batch,
        { ...batch, status: 'dismissing' as const, dismissed },
        { verb: 'dismiss', role: 'payer', detail: { reason } },
      );
      return { record: id, version: stored.version, note: {} };
    });
  },
  async show({ record }, _input, ctx) {
    const batch = await ctx.repos.paying.batch(record);
    await ensureBatchJob(batch, ctx);
    return { batch: await batchView(batch, ctx), task: dismissJobId(record) };
  },
});
