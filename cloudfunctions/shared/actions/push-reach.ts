// Whom a card reached, for the cadre who must call the others: sums and the households nobody of which opened it, never who did.
import { byGroup } from '@shared/domain/groups';
import { unheardSince } from '@shared/domain/push-rules';
import type { HouseholdRecord, PushRecord, ReachRecord } from '@shared/domain/records';
import { REACH_READERS } from '@shared/repos/pushes';
import { action } from '@shared/runtime/action';
import type { Context } from '@shared/runtime/context';
import { Problem } from '@shared/runtime/problem';
import { canWork } from './push-week';

/** Households of a village with somebody who can work, in the order of the village's groups and names. */
async function workingHouseholds(village: string, { repos, today }: Context): Promise<HouseholdRecord[]> {
  const [people, households] = await Promise.all([repos.pushes.peopleOf(village), repos.pushes.householdsOf(village)]);
  const working = new Set(people.filter((one) => canWork(one, today)).map(({ household }) => household));
  return households
    .filter(({ _id }) => working.has(_id))
    .sort((a, b) => byGroup(a.group, b.group) || (a.headName < b.headName ? -1 : a.headName > b.headName ? 1 : 0));
}

const reachedIn = (reaches: readonly ReachRecord[]): Set<string> => new Set(reaches.flatMap(({ households }) => households));

/** Of a fair: people of the village who said that they come, or came, however they heard of it; null = it is no fair. */
async function comingOf({ kind, about: [fair = ''] }: PushRecord, village: string, { repos }: Context): Promise<number | null> {
  if (kind !== 'fair') return null;
  const said = await Promise.all((['coming', 'came'] as const).map((one) => repos.fairs.people(fair, one, undefined)));
  return said.flat().filter((one) => one.village === village).length;
}

export const pushReach = action('push.reach', {
  roles: REACH_READERS,
  async run({ push: id, village }, ctx) {
    const { repos } = ctx;
    const place = await repos.pushes.ownVillage(village);
    const push = await repos.pushes.inScope(id);
    if (!push.villages.includes(village)) throw new Problem('not_found', { message: '这张卡片不是给这个村的。' });
    const [reaches, all, groups, applications, calls] = await Promise.all([
      repos.pushes.reachOf(id, village),
      workingHouseholds(village, ctx),
      repos.pushes.groupsOf(village),
      repos.pushes.applicationsOf(id),
      repos.pushes.callsOf(id, village),
    ]);
    const reached = reachedIn(reaches);
    const missed = all.filter(({ _id }) => !reached.has(_id));
    return {
      title: push.title,
      villageName: place.name,
      coming: await comingOf(push, village, ctx),
      opened: reaches.length,
      known: reaches.filter(({ persons }) => persons.length > 0).length,
      households: all.length - missed.length,
      groups: groups.map(({ _id, name }) => ({ name, opened: reaches.filter(({ group }) => group === _id).length })),
      all: all.length,
      missed: missed.map(({ _id, headName, group }) => ({ household: _id, headName, group })),
      wanted: applications.filter((one) => one.status !== 'merged' && one.village === village).length,
      calls: calls.length,
    };
  },
});

export const pushUnheard = action('push.unheard', {
  roles: REACH_READERS,
  async run({ village }, ctx) {
    const { repos, store, now } = ctx;
    await repos.pushes.ownVillage(village);
    const since = unheardSince(now);
    const shares = (await repos.pushes.sharesSince(village, since)).filter(({ status }) => status === 'shared');
    const shared = [...new Set(shares.map(({ push }) => push))];
    if (shared.length === 0) return { pushes: 0, titles: [], households: [] };
    const [reaches, all, pushes] = await Promise.all([
      repos.pushes.reachSince(village, since),
      workingHouseholds(village, ctx),
      store.getMany<PushRecord>('pushes', shared),
    ]);
    const reached = reachedIn(reaches.filter(({ push }) => shared.includes(push)));
    return {
      pushes: shared.length,
      titles: pushes.map(({ title }) => title),
      households: all.filter(({ _id }) => !reached.has(_id)).map(({ _id }) => _id),
    };
  },
});
