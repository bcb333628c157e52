// From records to what leaves: each function picks what may be seen; the contract's output schema strips whatever slipped in besides.
import type { Output } from '@shared/contract';
import type { Assessment } from '@shared/domain/assessment';
import { warningsOf } from '@shared/domain/employers';
import type { Facts } from '@shared/domain/facts';
import { maskIdNumber, maskPhone } from '@shared/domain/masks';
import type {
  ClaimEvent,
  ClaimRecord,
  DateText,
  EmployerRecord,
  InstallationRecord,
  PlaceRecord,
  PostingRecord,
  ReceiptRecord,
  ScopeLevel,
  SpellRecord,
} from '@shared/domain/records';
import { track } from '@shared/domain/stages';
import { evidenceOf, type PolicyPack } from '@shared/policies';
import type { Subject } from '@shared/repos/persons';
import { evidenceView } from './present-evidence';

export type ClaimView = Output<'claim.track'>['claim'];
export type CaseView = Output<'claim.case'>['case'];
export type MineRow = Output<'claim.mine'>['claims'][number];
export type QueueRow = Output<'claim.queue'>['items'][number];
export type JobCard = Omit<Output<'job.list'>['items'][number], 'km'>;
export type JobDetail = Output<'job.detail'>;
export type ReceiptView = Output<'receipt.accept'>['receipt'];

/** Names of the offices a claim passes, as this installation calls them. */
export interface Offices {
  village: string;
  town: string;
  county: string;
}

export function officesOf(installation: InstallationRecord, village: PlaceRecord | null): Offices {
  return { village: village?.name ?? '村里', town: installation.offices.town, county: installation.offices.county };
}

/** What every view of a claim is made of. */
export interface ClaimParts {
  claim: ClaimRecord;
  pack: PolicyPack;
  offices: Offices;
}

function eventLevel(claim: ClaimRecord, event: ClaimEvent): ScopeLevel | null {
  return event.stage === null ? null : (claim.stages[event.stage]?.level ?? null);
}

/** Residents read offices: who in the village decided is not for the doorstep. Officers read the name, to be able to ask. */
function eventsOf({ claim, offices }: ClaimParts, register: 'resident' | 'official'): ClaimView['events'] {
  return claim.events.map((event) => {
    const level = eventLevel(claim, event);
    const by = level === null ? event.by.name : register === 'official' ? `${offices[level]} ${event.by.name}` : offices[level];
    return { at: event.at, verb: event.verb, stage: event.stage, by, reasons: event.reasons, note: event.note };
  });
}

function stepsOf({ claim, offices }: ClaimParts): ClaimView['steps'] {
  return track(claim).map(({ stage, state, since, due }) => ({ stage, state, who: offices[stage.level], since, due }));
}

/** The top-up is called as what it is beside the first claim. */
function spokenOf({ seq }: ClaimRecord, { spoken }: PolicyPack): string {
  return seq === 1 ? `${spoken}（补差）` : spoken;
}

function baseOf(parts: ClaimParts, register: 'resident' | 'official') {
  const { claim, pack, offices } = parts;
  return {
    ...evidenceView(claim, pack),
    id: claim._id,
    programme: claim.programme,
    name: pack.name,
    spoken: spokenOf(claim, pack),
    period: claim.period,
    status: claim.status,
    version: claim.version,
    amountFen: claim.amountFen,
    person: { id: claim.person, name: claim.personName },
    villageName: offices.village,
    steps: stepsOf(parts),
    events: eventsOf(parts, register),
    since: claim.since,
    submittedAt: claim.submittedAt,
    account: claim.account && { tail: claim.account.tail, bank: claim.account.bank },
  };
}

export function receiptView(receipt: ReceiptRecord): ReceiptView {
  return { id: receipt._id, kind: receipt.kind, mime: receipt.mime, bytes: receipt.bytes, acceptedAt: receipt.acceptedAt };
}

export function claimView(
  parts: ClaimParts & {
    /** What it is judged by: which proofs are asked for hangs on the kind of work. */
    facts: Facts;
    receipts: readonly ReceiptRecord[];
    assessment: Assessment;
    contact: PlaceRecord['contact'];
    can: ClaimView['can'];
    appeal: ClaimView['appeal'];
    posting: ClaimView['posting'];
  },
): ClaimView {
  const { facts, receipts, assessment, contact, can, appeal, posting } = parts;
  return {
    ...baseOf(parts, 'resident'),
    receipts: receipts.map(receiptView),
    evidence: evidenceOf(parts.pack, facts),
    assessment,
    contact,
    can,
    appeal,
    posting,
  };
}

