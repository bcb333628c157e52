// A sheet of postings that was looked at: its rows, what is said for all and mended in one, brought onto the board, taken back, put aside.
import type { Output, Parsed } from '@shared/contract';
import { wrongTexts } from '@shared/domain/posting-columns/settle';
import { POSTING_FIELDS } from '@shared/domain/posting-fields';
import { EMPTY_POSTING } from '@shared/domain/postings';
import type { PostingSheetLine, PostingSheetRecord } from '@shared/domain/records';
import { countsOf, lineOf, planRows, type RowPlan, settingOf } from '@shared/postings-in/plan';
import { wipeRows } from '@shared/postings-in/rows';
import { POSTING_WRITERS } from '@shared/repos/postings';
import { action } from '@shared/runtime/action';
import type { Context } from '@shared/runtime/context';
import { Problem } from '@shared/runtime/problem';
import { jobFor, lineViewOf, notNow, sheetViewOf, shownWork, taskId } from './sheet-parts';
import { looking } from './sheets';

const PAGE = 30;

export const lookSheet = action('sheet.look', {
  roles: POSTING_WRITERS,
  async run({ sheet: id, outcome, cursor }, ctx) {
    const record = await ctx.repos.postingSheets.byId(id);
    const lines = await ctx.repos.postingSheets.lines(id, cursor === undefined ? -1 : Number(cursor), PAGE + 1, outcome);
    return {
      sheet: await sheetViewOf(record, ctx),
      items: lines.slice(0, PAGE).map((line) => lineViewOf(line, record)),
      next: lines.length > PAGE ? String(lines[PAGE - 1]?.row) : null,
    };
  },
});

const demandTexts = (texts: Record<string, string>): void => {
  const wrong = wrongTexts(texts, EMPTY_POSTING);
  const [first] = Object.values(wrong);
  if (first !== undefined) throw new Problem('bad_input', { message: `${first}。`, fields: wrong });
};

export const fillSheet = action('sheet.fill', {
  roles: POSTING_WRITERS,
  async change({ sheet: id, version, texts }, ctx) {
    const record = await ctx.repos.postingSheets.byId(id);
    if (record.status !== 'checked') throw notNow();
    if (record.version !== version) throw new Problem('changed_meanwhile');
    const kept = Object.entries({ ...record.common, ...texts }).filter(([, text]) => text !== '');
    const common = Object.fromEntries(kept);
    demandTexts(common);
    return looking(record, { common }, 'fill', ctx);
  },
  show: async ({ record, note }, _input, ctx) => shownWork(record, String(note.work), ctx),
});

const gone = () => new Problem('not_found', { message: '表里没有这一行。', next: '返回刷新再看。' });

/** A row with the form as it stands: what the sheet says, what is said for all, what was mended. */
async function wholeRow(record: PostingSheetRecord, line: PostingSheetLine, ctx: Context): Promise<Output<'sheet.row'>> {
  const plan = await planned(record, line, ctx, false);
  const texts = POSTING_FIELDS.map(({ key, kind, write }) => {
    const text = write(plan.settled.fields);
    return [key, kind === 'count' && text === '0' ? '' : text] as const;
  });
  return { line: lineViewOf(line, record), texts: Object.fromEntries(texts), fixes: line.fixes };
}

async function planned(record: PostingSheetRecord, line: PostingSheetLine, ctx: Context, likes = true): Promise<RowPlan> {
  const [plan] = await planRows([line], record, await settingOf(record, ctx), ctx, { likes });
  if (!plan) throw gone();
  return plan;
}

export const showRow = action('sheet.row', {
  roles: POSTING_WRITERS,
  async run({ sheet: id, row }, ctx) {
    const record = await ctx.repos.postingSheets.byId(id);
    const line = await ctx.repos.postingSheets.line(id, row);
    if (!line) throw gone();
    return wholeRow(record, line, ctx);
  },
});

/** The sheet's figures once one row is another: out with what it was, in with what it is. */
function retold(tally: Record<string, number>, was: PostingSheetLine, is: PostingSheetLine): Record<string, number> {
  const next = { ...tally };
  for (const [name, n] of Object.entries(countsOf(was))) next[name] = (next[name] ?? 0) - n;
  for (const [name, n] of Object.entries(countsOf(is))) next[name] = (next[name] ?? 0) + n;
  return next;
}

