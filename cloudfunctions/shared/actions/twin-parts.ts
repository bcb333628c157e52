// What the list of persons and the list of households that may be one have in common: where is searched, the search begun, a pair dismissed.
import { covers, roleFor, scopesOf } from '@shared/access';
import type { PairRecord } from '@shared/domain/records';
import type { Context } from '@shared/runtime/context';
import { newJob, onceKey } from '@shared/runtime/jobs';
import { Problem } from '@shared/runtime/problem';
import type { Outcome } from '@shared/runtime/requests';
import { demandFit } from './fit';
import { REGISTRY_KEEPERS } from './registry-parts';

export const TWINS_PAGE = 20;

/** The place to be gone through: a village of the caller's, or all of their first one. @throws Problem */
async function searchedPlace(village: string | undefined, { repos, caller }: Pick<Context, 'repos' | 'caller'>) {
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

/** Begins the search of a kind through a village, or through all of the caller's place. @throws Problem */
export async function beginSearch(kind: 'registry.twins' | 'household.twins', village: string | undefined, ctx: Context): Promise<Outcome> {
  const at = await searchedPlace(village, ctx);
  const job = newJob(kind, onceKey(ctx), { town: at.town, village: at.village }, { owner: ctx.caller.openid, ...at }, ctx.now);
  return ctx.change(async (change) => {
    await change.begin(job);
    return { record: job._id, version: 0, note: {} };
  });
}

/** A pair said to be two after all; `lacking` asks for the word it takes. @throws Problem */
export async function dismissPair(
  pairs: 'twins' | 'home_twins',
  { twin: id, version, note }: { twin: string; version: number; note: string },
  lacking: string,
  ctx: Context,
): Promise<Outcome> {
  if (note === '') throw new Problem('bad_input', { fields: { note: lacking } });
  await demandFit({ note }, ctx);
  return ctx.change(async (change) => {
    const before = await change.get<PairRecord<string>>(pairs, id);
    if (!before) throw new Problem('not_found');
    if (before.version !== version) throw new Problem('changed_meanwhile');
    if (before.status !== 'open') throw new Problem('already_done', { message: '这一对已经有人定了。' });
    const deed = { verb: 'dismiss', role: roleFor(ctx.caller, before) };
    const stored = await change.put(pairs, before, { ...before, status: 'dismissed' as const, note }, deed);
    return { record: id, version: stored.version, note: {} };
  });
}
