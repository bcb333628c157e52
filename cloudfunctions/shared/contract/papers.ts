// 一键出材料: the papers of a village's list and of the township's, from the county's own layouts; which stamped pages are still missing.
import * as z from 'zod';
import { dateText, fen, id, instant, period, villageCode } from './common';

const programme = z.string().regex(/^[a-z][a-z0-9-]{1,40}$/);
/** One village's list, or the township's when `village` is null; with `batch`, of those alone who are in it. */
const about = { village: villageCode.nullable(), programme, period, batch: id.optional() };
const layoutKey = z.string().regex(/^[a-z][a-z-]{1,40}$/);
const fileID = z.string().max(400);

export const offered = z.object({ name: z.string(), url: z.string(), until: instant });

const paper = z.object({
  key: z.string(),
  name: z.string(),
  format: z.enum(['word', 'sheet']),
  /** Whose seal or signature it needs: '' = none. */
  stamp: z.enum(['', 'village', 'town', 'person']),
  /** Photographs of the stamped or signed pages that were sent in. */
  pages: z.number(),
  lastPageAt: instant.nullable(),
  /** Whether the county's own layout is used. */
  ownLayout: z.boolean(),
  /** What it will still have open, e.g. 会议还没记. '' = nothing. */
  open: z.string(),
});

const layout = z.object({
  key: z.string(),
  name: z.string(),
  format: z.enum(['word', 'sheet']),
  own: z.object({ by: z.string(), at: instant }).nullable(),
  /** The blanks that may stand in it, those of lists as 名单.姓名. */
  blanks: z.array(z.string()),
});

export const papers = {
  'papers.about': {
    input: z.strictObject({}),
    output: z.object({
      villages: z.array(z.object({ code: z.string(), name: z.string() })),
      /** Whether the township's own papers are the caller's too. */
      town: z.boolean(),
      programmes: z.array(z.object({ programme: z.string(), name: z.string(), spoken: z.string(), periods: z.array(z.string()) })),
      /** Whether rosters with whole numbers may be made. */
      whole: z.boolean(),
      layouts: z.boolean(),
    }),
  },
  'papers.list': {
    input: z.strictObject(about),
    output: z.object({
      title: z.string(),
      people: z.number(),
      sumFen: fen,
      papers: z.array(paper),
      /** Names of papers whose stamped pages are not there yet: said before sending. */
      missing: z.array(z.string()),
      asOf: dateText,
    }),
  },
  /** Before something is sent to the county: which villages' stamped or signed pages are not there yet. */
  'papers.missing': {
    input: z.strictObject({ programme, period }),
    output: z.object({ villages: z.array(z.object({ name: z.string(), papers: z.array(z.string()) })) }),
  },
  /** One paper as it is, several as one zip. `whole`: with identity and account numbers, for the station, with a reason, logged. */
  'papers.make': {
    input: z.strictObject({
      ...about,
      keys: z.array(layoutKey).min(1).max(12),
      whole: z.boolean().default(false),
      reason: z.string().trim().max(100).default(''),
    }),
    output: z.object({ file: offered, unknown: z.array(z.string()) }),
  },
  'papers.stamped': {
    input: z.strictObject({ ...about, key: layoutKey, fileID }),
    output: z.object({ pages: z.number() }),
  },
  /** Links of ten minutes to the stamped pages, logged. */
  'papers.pages': {
    input: z.strictObject({ ...about, key: layoutKey }),
    output: z.object({ pages: z.array(z.object({ url: z.string(), by: z.string(), at: instant })) }),
  },
} as const;

export const layouts = {
  'layout.list': { input: z.strictObject({}), output: z.object({ layouts: z.array(layout) }) },
  'layout.fetch': { input: z.strictObject({ key: layoutKey, example: z.boolean().default(false) }), output: z.object({ file: offered }) },
  /** Refused with the names of blanks nobody knows. */
  'layout.replace': { input: z.strictObject({ key: layoutKey, fileID }), output: z.object({ layouts: z.array(layout) }) },
  'layout.restore': { input: z.strictObject({ key: layoutKey }), output: z.object({ layouts: z.array(layout) }) },
} as const;
