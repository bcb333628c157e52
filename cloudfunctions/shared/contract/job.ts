// Job postings as anyone may read them, no login.
import { CHECK_WAYS, JOB_STRENGTHS } from '@shared/domain/posting-record';
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
    /**
     * Open postings, newest first; `text` matches title, employer or place. `person`, whom the caller acts for, gives their age ('own')
     * and the village that distances and `near` (nearest home first) are from.
     */
    input: z.strictObject({
      area: area.optional(),
      text: z.string().trim().max(20).optional(),
      channel: z.enum(['workshop', 'welfare', 'relief', 'casual']).optional(),
      near: z.boolean().optional(),
      board: z.boolean().optional(),
      unit: z.enum(['month', 'day', 'hour', 'piece']).optional(),
      light: z.boolean().optional(),
      noAge: z.boolean().optional(),
      age: z.union([z.literal('own'), z.number().int().min(16).max(99)]).optional(),
      person: id.optional(),
      cursor: cursor.optional(),
      limit: limit.optional(),
    }),
    output: z.object({
      items: z.array(jobCard.extend({ km: z.number().nullable() })),
      next: z.string().nullable(),
      /** The age looked for; null = none, or not known of the person. */
      age: z.number().nullable(),
      /** How many of the open ones ask no age, counted with the first page of an age; `more` = at least so many. */
      noAge: z.object({ count: z.number(), more: z.boolean() }).nullable(),
    }),
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
      /** How many photographs there are; see job.photos. */
      photos: z.number(),
      contact,
      /** The cloud's day: a card opened cold knows no other. */
      today: dateText,
      strength: z.enum(JOB_STRENGTHS),
      /** Why an age is asked; '' = nobody said. */
      ageWhy: z.string(),
      certificates: z.array(z.string()),
      /** Who stands behind it, and whether a bus goes. */
      backing: z
        .object({ kind: z.enum(['partner', 'exchange']), name: z.string(), bus: z.boolean().nullable(), busWords: z.string() })
        .nullable(),
      /** The named person who checked it, when, and how. */
      checked: z.object({ by: z.string(), on: z.string(), how: z.enum(CHECK_WAYS).nullable() }),
      /** What an authority has found of the employer. */
      warnings: z.array(z.object({ words: z.string(), from: z.string(), on: dateText })),
    }),
  },
  /** Links to a posting's photographs, good for five minutes. */
  'job.photos': {
    input: z.strictObject({ id }),
    output: z.object({ photos: z.array(z.string()) }),
  },
} as const;
