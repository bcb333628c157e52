// A line signed for at the door becomes the draft of a claim, with the signature as how the person agreed: the same id as anybody's claim of
// it, so never a second one. Whoever is not eligible any more, or claimed meanwhile, is told so instead.
import { covers } from '@shared/access';
import { addDays, beijingDate } from '@shared/domain/dates';
import { newDuty } from '@shared/domain/duties';
import { withFillers } from '@shared/domain/fillers';
import type { BondProof, ClaimRecord, PersonRecord, StandingRecord, VisitOutcome, VisitRecord } from '@shared/domain/records';
import { FILERS } from '@shared/domain/stages';
import type { VisitUnit } from '@shared/domain/sync/merge';
import type { VisitSign } from '@shared/domain/sync/visit';
import { lineOf } from '@shared/listing/line-of';
import { claimId } from '@shared/repos/claims';
import { standingId } from '@shared/repos/lists';
import type { Change } from '@shared/runtime/change';
import { type WorkContext, workContext } from '@shared/runtime/work-context';
import { draftOf } from './claims';
import { goneOn } from './list-draft';
import { choicesNow, mayFile } from './list-parts';
import { ledgerOf } from './person-facts';
import type { Taking } from './visit-steps';

/** Days within which the person is told why it came to nothing. */
const TELL_DAYS = 7;
const HANDED_IN: readonly ClaimRecord['status'][] = ['in_stage', 'approved', 'in_batch', 'paid', 'payment_failed', 'rejected'];
const NOTE = '上门时本人签名';

/** What a line signed for may become, as far as it can be told before the change. */
export interface SignReady {
  /** 「周某的2025年路费补贴」. */
  what: string;
  /** Why it cannot be; '' = it can. */
  no: string;
  draft: ClaimRecord | null;
  caller: WorkContext['caller'] | null;
}

const keyOf = ({ person, programme, period }: Pick<VisitSign, 'person' | 'programme' | 'period'>): string =>
  `${person}:${programme}:${period}`;

async function readyOne(sign: VisitSign, visit: VisitRecord, ctx: WorkContext): Promise<SignReady> {
  const { person: id, programme, period } = sign;
  const [person, choices] = await Promise.all([ctx.store.get<PersonRecord>('persons', id), choicesNow(ctx)]);
  const choice = choices.find((one) => one.programme === programme && one.period === period);
  const what = `${person?.name ?? ''}的${period.slice(0, 4)}年${choice?.policy.pack.spoken ?? '补贴'}`;
  const no = (words: string): SignReady => ({ what, no: words, draft: null, caller: null });
  if (person?.status !== 'active') return no('人已经不在册了');
  if (!choice) return no('这一项现在不办了');
  if (!covers(ctx.caller, FILERS, person) || !mayFile(ctx.caller, person)) return no('要由本村的村干部来报，请他再问一遍');
  const ledger = await ledgerOf({ person, household: null }, ctx);
  const { record } = lineOf(ledger, choice.policy, period, ctx.today, []);
  if (record.line === 'filed') return no(record.paidOutside ? '在别处发过了' : '已经报上去了，不用再报');
  if (record.line === 'cannot') return no(record.why || '条件够不上了');
  const filer: ClaimRecord['filedBy'] = { openid: visit.visitor, role: 'cadre', name: visit.visitorName };
  const seq = record.topUp?.claim ? 1 : 0;
  const draft = draftOf(claimId(programme, id, period, seq), ledger.subject, choice.policy, period, filer, ctx.now, seq);
  return { what, no: '', draft, caller: ctx.caller };
}

/** Everything the signatures of a step are judged by: the ledger and the policies in force today, for whoever took them. */
export async function readySigns(
  units: readonly VisitUnit[],
  visit: VisitRecord,
  { services, now }: Taking,
): Promise<ReadonlyMap<string, SignReady>> {
  const signs = units.flatMap((unit) => (unit.kind === 'sign' ? (visit.signs?.[unit.n] ?? []) : []));
  if (signs.length === 0) return new Map();
  const ctx = await workContext(services, 'visit', visit.visitor, now);
  return new Map(await Promise.all(signs.map(async (sign) => [keyOf(sign), await readyOne(sign, visit, ctx)] as const)));
}

