// Declared indexes: what they are, and the entries one document has in one of them.
import { requestFailed } from '../errors';
import { after, type Direction, directed, EMPTY_ARRAY, encodeValue } from './keys';
import { type Doc, EMPTY, valuesAt } from './values';

export interface IndexDeclaration {
  name: string;
  keys: [field: string, direction: Direction][];
  unique?: boolean;
}

export interface Index extends IndexDeclaration {
  id: number;
  /** Whether some document ever had an array at an indexed field: then one document has several entries and two-sided ranges cannot be cut. */
  multikey: boolean;
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

export interface Entry {
  /** Prefix and components, without the document's id: what uniqueness is about. */
  head: Buffer;
  key: Buffer;
  /** The values, for messages. */
  values: unknown[];
}

/** The entries of a document, without repetition. A missing field is null; an array gives one entry per item. */
export function entriesOf(index: Index, doc: Doc, idKey: Buffer): { entries: Entry[]; multikey: boolean } {
  let multikey = false;
  let rows: { parts: Buffer[]; values: unknown[] }[] = [{ parts: [prefixOf(index.id)], values: [] }];
  for (const [field, direction] of index.keys) {
    const { values, throughArray } = valuesAt(doc, field);
    multikey ||= throughArray;
    const encode = (value: unknown): Buffer => {
      const bytes = value === EMPTY ? EMPTY_ARRAY : encodeValue(value);
      if (bytes.length > MAX_VALUE_BYTES)
        throw requestFailed(`value of '${field}' is too long for index '${index.name}' (at most ${MAX_VALUE_BYTES} bytes)`);
      return directed(bytes, direction);
    };
    if (values.length === 1) {
      const [value] = values;
      const bytes = encode(value);
      for (const row of rows) {
        row.parts.push(bytes);
        row.values.push(value ?? null);
      }
      continue;
    }
    const items = values.map((value) => ({ value, bytes: encode(value) }));
    const distinct = items.filter(({ bytes }, i) => items.findIndex((item) => item.bytes.equals(bytes)) === i);
    rows = rows.flatMap((row) =>
      distinct.map(({ bytes, value }) => ({ parts: [...row.parts, bytes], values: [...row.values, value ?? null] })),
    );
  }
  const entries = rows.map(({ parts, values }) => {
    const head = Buffer.concat(parts);
    if (head.length + idKey.length > MAX_KEY_BYTES) throw requestFailed(`key of index '${index.name}' is too long`);
    return { head, key: Buffer.concat([head, idKey]), values };
  });
  return { entries, multikey };
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
