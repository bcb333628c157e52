// Records of the registry field by field: shown with every value (sealed ones masked), changed, and as they were on any past day.
import { GONE_WHYS } from '@shared/domain/registry-records';
import * as z from 'zod';
import { cursor, dateText, id, instant, limit, version } from './common';

/** One field's value; see domain/fields/registry-kinds.ts. A sealed one is its mask when it comes, clear when it is sent. */
export const fieldValue = z.union([
  z.string().max(200),
  z.number().int().min(0).max(10_000_000_000),
  z.boolean(),
  z.array(z.string().max(60)).max(20),
  z.null(),
]);
/** Field id → value. */
export const fieldValues = z
  .record(z.string().regex(/^[a-zA-Z.]{2,40}$/), fieldValue)
  .refine((values) => Object.keys(values).length <= 60, '一次改得太多了');
const values = z.record(z.string(), fieldValue);
const words = z.record(z.string(), z.string());

const gone = z.object({ why: z.enum(['dead', ...GONE_WHYS]), on: dateText, note: z.string(), into: z.string().nullable() });

export const personSheet = z.object({
  id,
  version,
  status: z.enum(['active', 'dead', 'gone']),
  gone: gone.nullable(),
  household: z.object({ id, headName: z.string(), group: z.string(), villageName: z.string() }),
  values,
  /** Things to look at, by field; they stop nobody. */
  warnings: words,
  /** Fields the caller may change. */
  may: z.array(z.string()),
  /** Whether the caller keeps the registry here: adds, moves, takes off. */
  keeps: z.boolean(),
  /** Records merged into this one. */
  mergedFrom: z.array(id),
});

export const householdSheet = z.object({
  id,
  version,
  status: z.enum(['active', 'gone']),
  gone: gone.nullable(),
  headName: z.string(),
  villageName: z.string(),
  keeper: z.string(),
  values,
  warnings: words,
  may: z.array(z.string()),
  keeps: z.boolean(),
  members: z.array(
    z.object({
      id,
      version,
      name: z.string(),
      relation: z.string(),
      sex: z.string(),
      age: z.number(),
      idTail: z.string(),
      status: z.enum(['active', 'dead', 'gone']),
      /** Why no longer counted, in words; '' while counted. */
      goneWords: z.string(),
    }),
  ),
});

/** One version of a record: who changed what, each field in words. */
const past = z.object({
  /** Of the household or person itself, or of one of their works. */
  record: id,
  /** Which work it is about; '' = the record itself. */
  about: z.string(),
  version,
  at: instant,
  by: z.string(),
  deed: z.string(),
  changes: z.array(z.object({ field: z.string(), words: z.string(), was: z.string(), is: z.string() })),
});
const pastPage = z.object({ items: z.array(past), next: z.string().nullable() });
const pastInput = {
  cursor: z
    .string()
    .regex(/^\d{1,9}$/)
    .optional(),
  limit: limit.optional(),
};

const shown = z.array(z.object({ field: z.string(), section: z.string(), words: z.string(), value: z.string() }));
const asOfSpell = z.object({ start: dateText, end: dateText.nullable(), words: z.string() });

/** What was found of a change of others when an edit was written: it did not touch the same fields. */
const edited = { merged: z.array(z.string()), warnings: words };

export const personRecords = {
  'person.sheet': { input: z.strictObject({ person: id }), output: z.object({ sheet: personSheet }) },
  /**
   * Writes fields over the version one saw. What somebody else changed meanwhile in other fields stays; in the same fields it is refused
   * with both values and who, by field.
   */
  'person.edit': {
    input: z.strictObject({ person: id, version, values: fieldValues }),
    output: z.object({ sheet: personSheet, ...edited }),
  },
  /** With what became of their work, in the order of time. */
  'person.history': { input: z.strictObject({ person: id, cursor: cursor.optional(), limit: limit.optional() }), output: pastPage },
  /** The record as it was at the end of a day; null = it was not there yet. */
  'person.asOf': {
    input: z.strictObject({ person: id, on: dateText }),
    output: z.object({
      on: dateText,
      record: z
        .object({ status: z.string(), household: z.string(), villageName: z.string(), fields: shown, spells: z.array(asOfSpell) })
        .nullable(),
      /** The first day something is recorded of it; null = it came with the installation. */
      since: dateText.nullable(),
    }),
  },
} as const;

export const householdRecords = {
  'household.sheet': { input: z.strictObject({ household: id }), output: z.object({ sheet: householdSheet }) },
  'household.edit': {
    input: z.strictObject({ household: id, version, values: fieldValues }),
    output: z.object({ sheet: householdSheet, ...edited }),
  },
  'household.history': { input: z.strictObject({ household: id, ...pastInput }), output: pastPage },
  'household.asOf': {
    input: z.strictObject({ household: id, on: dateText }),
    output: z.object({
      on: dateText,
      record: z
        .object({
          status: z.string(),
          headName: z.string(),
          villageName: z.string(),
          fields: shown,
          members: z.array(z.object({ name: z.string(), relation: z.string(), status: z.string() })),
        })
        .nullable(),
      since: dateText.nullable(),
    }),
  },
} as const;
