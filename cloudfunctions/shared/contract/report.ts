// 「这活不对」: what residents find wrong with a posting, and what the station made of it.
import { POSTING_STATUSES, REPORT_REASONS } from '@shared/domain/posting-record';
import * as z from 'zod';
import { cursor, id, instant, limit } from './common';

export const REPORT_RESULTS = ['kept', 'mended', 'full', 'stopped'] as const;

export const report = {
  'report.write': {
    input: z.strictObject({ posting: id, reason: z.enum(REPORT_REASONS), words: z.string().trim().max(200) }),
    output: z.object({ words: z.string() }),
  },
  /** Of the caller's places; waiting ones: what is urgent first, then in turn; answered ones: newest first. */
  'report.list': {
    input: z.strictObject({ status: z.enum(['open', 'answered']), cursor: cursor.optional(), limit: limit.optional() }),
    output: z.object({
      items: z.array(
        z.object({
          id,
          posting: id,
          title: z.string(),
          employer: z.string(),
          /** Of the posting now; null = it is gone. */
          postingStatus: z.enum(POSTING_STATUSES).nullable(),
          phone: z.string(),
          reason: z.enum(REPORT_REASONS),
          words: z.string(),
          at: instant,
          urgent: z.boolean(),
          answer: z.object({ words: z.string(), result: z.enum(REPORT_RESULTS), at: instant, by: z.string() }).nullable(),
        }),
      ),
      next: z.string().nullable(),
      /** Whether the caller may answer. */
      answers: z.boolean(),
    }),
  },
  /** Answers what waits about one posting, a few at a time; `left`: ask again with a request of its own while there are some. */
  'report.answer': {
    input: z.strictObject({
      posting: id,
      result: z.enum(REPORT_RESULTS),
      words: z.string().trim().min(2, '写一句，报的人会看到').max(200),
    }),
    output: z.object({ answered: z.number(), left: z.boolean() }),
  },
} as const;
