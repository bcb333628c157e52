// The database as the gateway and the administrator use it: reads, writes, pipelines, transactions.
import type { QueryRecord } from '../api';
import { duplicateKey } from '../errors';
import { aggregate } from './aggregate';
import { Catalog, type Collection } from './catalog';
import { PutOff } from './commits';
import { Reader } from './engine';
import type { Found } from './found';
import { InTransaction } from './in-transaction';
import { type DatabaseDeclaration, prefixOf, wholeIndex } from './indexes';
import { after } from './keys';
import { Locks } from './locks';
import { checkQuery, checkUpdate } from './operators';
import type { SortSpec } from './planner';
import { recordDoc } from './record';
import type { Store } from './store';
import { readText, writeText } from './text';
import { LIFETIME_MS, Transactions } from './transactions';
import { applyUpdate, replacement } from './update';
import type { Doc } from './values';
import { type Change, changeOf, checkDocument, idKeyOf, lockNames, Writer, withId } from './writes';

export interface FindRequest {
  collection: string;
  query: Doc;
  sort?: SortSpec;
  skip?: number;
  limit?: number;
}

/** Latest queries kept for `queries.take()`, and writes for `writes.take()`. */
const KEPT_QUERIES = 10_000;
const KEPT_WRITES = 10_000;

export class LocalDatabase {
  readonly catalog: Catalog;
  readonly transactions: Transactions;
  private readonly locks = new Locks();
  private readonly writer: Writer;
  private queries: QueryRecord[] = [];
  private writes: string[][] = [];

  constructor(
    private readonly store: Store,
    private readonly now: () => Date,
    options: { transactionMs?: number } = {},
  ) {
    this.catalog = new Catalog(store);
    this.writer = new Writer(store, this.catalog, (changes) => {
      if (changes.length === 0) return;
      this.writes.push(changes.map(({ collection }) => collection.name));
      if (this.writes.length > KEPT_WRITES) this.writes.shift();
    });
    this.transactions = new Transactions(store, this.writer, this.locks, options.transactionMs ?? LIFETIME_MS);
  }

  /** Run changes as one write, all or none; it is put off while a transaction holds what they touch. */
  private writeChanges<T>(work: () => { changes: Change[]; value: T }): Promise<T> {
    return this.store.write(() => {
      const { changes, value } = work();
      const wait = this.locks.areFree ? null : this.locks.held(changes.flatMap(lockNames), null);
      if (wait) return new PutOff(wait);
      this.writer.write(changes);
      return value;
    });
  }

  declare(declaration: DatabaseDeclaration): Promise<void> {
    return this.store.write(() => this.catalog.declare(declaration));
  }

  createCollection(name: unknown): Promise<void> {
    return this.store.write(() => this.catalog.add(name));
  }

  private note(record: QueryRecord): void {
    this.queries.push(record);
    if (this.queries.length > KEPT_QUERIES) this.queries.shift();
  }

  takeQueries(): QueryRecord[] {
    const taken = this.queries;
    this.queries = [];
    return taken;
  }

  takeWrites(): string[][] {
    const taken = this.writes;
    this.writes = [];
    return taken;
  }

  /** Documents that satisfy a query, as stored. */
  select(request: FindRequest): Found[] {
    checkQuery(request.query);
    const collection = this.catalog.need(request.collection);
    const reader = new Reader(this.store, collection);
    const { found, plan } = reader.find(request.query, request);
    this.note(reader.record(plan, found.length, request.limit ?? null));
    return found;
  }

  find(request: FindRequest): Doc[] {
    return this.select(request).map(({ doc }) => doc);
  }

  count(name: string, query: Doc): number {
    checkQuery(query);
    const collection = this.catalog.need(name);
    const reader = new Reader(this.store, collection);
    const { found, plan } = reader.find(query);
    this.note(reader.record(plan, found.length, null));
    return found.length;
  }

  aggregate(name: string, stages: Doc[]): Doc[] {
    return aggregate(
      stages,
      {
        collection: (other) => this.catalog.need(other),
        reader: (collection) => new Reader(this.store, collection),
        note: (record) => this.note(record),
        now: this.now,
      },
      name,
    );
  }

  /** Insert documents; each gets an `_id` when it has none. All or none. */
  insert(name: string, docs: readonly unknown[]): Promise<unknown[]> {
    return this.writeChanges(() => {
      const collection = this.catalog.need(name);
      const changes: Change[] = [];
      const ids: unknown[] = [];
      for (const given of docs) {
        const doc = withId(given);
        changes.push({ collection, idKey: idKeyOf(doc._id), before: null, after: doc });
        ids.push(doc._id);
      }
      this.refuseKnownIds(collection, changes);
      return { changes, value: ids };
    });
  }

  private refuseKnownIds(collection: Collection, changes: readonly Change[]): void {
    const reader = new Reader(this.store, collection);
    const seen = changes.length > 1 ? new Set<string>() : null;
    for (const { idKey, after: doc } of changes) {
      const key = seen ? idKey.toString('latin1') : '';
      if (seen?.has(key) || reader.has(idKey)) throw duplicateKey(collection.name, '_id_', `{ _id: ${JSON.stringify(doc?._id)} }`);
      seen?.add(key);
    }
  }

