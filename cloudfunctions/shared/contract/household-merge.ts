// Two records that may be one household: the bounded list of them, the look side by side, the merge, its confirmation and its undoing.
import { HOME_TWIN_REASONS } from '@shared/domain/home-merge-records';
import * as z from 'zod';
import { cursor, dateText, id, instant, limit, version, villageCode } from './common';
import { householdSheet } from './registry-edit';

const note = z.string().trim().max(100);

const twinView = z.object({
  id,
  version,
  status: z.enum(['open', 'dismissed', 'merged']),
  words: z.array(z.string()),
  reasons: z.array(z.enum(HOME_TWIN_REASONS)),
  /** Those still on record within the caller's places. */
  homes: z.array(
    z.object({ id, headName: z.string(), code: z.string(), group: z.string(), villageName: z.string(), members: z.array(z.string()) }),
  ),
  note: z.string(),
});

export const homeMergeView = z.object({
  id,
  version,
  status: z.enum(['asked', 'done', 'declined', 'undone']),
  keep: z.object({ id, headName: z.string() }),
  drop: z.object({ id, headName: z.string() }),
  money: z.boolean(),
  askedAt: instant,
  askedBy: z.string(),
  doneAt: instant.nullable(),
  doneBy: z.string(),
  /** Whether the caller may confirm it; may undo it still. */
  can: z.array(z.enum(['confirm', 'undo'])),
  undoUntil: dateText.nullable(),
  note: z.string(),
});
const merged = z.object({ merge: homeMergeView, task: id.nullable() });

export const householdMerges = {
  'household.twins': {
    input: z.strictObject({ status: z.enum(['open', 'dismissed']).optional(), cursor: cursor.optional(), limit: limit.optional() }),
    output: z.object({ items: z.array(twinView), next: z.string().nullable() }),
  },
  /** Goes through every household of a place; long work. */
  'household.findTwins': { input: z.strictObject({ village: villageCode.optional() }), output: z.object({ task: id }) },
  'household.dismissTwin': { input: z.strictObject({ twin: id, version, note }), output: z.object({ twin: twinView }) },
  'household.mergeLook': {
    input: z.strictObject({ keep: id, drop: id }),
    output: z.object({
      keep: householdSheet,
      drop: householdSheet,
      /** Why it cannot be; [] = it can. */
      bars: z.array(z.string()),
      /** What goes over from the one that goes. */
      hangs: z.array(z.string()),
      /** Whether a second person has to confirm, and why. */
      second: z.string(),
      /** Fields that differ. */
      differ: z.array(z.string()),
      /** People who stand in both: to be merged themselves. */
      shared: z.array(z.object({ keep: id, drop: id, name: z.string() })),
    }),
  },
  'household.mergeAsk': {
    input: z.strictObject({
      keep: id,
      keepVersion: version,
      drop: id,
      dropVersion: version,
      take: z.array(z.string().max(40)).max(40),
      /** What everybody still counted who comes over is to the head that stays. */
      relations: z.array(z.strictObject({ person: id, relation: z.string().max(20) })).max(40),
      note,
    }),
    output: merged,
  },
  'household.mergeConfirm': { input: z.strictObject({ merge: id, version, yes: z.boolean(), note }), output: merged },
  'household.mergeUndo': { input: z.strictObject({ merge: id, version, note }), output: merged },
  'household.merges': {
    input: z.strictObject({ cursor: cursor.optional(), limit: limit.optional() }),
    output: z.object({ items: z.array(homeMergeView), next: z.string().nullable() }),
  },
} as const;
