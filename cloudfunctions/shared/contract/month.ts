// The month's question: opening and closing a round, asking by household, one's own answer with one tap, 有难处, figures, 今天先办, the ledger.

import { isMonth } from '@shared/domain/dates';
import { AWAY_WHYS, TROUBLE_KINDS } from '@shared/domain/records';
import * as z from 'zod';
import { contact, cursor, dateText, fen, id, instant, limit, version, villageCode } from './common';
import { offered } from './pay';

const month = z.string().refine(isMonth, '没有这个月，照这样写：2026-03');
const note = z.string().trim().max(100).default('');
const placeName = z.string().trim().max(30);

const newWork = z.strictObject({
  place: z.strictObject({ province: placeName.min(2), city: placeName, county: placeName }),
  employer: z.string().trim().min(2).max(60).nullable(),
  monthlyFen: fen.min(1).max(10_000_000).nullable(),
});

/** What somebody said about where they are. */
export const said = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('same') }),
  z.strictObject({ kind: z.literal('moved'), on: dateText, work: newWork }),
  z.strictObject({ kind: z.literal('away'), since: dateText, why: z.enum(AWAY_WHYS), backOn: dateText }),
  z.strictObject({ kind: z.literal('back'), on: dateText, reason: z.string().trim().min(2).max(30) }),
]);
const saidToCadre = z.discriminatedUnion('kind', [
  ...said.options,
  z.strictObject({ kind: z.literal('unreached') }),
  /** 沿用上月: closes the month for somebody, never counts as checked. */
  z.strictObject({ kind: z.literal('carried') }),
]);
const trouble = z.strictObject({ kind: z.enum(TROUBLE_KINDS), words: z.string().trim().max(100).default('') });

const figures = z.object({
  asked: z.number(),
  left: z.number(),
  leftHouseholds: z.number(),
  self: z.number(),
  phone: z.number(),
  met: z.number(),
  family: z.number(),
  group: z.number(),
  carried: z.number(),
  unreached: z.number(),
  late: z.number(),
  changed: z.number(),
  troubles: z.number(),
  doubtful: z.number(),
});

const away = z.object({ since: dateText, why: z.enum(AWAY_WHYS), backOn: dateText }).nullable();

export const checkView = z.object({
  id,
  version,
  person: id,
  name: z.string(),
  household: id,
  headName: z.string(),
  group: z.string(),
  /** Who calls; '' = whoever takes it. */
  callerName: z.string(),
  mine: z.boolean(),
  first: z.boolean(),
  status: z.enum(['due', 'same', 'moved', 'away', 'back', 'trouble', 'unreached', 'carried']),
  how: z.enum(['self', 'phone', 'met', 'family', 'group', 'carried']).nullable(),
  note: z.string(),
  at: instant.nullable(),
  by: z.string(),
  tries: z.number(),
  standing: z.enum(['working', 'away', 'home']),
  /** 省 市 县 and employer in words; '' at home. */
  where: z.string(),
  /** When somebody home for a while goes again; '' else. */
  backOn: z.string(),
  away,
  /** Whom one can ring: the person, 联系人. */
  ownPhone: z.boolean(),
  contact: z.object({ name: z.string(), relation: z.string() }).nullable(),
  bestHour: z.string(),
  troubles: z.array(z.string()),
  late: z.string(),
  /** How many other answers are kept beside this one. */
  others: z.number(),
});

export const roundView = z.object({
  village: villageCode,
  villageName: z.string(),
  month,
  cutoff: dateText,
  status: z.enum(['open', 'closed']),
  closedAt: instant.nullable(),
  version,
});

const kept = z.object({
  check: id,
  /** kept: it stands. same: somebody had said the same. differs: somebody had said otherwise, both are kept. refused: see words. */
  state: z.enum(['kept', 'same', 'differs', 'refused']),
  words: z.string(),
});

const placed = z.strictObject({
  place: z
    .string()
    .regex(/^\d{6,12}$/)
    .optional(),
  month: month.optional(),
});
const ledgerRow = z.object({
  id,
  villageName: z.string(),
  group: z.string(),
  headName: z.string(),
  name: z.string(),
  idMasked: z.string(),
  whereabouts: z.string(),
  place: z.string(),
  employer: z.string(),
  monthlyFen: fen.nullable(),
  outcome: z.string(),
  how: z.string(),
  by: z.string(),
  on: z.string(),
  note: z.string(),
});

const figureRow = z.object({
  village: villageCode,
  villageName: z.string(),
  status: z.enum(['open', 'closed']),
  cutoff: dateText,
  figures,
  asOf: instant,
});

