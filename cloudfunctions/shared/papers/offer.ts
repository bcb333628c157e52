// A file made for somebody: kept where only functions look, handed out by a link of ten minutes, swept away after an hour.
import { randomUUID } from 'node:crypto';
import { roleFor } from '@shared/access';
import type { Instant, ScopeLevel } from '@shared/domain/records';
import type { Context } from '@shared/runtime/context';
import { Problem } from '@shared/runtime/problem';
import { range, type Stored } from '@shared/runtime/store';

export const LINK_SECONDS = 600;
const KEPT_MS = 3_600_000;
const MOST_SWEPT = 50;

/** offers/{random}: a made file waiting to be swept; noted before the file is there, so that none is ever forgotten. */
interface OfferRecord extends Stored {
  path: string;
  until: Instant;
}

export interface Offered {
  /** What it should be called on the receiver's disk, e.g. 青石村-路费补贴-花名表.xlsx. */
  name: string;
  url: string;
  until: Instant;
}

/** Only what the handing out needs: an action's context has it, a job's too. */
type Giver = Pick<Context, 'store' | 'files' | 'now'>;

/** Notes a file to be swept later on, before it is there; `_id` noted already is left as it is. */
export async function sweptLater(
  _id: string,
  path: string,
  keptMs: number,
  { store, now }: Pick<Giver, 'store' | 'now'>,
): Promise<Instant> {
  const offer: OfferRecord = { _id, path, until: new Date(Date.parse(now) + keptMs).toISOString() };
  await store.insert('offers', offer);
  return offer.until;
}

/** Stores the bytes for an hour, to be linked to within it. */
export async function offerStored(
  name: string,
  bytes: Uint8Array,
  { store, files, now }: Giver,
): Promise<{ fileID: string; until: Instant }> {
  const extension = name.slice(name.lastIndexOf('.') + 1);
  const random = randomUUID();
  const path = `out/${random}.${extension}`;
  const until = await sweptLater(random, path, KEPT_MS, { store, now });
  return { fileID: await files.store(path, bytes), until };
}

/** A link of ten minutes to what was stored. */
export async function linkTo(name: string, fileID: string, { files, now }: Giver): Promise<Offered> {
  const url = await files.link(fileID, LINK_SECONDS);
  if (url === null) throw new Problem('busy');
  return { name, url, until: new Date(Date.parse(now) + LINK_SECONDS * 1000).toISOString() };
}

/** Stores the bytes and links to them. What it holds and why is for the caller to note first: see `noteExport`. */
export async function offerFile(name: string, bytes: Uint8Array, giver: Giver): Promise<Offered> {
  return linkTo(name, (await offerStored(name, bytes, giver)).fileID, giver);
}

/**
 * An export leaves a line in the trail before anything is opened: what, of which place, how many rows, why. Once per request.
 * @throws Problem 'already_done' when this request had it already: exports are not replayed.
 */
export async function noteExport(
  what: string,
  about: { place: Record<ScopeLevel, string>; rows: number; reason: string; detail?: Record<string, string | number> },
  ctx: Context,
): Promise<void> {
  const { place, rows, reason, detail = {} } = about;
  const fresh = await ctx.note(`export:${ctx.caller.openid}:${ctx.requestId}`, null, {
    verb: 'export',
    role: roleFor(ctx.caller, place),
    detail: { what, village: place.village, town: place.town, county: place.county, rows, reason, ...detail },
  });
  if (!fresh) throw new Problem('already_done', { message: '这一次的文件已经给过了，不重复给。', next: '还要，就重新点一次。' });
}

/** What lies over a made file for the moment until it is deleted. */
const NOTHING = Buffer.from('-');

/** Deletes made files whose time is over; answers how many. Only storing tells a file's id, so what is to go is written over first. */
export async function sweepOffers({ store, files, now }: Giver): Promise<number> {
  const over = await store.list<OfferRecord>('offers', {
    where: { until: range({ lt: now }) },
    order: ['until', 'asc'],
    limit: MOST_SWEPT,
  });
  for (const { _id, path } of over) {
    await files.remove(await files.store(path, NOTHING)).catch(() => undefined);
    await store.remove('offers', _id);
  }
  return over.length;
}
