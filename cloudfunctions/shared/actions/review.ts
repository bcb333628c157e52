// The reviewer's side of a claim: what waits, one case with everything known, and the decision.
import { scopesOf } from '@shared/access';
import type { Actor } from '@shared/domain/actor';
import { onWordVerbs } from '@shared/domain/on-word';
import type { ClaimRecord, Role } from '@shared/domain/records';
import { availableVerbs, barredFrom, isReviewerNow } from '@shared/domain/stages';
import { refusalWords } from '@shared/domain/words/refusals';
import { type CaseView, caseView, officesOf, queueRow } from '@shared/present';
import { READERS } from '@shared/repos/claims';
import { action } from '@shared/runtime/action';
import type { Context } from '@shared/runtime/context';
import { Problem } from '@shared/runtime/problem';
import { changedFacts } from './changed-facts';
import { freshFacts, partsOf } from './claim-parts';
import { decide } from './deciding';

const PAGE = 20;

/** Said in advance, before anybody tries. */
function barWords(claim: ClaimRecord, actor: Actor): string {
  const bar = barredFrom(claim, actor);
  return bar === null ? '' : refusalWords(bar);
}

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
        const theirs = isReviewerNow(claim, caller);
        const offices = officesOf(installation, byCode.get(claim.village) ?? null);
        const row = queueRow({ claim, pack, offices, barred: theirs ? barWords(claim, caller) : '' });
        // The clock is for whoever must act; beside somebody else's name it would be a mark against them.
        return theirs && row.barred === '' ? row : { ...row, due: null };
      }),
    );
    const last = claims.at(-1);
    return {
      items,
      next: claims.length === limit && last ? last[view === 'waiting' ? 'dueKey' : 'sortKey'] : null,
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
  return caseView({
    ...parts,
    subject,
    spells,
    receipts,
    elsewhere,
    assessment: deciding ? now.assessment : then.assessment,
    changed: deciding && then ? changedFacts(then, now) : [],
    can: (['approve', 'return', 'reject'] as const).filter((verb) => verbs.includes(verb)),
    barred: isReviewerNow(claim, caller) ? barWords(claim, caller) : '',
    onWord: onWordVerbs(claim, caller),
    clock: isReviewerNow(claim, caller),
  });
}

export const claimCase = action('claim.case', {
  roles: ['cadre', 'village_head', 'station_clerk', 'lead', 'auditor'],
  run: async ({ claim: id }, ctx) => ({ case: await reviewed(await ctx.repos.claims.inScope(id), ctx) }),
});

const REVIEWING: readonly [Role, ...Role[]] = ['cadre', 'village_head', 'station_clerk', 'lead'];

export const reviewClaim = action('claim.review', {
  roles: REVIEWING,
  async change({ claim: id, version, verb, reasons, note }, ctx) {
    const seen = await ctx.repos.claims.inScope(id);
    if (note !== '' && !(await ctx.fitToShow(note))) {
      throw new Problem('bad_input', {
        message: '备注里有不合适的话，没有办。',
        fields: { note: '这段话不能给别人看，换个说法' },
        next: '改一改备注，再按一次。',
      });
    }
    return decide(seen, { version, verb, reasons, note }, ctx);
  },
  show: async ({ record }, _input, ctx) => ({ case: await reviewed(await ctx.repos.claims.inScope(record), ctx) }),
});
