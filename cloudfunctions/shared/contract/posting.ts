// Postings as those who write, check and keep them work with them.
import { CHECK_WAYS, JOB_AREAS, JOB_CHANNELS, JOB_SOURCES, JOB_STRENGTHS, POSTING_STATUSES } from '@shared/domain/posting-record';
import { POSTING_VERBS } from '@shared/domain/postings';
import * as z from 'zod';
import { cursor, dateText, fen, id, limit, version, villageCode } from './common';
import { arrearsHint } from './employer';

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
  /** '' = not said yet, in a draft. */
  until: z.string(),
  source: z.enum(JOB_SOURCES),
  by: z.string(),
  /** `note`: what was asked and found, for staff alone. */
  checked: z.object({ by: z.string(), on: dateText, how: z.enum(CHECK_WAYS).nullable(), note: z.string() }).nullable(),
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
  /** How many were taken through us. */
  taken: z.number(),
  backing: z
    .object({ kind: z.enum(['partner', 'exchange']), name: z.string(), bus: z.boolean().nullable(), busWords: z.string() })
    .nullable(),
});

const line = (most: number) => z.string().trim().max(most);
const count = z.number().int().min(0).max(9999);

/** What is typed of a posting; may be half done, what is lacking is said by `lacks`. */
export const postingFields = z.strictObject({
  title: line(30),
  employer: line(40),
  channel: z.enum(JOB_CHANNELS),
  area: z.enum(JOB_AREAS),
  place: z.strictObject({ province: line(20), city: line(20), county: line(20), address: line(80) }),
  spot: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('village'), code: villageCode }),
    z.strictObject({ kind: z.literal('town_seat') }),
    z.strictObject({ kind: z.literal('county_seat') }),
    z.strictObject({ kind: z.literal('elsewhere') }),
  ]),
  pay: z.strictObject({
    minFen: fen.min(0).max(10_000_000),
    maxFen: fen.min(0).max(10_000_000),
    unit: z.enum(['month', 'day', 'hour', 'piece']),
    how: line(60),
  }),
  board: z.strictObject({ food: z.boolean(), lodging: z.boolean() }),
  until: dateText.or(z.literal('')),
  headcount: count,
  hours: line(60),
  strength: z.enum(JOB_STRENGTHS),
  age: z.strictObject({ min: z.number().int().min(0).max(99), max: z.number().int().min(0).max(99).nullable(), why: line(60) }),
  onlySex: z.strictObject({ sex: z.enum(['男', '女']), why: line(60) }).nullable(),
  skills: z.array(line(20)).max(8),
  certificates: z.array(line(20)).max(8),
  insurance: line(60),
  contract: line(60),
  transport: line(80),
  description: line(500),
  contact: z.strictObject({ name: line(20), phone: z.string().regex(/^(|[\d-]{7,13})$/, '电话写数字') }),
  backing: z
    .strictObject({ kind: z.enum(['partner', 'exchange']), name: line(40), bus: z.boolean().nullable(), busWords: line(80) })
    .nullable(),
});

const said = z.object({ field: z.string(), words: z.string() });

/** One posting with everything needed to work with it. */
export const postingCase = z.object({
  posting: postingFull,
  /** What the caller may do now. */
  can: z.array(z.enum(POSTING_VERBS)),
  edits: z.boolean(),
  /** What must be filled in before it is submitted, by the form's field; and what should be asked on the telephone. */
  lacks: z.array(said),
  asks: z.array(said),
  /** What may be the same one and was not decided. */
  alike: z.array(z.object({ posting: postingFull, why: z.string() })),
  /** From where its distance is counted, in words: a village by its name; '' = it is far away or nobody said. */
  spotWords: z.string(),
  /** Days until it is asked about again, as this installation has it. */
  askAgainDays: z.number(),
  /** For whoever checks it: how many of the township told that this employer owes them pay. */
  arrears: arrearsHint,
  /** Links to its photos, good for five minutes. */
  pictures: z.array(z.string()),
});

export const posting = {
  /** The board of the caller's places by state, newest first. */
  'posting.list': {
    input: z.strictObject({ status: z.enum(POSTING_STATUSES), cursor: cursor.optional(), limit: limit.optional() }),
    output: z.object({ items: z.array(postingRow), next: z.string().nullable() }),
  },
  /** How many in each state, counted up to 50; `due` of the open ones are to be asked about again. */
  'posting.counts': {
    input: z.strictObject({}),
    output: z.object({
      counts: z.array(z.object({ status: z.enum(POSTING_STATUSES), count: z.number() })),
      due: z.number(),
      most: z.number(),
      writes: z.boolean(),
      checks: z.boolean(),
    }),
  },
  /** 该再问的, longest overdue first; what is answered leaves the list. */
  'posting.due': {
    input: z.strictObject({}),
    output: z.object({ items: z.array(postingRow.extend({ contact: z.object({ name: z.string(), phone: z.string() }) })) }),
  },
  'posting.show': { input: z.strictObject({ posting: id }), output: postingCase },
  /** A draft begins, or what is written changes; what residents see only by those who check. */
  'posting.write': {
    input: z.strictObject({ posting: id.nullable(), version: version.nullable(), fields: postingFields }),
    output: postingCase,
  },
  /** A step of the table in domain/postings.ts. `how` for check and, if there is something to note, `words`; `words` for refuse and stop, `headcount` and `until` for still. */
  'posting.turn': {
    input: z.strictObject({
      posting: id,
      version,
      verb: z.enum(['submit', 'check', 'refuse', 'still', 'full', 'stop', 'reopen', 'drop']),
      words: line(100).optional(),
      how: z.enum(CHECK_WAYS).optional(),
      headcount: z.number().int().min(1).max(9999).optional(),
      until: dateText.optional(),
    }),
    output: z.object({ id, status: z.string(), version }),
  },
  /** Looked at side by side: another one, however alike. */
  'posting.differ': { input: z.strictObject({ posting: id, version, other: id }), output: postingCase },
  'posting.photo': { input: z.strictObject({ posting: id, version, fileID: z.string().max(400) }), output: postingCase },
  'posting.unphoto': { input: z.strictObject({ posting: id, version, index: z.number().int().min(0).max(3) }), output: postingCase },
} as const;
