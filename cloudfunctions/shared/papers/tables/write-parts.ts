// A workbook of one wide sheet written in parts: each step of long work packs its rows, the last one puts the parts together. The rows never
// lie in memory at once, and a step that is killed leaves nothing behind. Text stays text, nothing is ever a formula.
import { deflateRawSync, constants as zlib } from 'node:zlib';
import { buf as crcOf } from 'crc-32';
import type { CellValue, Column } from '../sheets';

/** A packed piece of the sheet. Pieces are joined as they are: each ends on a byte. */
export interface SheetPart {
  packed: Uint8Array;
  /** Bytes before packing. */
  bytes: number;
  /** Checksum of everything up to the end of this piece. */
  crc: number;
  /** Rows of the sheet up to the end of this piece. */
  rows: number;
}

/** What the next piece must know of those before it. */
export type Before = Omit<SheetPart, 'packed'>;
const FIRST: Before = { bytes: 0, crc: 0, rows: 0 };

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
/** What XML 1.0 cannot hold, lone halves of pairs included, would make the whole file unreadable: it is left out. */
const UNWRITABLE = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

function xmlText(text: string): string {
  const clean = text.replace(UNWRITABLE, '');
  return /[&<>"]/.test(clean) ? clean.replace(/[&<>"]/g, (sign) => ESCAPES[sign] ?? sign) : clean;
}

/** Styles of cells: 0 plain text, 1 head, 2 whole number, 3 yuan with two decimals. */
const STYLE = { text: 0, number: 2, money: 3 } as const;

/** A, B, … Z, AA: some readers find a cell by its name alone. */
const letters: string[] = [];
for (let at = 0; at < 702; at += 1)
  letters.push(`${at < 26 ? '' : String.fromCharCode(64 + Math.floor(at / 26))}${String.fromCharCode(65 + (at % 26))}`);

function cell(value: CellValue, kind: NonNullable<Column['kind']>, ref: string): string {
  if (value === null || value === '') return '';
  if (kind !== 'text' && typeof value === 'number' && Number.isFinite(value))
    return `<c r="${ref}" s="${STYLE[kind]}"><v>${kind === 'money' ? value / 100 : value}</v></c>`;
  return `<c r="${ref}" t="inlineStr"><is><t xml:space="preserve">${xmlText(String(value))}</t></is></c>`;
}

/** Packs rows that follow what was packed before; `before` is FIRST or the last piece. */
export function packRows(columns: readonly Column[], rows: readonly (readonly CellValue[])[], before: Before): SheetPart {
  const kinds = columns.map(({ kind = 'text' }) => kind);
  let text = '';
  let number = before.rows;
  for (const row of rows) {
    number += 1;
    text += `<row r="${number}">`;
    for (let at = 0; at < kinds.length; at += 1) text += cell(row[at] ?? null, kinds[at] ?? 'text', `${letters[at]}${number}`);
    text += '</row>';
  }
  return packed(text, { ...before, rows: number }, false);
}

function packed(text: string, before: Before, last: boolean): SheetPart {
  const raw = Buffer.from(text, 'utf8');
  // A full flush ends the piece on a byte and forgets what went before, so that pieces made apart read as one stream.
  const bytes = deflateRawSync(raw, { level: 6, finishFlush: last ? zlib.Z_FINISH : zlib.Z_FULL_FLUSH });
  return { packed: bytes, bytes: before.bytes + raw.length, crc: crcOf(raw, before.crc), rows: before.rows };
}

