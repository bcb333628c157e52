// Posted lists: made from the claims of a stage, hung on the wall, opened by anybody with the code, objected to, answered, closed.
import { MINUTES_ABOUT } from '@shared/domain/minutes-records';
import { POSTED_COLUMNS } from '@shared/domain/posted-line';
import { OBJECTION_KINDS } from '@shared/domain/publicity-records';
import { REASON_CODES } from '@shared/domain/words/reasons';
import * as z from 'zod';
import { cursor, dateText, fen, id, instant, limit, period, personName, placeCode, version } from './common';

const level = z.enum(['village', 'town', 'county']);
const programme = z.string().regex(/^[a-z][a-z0-9-]{1,40}$/);
const status = z.enum(['building', 'posted', 'closing', 'closed', 'void']);
const code = z.string().regex(/^[A-HJ-NP-Z2-9]{8}$/);
const words = (most: number) => z.string().trim().max(most);

/** A line as anybody may read it: the columns of the document and nothing that could hold a number of somebody. */
export const postedLine = z.object({
  no: z.number(),
  name: z.string(),
  sex: z.enum(['男', '女']).nullable(),
  age: z.number().nullable(),
  workPeriod: z.string().nullable(),
  workPlace: z.string().nullable(),
  employer: z.string().nullable(),
  amountFen: fen.nullable(),
});

const listHead = z.object({
  id,
  status,
  level,
  placeName: z.string(),
  programme: z.string(),
  name: z.string(),
  spoken: z.string(),
  period,
  n: z.number(),
  code: z.string(),
  columns: z.array(z.enum(POSTED_COLUMNS)),
  days: z.number(),
  /** 「5 个工作日」 or 「7 天」. */
  daysWords: z.string(),
  from: dateText.or(z.literal('')),
  until: dateText.or(z.literal('')),
  /** Working days left, today included; 0 = the days are over. */
  left: z.number(),
  count: z.number(),
  sumFen: fen,
  hash: z.string(),
  /** 监督电话. */
  phone: z.string(),
  office: z.string(),
  basis: z.string(),
});

const answer = z.object({ text: z.string(), at: instant, by: z.string() });
const objectionBase = z.object({
  id,
  status: z.enum(['open', 'upheld', 'dismissed']),
  no: z.number(),
  kind: z.enum(OBJECTION_KINDS),
  text: z.string(),
  at: instant,
  dueOn: dateText,
  answer: answer.nullable(),
});

export const objectionView = objectionBase.extend({
  personName: z.string(),
  claim: id.nullable(),
  version,
  /** '' = did not say. */
  name: z.string(),
  phoneMasked: z.string(),
  /** Why the caller may not answer it; '' = may. */
  barred: z.string(),
});

const minutesView = z.object({
  id,
  on: dateText,
  place: z.string(),
  chair: z.string(),
  writer: z.string(),
  attendees: z.array(z.string()),
  decision: z.string(),
  by: z.string(),
});

const listView = listHead.extend({
  version,
  lines: z.array(postedLine.extend({ claim: id, held: z.boolean() })),
  objections: z.array(objectionView),
  photos: z.number(),
  minutes: minutesView.nullable(),
  extended: z.array(z.object({ until: dateText, reason: z.string(), by: z.string() })),
  postedBy: z.string(),
  task: z.string(),
  can: z.array(z.enum(['close', 'extend', 'photo', 'minutes'])),
});

export const publicity = {
  /** What is to be posted, and the lists there are, newest first. */
  'publicity.list': {
    input: z.strictObject({ cursor: cursor.optional(), limit: limit.optional() }),
    output: z.object({
      due: z.array(
        z.object({
          level,
          place: placeCode,
          placeName: z.string(),
          programme: z.string(),
          name: z.string(),
          period,
          count: z.number(),
          sumFen: fen,
          days: z.number(),
          daysWords: z.string(),
        }),
      ),
      items: z.array(listHead.extend({ open: z.number() })),
      next: z.string().nullable(),
    }),
  },
  /** Freeze everything of one programme and period that waits for being posted at this place. */
  'publicity.post': {
    input: z.strictObject({ level, place: placeCode, programme, period }),
    output: z.object({ publicity: id, task: id }),
  },
  'publicity.show': { input: z.strictObject({ publicity: id }), output: z.object({ list: listView }) },
  /** A picture of the sheet on the wall. */
  'publicity.photo': {
    input: z.strictObject({ publicity: id, version, fileID: z.string().max(400) }),
    output: z.object({ list: listView }),
  },
  'publicity.picture': {
    input: z.strictObject({ publicity: id, index: z.number().int().min(0).max(8) }),
    output: z.object({ url: z.string(), until: instant }),
  },
  /** The mini-program code of the public page, as a data address; '' when it cannot be made now. */
  'publicity.code': { input: z.strictObject({ publicity: id }), output: z.object({ picture: z.string() }) },
  'publicity.minutes': {
    input: z.strictObject({
      publicity: id,
      version,
      about: z.enum(MINUTES_ABOUT).default('publicity'),
      on: dateText,
      place: words(40),
      chair: words(20).min(1),
      writer: words(20),
      attendees: z.array(personName).min(1).max(60),
      decision: words(500).min(2),
    }),
    output: z.object({ list: listView }),
  },
  /** Longer, when the county says so. */
  'publicity.extend': {
    input: z.strictObject({ publicity: id, version, days: z.number().int().min(1).max(30), reason: words(100).min(2) }),
    output: z.object({ list: listView }),
  },
  /** The days are over: everybody without an open objection goes on. */
  'publicity.close': { input: z.strictObject({ publicity: id, version }), output: z.object({ publicity: id, task: id }) },
  'publicity.answer': {
    input: z.strictObject({
      objection: id,
      version,
      /** dismissed: nothing is wrong; upheld: the claim goes back or is refused. */
      result: z.enum(['dismissed', 'upheld']),
      verb: z.enum(['return', 'reject']).optional(),
      reasons: z.array(z.enum(REASON_CODES)).max(6).default([]),
      text: words(300).min(2),
    }),
    output: z.object({ list: listView }),
  },
  /** The public page: no login. Names in full for the people of the village and those who work for it, else the first sign. */
  'publicity.open': {
    input: z.strictObject({ code }),
    output: z.object({
      list: listHead,
      lines: z.array(postedLine),
      /** Whether names are shown in full. */
      full: z.boolean(),
      answers: z.array(z.object({ no: z.number(), status: z.enum(['upheld', 'dismissed']), answer })),
      /** The caller's own words against it. */
      mine: z.array(objectionBase),
    }),
  },
  'publicity.object': {
    input: z.strictObject({
      code,
      /** 0 = the whole list. */
      no: z.number().int().min(0).max(5000),
      kind: z.enum(OBJECTION_KINDS),
      text: words(300).min(4),
      name: words(20).optional(),
      phone: z
        .string()
        .regex(/^1\d{10}$/)
        .optional(),
    }),
    output: z.object({ objection: objectionBase }),
  },
} as const;
