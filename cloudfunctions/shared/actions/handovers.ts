// Moves across villages with a hand-over: proposed by the village that gives, accepted or declined by the one that receives, withdrawn by the
// first as long as nobody answered. Until it is accepted everybody stays where they are.
import { covers, roleFor } from '@shared/access';
import { HEAD_RELATIONS } from '@shared/domain/options';
import type { HandoverRecord, HandoverState } from '@shared/domain/records';
import { receivingPlace } from '@shared/repos/handovers';
import { action } from '@shared/runtime/action';
import type { Change } from '@shared/runtime/change';
import type { Context } from '@shared/runtime/context';
import { Problem } from '@shared/runtime/problem';
import type { Outcome } from '@shared/runtime/requests';
import { tellAll } from './bond-parts';
import { demandFit } from './fit';
import { endHandoverDuties, HANDOVERS_PAGE, handoverView, openHandoverDuties, receiversOf, whoWords } from './handover-parts';
import { demandRelation } from './person-edit';
import { REGISTRY_KEEPERS } from './registry-parts';
import { claimWords, demandDay } from './registry-relocate';
import { belongingsOf, type Relocation, relocateHousehold, relocatePerson, stayingBehind } from './relocating';

const PAGE = 20;
const OVER: readonly HandoverState[] = ['accepted', 'declined', 'withdrawn'];

export const handoverList = action('handover.list', {
  roles: REGISTRY_KEEPERS,
  async run({ view, cursor, limit = PAGE }, ctx) {
    const { handovers } = ctx.repos;
    const side = view === 'over' ? 'both' : view;
    const found = await handovers.ofPlaces(side, view === 'over' ? OVER : ['proposed'], REGISTRY_KEEPERS, cursor, limit);
    const last = found.length === limit ? found[found.length - 1] : undefined;
    return { items: found.map((one) => handoverView(one, ctx)), next: last?.sortKey ?? null };
  },
});

const shown = async ({ record }: Outcome, ctx: Context) => ({
  handover: handoverView(await ctx.repos.handovers.one(record, REGISTRY_KEEPERS), ctx),
});

export const proposeHandover = action('handover.propose', {
  roles: REGISTRY_KEEPERS,
  limit: { times: 60, seconds: 3600 },
  async change({ household: id, person, village, on, note }, ctx) {
    const { repos, caller, now, today } = ctx;
    const [household, to] = await Promise.all([repos.registry.householdInScope(id, REGISTRY_KEEPERS), repos.places.get(village)]);
    if (to?.level !== 'village' || to.county !== household.county) throw new Problem('not_found', { message: '县里没有这个村。' });
    if (household.status !== 'active') throw new Problem('not_possible_now', { message: '这一户已经撤了。' });
    if (household.village === village) throw new Problem('bad_input', { fields: { village: '本来就在这个村' } });
    demandDay(on, ctx);
    await demandFit({ note }, ctx);
    const members = (await repos.registry.members([household])).filter(
      ({ _id, status }) => status === 'active' && (person === null || _id === person),
    );
    const one = person === null ? null : members[0];
    if (one === undefined) throw new Problem('not_found', { message: '这个人不在这一户，或者已经不在册了。' });
    if (members.length === 0) throw new Problem('not_possible_now', { message: '这一户没有人在册，不用迁。' });
    if (one) await stayingBehind(one, ctx);
    const subject = person ?? id;
    const before = await repos.handovers.ofSubject(subject);
    await demandNoneOpen([...before, ...(person === null ? await openOf(members, ctx) : await repos.handovers.ofSubject(id))]);
    const [found, from, receivers] = await Promise.all([
      belongingsOf(members, ctx),
      repos.places.get(household.village),
      receiversOf({ county: to.county, town: to.town, village }, ctx),
    ]);
    const count = (n: number, words: string) => (n > 0 ? [`${words} ${n} 条`] : []);
    const _id = `handover:${subject}:${before.length}`;
    const record: HandoverRecord = {
      _id,
      county: household.county,
      town: household.town,
      village: household.village,
      status: 'proposed',
      sortKey: `${now}:${_id}`,
      what: person === null ? 'household' : 'person',
      subject,
      household: id,
      headName: household.headName,
      toVillage: village,
      toTown: to.town,
      fromName: from?.name ?? '',
      toName: to.name,
      people: members.map(({ name, sex, born, relation }) => ({ name, sex, born, relation })),
      goes: [
        ...count(found.spells, '没结束的务工记录'),
        ...count(found.claimsGo.length, '没交的申领'),
        ...count(found.bonds, '家里人代办'),
        ...count(found.duties, '待办'),
      ],
      stays: found.claimsStay.map(claimWords),
      on,
      note,
      at: now,
      by: { openid: caller.openid, name: caller.name },
      answer: null,
      version: 0,
      auditHead: '',
    };
    return ctx.change(async (change) => {
      const stored = await change.put('handovers', null, record, { verb: 'propose', role: roleFor(caller, household) });
      await openHandoverDuties(change, stored, { ...ctx, today });
      const words = { title: `${record.fromName}要转人到${to.name}`, text: `${whoWords(record)}。问清楚，收下或者退回去。` };
      tellAll(change, receivers, caller.openid, { subject: _id, version: 0, kind: 'handover_proposed', page: HANDOVERS_PAGE }, words);
      return { record: _id, version: stored.version, note: {} };
    });
  },
  show: (outcome, _input, ctx) => shown(outcome, ctx),
});

