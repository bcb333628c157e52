// Sheets that go out: which there are, asking for one, agreeing to one, fetching it.
import * as z from 'zod';
import { cursor, id, instant, limit, version, villageCode } from './common';

const file = z.object({ name: z.string(), url: z.string(), until: instant });

export const exportView = z.object({
  id,
  layout: z.string(),
  name: z.string(),
  status: z.enum(['asked', 'running', 'ready', 'refused', 'over']),
  full: z.boolean(),
  changes: z.boolean(),
  reason: z.string(),
  placeName: z.string(),
  at: instant,
  by: z.string(),
  mine: z.boolean(),
  agreed: z.object({ name: z.string(), at: instant, yes: z.boolean() }).nullable(),
  task: z.string().nullable(),
  rows: z.number(),
  /** Until when it can be fetched. */
  until: instant.nullable(),
  /** What the caller may do with it. */
  can: z.array(z.enum(['agree', 'fetch', 'drive'])),
  version,
});

export const exporting = {
  'export.layouts': {
    input: z.strictObject({}),
    output: z.object({
      layouts: z.array(z.object({ id: z.string(), name: z.string(), words: z.string(), columns: z.number(), changes: z.boolean() })),
      /** Where the caller may take sheets of, widest first. */
      places: z.array(z.object({ level: z.enum(['county', 'town', 'village']), code: z.string(), name: z.string(), numbers: z.boolean() })),
    }),
  },
  /** Begins one, or asks a second person where that is needed. */
  'export.begin': {
    input: z.strictObject({
      layout: z.string().max(40),
      place: z.string().regex(/^\d{6,12}$/),
      full: z.boolean(),
      changes: z.boolean(),
      reason: z.string().trim().min(4).max(100),
    }),
    output: z.object({ export: exportView }),
  },
  'export.list': {
    input: z.strictObject({ cursor: cursor.optional(), limit: limit.optional() }),
    output: z.object({ items: z.array(exportView), next: z.string().nullable() }),
  },
  'export.show': { input: z.strictObject({ export: id }), output: z.object({ export: exportView }) },
  'export.agree': {
    input: z.strictObject({ export: id, version, yes: z.boolean() }),
    output: z.object({ export: exportView }),
  },
  /** A link of ten minutes; noted each time. */
  'export.fetch': {
    input: z.strictObject({ export: id }),
    output: z.object({ file }),
  },
  /** 信息采集对照表 of a 组 or one household, to be corrected by hand and signed; numbers are masked. */
  'export.paper': {
    input: z.strictObject({
      village: villageCode,
      group: z.string().max(20).optional(),
      household: id.optional(),
      reason: z.string().trim().min(4).max(100),
    }),
    output: z.object({ file, households: z.number() }),
  },
  /** Somebody else's sheet: its heads are read and its columns filled; what was not recognised is named. */
  'export.fill': {
    input: z.strictObject({
      fileID: z.string().max(300),
      village: villageCode,
      full: z.boolean(),
      reason: z.string().trim().min(4).max(100),
    }),
    output: z.object({
      file,
      rows: z.number(),
      filled: z.array(z.object({ head: z.string(), words: z.string() })),
      left: z.array(z.string()),
    }),
  },
} as const;
