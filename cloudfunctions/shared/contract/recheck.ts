// 回访: who was drawn, the number to dial, what they said to the five questions an inspector asks, and how much agrees.
import { RECHECK_QUESTIONS } from '@shared/domain/records';
import * as z from 'zod';
import { cursor, dateText, id, limit, version, villageCode } from './common';

const verdict = z.strictObject({ verdict: z.enum(['agrees', 'differs', 'unclear']), said: z.string().trim().max(60).default('') });

export const recheckView = z.object({
  id,
  version,
  status: z.enum(['open', 'done', 'unreached']),
  month: z.string(),
  name: z.string(),
  villageName: z.string(),
  group: z.string(),
  headName: z.string(),
  /** What the ledger holds, to be compared after asking. */
  questions: z.array(
    z.object({
      key: z.enum(RECHECK_QUESTIONS),
      words: z.string(),
      ledger: z.string(),
      verdict: z.string(),
      said: z.string(),
    }),
  ),
  tries: z.number(),
  by: z.string(),
  /** '' = the caller may call; else why somebody else must. */
  barred: z.string(),
  hasNumber: z.boolean(),
});

export const recheck = {
  'recheck.list': {
    input: z.strictObject({
      view: z.enum(['open', 'done']),
      village: villageCode.optional(),
      cursor: cursor.optional(),
      limit: limit.optional(),
    }),
    output: z.object({
      today: dateText,
      items: z.array(recheckView),
      next: z.string().nullable(),
      /** Of the newest month drawn, village by village: drawn, reached, of those how many agree in everything. */
      shares: z.array(z.object({ villageName: z.string(), month: z.string(), drawn: z.number(), reached: z.number(), agree: z.number() })),
    }),
  },
  'recheck.number': { input: z.strictObject({ recheck: id }), output: z.object({ phone: z.string(), whose: z.string() }) },
  'recheck.answer': {
    input: z.strictObject({
      recheck: id,
      version,
      reached: z.boolean(),
      answers: z.partialRecord(z.enum(RECHECK_QUESTIONS), verdict),
    }),
    output: z.object({ recheck: recheckView }),
  },
} as const;
