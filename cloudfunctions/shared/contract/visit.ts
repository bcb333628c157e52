// The visit: a village opened on the phone, the telephones of a route, what a visit brings back, and looking at it afterwards.
import { phoneProblem } from '@shared/domain/fields';
import { normalPhone } from '@shared/domain/fields/phone';
import { HEAD_RELATIONS } from '@shared/domain/options';
import { RELATIONS } from '@shared/domain/people-records';
import { AWAY_WHYS, LABOUR_SKILLS } from '@shared/domain/records';
import * as z from 'zod';
import { ruled } from './bond';
import { cursor, dateText, fen, id, instant, limit, period, version, villageCode } from './common';

const device = z.string().regex(/^[a-f0-9]{32}$/);
const words = (max: number) => z.string().trim().max(max);
const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);
/** Values of fields as the phone saw them: compared, never stored as such. */
const seenValue = z.unknown();

export const workSeen = z.object({ spell: id, version, start: dateText, end: dateText.nullable(), words: z.string(), away: z.boolean() });
const place = z.strictObject({ province: words(20), city: words(20), county: words(20) });
const work = z.strictObject({
  place,
  employer: words(60).nullable(),
  monthlyFen: z.number().int().min(0).max(20_000_000).nullable(),
  industry: words(20),
  channel: words(20),
  organised: z.boolean().nullable(),
  kind: words(30),
  job: words(30).optional(),
});
const move = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('same'), month, how: z.enum(['met', 'family']) }),
  z.strictObject({ kind: z.literal('away'), since: dateText, why: z.enum(AWAY_WHYS), backOn: dateText }),
  z.strictObject({ kind: z.literal('moved'), on: dateText, work }),
  z.strictObject({ kind: z.literal('back'), on: dateText, reason: words(60) }),
  z.strictObject({ kind: z.literal('begin'), on: dateText, work }),
]);

const about = { record: id, seen: version, base: seenValue, at: instant };
const person = { collection: z.literal('persons'), ...about };
const tags = z.array(words(20)).max(12);
const edit = z.union([
  z.discriminatedUnion('field', [
    z.strictObject({
      ...person,
      field: z.literal('education'),
      value: z.strictObject({ schooling: words(20).nullable(), studentStatus: words(20).nullable() }),
    }),
    z.strictObject({ ...person, field: z.literal('health'), value: words(40).min(1) }),
    z.strictObject({ ...person, field: z.literal('labourSkill'), value: z.enum(LABOUR_SKILLS) }),
    z.strictObject({ ...person, field: z.literal('skills'), value: tags }),
    z.strictObject({
      ...person,
      field: z.literal('workWish'),
      value: z.strictObject({
        plans: z.boolean(),
        why: words(60),
        where: words(60),
        leaveOn: month.nullable(),
        needs: tags,
        asked: dateText,
      }),
    }),
    z.strictObject({
      ...person,
      field: z.literal('trainingWish'),
      value: z.strictObject({
        wants: z.boolean(),
        trades: z.array(words(20)).max(3),
        mode: words(20),
        when: words(40),
        board: z.boolean().nullable(),
        asked: dateText,
      }),
    }),
    z.strictObject({ ...person, field: z.literal('tiedBy'), value: tags }),
    z.strictObject({ ...person, field: z.literal('phone'), value: ruled(phoneProblem, normalPhone) }),
    z.strictObject({ ...person, field: z.literal('bestHour'), value: words(40) }),
    z.strictObject({ ...person, field: z.literal('smartphone'), value: z.boolean() }),
    z.strictObject({
      ...person,
      field: z.literal('card'),
      value: z.strictObject({ works: z.boolean(), why: words(60), on: dateText }),
    }),
  ]),
  z.strictObject({ collection: z.literal('households'), ...about, field: z.literal('address'), value: words(80) }),
]);

const photo = z.strictObject({
  id: z.string().regex(/^[a-f0-9]{32}$/),
  kind: z.enum(['card', 'proxy', 'house', 'paper', 'signature']),
  person: id.nullable(),
});

export const visitInput = z.strictObject({
  id: z.string().regex(/^visit:[a-f0-9]{32}$/),
  device,
  household: id,
  on: dateText,
  startedAt: instant,
  endedAt: instant,
  met: z.array(words(20)).max(12),
  said: words(600),
  unchanged: z.array(id).max(30),
  edits: z.array(edit).max(200),
  works: z.array(z.strictObject({ person: id, base: workSeen.nullable(), move, at: instant })).max(30),
  promises: z.array(z.strictObject({ words: words(120).min(2), dueOn: dateText, person: id.nullable() })).max(12),
  later: z.array(words(80)).max(40),
  settled: z.array(words(80)).max(40),
  photos: z.array(photo).max(24),
  /** Lines of village lists signed for: each becomes the draft of a claim, with the picture as how the person agreed. */
  signs: z
    .array(
      z.strictObject({
        person: id,
        programme: z.string().regex(/^[a-z][a-z0-9-]{1,40}$/),
        period,
        photo: z.string().regex(/^[a-f0-9]{32}$/),
        at: instant,
      }),
    )
    .max(30)
    .default([]),
  /** Who came and who went, as told: the registry's own rules take it from there. */
  comings: z
    .array(
      z.strictObject({
        how: z.enum(['born', 'married_in', 'moved_in', 'missed', 'back']),
        name: words(40).min(2),
        sex: z.enum(['男', '女']),
        relation: z.enum(HEAD_RELATIONS),
        on: dateText,
        at: instant,
      }),
    )
    .max(8)
    .default([]),
  goings: z
    .array(
      z.strictObject({
        person: id,
        why: z.enum(['dead', 'moved_out', 'married_out', 'army', 'school', 'prison', 'other']),
        on: dateText,
        at: instant,
      }),
    )
    .max(12)
    .default([]),
  /** Who is to help somebody who signed for it: an invitation that waits for their WeChat. */
  helpers: z
    .array(
      z.strictObject({
        person: id,
        name: words(20).min(2),
        relation: z.enum(RELATIONS),
        phone: ruled(phoneProblem, normalPhone),
        photo: z.string().regex(/^[a-f0-9]{32}$/),
        at: instant,
      }),
    )
    .max(12)
    .default([]),
});

