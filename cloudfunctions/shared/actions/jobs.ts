// Job postings, as anyone may read them without being known: found by where, what kind, what age, how heavy, by a word; near home first.
import { randomUUID } from 'node:crypto';
import type { Parsed } from '@shared/contract';
import { ageOn } from '@shared/domain/dates';
import { kmTo, type Roads } from '@shared/domain/distance';
import { ageKey, type CellAsk, COUNTY_KEY, cellOf, NO_AGE, townKey } from '@shared/domain/job-cells';
import { isShown } from '@shared/domain/postings';
import type { PostingRecord } from '@shared/domain/records';
import { jobCard, jobDetail } from '@shared/present';
import { action } from '@shared/runtime/action';
import type { Context } from '@shared/runtime/context';
import { Problem } from '@shared/runtime/problem';

type Asked = Parsed<'job.list'>;

const PAGE = 20;
/** Looking for what no key holds passes over many. */
const SEARCH_PAGE = 50;
/** How many postings one call reads at most while looking: enough for a county, bounded for a phone on a hill. */
const READ_MOST = 200;
/** As many of those that ask no age are counted; more are said to be more. */
const COUNT_MOST = 50;
/** Villages whose roads are looked up for one page. */
const MOST_ROADS = 5;

/** Whom the list is for: their age and their village, as far as they are known. */
interface Looker {
  age: number | null;
  village: string;
  town: string;
  roads: Roads | null;
}
const NOBODY: Looker = { age: null, village: '', town: '', roads: null };

async function lookerOf({ person, age }: Asked, { repos, today }: Context): Promise<Looker> {
  const given = typeof age === 'number' ? age : null;
  if (person === undefined) return { ...NOBODY, age: given };
  const found = (await repos.persons.mine(person)).person;
  const place = await repos.places.get(found.village);
  const own = age === 'own' && found.born ? ageOn(found.born, today) : null;
  return { age: given ?? own, village: found.village, town: found.town, roads: place?.roads ?? null };
}

/** What no key holds is judged as it is read; every word typed must occur in title, employer or place, width and case do not matter. */
function matcher(
  { text, area, board, unit, channel, noAge, light }: Asked,
  age: number | null,
  today: string,
): (posting: PostingRecord) => boolean {
  const words = (text ?? '')
    .normalize('NFKC')
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  return (posting) =>
    today <= posting.until &&
    (area === undefined || posting.area === area) &&
    (channel === undefined || posting.channel === channel) &&
    (board !== true || (posting.board.food && posting.board.lodging)) &&
    (unit === undefined || posting.pay.unit === unit) &&
    (light !== true || posting.strength === 'light') &&
    (noAge !== true || posting.age.max === null) &&
    (age === null || (age >= posting.age.min && (posting.age.max === null || age <= posting.age.max))) &&
    words.every((word) => posting.searchText.includes(word));
}

type Reader = (after: string | undefined, limit: number) => Promise<PostingRecord[]>;

/** The lists to be read one after the other: nearest first, or all at once, newest first. */
function readersOf(asked: Asked, looker: Looker, { repos }: Context): Reader[] {
  const { area, channel, near, light, noAge } = asked;
  const keys: CellAsk = {
    ...(light ? { can: 'l' } : {}),
    ...(noAge ? { age: NO_AGE } : looker.age === null ? {} : { age: ageKey(looker.age) }),
  };
  const under = (where?: string): Reader => {
    const cell = cellOf({ ...keys, ...(where === undefined ? {} : { where }) });
    return (after, limit) => repos.postings.newest(cell, after, limit);
  };
  if (near && looker.town !== '' && (area === undefined || area === 'in_county') && channel === undefined) {
    const home = [townKey(looker.town), COUNTY_KEY];
    return (area === 'in_county' ? home : [...home, 'in_province', 'outside_province']).map(under);
  }
  if (channel !== undefined) return [under(channel)];
  if (Object.keys(keys).length > 0) return [under(area)];
  return [(after, limit) => repos.postings.open({ area, after, limit })];
}