const openOf = async (members: readonly { _id: string }[], { repos }: Pick<Context, 'repos'>): Promise<HandoverRecord[]> =>
  (await Promise.all(members.map(({ _id }) => repos.handovers.ofSubject(_id)))).flat();

async function demandNoneOpen(found: readonly HandoverRecord[]): Promise<void> {
  const open = found.find(({ status }) => status === 'proposed');
  if (open)
    throw new Problem('not_possible_now', {
      message: `${whoWords(open)}已经交给${open.toName}了，还没回话。`,
      next: '等那边回话，或者先撤回来。',
    });
}

/** The hand-over as it is within a change, still open. */
async function openOne(change: Change, id: string, version: number): Promise<HandoverRecord> {
  const before = await change.get<HandoverRecord>('handovers', id);
  if (before?.status !== 'proposed') throw new Problem('already_done', { message: '这一件已经有人定了。' });
  if (before.version !== version) throw new Problem('changed_meanwhile');
  return before;
}

function demandReceiving(seen: HandoverRecord, { caller }: Pick<Context, 'caller'>): void {
  if (!covers(caller, REGISTRY_KEEPERS, receivingPlace(seen))) throw new Problem('not_allowed', { message: `收不收由${seen.toName}定。` });
  if (seen.status !== 'proposed') throw new Problem('already_done', { message: '这一件已经有人定了。' });
}

async function taking(
  seen: HandoverRecord,
  said: { group?: string | undefined; household?: string | undefined; relation?: string | undefined },
  ctx: Context,
): Promise<Relocation<{ version: number }>> {
  const { repos, store } = ctx;
  const { on, note } = seen;
  if (seen.what === 'household') {
    const [household, to] = await Promise.all([
      store.get<Parameters<typeof relocateHousehold>[0]['seen']>('households', seen.household),
      repos.places.get(seen.toVillage),
    ]);
    if (household?.status !== 'active' || household.village !== seen.village || !to)
      throw new Problem('not_possible_now', { message: `${seen.headName}家已经不在${seen.fromName}了，请那边重新交。` });
    return relocateHousehold({ seen: household, to, group: said.group ?? '', on, note }, ctx);
  }
  if (said.household === undefined) throw new Problem('bad_input', { fields: { household: '选到咱村哪一户' } });
  const relation = said.relation ?? '';
  if (!(HEAD_RELATIONS as readonly string[]).includes(relation)) throw new Problem('bad_input', { fields: { relation: '选和户主的关系' } });
  const to = await repos.registry.householdInScope(said.household, REGISTRY_KEEPERS);
  if (to.village !== seen.toVillage) throw new Problem('bad_input', { fields: { household: `这一户不在${seen.toName}` } });
  if (to.status !== 'active') throw new Problem('not_possible_now', { message: '要去的那一户已经撤了。' });
  const person = await store.get<Parameters<typeof relocatePerson>[0]['seen']>('persons', seen.subject);
  if (person?.status !== 'active' || person.household !== seen.household)
    throw new Problem('not_possible_now', { message: `${seen.people[0]?.name ?? ''}已经不在那一户了，请那边重新交。` });
  const staying = await stayingBehind(person, ctx);
  await demandRelation({ _id: person._id, household: to._id, relation: '', status: 'active' }, { relation }, ctx);
  const from = await store.get<Parameters<typeof relocateHousehold>[0]['seen']>('households', seen.household);
  return relocatePerson({ seen: person, from, to, relation, on, note, staying, closesLater: true }, ctx);
}