  /** Update the documents (or the first) that satisfy a query. `updated` counts documents really changed. // believed */
  async update(name: string, query: Doc, update: unknown, multi: boolean): Promise<number> {
    checkQuery(query);
    checkUpdate(update);
    return this.writeChanges(() => {
      const collection = this.catalog.need(name);
      const reader = new Reader(this.store, collection);
      const { found, plan } = reader.find(query, multi ? {} : { limit: 1 });
      this.note(reader.record(plan, found.length, multi ? null : 1));
      const changes = found.flatMap((item) => this.updated(collection, item, update, query) ?? []);
      return { changes, value: changes.length };
    });
  }

  /** Update the first document that satisfies a query and give it back as it then is. */
  async updateAndReturn(name: string, query: Doc, update: unknown): Promise<Doc | null> {
    checkQuery(query);
    checkUpdate(update);
    return this.writeChanges(() => {
      const collection = this.catalog.need(name);
      const reader = new Reader(this.store, collection);
      const { found, plan } = reader.find(query, { limit: 1 });
      this.note(reader.record(plan, found.length, 1));
      const [item] = found;
      if (!item) return { changes: [], value: null };
      const change = this.updated(collection, item, update, query);
      return { changes: change ? [change] : [], value: change?.after ?? item.copy() };
    });
  }

  private updated(collection: Collection, item: Found, update: Record<string, Doc>, query: Doc): Change | null {
    const next = item.copy();
    if (!applyUpdate(next, update, query, this.now())) return null;
    checkDocument(next);
    return changeOf(collection, item, next);
  }

  /** Put a whole document under an id, creating it when absent. */
  async replace(name: string, id: unknown, data: unknown): Promise<{ updated: number; upsertId: unknown }> {
    const next = replacement(id, data);
    checkDocument(next);
    return this.writeChanges(() => {
      const collection = this.catalog.need(name);
      const idKey = idKeyOf(id);
      const before = new Reader(this.store, collection).load(idKey)?.doc ?? null;
      return {
        changes: [{ collection, idKey, before, after: next }],
        value: before ? { updated: 1, upsertId: null } : { updated: 0, upsertId: id },
      };
    });
  }

  async remove(name: string, query: Doc, multi: boolean): Promise<number> {
    checkQuery(query);
    return this.writeChanges(() => {
      const collection = this.catalog.need(name);
      const reader = new Reader(this.store, collection);
      const { found, plan } = reader.find(query, multi ? {} : { limit: 1 });
      this.note(reader.record(plan, found.length, multi ? null : 1));
      return { changes: found.map((item) => changeOf(collection, item, null)), value: found.length };
    });
  }

  /** The same single-document operations inside a transaction. */
  inTransaction(transactionId: string, name: string): InTransaction {
    const collection = this.catalog.need(name);
    return new InTransaction(transactionId, collection, this.transactions, this.now, (record) => this.note(record));
  }

  /** One document as it is now; null when it or its collection is missing. */
  get(name: string, id: unknown): Doc | null {
    const collection = this.catalog.find(name);
    return collection ? (new Reader(this.store, collection).load(idKeyOf(id))?.doc ?? null) : null;
  }

  /** Documents of a collection and entries of its indexes, counted. */
  inspect(name: string): { documents: number; indexEntries: Record<string, number> } {
    const collection = this.catalog.need(name);
    const start = prefixOf(collection.id);
    const documents = this.store.docs.getKeysCount({ start, end: after(start) });
    const counted = collection.indexes.map((index) => {
      const [from, to] = wholeIndex(index);
      return [index.name, this.store.index.getKeysCount({ start: from, end: to })] as const;
    });
    return { documents, indexEntries: Object.fromEntries(counted) };
  }

  /** Every document of a collection, in order of id. */
  *all(name: string): Generator<Doc> {
    const collection = this.catalog.find(name);
    if (!collection) return;
    const start = prefixOf(collection.id);
    for (const { value } of this.store.docs.getRange({ start, end: after(start) })) yield recordDoc(value);
  }

  /** Administrator's import: collections appear as needed, known ids are replaced. */
  async import(name: string, docs: readonly object[], batch = 2000): Promise<void> {
    if (!this.catalog.find(name)) await this.createCollection(name);
    for (let from = 0; from < docs.length; from += batch) {
      // Through the store's form once, so that what is indexed is what will be read again.
      const part = docs.slice(from, from + batch).map((doc) => withId(readText(writeText({ ...doc }))));
      await this.writeChanges(() => {
        const collection = this.catalog.need(name);
        const changes = part.map((doc): Change => {
          const idKey = idKeyOf(doc._id);
          return { collection, idKey, before: new Reader(this.store, collection).load(idKey)?.doc ?? null, after: doc };
        });
        return { changes, value: undefined };
      });
    }
  }

  close(): void {
    this.transactions.closeAll();
  }
}
