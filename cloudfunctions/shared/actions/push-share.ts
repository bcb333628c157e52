// Shared to a village's group: noted by whoever did it, within the limit of the day and outside the quiet hours; groups named and put right.
import { roleFor, scopesOf } from '@shared/access';
import { enoughWords, quietWords } from '@shared/domain/push-rules';
import { freePlace, sharedTo } from '@shared/domain/push-shares';
import type { ChatGroupRecord, PushShareRecord } from '@shared/domain/records';
import { PUSHERS } from '@shared/repos/pushes';
import { action } from '@shared/runtime/action';
import type { Context } from '@shared/runtime/context';
import { Problem } from '@shared/runtime/problem';
import { demandFit } from './fit';
import { aboutNow } from './push-about';
import { groupViewOf, pushShown, settingsOf, whoseGroup } from './push-parts';

export const pushShared = action('push.shared', {
  roles: PUSHERS,
  async change({ push: id, village, group: said }, ctx) {
    const { repos, caller, now, today } = ctx;
    const push = await repos.pushes.inScope(id);
    const place = await repos.pushes.villageInScope(village);
    if (!push.villages.includes(village)) throw new Problem('bad_input', { fields: { village: '这张卡片不是给这个村的' } });
    const [{ gone }, settings] = await Promise.all([aboutNow(push, ctx), settingsOf(ctx)]);
    if (gone !== '') throw new Problem('not_possible_now', { message: gone });
    const quiet = quietWords(now, settings);
    if (quiet !== '') throw new Problem('not_possible_now', { message: quiet });
    const [known, shares] = await Promise.all([repos.pushes.groupsOf(village), repos.pushes.sharesOn(village, today)]);
    const groups = known.map(({ _id }) => _id);
    if (said !== undefined && !groups.includes(said)) throw new Problem('bad_input', { fields: { group: '这个群不是这个村的' } });
    const group = said ?? (groups.length === 1 ? (groups[0] as string) : '');
    const { perDay } = settings;
    const free = freePlace({ village, on: today, groups, shares }, group, perDay);
    if (free === null)
      throw new Problem('not_possible_now', {
        message: enoughWords(whoseGroup(place.name, known, group), sharedTo(shares, group, groups).length, perDay),
      });
    return ctx.change(async (change) => {
      const before = await change.get<PushShareRecord>('push_shares', free);
      // Somebody took this place of the day a moment ago.
      if (before?.status === 'shared')
        throw new Problem('changed_meanwhile', { message: '刚才有人也往这个群发了一次。', next: '再点一次「发了」。' });
      const { county, town } = place;
      const share: PushShareRecord = {
        _id: free,
        county,
        town,
        village,
        status: 'shared',
        sortKey: `${now}:${free}`,
        push: id,
        group,
        at: now,
        on: today,
        by: { openid: caller.openid, name: caller.name },
        version: before?.version ?? 0,
        auditHead: before?.auditHead ?? '',
      };
      const stored = await change.put('push_shares', before, share, { verb: 'share', role: roleFor(caller, place), detail: { push: id } });
      return { record: id, version: stored.version, note: {} };
    });
  },
  show: ({ record }, _input, ctx) => pushShown(record, ctx),
});

export const unsharePush = action('push.unshare', {
  roles: PUSHERS,
  async change({ share: id, version }, ctx) {
    const seen = await ctx.repos.pushes.share(id);
    if (!seen) throw new Problem('not_found');
    await ctx.repos.pushes.villageInScope(seen.village);
    return ctx.change(async (change) => {
      const before = await change.get<PushShareRecord>('push_shares', id);
      if (!before || before.version !== version || before.status !== 'shared')
        throw new Problem('changed_meanwhile', { message: '刚才有人改过，先看看新的。' });
      const role = roleFor(ctx.caller, before);
      await change.put('push_shares', before, { ...before, status: 'undone' }, { verb: 'unshare', role, detail: { push: before.push } });
      return { record: before.push, version: 0, note: {} };
    });
  },
  show: ({ record }, _input, ctx) => pushShown(record, ctx),
});

export const pushGroups = action('push.groups', {
  roles: PUSHERS,
  async run(_input, { repos, caller }) {
    const villages = await repos.places.villagesIn(scopesOf(caller, PUSHERS));
    return { items: (await repos.pushes.groups()).map(groupViewOf), villages: villages.map(({ _id: code, name }) => ({ code, name })) };
  },
});

async function groupInScope(id: string, ctx: Context): Promise<ChatGroupRecord> {
  const group = await ctx.store.get<ChatGroupRecord>('chat_groups', id);
  if (!group) throw new Problem('not_found');
  await ctx.repos.pushes.villageInScope(group.village);
  return group;
}

export const editGroup = action('push.group', {
  roles: PUSHERS,
  async change({ group: id, version, name, village, left }, ctx) {
    const seen = await groupInScope(id, ctx);
    // Only to a village one works in as well.
    const place = village === undefined ? null : await ctx.repos.pushes.villageInScope(village);
    await demandFit({ name }, ctx);
    return ctx.change(async (change) => {
      const before = await change.get<ChatGroupRecord>('chat_groups', id);
      if (!before || before.version !== version) throw new Problem('changed_meanwhile', { message: '刚才有人改过这个群，先看看新的。' });
      const moved = place === null ? {} : { county: place.county, town: place.town, village: place.village };
      const stored = await change.put(
        'chat_groups',
        before,
        { ...before, ...moved, name, status: left ? 'left' : 'active' },
        { verb: left ? 'leave' : 'name', role: roleFor(ctx.caller, seen) },
      );
      return { record: id, version: stored.version, note: {} };
    });
  },
  async show({ record }, _input, ctx) {
    const group = await ctx.store.get<ChatGroupRecord>('chat_groups', record);
    if (!group) throw new Problem('not_found');
    return { group: groupViewOf(group) };
  },
});
