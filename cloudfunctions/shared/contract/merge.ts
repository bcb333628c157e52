// Two records that may be one person: the bounded list of them, the look side by side, the merge, its confirmation and its undoing.
import { TWIN_REASONS } from '@shared/domain/merge-records';
import * as z from 'zod';
import { cursor, dateText, id, instant, limit, version, villageCode } from './common';
import { personSheet } from './registry-edit';

const note = z.string().trim().max(100);

const twinPerson = z.object({ id, name: z.string(), born: z.string(), idTail: z.string(), villageName: z.string(), headName: z.string() });
const twinView = z.object({
  id,
  version,
  status: z.enum(['open', 'dismissed', 'merged']),
  reasons: z.array(z.enum(TWIN_REASONS)),
  words: z.array(z.string()),
  /** Those still on record within the caller's places. */
  people: z.array(twinPerson),
  note: z.string(),
});

export const mergeView = z.object({
  id,
  version,
  status: z.enum(['asked', 'done', 'declined', 'undone']),
  keep: z.object({ id, name: z.string() }),
  drop: z.object({ id, name: z.string() }),
  take: z.array(z.string()),
  money: z.boolean(),
  askedAt: instant,
  askedBy: z.string(),
  doneAt: instant.nullable(),
  doneBy: z.string(),
  /** Whether the caller may confirm it; may undo it still. */
  can: z.array(z.enum(['confirm', 'undo'])),
  undoUntil: dateText.nullable(),
  /** Pieces of work that overlap and nobody has settled yet. */
  stayed: z.number(),
  note: z.string(),
});

export const twins = {
  'twin.list': {
    input: z.strictObject({ status: z.enum(['open', 'dismissed']).optional(), cursor: cursor.optional(), limit: limit.optional() }),
    output: z.object({ items: z.array(twinView), next: z.string().nullable() }),
  },
  /** Goes through everybody of a place; long work. */
  'twin.find': { input: z.strictObject({ village: villageCode.optional() }), output: z.object({ task: id }) },
  'twin.dismiss': { input: z.strictObject({ twin: id, version, note }), output: z.object({ twin: twinView }) },
} as const;

const stayed = z.object({
  merge: mergeView,
  person: z.object({ id, name: z.string() }),
  spells: z.array(
    z.object({
      id,
      words: z.string(),
      span: z.string(),
      /** What it overlaps with now; [] = it fits and can be brought over. */
      clashes: z.array(z.string()),
      settled: z.enum(['brought', 'left']).nullable(),
      settledWords: z.string(),
    }),
  ),
  mayWrite: z.boolean(),
});

export const merges = {
  'merge.look': {
    input: z.strictObject({ keep: id, drop: id }),
    output: z.object({
      keep: personSheet,
      drop: personSheet,
      /** Why it cannot be; [] = it can. */
      bars: z.array(z.string()),
      /** What hangs on the one that goes, and where it will be found. */
      hangs: z.array(z.string()),
      /** Whether a second person has to confirm, and why. */
      second: z.string(),
      /** Fields that differ. */
      differ: z.array(z.string()),
    }),
  },
  'merge.ask': {
    input: z.strictObject({
      keep: id,
      keepVersion: version,
      drop: id,
      dropVersion: version,
      take: z.array(z.string().max(40)).max(60),
      note,
    }),
    output: z.object({ merge: mergeView, task: id.nullable() }),
  },
  'merge.confirm': {
    input: z.strictObject({ merge: id, version, yes: z.boolean(), note }),
    output: z.object({ merge: mergeView, task: id.nullable() }),
  },
  'merge.undo': { input: z.strictObject({ merge: id, version, note }), output: z.object({ merge: mergeView, task: id.nullable() }) },
  /** Work left by a merge because it overlaps. */
  'merge.stayed': { input: z.strictObject({ merge: id }), output: stayed },
  'merge.settle': { input: z.strictObject({ merge: id, version, spell: id, how: z.enum(['brought', 'left']), note }), output: stayed },
  'merge.list': {
    input: z.strictObject({ cursor: cursor.optional(), limit: limit.optional() }),
    output: z.object({ items: z.array(mergeView), next: z.string().nullable() }),
  },
} as const;
