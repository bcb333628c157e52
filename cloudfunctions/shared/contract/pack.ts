// The clerk's policies: read in plain words, compared, edited within the schema, previewed on the registry, switched on by a second person.
import * as z from 'zod';
import { basis, cursor, dateText, fen, id, instant, limit, version } from './common';

const packId = z.string().regex(/^[a-z][a-z0-9-]{1,40}@[a-z0-9][a-z0-9.-]{1,40}$/);
const periods = z
  .array(z.string().regex(/^\d{4}(Q[1-4])?$/))
  .min(1)
  .max(8);
const line = z.object({ path: z.string(), section: z.string(), line: z.string(), basis: basis.nullable() });
const change = z.object({ path: z.string(), section: z.string(), before: z.string().nullable(), after: z.string().nullable() });
const fieldValue = z.union([z.string().max(500), z.number(), z.null(), z.array(z.string().max(60)).max(100)]);

export const packRow = z.object({
  id: z.string(),
  programme: z.string(),
  name: z.string(),
  spoken: z.string(),
  /** `coming`: switched on from a later day. */
  status: z.enum(['in_force', 'coming', 'retired', 'example']),
  periods: z.array(z.string()),
  from: dateText,
  until: dateText.nullable(),
  checkedOn: dateText,
  document: z.string(),
  author: z.string(),
  approver: z.string(),
});

const field = z.object({
  path: z.string(),
  section: z.string(),
  label: z.string(),
  line: z.string(),
  kind: z.string(),
  unit: z.string(),
  min: z.number().nullable(),
  max: z.number().nullable(),
  optional: z.boolean(),
  options: z.array(z.object({ value: z.union([z.number(), z.string()]), words: z.string() })),
  basis: basis.nullable(),
  value: fieldValue,
});

export const previewSum = z.object({
  people: z.number(),
  kept: z.number(),
  beforeFen: fen,
  afterFen: fen,
  parts: z.array(z.object({ part: z.enum(['gains', 'more', 'loses', 'less', 'unsure', 'same']), people: z.number(), fen })),
  period: z.string(),
  beforePeriod: z.string(),
});

export const draftView = z.object({
  id,
  version,
  status: z.enum(['draft', 'proposed', 'switched', 'dropped']),
  base: z.string(),
  becomes: z.string(),
  name: z.string(),
  from: dateText,
  periods: z.array(z.string()),
  authors: z.array(z.string()),
  begunAt: instant,
  /** What differs from the version it was begun from. */
  changes: z.array(change),
  fields: z.array(field),
  /** The sentences residents will read and sign. */
  summary: z.array(z.string()),
  statement: z.array(z.string()),
  preview: z.object({ job: z.string(), running: z.boolean(), stale: z.boolean(), sum: previewSum.nullable() }).nullable(),
  proposed: z.object({ by: z.string(), at: instant, note: z.string() }).nullable(),
  switched: z.object({ by: z.string(), at: instant, from: dateText }).nullable(),
  can: z.array(z.enum(['edit', 'preview', 'propose', 'switch', 'drop', 'back'])),
  /** Why the caller may not switch it on; '' when they may or it is not time. */
  barred: z.string(),
});

const draft = { output: z.object({ draft: draftView }) };

export const pack = {
  'pack.list': {
    input: z.strictObject({}),
    output: z.object({
      versions: z.array(packRow),
      drafts: z.array(
        z.object({ id, status: z.string(), name: z.string(), becomes: z.string(), from: dateText, by: z.string(), at: instant }),
      ),
      writes: z.boolean(),
    }),
  },
  'pack.read': {
    input: z.strictObject({ version: packId }),
    output: z.object({
      row: packRow,
      notice: z.string(),
      lines: z.array(line),
      summary: z.array(z.string()),
      statement: z.array(z.string()),
    }),
  },
  'pack.compare': {
    input: z.strictObject({ before: packId, after: packId }),
    output: z.object({ before: packRow, after: packRow, changes: z.array(change) }),
  },
  /** A draft begun from a version in force or an example; `suffix` names what it becomes. */
  'pack.begin': {
    input: z.strictObject({ version: packId, suffix: z.string().regex(/^[a-z0-9][a-z0-9.-]{1,40}$/), periods, from: dateText }),
    ...draft,
  },
  'pack.draft': { input: z.strictObject({ draft: id }), ...draft },
  'pack.edit': {
    input: z.strictObject({
      draft: id,
      version,
      edits: z
        .array(z.strictObject({ path: z.string().max(200), value: fieldValue }))
        .min(1)
        .max(60),
    }),
    ...draft,
  },
  /** Begins the preview on the real registry; `task.drive` follows it. */
  'pack.preview': { input: z.strictObject({ draft: id, version }), ...draft },
  'pack.previewRows': {
    input: z.strictObject({
      draft: id,
      part: z.enum(['gains', 'more', 'loses', 'less', 'unsure', 'same']),
      cursor: cursor.optional(),
      limit: limit.optional(),
    }),
    output: z.object({
      rows: z.array(
        z.object({
          person: id,
          name: z.string(),
          villageName: z.string(),
          group: z.string(),
          beforeFen: fen,
          afterFen: fen,
          why: z.string(),
          kept: z.boolean(),
        }),
      ),
      next: z.string().nullable(),
    }),
  },
  'pack.propose': { input: z.strictObject({ draft: id, version, note: z.string().trim().max(300).default('') }), ...draft },
  /** Back to writing: by whoever proposed it or whoever should switch it on, with a reason. */
  'pack.back': { input: z.strictObject({ draft: id, version, note: z.string().trim().min(2).max(300) }), ...draft },
  'pack.switch': { input: z.strictObject({ draft: id, version }), ...draft },
  'pack.drop': { input: z.strictObject({ draft: id, version }), ...draft },
} as const;
