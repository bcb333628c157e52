// Where the table of a sheet of postings stands, and which column is what: by what was answered before, by its name. What is unsure is asked.
import { type FoundTable, findTable, type HeadColumn, type SheetRow } from '../columns/header';
import { columnLike, columnNamed, isPostingHead, leftWhy, type PostingColumn, postingColumn } from './fields';

export interface PostingColumnGuess {
  at: number;
  /** The heads from outside to inside, joined by ／. */
  head: string;
  state: 'sure' | 'ask' | 'left';
  /** The column it is taken for; '' = left out. */
  field: string;
  /** Why, in plain words. */
  why: string;
  samples: string[];
}

const FIRST_ROWS = 15;
const SAMPLED = 50;
/** Shorter texts are no posting. */
const LEAST_SIGNS = 8;

/** The table of one page. A page of one column that holds whole messages is one too. */
export function findPostings(rows: readonly (readonly string[])[]): FoundTable | null {
  const table = findTable(rows, isPostingHead);
  if (table !== null) return table;
  const filled = (row: readonly string[]): string[] => [...new Set(row.map((text) => text.trim()).filter((text) => text !== ''))];
  const head = rows.slice(0, FIRST_ROWS).findIndex((row) => filled(row).length === 1 && columnNamed(filled(row)[0] ?? '')?.id === 'whole');
  if (head < 0) return null;
  const at = (rows[head] ?? []).findIndex((text) => text.trim() !== '');
  const found: SheetRow[] = rows
    .slice(head + 1)
    .map((cells, i) => ({ row: head + i + 2, cells: [...cells] }))
    .filter(({ cells }) => (cells[at] ?? '').trim().length >= LEAST_SIGNS);
  return { head: { from: head + 1, to: head + 1 }, columns: [{ at, path: [filled(rows[head] ?? [])[0] ?? ''] }], rows: found, title: '' };
}

/** A long number of somebody's is not shown. */
const cut = (text: string): string => text.replace(/\d{7,}[\dXx]*/g, (digits) => `${digits.slice(0, 3)}…`).slice(0, 24);

function byName({ path }: HeadColumn): { column: PostingColumn; sure: boolean } | null {
  const last = path[path.length - 1] ?? '';
  // 招聘人数／男: the whole says more than its end; 要求／年龄: the end says it alone.
  for (const name of [path.join(''), last]) {
    const column = columnNamed(name);
    if (column !== null) return { column, sure: true };
  }
  const first = columnNamed(path[0] ?? '');
  if (path.length > 1 && first?.many) return { column: first, sure: true };
  const like = columnLike(last) ?? columnLike(path.join(''));
  return like && { column: like, sure: false };
}

/** Guesses for all columns; of two for one field the later is asked about unless both are read together. */
export function recognisePostings(
  columns: readonly HeadColumn[],
  rows: readonly SheetRow[],
  answered: ReadonlyMap<string, string> = new Map(),
): PostingColumnGuess[] {
  const step = Math.max(1, Math.floor(rows.length / SAMPLED));
  const sampled = rows.filter((_, i) => i % step === 0).slice(0, SAMPLED);
  const taken = new Map<string, string>();
  return columns.map((column): PostingColumnGuess => {
    const head = column.path.join('／');
    const cells = sampled.map(({ cells: row }) => (row[column.at] ?? '').trim()).filter((text) => text !== '');
    const samples = [...new Set(cells.map(cut))].slice(0, 3);
    const made = (state: PostingColumnGuess['state'], field: string, why: string): PostingColumnGuess => {
      if (state === 'sure') taken.set(field, head);
      return { at: column.at, head, state, field, why, samples };
    };
    const before = answered.get(head);
    if (before === '') return made('left', '', '上次说过不要');
    if (before !== undefined && postingColumn(before) !== null && (!taken.has(before) || postingColumn(before)?.many))
      return made('sure', before, '上次说过的');
    const named = byName(column);
    if (named === null) {
      const why = leftWhy(column.path[column.path.length - 1] ?? '');
      return made('left', '', why ?? (cells.length === 0 ? '整栏是空的' : '没认出来，先不要'));
    }
    const { id, words, many } = named.column;
    const other = taken.get(id);
    if (other !== undefined && !many) return made('ask', '', `「${other}」已经当作「${words}」了，这一栏要不要`);
    return named.sure ? made('sure', id, '') : made('ask', id, `栏名像「${words}」`);
  });
}
