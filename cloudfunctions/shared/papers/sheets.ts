// Spreadsheets in and out: whatever people send (xlsx, csv in UTF-8 or GBK) as rows of text, and tables of ours as a workbook or csv.
import { Problem } from '@shared/runtime/problem';
import { isZip, unzippedSize } from './zip';

export interface Sheet {
  name: string;
  /** Every cell as the text one sees; '' for empty ones. Rows may differ in length; empty rows at the end are cut off. */
  rows: string[][];
}

/** The most a township sends at once, and what a small memory can hold. */
const MOST_ROWS = 20_000;
const MOST_UNZIPPED = 80 * 1024 * 1024;
const OLE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);

const refuse = (message: string, next: string) => new Problem('file_refused', { message, next });

/**
 * Reads a spreadsheet.
 * @throws Problem 'file_refused' in words: not a spreadsheet, an old .xls, broken, or too large.
 */
export async function readSheets(bytes: Uint8Array): Promise<Sheet[]> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.subarray(0, 4).equals(OLE)) throw refuse('这是老格式的表（.xls）。', '用 WPS 打开，另存为 .xlsx 再传。');
  const sheets = isZip(buffer) ? await readWorkbook(buffer) : [{ name: '表', rows: await readCsv(buffer) }];
  if (sheets.every(({ rows }) => rows.length === 0)) throw refuse('这张表是空的。', '看看是不是选错了文件。');
  if (sheets.some(({ rows }) => rows.length > MOST_ROWS)) throw refuse(`这张表超过 ${MOST_ROWS} 行。`, '分成几张再传。');
  return sheets;
}

async function readWorkbook(buffer: Buffer): Promise<Sheet[]> {
  if (unzippedSize(buffer) > MOST_UNZIPPED) throw refuse('这张表太大了。', '删掉不用的页和图，或者分成几张再传。');
  const workbook = await newWorkbook();
  try {
    await workbook.xlsx.load(buffer as never);
  } catch {
    throw refuse('这个文件打不开，不像是表格。', '用 WPS 打开看看，另存为 .xlsx 再传。');
  }
  return workbook.worksheets.filter(({ state }) => state === 'visible').map((sheet) => ({ name: sheet.name, rows: rowsOf(sheet) }));
}

function rowsOf(sheet: import('exceljs').Worksheet): string[][] {
  const rows: string[][] = [];
  sheet.eachRow({ includeEmpty: true }, (row) => {
    if (rows.length > MOST_ROWS) return;
    const cells: string[] = [];
    row.eachCell({ includeEmpty: true }, (cell, at) => {
      // A merged area shows its value once; under it, readers of two-row headers find the same text by `master`.
      cells[at - 1] = cellText(cell);
    });
    rows.push(Array.from(cells, (text) => text ?? ''));
  });
  return trimmed(rows);
}

function trimmed(rows: string[][]): string[][] {
  let end = rows.length;
  while (end > 0 && (rows[end - 1] ?? []).every((text) => text === '')) end -= 1;
  return rows.slice(0, end);
}

/** As one sees it: days as YYYY-MM-DD, numbers without rounding, formulas by their result. */
function cellText(cell: import('exceljs').Cell): string {
  return valueText(cell.value).trim();
}

function valueText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (typeof value === 'number') return numberText(value);
  if (typeof value !== 'object') return String(value);
  const rich = value as { richText?: { text: string }[]; text?: unknown; result?: unknown; error?: string };
  if (rich.richText) return rich.richText.map(({ text }) => text).join('');
  if ('result' in rich) return valueText(rich.result);
  return 'text' in rich ? valueText(rich.text) : '';
}

function numberText(value: number): string {
  // 1500.1 * 100 lives on as 150010.00000000003 in files; fifteen digits are what a sheet itself keeps.
  return Number.isInteger(value) ? BigInt(value).toString() : String(Number(value.toPrecision(15)));
}

