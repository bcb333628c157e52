// Who should be paid: past payments taken over, opened years, the village list with what is missing, and 应发尽发 as an equation.
import { EQUATION_PARTS, LINES } from '@shared/domain/lines';
import { IMPORT_STATES, ROW_OUTCOMES } from '@shared/domain/list-records';
import * as z from 'zod';
import { cursor, dateText, fen, id, instant, limit, period, personName, placeCode, version, villageCode } from './common';
import { line, listRow } from './line';
import { taskView } from './task';

const programme = z.string().regex(/^[a-z][a-z0-9-]{1,40}$/);
const note = z.string().trim().max(300);

const yearView = z.object({
  programme: z.string(),
  name: z.string(),
  period,
  status: z.enum(['open', 'checking']),
  openedAt: instant.nullable(),
  by: z.string(),
  note: z.string(),
});

const importView = z.object({
  id,
  version,
  status: z.enum(IMPORT_STATES),
  fileName: z.string(),
  columns: z.record(z.string(), z.string()),
  rows: z.number(),
  by: z.string(),
  at: instant,
});

const foundRow = z.object({
  row: z.number(),
  name: z.string(),
  idTail: z.string(),
  outcome: z.enum(ROW_OUTCOMES),
  words: z.string(),
  villageName: z.string(),
  programme: z.string(),
  period: z.string(),
  amountFen: fen,
  paidOn: z.string(),
});

export const opening = {
  /** Programme-years with whether they are opened, and the sheets taken so far. */
  'opening.years': {
    input: z.strictObject({}),
    output: z.object({ today: dateText, years: z.array(yearView), imports: z.array(importView) }),
  },
  /** Opens a programme-year to residents once the past is gone through, or closes it again. */
  'opening.set': {
    input: z.strictObject({ programme, period, open: z.boolean(), note: note.default('') }),
    output: z.object({ year: yearView }),
  },
  /** Takes a sheet of past payments and looks at every row (a dry run): nothing counts until it is applied. */
  'opening.check': {
    input: z.strictObject({
      fileID: z.string().max(400),
      fileName: z.string().trim().min(1).max(120),
      programme: programme.nullable(),
      period: period.nullable(),
    }),
    output: z.object({ import: importView, task: taskView }),
  },
  'opening.look': {
    input: z.strictObject({ import: id, outcome: z.enum(ROW_OUTCOMES).optional(), cursor: cursor.optional() }),
    output: z.object({
      import: importView,
      tally: z.record(z.string(), z.number()),
      items: z.array(foundRow),
      next: z.string().nullable(),
    }),
  },
  'opening.apply': {
    input: z.strictObject({ import: id, version }),
    output: z.object({ import: importView, task: taskView }),
  },
  /** Takes it back, as far as no claim rests on it. */
  'opening.undo': {
    input: z.strictObject({ import: id, version }),
    output: z.object({ import: importView, task: taskView }),
  },
} as const;

const part = z.object({ people: z.number(), fen });
const figures = z.object({
  owed: z.number(),
  owedFen: fen,
  parts: z.record(z.enum(EQUATION_PARTS), part),
  paidOutside: z.number(),
});

export const list = {
  'list.village': {
    input: z.strictObject({
      programme,
      period,
      village: villageCode.optional(),
      line: z.enum(LINES).optional(),
      group: z.string().max(20).optional(),
      keeper: z.string().max(64).optional(),
      lack: z.string().max(20).optional(),
      /** Name or pinyin initials. */
      text: z.string().trim().max(20).optional(),
      cursor: cursor.optional(),
      limit: limit.optional(),
    }),
    output: z.object({
      place: z.object({ code: z.string(), name: z.string() }),
      programme: z.object({ programme: z.string(), name: z.string(), spoken: z.string(), period }),
      /** What else there is a list of. */
      choices: z.array(z.object({ programme: z.string(), name: z.string(), period })),
      opened: z.boolean(),
      counts: z.record(z.enum(LINES), z.number()),
      lacks: z.record(z.string(), z.number()),
      kin: z.number(),
      groups: z.array(z.string()),
      keepers: z.array(z.object({ id: z.string(), name: z.string() })),
      villages: z.array(z.object({ code: z.string(), name: z.string() })),
      /** Whether the caller may fill, record and send here. */
      mayFile: z.boolean(),
      asOf: instant.nullable(),
      items: z.array(listRow),
      next: z.string().nullable(),
    }),
  },
  ...line,
  /** The chosen lines with the meeting's minutes: each line becomes a claim of its own. */
  'list.send': {
    input: z.strictObject({
      programme,
      period,
      village: villageCode,
      persons: z.array(id).min(1).max(500),
      minutes: z.strictObject({
        on: dateText,
        place: z.string().trim().max(60).default(''),
        chair: z.string().trim().min(1).max(20),
        writer: z.string().trim().max(20).default(''),
        attendees: z.array(personName).min(1).max(60),
        decision: z.string().trim().min(2).max(600),
        photo: z.string().max(400).nullable().default(null),
      }),
    }),
    output: z.object({ minutes: id, task: taskView }),
  },
  'list.meetings': {
    input: z.strictObject({ programme, period, village: villageCode }),
    output: z.object({
      meetings: z.array(
        z.object({
          id,
          on: dateText,
          place: z.string(),
          chair: z.string(),
          attendees: z.array(z.string()),
          decision: z.string(),
          lines: z.number(),
          sumFen: fen,
          by: z.string(),
          at: instant,
          task: z.string(),
          photos: z.number(),
        }),
      ),
    }),
  },
} as const;

export const equation = {
  'equation.of': {
    input: z.strictObject({
      programme,
      period,
      place: placeCode.optional(),
    }),
    output: z.object({
      place: z.object({ code: z.string(), name: z.string() }),
      programme: z.object({ programme: z.string(), name: z.string(), period }),
      choices: z.array(z.object({ programme: z.string(), name: z.string(), period })),
      asOf: instant.nullable(),
      total: figures,
      villages: z.array(figures.extend({ code: z.string(), name: z.string() })),
      sentence: z.string(),
    }),
  },
  'equation.people': {
    input: z.strictObject({
      programme,
      period,
      place: placeCode,
      part: z.enum(EQUATION_PARTS),
      cursor: cursor.optional(),
      limit: limit.optional(),
    }),
    output: z.object({ items: z.array(listRow), next: z.string().nullable() }),
  },
} as const;
