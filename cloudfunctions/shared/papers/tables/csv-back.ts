// A sheet that came as text, with some cells changed and a column more: its encoding, separator, line ends, quotes and guards stay as they were.
import { Problem } from '@shared/runtime/problem';
import { decoded, delimiterOf } from './read';

export interface RowChange {
  /** Column → text. */
  cells: ReadonlyMap<number, string>;
  note: string;
}

interface Field {
  text: string;
  quoted: boolean;
}

const BOM = '\uFEFF';
/** How a number is kept from being taken for one: a tab or an apostrophe before it, or ="…". */
const GUARD = /^(?:(['\t])(?=.)|=")/;

/**
 * `head`: the row of the heads, as people count; `last`: the column after all others, from nought; rows as people count.
 * @throws Problem 'file_refused' when it does not read as a sheet.
 */
export async function changeCsv(
  bytes: Uint8Array,
  { head, last, word, rows }: { head: number; last: number; word: string; rows: ReadonlyMap<number, RowChange> },
): Promise<Uint8Array> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const utf8 = isUtf8(buffer);
  const text = decoded(buffer);
  const delimiter = delimiterOf(text);
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  const table = await fieldsOf(text, delimiter);
  const guards = guardsOf(table.slice(head));
  const lines = table.map((fields, at) => {
    const change = rows.get(at + 1);
    const wide = at + 1 >= head && fields.some(({ text: one }) => one !== '');
    const out = [...fields];
    while (wide && out.length < last) out.push({ text: '', quoted: false });
    for (const [column, value] of change?.cells ?? [])
      out[column] = { text: guarded(value, guards.get(column) ?? ''), quoted: out[column]?.quoted ?? false };
    if (wide) out[last] = { text: at + 1 === head ? word : harmless(change?.note ?? ''), quoted: false };
    return out.map((field) => written(field ?? { text: '', quoted: false }, delimiter)).join(delimiter);
  });
  // The last line ends as it did.
  const whole = lines.join(lineEnd) + (/\n$/.test(text) ? lineEnd : '');
  if (utf8) return Buffer.from(startsWithMark(buffer) ? BOM + whole : whole);
  return inGbk(whole) ?? Buffer.from(BOM + whole);
}

const startsWithMark = (buffer: Buffer): boolean => buffer[0] === 0xef && buffer[1] === 0xbb && buffer[2] === 0xbf;

function isUtf8(buffer: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(buffer);
    return true;
  } catch {
    return false;
  }
}

async function fieldsOf(text: string, delimiter: string): Promise<Field[][]> {
  const { parse } = await import('csv-parse/sync');
  try {
    return parse(text, {
      bom: true,
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      cast: (value, { quoting }) => ({ text: value, quoted: quoting }),
    }) as unknown as Field[][];
  } catch {
    throw new Problem('file_refused', { message: '这个文件打不开，不像是表格。', next: '用 WPS 打开，另存为 .xlsx 再传。' });
  }
}

/** Columns whose cells are guarded, and how. */
function guardsOf(table: readonly (readonly Field[])[]): Map<number, string> {
  const guards = new Map<number, string>();
  for (const fields of table)
    for (const [at, { text }] of fields.entries()) {
      const found = GUARD.exec(text.trimStart() === text ? text : text.replace(/^ +/, ''));
      if (found && !guards.has(at)) guards.set(at, found[1] ?? '="');
    }
  return guards;
}

const guarded = (value: string, guard: string): string => (guard === '' ? harmless(value) : guard === '="' ? `="${value}"` : guard + value);

/** Nothing of ours is reckoned with as a formula. */
const harmless = (value: string): string => (/^[=+\-@]/.test(value) ? `'${value}` : value);

function written({ text, quoted }: Field, delimiter: string): string {
  const needs = quoted || text.includes(delimiter) || /["\r\n]/.test(text);
  return needs ? `"${text.replace(/"/g, '""')}"` : text;
}

let table: Map<string, number> | null = null;

/** Signs of GBK by what reads them; made once, from the reader itself. */
function gbkTable(): Map<string, number> {
  if (table) return table;
  table = new Map();
  const reader = new TextDecoder('gbk');
  for (let first = 0x81; first <= 0xfe; first += 1)
    for (let second = 0x40; second <= 0xfe; second += 1) {
      if (second === 0x7f) continue;
      const sign = reader.decode(Uint8Array.of(first, second));
      if (sign.length === 1 && sign !== '\uFFFD') table.set(sign, first * 256 + second);
    }
  return table;
}

/** null when a sign has no place in GBK: a rare name is then worth more than the encoding. */
function inGbk(text: string): Uint8Array | null {
  const codes = gbkTable();
  const out: number[] = [];
  for (const sign of text) {
    if (sign.charCodeAt(0) < 0x80 && sign.length === 1) out.push(sign.charCodeAt(0));
    else {
      const code = codes.get(sign);
      if (code === undefined) return null;
      out.push(code >> 8, code & 0xff);
    }
  }
  return Uint8Array.from(out);
}
