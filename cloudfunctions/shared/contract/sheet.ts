// A spreadsheet of postings for the board: brought, its columns said, looked at row by row, mended, brought in to be checked, taken back.
import { POSTING_LINE_OUTCOMES, POSTING_SHEET_STATES } from '@shared/domain/posting-sheet-records';
import * as z from 'zod';
import { cursor, id, instant, version } from './common';
import { taskView } from './task';

const field = z.string().regex(/^[a-zA-Z]{0,30}$/);
/** What is typed into the form, by field; '' = emptied. */
const texts = z.record(z.string().regex(/^[a-zA-Z]{1,30}$/), z.string().trim().max(500));
const row = z.number().int().min(0).max(99_999_999);

export const postingSheetView = z.object({
  id,
  version,
  status: z.enum(POSTING_SHEET_STATES),
  fileName: z.string(),
  title: z.string(),
  pages: z.array(z.object({ name: z.string(), rows: z.number(), taken: z.boolean() })),
  rows: z.number(),
  /** '' = the whole township's board. */
  villageName: z.string(),
  common: z.record(z.string(), z.string()),
  all: z.enum(['', 'update']),
  /** Rows by outcome. */
  tally: z.partialRecord(z.enum(POSTING_LINE_OUTCOMES), z.number()),
  /** What rows lack, in how many of them, in the form's words. */
  lacks: z.array(z.object({ field: z.string(), label: z.string(), rows: z.number() })),
  /** What became of them: made, draft, updated, same, left, failed. */
  done: z.record(z.string(), z.number()),
  by: z.string(),
  at: instant,
});

const said = z.object({ field: z.string(), words: z.string() });
const line = z.object({
  row,
  version,
  /** 第 12 行, with its tab where there are several. */
  rowWords: z.string(),
  outcome: z.enum(POSTING_LINE_OUTCOMES),
  title: z.string(),
  employer: z.string(),
  summary: z.string(),
  lacks: z.array(said),
  changes: z.array(z.object({ field: z.string(), label: z.string(), was: z.string(), is: z.string() })),
  /** Cells that were not understood: they stand in the description as they are written. */
  unread: z.array(z.object({ head: z.string(), text: z.string() })),
  notes: z.array(z.string()),
  stands: z.object({ posting: id, words: z.string(), may: z.boolean() }).nullable(),
  /** Another one on the board it is like. */
  like: z.object({ posting: id, words: z.string() }).nullable(),
  /** 第 9 行; '' = it repeats none. */
  twice: z.string(),
  mended: z.boolean(),
  choice: z.enum(['', 'leave', 'update']),
  result: z.object({ verb: z.enum(['made', 'draft', 'updated', 'same', 'taken_back']), posting: z.string() }).nullable(),
});
const shown = z.object({ sheet: postingSheetView });
const started = z.object({ sheet: postingSheetView, task: taskView });
const moved = z.strictObject({ sheet: id, version });
const whole = z.object({
  line,
  /** The form as it stands, by field. */
  texts: z.record(z.string(), z.string()),
  /** What is typed here by hand. */
  fixes: z.record(z.string(), z.string()),
});

export const sheet = {
  'sheet.list': {
    input: z.strictObject({ cursor: cursor.optional() }),
    output: z.object({ place: z.string(), items: z.array(postingSheetView), next: z.string().nullable() }),
  },
  /** An empty sheet with the heads that are known for sure. */
  'sheet.template': {
    input: z.strictObject({}),
    output: z.object({ file: z.object({ name: z.string(), url: z.string(), until: instant }) }),
  },
  /** Takes a spreadsheet, finds its table and says which column is what; nothing is looked at before `sheet.columns`. */
  'sheet.bring': {
    input: z.strictObject({ fileID: z.string().max(400), fileName: z.string().trim().min(1).max(120) }),
    output: shown,
  },
  'sheet.show': {
    input: z.strictObject({ sheet: id }),
    output: z.object({
      sheet: postingSheetView,
      columns: z.array(
        z.object({
          at: z.number(),
          head: z.string(),
          state: z.enum(['sure', 'ask', 'left']),
          field: z.string(),
          words: z.string(),
          why: z.string(),
          samples: z.array(z.string()),
        }),
      ),
      /** What a column may be said to be. */
      fields: z.array(z.object({ field: z.string(), words: z.string() })),
      /** The newest work on it, if any. */
      task: z.string().nullable(),
    }),
  },
  /** Which column is what; '' leaves it out. Then every row is looked at. */
  'sheet.columns': {
    input: z.strictObject({
      sheet: id,
      version,
      columns: z.array(z.strictObject({ at: z.number().int().min(0).max(299), field })).max(300),
    }),
    output: started,
  },
  /** Said once for all rows that do not tell it; then they are looked at anew. */
  'sheet.fill': { input: z.strictObject({ sheet: id, version, texts }), output: started },
  'sheet.look': {
    input: z.strictObject({ sheet: id, outcome: z.enum(POSTING_LINE_OUTCOMES).optional(), cursor: cursor.optional() }),
    output: z.object({ sheet: postingSheetView, items: z.array(line), next: z.string().nullable() }),
  },
  'sheet.row': { input: z.strictObject({ sheet: id, row }), output: whole },
  /** All that is mended in one row by hand, and what is to be done with it. */
  'sheet.mend': {
    input: z.strictObject({ sheet: id, row, version, fixes: texts, choice: z.enum(['', 'leave', 'update']) }),
    output: whole.extend({ sheet: postingSheetView }),
  },
  /** What is done with those that stand and differ, unless a row says otherwise. */
  'sheet.choose': { input: z.strictObject({ sheet: id, version, all: z.enum(['', 'update']) }), output: shown },
  /** `drafts`: rows that lack something become drafts; else they are left. */
  'sheet.apply': { input: z.strictObject({ sheet: id, version, drafts: z.boolean() }), output: started },
  'sheet.undo': { input: moved, output: started },
  /** A sheet that was not brought in is put aside; its rows are wiped. */
  'sheet.drop': { input: moved, output: shown },
} as const;
