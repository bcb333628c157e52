// Rows of a sheet cut into chunks of about fifty, sealed; all rows of one household and one person lie in the same chunk, so that a chunk
// can be looked at alone.
import type { Draft } from '@shared/domain/columns/draft';
import type { SheetRow } from '@shared/domain/columns/header';
import { halfWidth, levelled } from '@shared/domain/fields/typed';
import type { IntakeChunk, IntakeRecord } from '@shared/domain/records';
import { type KeyRing, openField, sealField } from '@shared/runtime/crypto';
import { range, type Store } from '@shared/runtime/store';

const ROWS_PER_CHUNK = 50;
/** A code that half the sheet shares is no code: such rows are kept together by person alone. */
const MOST_TOGETHER = 150;

export const cutOf = ({ _id, cut }: Pick<IntakeRecord, '_id' | 'cut'>): string => `${_id}:${cut}`;
export const chunkId = (cut: string, chunk: number): string => `${cut}:${String(chunk).padStart(5, '0')}`;
/** Rows of the registry that the sheet lacks stand behind its own. */
export const FIRST_ABSENT = 90_000;

/** Columns rows are kept together by. */
export interface KeyColumns {
  id: number | null;
  code: number | null;
  name: number | null;
}

export function keyColumns(columns: readonly { at: number; field: string }[]): KeyColumns {
  const at = (field: string): number | null => columns.find((one) => one.field === field)?.at ?? null;
  return { id: at('idNumber'), code: at('code'), name: at('name') };
}

/** Rows that belong together, in the order of their first row. */
export function grouped(rows: readonly SheetRow[], keys: KeyColumns): SheetRow[][] {
  const cell = (row: SheetRow, at: number | null): string => (at === null ? '' : levelled(row.cells[at] ?? '').toUpperCase());
  const person = (row: SheetRow): string =>
    cell(row, keys.id) !== ''
      ? `i${cell(row, keys.id).slice(0, 18)}`
      : `n${halfWidth(keys.name === null ? '' : (row.cells[keys.name] ?? ''))}`;
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(cell(row, keys.code), (counts.get(cell(row, keys.code)) ?? 0) + 1);
  const parents = new Map<string, string>();
  const rootOf = (key: string): string => {
    let root = key;
    while ((parents.get(root) ?? root) !== root) root = parents.get(root) as string;
    parents.set(key, root);
    return root;
  };
  for (const row of rows) {
    const own = rootOf(person(row));
    const code = cell(row, keys.code);
    if (!parents.has(own)) parents.set(own, own);
    if (code === '' || (counts.get(code) ?? 0) > MOST_TOGETHER) continue;
    const other = rootOf(`c${code}`);
    if (!parents.has(other)) parents.set(other, other);
    if (other !== own) parents.set(other, own);
  }
  const groups = new Map<string, SheetRow[]>();
  for (const row of rows) {
    const root = rootOf(person(row));
    const group = groups.get(root);
    if (group) group.push(row);
    else groups.set(root, [row]);
  }
  return [...groups.values()];
}

/** The place a chunk's rows open in. */
const placeOf = (record: string) => ({ collection: 'intake_rows', record, field: 'rows' });

/** Chunks of a cut; written before the sheet's record names the cut, so that half of them count for nothing. */
export async function writeChunks(cut: string, groups: readonly SheetRow[][], store: Store, ring: KeyRing): Promise<void> {
  const chunks: SheetRow[][] = [];
  let last: SheetRow[] = [];
  for (const group of groups) {
    if (last.length > 0 && last.length + group.length > ROWS_PER_CHUNK) last = [];
    if (last.length === 0) chunks.push(last);
    last.push(...group);
    if (last.length >= ROWS_PER_CHUNK) last = [];
  }
  const AT_ONCE = 10;
  for (let from = 0; from < chunks.length; from += AT_ONCE)
    await Promise.all(
      chunks.slice(from, from + AT_ONCE).map((rows, i) => {
        const _id = chunkId(cut, from + i);
        const packed = JSON.stringify(rows.map(({ row, cells }) => [row, ...cells]));
        const chunk: IntakeChunk = { _id, cut, chunk: from + i, rows: sealField(ring, placeOf(_id), packed), lines: null, outcomes: [] };
        return store.insert('intake_rows', chunk);
      }),
    );
}

export function openRows({ _id, rows }: Pick<IntakeChunk, '_id' | 'rows'>, ring: KeyRing): SheetRow[] {
  if (rows === null) return [];
  const packed = JSON.parse(openField(ring, placeOf(_id), rows)) as [number, ...string[]][];
  return packed.map(([row, ...cells]) => ({ row, cells }));
}

/** What one read of the database may answer is 1 MB; a wide chunk takes up to 180 kB. */
export const CHUNKS_PER_READ = 5;

/** Chunks after a number, in order. */
export function chunksAfter(store: Store, cut: string, after: number, limit: number): Promise<IntakeChunk[]> {
  return store.list<IntakeChunk>('intake_rows', { where: { cut, chunk: range({ gt: after }) }, order: ['chunk', 'asc'], limit });
}

/** All rows of a cut; 20,000 of them are about 400 chunks. */
export async function allRows(store: Store, cut: string, ring: KeyRing): Promise<SheetRow[]> {
  const rows: SheetRow[] = [];
  for (let after = -1; ; ) {
    const chunks = await chunksAfter(store, cut, after, CHUNKS_PER_READ);
    for (const chunk of chunks) rows.push(...openRows(chunk, ring));
    if (chunks.length < CHUNKS_PER_READ) return rows.sort((a, b) => a.row - b.row);
    after = chunks.at(-1)?.chunk ?? after;
  }
}

/** The order rows of a chunk are worked in: persons together, earlier work first. The same each time. */
export function workOrder(drafts: readonly Draft[]): Draft[] {
  const key = ({ id, name, work, row }: Draft): string =>
    `${id?.number ?? name}|${work?.start.month ?? ''}|${String(row).padStart(9, '0')}`;
  return [...drafts].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

/** Removes the rows of one cut, as far as they are there. */
export async function wipeCut(cut: string, store: Store): Promise<void> {
  for (;;) {
    const found = await store.list<IntakeChunk>('intake_rows', { where: { cut }, limit: CHUNKS_PER_READ });
    await Promise.all(found.map(({ _id }) => store.remove('intake_rows', _id)));
    if (found.length < CHUNKS_PER_READ) return;
  }
}

/** Removes all rows of a sheet that was put aside: of each cut, and of one that was begun and never named. */
export async function wipeRows(intake: Pick<IntakeRecord, '_id' | 'cut'>, store: Store): Promise<void> {
  for (let cut = 0; cut <= intake.cut + 1; cut += 1) await wipeCut(cutOf({ _id: intake._id, cut }), store);
}