async function readCsv(buffer: Buffer): Promise<string[][]> {
  const { parse } = await import('csv-parse/sync');
  const text = decoded(buffer);
  if (text.includes('\0')) throw refuse('这个文件打不开，不像是表格。', '传 .xlsx 或者 .csv 的表。');
  try {
    const first = text.slice(0, Math.max(text.indexOf('\n'), 0));
    const delimiter = first.split('\t').length > first.split(',').length ? '\t' : ',';
    const rows = parse(text, { bom: true, delimiter, relax_column_count: true, relax_quotes: true, skip_empty_lines: true, trim: true });
    // Banks write a tab or an apostrophe before long numbers so that a sheet keeps them as text.
    return trimmed(rows.map((row) => row.map((cell) => cell.replace(/^['\t=]+"?|"$/g, '').trim())));
  } catch {
    throw refuse('这个文件打不开，不像是表格。', '用 WPS 打开，另存为 .xlsx 再传。');
  }
}

/** UTF-8 if it is that, else GBK, which is what WPS and banks write. */
function decoded(buffer: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(buffer);
  } catch {
    return new TextDecoder('gbk').decode(buffer);
  }
}

export interface Column {
  head: string;
  /** In letters; about 2 for each Chinese sign. */
  width?: number;
  /** `money`: integer fen, shown in yuan with two decimals. `text` keeps long numbers and leading zeros. */
  kind?: 'text' | 'number' | 'money';
}

export type CellValue = string | number | null;

export interface Table {
  /** At most 31 signs; becomes the tab. */
  name: string;
  /** A line over the table, if any. */
  title?: string;
  columns: readonly Column[];
  rows: readonly (readonly CellValue[])[];
  /** Lines under it: who made it, as of when, the seal. */
  foot?: readonly string[];
}

/** A workbook with a frozen bold head, text kept as text, sums in yuan, fit for A4 when printed. */
export async function writeSheets(tables: readonly Table[]): Promise<Uint8Array> {
  const workbook = await newWorkbook();
  for (const table of tables) addTable(workbook, table);
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

function addTable(workbook: import('exceljs').Workbook, { name, title, columns, rows, foot = [] }: Table): void {
  const wide = columns.reduce((sum, { width = 12 }) => sum + width, 0) > 90;
  const above = title === undefined ? 0 : 1;
  const sheet = workbook.addWorksheet(name.replace(/[\\/?*[\]:]/g, '·').slice(0, 31), {
    pageSetup: { paperSize: 9, orientation: wide ? 'landscape' : 'portrait', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
    views: [{ state: 'frozen', ySplit: above + 1 }],
  });
  sheet.columns = columns.map(({ width = 12, kind = 'text' }) => ({ width, style: { numFmt: FORMATS[kind] } }));
  if (title !== undefined) {
    sheet.addRow([title]).font = { bold: true, size: 14 };
    sheet.mergeCells(1, 1, 1, columns.length);
    sheet.getCell(1, 1).alignment = { horizontal: 'center' };
  }
  const head = sheet.addRow(columns.map((column) => column.head));
  head.font = { bold: true };
  const body = rows.map((row) => sheet.addRow(row.map((value, at) => written(value, columns[at]?.kind ?? 'text'))));
  for (const row of [head, ...body]) {
    row.eachCell({ includeEmpty: true }, (cell) => {
      cell.border = BORDER;
      cell.alignment = { vertical: 'middle', wrapText: true };
    });
  }
  for (const line of foot) sheet.addRow([line]).getCell(1).alignment = { wrapText: false };
}

const thin = { style: 'thin' } as const;
const BORDER = { top: thin, bottom: thin, left: thin, right: thin };
const FORMATS = { text: '@', number: '0', money: '#,##0.00' } as const;

function written(value: CellValue, kind: NonNullable<Column['kind']>): CellValue {
  if (value === null || value === '') return null;
  if (kind === 'money' && typeof value === 'number') return value / 100;
  return kind === 'number' ? Number(value) : String(value);
}

/** UTF-8 with the mark WPS and Excel need; what begins like a formula is made text. */
export async function writeCsv({ columns, rows }: Pick<Table, 'columns' | 'rows'>): Promise<Uint8Array> {
  const { stringify } = await import('csv-stringify/sync');
  const lines = rows.map((row) => row.map((value, at) => csvText(value, columns[at]?.kind ?? 'text')));
  return Buffer.from(stringify([columns.map(({ head }) => head), ...lines], { bom: true, record_delimiter: 'windows' }), 'utf8');
}

function csvText(value: CellValue, kind: NonNullable<Column['kind']>): string {
  if (value === null) return '';
  if (kind === 'money' && typeof value === 'number') return (value / 100).toFixed(2);
  const text = String(value);
  return /^[=+\-@]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text;
}

/** Only the workbook: the package's streaming half would double the size of the function. */
export async function newWorkbook(): Promise<import('exceljs').Workbook> {
  const { default: Workbook } = (await import('exceljs/lib/doc/workbook')) as { default: new () => import('exceljs').Workbook };
  return new Workbook();
}
