// 家里人代办 agreed to at the door although the helper never asked: the signature makes an invitation that waits for the helper's WeChat.
import { canEnd } from '@shared/domain/bonds';
import type { BondProof, BondRecord, PersonRecord, VisitOutcome, VisitRecord } from '@shared/domain/records';
import type { VisitUnit } from '@shared/domain/sync/merge';
import { BOND_TELLINGS } from '@shared/domain/words/people';
import { invitationId } from '@shared/repos/bonds';
import type { Change } from '@shared/runtime/change';
import type { Store } from '@shared/runtime/store';
import { tellAll } from './bond-parts';
import type { Taking } from './visit-steps';

const MOST = 50;

/** Bonds of everybody somebody was named for in a step, as they stood before it. */
export async function readyHelpers(
  units: readonly VisitUnit[],
  visit: VisitRecord,
  store: Store,
): Promise<ReadonlyMap<string, BondRecord[]>> {
  const persons = units.flatMap((unit) => (unit.kind === 'helper' ? [visit.helpers?.[unit.n]?.person ?? ''] : []));
  const lists = await Promise.all(
    persons.map((person) => store.list<BondRecord>('bonds', { where: { person }, order: ['sortKey', 'desc'], limit: MOST })),
  );
  return new Map(persons.map((person, i) => [person, lists[i] ?? []]));
}

/** One helper of a visit, within the visit's step. Answers what became of it. */
export async function takeHelper(
  change: Change,
  visit: VisitRecord,
  n: number,
  all: ReadonlyMap<string, BondRecord[]>,
  { now }: Taking,
): Promise<VisitOutcome> {
  const wanted = visit.helpers?.[n];
  if (!wanted) throw new Error('a helper nobody named');
  const { person: id, name, relation, phone, photo } = wanted;
  const no = (words: string): VisitOutcome => ({ kind: 'helper', person: id, done: false, words, record: null });
  const person = await change.get<PersonRecord>('persons', id);
  if (person?.status !== 'active') return no(`${person?.name ?? ''}已经不在册了，没给${name}开代办`);
  const bonds = all.get(id) ?? [];
  const same = bonds.find((bond) => bond.as === 'helper' && canEnd(bond) && bond.name === name && bond.relation === relation);
  if (same?.status === 'asked') return no(`${name}自己用微信提过了，到${person.name}的页上记下本人同意就行`);
  if (same) return no(`${name}已经在替${person.name}办了，不用再开`);
  const _id = invitationId(id, visit._id, n);
  const by = { openid: visit.visitor, name: visit.visitorName, role: 'cadre' as const };
  const proof = visit.photos.find((one) => one.id === photo)?.proof ?? null;
  const bond: BondRecord = {
    _id,
    county: person.county,
    town: person.town,
    village: person.village,
    status: 'invited',
    sortKey: `${now}:${_id}`,
    person: id,
    personName: person.name,
    openid: '',
    as: 'helper',
    name,
    relation,
    helperPerson: null,
    helperPhone: { sealed: phone.sealed, tail: phone.tail },
    helperIndex: phone.index,
    via: 'door',
    askedAt: now,
    confirmed: { how: 'signed', on: visit.on, note: '上门时本人签名', proof, by },
    until: null,
    ended: null,
    warnedOn: null,
    version: 0,
    auditHead: '',
  };
  const stored = await change.put('bonds', null, bond, { verb: 'invite', role: 'cadre', detail: { visit: visit._id, relation } });
  const selves = bonds.filter(({ as, status }) => as === 'self' && status === 'confirmed').map(({ openid }) => openid);
  tellAll(change, selves, '', { subject: _id, version: stored.version, kind: 'bond_invited' }, BOND_TELLINGS.invited(bond));
  return {
    kind: 'helper',
    person: id,
    done: true,
    words: `${person.name}让${relation}${name}替他办：签名收到了，等${name}用微信认`,
    record: _id,
  };
}

/** The picture of what the person signed is there: the helper's code may be handed out from now on. */
export async function signInvitation(change: Change, visit: VisitRecord, photo: string, proof: BondProof): Promise<void> {
  const n = (visit.helpers ?? []).findIndex((one) => one.photo === photo);
  const helper = visit.helpers?.[n];
  if (!helper) return;
  const before = await change.get<BondRecord>('bonds', invitationId(helper.person, visit._id, n));
  if (before?.status !== 'invited' || !before.confirmed || before.confirmed.proof !== null) return;
  await change.put(
    'bonds',
    before,
    { ...before, confirmed: { ...before.confirmed, proof } },
    { verb: 'sign', role: 'cadre', detail: { sha256: proof.sha256 } },
  );
}
