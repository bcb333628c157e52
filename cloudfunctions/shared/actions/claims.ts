// The person's side of a claim: begin it, hand it in, take it back, follow it.
import { beijingDate } from '@shared/domain/dates';
import { fillersOf, withFillers } from '@shared/domain/fillers';
import type { ClaimRecord, Instant } from '@shared/domain/records';
import { daysOfPeriod } from '@shared/domain/spells';
import { step } from '@shared/domain/stages';
import { hintsFor } from '@shared/listing/hints';
import { withPictureHints } from '@shared/listing/picture-hints';
import { documentsOf, evidenceOf, stagesOf, statementOf } from '@shared/policies';
import { mineRow } from '@shared/present';
import { claimId, claimSortKey } from '@shared/repos/claims';
import type { Subject } from '@shared/repos/persons';
import type { Policy } from '@shared/repos/policies';
import { action } from '@shared/runtime/action';
import type { Context } from '@shared/runtime/context';
import { Problem } from '@shared/runtime/problem';
import { evidenceKinds, freshFacts, partsOf, policyFor, viewOf } from './claim-parts';
import { demandComplete } from './handing-in';
import { demandOpened } from './opened-years';
import { takeProof } from './proofs';
import { sameVersion, stepping } from './refuse';
import { withTicketHints } from './ticket-doubts';
import { demandTopUp } from './top-up';

/** How the trail and the officers read who acted: oneself by name, a helper as such. */
export function actingName({ caller }: Context, subject: Subject): string {
  const acting = caller.people.find(({ person }) => person === subject.person._id);
  return acting?.as === 'self' ? subject.person.name : `${subject.person.name}的家里人`;
}

/** A claim as it begins, for whoever begins it. */
export function draftOf(
  id: string,
  subject: Subject,
  policy: Policy,
  period: string,
  filer: ClaimRecord['filedBy'],
  now: Instant,
  seq = 0,
): ClaimRecord {
  const { person } = subject;
  const claim: ClaimRecord = {
    _id: id,
    programme: policy.pack.programme,
    period,
    seq,
    person: person._id,
    personName: person.name,
    household: person.household,
    county: person.county,
    town: person.town,
    village: person.village,
    status: 'draft',
    sortKey: '',
    stages: stagesOf(policy.pack),
    stage: null,
    waiting: '',
    dueKey: '',
    since: now,
    policy: { version: policy.pack.id, hash: policy.hash },
    facts: null,
    checks: [],
    amountFen: 0,
    account: null,
    receipts: [],
    filedBy: filer,
    events: [],
    submittedAt: null,
    version: 0,
    auditHead: '',
  };
  return { ...claim, sortKey: claimSortKey(claim) };
}

export const draftClaim = action('claim.draft', {
  roles: ['resident'],
  async change({ person, programme, period, seq }, ctx) {
    const { repos, policies, caller, now, today } = ctx;
    const subject = await repos.persons.mine(person);
    const policy = await policies.forClaim(programme, period, today);
    const id = claimId(programme, person, period, seq);
    // Opening the form again is only looking: no transaction, nothing written.
    const begun = await repos.claims.mineIfAny(id);
    if (begun && begun.status !== 'withdrawn') return { record: id, version: begun.version, note: { begun: false } };
    if (seq === 1) await demandTopUp(policy, period, subject, ctx);
    const begin = () =>
      ctx.change(async (change) => {
        const before = await change.get<ClaimRecord>('claims', id);
        if (before && before.status !== 'withdrawn') return { record: id, version: before.version, note: { begun: false } };
        const draft = draftOf(
          id,
          subject,
          policy,
          period,
          { openid: caller.openid, role: 'resident', name: actingName(ctx, subject) },
          now,
          seq,
        );
        // A withdrawn claim begins again as the same document: the id stays the lock, the pictures stay attached.
        const wanted = before
          ? {
              ...stepping(() => step(before, 'begin', { ...caller, name: actingName(ctx, subject) }, now)).claim,
              facts: null,
              checks: [],
              amountFen: 0,
              account: null,
              submittedAt: null,
              stages: draft.stages,
              policy: draft.policy,
              sortKey: draft.sortKey,
            }
          : draft;
        const { version } = await change.put('claims', before, wanted, { verb: 'begin', role: 'resident' });
        return { record: id, version, note: { begun: true } };
      });
    try {
      return await begin();
    } catch (error) {
      // Two first taps at once: the other one began it, which is what was wanted.
      if (error instanceof Problem && error.code === 'already_done') return { record: id, version: 0, note: { begun: false } };
      throw error;
    }
  },
  async show({ record }, _input, ctx) {
    const claim = await ctx.repos.claims.mineById(record);
    const { pack } = await policyFor(claim, ctx);
    return { claim: await viewOf(claim, ctx), statement: statementOf(pack), basis: documentsOf(pack) };
  },
});

