// Job postings as anyone may read them, no login.
import * as z from 'zod';
import { contact, cursor, dateText, fen, id, limit } from './common';

const area = z.enum(['outside_province', 'in_province', 'in_county']);

/** What a worker asks first: pay, place, board, until when. */
export const jobCard = z.object({
  id,
  title: z.string(),
  employer: z.string(),
  area,
  place: z.object({ province: z.string(), city: z.string(), county: z.string() }),
  pay: z.object({ minFen: fen, maxFen: fen, unit: z.enum(['month', 'day', 'hour', 'piece']) }),
  board: z.object({ food: z.boolean(), lodging: z.boolean() }),
  age: z.object({ min: z.number(), max: z.number().nullable() }),
  headcount: z.number(),
  until: dateText,
  status: z.enum(['open', 'full', 'expired']),
});

export const job = {
  'job.list': {
    /** Open postings, soonest deadline last, newest first; `text` matches title, employer or place. */
    input: z.strictObject({
      area: area.optional(),
      text: z.string().trim().max(20).optional(),
      cursor: cursor.optional(),
      limit: limit.optional(),
    }),
    output: z.object({ items: z.array(jobCard), next: z.string().nullable() }),
  },
  'job.detail': {
    input: z.strictObject({ id }),
    output: jobCard.extend({
      place: z.object({ province: z.string(), city: z.string(), county: z.string(), address: z.string() }),
      pay: z.object({ minFen: fen, maxFen: fen, unit: z.enum(['month', 'day', 'hour', 'piece']), how: z.string() }),
      hours: z.string(),
      skills: z.array(z.string()),
      insurance: z.string(),
      contract: z.string(),
      transport: z.string(),
      description: z.string(),
      contact,
      /** The cloud's day: a card opened cold knows no other. */
      today: dateText,
      /** The named person who checked it, and when. */
      checked: z.object({ by: z.string(), on: z.string() }),
    }),
  },
} as const;
