// Looking at a picture: by a link signed for five minutes, each one logged.
import { randomUUID } from 'node:crypto';
import { actsFor, roleFor } from '@shared/access';
import type { ClaimRecord, ReceiptRecord } from '@shared/domain/records';
import { action } from '@shared/runtime/action';
import type { Context } from '@shared/runtime/context';
import { Problem } from '@shared/runtime/problem';
import { FILLERS, laidByOfficer, reachedClaim } from './open-claim';

/** The invariant allows ten minutes; a picture is looked at at once. */
const LINK_SECONDS = 300;

/** A logged, signed link to one picture. */
async function linkTo(
  claim: ClaimRecord,
  id: string,
  role: string,
  ctx: Context,
  allowed: (receipt: ReceiptRecord) => boolean = () => true,
): Promise<{ url: string; until: string }> {
  const receipt = await ctx.repos.receipts.oneOf(claim, id);
  if (!allowed(receipt)) throw new Problem('not_allowed', { message: '本人还没交上来的照片，只有本人能看。' });
  // One entry for each link, whatever request id it was asked under.
  await ctx.note(
    `link:${randomUUID()}`,
    { collection: 'receipts', record: id },
    { verb: 'link', role, detail: { claim: claim._id, seconds: LINK_SECONDS } },
  );
  const url = await ctx.files.link(receipt.fileID, LINK_SECONDS);
  if (url === null) throw new Problem('not_found', { message: '这张照片找不到了。', next: '请打电话告诉乡里。' });
  return { url, until: new Date(Date.parse(ctx.now) + LINK_SECONDS * 1000).toISOString() };
}

/** One's own and one's family's; for officers of the village those they brought themselves, to fill in a ticket from. */
export const receiptLink = action('receipt.link', {
  roles: FILLERS,
  limit: { times: 120, seconds: 600 },
  async run({ claim: id, receipt }, ctx) {
    const claim = await reachedClaim(id, ctx);
    const own = actsFor(ctx.caller, claim.person);
    return own ? linkTo(claim, receipt, 'resident', ctx) : linkTo(claim, receipt, roleFor(ctx.caller, claim), ctx, laidByOfficer);
  },
});

export const casePicture = action('case.picture', {
  roles: ['cadre', 'village_head', 'station_clerk', 'lead', 'auditor'],
  limit: { times: 600, seconds: 600 },
  async run({ claim: id, receipt }, ctx) {
    const claim = await ctx.repos.claims.inScope(id);
    return linkTo(claim, receipt, roleFor(ctx.caller, claim), ctx);
  },
});
