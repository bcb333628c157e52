// Back for good: who is to be offered something, what was offered and said, and what it came to.
import { SECOND_JOB_ENDS } from '@shared/domain/application-records';
import * as z from 'zod';
import { cursor, dateText, id, limit, version, villageCode } from './common';

const said = z.string().trim().min(2).max(120);

export const secondRow = z.object({
  id,
  version,
  status: z.enum(['open', 'done']),
  person: z.object({ id, name: z.string() }),
  household: id,
  villageName: z.string(),
  why: z.string(),
  backOn: dateText,
  offerBy: dateText,
  offered: z.number(),
  end: z.object({ how: z.enum(SECOND_JOB_ENDS), on: dateText, words: z.string(), by: z.string() }).nullable(),
});

const shown = z.object({
  second: secondRow,
  today: dateText,
  /** Where they were, from when to when. */
  was: z.object({ place: z.string(), employer: z.string(), start: dateText, end: dateText.nullable() }).nullable(),
  call: z.enum(['own', 'contact', '']),
  offers: z.array(
    z.object({
      on: dateText,
      by: z.string(),
      said: z.string(),
      postings: z.array(z.object({ id, title: z.string(), employer: z.string() })),
    }),
  ),
  mayWrite: z.boolean(),
});

export const second = {
  /** `open`: whoever is to be offered something first; `done`: newest first. */
  'second.list': {
    input: z.strictObject({
      view: z.enum(['open', 'done']),
      village: villageCode.optional(),
      cursor: cursor.optional(),
      limit: limit.optional(),
    }),
    output: z.object({ items: z.array(secondRow), next: z.string().nullable(), today: dateText }),
  },
  'second.show': { input: z.strictObject({ second: id }), output: shown },
  /** What was offered, chosen from the board, and what was said to it. */
  'second.offer': {
    input: z.strictObject({ second: id, version, postings: z.array(id).min(1).max(5), said }),
    output: shown,
  },
  /** What new work does not close by itself: own business, training, 问过了不要. */
  'second.end': {
    input: z.strictObject({ second: id, version, how: z.enum(['business', 'training', 'refused']), words: said }),
    output: shown,
  },
} as const;
