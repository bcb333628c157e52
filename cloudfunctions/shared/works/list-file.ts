// Long work: hands in the chosen lines of a village list. Each line is a claim of its own; what is wrong with one is said of that one and holds no other.

import { covers } from '@shared/access';
import { draftOf } from '@shared/actions/claims';
import { demandComplete } from '@shared/actions/handing-in';
import { goneOn } from '@shared/actions/list-draft';
import { demandOpened } from '@shared/actions/opened-years';
import { factsOf, ledgerOf } from '@shared/actions/person-facts';
import { stepping } from '@shared/actions/refuse';
import { ticketDoubts, withoutTicketHints } from '@shared/actions/ticket-doubts';
import { demandTopUp } from '@shared/actions/top-up';
import { holdsRole } from '@shared/domain/actor';
import { fillersOf, withFillers } from '@shared/domain/fillers';
import type { ClaimConsent, ClaimHint, ClaimRecord, PersonRecord, StandingRecord } from '@shared/domain/records';
import { daysOfPeriod } from '@shared/domain/spells';
import { FILERS, step } from '@shared/domain/stages';
import { claimSide } from '@shared/domain/tickets';
import { hintsOf, mergedHints, sharingAmong } from '@shared/listing/hints';
import { isKin } from '@shared/listing/kin';
import { pictureHints, withoutPictureHints } from '@shared/listing/picture-hints';
import { evidenceOf, stagesOf } from '@shared/policies';
import { claimId, claimSortKey } from '@shared/repos/claims';
import type { Subject } from '@shared/repos/persons';
import type { JobKind } from '@shared/runtime/jobs';
import { Problem } from '@shared/runtime/problem';
import type { WorkContext } from '@shared/runtime/work-context';

export interface FileInput {
  programme: string;
  period: string;
  minutes: string;
  persons: string[];
}

const HANDED_IN: readonly ClaimRecord['status'][] = ['in_stage', 'approved', 'in_batch', 'paid', 'payment_failed'];

async function subjectOf(id: string, { store, caller }: WorkContext): Promise<Subject> {
  const person = await store.get<PersonRecord>('persons', id);
  if (!person || !covers(caller, FILERS, person)) throw new Problem('not_found', { message: '没找到这个人，或者不归您这里' });
  if (!holdsRole(caller, FILERS, 'village', person)) throw new Problem('not_allowed', { message: '要由本村的干部来交' });
  return { person, household: null };
}

function consentOf(standing: StandingRecord | null, claim: ClaimRecord): ClaimConsent {
  // What was said before a top-up began was about the first claim.
  const stale = claim.seq === 1 && claim.submittedAt === null && standing !== null && standing.at < claim.since;
  if (standing?.status !== 'agreed' || standing.how === '' || stale)
    throw new Problem('not_possible_now', { message: '还没记本人是怎么同意的' });
  return { how: standing.how, on: standing.on, note: standing.note, receipt: null, by: standing.by };
}

/** What of a person the list hands in: a top-up begun once the first was paid, else the claim of the period. */
async function seqToFile(person: string, { programme, period }: FileInput, { store }: WorkContext): Promise<0 | 1> {
  const topUp = await store.get<ClaimRecord>('claims', claimId(programme, person, period, 1));
  return topUp !== null && topUp.status !== 'withdrawn' ? 1 : 0;
}

