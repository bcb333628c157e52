// Spreadsheets coming into the registry: brought, their columns said, looked at row by row, applied, taken back.
import { INTAKE_STATES, LINE_OUTCOMES } from '@shared/domain/intake-records';
import * as z from 'zod';
import { cursor, dateText, id, instant, version } from './common';
import { taskView } from './task';

const field = z.string().regex(/^[a-zA-Z.]{0,40}$/);

const columnView = z.object({
  at: z.number(),
  head: z.string(),
  state: z.enum(['sure', 'ask', 'left']),
  field: z.string(),
  /** The field's own words; '' when left out. */
  words: z.string(),
  why: z.string(),
  samples: z.array(z.string()),
});
const wordView = z.object({
  field: z.string(),
  fieldWords: z.string(),
  word: z.string(),
  count: z.number(),
  option: z.string().nullable(),
  choices: z.array(z.string()),
});

export const intakeView = z.object({
  id,
  version,
  status: z.enum(INTAKE_STATES),
  fileName: z.string(),
  title: z.string(),
  asOf: dateText,
  /** '' = the whole town's. */
  villageName: z.string(),
  pages: z.array(z.object({ name: z.string(), rows: z.number(), taken: z.boolean() })),
  rows: z.number(),
  all: z.enum(['', 'ours', 'theirs']),
  /** Whose sheet it is compared with; '' = it is to be taken in. */
  compare: z.enum(['', 'national', 'labour']),
  tally: z.partialRecord(z.enum(LINE_OUTCOMES), z.number()),
  by: z.string(),
  at: instant,
});

const line = z.object({
  row: z.number(),
  /** 第 12 行, with its tab where there are several. */
  rowWords: z.string(),
  name: z.string(),
  idTail: z.string(),
  villageName: z.string(),
  person: id.nullable(),
  outcome: z.enum(LINE_OUTCOMES),
  blocked: z.string(),
  /** What columns of a month each were read as; '' without them. */
  read: z.string(),
  problems: z.array(z.object({ words: z.string(), fieldWords: z.string() })),
  changes: z.array(
    z.object({
      field: z.string(),
      words: z.string(),
      was: z.string(),
      is: z.string(),
      kind: z.enum(['set', 'conflict', 'rows']),
      why: z.string(),
      choice: z.enum(['', 'ours', 'theirs']),
    }),
  ),
});

const started = z.object({ intake: intakeView, task: taskView });

export const intake = {
  'intake.list': {
    input: z.strictObject({ cursor: cursor.optional() }),
    output: z.object({ today: dateText, place: z.string(), items: z.array(intakeView), next: z.string().nullable() }),
  },
  /** Takes a spreadsheet, finds its table and says which column is what; nothing is looked at before `intake.columns`. */
  'intake.bring': {
    input: z.strictObject({
      fileID: z.string().max(400),
      fileName: z.string().trim().min(1).max(120),
      /** To be compared with alone: who differs is listed for 照着敲 or 对账, and it can never be applied. */
      compare: z.enum(['national', 'labour']).optional(),
    }),
    output: z.object({ intake: intakeView }),
  },
  'intake.show': {
    input: z.strictObject({ intake: id }),
    output: z.object({
      intake: intakeView,
      columns: z.array(columnView),
      words: z.array(wordView),
      /** What a column may be said to be. */
      fields: z.array(z.object({ field: z.string(), words: z.string(), group: z.string() })),
      /** The newest work on it, if any: check, apply or undo. */
      task: z.string().nullable(),
    }),
  },
  /**
   * What was asked is answered: columns, words, the sheet's day. When answering brings up further unknown words the sheet stays at
   * 'columns' and `task` is null; else it is looked at.
   */
  'intake.columns': {
    input: z.strictObject({
      intake: id,
      version,
      asOf: dateText,
      columns: z.array(z.strictObject({ at: z.number().int().min(0).max(299), field })).max(300),
      words: z.array(z.strictObject({ field, word: z.string().max(200), option: z.string().max(60) })).max(300),
    }),
    output: z.object({ intake: intakeView, task: taskView.nullable() }),
  },
  'intake.look': {
    input: z.strictObject({ intake: id, outcome: z.enum(LINE_OUTCOMES).optional(), cursor: cursor.optional() }),
    output: z.object({ intake: intakeView, items: z.array(line), next: z.string().nullable() }),
  },
  /** One conflict of one row; or, with `all`, every conflict not decided row by row. */
  'intake.choose': {
    input: z.union([
      z.strictObject({ intake: id, row: z.number().int().min(0), field, how: z.enum(['ours', 'theirs']) }),
      z.strictObject({ intake: id, all: z.enum(['ours', 'theirs']) }),
    ]),
    output: z.object({ intake: intakeView }),
  },
  'intake.apply': { input: z.strictObject({ intake: id, version }), output: started },
  'intake.undo': { input: z.strictObject({ intake: id, version }), output: started },
  /** A sheet not applied is put aside; its rows are wiped. */
  'intake.drop': { input: z.strictObject({ intake: id, version }), output: z.object({ intake: intakeView }) },
  /** The rows something is wrong in, as they were, with a column 问题; numbers in full, so with a reason and a line in the trail. */
  'intake.errors': {
    input: z.strictObject({ intake: id, reason: z.string().trim().min(2).max(100) }),
    output: z.object({ file: z.object({ name: z.string(), url: z.string(), until: instant }), rows: z.number() }),
  },
} as const;
