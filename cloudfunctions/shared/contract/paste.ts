// What is pasted from a chat: read on the phone, confirmed there one by one, handed in together to be checked.
import { JOB_AREAS, JOB_CHANNELS, JOB_STRENGTHS } from '@shared/domain/posting-record';
import * as z from 'zod';
import { dateText, fen, id } from './common';

const line = (most: number) => z.string().trim().max(most);

/** Everything that can be confirmed of one; what is still lacking is refused by name. */
const confirmed = z.strictObject({
  title: line(30),
  employer: line(40),
  channel: z.enum(JOB_CHANNELS),
  area: z.enum(JOB_AREAS),
  place: z.strictObject({ province: line(20), city: line(20), county: line(20), address: line(80) }),
  spot: z.strictObject({ kind: z.enum(['town_seat', 'county_seat', 'elsewhere']) }),
  pay: z.strictObject({
    minFen: fen.min(0).max(10_000_000),
    maxFen: fen.min(0).max(10_000_000),
    unit: z.enum(['month', 'day', 'hour', 'piece']),
    how: line(60),
  }),
  board: z.strictObject({ food: z.boolean(), lodging: z.boolean() }),
  until: dateText.or(z.literal('')),
  headcount: z.number().int().min(0).max(9999),
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

export const paste = {
  /** What the phone needs to read a message: where home is, and the names of what belongs to it. */
  'paste.setting': {
    input: z.strictObject({}),
    output: z.object({
      today: dateText,
      home: z.object({ province: z.string(), city: z.string(), county: z.string() }),
      near: z.array(z.string()),
    }),
  },
  /** At most nine confirmed ones, all or none, each to be checked by a named person. What is wrong is named as `{n}.{field}`. */
  'paste.confirm': {
    input: z.strictObject({ postings: z.array(confirmed).min(1, '一条也没有').max(9, '一回最多九条') }),
    output: z.object({ postings: z.array(z.object({ id, title: z.string(), status: z.string() })) }),
  },
} as const;
