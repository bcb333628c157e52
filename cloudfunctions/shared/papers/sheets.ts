// Tables of ours as a workbook or csv. Reading what people send is tables/read.ts.

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
