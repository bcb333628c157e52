// Long work: looks at every row of a sheet of postings, chunk by chunk: what it says and what of it stands on the board. The board is not touched.
import { readRow, takenPostingColumns } from '@shared/domain/posting-columns/draft';
import type { PostingSheetChunk, PostingSheetLine, PostingSheetRecord } from '@shared/domain/records';
import { countsOf, lineOf, planRows, type RowGiven, settingOf } from '@shared/postings-in/plan';
import { chunksAfter, keepAbove, openChunk } from '@shared/postings-in/rows';
import { lineId } from '@shared/repos/posting-sheets';
import { POSTING_WRITERS } from '@shared/repos/postings';
import { canonical } from '@shared/runtime/canonical';
import type { JobKind } from '@shared/runtime/jobs';
import { Problem } from '@shared/runtime/problem';
import type { Store } from '@shared/runtime/store';
import type { WorkContext } from '@shared/runtime/work-context';

export interface PostingSheetInput {
  sheet: string;
  /** Rows that lack something become drafts. */
  drafts?: boolean;
}

export async function sheetOf(store: Store, id: string): Promise<PostingSheetRecord> {
  const found = await store.get<PostingSheetRecord>('posting_sheets', id);
  if (!found) throw new Problem('not_found');
  return found;
}

/** Sets a state of a sheet with who did it in the trail; the same state twice is once. */
export async function stateSheet(
  ctx: WorkContext,
  id: string,
  wanted: Partial<PostingSheetRecord>,
  detail: Record<string, number>,
): Promise<void> {
  await ctx.change(async (change) => {
    const before = await change.get<PostingSheetRecord>('posting_sheets', id);
    if (!before || before.status === wanted.status) return { record: id, version: before?.version ?? 0, note: {} };
    const deed = { verb: String(wanted.status), role: 'officer', detail };
    const { version } = await change.put('posting_sheets', before, { ...before, ...wanted }, deed);
    return { record: id, version, note: {} };
  });
}

/** A change writes few documents: each line is two with its entry. */
const LINES_AT_ONCE = 8;

async function keep(lines: readonly PostingSheetLine[], sheet: PostingSheetRecord, ctx: WorkContext): Promise<void> {
  for (let from = 0; from < lines.length; from += LINES_AT_ONCE)
    await ctx.change(async (change) => {
      for (const line of lines.slice(from, from + LINES_AT_ONCE)) {
        const before = await change.get<PostingSheetLine>('posting_sheet_lines', line._id);
        const wanted = before ? { ...line, version: before.version, auditHead: before.auditHead } : line;
        // Looked at by a step that was cut off, or not otherwise than before.
        if (before && canonical(before) === canonical(wanted)) continue;
        await change.put('posting_sheet_lines', before, wanted, { verb: 'look', role: 'officer' });
      }
      return { record: sheet._id, version: sheet.version, note: {} };
    });
}

export const postingsLook: JobKind<PostingSheetInput, PostingSheetChunk, Record<string, number>> = {
  kind: 'postings.look',
  roles: POSTING_WRITERS,
  words: '正在一行一行地对',
  perStep: 3,
  async page(job, limit, { store }) {
    const sheet = await sheetOf(store, job.input.sheet);
    const chunks = await chunksAfter(store, sheet._id, job.cursor === null ? -1 : Number(job.cursor), limit);
    return {
      items: chunks.map((chunk) => ({ key: `第 ${chunk.chunk + 1} 段`, cursor: String(chunk.chunk), value: chunk })),
      total: sheet.chunks,
    };
  },
  async each(chunk, job, ctx) {
    const { store, repos, services } = ctx;
    const sheet = await sheetOf(store, job.input.sheet);
    const setting = await settingOf(sheet, ctx);
    const columns = takenPostingColumns(sheet.columns);
    const opened = openChunk(chunk, services.ring);
    const kept = await repos.postingSheets.linesById(opened.rows.map(({ row }) => lineId(sheet._id, row)));
    const above = [...opened.above];
    const given = opened.rows.map(({ row, cells }): RowGiven => {
      const draft = readRow(cells, above, columns, setting);
      keepAbove(above, cells);
      return { row, draft, fixes: kept.get(lineId(sheet._id, row))?.fixes ?? {} };
    });
    const plans = await planRows(given, sheet, setting, ctx);
    const lines = plans.map((plan, i) => lineOf(sheet._id, given[i] as RowGiven, plan, kept.get(lineId(sheet._id, plan.row)) ?? null));
    await keep(lines, sheet, ctx);
    const tally: Record<string, number> = {};
    for (const line of lines) for (const [name, n] of Object.entries(countsOf(line))) tally[name] = (tally[name] ?? 0) + n;
    return tally;
  },
  async finish(job, ctx) {
    await stateSheet(ctx, job.input.sheet, { status: 'checked', tally: job.tally }, job.tally);
    return job.tally;
  },
};
