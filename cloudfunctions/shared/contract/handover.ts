// Moves across villages with a hand-over: proposed by the village that gives, taken in or declined by the one that receives.
import { HANDOVER_STATES } from '@shared/domain/handover-records';
import * as z from 'zod';
import { cursor, dateText, id, instant, limit, version, villageCode } from './common';

const note = z.string().trim().max(100);

export const handoverView = z.object({
  id,
  version,
  status: z.enum(HANDOVER_STATES),
  what: z.enum(['household', 'person']),
  headName: z.string(),
  fromName: z.string(),
  toName: z.string(),
  toVillage: z.string(),
  people: z.array(z.object({ name: z.string(), sex: z.string(), age: z.number(), relation: z.string() })),
  goes: z.array(z.string()),
  stays: z.array(z.string()),
  on: dateText,
  note: z.string(),
  at: instant,
  by: z.string(),
  answeredAt: instant.nullable(),
  answeredBy: z.string(),
  why: z.string(),
  can: z.array(z.enum(['accept', 'decline', 'withdraw'])),
});

export const handover = {
  'handover.list': {
    input: z.strictObject({ view: z.enum(['in', 'out', 'over']), cursor: cursor.optional(), limit: limit.optional() }),
    output: z.object({ items: z.array(handoverView), next: z.string().nullable() }),
  },
  /** `person` null: the whole household. */
  'handover.propose': {
    input: z.strictObject({
      household: id,
      person: id.nullable(),
      village: villageCode,
      on: dateText,
      note,
    }),
    output: z.object({ handover: handoverView }),
  },
  /** A household: to which group. A person: to which household of the village, as what to its head. */
  'handover.accept': {
    input: z.strictObject({
      handover: id,
      version,
      group: z.string().trim().max(20).optional(),
      household: id.optional(),
      relation: z.string().max(20).optional(),
    }),
    output: z.object({ handover: handoverView, task: id.nullable() }),
  },
  'handover.decline': { input: z.strictObject({ handover: id, version, why: note }), output: z.object({ handover: handoverView }) },
  'handover.withdraw': { input: z.strictObject({ handover: id, version, why: note }), output: z.object({ handover: handoverView }) },
} as const;
