// What belongs to a posted list on paper: the picture of the sheet on the wall, the minutes, the code printed on it.

import { randomUUID } from 'node:crypto';
import { roleFor } from '@shared/access';
import { minutesSortKey } from '@shared/domain/minutes-records';
import { postsIt } from '@shared/domain/publicity';
import type { MinutesPhoto, MinutesRecord, PublicityRecord } from '@shared/domain/records';
import { action } from '@shared/runtime/action';
import type { Context } from '@shared/runtime/context';
import { Problem } from '@shared/runtime/problem';
import { pictureOf } from './codes';
import { demandFit } from './fit';
import { takeProof } from './proofs';
import { LIST_READERS, POSTERS, sameList, shownList } from './publicity';
import { demandHappened } from './refuse';

const MOST_PHOTOS = 6;
const LINK_SECONDS = 300;
const PUBLIC_PAGE = 'packages/publicity/open/open';

async function ownList(id: string, ctx: Context): Promise<PublicityRecord> {
  const list = await ctx.repos.publicities.inScope(id);
  if (!postsIt(list, ctx.caller)) throw new Problem('not_allowed', { message: '这张榜不归您管。' });
  if (list.status === 'building' || list.status === 'void') throw new Problem('not_possible_now', { message: '榜还没做好。' });
  return list;
}

export const photoOfPublicity = action('publicity.photo', {
  roles: POSTERS,
  limit: { times: 30, seconds: 600 },
  async change({ publicity, version, fileID }, ctx) {
    const seen = await ownList(publicity, ctx);
    if (seen.photos.length >= MOST_PHOTOS) throw new Problem('not_possible_now', { message: `照片最多 ${MOST_PHOTOS} 张，够了。` });
    sameList(seen, version);
    const photo = (await takeProof(fileID, 'picture', ctx)) as MinutesPhoto;
    return ctx.change(async (change) => {
      const before = await change.get<PublicityRecord>('publicities', publicity);
      sameList(before, version);
      const known = before.photos.some(({ sha256 }) => sha256 === photo.sha256);
      const wanted = known ? before : { ...before, photos: [...before.photos, photo] };
      const stored = await change.put('publicities', before, wanted, {
        verb: 'photo',
        role: roleFor(ctx.caller, before),
        detail: { sha256: photo.sha256, bytes: photo.bytes },
      });
      return { record: publicity, version: stored.version, note: {} };
    });
  },
  uploads: ({ fileID }) => [fileID],
  show: ({ record }, _input, ctx) => shownList(record, ctx),
});

export const pictureOfPublicity = action('publicity.picture', {
  roles: LIST_READERS,
  limit: { times: 300, seconds: 600 },
  async run({ publicity, index }, ctx) {
    const list = await ctx.repos.publicities.inScope(publicity);
    const photo = list.photos[index];
    const url = photo ? await ctx.files.link(photo.fileID, LINK_SECONDS) : null;
    if (url === null) throw new Problem('not_found', { message: '这张照片找不到了。' });
    await ctx.note(
      `link:${randomUUID()}`,
      { collection: 'publicities', record: publicity },
      { verb: 'link', role: roleFor(ctx.caller, list), detail: { photo: index, seconds: LINK_SECONDS } },
    );
    return { url, until: new Date(Date.parse(ctx.now) + LINK_SECONDS * 1000).toISOString() };
  },
});

export const codePicture = action('publicity.code', {
  roles: LIST_READERS,
  limit: { times: 60, seconds: 600 },
  async run({ publicity }, ctx) {
    const { code } = await ctx.repos.publicities.inScope(publicity);
    return { picture: await pictureOf(ctx, PUBLIC_PAGE, code) };
  },
});

export const minutesOfPublicity = action('publicity.minutes', {
  roles: POSTERS,
  async change({ publicity, version, about, on, place, chair, writer, attendees, decision }, ctx) {
    const seen = await ownList(publicity, ctx);
    sameList(seen, version);
    demandHappened(on, ctx.today);
    await demandFit({ decision, place, chair: `${chair} ${writer}`, attendees: attendees.join(' ') }, ctx);
    const id = `minutes:${randomUUID()}`;
    return ctx.change(async (change) => {
      const before = await change.get<PublicityRecord>('publicities', publicity);
      sameList(before, version);
      const old = before.minutes === null ? null : await change.get<MinutesRecord>('minutes', before.minutes);
      const role = roleFor(ctx.caller, before);
      const { county, town, village, programme, period, count, sumFen } = before;
      const minutes: MinutesRecord = {
        _id: id,
        county,
        town,
        village,
        status: 'kept',
        sortKey: minutesSortKey({ _id: id, programme, period, on }),
        programme,
        period,
        about,
        subject: publicity,
        on,
        place,
        chair,
        writer,
        attendees,
        decision,
        lines: count,
        sumFen,
        photos: [],
        by: { openid: ctx.caller.openid, name: ctx.caller.name },
        at: ctx.now,
        version: 0,
        auditHead: '',
      };
      if (old) await change.put('minutes', old, { ...old, status: 'replaced' }, { verb: 'replace', role });
      await change.put('minutes', null, minutes, { verb: 'keep', role, detail: { publicity } });
      const stored = await change.put(
        'publicities',
        before,
        { ...before, minutes: id },
        { verb: 'minutes', role, detail: { minutes: id } },
      );
      return { record: publicity, version: stored.version, note: {} };
    });
  },
  show: ({ record }, _input, ctx) => shownList(record, ctx),
});
