// The registry as officers see it: finding people, lists by 片, 组 and 包户人, one person's page.
import { normalPhone, phoneProblem } from '@shared/domain/fields';
import * as z from 'zod';
import { bondView, ruled } from './bond';
import { cursor, dateText, fen, id, instant, limit } from './common';

const code = z.string().regex(/^\d{6,12}$/);

const personRow = z.object({
  id,
  name: z.string(),
  sex: z.string(),
  age: z.number(),
  idTail: z.string(),
  phoneMasked: z.string(),
  villageName: z.string(),
  group: z.string(),
  headName: z.string(),
  relation: z.string(),
  status: z.string(),
});

const memberRow = z.object({ id, name: z.string(), relation: z.string(), age: z.number(), labourer: z.boolean() });

export const person = {
  /** By name, pinyin initials, head of household (`by: head`) or the last four of the identity number; anchored, within scope. */
  'person.search': {
    input: z.strictObject({
      text: z.string().trim().min(1).max(20),
      by: z.enum(['any', 'head']).optional(),
      village: code.optional(),
      cursor: cursor.optional(),
      limit: limit.optional(),
    }),
    output: z.object({ items: z.array(personRow), next: z.string().nullable() }),
  },
  'person.view': {
    input: z.strictObject({ person: id }),
    output: z.object({
      person: personRow.extend({ born: dateText, idMasked: z.string(), labourSkill: z.string(), health: z.string(), version: z.number() }),
      household: z.object({
        id,
        headName: z.string(),
        group: z.string(),
        householdType: z.string(),
        monitoring: z.string(),
        keeper: z.string(),
        members: z.array(memberRow),
      }),
      spells: z.array(
        z.object({ id, start: dateText, end: dateText.nullable(), place: z.string(), employer: z.string(), monthlyFen: fen.nullable() }),
      ),
      claims: z.array(z.object({ id, programme: z.string(), period: z.string(), status: z.string(), amountFen: fen, since: instant })),
      account: z.object({ tail: z.string(), bank: z.string(), holder: z.string() }).nullable(),
      contact: z.object({ kind: z.enum(['family', 'cadre']), name: z.string(), relation: z.string(), phoneMasked: z.string() }).nullable(),
      bonds: z.array(bondView),
      can: z.array(z.enum(['code', 'contact', 'call', 'keep'])),
    }),
  },
  /** The number to dial, with what it is for; logged before it is opened. */
  'person.phone': {
    input: z.strictObject({ person: id, whose: z.enum(['own', 'contact']), why: z.string().trim().min(2).max(60) }),
    output: z.object({ phone: z.string() }),
  },
  'person.setContact': {
    input: z.strictObject({
      person: id,
      version: z.number().int().min(0),
      contact: z.strictObject({
        kind: z.enum(['family', 'cadre']),
        name: z.string().trim().min(1).max(20),
        relation: z.string().trim().max(20),
        phone: ruled(phoneProblem, normalPhone),
      }),
    }),
    output: z.object({ done: z.boolean(), version: z.number() }),
  },
} as const;

export const household = {
  /** Households of one's place: of a 片, a village, a 组, a 包户人 (an openid of staff, or `me`). */
  'household.list': {
    input: z.strictObject({
      village: code.optional(),
      zone: z.string().max(20).optional(),
      group: z.string().max(20).optional(),
      keeper: z.string().max(128).optional(),
      cursor: cursor.optional(),
      limit: limit.optional(),
    }),
    output: z.object({
      items: z.array(
        z.object({ id, headName: z.string(), villageName: z.string(), group: z.string(), keeper: z.string(), members: z.array(memberRow) }),
      ),
      next: z.string().nullable(),
    }),
  },
  /** What lists can be narrowed by: the 片 and villages of one's place, the 组 of each, the 包户人. */
  'household.places': {
    input: z.strictObject({}),
    output: z.object({
      zones: z.array(z.string()),
      villages: z.array(z.object({ code: z.string(), name: z.string(), zone: z.string() })),
      keepers: z.array(z.object({ id: z.string(), name: z.string() })),
    }),
  },
  'household.keep': {
    input: z.strictObject({ household: id, keeper: z.string().max(128).nullable() }),
    output: z.object({ keeper: z.string() }),
  },
} as const;
