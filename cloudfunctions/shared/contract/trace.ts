// 一笔查到底: one payment with everything it rests on, for whoever checks years later; search by name or by a list of numbers; 疑点.
import { SUSPICIONS } from '@shared/domain/paying-records';
import * as z from 'zod';
import { cursor, fen, id, instant, limit, period } from './common';
import { offered } from './pay';

const pair = z.object({ label: z.string(), words: z.string() });

export const traceRow = z.object({
  payment: id,
  claim: id,
  name: z.string(),
  idMasked: z.string(),
  villageName: z.string(),
  spoken: z.string(),
  period,
  amountFen: fen,
  on: z.string(),
  status: z.enum(['listed', 'paid', 'failed', 'void']),
  statusWords: z.string(),
});

export const traceSheet = z.object({
  payment: id,
  /** 这 1500 元是怎么来的. */
  title: z.string(),
  asOf: instant,
  /** Blocks in the order one asks: 谁 · 凭什么 · 谁报的 · 谁看的 · 贴榜 · 怎么发的 · 来历. */
  blocks: z.array(z.object({ heading: z.string(), pairs: z.array(pair), lines: z.array(z.string()) })),
  pictures: z.array(z.object({ receipt: id, words: z.string(), sha256: z.string(), kept: z.boolean() })),
  suspicions: z.array(z.object({ code: z.enum(SUSPICIONS), words: z.string() })),
});

export const trace = {
  /** By name (from its beginning), or by whole identity numbers; newest first. */
  'trace.search': {
    input: z.strictObject({
      text: z.string().trim().min(2).max(20).optional(),
      cursor: cursor.optional(),
      limit: limit.optional(),
      period: period.optional(),
    }),
    output: z.object({ items: z.array(traceRow), next: z.string().nullable() }),
  },
  /** A list of identity numbers an auditor brings as a sheet: who of them was paid what. */
  'trace.match': {
    input: z.strictObject({ fileID: z.string().max(400), reason: z.string().trim().min(2).max(100) }),
    output: z.object({
      read: z.number(),
      unreadable: z.number(),
      hits: z.array(z.object({ row: z.number(), name: z.string(), person: z.string(), payments: z.array(traceRow) })),
    }),
  },
  'trace.sheet': { input: z.strictObject({ payment: id }), output: z.object({ sheet: traceSheet }) },
  'trace.print': { input: z.strictObject({ payment: id, reason: z.string().trim().min(2).max(100) }), output: z.object({ file: offered }) },
  'trace.picture': { input: z.strictObject({ payment: id, receipt: id }), output: z.object({ url: z.string(), until: instant }) },
  /** Looks through what was paid anew. */
  'trace.look': { input: z.strictObject({}), output: z.object({ task: id }) },
  'trace.suspicions': {
    input: z.strictObject({ code: z.enum(SUSPICIONS).optional(), cursor: cursor.optional(), limit: limit.optional() }),
    output: z.object({
      counts: z.array(z.object({ code: z.enum(SUSPICIONS), words: z.string(), count: z.number(), more: z.boolean() })),
      items: z.array(traceRow.extend({ code: z.enum(SUSPICIONS), words: z.string() })),
      /** With the first page: since when the night's own looks at the caller's towns are done, the oldest; null = none yet. */
      lookedAt: instant.nullable(),
      next: z.string().nullable(),
    }),
  },
  'trace.export': {
    input: z.strictObject({ code: z.enum(SUSPICIONS).optional(), reason: z.string().trim().min(2).max(100) }),
    output: z.object({ file: offered, count: z.number() }),
  },
} as const;
