// The list of records that may be one person: found by long work, looked at, dismissed with a word.
import { covers, roleFor, scopesOf } from '@shared/access';
import type { Output } from '@shared/contract';
import type { Role, TwinRecord } from '@shared/domain/records';
import { TWIN_WORDS } from '@shared/domain/words/twins';
import { REGISTRY_READERS } from '@shared/repos/registry';
import { action } from '@shared/runtime/action';
import type { Context } from '@shared/runtime/context';
import { newJob, onceKey } from '@shared/runtime/jobs';
import { Problem } from '@shared/runtime/problem';
import { demandFit } from './fit';
import { REGISTRY_KEEPERS } from './registry-parts';

const PAGE = 20;

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
  async run({ status = 'open', cursor, limit = PAGE }, ctx) {
    const found = await ctx.repos.merges.twins(REGISTRY_KEEPERS, status, cursor, limit);
    const last = found.length === limit ? found[found.length - 1] : undefined;
    const items = await Promise.all(found.map((one) => viewOf(one, ctx)));
    return { items: items.filter(({ people }) => people.length === 2), next: last?.sortKey ?? null };
  },
});

/** The place to be gone through: a village of the caller's, or all of their first one. @throws Problem */
export async function searchedPlace(village: string | undefined, { repos, caller }: Pick<Context, 'repos' | 'caller'>) {
  const scopes = scopesOf(caller, REGISTRY_KEEPERS);
  const place = await repos.places.get(village ?? (scopes[0]?.code as string));
  if (!place || place.level === 'county') throw new Problem('bad_input', { fields: { village: '选一个村' } });
  const at = {
    county: place.county,
    town: place.level === 'town' ? place._id : place.town,
    village: place.level === 'village' ? place._id : '',
  };
  if (!covers(caller, REGISTRY_KEEPERS, at)) throw new Problem('not_allowed', { message: '这个村不归您管。' });
  return at;
}

export const findTwins = action('twin.find', {
  roles: REGISTRY_KEEPERS,
  limit: { times: 20, seconds: 3600 },
  async change({ village }, ctx) {
    const { caller, now } = ctx;
    const at = await searchedPlace(village, ctx);
    const job = newJob('registry.twins', onceKey(ctx), { town: at.town, village: at.village }, { owner: caller.openid, ...at }, now);
    return ctx.change(async (change) => {
      await change.begin(job);
      return { record: job._id, version: 0, note: {} };
    });
  },
  show: async ({ record }) => ({ task: record }),
});

export const dismissTwin = action('twin.dismiss', {
  roles: REGISTRY_KEEPERS,
  async change({ twin: id, version, note }, ctx) {
    const { repos, caller } = ctx;
    await repos.merges.twin(id, REGISTRY_KEEPERS);
    if (note === '') throw new Problem('bad_input', { fields: { note: '写一句怎么看出不是一个人' } });
    await demandFit({ note }, ctx);
    return ctx.change(async (change) => {
      const before = await change.get<TwinRecord>('twins', id);
      if (!before) throw new Problem('not_found');
      if (before.version !== version) throw new Problem('changed_meanwhile');
      const stored = await change.put(
        'twins',
        before,
        { ...before, status: 'dismissed' as const, note },
        { verb: 'dismiss', role: roleFor(caller, before) },
      );
      return { record: id, version: stored.version, note: {} };
    });
  },
  show: async ({ record }, _input, ctx) => ({
    twin: await viewOf(await ctx.repos.merges.twin(record, REGISTRY_KEEPERS as readonly Role[]), ctx),
  }),
});
