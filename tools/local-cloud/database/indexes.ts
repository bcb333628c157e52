// Declared indexes: what they are, and the entries one document has in one of them.
import { requestFailed } from '../errors';
import { KeyBytes } from './key-bytes';
import { after, type Direction, EMPTY_ARRAY, putValue } from './keys';
import { type Doc, EMPTY, oneValueAt, SEVERAL, valuesAt } from './values';

export interface IndexDeclaration {
  name: string;
  keys: [field: string, direction: Direction][];
  unique?: boolean;
}

export interface Index extends IndexDeclaration {
  id: number;
  /** Whether some document ever had an array at an indexed field: then one document has several entries and two-sided ranges cannot be cut. */
  multikey: boolean;
  /** Which indexed fields those were; absent in a store written before they were told apart: any of them may be. */
  arrays?: string[];
}

/** Fields of an index through which a document may have several entries. */
export function arraysOf({ multikey, arrays, keys }: Index): readonly string[] {
  return multikey ? (arrays ?? keys.map(([field]) => field)) : [];
}

/** Notes the arrays a document brought; whether that was news. */
export function noteArrays(index: Index, brought: readonly string[]): boolean {
  const known = arraysOf(index);
  const news = brought.filter((field) => !known.includes(field));
  if (news.length === 0) return false;
  index.multikey = true;
  index.arrays = [...known, ...news];
  return true;
}

/** dist/cloudfunctions/database.json */
export interface DatabaseDeclaration {
  collections: Record<string, { indexes: IndexDeclaration[] }>;
}

/** What the service allows at most for one indexed value (bytes of its encoding). */
const MAX_VALUE_BYTES = 1024;
/** What the store allows for a whole key, less the room for ids. */
const MAX_KEY_BYTES = 1900;

export function prefixOf(id: number): Buffer {
  const bytes = Buffer.allocUnsafe(4);
  bytes.writeUInt32BE(id);
  return bytes;
}

/** One entry of a document in an index. */
export class Entry {
  constructor(
    readonly key: Buffer,
    private readonly headLength: number,
    /** The values, for messages. */
    readonly values: unknown[],
  ) {}

  /** Prefix and components, without the document's id: what uniqueness is about. */
  get head(): Buffer {
    return this.key.subarray(0, this.headLength);
  }
}

/** Put one component; refused when longer than the service allows. */
function putComponent(out: KeyBytes, index: Index, field: string, direction: Direction, value: unknown): void {
  const start = out.length;
  if (value === EMPTY) out.raw(EMPTY_ARRAY);
  else putValue(out, value);
  if (out.length - start > MAX_VALUE_BYTES)
    throw requestFailed(`value of '${field}' is too long for index '${index.name}' (at most ${MAX_VALUE_BYTES} bytes)`);
  if (direction === -1) out.invert(start);
}

/** The entry of one value per field. */
function entryOf(index: Index, values: unknown[], idKey: Buffer): Entry {
  const out = KeyBytes.begin();
  out.uint32(index.id);
  for (let i = 0; i < index.keys.length; i++) {
    const [field, direction] = index.keys[i] as [string, Direction];
    putComponent(out, index, field, direction, values[i]);
  }
  const headLength = out.length;
  if (headLength + idKey.length > MAX_KEY_BYTES) throw requestFailed(`key of index '${index.name}' is too long`);
  out.raw(idKey);
  return new Entry(out.taken(), headLength, values);
}

/** The entries of a document, without repetition. A missing field is null; an array gives one entry per item. */
export function entriesOf(index: Index, doc: Doc, idKey: Buffer): { entries: Entry[]; arrays: readonly string[] } {
  const values: unknown[] = [];
  for (const [field] of index.keys) {
    const value = oneValueAt(doc, field);
    if (value === SEVERAL) return entriesOfArrays(index, doc, idKey);
    values.push(value);
  }
  return { entries: [entryOf(index, values, idKey)], arrays: [] };
}

function entriesOfArrays(index: Index, doc: Doc, idKey: Buffer): { entries: Entry[]; arrays: readonly string[] } {
  const arrays: string[] = [];
  let rows: unknown[][] = [[]];
  for (const [field] of index.keys) {
    const { values, throughArray } = valuesAt(doc, field);
    if (throughArray) arrays.push(field);
    rows = rows.flatMap((row) => values.map((value) => [...row, value]));
  }
  const distinct = new Map<string, Entry>();
  for (const row of rows) {
    const entry = entryOf(index, row, idKey);
    const key = entry.key.toString('latin1');
    if (!distinct.has(key)) distinct.set(key, entry);
  }
  return { entries: [...distinct.values()], arrays };
}

/** Everything under one index. */
export function wholeIndex(index: Index): [Buffer, Buffer] {
  const prefix = prefixOf(index.id);
  return [prefix, after(prefix)];
}

export function showKey(index: IndexDeclaration, values: readonly unknown[]): string {
  const shown = index.keys.map(([field], i) => `${field}: ${JSON.stringify(values[i] ?? null)}`);
  return `{ ${shown.join(', ')} }`;
}
