// One way of writing 50,000 rows of twenty columns, run by itself so that its time and memory are its own. Prints {ms, mb, bytes}.

import { once } from 'node:events';
import { createWriteStream, statSync } from 'node:fs';
import type { CellValue, Column } from '../../../cloudfunctions/shared/papers/sheets';
import { closeSheet, openSheet, packRows, zipBook } from '../../../cloudfunctions/shared/papers/tables/write-parts';

const [, , way = 'ours', file = '', rowsText = '50000'] = process.argv;
const ROWS = Number(rowsText);
const COLUMNS: Column[] = Array.from({ length: 20 }, (_, at) => ({ head: `第${at + 1}栏`, width: 14, kind: at % 2 ? 'number' : 'text' }));
/** Half words, half numbers, as the peers were measured. */
const rowAt = (n: number): CellValue[] => COLUMNS.map((_, at) => (at % 2 ? n * at : `周某某${n % 997}家${at}`));

/** As a step of long work does: five hundred rows packed at a time. */
async function ours(): Promise<void> {
  const out = createWriteStream(file);
  const parts: Uint8Array[] = [];
  let last = openSheet(COLUMNS);
  parts.push(last.packed);
  for (let from = 0; from < ROWS; from += 500) {
    const rows = Array.from({ length: Math.min(500, ROWS - from) }, (_, i) => rowAt(from + i));
    last = packRows(COLUMNS, rows, last);
    parts.push(last.packed);
  }
  last = closeSheet(last);
  parts.push(last.packed);
  for await (const piece of zipBook(
    '表',
    parts,
    last,
    parts.reduce((sum, one) => sum + one.length, 0),
  ))
    if (!out.write(piece)) await once(out, 'drain');
  out.end();
  await once(out, 'close');
}

async function stream(): Promise<void> {
  const { default: ExcelJS } = await import('exceljs');
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: file });
  const sheet = workbook.addWorksheet('表');
  sheet.addRow(COLUMNS.map(({ head }) => head)).commit();
  for (let n = 0; n < ROWS; n += 1) sheet.addRow(rowAt(n)).commit();
  sheet.commit();
  await workbook.commit();
}

async function workbook(): Promise<void> {
  const { default: ExcelJS } = await import('exceljs');
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('表');
  sheet.addRow(COLUMNS.map(({ head }) => head));
  for (let n = 0; n < ROWS; n += 1) sheet.addRow(rowAt(n));
  await book.xlsx.writeFile(file);
}

const WAYS: Readonly<Record<string, () => Promise<void>>> = { ours, stream, workbook };

async function main(): Promise<void> {
  const began = performance.now();
  await WAYS[way]?.();
  console.log(JSON.stringify({ ms: performance.now() - began, mb: process.resourceUsage().maxRSS / 1024, bytes: statSync(file).size }));
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