async function mended({ sheet: id, row, version, fixes, choice }: Parsed<'sheet.mend'>, ctx: Context) {
  const record = await ctx.repos.postingSheets.byId(id);
  if (record.status !== 'checked') throw notNow();
  const seen = await ctx.repos.postingSheets.line(id, row);
  if (!seen) throw gone();
  demandTexts(fixes);
  const given = { row, draft: seen.draft, fixes };
  const plan = await planned(record, { ...seen, fixes }, ctx);
  if (choice === 'update' && plan.outcome === 'changed' && !plan.stands?.may)
    throw new Problem('not_possible_now', { message: `不能改：${plan.stands?.words ?? ''}。`, next: '打电话告诉站里改什么。' });
  return ctx.change(async (change) => {
    const [line, sheet] = [
      await change.get<PostingSheetLine>('posting_sheet_lines', seen._id),
      await change.get<PostingSheetRecord>('posting_sheets', id),
    ];
    if (!line || sheet?.status !== 'checked') throw notNow();
    if (line.version !== version) throw new Problem('changed_meanwhile');
    const wanted = { ...lineOf(id, given, plan, line), choice };
    const stored = await change.put('posting_sheet_lines', line, wanted, {
      verb: 'mend',
      role: 'officer',
      detail: { fields: Object.keys(fixes) },
    });
    await change.put(
      'posting_sheets',
      sheet,
      { ...sheet, tally: retold(sheet.tally, line, wanted) },
      { verb: 'mend', role: 'officer', detail: { row } },
    );
    return { record: id, version: stored.version, note: {} };
  });
}

export const mendRow = action('sheet.mend', {
  roles: POSTING_WRITERS,
  change: mended,
  async show({ record: id }, { row }, ctx) {
    const record = await ctx.repos.postingSheets.byId(id);
    const line = await ctx.repos.postingSheets.line(id, row);
    if (!line) throw gone();
    return { sheet: await sheetViewOf(record, ctx), ...(await wholeRow(record, line, ctx)) };
  },
});

/** A step of the sheet itself: its version as it was seen, from one of these states. */
async function moved(
  { sheet: id, version }: { sheet: string; version: number },
  { from, to, verb }: { from: readonly PostingSheetRecord['status'][]; to: Partial<PostingSheetRecord>; verb: string },
  ctx: Context,
  work?: { kind: string; drafts?: boolean },
) {
  await ctx.repos.postingSheets.byId(id);
  return ctx.change(async (change) => {
    const before = await change.get<PostingSheetRecord>('posting_sheets', id);
    if (!before || before.version !== version || !from.includes(before.status)) throw notNow();
    const task = work ? taskId(work.kind, id, version + 1) : before.work;
    const stored = await change.put('posting_sheets', before, { ...before, ...to, work: task }, { verb, role: 'officer' });
    if (work) await change.begin(jobFor(work.kind, stored, stored.version, { sheet: id, drafts: work.drafts === true }, ctx));
    return { record: id, version: stored.version, note: { work: task ?? '' } };
  });
}

const plainly = async (id: string, ctx: Context) => ({ sheet: await sheetViewOf(await ctx.repos.postingSheets.byId(id), ctx) });

export const chooseSheet = action('sheet.choose', {
  roles: POSTING_WRITERS,
  change: (input, ctx) => moved(input, { from: ['checked'], to: { all: input.all }, verb: 'choose' }, ctx),
  show: ({ record }, _input, ctx) => plainly(record, ctx),
});

export const applySheet = action('sheet.apply', {
  roles: POSTING_WRITERS,
  change: (input, ctx) =>
    moved(input, { from: ['checked'], to: { status: 'bringing' }, verb: 'apply' }, ctx, { kind: 'postings.bring', drafts: input.drafts }),
  show: async ({ record, note }, _input, ctx) => shownWork(record, String(note.work), ctx),
});

export const undoSheet = action('sheet.undo', {
  roles: POSTING_WRITERS,
  change: (input, ctx) => moved(input, { from: ['brought'], to: { status: 'undoing' }, verb: 'undo' }, ctx, { kind: 'postings.unbring' }),
  show: async ({ record, note }, _input, ctx) => shownWork(record, String(note.work), ctx),
});

export const dropSheet = action('sheet.drop', {
  roles: POSTING_WRITERS,
  change: (input, ctx) => moved(input, { from: ['columns', 'checked'], to: { status: 'dropped' }, verb: 'drop' }, ctx),
  // What was typed goes with the sheet; cut off in the middle, the same request goes on with it.
  async show({ record }, _input, ctx) {
    await wipeRows(await ctx.repos.postingSheets.byId(record), ctx.store);
    return plainly(record, ctx);
  },
});
