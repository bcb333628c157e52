// Many clean claims at once: counted, a sample kept back for a full look, the rest passed as one piece of work.
import { randomUUID } from 'node:crypto';
import { scopesOf } from '@shared/access';
import { isClean, sampleOf } from '@shared/domain/clean';
import type { ClaimRecord, Role } from '@shared/domain/records';
import { barredFrom, isReviewerNow } from '@shared/domain/stages';
import { evidenceOf, missingEvidence } from '@shared/policies';
import { READERS } from '@shared/repos/claims';
import { action } from '@shared/runtime/action';
import { canonical, sha256 } from '@shared/runtime/canonical';
import type { Context } from '@shared/runtime/context';
import { keyedHash } from '@shared/runtime/crypto';
import { newJob } from '@shared/runtime/jobs';
import { Problem } from '@shared/runtime/problem';
import { evidenceKinds, type Reading } from './claim-parts';

const REVIEWING: readonly [Role, ...Role[]] = ['cadre', 'village_head', 'station_clerk', 'lead'];
const MOST = 500;
const SHARE = 0.05;

/** Whether the pictures the pack asks for are all there. */
export async function hasEvidence(claim: ClaimRecord, { policies }: Pick<Reading, 'policies'>): Promise<boolean> {
  const { pack } = await policies.version(claim.policy.version, claim.policy.hash);
  return missingEvidence(evidenceOf(pack, claim.facts ?? undefined), evidenceKinds(claim)).length === 0;
}

export interface Sorted {
  waiting: ClaimRecord[];
  clean: ClaimRecord[];
  /** Clean, but drawn. */
  sampled: ReadonlySet<string>;
}

/** The same draw for everybody and at every look: it hangs on the claim, its round and a secret of the installation. */
function chanceOf(claim: ClaimRecord, { services }: Pick<Context, 'services'>): number {
  const hash = keyedHash(services.ring, 'sample', `${claim._id}|${claim.submittedAt ?? ''}|${claim.stage}`);
  return Buffer.from(hash, 'base64url').readUInt32BE(0) / 2 ** 32;
}

export async function sorted(village: string | undefined, ctx: Context): Promise<Sorted> {
  const { repos, caller } = ctx;
  const [villages, installation] = await Promise.all([repos.places.villagesIn(scopesOf(caller, READERS)), repos.installation.get()]);
  const waiting = await repos.claims.waiting({ village, limit: MOST }, villages);
  const complete = await Promise.all(waiting.map((claim) => hasEvidence(claim, ctx)));
  const clean = waiting.filter((claim, index) => isClean(claim, caller, complete[index] === true));
  const lot = clean.map((claim) => ({ id: claim._id, chance: chanceOf(claim, ctx) }));
  return { waiting, clean, sampled: sampleOf(lot, installation.sampleShare ?? SHARE) };
}

function bulkOf({ clean, sampled }: Sorted) {
  const claims = clean.filter(({ _id }) => !sampled.has(_id));
  const named = claims.map(({ _id, version }) => [_id, version] as const).sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    claims: named,
    view: { count: claims.length, sumFen: claims.reduce((sum, { amountFen }) => sum + amountFen, 0), mark: sha256(canonical(named)) },
  };
}

export const reviewCounts = action('review.counts', {
  roles: REVIEWING,
  async run({ village }, ctx) {
    const found = await sorted(village, ctx);
    const { waiting, clean, sampled } = found;
    const others = waiting.filter((claim) => isReviewerNow(claim, ctx.caller) && barredFrom(claim, ctx.caller) !== null).length;
    return {
      waiting: waiting.length,
      clean: clean.length,
      look: waiting.length - clean.length - others,
      others,
      sampled: sampled.size,
      bulk: bulkOf(found).view,
      more: waiting.length === MOST,
    };
  },
});

export const reviewBulk = action('review.bulk', {
  roles: REVIEWING,
  async change({ village, count, sumFen, mark }, ctx) {
    const { claims, view } = bulkOf(await sorted(village, ctx));
    if (view.mark !== mark || view.count !== count || view.sumFen !== sumFen)
      throw new Problem('changed_meanwhile', { message: '名单刚变过，没有办。', next: '看看新的件数和金额，再按一次。' });
    const { caller, now } = ctx;
    const grant = caller.grants.find(({ role }) => READERS.includes(role));
    const place = grant ? await ctx.repos.places.get(grant.code) : null;
    const about = {
      owner: caller.openid,
      county: place?.county ?? '',
      town: place?.town ?? '',
      village: place?.level === 'village' ? place._id : '',
    };
    const job = newJob('review.bulk', randomUUID(), { claims }, about, now);
    return ctx.change(async (change) => {
      await change.begin(job);
      return { record: job._id, version: 0, note: {} };
    });
  },
  show: async ({ record }) => ({ task: record }),
});
