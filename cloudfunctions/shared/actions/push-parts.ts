// How a push is shown: what is on its card, where it was shared, whether it may go out now.
import { covers } from '@shared/access';
import type { Output } from '@shared/contract';
import { enoughWords, type PushSettings, pushSettings, quietWords } from '@shared/domain/push-rules';
import { sharedTo, targetsOf } from '@shared/domain/push-shares';
import type { ChatGroupRecord, PushRecord, PushShareRecord } from '@shared/domain/records';
import { jobCard } from '@shared/present';
import { PUSHERS, REACH_READERS } from '@shared/repos/pushes';
import type { Context } from '@shared/runtime/context';
import { fairPublicOf } from './fair-parts';
import { aboutNow } from './push-about';

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

export const groupViewOf = (group: ChatGroupRecord): Output<'push.group'>['group'] => ({
  id: group._id,
  village: group.village,
  name: group.name,
  since: group.since,
  status: group.status === 'left' ? 'left' : 'active',
  version: group.version,
});

/** The page that a card or a poster's code opens. */
export const PAGE_OF: Readonly<Record<PushRecord['kind'], string>> = {
  posting: 'pages/job/job',
  list: 'packages/push/week/week',
  week: 'packages/push/week/week',
  fair: 'packages/fairs/open/open',
};

/** Its path; the village it is sent to is added by whoever shares it. */
export const pathOf = ({ _id, kind, about }: PushRecord): string =>
  `/${PAGE_OF[kind]}?${kind === 'posting' || kind === 'fair' ? `id=${about[0]}&` : ''}push=${_id}`;

export const settingsOf = async ({ repos }: Context): Promise<PushSettings> => pushSettings(await repos.installation.get());

/** How somebody calls a target: the village's only group, one of several by its name, or one that is not known yet. */
export function whoseGroup(village: string, groups: readonly ChatGroupRecord[], target: string): string {
  if (groups.length < 2) return `${village}的群`;
  return groups.find(({ _id }) => _id === target)?.name || (target === '' ? `${village}别的群` : '这个群');
}

async function sharesIn(code: string, name: string, of: readonly PushShareRecord[], gone: string, ctx: Context) {
  const { repos, caller, today } = ctx;
  const [{ perDay: most }, groups, day] = await Promise.all([
    settingsOf(ctx),
    repos.pushes.groupsOf(code),
    repos.pushes.sharesOn(code, today),
  ]);
  const ids = groups.map(({ _id }) => _id);
  const here = of.filter(({ village }) => village === code);
  const reads = caller.grants.some((grant) => grant.level === 'village' && grant.code === code && REACH_READERS.includes(grant.role));
  return {
    code,
    name,
    groups: groups.map(groupViewOf),
    targets: targetsOf(ids).map((group) => {
      const shared = sharedTo(day, group, ids).length;
      return {
        group,
        shares: sharedTo(here, group, ids).map(({ _id: id, at, by, version }) => ({
          id,
          at,
          by: by.name,
          mine: by.openid === caller.openid,
          version,
        })),
        today: shared,
        most,
        wait: gone || enoughWords(whoseGroup(name, groups, group), shared, most),
      };
    }),
    reads,
  };
}

/** As its makers and those who share it see it: of the villages, the caller's own alone. */
export async function pushShown(id: string, ctx: Context): Promise<Output<'push.show'>> {
  const { repos, today, now, caller } = ctx;
  const push = await repos.pushes.inScope(id);
  const [names, shares, { postings, fair, gone }, settings] = await Promise.all([
    villageNames(push.villages, ctx),
    repos.pushes.sharesOf(id),
    aboutNow(push, ctx),
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
      fair: fair && fairPublicOf(fair),
      stale: fair !== null && fair.version !== push.fairVersion,
      path: pathOf(push),
      shares: await Promise.all(mine.map((code) => sharesIn(code, names.get(code) ?? '', shares, gone, ctx))),
      quiet: quietWords(now, settings),
    },
  };
}
