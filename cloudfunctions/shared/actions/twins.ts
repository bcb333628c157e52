// The list of records that may be one person: found by long work, looked at, dismissed with a word.
import { covers } from '@shared/access';
import type { Output } from '@shared/contract';
import type { TwinRecord } from '@shared/domain/records';
import { TWIN_WORDS } from '@shared/domain/words/twins';
import { REGISTRY_READERS } from '@shared/repos/registry';
import { action } from '@shared/runtime/action';
import type { Context } from '@shared/runtime/context';
import { REGISTRY_KEEPERS } from './registry-parts';
import { beginSearch, dismissPair, TWINS_PAGE } from './twin-parts';

async function viewOf(twin: TwinRecord, { repos, caller }: Context): Promise<Output<'twin.dismiss'>['twin']> {
  const people = await Promise.all(
    [twin.a, twin.b].map(async (id) => {
      const subject = await repos.registry.inScope(id).catch(() => null);
      if (!subject || !covers(caller, REGISTRY_READERS, subject.person)) return [];
      const { person, household } = subject;
      const village = await repos.places.get(person.village);
      return [
        {
          id,
          name: person.name,
          born: person.born,
          idTail: person.idTail,
          villageName: village?.name ?? '',
          headName: household?.headName ?? '',
        },
      ];
    }),
  );
  const { _id, version, status, reasons, note } = twin;
  return { id: _id, version, status, reasons, words: reasons.map((reason) => TWIN_WORDS[reason]), people: people.flat(), note };
}

export const twinList = action('twin.list', {
  roles: REGISTRY_KEEPERS,
  async run({ status = 'open', cursor, limit = TWINS_PAGE }, ctx) {
    const found = await ctx.repos.merges.twins(REGISTRY_KEEPERS, status, cursor, limit);
    const last = found.length === limit ? found[found.length - 1] : undefined;
    const items = await Promise.all(found.map((one) => viewOf(one, ctx)));
    return { items: items.filter(({ people }) => people.length === 2), next: last?.sortKey ?? null };
  },
});

export const findTwins = action('twin.find', {
  roles: REGISTRY_KEEPERS,
  limit: { times: 20, seconds: 3600 },
  change: ({ village }, ctx) => beginSearch('registry.twins', village, ctx),
  show: async ({ record }) => ({ task: record }),
});

export const dismissTwin = action('twin.dismiss', {
  roles: REGISTRY_KEEPERS,
  async change(input, ctx) {
    await ctx.repos.merges.twin(input.twin, REGISTRY_KEEPERS);
    return dismissPair('twins', input, '写一句怎么看出不是一个人', ctx);
  },
  show: async ({ record }, _input, ctx) => ({ twin: await viewOf(await ctx.repos.merges.twin(record, REGISTRY_KEEPERS), ctx) }),
});
