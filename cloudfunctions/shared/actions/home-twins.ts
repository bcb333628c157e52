// The list of records that may be one household: found by long work, looked at, dismissed with a word.
import { covers, roleFor } from '@shared/access';
import type { Output } from '@shared/contract';
import type { HomeTwinRecord, HouseholdRecord } from '@shared/domain/records';
import { HOME_TWIN_WORDS } from '@shared/domain/words/home-twins';
import { action } from '@shared/runtime/action';
import type { Context } from '@shared/runtime/context';
import { newJob, onceKey } from '@shared/runtime/jobs';
import { Problem } from '@shared/runtime/problem';
import { demandFit } from './fit';
import { REGISTRY_KEEPERS } from './registry-parts';
import { searchedPlace } from './twins';

const PAGE = 20;
type View = Output<'household.dismissTwin'>['twin'];

async function viewsOf(twins: readonly HomeTwinRecord[], { repos, store, caller }: Context): Promise<View[]> {
  const ids = [...new Set(twins.flatMap(({ a, b }) => [a, b]))];
  const homes = (await store.getMany<HouseholdRecord>('households', ids)).filter((home) => covers(caller, REGISTRY_KEEPERS, home));
  const members = await repos.registry.members(homes);
  const names = new Map<string, string>();
  for (const code of new Set(homes.map(({ village }) => village))) names.set(code, (await repos.places.get(code))?.name ?? '');
  const homeOf = (id: string) =>
    homes
      .filter(({ _id }) => _id === id)
      .map(({ _id, headName, code, group, village }) => ({
        id: _id,
        headName,
        code,
        group,
        villageName: names.get(village) ?? '',
        members: members.filter(({ household, status }) => household === _id && status === 'active').map(({ name }) => name),
      }));
  return twins.map(({ _id, version, status, reasons, note, a, b }) => ({
    id: _id,
    version,
    status,
    reasons,
    words: reasons.map((reason) => HOME_TWIN_WORDS[reason]),
    homes: [...homeOf(a), ...homeOf(b)],
    note,
  }));
}

export const homeTwinList = action('household.twins', {
  roles: REGISTRY_KEEPERS,
  async run({ status = 'open', cursor, limit = PAGE }, ctx) {
    const found = await ctx.repos.homeMerges.twins(REGISTRY_KEEPERS, status, cursor, limit);
    const last = found.length === limit ? found[found.length - 1] : undefined;
    const items = await viewsOf(found, ctx);
    return { items: items.filter(({ homes }) => homes.length === 2), next: last?.sortKey ?? null };
  },
});

export const findHomeTwins = action('household.findTwins', {
  roles: REGISTRY_KEEPERS,
  limit: { times: 20, seconds: 3600 },
  async change({ village }, ctx) {
    const at = await searchedPlace(village, ctx);
    const input = { town: at.town, village: at.village };
    const job = newJob('household.twins', onceKey(ctx), input, { owner: ctx.caller.openid, ...at }, ctx.now);
    return ctx.change(async (change) => {
      await change.begin(job);
      return { record: job._id, version: 0, note: {} };
    });
  },
  show: async ({ record }) => ({ task: record }),
});

export const dismissHomeTwin = action('household.dismissTwin', {
  roles: REGISTRY_KEEPERS,
  async change({ twin: id, version, note }, ctx) {
    const { repos, caller } = ctx;
    await repos.homeMerges.twin(id, REGISTRY_KEEPERS);
    if (note === '') throw new Problem('bad_input', { fields: { note: '写一句怎么看出不是一户' } });
    await demandFit({ note }, ctx);
    return ctx.change(async (change) => {
      const before = await change.get<HomeTwinRecord>('home_twins', id);
      if (!before) throw new Problem('not_found');
      if (before.version !== version) throw new Problem('changed_meanwhile');
      if (before.status !== 'open') throw new Problem('already_done', { message: '这一对已经有人定了。' });
      const stored = await change.put(
        'home_twins',
        before,
        { ...before, status: 'dismissed' as const, note },
        { verb: 'dismiss', role: roleFor(caller, before) },
      );
      return { record: id, version: stored.version, note: {} };
    });
  },
  async show({ record }, _input, ctx) {
    const [twin] = await viewsOf([await ctx.repos.homeMerges.twin(record, REGISTRY_KEEPERS)], ctx);
    if (!twin) throw new Problem('not_found');
    return { twin };
  },
});
