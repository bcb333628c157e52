// The tables of a workbook brought in: the fullest page and those with the same heads (a page a village); the others are named, not taken.
import { type FoundTable, findTable, type HeadColumn, type SheetRow } from '@shared/domain/columns/header';
import { headOf } from '@shared/domain/columns/recognise';
import type { IntakeRecord } from '@shared/domain/records';
import { readSheets } from '@shared/papers/tables/read';
import { Problem } from '@shared/runtime/problem';

export const ROWS_PER_PAGE = 100_000;

/** How people find a row: 第 12 行, with its tab where there are several. */
export function rowWords(row: number, pages: IntakeRecord['pages']): string {
  const page = pages[Math.floor(row / ROWS_PER_PAGE)];
  const words = `第 ${row % ROWS_PER_PAGE} 行`;
  return pages.filter(({ taken }) => taken).length > 1 && page ? `「${page.name}」${words}` : words;
}

export interface BroughtTables {
  title: string;
  columns: HeadColumn[];
  rows: SheetRow[];
  pages: IntakeRecord['pages'];
}

const signature = ({ columns }: FoundTable): string => columns.map(({ at, path }) => `${at}${headOf(path)}`).join('|');

/** How a table is known among the rows of a page, and what is said when there is none. */
export interface TableKind {
  find(rows: readonly (readonly string[])[]): FoundTable | null;
  message: string;
  next: string;
}
const OF_PEOPLE: TableKind = {
  find: (rows) => findTable(rows),
  message: '表里没找到「姓名」「证件号码」这些栏。',
  next: '看看前几行里有没有栏目名，栏目下面有没有人。',
};

/**
 * @throws Problem 'file_refused' when no page holds such a table.
 */
export async function tablesOf(bytes: Uint8Array, kind: TableKind = OF_PEOPLE): Promise<BroughtTables> {
  const sheets = await readSheets(bytes);
  const tables = sheets.map(({ name, rows }) => ({ name, table: kind.find(rows) }));
  let best: FoundTable | null = null;
  for (const { table } of tables) if (table && table.rows.length > (best?.rows.length ?? 0)) best = table;
  if (best === null) throw new Problem('file_refused', { message: kind.message, next: kind.next });
  const wanted = signature(best);
  const pages = tables.map(({ name, table }) => ({
    name,
    rows: table?.rows.length ?? 0,
    taken: table !== null && table.rows.length > 0 && signature(table) === wanted,
  }));
  const rows = tables.flatMap(({ table }, page) =>
    pages[page]?.taken && table ? table.rows.map(({ row, cells }) => ({ row: page * ROWS_PER_PAGE + row, cells })) : [],
  );
  return { title: best.title, columns: best.columns, rows, pages };
}
