// That a card reached somebody, and from which group it was opened: noted on the way of whatever the card opens.
import { pushSettings, reachUntil } from '@shared/domain/push-rules';
import type { ChatGroupRecord, PersonRecord, PushRecord, ReachRecord } from '@shared/domain/records';
import type { Village } from '@shared/repos/pushes';
import type { Context } from '@shared/runtime/context';
import { blindIndex } from '@shared/runtime/crypto';
import { troubleLine } from '@shared/runtime/log';
import { noteReach } from '@shared/runtime/reaching';

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

/** Notes it unless whoever sends it out looks at it themselves: that reached nobody. Noting is no reason to keep anything from anybody. */
export async function noteOpening(push: PushRecord, village: string | undefined, ctx: Context): Promise<void> {
  const { caller, repos } = ctx;
  if (push.status !== 'ready' || (caller.staff && repos.pushes.isTheirs(push))) return;
  await note(push, village, ctx).catch((error: unknown) => console.error(troubleLine(error, ctx.requestId, ctx.action)));
}
