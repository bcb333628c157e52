// Rows of a sheet of postings as they came, cut into chunks and sealed: a column nobody takes may hold anything.
import type { SheetRow } from '@shared/domain/columns/header';
import type { PostingSheetChunk } from '@shared/domain/records';
import type { Context } from '@shared/runtime/context';
import { type KeyRing, openField, sealField } from '@shared/runtime/crypto';
import { range, type Store } from '@shared/runtime/store';

const MOST_ROWS = 50;
/** Of a chunk, in signs: what one read of the database may answer is 1 MB. */
const MOST_SIGNS = 60_000;
/** A cell holds a message at most. */
const MOST_CELL = 2000;
const AT_ONCE = 10;
/** A sheet nobody brought in by then is chosen anew. */
const KEPT_DAYS = 60;

export interface OpenedChunk {
  /** What stands last above the first row, column by column: blank under a merged cell means the same. */
  above: string[];
  rows: SheetRow[];
}

const placeOf = (record: string) => ({ collection: 'posting_sheet_rows', record, field: 'rows' });
const idOf = (sheet: string, chunk: number): string => `${sheet}:${String(chunk).padStart(4, '0')}`;

export function cutRows(rows: readonly SheetRow[]): OpenedChunk[] {
  const chunks: OpenedChunk[] = [];
  let last: OpenedChunk | null = null;
  let signs = 0;
  const above: string[] = [];
  for (const { row, cells: whole } of rows) {
    const cells = whole.map((text) => text.slice(0, MOST_CELL));
    const size = cells.reduce((sum, text) => sum + text.length, 0);
    if (last === null || last.rows.length >= MOST_ROWS || signs + size > MOST_SIGNS) {
      last = { above: [...above], rows: [] };
      chunks.push(last);
      signs = 0;
    }
    last.rows.push({ row, cells });
    signs += size;
    keepAbove(above, cells);
  }
  return chunks;
}

/** What stands above the next row. */
export function keepAbove(above: string[], cells: readonly string[]): void {
  for (const [at, text] of cells.entries()) if (text.trim() !== '') above[at] = text;
}

/** Written before the sheet itself, which names how many there are; what a function that died left is the same again. */
export async function writeChunks(
  sheet: string,
  chunks: readonly OpenedChunk[],
  { store, now, services: { ring } }: Pick<Context, 'store' | 'now' | 'services'>,
): Promise<void> {
  const until = new Date(Date.parse(now) + KEPT_DAYS * 86_400_000).toISOString();
  for (let from = 0; from < chunks.length; from += AT_ONCE)
    await Promise.all(
      chunks.slice(from, from + AT_ONCE).map(({ above, rows }, i) => {
        const _id = idOf(sheet, from + i);
        const packed = JSON.stringify({ above: [...above].map((text) => text ?? ''), rows: rows.map(({ row, cells }) => [row, ...cells]) });
        const chunk: PostingSheetChunk = { _id, sheet, chunk: from + i, rows: sealField(ring, placeOf(_id), packed), until };
        return store.insert('posting_sheet_rows', chunk);
      }),
    );
}

export function openChunk({ _id, rows }: PostingSheetChunk, ring: KeyRing): OpenedChunk {
  const packed = JSON.parse(openField(ring, placeOf(_id), rows)) as { above: string[]; rows: [number, ...string[]][] };
  return { above: packed.above, rows: packed.rows.map(([row, ...cells]) => ({ row, cells })) };
}

export const chunksAfter = (store: Store, sheet: string, after: number, limit: number): Promise<PostingSheetChunk[]> =>
  store.list<PostingSheetChunk>('posting_sheet_rows', { where: { sheet, chunk: range({ gt: after }) }, order: ['chunk', 'asc'], limit });

/** What came with a sheet goes once it is put aside or brought in: a column nobody took is nobody's business. */
export async function wipeRows({ _id, chunks }: { _id: string; chunks: number }, store: Store): Promise<void> {
  for (let chunk = 0; chunk < chunks; chunk += 1) await store.remove('posting_sheet_rows', idOf(_id, chunk));
}
