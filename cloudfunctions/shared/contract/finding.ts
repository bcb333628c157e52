// What the data rules find in the ledger: counts by rule and village, lists, and "it is so, because…".
import * as z from 'zod';
import { cursor, dateText, fen, id, instant, limit, villageCode } from './common';

const severity = z.enum(['block', 'warn', 'verify']);

export const findingView = z.object({
  id,
  rule: z.string(),
  severity,
  title: z.string(),
  words: z.string(),
  mend: z.string(),
  explainable: z.boolean(),
  status: z.enum(['open', 'explained']),
  explained: z.string(),
  household: id,
  headName: z.string(),
  villageName: z.string(),
  group: z.string(),
  person: z.object({ id, name: z.string() }).nullable(),
  spell: z.string().nullable(),
});

const spell = z.object({
  id,
  start: dateText,
  end: dateText.nullable(),
  province: z.string(),
  city: z.string(),
  county: z.string(),
  employer: z.string().nullable(),
  monthlyFen: fen.nullable(),
  industry: z.string(),
  channel: z.string(),
  organised: z.boolean().nullable(),
  kind: z.string(),
  overseas: z.boolean(),
  away: z.object({ since: dateText, backOn: dateText }).nullable(),
  confirmedMonth: z.string().nullable(),
});
/** Somebody as the rules look at them; what concerns others of the township, money or where they stand is left out. */
const member = z.object({
  id,
  name: z.string(),
  sex: z.enum(['男', '女']),
  born: dateText.nullable(),
  status: z.enum(['active', 'dead', 'gone']),
  relation: z.string(),
  labourSkill: z.string(),
  schooling: z.string().nullable(),
  studentStatus: z.string().nullable(),
  health: z.array(z.string()),
  disability: z.object({ hasCert: z.boolean() }).nullable().optional(),
  support: z.string().nullable(),
  number: z.enum(['ok', 'missing', 'placeholder', 'bad']).nullable(),
  numberSays: z.object({ born: dateText, sex: z.enum(['男', '女']) }).nullable(),
  phone: z.enum(['ok', 'none', 'bad']),
  hasContact: z.boolean(),
  accountHolder: z.string().nullable(),
  workWish: z.object({ plans: z.boolean(), needs: z.array(z.string()), why: z.string() }).nullable(),
  yulu: z.boolean().nullable(),
  spells: z.array(spell),
});

export const finding = {
  /** How many of each rule, worst first, and by village; `asOf` the oldest count among them. */
  'finding.counts': {
    input: z.strictObject({ village: villageCode.optional() }),
    output: z.object({
      asOf: instant.nullable(),
      open: z.number(),
      explained: z.number(),
      rules: z.array(
        z.object({
          rule: z.string(),
          severity,
          subject: z.string(),
          title: z.string(),
          mend: z.string(),
          codes: z.array(z.string()),
          open: z.number(),
          explained: z.number(),
        }),
      ),
      villages: z.array(z.object({ code: z.string(), name: z.string(), open: z.number(), block: z.number(), explained: z.number() })),
    }),
  },
  'finding.list': {
    input: z.strictObject({
      village: villageCode.optional(),
      rule: z.string().max(60).optional(),
      status: z.enum(['open', 'explained']).optional(),
      cursor: cursor.optional(),
      limit: limit.optional(),
    }),
    output: z.object({ items: z.array(findingView), next: z.string().nullable() }),
  },
  /** Everything found in one household, also on its members. */
  'finding.household': {
    input: z.strictObject({ household: id }),
    output: z.object({ items: z.array(findingView) }),
  },
  /** A household as the rules look at it, for asking them on the phone while somebody types. */
  'finding.view': {
    input: z.strictObject({ household: id }),
    output: z.object({
      today: dateText,
      home: z.object({ province: z.string(), city: z.string(), county: z.string() }),
      household: z.object({
        id,
        type: z.string(),
        monitoring: z.object({ category: z.string(), identifiedOn: dateText, clearedOn: dateText.nullable() }).nullable(),
        risks: z.array(z.string()),
        perCapitaFen: fen.nullable(),
        members: z.array(member),
      }),
    }),
  },
  /** "It is so, because…": settles a finding as long as the facts stay. */
  'finding.explain': {
    input: z.strictObject({ finding: id, words: z.string().trim().min(4).max(200) }),
    output: z.object({ finding: findingView }),
  },
  'finding.reopen': {
    input: z.strictObject({ finding: id }),
    output: z.object({ finding: findingView }),
  },
} as const;
