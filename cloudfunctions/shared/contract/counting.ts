// How labour is counted here: what was decided from which document, what another decision would do, and the decision itself.
import * as z from 'zod';
import { id, instant, version } from './common';

const value = z.union([z.number().int(), z.boolean(), z.null()]);
const age = z.number().int().min(0).max(200);
const values = z
  .strictObject({
    retiredFrom: age.nullable(),
    postsInScale: z.boolean(),
    agedMen: age,
    agedWomen: age,
    agedFrom: age,
    justBackDays: z.number().int().min(0).max(1000),
  })
  .partial();

const page = z.object({
  version,
  fields: z.array(
    z.object({
      id: z.string(),
      words: z.string(),
      hint: z.string(),
      kind: z.enum(['age', 'days', 'yes_no']),
      open: z.boolean(),
      value,
      said: z.string(),
      /** Decided from a document; else it is only an example. */
      decided: z.boolean(),
    }),
  ),
  decisions: z.array(
    z.object({
      changes: z.array(z.object({ words: z.string(), was: z.string(), is: z.string() })),
      document: z.string(),
      docNo: z.string(),
      decidedBy: z.string(),
      otherwise: z.number(),
      at: instant,
      by: z.string(),
    }),
  ),
  may: z.boolean(),
});

export const counting = {
  'counting.show': { input: z.strictObject({}), output: page },
  /** Long work that counts everybody both ways and writes nothing. Its result: people, otherwise, lines by figure. */
  'counting.preview': { input: z.strictObject({ version, values }), output: z.object({ task: id }) },
  /** Confirms what a preview of these very values showed; it holds from now on. */
  'counting.set': {
    input: z.strictObject({
      version,
      values,
      preview: id,
      document: z.string().trim().min(2).max(100),
      docNo: z.string().trim().max(40),
      decidedBy: z.string().trim().min(2).max(40),
    }),
    output: z.object({ page, task: id }),
  },
} as const;
