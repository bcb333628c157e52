// How a push is shown: what is on its card, where it was shared, whether it may go out now.
import { covers } from '@shared/access';
import type { Output } from '@shared/contract';
import { enoughWords, mostADay, type PushSettings, pushSettings, quietWords } from '@shared/domain/push-rules';
import { sharedNow } from '@shared/domain/push-shares';
import type { ChatGroupRecord, PostingRecord, PushRecord, PushShareRecord } from '@shared/domain/records';
import { jobCard } from '@shared/present';
import { PUSHERS, REACH_READERS } from '@shared/repos/pushes';
import type { Context } from '@shared/runtime/context';

export type PushFull = Output<'push.show'>['push'];

export function pushRowOf(push: PushRecord, names: ReadonlyMap<string, string>, ctx: Context): Output<'push.list'>['items'][number] {
  return {
    id: push._id,
    kind: push.kind,
    status: push.status === 'ended' ? 'ended' : 'ready',
    title: push.title,
    on: push.on,
    by: push.by.name,
    mine: push.by.openid === ctx.caller.openid,
    jobs: push.about.length,
    villages: push.villages.map((code) => names.get(code) ?? ''),
    version: push.version,
  };
}

export async function villageNames(codes: readonly string[], { repos }: Context): Promise<Map<string, string>> {
  const wanted = [...new Set(codes)];
  const places = await Promise.all(wanted.map((code) => repos.places.get(code)));
  return new Map(wanted.map((code, at) => [code, places[at]?.name ?? '']));
}

/** Postings by id, in the order asked for; those that are gone are left out. */
export async function postingsIn(ids: readonly string[], ctx: Pick<Context, 'store'>): Promise<PostingRecord[]> {
  const found = new Map((await ctx.store.getMany<PostingRecord>('postings', ids)).map((one) => [one._id, one]));
  return ids.flatMap((id) => found.get(id) ?? []);
}

export const groupViewOf = (group: ChatGroupRecord): Output<'push.group'>['group'] => ({
  id: group._id,
  village: group.village,
  name: group.name,
  since: group.since,
  status: group.status === 'left' ? 'left' : 'active',
  version: group.version,
});

/** The page a card opens; the village it is sent to is added by whoever shares it. */
export const pathOf = ({ _id, kind, about }: PushRecord): string =>
  kind === 'posting' ? `/pages/job/job?id=${about[0]}&push=${_id}` : `/packages/push/week/week?push=${_id}`;

export const settingsOf = async ({ repos }: Context): Promise<PushSettings> => pushSettings(await repos.installation.get());

async function sharesIn(push: PushRecord, code: string, name: string, of: readonly PushShareRecord[], ctx: Context) {
  const { repos, caller, today } = ctx;
  const settings = await settingsOf(ctx);
  const [groups, day] = await Promise.all([repos.pushes.groupsOf(code), repos.pushes.sharesOn(code, today)]);
  const most = mostADay(settings, groups.length);
  const reads = caller.grants.some((grant) => grant.level === 'village' && grant.code === code && REACH_READERS.includes(grant.role));
  return {
    code,
    name,
    groups: groups.map(groupViewOf),
    shares: of
      .filter(({ village, status }) => village === code && status === 'shared')
      .map(({ _id: id, at, by, version }) => ({ id, at, by: by.name, mine: by.openid === caller.openid, version })),
    today: sharedNow(day),
    most,
    wait: push.status === 'ended' ? '这张卡片收起来了，不再发。' : enoughWords(name, sharedNow(day), most),
    reads,
  };
}

/** As its makers and those who share it see it: of the villages, the caller's own alone. */
export async function pushShown(id: string, ctx: Context): Promise<Output<'push.show'>> {
  const { repos, today, now, caller } = ctx;
  const push = await repos.pushes.inScope(id);
  const [names, shares, postings, settings] = await Promise.all([
    villageNames(push.villages, ctx),
    repos.pushes.sharesOf(id),
    postingsIn(push.about, ctx),
    settingsOf(ctx),
  ]);
  const { county, town } = push;
  const mine = push.villages.filter((village) => covers(caller, PUSHERS, { county, town, village }));
  return {
    today,
    push: {
      ...pushRowOf(push, names, ctx),
      text: push.text,
      spoken: push.spoken,
      postings: postings.map((one) => ({ ...jobCard(one, today), contact: { words: one.contact.name, phone: one.contact.phone } })),
      path: pathOf(push),
      shares: await Promise.all(mine.map((code) => sharesIn(push, code, names.get(code) ?? '', shares, ctx))),
      quiet: quietWords(now, settings),
    },
  };
}
