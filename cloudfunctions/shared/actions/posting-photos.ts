// Photos of a posting: taken in like every picture, cleaned of where they were taken; at most four.
import { roleFor } from '@shared/access';
import { mayEdit } from '@shared/domain/postings';
import type { PostingRecord, PostingStatus } from '@shared/domain/records';
import { POSTING_WRITERS } from '@shared/repos/postings';
import { action } from '@shared/runtime/action';
import type { Context } from '@shared/runtime/context';
import { Problem } from '@shared/runtime/problem';
import { sameOwn } from './posting-write';
import { caseOf } from './postings';
import { discard, takeProof } from './proofs';

export const MOST_PHOTOS = 4;

function demandEditable(before: PostingRecord | null, version: number, { caller }: Context): PostingRecord {
  const as = sameOwn(before, version, caller);
  if (!mayEdit(before?.status as PostingStatus, as)) throw new Problem('not_possible_now', { message: '已经放出去的岗位由乡里的站来改。' });
  return before as PostingRecord;
}

export const photoPosting = action('posting.photo', {
  roles: POSTING_WRITERS,
  limit: { times: 30, seconds: 600 },
  async change({ posting: id, version, fileID }, ctx) {
    const seen = demandEditable(await ctx.repos.postings.inScope(id, POSTING_WRITERS), version, ctx);
    if (seen.photos.length >= MOST_PHOTOS) throw new Problem('not_possible_now', { message: `照片最多 ${MOST_PHOTOS} 张，够了。` });
    const photo = await takeProof(fileID, 'picture', ctx);
    return ctx.change(async (change) => {
      const before = demandEditable(await change.get<PostingRecord>('postings', id), version, ctx);
      const stored = await change.put(
        'postings',
        before,
        { ...before, photos: [...before.photos, photo.fileID] },
        { verb: 'photo', role: roleFor(ctx.caller, before), detail: { sha256: photo.sha256, bytes: photo.bytes } },
      );
      return { record: id, version: stored.version, note: {} };
    });
  },
  uploads: ({ fileID }) => [fileID],
  show: async ({ record }, _input, ctx) => caseOf(await ctx.repos.postings.inScope(record, POSTING_WRITERS), ctx),
});

export const unphotoPosting = action('posting.unphoto', {
  roles: POSTING_WRITERS,
  async change({ posting: id, version, index }, ctx) {
    const seen = demandEditable(await ctx.repos.postings.inScope(id, POSTING_WRITERS), version, ctx);
    const gone = seen.photos[index];
    if (gone === undefined) throw new Problem('not_found', { message: '这张照片不在了。' });
    const outcome = await ctx.change(async (change) => {
      const before = demandEditable(await change.get<PostingRecord>('postings', id), version, ctx);
      const photos = before.photos.filter((one) => one !== gone);
      const stored = await change.put('postings', before, { ...before, photos }, { verb: 'unphoto', role: roleFor(ctx.caller, before) });
      return { record: id, version: stored.version, note: {} };
    });
    await discard(gone, ctx);
    return outcome;
  },
  show: async ({ record }, _input, ctx) => caseOf(await ctx.repos.postings.inScope(record, POSTING_WRITERS), ctx),
});
