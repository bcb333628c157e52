// The reviewer's side of a claim: what waits, one case with everything known, and the decision.
import { scopesOf } from '@shared/access';
import type { ClaimRecord, Role } from '@shared/domain/records';
import { availableVerbs, barredFrom, isReviewerNow, step } from '@shared/domain/stages';
import { eventWords } from '@shared/domain/words/claims';
import { refusalWords } from '@shared/domain/words/refusals';
import { type CaseView, caseView, officesOf, queueRow } from '@shared/present';
import { claimSortKey, READERS } from '@shared/repos/claims';
import { action } from '@shared/runtime/action';
import type { Context } from '@shared/runtime/context';
import { Problem } from '@shared/runtime/problem';
import { changedFacts } from './changed-facts';
import { freshFacts, partsOf } from './claim-parts';
import { checkLines, sameVersion, stepping } from './refuse';

const PAGE = 20;

export const claimQueue = action('claim.queue', {
  roles: ['cadre', 'village_head', 'station_clerk', 'lead', 'auditor'],
  async run({ view, village, cursor, limit = PAGE }, { caller, repos, policies }) {
    const [villages, installation] = await Promise.all([repos.places.villagesIn(scopesOf(caller, READERS)), repos.installation.get()]);
    const page = { village, after: cursor, limit };
    const claims = await (view === 'waiting' ? repos.claims.waiting(page, villages) : repos.claims.done(page, villages));
    const byCode = new Map(villages.map((place) => [place._id, place]));
    const items = await Promise.all(
      claims.map(async (claim) => {
        const { pack } = await policies.version(claim.policy.version, claim.policy.hash);
        return queueRow({ claim, pack, offices: officesOf(installation, byCode.get(claim.village) ?? null) });
      }),
    );
    const last = claims.at(-1);
    return {
      items,
      next: claims.length === limit && last ? last.sortKey : null,
      villages: villages.map(({ _id, name }) => ({ code: _id, name })),
    };
  },
});

/** The case as the records stand now beside what it was handed in with. */
async function reviewed(claim: ClaimRecord, ctx: Context): Promise<CaseView> {
  const { repos, caller } = ctx;
  const [subject, parts, receipts] = await Promise.all([repos.persons.ofClaim(claim), partsOf(claim, ctx), repos.receipts.ofClaim(claim)]);
  const [spells, elsewhere, fresh] = await Promise.all([
    repos.spells.ofPerson(subject.person),
    repos.receipts.elsewhere(claim, receipts),
    freshFacts(claim, subject, ctx),
  ]);
  const { policy } = parts;
  const then = claim.facts && { facts: claim.facts, assessment: policy.assess(claim.facts) };
  const now = { facts: fresh, assessment: policy.assess(fresh) };
  // A decided case keeps showing what it was decided on; an open one shows what would be decided on.
  const deciding = claim.status === 'in_stage' || then === null;
  const verbs = availableVerbs(claim, caller);
  const bar = isReviewerNow(claim, caller) ? barredFrom(claim, caller) : null;
  return caseView({
    ...parts,
    subject,
    spells,
    receipts,
    elsewhere,
    assessment: deciding ? now.assessment : then.assessment,
    changed: deciding && then ? changedFacts(then, now) : [],
    can: (['approve', 'return', 'reject'] as const).filter((verb) => verbs.includes(verb)),
    barred: bar === null ? '' : refusalWords(bar),
  });
}

export const claimCase = action('claim.case', {
  roles: ['cadre', 'village_head', 'station_clerk', 'lead', 'auditor'],
  run: async ({ claim: id }, ctx) => ({ case: await reviewed(await ctx.repos.claims.inScope(id), ctx) }),
});

/** What the person who filed it reads. */
function telling(before: ClaimRecord, after: ClaimRecord, verb: string, spoken: string) {
  const title = `${before.personName}的${spoken}`;
  const text = after.status === 'approved' ? '审核都过了，等县里拨款' : eventWords(verb, 'resident');
  return {
    openid: before.filedBy.openid,
    subject: after._id,
    version: before.version + 1,
    kind: 'claim_moved',
    title,
    text,
    page: `pages/claim/claim?id=${encodeURIComponent(after._id)}`,
  };
}

const REVIEWING: readonly [Role, ...Role[]] = ['cadre', 'village_head', 'station_clerk', 'lead'];

export const reviewClaim = action('claim.review', {
  roles: REVIEWING,
  async change({ claim: id, version, verb, reasons, note }, ctx) {
    const { repos, caller, now } = ctx;
    const seen = await repos.claims.inScope(id);
    const deed = { openid: caller.openid, verb, register: 'official' as const, now };
    sameVersion(seen, version, deed);
    stepping(() => step(seen, verb, caller, now, { reasons, note }));
    if (note !== '' && !(await ctx.fitToShow(note))) {
      throw new Problem('bad_input', {
        message: '备注里有不合适的话，没有办。',
        fields: { note: '这段话不能给别人看，换个说法' },
        next: '改一改备注，再按一次。',
      });
    }
    const { pack, policy } = await partsOf(seen, ctx);
    const facts = await freshFacts(seen, await repos.persons.ofClaim(seen), ctx);
    const assessment = policy.assess(facts);
    if (verb === 'approve' && assessment.verdict === 'not_eligible') {
      throw new Problem('not_possible_now', {
        message: `按现在的登记，这一件不符合条件，不能通过：\n${checkLines(assessment, 'failed', 'official').join('\n')}`,
        next: '退回补正，或者选不通过并写明原因。',
      });
    }
    return ctx.change(async (change) => {
      const before = await change.get<ClaimRecord>('claims', id);
      if (!before) throw new Problem('not_found');
      sameVersion(before, version, deed);
      const { claim, event } = stepping(() => step(before, verb, caller, now, { reasons, note }));
      const decided = verb === 'approve' ? { facts, checks: assessment.checks, amountFen: assessment.amountFen } : {};
      const wanted: ClaimRecord = { ...claim, ...decided, sortKey: claimSortKey(claim) };
      const stored = await change.put('claims', before, wanted, {
        verb,
        role: event.by.role,
        detail: { stage: event.stage, reasons, status: wanted.status, amountFen: wanted.amountFen },
      });
      change.tell(telling(before, stored, verb, pack.spoken));
      return { record: id, version: stored.version, note: {} };
    });
  },
  show: async ({ record }, _input, ctx) => ({ case: await reviewed(await ctx.repos.claims.inScope(record), ctx) }),
});
