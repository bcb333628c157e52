// Being told: one's notices and the messages one allows, 收到了 or 没收到, the cadre's list of whom to tell, the card for the wall.
import { TOLD_HOWS } from '@shared/domain/paying-records';
import * as z from 'zod';
import { cursor, fen, id, instant, limit, period, villageCode } from './common';
import { offered } from './pay';

export const noticeView = z.object({
  id: z.string(),
  title: z.string(),
  text: z.string(),
  page: z.string(),
  at: instant,
  read: z.boolean(),
});

export const notice = {
  'notice.mine': {
    input: z.strictObject({ cursor: cursor.optional(), limit: limit.optional() }),
    output: z.object({
      items: z.array(noticeView),
      next: z.string().nullable(),
      unread: z.number(),
      /** Templates to ask the person's leave for; empty where the installation has none. */
      templates: z.array(z.string()),
    }),
  },
  /** Read by opening the list: up to these. */
  'notice.read': { input: z.strictObject({ ids: z.array(z.string().max(400)).min(1).max(50) }), output: z.object({ unread: z.number() }) },
  /** The person allowed messages of these templates, one each. */
  'notice.allow': {
    input: z.strictObject({ templates: z.array(z.string().min(1).max(80)).min(1).max(5) }),
    output: z.object({ left: z.number() }),
  },
  /** What was paid to somebody one acts for, and whether it arrived. */
  'notice.paid': {
    input: z.strictObject({ person: id }),
    output: z.object({
      items: z.array(
        z.object({
          payment: id,
          claim: id,
          words: z.string(),
          on: z.string(),
          answer: z.enum(['yes', 'no', '']),
          /** What the payer found out after 没收到. */
          reply: z.string(),
        }),
      ),
    }),
  },
  'notice.answer': { input: z.strictObject({ payment: id, received: z.boolean() }), output: z.object({ answer: z.enum(['yes', 'no']) }) },
} as const;

export const tellRow = z.object({
  id,
  kind: z.enum(['paid', 'failed']),
  name: z.string(),
  villageName: z.string(),
  group: z.string(),
  /** The sentence to say. */
  say: z.string(),
  at: instant,
  /** Nobody has this person's affairs on a phone. */
  noPhone: z.boolean(),
  hasNumber: z.boolean(),
});

export const told = {
  /** 要告诉的人: who has not seen it in two days. */
  'told.list': {
    input: z.strictObject({ cursor: cursor.optional(), limit: limit.optional() }),
    output: z.object({ items: z.array(tellRow), next: z.string().nullable(), total: z.number(), more: z.boolean() }),
  },
  /** The number to dial, once per tap, noted. */
  'told.number': { input: z.strictObject({ tell: id }), output: z.object({ phone: z.string(), whose: z.string() }) },
  'told.done': {
    input: z.strictObject({
      tell: id,
      how: z.enum(TOLD_HOWS),
      note: z.string().trim().max(60).default(''),
      /** What they said about the money, if they said it. */
      received: z.boolean().optional(),
    }),
    output: z.object({ done: z.literal(true) }),
  },
  /** 明白卡: what a household was paid, to print. `household` or all households of a village with payments. */
  'told.card': {
    input: z.strictObject({
      village: villageCode.optional(),
      household: id.optional(),
      size: z.enum(['A4', 'A6']),
      reason: z.string().trim().min(2).max(100),
    }),
    output: z.object({ file: offered, households: z.number() }),
  },
  'told.cardRows': {
    input: z.strictObject({ household: id }),
    output: z.object({
      head: z.string(),
      rows: z.array(z.object({ name: z.string(), spoken: z.string(), period, amountFen: fen, on: z.string(), tail: z.string() })),
    }),
  },
} as const;
