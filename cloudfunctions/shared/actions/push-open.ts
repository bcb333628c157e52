// A card opened, cold and without being known: the posting in one call; that it reached somebody and which group it was are noted on the way.
import type { Output } from '@shared/contract';
import { isShown } from '@shared/domain/postings';
import { pushSettings, reachUntil } from '@shared/domain/push-rules';
import type { ChatGroupRecord, PersonRecord, PostingRecord, PushRecord, ReachRecord } from '@shared/domain/records';
import { jobCard, jobDetail } from '@shared/present';
import type { Village } from '@shared/repos/pushes';
import { action } from '@shared/runtime/action';
import type { Context } from '@shared/runtime/context';
import { blindIndex } from '@shared/runtime/crypto';
import { troubleLine } from '@shared/runtime/log';
import { Problem } from '@shared/runtime/problem';
import { noteReach } from '@shared/runtime/reaching';
import { postingsIn } from './push-parts';

const GROUP_ID = /^[\w-]{8,64}$/;

/** WeChat's id of the group, from what the platform opened; null when it is none. */
function groupIdOf({ openData }: Pick<Context, 'openData'>): string | null {
  const said = openData?.opengid ?? openData?.openGId;
  return typeof said === 'string' && GROUP_ID.test(said) ? said : null;
}

/** The card's own village, where the push is meant for it. */
async function villageOf(push: PushRecord, said: string | undefined, { repos }: Context): Promise<Village | null> {
  const code = said ?? (push.villages.length === 1 ? push.villages[0] : undefined);
  return code !== undefined && push.villages.includes(code) ? repos.pushes.village(code) : null;
}

async function note(push: PushRecord, said: string | undefined, ctx: Context): Promise<void> {
  const { store, services, caller, now, today, repos } = ctx;
  const [village, persons, installation] = await Promise.all([
    villageOf(push, said, ctx),
    caller.persons.length === 0 ? [] : store.getMany<PersonRecord>('persons', caller.persons),
    repos.installation.get(),
  ]);
  const who = blindIndex(services.ring, 'reaches.openid', caller.openid);
  const opengid = groupIdOf(ctx);
  const groupKey = opengid === null ? '' : `group:${blindIndex(services.ring, 'chat_groups.opengid', opengid)}`;
  const group: ChatGroupRecord | null =
    village === null || groupKey === ''
      ? null
      : {
          _id: groupKey,
          county: village.county,
          town: village.town,
          village: village.village,
          status: 'active',
          sortKey: `${today}:${groupKey}`,
          name: '',
          since: today,
          push: push._id,
          version: 0,
          auditHead: '',
        };
  // Somebody of the village counts there, wherever the card came from; others where the card was meant for.
  const home = persons.find((one) => push.villages.includes(one.village))?.village ?? persons[0]?.village ?? village?.village ?? '';
  const reach: ReachRecord = {
    _id: `reach:${push._id}:${who}`,
    county: push.county,
    town: push.town,
    village: home,
    status: 'seen',
    sortKey: `${today}:${push._id}:${who}`,
    push: push._id,
    group: groupKey,
    persons: persons.map(({ _id }) => _id),
    households: [...new Set(persons.map(({ household }) => household))],
    at: now,
    until: reachUntil(now, pushSettings(installation)),
  };
  await noteReach(store, now, reach, group);
}

const shown = (posting: PostingRecord | null): posting is PostingRecord => posting !== null && isShown(posting);

export const openPush = action('push.open', {
  roles: ['visitor'],
  async run({ push: text, posting, village }, ctx): Promise<Output<'push.open'>> {
    const { repos, today, caller } = ctx;
    const push = await repos.pushes.byIdOrCode(text);
    const about = push?.kind === 'fair' ? [] : (push?.about ?? []);
    // A posting somebody forwarded alone opens as it would without a card.
    const wanted = posting ?? (about.length === 1 ? about[0] : undefined);
    const [listed, one] = await Promise.all([
      about.length > 1 ? postingsIn(about, ctx) : [],
      wanted === undefined ? null : repos.postings.get(wanted),
    ]);
    // Whoever sends it out looks at it too: that reached nobody.
    const reaches = push !== null && push.status === 'ready' && !(caller.staff && repos.pushes.isTheirs(push));
    if (push && reaches)
      // Noting is no reason to keep the posting from anybody.
      await note(push, village, ctx).catch((error: unknown) => console.error(troubleLine(error, ctx.requestId, ctx.action)));
    const employer = one?.employerId ? await repos.employers.get(one.employerId) : null;
    const job = shown(one) && employer?.status !== 'stopped' ? jobDetail(one, today, employer) : null;
    const jobs = listed.filter(shown).map((each) => jobCard(each, today));
    if (job === null && jobs.length === 0) throw new Problem('not_found', { message: '这个活已经撤了。', next: '返回看看别的活。' });
    return { today, push: push && { id: push._id, title: push.title, kind: push.kind, from: push.by.name }, jobs, job };
  },
});
