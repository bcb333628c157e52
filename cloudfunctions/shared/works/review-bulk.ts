// Passing many clean claims: each in its own transaction, judged anew; whoever is not clean any more is left for a look and named.

import { changedFacts } from '@shared/actions/changed-facts';
import { freshFacts, partsOf } from '@shared/actions/claim-parts';
import { decide } from '@shared/actions/deciding';
import { hasEvidence } from '@shared/actions/review-bulk';
import { isClean } from '@shared/domain/clean';
import { availableVerbs, DECIDERS } from '@shared/domain/stages';
import type { JobKind } from '@shared/runtime/jobs';
import { Problem } from '@shared/runtime/problem';

interface Input {
  /** Claim ids with the versions that were counted, in order. The sample is not among them. */
  claims: [id: string, version: number][];
}

export const reviewBulk: JobKind<Input, [string, number], { passed: number; left: number }> = {
  kind: 'review.bulk',
  roles: DECIDERS,
  words: '正在一批通过',
  async page(job, limit) {
    const from = job.cursor === null ? 0 : Number(job.cursor) + 1;
    const items = job.input.claims
      .slice(from, from + limit)
      .map((value, index) => ({ key: value[0], cursor: String(from + index), value }));
    return { items, total: job.input.claims.length };
  },
  async each([id, version], _job, ctx): Promise<Record<string, number>> {
    const claim = await ctx.repos.claims.inScope(id);
    const name = claim.personName;
    // A step of ours that was cut off after this very claim.
    const last = claim.events.at(-1);
    if (claim.version === version + 1 && last?.verb === 'approve' && last.by.openid === ctx.caller.openid) return { passed: 0, fen: 0 };
    // Somebody who may decide just as well did so: nothing is left to look at here.
    if (claim.version !== version && !availableVerbs(claim, ctx.caller).includes('approve')) return { elsewhere: 1 };
    if (claim.version !== version) throw new Problem('changed_meanwhile', { message: `${name}：刚才有人动过，留着单独看` });
    if (!isClean(claim, ctx.caller, await hasEvidence(claim, ctx)))
      throw new Problem('not_possible_now', { message: `${name}：有要看的地方，留着单独看` });
    // Somebody may have handed in the like since: asked anew, not read from the hints.
    if ((await ctx.repos.receipts.lookalikes(claim, await ctx.repos.receipts.ofClaim(claim))).length > 0)
      throw new Problem('not_possible_now', { message: `${name}：图片在别的申领里也出现过，留着单独看` });
    const { policy } = await partsOf(claim, ctx);
    const fresh = await freshFacts(claim, await ctx.repos.persons.ofClaim(claim), ctx);
    const now = { facts: fresh, assessment: policy.assess(fresh) };
    const then = claim.facts && { facts: claim.facts, assessment: policy.assess(claim.facts) };
    if (now.assessment.verdict !== 'eligible' || (then && changedFacts(then, now).length > 0))
      throw new Problem('not_possible_now', { message: `${name}：交上来以后登记变了，留着单独看` });
    await decide(claim, { version, verb: 'approve', reasons: [], note: '' }, ctx);
    return { passed: 1, fen: claim.amountFen };
  },
  finish: (job) => Promise.resolve({ passed: job.tally.passed ?? 0, left: job.failed }),
};