export const monthly = {
  /** Opens this month in a village by hand; the night does it by itself on the first day. `task` drives it. */
  'month.open': { input: z.strictObject({ village: villageCode }), output: z.object({ task: id }) },
  /** A village's month: who is still to be asked, a page of people at a time. */
  'month.village': {
    input: z.strictObject({ village: villageCode.optional(), month: month.optional(), cursor: cursor.optional() }),
    output: z.object({
      today: dateText,
      villages: z.array(z.object({ code: villageCode, name: z.string() })),
      village: villageCode,
      month,
      round: roundView.nullable(),
      figures: figures.nullable(),
      officers: z.array(z.object({ name: z.string(), me: z.boolean() })),
      items: z.array(checkView),
      next: z.string().nullable(),
      /** Whether the caller asks here, and may open or close. */
      can: z.array(z.enum(['ask', 'open', 'close'])),
    }),
  },
  /** I call this household. */
  'month.take': { input: z.strictObject({ household: id, month }), output: z.object({ items: z.array(checkView) }) },
  /** The numbers to dial, household by household, for the month's call; logged person by person before any is opened. */
  'month.numbers': {
    input: z.strictObject({ month, households: z.array(id).min(1).max(10) }),
    output: z.object({
      numbers: z.array(
        z.object({
          household: id,
          phone: z.string(),
          /** Whose it is, in words: 周某某 · 闺女 周某. */
          whose: z.string(),
          own: z.boolean(),
          /** Whom of the household one asks about over it. */
          persons: z.array(id),
          bestHour: z.string(),
        }),
      ),
    }),
  },
  /** One question for each of a household at once. `seen`: the version the phone showed; who answers what they had not seen overwrites nothing. */
  'month.answer': {
    input: z.strictObject({
      month,
      household: id,
      answers: z
        .array(
          z.strictObject({
            check: id,
            seen: version,
            said: saidToCadre,
            how: z.enum(['phone', 'met', 'family', 'group']),
            note,
            trouble: trouble.optional(),
          }),
        )
        .min(1)
        .max(12),
    }),
    output: z.object({ results: z.array(kept), items: z.array(checkView) }),
  },
  /** The month ends here: who was not asked is carried over, figures stand as they are. */
  'month.close': { input: z.strictObject({ village: villageCode, month, version }), output: z.object({ task: id }) },
  /** Where one is now, as the person or whoever helps them sees it. */
  'month.mine': {
    input: z.strictObject({ person: id }),
    output: z.object({
      month,
      /** null when nobody is asked about this person now. */
      check: z
        .object({
          id,
          version,
          status: z.string(),
          answeredOn: z.string(),
          how: z.string(),
          cutoff: dateText,
        })
        .nullable(),
      standing: z.enum(['working', 'away', 'home']),
      where: z.string(),
      employer: z.string(),
      backOn: z.string(),
      away,
      contact,
      troubles: z.array(z.object({ kind: z.enum(TROUBLE_KINDS), words: z.string(), dueOn: dateText, owner: z.string() })),
    }),
  },
  'month.say': {
    input: z.strictObject({ person: id, check: id, seen: version, said, note }),
    output: z.object({ state: z.enum(['kept', 'same', 'differs', 'refused']), words: z.string() }),
  },
  'month.trouble': {
    input: z.strictObject({ person: id, trouble }),
    output: z.object({
      say: z.array(z.string()),
      line: contact.nullable(),
      office: contact,
      village: contact,
      owner: z.string(),
      dueOn: dateText,
    }),
  },
  /** Coverage, changes and doubtful records, a row a village, as of now; a closed month as it was reported. */
  'month.figures': {
    input: placed,
    output: z.object({ today: dateText, month, placeName: z.string(), rows: z.array(figureRow), total: figures, next: z.array(month) }),
  },
  /** 今天先办: what is at stake, the heaviest first. */
  'month.first': {
    input: z.strictObject({ limit: limit.optional() }),
    output: z.object({
      month,
      asOf: z.string(),
      items: z.array(
        z.object({
          person: id,
          name: z.string(),
          household: id,
          villageName: z.string(),
          village: villageCode,
          group: z.string(),
          headName: z.string(),
          why: z.array(z.string()),
        }),
      ),
      left: z.number(),
      leftHouseholds: z.number(),
      asked: z.number(),
    }),
  },
  'month.ledger': {
    input: z.strictObject({ village: villageCode, month, cursor: cursor.optional(), limit: limit.optional() }),
    output: z.object({ round: roundView.nullable(), figures: figures.nullable(), items: z.array(ledgerRow), next: z.string().nullable() }),
  },
  /** 月台账 as a spreadsheet: of a village, or of a township (numbers always masked there). */
  'month.sheet': {
    input: z.strictObject({ place: villageCode, month, whole: z.boolean(), reason: z.string().trim().min(2).max(100) }),
    output: z.object({ file: offered, rows: z.number() }),
  },
} as const;
