// What the data rules find in the ledger: counts by rule and village, lists, and "it is so, because…".
import * as z from 'zod';
import { cursor, id, instant, limit } from './common';

const village = z.string().regex(/^\d{12}$/);
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

export const finding = {
  /** How many of each rule, worst first, and by village; `asOf` the oldest count among them. */
  'finding.counts': {
    input: z.strictObject({ village: village.optional() }),
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
      village: village.optional(),
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
