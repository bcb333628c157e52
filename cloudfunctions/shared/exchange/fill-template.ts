// A sheet of somebody else's, filled: its heads are read as those of sheets that come in, its columns filled with ours, its look left as it is.

import { columnField } from '@shared/domain/columns/column-fields';
import { findTable } from '@shared/domain/columns/header';
import { isMonthField } from '@shared/domain/columns/month-heads';
import { type ColumnGuess, headOf, type KnownWords, recognise } from '@shared/domain/columns/recognise';
import { newWorkbook } from '@shared/papers/sheets';
import { readSheets } from '@shared/papers/tables/read';
import { Problem } from '@shared/runtime/problem';
import { NUMBERS } from './out-layouts';

export interface Filled {
  bytes: Uint8Array;
  /** Which head was filled with what, and which stayed empty. */
  filled: { head: string; words: string }[];
  left: string[];
}

export interface TemplatePlan {
  tab: number;
  /** First row under the heads, as people count. */
  from: number;
  columns: { at: number; head: string; field: string }[];
  left: string[];
}

const RUNNING: readonly string[] = ['序号', '编号'];

/**
 * What fills which column. Heads that were answered before are taken as then (`answered` reads them; '' = not needed then, which says nothing
 * here); the rest by name. Nothing is guessed from what stands in it.
 * @throws Problem 'file_refused' when no page has heads that are known here.
 */
export async function planTemplate(
  bytes: Uint8Array,
  { villages, answered }: { villages: KnownWords['villages']; answered(heads: readonly string[]): Promise<KnownWords['answered']> },
): Promise<TemplatePlan> {
  const sheets = await readSheets(bytes);
  for (const [tab, { rows }] of sheets.entries()) {
    const table = findTable(rows);
    if (!table) continue;
    const said = await answered(table.columns.map(({ path }) => headOf(path)));
    const known = { villages, answered: new Map([...said].filter(([, field]) => field !== '')) };
    const guesses = recognise(table.columns, [], known, true);
    const columns = guesses.flatMap((guess: ColumnGuess) =>
      guess.field !== '' && guess.state !== 'left' && !isMonthField(guess.field)
        ? [{ at: guess.at, head: guess.head, field: guess.field }]
        : [],
    );
    const taken = new Set(columns.map(({ at }) => at));
    const running = table.columns.filter(({ path }) => RUNNING.includes(path.at(-1) ?? ''));
    for (const { at, path } of running) if (!taken.has(at)) columns.push({ at, head: headOf(path), field: '#' });
    if (columns.every(({ field }) => field === '#')) continue;
    const used = new Set(columns.map(({ at }) => at));
    const left = table.columns.filter(({ at }) => !used.has(at)).map(({ path }) => headOf(path));
    return { tab, from: table.head.to + 1, columns, left };
  }
  throw new Problem('file_refused', {
    message: '表里没找到「姓名」「证件号码」这些栏。',
    next: '看看前几行里有没有栏目名。',
  });
}

/** Writes the rows under the heads; what stood there is replaced, the look of the first row under the heads goes on downwards. */
export async function fillTemplate(bytes: Uint8Array, plan: TemplatePlan, rows: readonly ((field: string) => string)[]): Promise<Filled> {
  const workbook = await newWorkbook();
  try {
    await workbook.xlsx.load(Buffer.from(bytes) as never);
  } catch {
    throw new Problem('file_refused', { message: '这个文件打不开。', next: '在 WPS 里另存为 .xlsx 再传。' });
  }
  const sheet = workbook.worksheets[plan.tab];
  if (!sheet) throw new Problem('file_refused', { message: '这张表是空的。' });
  const model = sheet.getRow(plan.from);
  const styles = plan.columns.map(({ at }) => ({ ...model.getCell(at + 1).style }));
  rows.forEach((cell, n) => {
    const row = sheet.getRow(plan.from + n);
    plan.columns.forEach(({ at, field }, i) => {
      const target = row.getCell(at + 1);
      // Text and never a formula: a number of somebody must not be rounded, a name must not be reckoned with.
      target.value = field === '#' ? n + 1 : cell(field);
      target.style = { ...styles[i], ...(NUMBERS.includes(field) ? { numFmt: '@' } : {}) };
    });
    row.commit();
  });
  return {
    bytes: new Uint8Array(await workbook.xlsx.writeBuffer()),
    filled: plan.columns.map(({ head, field }) => ({ head, words: field === '#' ? '序号' : (columnField(field)?.words ?? field) })),
    left: plan.left,
  };
}
