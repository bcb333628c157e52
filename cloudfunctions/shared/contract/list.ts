// Who should be paid: past payments taken over, opened years, the village list with what is missing, and 应发尽发 as an equation.
import { AGREED_HOWS } from '@shared/domain/claim-records';
import { EQUATION_PARTS, LINES } from '@shared/domain/lines';
import { IMPORT_STATES, ROW_OUTCOMES, SAID } from '@shared/domain/list-records';
import * as z from 'zod';
import { checkResult, cursor, dateText, fen, id, instant, limit, period, version } from './common';
import { taskView } from './task';

const programme = z.string().regex(/^[a-z][a-z0-9-]{1,40}$/);
const village = z.string().regex(/^\d{12}$/);
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

export const listRow = z.object({
  person: id,
  name: z.string(),
  headName: z.string(),
  group: z.string(),
  keeperName: z.string(),
  villageName: z.string(),
  line: z.enum(LINES),
  part: z.string(),
  amountFen: fen,
  missing: z.array(z.string()),
  why: z.string(),
  claim: id.nullable(),
  claimStatus: z.string(),
  paidOutside: z.boolean(),
  /** How the person agreed is on record, so the line can be sent. */
  agreed: z.boolean(),
  said: z.enum(SAID).nullable(),
  /** The caller's own kin: somebody else should look. */
  kin: z.boolean(),
  hints: z.array(z.string()),
});

const lineDetail = z.object({
  row: listRow,
  phoneMasked: z.string(),
  programmeName: z.string(),
  spoken: z.string(),
  checks: z.array(checkResult),
  spells: z.array(
    z.object({
      id,
      start: dateText,
      end: dateText.nullable(),
      place: z.object({ province: z.string(), city: z.string(), county: z.string() }),
      employer: z.string().nullable(),
      monthlyFen: fen.nullable(),
      organised: z.boolean().nullable(),
      flexible: z.boolean(),
    }),
  ),
  /** Pictures still to be had; one of the kinds of each set. */
  evidence: z.array(
    z.object({ need: z.enum(['any', 'all']), kinds: z.array(z.object({ kind: z.string(), words: z.string(), official: z.string() })) }),
  ),
  pictures: z.number(),
  standing: z
    .object({
      said: z.enum(SAID),
      how: z.string(),
      on: dateText,
      note: z.string(),
      by: z.string(),
      tries: z.array(z.object({ at: instant, how: z.string(), note: z.string(), by: z.string() })),
    })
    .nullable(),
  /** A sentence to send in WeChat when something is to be asked for. */
  ask: z.string(),
});

const about = { person: id, programme, period };
const how = z.enum(['phone', 'chat', 'door']);

export const list = {
  'list.village': {
    input: z.strictObject({
      programme,
      period,
      village: village.optional(),
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
  'list.line': { input: z.strictObject(about), output: lineDetail },
  /** One missing fact, asked of the person: written to the work record with who was told it how. */
  'list.fill': {
    input: z.strictObject({
      ...about,
      spell: id,
      fact: z.discriminatedUnion('field', [
        z.strictObject({ field: z.literal('monthlyFen'), value: z.number().int().min(1).max(10_000_000) }),
        z.strictObject({ field: z.literal('employer'), value: z.string().trim().min(2).max(60) }),
        z.strictObject({ field: z.literal('organised'), value: z.boolean() }),
        z.strictObject({
          field: z.literal('place'),
          value: z.strictObject({
            province: z.string().trim().min(2).max(20),
            city: z.string().trim().min(2).max(20),
            county: z.string().trim().min(2).max(20),
          }),
        }),
      ]),
      how,
      note: note.default(''),
    }),
    output: lineDetail,
  },
  /** What the person said when asked: agrees, does not want it, or could not be reached (kept with each try). */
  'list.say': {
    input: z.strictObject({ ...about, said: z.enum(SAID), how: z.enum([...AGREED_HOWS, 'none']), on: dateText, note: note.default('') }),
    output: lineDetail,
  },
  /** A picture the person sent by chat, or taken at the door, laid to their claim. */
  'list.picture': {
    input: z.strictObject({ ...about, kind: z.string().regex(/^[a-z_]{2,40}$/), fileID: z.string().max(400) }),
    output: lineDetail,
  },
  /** The chosen lines with the meeting's minutes: each line becomes a claim of its own. */
  'list.send': {
    input: z.strictObject({
      programme,
      period,
      village,
      persons: z.array(id).min(1).max(500),
      minutes: z.strictObject({
        on: dateText,
        place: z.string().trim().max(60).default(''),
        chair: z.string().trim().min(1).max(20),
        writer: z.string().trim().max(20).default(''),
        attendees: z.array(z.string().trim().min(1).max(20)).min(1).max(60),
        decision: z.string().trim().min(2).max(600),
        photo: z.string().max(400).nullable().default(null),
      }),
    }),
    output: z.object({ minutes: id, task: taskView }),
  },
  'list.meetings': {
    input: z.strictObject({ programme, period, village }),
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
      place: z
        .string()
        .regex(/^(\d{6}|\d{12})$/)
        .optional(),
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
      place: z.string().regex(/^(\d{6}|\d{12})$/),
      part: z.enum(EQUATION_PARTS),
      cursor: cursor.optional(),
      limit: limit.optional(),
    }),
    output: z.object({ items: z.array(listRow), next: z.string().nullable() }),
  },
} as const;
