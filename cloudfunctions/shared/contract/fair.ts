// Job fairs and activities: made by a station, seen by everybody, signed up for, come to, and what came of them.
import { APPLICATION_STATUSES } from '@shared/domain/application-records';
import { FAIR_STATUSES, FAIR_VISIT_STATUSES } from '@shared/domain/fairs';
import * as z from 'zod';
import { cursor, dateText, id, limit, version, villageCode } from './common';

const line = (most: number) => z.string().trim().max(most);

const post = z.object({ posting: z.string(), words: z.string(), headcount: z.number() });
const stand = z.object({ employer: z.string(), posts: z.array(post) });

/** As anybody reads it. */
export const fairCard = z.object({
  id,
  status: z.enum(FAIR_STATUSES),
  campaign: z.string(),
  title: z.string(),
  on: dateText,
  hours: z.string(),
  where: z.string(),
  employers: z.number(),
  posts: z.number(),
});

export const fairPublic = fairCard.extend({
  transport: z.string(),
  words: z.string(),
  stands: z.array(stand),
  contact: z.object({ words: z.string(), phone: z.string() }),
  /** Why it was called off; '' otherwise. */
  why: z.string(),
});

const fairFull = fairPublic.extend({
  villages: z.array(z.object({ code: z.string(), name: z.string() })),
  by: z.string(),
  report: z.object({ words: z.string(), at: z.string(), by: z.string() }).nullable(),
  /** What must still be filled in before it is announced. */
  lacks: z.array(z.object({ field: z.string(), words: z.string() })),
  version,
});

const visitRow = z.object({
  person: id,
  name: z.string(),
  villageName: z.string(),
  status: z.enum(FAIR_VISIT_STATUSES),
  by: z.string(),
});

const fields = z.strictObject({
  campaign: line(20),
  title: line(30),
  on: dateText,
  hours: line(30),
  where: line(60),
  transport: line(100),
  words: line(300),
  stands: z
    .array(
      z.strictObject({
        employer: line(40).min(1, '写上哪一家'),
        posts: z
          .array(
            z.strictObject({
              posting: id.or(z.literal('')),
              words: line(40).min(1, '写上招什么'),
              headcount: z.number().int().min(1).max(999),
            }),
          )
          .max(12),
      }),
    )
    .max(40),
  villages: z.array(villageCode).max(60),
  contact: z.strictObject({ name: line(20), phone: z.string().regex(/^(|[\d-]{7,13})$/, '电话写数字') }),
});

export const fair = {
  /** What is coming, soonest first; for everybody. */
  'fair.next': {
    input: z.strictObject({}),
    output: z.object({ fairs: z.array(fairCard) }),
  },
  /** One of them, from the list or by the code at its door; and what those one acts for said about it. */
  'fair.open': {
    input: z.strictObject({
      fair: id.optional(),
      code: z
        .string()
        .regex(/^[A-Z0-9]{8}$/)
        .optional(),
      /** The card it was opened from, by its id or its poster's code, and the village whose group that was sent to: notes that it arrived. */
      push: id.optional(),
      village: villageCode.optional(),
    }),
    output: z.object({
      fair: fairPublic,
      /** null = not said. */
      mine: z.array(z.object({ person: id, name: z.string(), said: z.enum(FAIR_VISIT_STATUSES).nullable() })),
      /** Whether the code of the door was shown, so that coming can be told. */
      atDoor: z.boolean(),
      today: dateText,
    }),
  },
  'fair.come': {
    input: z.strictObject({ fair: id, person: id, coming: z.boolean() }),
    output: z.object({ said: z.enum(FAIR_VISIT_STATUSES) }),
  },
  /** 签到: by scanning the code at the door, on the day. */
  'fair.arrive': {
    input: z.strictObject({ code: z.string().regex(/^[A-Z0-9]{8}$/), person: id }),
    output: z.object({ said: z.enum(FAIR_VISIT_STATUSES) }),
  },
  /** What the stations have, in one state, latest first. */
  'fair.board': {
    input: z.strictObject({ status: z.enum(FAIR_STATUSES), cursor: cursor.optional(), limit: limit.optional() }),
    output: z.object({ items: z.array(fairCard), next: z.string().nullable(), makes: z.boolean() }),
  },
  'fair.show': {
    input: z.strictObject({ fair: id }),
    output: z.object({ fair: fairFull, makes: z.boolean(), helps: z.boolean(), today: dateText }),
  },
  /** `fair` null begins a draft. */
  'fair.write': {
    input: z.strictObject({ fair: id.nullable(), version: version.nullable(), fields }),
    output: z.object({ fair: fairFull }),
  },
  'fair.turn': {
    input: z.strictObject({ fair: id, version, to: z.enum(FAIR_STATUSES), words: line(300) }),
    output: z.object({ fair: fairFull }),
  },
  /** The picture of the code for its door; '' when it cannot be made now, `code` can always be typed. */
  'fair.code': {
    input: z.strictObject({ fair: id }),
    output: z.object({ code: z.string(), picture: z.string() }),
  },
  /** Who comes or came, of the caller's places. */
  'fair.people': {
    input: z.strictObject({ fair: id, status: z.enum(FAIR_VISIT_STATUSES), cursor: cursor.optional(), limit: limit.optional() }),
    output: z.object({ items: z.array(visitRow), next: z.string().nullable() }),
  },
  /** Written down for somebody: they come, they do not, they came. */
  'fair.mark': {
    input: z.strictObject({ fair: id, person: id, to: z.enum(FAIR_VISIT_STATUSES) }),
    output: z.object({ person: visitRow }),
  },
  /** What came of it: of those of the caller's places, and of the applications to its posts made since its day. */
  'fair.outcome': {
    input: z.strictObject({ fair: id }),
    output: z.object({
      visits: z.object({ coming: z.number(), not_coming: z.number(), came: z.number() }),
      posts: z.array(
        z.object({
          posting: z.string(),
          employer: z.string(),
          words: z.string(),
          headcount: z.number(),
          counts: z.partialRecord(z.enum(APPLICATION_STATUSES), z.number()),
        }),
      ),
      /** People, each once, however many posts they asked for. */
      asked: z.number(),
      taken: z.number(),
    }),
  },
} as const;
