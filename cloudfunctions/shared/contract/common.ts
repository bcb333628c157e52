// Schemas several domains share: ids, dates, money, pages. Field rules live in domain/fields and are refined here.
import { isDate } from '@shared/domain/dates';
import * as z from 'zod';

/** A document id of ours: letters, digits, `:._@-`; at most 160 characters, never empty. */
export const id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9:._@-]{0,159}$/);
/** Somebody's name as people write it down: letters of some script, no pictures. */
export const personName = z
  .string()
  .trim()
  .min(1)
  .max(20)
  .regex(/^[\p{L}·•（）() ]+$/u, '名字只写字，一个一个用顿号隔开');
/** A day that exists. */
export const dateText = z.string().refine(isDate, '没有这一天，照这样写：2026-03-02');
export const instant = z.string().max(40);
export const fen = z.number().int();
/** A village, by its code among the places of the country (统计用区划代码). */
export const villageCode = z.string().regex(/^\d{12}$/);
/** Any place: a county by six digits, a town or village by twelve. */
export const placeCode = z.string().regex(/^(\d{6}|\d{12})$/);
/** A programme period: '2025', later also '2025Q1'. */
export const period = z.string().regex(/^\d{4}(Q[1-4])?$/);
/** Opaque: what `next` of the page before held. */
export const cursor = z.string().max(400);
export const limit = z.number().int().min(1).max(50);
export const version = z.number().int().min(0);

export const basis = z.object({ title: z.string(), docNo: z.string(), article: z.string() });
export const source = z.object({ record: z.string(), words: z.string() });

export const checkValue = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('months'), n: z.number() }),
  z.object({ kind: z.literal('age'), n: z.number() }),
  z.object({ kind: z.literal('fen'), n: z.number() }),
  z.object({ kind: z.literal('count'), n: z.number() }),
  z.object({ kind: z.literal('date'), date: z.string() }),
  z.object({ kind: z.literal('text'), text: z.string() }),
  z.object({ kind: z.literal('range'), from: z.number().nullable(), to: z.number().nullable(), unit: z.enum(['age', 'fen', 'months']) }),
  z.object({ kind: z.literal('texts'), texts: z.array(z.string()) }),
  z.object({ kind: z.literal('yes') }),
  z.object({ kind: z.literal('no') }),
]);

export const checkResult = z.object({
  id: z.string(),
  check: z.string(),
  status: z.enum(['passed', 'failed', 'unknown']),
  expected: checkValue,
  actual: checkValue.nullable(),
  from: z.array(source),
  basis,
  remedy: z.string().nullable(),
});

export const assessment = z.object({
  programme: z.string(),
  version: z.string(),
  period: z.string(),
  verdict: z.enum(['eligible', 'not_eligible', 'unknown']),
  amountFen: fen,
  amountFrom: z.object({ words: z.string(), basis }).nullable(),
  checks: z.array(checkResult),
});

/** Whom to call: always in sight on a resident's page. */
export const contact = z.object({ words: z.string(), phone: z.string() });