/** `{list}|{last seen}`; without a bar it is of the only list. */
function fromCursor(cursor: string | undefined): { at: number; after: string | undefined } {
  const found = /^(\d)\|(.*)$/.exec(cursor ?? '');
  if (!found) return { at: 0, after: cursor };
  return { at: Number(found[1]), after: found[2] === '' ? undefined : found[2] };
}

async function withKm(found: readonly PostingRecord[], looker: Looker, { repos, today }: Context) {
  const codes = found.flatMap(({ spot }) =>
    looker.village !== '' && spot.kind === 'village' && spot.code !== looker.village ? [spot.code] : [],
  );
  const known = await Promise.all(
    [...new Set(codes)].slice(0, MOST_ROADS).map(async (code) => [code, (await repos.places.get(code))?.roads ?? null] as const),
  );
  const roads = new Map<string, Roads | null>(known);
  return found.map((posting) => {
    const other = posting.spot.kind === 'village' ? (roads.get(posting.spot.code) ?? null) : null;
    return { ...jobCard(posting, today), km: looker.village === '' ? null : kmTo(posting.spot, looker, other) };
  });
}

async function countNoAge({ repos }: Context): Promise<{ count: number; more: boolean }> {
  const found = await repos.postings.newest(cellOf({ age: NO_AGE }), undefined, COUNT_MOST);
  return { count: found.length, more: found.length === COUNT_MOST };
}

export const listJobs = action('job.list', {
  roles: ['visitor'],
  async run(asked, ctx) {
    const { cursor, limit = PAGE, text, board, unit } = asked;
    const looker = await lookerOf(asked, ctx);
    const matches = matcher(asked, looker.age, ctx.today);
    const readers = readersOf(asked, looker, ctx);
    const size = text || board || unit ? SEARCH_PAGE : limit;
    const found: PostingRecord[] = [];
    let { at, after } = fromCursor(cursor);
    let read = 0;
    // Postings past their day and those that do not match are passed over, page by page, each page one index read.
    while (at < readers.length && found.length < limit && read < READ_MOST) {
      const most = Math.min(size, READ_MOST - read);
      const page = await (readers[at] as Reader)(after, most);
      read += page.length;
      let left = page.length === most;
      for (const posting of page) {
        if (found.length === limit) {
          left = true;
          break;
        }
        after = posting.sortKey;
        if (matches(posting)) found.push(posting);
      }
      if (left) continue;
      at += 1;
      after = undefined;
    }
    const ended = at >= readers.length;
    const place = readers.length === 1 ? (after ?? null) : `${at}|${after ?? ''}`;
    return {
      items: await withKm(found, looker, ctx),
      next: ended ? null : place,
      age: looker.age,
      noAge: asked.age !== undefined && cursor === undefined ? await countNoAge(ctx) : null,
    };
  },
});

const GONE = () => new Problem('not_found', { message: '这个活已经撤了。', next: '返回看看别的活。' });
/** Longest a link to a photograph opens. */
const LINK_SECONDS = 300;

/** A posting that residents see, and who offers it. */
async function shownPosting(id: string, { repos }: Pick<Context, 'repos'>) {
  const posting = await repos.postings.get(id);
  if (!posting || !isShown(posting)) throw GONE();
  const employer = posting.employerId === '' ? null : await repos.employers.get(posting.employerId);
  if (employer?.status === 'stopped') throw GONE();
  return { posting, employer };
}

export const jobById = action('job.detail', {
  roles: ['visitor'],
  async run({ id }, ctx) {
    const { posting, employer } = await shownPosting(id, ctx);
    return jobDetail(posting, ctx.today, employer);
  },
});

export const jobPhotos = action('job.photos', {
  roles: ['visitor'],
  limit: { times: 60, seconds: 600 },
  async run({ id }, ctx) {
    const { posting } = await shownPosting(id, ctx);
    const links = await Promise.all(posting.photos.map((fileID) => ctx.files.link(fileID, LINK_SECONDS)));
    const photos = links.filter((url): url is string => url !== null);
    if (photos.length > 0)
      await ctx.note(
        `link:${randomUUID()}`,
        { collection: 'postings', record: id },
        { verb: 'link', role: 'visitor', detail: { photos: photos.length, seconds: LINK_SECONDS } },
      );
    return { photos };
  },
});
