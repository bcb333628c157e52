// Looking at a picture: by a link signed for five minutes, each one logged.
import { randomUUID } from 'node:crypto';
import { roleFor } from '@shared/access';
import type { ClaimRecord } from '@shared/domain/records';
import { action } from '@shared/runtime/action';
import type { Context } from '@shared/runtime/context';
import { Problem } from '@shared/runtime/problem';

/** The invariant allows ten minutes; a picture is looked at at once. */
const LINK_SECONDS = 300;

/** A logged, signed link to one picture. */
async function linkTo(claim: ClaimRecord, id: string, role: string, ctx: Context): Promise<{ url: string; until: string }> {
  const receipt = await ctx.repos.receipts.oneOf(claim, id);
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

export const receiptLink = action('receipt.link', {
  roles: ['resident'],
  limit: { times: 120, seconds: 600 },
  run: async ({ claim, receipt }, ctx) => linkTo(await ctx.repos.claims.mineById(claim), receipt, 'resident', ctx),
});

export const casePicture = action('case.picture', {
  roles: ['cadre', 'village_head', 'station_clerk', 'lead', 'auditor'],
  limit: { times: 600, seconds: 600 },
  async run({ claim: id, receipt }, ctx) {
    const claim = await ctx.repos.claims.inScope(id);
    return linkTo(claim, receipt, roleFor(ctx.caller, claim), ctx);
  },
});
