// Somebody's own sheet handed back: cells of ours in its rows and one column more, 对不上, in words; as a workbook or as the text it came as.
import { findTable } from '@shared/domain/columns/header';
import { ROWS_PER_PAGE } from '@shared/intake/tables';
import { newWorkbook } from '@shared/papers/sheets';
import { changeCsv, type RowChange } from '@shared/papers/tables/csv-back';
import { readSheets } from '@shared/papers/tables/read';
import { isZip } from '@shared/papers/zip';
import { Problem } from '@shared/runtime/problem';

const WORD = '对不上';

export interface Returned {
  bytes: Uint8Array;
  kind: 'xlsx' | 'csv';
}

/**
 * Rows are numbered page × 100,000 + row as people count.
 * @throws Problem 'file_refused' when it cannot be opened.
 */
export async function returnSheet(
  bytes: Uint8Array,
  pages: readonly { taken: boolean }[],
  rows: ReadonlyMap<number, RowChange>,
): Promise<Returned> {
  const tables = (await readSheets(bytes)).map((sheet) => findTable(sheet.rows));
  const lastOf = (page: number): number => Math.max(...(tables[page]?.columns ?? []).map(({ at }) => at)) + 1;
  if (!isZip(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))) {
    const [table] = tables;
    if (!table) throw new Problem('file_refused', { message: '表里没找到栏目名。' });
    return { bytes: await changeCsv(bytes, { head: table.head.to, last: lastOf(0), word: WORD, rows }), kind: 'csv' };
  }
  const workbook = await newWorkbook();
  try {
    await workbook.xlsx.load(Buffer.from(bytes) as never);
  } catch {
    throw new Problem('file_refused', { message: '这个文件打不开。', next: '在 WPS 里另存为 .xlsx，重新比一次。' });
  }
  for (const [page, sheet] of workbook.worksheets.entries()) {
    const table = tables[page];
    if (!pages[page]?.taken || !table) continue;
    const last = lastOf(page) + 1;
    sheet.getRow(table.head.to).getCell(last).value = WORD;
    sheet.getColumn(last).width = 40;
    for (const [at, { cells, note }] of rows) {
      if (Math.floor(at / ROWS_PER_PAGE) !== page) continue;
      const row = sheet.getRow(at % ROWS_PER_PAGE);
      for (const [column, text] of cells) row.getCell(column + 1).value = text;
      if (note !== '') row.getCell(last).value = note;
      row.commit();
    }
  }
  return { bytes: new Uint8Array(await workbook.xlsx.writeBuffer()), kind: 'xlsx' };
}
