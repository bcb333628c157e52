// What hand-overs rest on: how one is shown, who may do what with it, the duties either village has of it.
import { covers, roleFor } from '@shared/access';
import type { Output } from '@shared/contract';
import { grantsInForce } from '@shared/domain/actor';
import { addDays, ageOn } from '@shared/domain/dates';
import { newDuty } from '@shared/domain/duties';
import type { DutyRecord, HandoverRecord } from '@shared/domain/records';
import { receivingPlace } from '@shared/repos/handovers';
import type { Change } from '@shared/runtime/change';
import type { Context } from '@shared/runtime/context';
import { tellAll } from './bond-parts';
import { REGISTRY_KEEPERS } from './registry-parts';

type View = Output<'handover.propose'>['handover'];

/** Days within which the other village should say. */
const ANSWER_DAYS = 7;
const MOST_TOLD = 3;

export const HANDOVERS_PAGE = 'packages/registry/handovers/handovers';

/** 「周满仓家 4 口人」 or 「周小禾（周满仓家）」 */
export function whoWords({ what, headName, people }: Pick<HandoverRecord, 'what' | 'headName' | 'people'>): string {
  return what === 'household' ? `${headName}家 ${people.length} 口人` : `${people[0]?.name ?? ''}（${headName}家）`;
}

export function handoverView(one: HandoverRecord, { caller, today }: Pick<Context, 'caller' | 'today'>): View {
  const open = one.status === 'proposed';
  const receives = open && covers(caller, REGISTRY_KEEPERS, receivingPlace(one));
  const gives = open && covers(caller, REGISTRY_KEEPERS, one);
  const { _id: id, version, status, what, headName, fromName, toName, toVillage, goes, stays, on, note, at, answer } = one;
  return {
    id,
    version,
    status,
    what,
    headName,
    fromName,
    toName,
    toVillage,
    people: one.people.map(({ name, sex, born, relation }) => ({ name, sex, relation, age: ageOn(born, today) })),
    goes,
    stays,
    on,
    note,
    at,
    by: one.by.name,
    answeredAt: answer?.at ?? null,
    answeredBy: answer?.by.name ?? '',
    why: answer?.why ?? '',
    can: [...(receives ? (['accept', 'decline'] as const) : []), ...(gives ? (['withdraw'] as const) : [])],
  };
}

/** Who takes people in at the receiving village: its cadres and head, then the township's station. */
export async function receiversOf(
  place: { county: string; town: string; village: string },
  { repos, today }: Pick<Context, 'repos' | 'today'>,
): Promise<string[]> {
  const LEVELS = ['village', 'town', 'county'];
  const near = (await repos.staff.all()).flatMap(({ _id, status, grants }) => {
    const own = grantsInForce(grants, today).filter(({ role, level, code }) => REGISTRY_KEEPERS.includes(role) && place[level] === code);
    const levels = own.map(({ level }) => LEVELS.indexOf(level)).sort();
    return status === 'active' && levels[0] !== undefined ? [{ _id, at: levels[0] }] : [];
  });
  return near
    .sort((a, b) => a.at - b.at)
    .map(({ _id }) => _id)
    .slice(0, MOST_TOLD);
}

const SIDES = ['in', 'out'] as const;
export const handoverDutyId = (side: (typeof SIDES)[number], handover: string): string => `duty:handover-${side}:${handover}`;

/** A duty in either village: the one says whether it takes them in, the other sees to it that it is said. */
export async function openHandoverDuties(change: Change, one: HandoverRecord, { caller, now, today }: Context): Promise<void> {
  const common = {
    kind: 'handover' as const,
    // Their records cannot be opened by the other village yet.
    person: null,
    household: null,
    dueOn: addDays(today, ANSWER_DAYS),
    from: { collection: 'handovers', record: one._id },
  };
  const by = { openid: caller.openid, name: caller.name };
  const role = roleFor(caller, one);
  const into = {
    ...common,
    id: handoverDutyId('in', one._id),
    place: receivingPlace(one),
    owner: '',
    ownerName: '',
    words: `${one.fromName}要把${whoWords(one)}转到咱村，问清楚，收下或者退回去`,
  };
  const out = {
    ...common,
    id: handoverDutyId('out', one._id),
    place: { county: one.county, town: one.town, village: one.village },
    owner: caller.openid,
    ownerName: caller.name,
    words: `${whoWords(one)}要转到${one.toName}，等那边收下；没动静就打个电话`,
  };
  for (const wanted of [into, out]) await change.put('duties', null, newDuty(wanted, now, by), { verb: 'open', role });
}

/** Ends both duties with what came of it. */
export async function endHandoverDuties(
  change: Change,
  one: HandoverRecord,
  status: 'done' | 'dropped',
  words: string,
  { caller, now }: Pick<Context, 'caller' | 'now'>,
): Promise<void> {
  const outcome = { words, at: now, by: { openid: caller.openid, name: caller.name } };
  for (const side of SIDES) {
    const before = await change.get<DutyRecord>('duties', handoverDutyId(side, one._id));
    if (before?.status === 'open')
      await change.put('duties', before, { ...before, status, outcome }, { verb: status, role: roleFor(caller, before) });
  }
}

/** Ids of the proposals open on any of the subjects: households or persons. */
export async function openProposals(subjects: readonly string[], { repos }: Pick<Context, 'repos'>): Promise<string[]> {
  const found = (await Promise.all(subjects.map((subject) => repos.handovers.ofSubject(subject)))).flat();
  return found.filter(({ status }) => status === 'proposed').map(({ _id }) => _id);
}

/** Moved by whoever keeps both places meanwhile, there is nothing left to take in: the proposal ends, both villages' duties with it. */
export async function overtake(change: Change, ids: readonly string[], toName: string, ctx: Context): Promise<void> {
  const { caller, now } = ctx;
  for (const id of ids) {
    const before = await change.get<HandoverRecord>('handovers', id);
    if (before?.status !== 'proposed') continue;
    const why = `${caller.name}直接迁到${toName}了`;
    const answer = { at: now, by: { openid: caller.openid, name: caller.name }, why };
    const wanted = { ...before, status: 'withdrawn' as const, answer };
    const stored = await change.put('handovers', before, wanted, { verb: 'overtake', role: roleFor(caller, before) });
    await endHandoverDuties(change, stored, 'dropped', why, ctx);
    const about = { subject: id, version: stored.version, kind: 'handover_answered', page: HANDOVERS_PAGE };
    const words = { title: `${whoWords(stored)}不用等回话了`, text: `${why}。名单上还有人要迁，重新交。` };
    tellAll(change, [stored.by.openid], caller.openid, about, words);
  }
}
