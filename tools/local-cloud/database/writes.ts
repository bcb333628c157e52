// Changes to documents and their index entries, prepared first and applied without a chance to fail: no half change exists.
import { randomBytes } from 'node:crypto';
import { duplicateKey, invalidParam, requestFailed } from '../errors';
import type { Catalog, Collection } from './catalog';
import { docKey, type Found } from './found';
import { type Entry, entriesOf, type Index, noteArrays, showKey } from './indexes';
import { after, encodeValue } from './keys';
import { makeRecord } from './record';
import type { Store } from './store';
import { writeText } from './text';
import { type Doc, isPlain } from './values';

/** One document before and after; null = absent. */
export interface Change {
  collection: Collection;
  idKey: Buffer;
  before: Doc | null;
  after: Doc | null;
}

const MAX_DOCUMENT_BYTES = 16 * 1024 * 1024;

/** Refuse documents MongoDB refuses. */
export function checkDocument(doc: unknown): asserts doc is Doc {
  if (!isPlain(doc)) throw invalidParam('a document must be an object');
  checkNames(doc);
  const id = doc._id;
  if (Array.isArray(id) || id instanceof RegExp || id === null || typeof id === 'boolean')
    throw invalidParam("the '_id' value is of a type that cannot be an id");
}

/** A checked document with its id, a new one when it has none. */
export function withId(doc: unknown): Doc {
  checkDocument(doc);
  // 32 hexadecimal characters, as the service gives.
  return doc._id === undefined ? { _id: randomBytes(16).toString('hex'), ...doc } : doc;
}

function checkNames(value: unknown): void {
  if (Array.isArray(value)) for (const item of value) checkNames(item);
  else if (isPlain(value))
    for (const key of Object.keys(value)) {
      if (key.startsWith('$')) throw invalidParam(`The dollar ($) prefixed field '${key}' is not valid for storage.`);
      if (key.includes('.')) throw invalidParam(`The dotted field '${key}' is not valid for storage.`);
      const item = value[key];
      if (typeof item === 'object') checkNames(item);
    }
}

export function idKeyOf(id: unknown): Buffer {
  const key = encodeValue(id);
  if (key.length > 1000) throw requestFailed('_id is too long');
  return key;
}

/** Names of what a change would hold while it is uncommitted: the document, and each unique key it takes. */
export function lockNames(change: Change): string[] {
  const names = [`d${docKey(change.collection, change.idKey).toString('latin1')}`];
  for (const index of change.collection.indexes) {
    if (!index.unique || !change.after) continue;
    for (const entry of entriesOf(index, change.after, change.idKey).entries) names.push(`u${entry.head.toString('latin1')}`);
  }
  return names;
}

/** What becomes of one document's entries in one index. */
interface Move {
  index: Index;
  before: readonly Entry[];
  next: readonly Entry[];
  idKey: Buffer;
  arrays: readonly string[];
}

/** One change, ready to be applied; without a record the document goes away. */
interface Step {
  key: Buffer;
  record: Buffer | null;
  moves: Move[];
}

const NONE: readonly Entry[] = [];
const NO_ENTRIES = { entries: NONE, arrays: [] };
const NOBODY: ReadonlySet<string> = new Set();

/** Applies changes inside a store write. */
export class Writer {
  private lastVersion = Date.now() * 1000;

  constructor(
    private readonly store: Store,
    private readonly catalog: Catalog,
    private readonly wrote: (changes: readonly Change[]) => void = () => undefined,
  ) {}

  /** Throw E11000 where a unique key belongs to another document. `leaving` are ids whose entries go away in the same write. */
  checkUnique(change: Change, leaving: ReadonlySet<string> = new Set()): void {
    if (!change.after) return;
    for (const index of change.collection.indexes) {
      if (!index.unique) continue;
      for (const entry of entriesOf(index, change.after, change.idKey).entries) this.refuseTaken(change, index, entry, leaving);
    }
  }

  private refuseTaken(change: Change, index: Index, entry: Entry, leaving: ReadonlySet<string>): void {
    for (const { value } of this.store.index.getRange({ start: entry.head, end: after(entry.head) })) {
      if (value.equals(change.idKey) || leaving.has(docKey(change.collection, value).toString('latin1'))) continue;
      throw duplicateKey(change.collection.name, index.name, showKey(index, entry.values));
    }
  }

  /** Check and prepare all changes, then apply them, which cannot fail. */
  write(changes: readonly Change[]): void {
    const steps = this.prepare(changes);
    for (const { key, record, moves } of steps) {
      for (const move of moves) this.applyEntries(move);
      if (record) this.store.docs.putSync(key, record);
      else this.store.docs.removeSync(key);
    }
    this.wrote(changes);
  }

  private prepare(changes: readonly Change[]): Step[] {
    // Only unique keys ask who is leaving.
    const asked = changes.some((change) => change.collection.indexes.some((index) => index.unique));
    const leaving = asked ? new Set(changes.map((change) => docKey(change.collection, change.idKey).toString('latin1'))) : NOBODY;
    const taken = new Set<string>();
    const steps: Step[] = [];
    for (const change of changes) {
      if (asked) this.checkUnique(change, leaving);
      const { collection, idKey } = change;
      const moves: Move[] = [];
      for (const index of collection.indexes) {
        const before = change.before ? entriesOf(index, change.before, idKey).entries : NONE;
        const { entries: next, arrays } = change.after ? entriesOf(index, change.after, idKey) : NO_ENTRIES;
        if (index.unique) this.refuseTwice(collection, index, next, taken);
        moves.push({ index, before, next, idKey, arrays });
      }
      steps.push({ key: docKey(collection, idKey), record: change.after ? this.record(change.after) : null, moves });
    }
    return steps;
  }

  /** Two documents of one write with the same unique key. */
  private refuseTwice(collection: Collection, index: Index, entries: readonly Entry[], taken: Set<string>): void {
    for (const entry of entries) {
      const head = entry.head.toString('latin1');
      if (taken.has(head)) throw duplicateKey(collection.name, index.name, showKey(index, entry.values));
      taken.add(head);
    }
  }

  private record(doc: Doc): Buffer {
    this.lastVersion = Math.max(this.lastVersion + 1, Date.now() * 1000);
    const bytes = makeRecord(this.lastVersion, writeText(doc));
    if (bytes.length > MAX_DOCUMENT_BYTES) throw requestFailed('document is larger than 16 MB');
    return bytes;
  }

  private applyEntries({ index, before, next, idKey, arrays }: Move): void {
    for (const entry of before) if (!isIn(next, entry)) this.store.index.removeSync(entry.key);
    for (const entry of next) if (!isIn(before, entry)) this.store.index.putSync(entry.key, idKey);
    if (noteArrays(index, arrays)) this.catalog.save();
  }
}

function isIn(list: readonly Entry[], entry: Entry): boolean {
  for (const { key } of list) if (key.equals(entry.key)) return true;
  return false;
}

export function changeOf(collection: Collection, found: Found, next: Doc | null): Change {
  return { collection, idKey: found.idKey, before: found.doc, after: next };
}