const personView = z.object({
  id,
  version,
  name: z.string(),
  sex: z.string(),
  age: z.number(),
  relation: z.string(),
  /** By field of domain/sync/fields: sensitive ones masked or left out. */
  values: z.record(z.string(), z.unknown()),
  phoneTail: z.string(),
  card: z.object({ tail: z.string(), bank: z.string() }).nullable(),
  work: workSeen.nullable(),
  /** Further facts of that work, to begin 「换地方了」 from. */
  pay: fen.nullable(),
  channel: z.string(),
  /** Works before, newest first, in words. */
  past: z.array(z.string()),
  /** Where the person stands (a state of domain/whereabouts), why, and what is next: a key of domain/next-steps. */
  where: z.string(),
  why: z.string(),
  next: z.string(),
  /** Subsidies that wait for a word or a signature. */
  lines: z.array(
    z.object({
      programme: z.string(),
      period: z.string(),
      name: z.string(),
      amountFen: fen,
      line: z.string(),
      missing: z.array(z.string()),
    }),
  ),
  /** What became of subsidies the person has agreed to, in words. */
  agreed: z.array(z.string()),
  /** Who asks to help, or helps already. */
  bonds: z.array(z.object({ id, name: z.string(), relation: z.string(), status: z.string() })),
  /** Whether the person has a WeChat of their own here. */
  known: z.boolean(),
});

export const householdView = z.object({
  id,
  version,
  headName: z.string(),
  group: z.string(),
  type: z.string(),
  marks: z.array(z.string()),
  keeper: z.string(),
  values: z.record(z.string(), z.unknown()),
  last: z.object({ on: dateText, by: z.string(), said: z.string() }).nullable(),
  promises: z.array(z.object({ id, words: z.string(), dueOn: dateText, owner: z.string() })),
  persons: z.array(personView),
});

export const visitView = z.object({
  id,
  household: id,
  headName: z.string(),
  villageName: z.string(),
  group: z.string(),
  on: dateText,
  startedAt: instant,
  endedAt: instant,
  by: z.string(),
  met: z.array(z.string()),
  said: z.string(),
  unchanged: z.number(),
  changes: z.array(z.object({ name: z.string(), label: z.string(), was: z.string(), is: z.string() })),
  promises: z.array(z.object({ words: z.string(), dueOn: dateText })),
  later: z.array(z.string()),
  settled: z.array(z.string()),
  photos: z.array(z.object({ id: z.string(), kind: z.string(), here: z.boolean() })),
  conflicts: z.number(),
  /** What became of what was settled at the door. */
  became: z.array(z.object({ kind: z.string(), person: z.string(), done: z.boolean(), words: z.string(), record: id.nullable() })),
});

export const villageContract = {
  /** One page of a village for the phone. `have`: household id → mark, of what the phone has already; those unchanged come back as ids alone. */
  'village.bundle': {
    input: z.strictObject({
      village: villageCode,
      device,
      model: words(40).default(''),
      cursor: cursor.optional(),
      have: z.record(id, z.string().max(16)).default({}),
    }),
    output: z.object({
      state: z.enum(['ok', 'revoked']),
      villageName: z.string(),
      asOf: instant,
      contact: z.object({ words: z.string(), phone: z.string() }),
      same: z.array(id),
      items: z.array(z.object({ mark: z.string(), household: householdView })),
      next: z.string().nullable(),
    }),
  },
} as const;

export const visit = {
  /** Telephones of the households chosen for today, with a reason; logged one household at a time, gone from the phone by the end of the day. */
  'visit.route': {
    input: z.strictObject({ village: villageCode, device, households: z.array(id).min(1).max(40), reason: words(60).min(2) }),
    output: z.object({
      until: instant,
      phones: z.array(z.object({ household: id, person: id, name: z.string(), whose: z.string(), phone: z.string() })),
    }),
  },
  'visit.submit': { input: z.strictObject({ visit: visitInput }), output: z.object({ visit: visitView, already: z.boolean() }) },
  /** The second step of a picture: its bytes are up. */
  'visit.photo': {
    input: z.strictObject({ visit: id, photo: z.string().regex(/^[a-f0-9]{32}$/), fileID: z.string().max(400) }),
    output: z.object({ visit: visitView }),
  },
  'visit.picture': {
    input: z.strictObject({ visit: id, photo: z.string().regex(/^[a-f0-9]{32}$/) }),
    output: z.object({ url: z.string(), mime: z.string(), until: instant }),
  },
  'visit.list': {
    input: z.strictObject({
      village: villageCode.optional(),
      household: id.optional(),
      mine: z.boolean().optional(),
      on: dateText.optional(),
      cursor: cursor.optional(),
      limit: limit.optional(),
    }),
    output: z.object({ items: z.array(visitView), next: z.string().nullable() }),
  },
  'visit.show': { input: z.strictObject({ visit: id }), output: z.object({ visit: visitView }) },
  /** The day's 工作日志 and 走访记录 as a Word file. */
  'visit.papers': {
    input: z.strictObject({ on: dateText, reason: words(60).min(2) }),
    output: z.object({ file: z.object({ name: z.string(), url: z.string(), until: instant }), visits: z.number() }),
  },
} as const;
