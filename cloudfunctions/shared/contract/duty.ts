// Duties: what a named person is to do by a day, and what came of it.
import * as z from 'zod';
import { cursor, dateText, id, instant, limit, version, villageCode } from './common';

export const dutyView = z.object({
  id,
  kind: z.string(),
  status: z.enum(['open', 'done', 'dropped']),
  words: z.string(),
  dueOn: dateText,
  person: z.object({ id, name: z.string() }).nullable(),
  household: z.string().nullable(),
  /** What it came from; some are closed there and nowhere else. */
  from: z.object({ collection: z.string(), record: z.string() }),
  /** Somebody new as told at a door, to be registered from here; null = this is about something else. */
  newcomer: z
    .object({
      how: z.enum(['born', 'married_in', 'moved_in', 'missed', 'back']),
      name: z.string(),
      sex: z.string(),
      relation: z.string(),
      on: dateText,
    })
    .nullable(),
  villageName: z.string(),
  ownerName: z.string(),
  /** Whether it is the caller's to do. */
  mine: z.boolean(),
  at: instant,
  by: z.string(),
  outcome: z.object({ words: z.string(), at: instant, by: z.string() }).nullable(),
  version,
});

export const duty = {
  /** `mine`: what is mine to do, first due first; `place`: everything open where I serve. */
  'duty.list': {
    input: z.strictObject({
      view: z.enum(['mine', 'place', 'done']),
      village: villageCode.optional(),
      cursor: cursor.optional(),
      limit: limit.optional(),
    }),
    output: z.object({ items: z.array(dutyView), next: z.string().nullable() }),
  },
  'duty.one': { input: z.strictObject({ duty: id }), output: z.object({ duty: dutyView }) },
  'duty.close': {
    input: z.strictObject({ duty: id, version, how: z.enum(['done', 'dropped']), words: z.string().trim().min(2).max(200) }),
    output: z.object({ duty: dutyView }),
  },
} as const;
