// 认人 and 家里人: personal codes, what a WeChat may act for and how that was agreed; the consent before it; one's card.

import { accountProblem, idNumberProblem, normalAccount, normalIdNumber } from '@shared/domain/fields';
import { CONFIRM_HOWS, RELATIONS } from '@shared/domain/people-records';
import * as z from 'zod';
import { dateText, id, instant } from './common';

/** What stands in a personal code: unguessable, fits the 32 signs of a mini-program code. */
export const personalCode = z.string().regex(/^[a-z0-9]{20}$/, '这个码不对，再扫一次');
const words = (max: number) => z.string().trim().min(1).max(max);

/** A field rule of domain/fields as a schema: its own words say what is wrong. */
export function ruled(problem: (typed: string) => string | null, normal: (typed: string) => string) {
  return z
    .string()
    .max(64)
    .superRefine((typed, ctx) => {
      const wrong = problem(typed);
      if (wrong !== null) ctx.addIssue({ code: 'custom', message: wrong });
    })
    .transform(normal);
}

/** Whom a code is for, as much as may be shown before it is taken. */
/** Of an invitation: as whom the person agreed to be helped. */
const helper = z.object({ name: z.string(), relation: z.string() }).nullable();
const offer = z.object({ code: z.string(), maskedName: z.string(), villageName: z.string(), helper });

export const bondView = z.object({
  id,
  person: z.object({ id, name: z.string() }),
  /** Who helps; the person's own name for 'self'. */
  name: z.string(),
  relation: z.string(),
  as: z.enum(['self', 'helper']),
  status: z.enum(['invited', 'asked', 'confirmed', 'declined', 'ended', 'revoked']),
  how: z.enum(CONFIRM_HOWS).nullable(),
  askedAt: instant,
  until: dateText.nullable(),
  villageName: z.string(),
  /** Of this WeChat. */
  mine: z.boolean(),
  can: z.array(z.enum(['confirm', 'end', 'record', 'code'])),
});

export const bond = {
  /** A cadre makes a personal code; shown once, stored as a hash. `picture`: the mini-program code, a data URL. */
  'bond.issue': {
    /** `bond`: an invitation agreed to at the door; whoever takes this code helps as agreed. */
    input: z.strictObject({ person: id, bond: id.optional() }),
    output: z.object({
      code: personalCode,
      name: z.string(),
      villageName: z.string(),
      until: instant,
      picture: z.string(),
      path: z.string(),
    }),
  },
  'bond.open': {
    input: z.strictObject({ code: personalCode }),
    output: z.object({ maskedName: z.string(), villageName: z.string(), until: instant, helper }),
  },
  /** 「是我」 or 「我是他家里人」. */
  'bond.take': {
    input: z.discriminatedUnion('as', [
      z.strictObject({ as: z.literal('self'), code: personalCode }),
      z.strictObject({ as: z.literal('helper'), code: personalCode, relation: z.enum(RELATIONS), name: words(20) }),
    ]),
    output: z.object({ bond: bondView, confirmed: z.boolean() }),
  },
  /** The code WeChat's get-phone-number button gave; answers whom the registry has under that number. */
  'bond.byPhone': {
    input: z.strictObject({ phoneCode: z.string().min(1).max(512) }),
    output: z.object({ offers: z.array(offer) }),
  },
  'bond.byNumber': {
    input: z.strictObject({ name: words(40), idNumber: ruled(idNumberProblem, normalIdNumber) }),
    output: z.object({ offers: z.array(offer) }),
  },
  /** Whom I help and who helps those I am. */
  'bond.mine': {
    input: z.strictObject({}),
    output: z.object({ bonds: z.array(bondView) }),
  },
  'bond.answer': {
    input: z.strictObject({ bond: id, yes: z.boolean() }),
    output: z.object({ bond: bondView }),
  },
  'bond.end': {
    input: z.strictObject({ bond: id, why: z.string().trim().max(100) }),
    output: z.object({ bond: bondView }),
  },
  /** A cadre records how the person agreed. */
  'bond.record': {
    input: z.strictObject({
      bond: id,
      how: z.enum(['paper', 'voice', 'call']),
      on: dateText,
      note: z.string().trim().max(200),
      fileID: z.string().max(400).optional(),
    }),
    output: z.object({ bond: bondView }),
  },
  /** A link to the paper or the sentence, signed and logged. */
  'bond.proof': {
    input: z.strictObject({ bond: id }),
    output: z.object({ url: z.string(), mime: z.string(), until: instant }),
  },
} as const;

export const consent = {
  'consent.state': {
    input: z.strictObject({}),
    output: z.object({
      version: z.string(),
      agreed: z.boolean(),
      fields: z.array(z.object({ field: z.string(), words: z.string(), purpose: z.string(), without: z.string() })),
      promises: z.array(z.string()),
      operator: z.string(),
    }),
  },
  'consent.agree': {
    input: z.strictObject({ version: z.string().max(20) }),
    output: z.object({ agreed: z.boolean() }),
  },
} as const;

const cardView = z.object({ tail: z.string(), bank: z.string(), holder: z.string() });

export const card = {
  'card.mine': {
    input: z.strictObject({ person: id }),
    output: z.object({
      person: z.object({ id, name: z.string() }),
      version: z.number(),
      account: cardView.nullable(),
      past: z.array(cardView.extend({ until: instant })),
      /** Whether the card may be somebody else's of the family. */
      othersAllowed: z.boolean(),
    }),
  },
  'card.set': {
    input: z.strictObject({
      person: id,
      version: z.number().int().min(0),
      number: ruled(accountProblem, normalAccount),
      /** The last four once more, as read from the card. */
      tail: z.string().regex(/^\d{4}$/, '填卡上最后四位数字'),
      bank: words(40),
      holder: words(40),
    }),
    output: z.object({ account: cardView, warnings: z.array(z.string()) }),
  },
} as const;
