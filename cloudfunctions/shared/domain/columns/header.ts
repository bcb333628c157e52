// Where a table begins and ends in a sheet people made: titles above, heads of one to three rows with merged cells, a row of units or
// numbers under them, blank rows, totals and notes at the end. Merged cells come filled with their text.
import { halfWidth } from '../fields/typed';
import { fieldsNamed, headKey, headWithoutNumber } from './column-fields';
import { monthHead, monthsCarried } from './month-heads';

export interface HeadColumn {
  /** Which column, from nought. */
  at: number;
  /** From the outermost head to the innermost, without repeats. */
  path: string[];
}

export interface SheetRow {
  /** As people count rows. */
  row: number;
  cells: string[];
}

export interface FoundTable {
  /** First and last row of the heads, as people count. */
  head: { from: number; to: number };
  columns: HeadColumn[];
  rows: SheetRow[];
  /** What stood over it. */
  title: string;
}

const FIRST_ROWS = 15;
const MOST_HEAD_ROWS = 3;
const ENDS = /^(合计|小计|总计|共计|累计|制表|填表|审核|负责人|说明|注[:：]|备注[:：]|填报|统计人|联系人[:：])/;

const known = (text: string): boolean =>
  text !== '' && (fieldsNamed(text).length > 0 || fieldsNamed(headWithoutNumber(headKey(text))).length > 0);
const distinct = (row: readonly string[]): string[] => [...new Set(row.filter((text) => text !== ''))];
const isTitle = (row: readonly string[]): boolean => distinct(row).length <= 1;
/** A row of data has long numbers or days; heads have none. */
const isData = (row: readonly string[]): boolean => row.some((text) => /\d{5,}|^\d+(\.\d+)?$/.test(halfWidth(text)));

/** 1 2 3 … or 元 月 under the heads. */
function isUnderHead(row: readonly string[]): boolean {
  const texts = row.filter((text) => text !== '');
  if (texts.length === 0) return false;
  const numbers = texts.filter((text) => /^\d{1,3}$/.test(text));
  const counts =
    numbers.length >= 3 &&
    numbers.length >= texts.length - 1 &&
    numbers.every((text, i) => i === 0 || Number(text) >= Number(numbers[i - 1]));
  const units =
    texts.every((text) => /^[(（]?(元|月|人|万元|年|个月|是\/否|必填|选填|文本|填写|下拉)[)）]?$/.test(text)) && texts.length >= 1;
  return (counts && new Set(numbers).size === numbers.length) || units;
}

/** Whether a row only divides what the row above names: under merged heads, or repeating them downwards. */
function divides(above: readonly string[], row: readonly string[]): boolean {
  const filled = row.flatMap((text, at) => (text === '' ? [] : [at]));
  if (filled.length < 2 || isData(row) || isTitle(row)) return false;
  const merged = (at: number): boolean => {
    const text = above[at] ?? '';
    // A month over two columns is often written over the first alone.
    const spread = monthHead(text) !== null && (above[at + 1] ?? '') === '' && (row[at + 1] ?? '') !== '';
    return text !== '' && (text === above[at - 1] || text === above[at + 1] || spread);
  };
  const under = filled.filter((at) => row[at] === above[at] || (above[at] ?? '') === '' || merged(at));
  const divided = filled.some((at) => row[at] !== above[at]);
  return (
    under.length >= filled.length - 1 && divided && filled.some((at) => row[at] === above[at] || merged(at) || (above[at] ?? '') === '')
  );
}

/** The rows of heads, from nought; null when no row names two columns of ours. */
function headRows(rows: readonly (readonly string[])[], knows: (head: string) => boolean): { from: number; to: number } | null {
  let best = -1;
  let most = 1;
  for (let at = 0; at < Math.min(rows.length, FIRST_ROWS); at += 1) {
    const row = rows[at] as readonly string[];
    if (isTitle(row) || isData(row)) continue;
    const count = new Set(row.filter(knows)).size;
    if (count > most) {
      most = count;
      best = at;
    }
  }
  if (best < 0) return null;
  let from = best;
  let to = best;
  while (to - from + 1 < MOST_HEAD_ROWS && to + 1 < rows.length && divides(rows[to] ?? [], rows[to + 1] ?? [])) to += 1;
  while (to - from + 1 < MOST_HEAD_ROWS && from > 0 && !isTitle(rows[from - 1] ?? []) && divides(rows[from - 1] ?? [], rows[from] ?? []))
    from -= 1;
  return { from, to };
}

/** Finds the table of a sheet; null when nothing in it looks like the heads of one. `knows`: which texts may stand over a column. */
export function findTable(rows: readonly (readonly string[])[], knows: (head: string) => boolean = known): FoundTable | null {
  const head = headRows(rows, knows);
  if (head === null) return null;
  const width = Math.max(...rows.slice(head.from, head.to + 1).map(({ length }) => length));
  const heading: HeadColumn[] = [];
  for (let at = 0; at < width; at += 1) {
    const path = distinct(rows.slice(head.from, head.to + 1).map((row) => (row[at] ?? '').replace(/\s+/g, '')));
    if (path.length > 0) heading.push({ at, path });
  }
  const columns = monthsCarried(heading);
  const heads = new Map(columns.map(({ at, path }) => [at, path[path.length - 1] ?? '']));
  const repeats = (row: readonly string[]): boolean =>
    row.filter((text, at) => text !== '' && text.replace(/\s+/g, '') === heads.get(at)).length >= 3;
  let first = head.to + 1;
  while (first < rows.length && first <= head.to + 2 && isUnderHead(rows[first] as readonly string[])) first += 1;
  const found: SheetRow[] = [];
  rows.slice(first).forEach((row, i) => {
    const texts = row.filter((text) => text.trim() !== '');
    // A number of the row alone says nothing; a total or a note is nobody's.
    if (texts.length <= 1 || ENDS.test(halfWidth(texts[0] as string)) || isTitle(row) || repeats(row)) return;
    if (texts.some((text) => /^(合计|小计|总计|共计)$/.test(halfWidth(text)))) return;
    found.push({ row: first + i + 1, cells: [...row] });
  });
  const title = rows
    .slice(0, head.from)
    .flatMap((row) => distinct(row))
    .join(' ')
    .slice(0, 200);
  return { head: { from: head.from + 1, to: head.to + 1 }, columns, rows: found, title };
}
