// People who come and go: a new member, a new household, a death, leaving, coming back, moving; the village's ledger of it.
import { HAPPENINGS } from '@shared/domain/happening-records';
import * as z from 'zod';
import { cursor, dateText, id, instant, limit, version, villageCode } from './common';
import { fieldValues, householdSheet, personSheet } from './registry-edit';

const note = z.string().trim().max(100);
/** Long work that finishes what was begun; null when it is done already. */
const task = id.nullable();

const happening = z.object({
  id,
  kind: z.enum(HAPPENINGS),
  kindWords: z.string(),
  person: z.object({ id, name: z.string() }).nullable(),
  household: z.object({ id, headName: z.string() }),
  villageName: z.string(),
  on: dateText,
  words: z.string(),
  at: instant,
  by: z.string(),
  undone: z.boolean(),
});

export const personMoves = {
  /** A new member of a household. `idNumber` says birth and sex unless it is the system's stand-in. */
  'person.add': {
    input: z.strictObject({
      household: id,
      how: z.enum(['born', 'married_in', 'moved_in', 'missed']),
      on: dateText,
      note,
      values: fieldValues,
      /** The duty a door left of this person: closed with it. */
      duty: id.optional(),
    }),
    output: z.object({ sheet: personSheet }),
  },
  'person.die': {
    input: z.strictObject({ person: id, version, on: dateText, note }),
    output: z.object({ sheet: personSheet, needsHead: z.boolean() }),
  },
  'person.leave': {
    input: z.strictObject({
      person: id,
      version,
      why: z.enum(['moved_out', 'married_out', 'army', 'school', 'prison', 'entered_by_mistake', 'other']),
      on: dateText,
      note,
    }),
    output: z.object({ sheet: personSheet, needsHead: z.boolean() }),
  },
  /** Taken off by mistake, or come back. */
  'person.restore': { input: z.strictObject({ person: id, version, note }), output: z.object({ sheet: personSheet }) },
  /** To another household, in this village or another one the caller serves too. */
  'person.move': {
    input: z.strictObject({ person: id, version, household: id, relation: z.string().max(20), on: dateText, note }),
    output: z.object({ sheet: personSheet, task }),
  },
} as const;

export const householdMoves = {
  'household.add': {
    input: z.strictObject({ village: villageCode, on: dateText, note, values: fieldValues, head: fieldValues }),
    output: z.object({ sheet: householdSheet }),
  },
  /** What would go along with a move and what stays where it is, before it is done. */
  'household.moveLook': {
    input: z.strictObject({ household: id, person: id.optional() }),
    output: z.object({
      people: z.number(),
      goes: z.array(z.string()),
      stays: z.array(z.string()),
      /** Villages it can move to: those the caller keeps. */
      villages: z.array(z.object({ code: z.string(), name: z.string() })),
      /** Villages of others in the county: they are asked to take them in. */
      asks: z.array(z.object({ code: z.string(), name: z.string() })),
    }),
  },
  'household.move': {
    input: z.strictObject({ household: id, version, village: villageCode, group: z.string().trim().max(20), on: dateText, note }),
    output: z.object({ sheet: householdSheet, task: id }),
  },
  /** Another head: everybody's relation is said anew. */
  'household.head': {
    input: z.strictObject({
      household: id,
      version,
      head: id,
      relations: z.array(z.strictObject({ person: id, relation: z.string().max(20) })).max(30),
    }),
    output: z.object({ sheet: householdSheet, task: id }),
  },
  /** A household nobody is counted in any more. */
  'household.close': { input: z.strictObject({ household: id, version, note }), output: z.object({ sheet: householdSheet }) },
} as const;

export const happenings = {
  'happening.list': {
    input: z.strictObject({ village: villageCode.optional(), cursor: cursor.optional(), limit: limit.optional() }),
    output: z.object({ items: z.array(happening), next: z.string().nullable() }),
  },
  'happening.of': {
    input: z.strictObject({ person: id.optional(), household: id.optional() }),
    output: z.object({ items: z.array(happening) }),
  },
} as const;