/** The words once more for whoever must go back and tell: nobody waits for money that does not come. */
async function refuse(change: Change, visit: VisitRecord, sign: VisitSign, words: string, now: string): Promise<VisitOutcome> {
  const { county, town, village, visitor, visitorName, household, _id } = visit;
  const person = await change.get<PersonRecord>('persons', sign.person);
  const duty = newDuty(
    {
      id: `duty:sign:${_id}:${keyOf(sign)}`,
      kind: 'promise',
      place: { county, town, village },
      owner: visitor,
      ownerName: visitorName,
      person: person && { id: person._id, name: person.name },
      household,
      words: `${words}。跟本人说一声`,
      dueOn: addDays(beijingDate(now), TELL_DAYS),
      from: { collection: 'visits', record: _id },
    },
    now,
    { openid: visitor, name: visitorName },
  );
  await change.put('duties', null, duty, { verb: 'begin', role: 'cadre' });
  return { kind: 'sign', person: sign.person, done: false, words, record: null };
}

function standingFor(
  before: StandingRecord | null,
  visit: VisitRecord,
  sign: VisitSign,
  person: PersonRecord,
  now: string,
): StandingRecord {
  const { programme, period } = sign;
  const _id = standingId(programme, period, person._id);
  return {
    _id,
    county: person.county,
    town: person.town,
    village: person.village,
    status: 'agreed',
    sortKey: `${now}:${_id}`,
    programme,
    period,
    person: person._id,
    how: 'signed',
    on: visit.on,
    note: NOTE,
    tries: before?.tries ?? [],
    by: { openid: visit.visitor, name: visit.visitorName },
    at: now,
    version: before?.version ?? 0,
    auditHead: before?.auditHead ?? '',
  };
}

/** One signature of a visit, within the visit's step. Answers what became of it. */
export async function takeSign(
  change: Change,
  visit: VisitRecord,
  n: number,
  all: ReadonlyMap<string, SignReady>,
  { now }: Taking,
): Promise<VisitOutcome> {
  const sign = visit.signs?.[n];
  const ready = sign && all.get(keyOf(sign));
  if (!sign || !ready) throw new Error('a signature nobody looked at');
  const { what, no, draft, caller } = ready;
  if (no !== '' || !draft || !caller) return refuse(change, visit, sign, `${what}没报上：${no}`, now);
  const [before, person, said] = [
    await change.get<ClaimRecord>('claims', draft._id),
    await change.get<PersonRecord>('persons', sign.person),
    await change.get<StandingRecord>('standings', standingId(sign.programme, sign.period, sign.person)),
  ];
  if (!person) return refuse(change, visit, sign, `${what}没报上：人已经不在册了`, now);
  // The person, or another cadre, was faster: there is nothing to be told but that.
  if (before && HANDED_IN.includes(before.status))
    return { kind: 'sign', person: sign.person, done: false, words: `${what}：已经报上去了，不用再报`, record: before._id };
  if (said?.status === 'declined' && said.at > sign.at)
    return { kind: 'sign', person: sign.person, done: false, words: `${what}没报上：签了以后本人又说不要了`, record: null };
  await change.put('standings', said, standingFor(said, visit, sign, person, now), {
    verb: 'agreed',
    role: 'cadre',
    detail: { how: 'signed', on: visit.on, visit: visit._id },
  });
  const proof = visit.photos.find(({ id }) => id === sign.photo)?.proof ?? null;
  const claim = goneOn(before, draft, { caller, now });
  const by = { openid: visit.visitor, name: visit.visitorName };
  const stored = await change.put(
    'claims',
    before,
    {
      ...claim,
      filledBy: withFillers(claim, [visit.visitor]),
      consent: { how: 'signed', on: visit.on, note: NOTE, receipt: null, by },
      ...(proof ? { signature: proof } : {}),
    },
    { verb: before === null ? 'begin' : 'agree', role: 'cadre', detail: { visit: visit._id, agreed: 'signed' } },
  );
  return { kind: 'sign', person: sign.person, done: true, words: `${what}：签了名，草稿起好了，村里开会一起交`, record: stored._id };
}

/** The picture of a signature is there: it goes to the claim it was given for, within the change that keeps the picture. */
export async function signClaim(change: Change, visit: VisitRecord, photo: string, proof: BondProof): Promise<void> {
  const sign = (visit.signs ?? []).find((one) => one.photo === photo);
  const became =
    sign && (visit.became ?? []).find(({ record }) => record?.startsWith(`claim:${sign.programme}:${sign.person}:${sign.period}:`));
  if (!became?.done || became.record === null) return;
  const before = await change.get<ClaimRecord>('claims', became.record);
  // Only the word given at this door: a claim taken back and begun anew has its own.
  if (before?.consent?.how !== 'signed' || before.consent.on !== visit.on || before.signature?.sha256 === proof.sha256) return;
  await change.put('claims', before, { ...before, signature: proof }, { verb: 'sign', role: 'cadre', detail: { sha256: proof.sha256 } });
}
