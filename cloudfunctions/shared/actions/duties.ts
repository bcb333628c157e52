// Duties: listing what is to be done and saying what came of it. They are made by visits, the month's question and what follows from them.
import { covers, roleFor } from '@shared/access';
import type { Output } from '@shared/contract';
import type { DutyRecord, HandoverRecord } from '@shared/domain/records';
import { DUTY_DOERS, DUTY_READERS } from '@shared/repos/duties';
import { action } from '@shared/runtime/action';
import type { Change } from '@shared/runtime/change';
import type { Context } from '@shared/runtime/context';
import { Problem } from '@shared/runtime/problem';
import { demandFit } from './fit';

const PAGE = 20;

/** Duties that go with a record of their own: what came of it is said there, and closes both. */
const CLOSED_THERE: Readonly<Record<string, { message: string; next: string }>> = {
  applications: { message: '这一件跟着「谁想去哪个活」走。', next: '到那一条里记结果，这里自己就办结了。' },
  second_jobs: { message: '这一件跟着「回来的人」走。', next: '到那个人那里记推了什么、结果怎样，这里自己就办结了。' },
};

async function viewOf(duty: DutyRecord, { repos, caller }: Context): Promise<Output<'duty.close'>['duty']> {
  const village = await repos.places.get(duty.village);
  const { _id: id, kind, status, words, dueOn, household, ownerName, from, at, outcome, version } = duty;
  return {
    id,
    kind,
    status,
    words,
    dueOn,
    person: duty.person === null ? null : { id: duty.person, name: duty.personName },
    household,
    from: { collection: from.collection, record: from.record },
    newcomer: duty.newcomer ?? null,
    villageName: village?.name ?? '',
    ownerName,
    mine: duty.owner === caller.openid || (duty.owner === '' && covers(caller, DUTY_DOERS, duty)),
    at,
    by: duty.by.name,
    outcome: outcome && { words: outcome.words, at: outcome.at, by: outcome.by.name },
    version,
  };
}

export const dutyList = action('duty.list', {
  roles: DUTY_READERS,
  async run({ view, village, cursor, limit = PAGE }, ctx) {
    const { duties, registry } = ctx.repos;
    if (village !== undefined) await registry.scopesFor(DUTY_READERS, village);
    const found =
      view === 'mine' ? await duties.mine(cursor, limit) : await duties.ofPlaces(view === 'done' ? 'done' : 'open', village, cursor, limit);
    const last = found.length === limit ? found[found.length - 1] : undefined;
    return { items: await Promise.all(found.map((one) => viewOf(one, ctx))), next: last?.sortKey ?? null };
  },
});

export const oneDuty = action('duty.one', {
  roles: DUTY_READERS,
  run: async ({ duty }, ctx) => ({ duty: await viewOf(await ctx.repos.duties.inScope(duty), ctx) }),
});

/** A hand-over nobody answered yet is answered where it waits: saying that the duty is done would leave those people nowhere. */
async function demandAnswered(change: Change, { kind, from, village }: DutyRecord): Promise<void> {
  if (kind !== 'handover') return;
  const waiting = await change.get<HandoverRecord>('handovers', from.record);
  if (waiting?.status !== 'proposed') return;
  throw new Problem('not_possible_now', {
    message: village === waiting.toVillage ? '这些人还没人回话，先收下或者说明为什么不收。' : `${waiting.toName}还没回话。`,
    next: village === waiting.toVillage ? '点「去办」。' : '等那边回话；不迁了，点「去办」撤回来。',
  });
}

export const closeDuty = action('duty.close', {
  roles: DUTY_DOERS,
  async change({ duty: id, version, how, words }, ctx) {
    const { repos, caller, now } = ctx;
    const { from } = await repos.duties.inScope(id, DUTY_DOERS);
    const own = CLOSED_THERE[from.collection];
    if (own !== undefined) throw new Problem('not_possible_now', own);
    await demandFit({ words }, ctx);
    return ctx.change(async (change) => {
      const before = await change.get<DutyRecord>('duties', id);
      if (!before) throw new Problem('not_found');
      if (before.version !== version) throw new Problem('changed_meanwhile');
      if (before.status !== 'open') throw new Problem('already_done', { message: '这一件已经有人办结了。' });
      await demandAnswered(change, before);
      const outcome = { words, at: now, by: { openid: caller.openid, name: caller.name } };
      const stored = await change.put('duties', before, { ...before, status: how, outcome }, { verb: how, role: roleFor(caller, before) });
      return { record: id, version: stored.version, note: {} };
    });
  },
  show: async ({ record }, _input, ctx) => ({ duty: await viewOf(await ctx.repos.duties.inScope(record, DUTY_DOERS), ctx) }),
});
