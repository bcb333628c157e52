// Photos an employer adds to what it offers, before anybody has checked it: cleaned of where they were taken, at most four.
import type { EmployerRecord, PostingRecord } from '@shared/domain/records';
import { action } from '@shared/runtime/action';
import type { Change } from '@shared/runtime/change';
import type { Context } from '@shared/runtime/context';
import { Problem } from '@shared/runtime/problem';
import { isEdited, NOT_YOURS, offered } from './offer-parts';
import { MOST_PHOTOS } from './posting-photos';
import { discard, takeProof } from './proofs';

/** One of one's own that may still be changed, as read with its employer. @throws Problem otherwise. */
function demandOwn(posting: PostingRecord | null, employer: EmployerRecord | null, version: number, { caller }: Context): PostingRecord {
  if (!posting || !employer?.openids.includes(caller.openid)) throw NOT_YOURS();
  if (posting.version !== version) throw new Problem('changed_meanwhile');
  if (!isEdited(posting.status)) throw new Problem('not_possible_now', { message: '这一条已经放出去了，照片要改给劳动就业站打电话。' });
  return posting;
}

async function ownNow(id: string, version: number, ctx: Context): Promise<PostingRecord> {
  const posting = await ctx.repos.postings.get(id);
  return demandOwn(posting, await ctx.repos.employers.get(posting?.employerId || '-'), version, ctx);
}

async function ownIn(change: Change, id: string, version: number, ctx: Context): Promise<PostingRecord> {
  const posting = await change.get<PostingRecord>('postings', id);
  return demandOwn(posting, await change.get<EmployerRecord>('employers', posting?.employerId || '-'), version, ctx);
}

export const photoOffer = action('offer.photo', {
  roles: ['visitor'],
  limit: { times: 30, seconds: 3600 },
  async change({ posting: id, version, fileID }, ctx) {
    const seen = await ownNow(id, version, ctx);
    if (seen.photos.length >= MOST_PHOTOS) throw new Problem('not_possible_now', { message: `照片最多 ${MOST_PHOTOS} 张，够了。` });
    const photo = await takeProof(fileID, 'picture', ctx);
    return ctx.change(async (change) => {
      const before = await ownIn(change, id, version, ctx);
      const wanted = { ...before, photos: [...before.photos, photo.fileID] };
      const detail = { sha256: photo.sha256, bytes: photo.bytes };
      const stored = await change.put('postings', before, wanted, { verb: 'photo', role: 'employer', detail });
      return { record: id, version: stored.version, note: {} };
    });
  },
  uploads: ({ fileID }) => [fileID],
  show: ({ record }, _input, ctx) => offered(record, ctx),
});

export const unphotoOffer = action('offer.unphoto', {
  roles: ['visitor'],
  limit: { times: 60, seconds: 3600 },
  async change({ posting: id, version, index }, ctx) {
    const seen = await ownNow(id, version, ctx);
    const gone = seen.photos[index];
    if (gone === undefined) throw new Problem('not_found', { message: '这张照片不在了。' });
    const outcome = await ctx.change(async (change) => {
      const before = await ownIn(change, id, version, ctx);
      const photos = before.photos.filter((one) => one !== gone);
      const stored = await change.put('postings', before, { ...before, photos }, { verb: 'unphoto', role: 'employer' });
      return { record: id, version: stored.version, note: {} };
    });
    await discard(gone, ctx);
    return outcome;
  },
  show: ({ record }, _input, ctx) => offered(record, ctx),
});
