// The list of records that may be one household: found by long work, looked at, dismissed with a word.
import { covers } from '@shared/access';
import type { Output } from '@shared/contract';
import type { HomeTwinRecord, HouseholdRecord } from '@shared/domain/records';
import { HOME_TWIN_WORDS } from '@shared/domain/words/home-twins';
import { action } from '@shared/runtime/action';
import type { Context } from '@shared/runtime/context';
import { Problem } from '@shared/runtime/problem';
import { REGISTRY_KEEPERS } from './registry-parts';
import { beginSearch, dismissPair, TWINS_PAGE } from './twin-parts';

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
  async run({ status = 'open', cursor, limit = TWINS_PAGE }, ctx) {
    const found = await ctx.repos.homeMerges.twins(REGISTRY_KEEPERS, status, cursor, limit);
    const last = found.length === limit ? found[found.length - 1] : undefined;
    const items = await viewsOf(found, ctx);
    return { items: items.filter(({ homes }) => homes.length === 2), next: last?.sortKey ?? null };
  },
});

export const findHomeTwins = action('household.findTwins', {
  roles: REGISTRY_KEEPERS,
  limit: { times: 20, seconds: 3600 },
  change: ({ village }, ctx) => beginSearch('household.twins', village, ctx),
  show: async ({ record }) => ({ task: record }),
});

export const dismissHomeTwin = action('household.dismissTwin', {
  roles: REGISTRY_KEEPERS,
  async change(input, ctx) {
    await ctx.repos.homeMerges.twin(input.twin, REGISTRY_KEEPERS);
    return dismissPair('home_twins', input, '写一句怎么看出不是一户', ctx);
  },
  async show({ record }, _input, ctx) {
    const [twin] = await viewsOf([await ctx.repos.homeMerges.twin(record, REGISTRY_KEEPERS)], ctx);
    if (!twin) throw new Problem('not_found');
    return { twin };
  },
});
