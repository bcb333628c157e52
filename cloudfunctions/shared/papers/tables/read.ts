// Whatever spreadsheet people send, xlsx or csv in UTF-8 or GBK, as rows of text.
import { Problem } from '@shared/runtime/problem';
import { isZip, unzippedSize } from '../zip';
import { readWorkbook, type Sheet } from './workbook';

export type { Sheet } from './workbook';

/** The most a township sends at once, and what a small memory can hold. */
const MOST_ROWS = 20_000;
/** Titles, heads again on each page, blank rows and totals beside the rows themselves. */
const BESIDE = 2000;
const MOST_UNZIPPED = 160 * 1024 * 1024;
const OLE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);

const refuse = (message: string, next: string) => new Problem('file_refused', { message, next });

/**
 * Reads a spreadsheet.
 * @throws Problem 'file_refused' in words: not a spreadsheet, an old .xls, broken, or too large.
 */
export async function readSheets(bytes: Uint8Array): Promise<Sheet[]> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.subarray(0, 4).equals(OLE))
    throw refuse('这是老格式的表（.xls），或者加了密码。', '用 WPS 打开，去掉密码，另存为 .xlsx 再传。');
  const sheets = isZip(buffer) ? await workbook(buffer) : [{ name: '表', rows: await readCsv(buffer) }];
  if (sheets.every(({ rows }) => rows.length === 0)) throw refuse('这张表是空的。', '看看是不是选错了文件。');
  if (sheets.some(({ rows }) => rows.length > MOST_ROWS + BESIDE)) throw refuse(`这张表超过 ${MOST_ROWS} 行。`, '分成几张再传。');
  return sheets;
}

async function workbook(buffer: Buffer): Promise<Sheet[]> {
  if (unzippedSize(buffer) > MOST_UNZIPPED) throw refuse('这张表太大了。', '删掉不用的页和图，或者分成几张再传。');
  try {
    return await readWorkbook(buffer, MOST_ROWS + BESIDE);
  } catch {
    throw refuse('这个文件打不开，不像是表格。', '用 WPS 打开看看，另存为 .xlsx 再传。');
  }
}

/** A sheet saved as text is parted by tabs or by commas: the first line tells. */
export function delimiterOf(text: string): string {
  const first = text.slice(0, Math.max(text.indexOf('\n'), 0));
  return first.split('\t').length > first.split(',').length ? '\t' : ',';
}

async function readCsv(buffer: Buffer): Promise<string[][]> {
  const { parse } = await import('csv-parse/sync');
  const text = decoded(buffer);
  if (text.includes('\0')) throw refuse('这个文件打不开，不像是表格。', '传 .xlsx 或者 .csv 的表。');
  try {
    const rows = parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      trim: true,
    });
    return trimmed(rows.map((row) => row.map(bare)));
  } catch {
    throw refuse('这个文件打不开，不像是表格。', '用 WPS 打开，另存为 .xlsx 再传。');
  }
}

/** Banks write a tab or an apostrophe before long numbers so that a sheet keeps them as text. */
const bare = (cell: string): string => cell.replace(/^['\t=]+"?|"$/g, '').trim();

function trimmed(rows: string[][]): string[][] {
  let end = rows.length;
  while (end > 0 && (rows[end - 1] ?? []).every((text) => text === '')) end -= 1;
  return rows.slice(0, end);
}

/** UTF-8 if it is that, else GBK, which is what WPS and banks write. */
export function decoded(buffer: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(buffer);
  } catch {
    return new TextDecoder('gbk').decode(buffer);
  }
}
