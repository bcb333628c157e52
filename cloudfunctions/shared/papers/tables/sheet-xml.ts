// One sheet of a workbook as rows of text: cells by their place, merged areas filled with what they show.
import { dayOfSerial, numberText } from './cells';
import type { Parts } from './parts';
import { parsePart } from './workbook';

export interface SheetSetting {
  texts: readonly string[];
  /** Whether a style shows a day. */
  days: readonly boolean[];
  from1904: boolean;
  mostRows: number;
}

/** Beyond it nobody reads, and sheets formatted to their last column would fill the memory. */
const MOST_COLUMNS = 300;

/** 'AB12' → column 27, row 11 from nought. */
function placeOf(ref: string): { column: number; row: number } {
  let column = 0;
  let i = 0;
  for (; i < ref.length; i += 1) {
    const sign = ref.charCodeAt(i);
    if (sign < 65) break;
    column = column * 26 + (sign - 64);
  }
  return { column: column - 1, row: Number(ref.slice(i)) - 1 };
}

interface Cell {
  column: number;
  type: string;
  style: number;
  value: string;
}

function cellText({ type, style, value }: Cell, { texts, days, from1904 }: SheetSetting): string {
  if (value === '') return '';
  if (type === 's') return (texts[Number(value)] ?? '').trim();
  if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE';
  if (type === 'e') return '';
  if (type === 'd') return value.slice(0, 10);
  if (type !== '' && type !== 'n') return value.trim();
  const number = Number(value);
  if (!Number.isFinite(number)) return value.trim();
  return days[style] ? dayOfSerial(number, from1904) : numberText(number);
}

export async function readSheet(parts: Parts, path: string, setting: SheetSetting): Promise<string[][]> {
  const rows: string[][] = [];
  const merges: string[] = [];
  let at = -1;
  let next = 0;
  let cell: Cell | null = null;
  let taking = false;
  let reading = false;
  const keep = ({ column }: Cell, text: string): void => {
    if (text === '' || column >= MOST_COLUMNS || at > setting.mostRows) return;
    while (rows.length <= at) rows.push([]);
    const row = rows[at] as string[];
    while (row.length < column) row.push('');
    row[column] = text;
  };
  await parsePart(parts, path, {
    open(name, attributes) {
      if (name === 'row') {
        at = attributes.r === undefined ? at + 1 : Number(attributes.r) - 1;
        next = 0;
      } else if (name === 'c') {
        const column = attributes.r === undefined ? next : placeOf(attributes.r).column;
        next = column + 1;
        cell = { column, type: attributes.t ?? '', style: Number(attributes.s ?? 0), value: '' };
      } else if (name === 'rPh') reading = true;
      else if (name === 'mergeCell' && attributes.ref !== undefined) merges.push(attributes.ref);
      taking = (name === 'v' || name === 't') && !reading;
    },
    close(name) {
      if (name === 'c' && cell) {
        keep(cell, cellText(cell, setting));
        cell = null;
      } else if (name === 'rPh') reading = false;
      taking = false;
    },
    text(more) {
      if (taking && cell) cell.value += more;
    },
  });
  for (const ref of merges) fill(rows, ref);
  let end = rows.length;
  while (end > 0 && (rows[end - 1] ?? []).every((text) => text === '')) end -= 1;
  return rows.slice(0, end);
}

/** A merged area shows its first cell's text everywhere, within the rows there are. */
function fill(rows: string[][], ref: string): void {
  const [first = '', last = first] = ref.split(':');
  const from = placeOf(first);
  const to = placeOf(last);
  const text = rows[from.row]?.[from.column] ?? '';
  if (text === '') return;
  for (let r = from.row; r <= Math.min(to.row, rows.length - 1); r += 1) {
    const row = rows[r] as string[];
    for (let c = from.column; c <= Math.min(to.column, MOST_COLUMNS - 1); c += 1) {
      while (row.length < c) row.push('');
      row[c] = text;
    }
  }
}