/** What stands before the rows: widths, the title lines and the heads, frozen. */
export function openSheet(columns: readonly Column[], above: readonly string[] = []): SheetPart {
  const cols = columns.map(({ width = 12 }, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`).join('');
  const lines = above.map((line, at) => `<row r="${at + 1}">${cell(line, 'text', `A${at + 1}`)}</row>`).join('');
  const frozen = above.length + 1;
  const heads = columns.map(({ head }, at) => cell(head, 'text', `${letters[at]}${frozen}`).replace('<c ', '<c s="1" ')).join('');
  return packed(
    `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="${frozen}" topLeftCell="A${frozen + 1}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${cols}</cols><sheetData>${lines}<row r="${frozen}">${heads}</row>`,
    { ...FIRST, rows: frozen },
    false,
  );
}

/** What stands after the rows. */
export const closeSheet = (before: Before): SheetPart => packed('</sheetData></worksheet>', before, true);

const STYLES = `${HEAD}<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="宋体"/></font><font><b/><sz val="11"/><name val="宋体"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="4"><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/><xf numFmtId="1" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="4" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;

function fixedParts(name: string): [string, string][] {
  const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  const tab = xmlText(name.replace(/[\\/?*[\]:]/g, '·').slice(0, 31));
  return [
    [
      '[Content_Types].xml',
      `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${types}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${types}.styles+xml"/></Types>`,
    ],
    [
      '_rels/.rels',
      `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
    [
      'xl/workbook.xml',
      `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="${tab}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
    ],
    ['xl/styles.xml', STYLES],
  ];
}

interface Entry {
  name: Buffer;
  crc: number;
  packed: number;
  bytes: number;
  at: number;
}

/** Names and time of an entry: UTF-8 names, packed, 1 January 1980, so that equal tables make equal files. */
function fields({ name, crc, packed: size, bytes }: Entry): Buffer {
  const head = Buffer.alloc(26);
  head.writeUInt16LE(20, 0);
  head.writeUInt16LE(0x0800, 2);
  head.writeUInt16LE(8, 4);
  head.writeUInt16LE(0, 6);
  head.writeUInt16LE(0x0021, 8);
  head.writeUInt32LE(crc >>> 0, 10);
  head.writeUInt32LE(size, 14);
  head.writeUInt32LE(bytes, 18);
  head.writeUInt16LE(name.length, 22);
  return head;
}

const signed = (signature: number): Buffer => {
  const head = Buffer.alloc(4);
  head.writeUInt32LE(signature, 0);
  return head;
};

/**
 * The file, piece by piece: `sheet` gives the packed pieces in order (openSheet, the rows, closeSheet), `end` is closeSheet's own figures.
 * `packedBytes` is the sum of the pieces' lengths, which stands before them in the file.
 */
export async function* zipBook(
  name: string,
  sheet: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  end: Before,
  packedBytes: number,
): AsyncGenerator<Uint8Array> {
  const entries: Entry[] = [];
  let at = 0;
  for (const [path, text] of fixedParts(name)) {
    const part = packed(text, FIRST, true);
    const entry = { name: Buffer.from(path), crc: part.crc, packed: part.packed.length, bytes: part.bytes, at };
    entries.push(entry);
    const head = Buffer.concat([signed(0x04034b50), fields(entry), entry.name]);
    at += head.length + part.packed.length;
    yield head;
    yield part.packed;
  }
  const entry = { name: Buffer.from('xl/worksheets/sheet1.xml'), crc: end.crc, packed: packedBytes, bytes: end.bytes, at };
  entries.push(entry);
  const head = Buffer.concat([signed(0x04034b50), fields(entry), entry.name]);
  at += head.length + packedBytes;
  yield head;
  yield* sheet;
  const directory = Buffer.concat(
    entries.map((one) => {
      const tail = Buffer.alloc(14);
      tail.writeUInt32LE(one.at, 10);
      return Buffer.concat([signed(0x02014b50), Buffer.from([20, 0]), fields(one), tail, one.name]);
    }),
  );
  yield directory;
  const last = Buffer.alloc(18);
  last.writeUInt16LE(entries.length, 4);
  last.writeUInt16LE(entries.length, 6);
  last.writeUInt32LE(directory.length, 8);
  last.writeUInt32LE(at, 12);
  yield Buffer.concat([signed(0x06054b50), last]);
}