export const submitClaim = action('claim.submit', {
  roles: ['resident'],
  async change({ claim: id, version, signature: drawn }, ctx) {
    const { repos, policies, caller, now, today } = ctx;
    const seen = await repos.claims.mineById(id);
    const deed = { openid: caller.openid, verb: 'submit', register: 'resident' as const, now };
    sameVersion(seen, version, deed);
    const subject = await repos.persons.mine(seen.person);
    await demandOpened(subject.person, seen, ctx);
    const policy = await policies.forClaim(seen.programme, seen.period, today);
    const records = await withPictureHints(await hintsFor(subject, seen, ctx), seen, ctx);
    const hints = await withTicketHints(records, seen, subject.person, ctx);
    const signature = drawn === null ? null : await takeProof(drawn, 'picture', ctx);
    const facts = { ...(await freshFacts(seen, subject, ctx)), submittedOn: beijingDate(now) };
    const fillers = fillersOf(await repos.spells.ofPerson(subject.person), daysOfPeriod(seen.period, policy.pack.work.span));
    const assessment = policy.assess(facts);
    const actor = { ...caller, name: actingName(ctx, subject) };
    return ctx.change(async (change) => {
      const before = await change.get<ClaimRecord>('claims', id);
      if (!before) throw new Problem('not_found');
      sameVersion(before, version, deed);
      const { claim } = stepping(() => step(before, 'submit', actor, now, { stages: stagesOf(policy.pack) }));
      demandComplete(assessment, evidenceOf(policy.pack, facts), evidenceKinds(before));
      const { account } = subject.person;
      const wanted: ClaimRecord = {
        ...claim,
        // Name and place as they are when it is handed in: whoever lives there now decides.
        personName: subject.person.name,
        household: subject.person.household,
        county: subject.person.county,
        town: subject.person.town,
        village: subject.person.village,
        sortKey: claimSortKey(claim),
        policy: { version: policy.pack.id, hash: policy.hash },
        facts,
        checks: assessment.checks,
        amountFen: assessment.amountFen,
        account: account && { tail: account.tail, bank: account.bank },
        hints,
        signature,
        filedBy: { openid: caller.openid, role: 'resident', name: actor.name },
        filledBy: withFillers(before, fillers),
      };
      const stored = await change.put('claims', before, wanted, {
        verb: 'submit',
        role: 'resident',
        detail: {
          policy: policy.pack.id,
          hash: policy.hash,
          amountFen: assessment.amountFen,
          agreed: true,
          signature: signature?.sha256 ?? '',
        },
      });
      return { record: id, version: stored.version, note: {} };
    });
  },
  uploads: ({ signature }) => [signature],
  show: async ({ record }, _input, ctx) => ({ claim: await viewOf(await ctx.repos.claims.mineById(record), ctx) }),
});

export const myClaims = action('claim.mine', {
  roles: ['resident'],
  async run({ person: id }, ctx) {
    const { person } = await ctx.repos.persons.mine(id);
    const [claims, village, installation] = await Promise.all([
      ctx.repos.claims.ofPerson(person),
      ctx.repos.places.get(person.village),
      ctx.repos.installation.get(),
    ]);
    const rows = await Promise.all(claims.map((claim) => partsOf(claim, ctx)));
    return {
      claims: rows.map(mineRow),
      contact: village?.contact ?? { words: installation.offices.town, phone: installation.complaintPhone },
    };
  },
});

export const trackClaim = action('claim.track', {
  roles: ['resident'],
  run: async ({ claim: id }, ctx) => ({ claim: await viewOf(await ctx.repos.claims.mineById(id), ctx) }),
});
