// 照着敲 and 对账: who differs from the national system's last export or the labour station's sheet, typed over by hand or settled field by field.
import { RETYPE_KINDS, RETYPE_SOURCES, RETYPE_STATES } from '@shared/domain/retype-records';
import * as z from 'zod';
import { cursor, dateText, id, instant, version, villageCode } from './common';

const source = z.enum(RETYPE_SOURCES);
const field = z.string().regex(/^[a-zA-Z.]{1,40}$/);

const item = z.object({
  id,
  version,
  status: z.enum(RETYPE_STATES),
  kind: z.enum(RETYPE_KINDS),
  person: id.nullable(),
  name: z.string(),
  idTail: z.string(),
  villageName: z.string(),
  /** Since when it differs. */
  since: instant,
  /** Why it is here again, or why their row means nobody. */
  why: z.string(),
  /** What differs now. */
  fields: z.array(z.object({ field: z.string(), words: z.string() })),
  /** Nothing differs any more; their next sheet will confirm it. */
  agrees: z.boolean(),
  /** Everything that differs was decided: ours, or it waits with a word. */
  settled: z.boolean(),
  typedBy: z.string(),
  typedAt: instant.nullable(),
});

const row = z.object({
  field: z.string(),
  words: z.string(),
  theirs: z.string(),
  ours: z.string(),
  copies: z.boolean(),
  sealed: z.boolean(),
  /** What was decided of it. */
  how: z.enum(['', 'ours', 'wait']),
  word: z.string(),
  by: z.string(),
  /** Whether theirs can be taken by this; `note`: what would come of it, or why not and where it is done instead. */
  takes: z.boolean(),
  note: z.string(),
});
const part = z.object({
  key: z.string(),
  kind: z.enum(['end', 'change', 'new']),
  words: z.string(),
  about: z.string(),
  rows: z.array(row),
});
const shown = z.object({ item, asOf: dateText, idNumber: z.string(), parts: z.array(part) });

export const retype = {
  /** Which sheets were compared, with counts. */
  'retype.sources': {
    input: z.strictObject({}),
    output: z.object({
      sources: z.array(
        z.object({
          source,
          words: z.string(),
          asOf: dateText,
          fileName: z.string(),
          at: instant,
          /** Counted to a thousand. */
          open: z.number(),
          typed: z.number(),
          confirmed: z.number(),
        }),
      ),
      villages: z.array(z.object({ code: z.string(), name: z.string() })),
    }),
  },
  /** Of a source, in the order of villages and households. Typed ones that changed here since come first under 'open'. */
  'retype.list': {
    input: z.strictObject({
      source,
      status: z.enum(RETYPE_STATES),
      village: villageCode.optional(),
      field: field.optional(),
      cursor: cursor.optional(),
    }),
    output: z.object({ today: dateText, items: z.array(item), next: z.string().nullable() }),
  },
  'retype.show': { input: z.strictObject({ retype: id }), output: shown },
  /** One whole number, to be typed; noted before it is opened, given once per request. */
  'retype.number': {
    input: z.strictObject({ retype: id, field: z.enum(['idNumber', 'phone']) }),
    output: z.object({ value: z.string() }),
  },
  /** It was typed over there, or, with `undo`, it was not after all. */
  'retype.typed': { input: z.strictObject({ retype: id, version, undo: z.boolean().optional() }), output: shown },
  /** One field: ours goes into their file, theirs into the registry as an edit like any other, or it waits with a word. */
  'retype.decide': {
    input: z.strictObject({
      retype: id,
      version,
      part: z.string().max(80),
      field,
      how: z.enum(['ours', 'theirs', 'wait']),
      word: z.string().trim().max(60).optional(),
    }),
    output: shown,
  },
  /** Their own workbook, chosen again: ours filled in where they had nothing or where ours was decided, and a column 对不上. */
  'retype.back': {
    input: z.strictObject({ source, fileID: z.string().max(300), reason: z.string().trim().min(4).max(100) }),
    output: z.object({
      file: z.object({ name: z.string(), url: z.string(), until: instant }),
      rows: z.number(),
      filled: z.number(),
      differing: z.number(),
    }),
  },
} as const;
