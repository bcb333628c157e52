// Reviewing many at once: how many wait, which of them are clean, and passing the clean ones as one piece of work.
import * as z from 'zod';
import { fen, id, villageCode } from './common';

export const review = {
  /** 待审 N · 干净的 n · 要看的 m, for what the caller may decide. `sampled`: clean ones drawn for a full look. */
  'review.counts': {
    input: z.strictObject({ village: villageCode.optional() }),
    output: z.object({
      waiting: z.number(),
      clean: z.number(),
      look: z.number(),
      /** Of those waiting, left to somebody else because of who the caller is. */
      others: z.number(),
      sampled: z.number(),
      /** What one press would pass, and for how much. */
      bulk: z.object({ count: z.number(), sumFen: fen, mark: z.string() }),
      /** More wait than are counted. */
      more: z.boolean(),
    }),
  },
  /** Pass the clean ones the caller was shown. `mark` names them: when one came or went meanwhile, nothing is done. */
  'review.bulk': {
    input: z.strictObject({
      village: villageCode.optional(),
      count: z.number().int().min(1),
      sumFen: fen,
      mark: z.string().regex(/^[0-9a-f]{64}$/),
    }),
    output: z.object({ task: id }),
  },
} as const;