/** Tells whoever proposed it. */
function answer(change: Change, one: HandoverRecord, title: string, text: string, ctx: Context): void {
  const about = { subject: one._id, version: one.version, kind: 'handover_answered', page: HANDOVERS_PAGE };
  tellAll(change, [one.by.openid], ctx.caller.openid, about, { title, text });
}

export const acceptHandover = action('handover.accept', {
  roles: REGISTRY_KEEPERS,
  async change({ handover: id, version, ...said }, ctx) {
    const { repos, caller, now } = ctx;
    const seen = await repos.handovers.one(id, REGISTRY_KEEPERS);
    demandReceiving(seen, ctx);
    await demandFit({ group: said.group ?? '' }, ctx);
    const { job, write } = await taking(seen, said, ctx);
    return ctx.change(async (change) => {
      const before = await openOne(change, id, version);
      await write(change, null);
      const by = { openid: caller.openid, name: caller.name };
      const wanted = { ...before, status: 'accepted' as const, answer: { at: now, by, why: '' } };
      const stored = await change.put('handovers', before, wanted, { verb: 'accept', role: roleFor(caller, receivingPlace(before)) });
      await endHandoverDuties(change, stored, 'done', `${seen.toName}收下了`, ctx);
      answer(change, stored, `${seen.toName}收下了`, `${whoWords(seen)}转过去了。`, ctx);
      return { record: id, version: stored.version, note: { task: job?._id ?? '' } };
    });
  },
  show: async (outcome, _input, ctx) => ({
    ...(await shown(outcome, ctx)),
    task: outcome.note.task === '' ? null : String(outcome.note.task),
  }),
});

export const declineHandover = action('handover.decline', {
  roles: REGISTRY_KEEPERS,
  async change({ handover: id, version, why }, ctx) {
    const { repos, caller, now } = ctx;
    const seen = await repos.handovers.one(id, REGISTRY_KEEPERS);
    demandReceiving(seen, ctx);
    if (why === '') throw new Problem('bad_input', { fields: { why: '写一句为什么不收' } });
    await demandFit({ why }, ctx);
    return ctx.change(async (change) => {
      const before = await openOne(change, id, version);
      const by = { openid: caller.openid, name: caller.name };
      const wanted = { ...before, status: 'declined' as const, answer: { at: now, by, why } };
      const stored = await change.put('handovers', before, wanted, { verb: 'decline', role: roleFor(caller, receivingPlace(before)) });
      await endHandoverDuties(change, stored, 'done', `${seen.toName}没收：${why}`, ctx);
      answer(change, stored, `${seen.toName}没收`, `${whoWords(seen)}还在${seen.fromName}。${why}`, ctx);
      return { record: id, version: stored.version, note: {} };
    });
  },
  show: (outcome, _input, ctx) => shown(outcome, ctx),
});

export const withdrawHandover = action('handover.withdraw', {
  roles: REGISTRY_KEEPERS,
  async change({ handover: id, version, why }, ctx) {
    const { repos, caller, now } = ctx;
    const seen = await repos.handovers.one(id, REGISTRY_KEEPERS);
    if (!covers(caller, REGISTRY_KEEPERS, seen)) throw new Problem('not_allowed', { message: `要撤，由${seen.fromName}撤。` });
    await demandFit({ why }, ctx);
    return ctx.change(async (change) => {
      const before = await openOne(change, id, version);
      const by = { openid: caller.openid, name: caller.name };
      const wanted = { ...before, status: 'withdrawn' as const, answer: { at: now, by, why } };
      const stored = await change.put('handovers', before, wanted, { verb: 'withdraw', role: roleFor(caller, before) });
      await endHandoverDuties(change, stored, 'dropped', `${seen.fromName}撤回去了`, ctx);
      return { record: id, version: stored.version, note: {} };
    });
  },
  show: (outcome, _input, ctx) => shown(outcome, ctx),
});