async function fileOne(person: string, input: FileInput, ctx: WorkContext): Promise<Record<string, number>> {
  const { programme, period } = input;
  const { policies, repos, caller, now, today } = ctx;
  const seq = await seqToFile(person, input, ctx);
  const id = claimId(programme, person, period, seq);
  const loaded = await subjectOf(person, ctx);
  const policy = await policies.forClaim(programme, period, today);
  await demandOpened(loaded.person, input, ctx);
  const [ledger, standing, sharing] = await Promise.all([
    ledgerOf(loaded, { repos }),
    repos.lists.standing(programme, period, person),
    sharingAmong([loaded.person], ctx.store),
  ]);
  const subject = ledger.subject;
  if (seq === 1 && !ledger.claims.some((one) => one._id === id && HANDED_IN.includes(one.status)))
    await demandTopUp(policy, period, subject, ctx);
  const kin: ClaimHint[] = isKin(caller, subject.person) ? [{ code: 'kin_of_filer', about: caller.name }] : [];
  const seen = await ctx.store.get<ClaimRecord>('claims', id);
  const doubts = seen === null ? [] : await ticketDoubts(seen, subject.person, policy.pack, ctx);
  const pictured = seen === null ? [] : await pictureHints(seen, await repos.receipts.ofClaim(seen), ctx);
  const kept = (claim: ClaimRecord) => [...withoutPictureHints(withoutTicketHints(claim.hints ?? [])), ...pictured];
  let tally: Record<string, number> = {};
  await ctx.change(async (change) => {
    const before = await change.get<ClaimRecord>('claims', id);
    // The person was faster, or a step of ours that was cut off: in either case it is handed in.
    if (before && HANDED_IN.includes(before.status)) {
      tally = { already: 1 };
      return { record: id, version: before.version, note: {} };
    }
    const filer: ClaimRecord['filedBy'] = { openid: caller.openid, role: 'cadre', name: caller.name };
    const claim = goneOn(before, draftOf(id, subject, policy, period, filer, now, seq), ctx);
    const consent = consentOf(standing, claim);
    const side = claimSide(claim);
    const given = side.evidence;
    const facts = { ...factsOf(ledger, period, today, side), submittedOn: today };
    const assessment = policy.assess(facts);
    demandComplete(assessment, evidenceOf(policy.pack, facts), given);
    const submitted = stepping(() => step(claim, 'submit', caller, now, { stages: stagesOf(policy.pack) })).claim;
    const { account } = subject.person;
    const wanted: ClaimRecord = {
      ...submitted,
      personName: subject.person.name,
      household: subject.person.household,
      county: subject.person.county,
      town: subject.person.town,
      village: subject.person.village,
      sortKey: claimSortKey(submitted),
      policy: { version: policy.pack.id, hash: policy.hash },
      facts,
      checks: assessment.checks,
      amountFen: assessment.amountFen,
      account: account && { tail: account.tail, bank: account.bank },
      filedBy: filer,
      filledBy: withFillers(claim, fillersOf(ledger.spells, daysOfPeriod(period, policy.pack.work.span))),
      consent,
      hints: [...doubts, ...mergedHints(kept(claim), hintsOf(ledger, programme, period, sharing)), ...kin],
    };
    const stored = await change.put('claims', before, wanted, {
      verb: 'submit',
      role: 'cadre',
      detail: { policy: policy.pack.id, hash: policy.hash, amountFen: assessment.amountFen, agreed: consent.how, minutes: input.minutes },
    });
    tally = { filed: 1, fen: assessment.amountFen };
    return { record: id, version: stored.version, note: {} };
  });
  return tally;
}

export const listFile: JobKind<FileInput, string, Record<string, number>> = {
  kind: 'list.file',
  roles: FILERS,
  words: '正在一个一个交上去',
  async page(job, limit, { store }) {
    const from = job.cursor === null ? 0 : Number(job.cursor) + 1;
    const ids = job.input.persons.slice(from, from + limit);
    const names = new Map(
      (await store.getMany<PersonRecord>('persons', ids))
        .filter(({ village }) => village === job.village)
        .map(({ _id, name }) => [_id, name] as const),
    );
    const items = ids.map((id, i) => ({ key: names.get(id) ?? '名册里没有的人', cursor: String(from + i), value: id }));
    return { items, total: job.input.persons.length };
  },
  each: (person, job, ctx) => fileOne(person, job.input, ctx),
  finish: async (job) => job.tally,
};
