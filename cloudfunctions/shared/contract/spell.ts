// Work spells with the fields of the national 务工月监测: what is written down of a work, what can happen to it, and its history in words.
import { AWAY_WHYS } from '@shared/domain/records';
import * as z from 'zod';
import { dateText, fen, id, instant, version } from './common';
import { standingRow } from './where';

const word = (most: number) => z.string().trim().max(most);
const placeName = z.string().trim().max(20);

/** 省 市 县; abroad the country stands as 省 and the rest stays empty. */
const place = z.strictObject({ province: placeName.min(2), city: placeName, county: placeName });

/** What the national form asks of a work (aab211, 025-027, 087, 089, 215, 093). Visits and the month's question send the same. */
export const workInput = z.strictObject({
  place,
  employer: z.string().trim().min(2).max(60).nullable(),
  monthlyFen: z.number().int().min(1).max(10_000_000).nullable(),
  industry: word(20),
  subIndustry: word(20).optional(),
  channel: word(20),
  organised: z.boolean().nullable(),
  kind: word(20),
  job: word(30).optional(),
  overseas: z.boolean().optional(),
  /** Last day of the contract; null = none, or not known. 今天先办 asks in time. */
  contractUntil: dateText.nullable().optional(),
});

/** What can happen to somebody's work; see domain/spell-moves.ts. */
export const moveInput = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('same'), month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/), how: word(20) }),
  z.strictObject({ kind: z.literal('away'), since: dateText, why: z.enum(AWAY_WHYS), backOn: dateText }),
  z.strictObject({ kind: z.literal('moved'), on: dateText, work: workInput }),
  z.strictObject({ kind: z.literal('back'), on: dateText, reason: z.string().trim().min(2).max(60) }),
  z.strictObject({ kind: z.literal('begin'), on: dateText, work: workInput }),
  z.strictObject({
    kind: z.literal('correct'),
    fields: workInput.partial().extend({ start: dateText.optional(), end: dateText.nullable().optional() }).strict(),
  }),
]);

export const spellView = z.object({
  id,
  version,
  start: dateText,
  end: dateText.nullable(),
  place: z.object({ province: z.string(), city: z.string(), county: z.string() }),
  employer: z.string().nullable(),
  monthlyFen: fen.nullable(),
  industry: z.string(),
  subIndustry: z.string(),
  channel: z.string(),
  organised: z.boolean().nullable(),
  kind: z.string(),
  job: z.string(),
  overseas: z.boolean(),
  contractUntil: dateText.nullable(),
  away: z.object({ since: dateText, why: z.enum(AWAY_WHYS), backOn: dateText }).nullable(),
  endReason: z.string(),
  confirmed: z.object({ month: z.string(), how: z.string() }).nullable(),
});

const spellsPage = z.object({
  person: z.object({ id, name: z.string(), age: z.number(), group: z.string(), headName: z.string(), villageName: z.string() }),
  /** What the data rules ask of the person beside the work, so that they can be asked while somebody types. */
  about: z.object({
    sex: z.enum(['男', '女']),
    born: dateText.nullable(),
    relation: z.string(),
    labourSkill: z.string(),
    schooling: z.string().nullable(),
    studentStatus: z.string().nullable(),
    health: z.array(z.string()),
    support: z.string().nullable(),
    householdType: z.string(),
  }),
  today: dateText,
  /** Newest first. */
  spells: z.array(spellView),
  /** Where the person stands by these; null before the first counting. */
  standing: standingRow.nullable(),
  home: z.object({ province: z.string(), city: z.string(), county: z.string() }),
  /** What happened to the records, newest first, in words. */
  history: z.array(z.object({ at: instant, by: z.string(), words: z.string() })),
  mayWrite: z.boolean(),
});

export const spell = {
  'spell.list': { input: z.strictObject({ person: id }), output: spellsPage },
  /** `spell` and `version`: the work it is about as it was seen; null begins one. */
  'spell.move': {
    input: z.strictObject({ person: id, spell: id.nullable(), version: version.nullable(), move: moveInput }),
    output: spellsPage,
  },
} as const;
