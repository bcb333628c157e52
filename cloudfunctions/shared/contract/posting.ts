// Postings as those who write, check and keep them work with them.
import { CHECK_WAYS, JOB_AREAS, JOB_CHANNELS, JOB_SOURCES, JOB_STRENGTHS, POSTING_STATUSES } from '@shared/domain/posting-record';
import * as z from 'zod';
import { cursor, dateText, fen, id, limit, version } from './common';

export const postingPay = z.object({ minFen: fen, maxFen: fen, unit: z.enum(['month', 'day', 'hour', 'piece']), how: z.string() });

/** One line of the board. */
export const postingRow = z.object({
  id,
  status: z.enum(POSTING_STATUSES),
  title: z.string(),
  employer: z.string(),
  channel: z.enum(JOB_CHANNELS),
  area: z.enum(JOB_AREAS),
  place: z.object({ province: z.string(), city: z.string(), county: z.string(), address: z.string() }),
  pay: postingPay,
  headcount: z.number(),
  until: dateText,
  source: z.enum(JOB_SOURCES),
  by: z.string(),
  checked: z.object({ by: z.string(), on: dateText, how: z.enum(CHECK_WAYS).nullable() }).nullable(),
  askAgainOn: z.string(),
  why: z.string(),
  version,
});

/** All of it. */
export const postingFull = postingRow.extend({
  employerId: z.string(),
  spot: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('village'), code: z.string() }),
    z.object({ kind: z.literal('town_seat') }),
    z.object({ kind: z.literal('county_seat') }),
    z.object({ kind: z.literal('elsewhere') }),
  ]),
  board: z.object({ food: z.boolean(), lodging: z.boolean() }),
  hours: z.string(),
  strength: z.enum(JOB_STRENGTHS),
  age: z.object({ min: z.number(), max: z.number().nullable(), why: z.string() }),
  onlySex: z.object({ sex: z.enum(['男', '女']), why: z.string() }).nullable(),
  skills: z.array(z.string()),
  certificates: z.array(z.string()),
  insurance: z.string(),
  contract: z.string(),
  transport: z.string(),
  description: z.string(),
  contact: z.object({ name: z.string(), phone: z.string() }),
  photos: z.array(z.string()),
  backing: z
    .object({ kind: z.enum(['partner', 'exchange']), name: z.string(), bus: z.boolean().nullable(), busWords: z.string() })
    .nullable(),
});

export const posting = {
  /** The board of the caller's places by state, newest first. */
  'posting.list': {
    input: z.strictObject({ status: z.enum(POSTING_STATUSES), cursor: cursor.optional(), limit: limit.optional() }),
    output: z.object({ items: z.array(postingRow), next: z.string().nullable() }),
  },
  'posting.show': {
    input: z.strictObject({ posting: id }),
    output: z.object({ posting: postingFull }),
  },
} as const;