export function mineRow(parts: ClaimParts): MineRow {
  const { id, programme, name, spoken, period, status, amountFen, steps, since, account, events } = baseOf(parts, 'resident');
  return { id, programme, name, spoken, period, status, amountFen, steps, since, account, events };
}

function placeWords({ province, city, county }: SpellRecord['place']): string {
  return [province, city === province ? '' : city, county].filter((part) => part !== '').join(' ');
}

export function caseView(
  parts: ClaimParts & {
    subject: Subject;
    spells: readonly SpellRecord[];
    receipts: readonly ReceiptRecord[];
    elsewhere: ReadonlyMap<string, number>;
    assessment: Assessment;
    changed: string[];
    can: CaseView['can'];
    barred: string;
    onWord: CaseView['onWord'];
    /** Whether it is the reader who must act: the clock is nobody else's business. */
    clock: boolean;
  },
): CaseView {
  const { claim, subject, spells, receipts, elsewhere, assessment, changed, can, barred, onWord, clock } = parts;
  const { person, household } = subject;
  const base = baseOf(parts, 'official');
  return {
    ...base,
    steps: clock ? base.steps : base.steps.map((step) => ({ ...step, due: null })),
    subject: {
      idMasked: maskIdNumber(person.idTail),
      phoneMasked: person.phoneTail === null ? '' : maskPhone(person.phoneTail),
      born: person.born,
      sex: person.sex,
      householdType: household?.householdType ?? '',
      group: household?.group ?? '',
      labourSkill: person.labourSkill,
    },
    filedBy: claim.filedBy.name,
    spells: spells.map((spell) => ({
      id: spell._id,
      start: spell.start,
      end: spell.end,
      place: placeWords(spell.place),
      employer: spell.employer ?? '',
      monthlyFen: spell.monthlyFen,
      channel: spell.channel,
    })),
    receipts: receipts.map((receipt) => ({ ...receiptView(receipt), elsewhere: elsewhere.get(receipt._id) ?? 0 })),
    evidence: evidenceOf(parts.pack, claim.facts ?? undefined),
    assessment,
    changed,
    hints: (claim.hints ?? []).map(({ code, about }) => ({ code, about })),
    can,
    barred,
    onWord,
  };
}

export function queueRow(parts: ClaimParts & { barred: string }): QueueRow {
  const { claim, pack, offices, barred } = parts;
  const here = track(claim).find(({ state }) => state === 'here');
  return {
    id: claim._id,
    personName: claim.personName,
    villageName: offices.village,
    programme: claim.programme,
    spoken: spokenOf(claim, pack),
    name: pack.name,
    period: claim.period,
    amountFen: claim.amountFen,
    status: claim.status,
    since: claim.since,
    due: here?.due ?? null,
    failed: claim.checks.filter(({ status }) => status === 'failed').length,
    unknown: claim.checks.filter(({ status }) => status === 'unknown').length,
    hints: (claim.hints ?? []).length,
    receipts: claim.receipts.length,
    barred,
  };
}

/** A posting past its last day reads as expired, whether or not a timer has marked it. */
function postingStatus(posting: PostingRecord, today: DateText): JobCard['status'] {
  if (posting.status === 'full') return 'full';
  return posting.status === 'open' && today <= posting.until ? 'open' : 'expired';
}

export function jobCard(posting: PostingRecord, today: DateText): JobCard {
  const { province, city, county } = posting.place;
  const { minFen, maxFen, unit } = posting.pay;
  return {
    id: posting._id,
    title: posting.title,
    employer: posting.employer,
    area: posting.area,
    place: { province, city, county },
    pay: { minFen, maxFen, unit },
    board: posting.board,
    age: posting.age,
    headcount: posting.headcount,
    until: posting.until,
    status: postingStatus(posting, today),
  };
}

/** @param employer who offers it, null = not kept anywhere. */
export function jobDetail(posting: PostingRecord, today: DateText, employer: EmployerRecord | null): JobDetail {
  const { hours, skills, insurance, contract, transport, description, contact, checked, strength, certificates, backing, age } = posting;
  return {
    ...jobCard(posting, today),
    today,
    place: { ...posting.place },
    pay: { ...posting.pay },
    hours,
    skills,
    insurance,
    contract,
    transport,
    description,
    photos: posting.photos.length,
    contact: { words: contact.name, phone: contact.phone },
    strength,
    ageWhy: age.why ?? '',
    certificates,
    backing,
    checked: { by: checked?.by ?? '', on: checked?.on ?? '', how: checked?.how ?? null },
    warnings: employer ? warningsOf(employer) : [],
  };
}
