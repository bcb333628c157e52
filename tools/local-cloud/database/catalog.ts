// Which collections and indexes exist; kept in the store, brought in line with the declaration at start.
import { collectionMissing, invalidParam, requestFailed, ServiceError } from '../errors';
import { type DatabaseDeclaration, entriesOf, type Index, type IndexDeclaration, noteArrays, prefixOf, wholeIndex } from './indexes';
import { after } from './keys';
import { recordDoc } from './record';
import type { Store } from './store';

export interface Collection {
  id: number;
  name: string;
  indexes: Index[];
}

interface Saved {
  next: number;
  collections: Collection[];
}

const KEY = 'catalog';

/** Most indexes a collection may have on the service. */
const MAX_INDEXES = 20;

export class Catalog {
  private readonly byName = new Map<string, Collection>();
  private next: number;

  constructor(private readonly store: Store) {
    const saved = store.meta.get(KEY) as Saved | undefined;
    this.next = saved?.next ?? 1;
    for (const collection of saved?.collections ?? []) this.byName.set(collection.name, collection);
  }

  names(): string[] {
    return [...this.byName.keys()];
  }

  find(name: unknown): Collection | undefined {
    return typeof name === 'string' ? this.byName.get(name) : undefined;
  }

  /** The collection, or the service's refusal. */
  need(name: unknown): Collection {
    if (typeof name !== 'string' || name === '') throw invalidParam('collectionName is missing');
    const collection = this.byName.get(name);
    if (!collection) throw collectionMissing(name);
    return collection;
  }

  /** Create a collection. Within a write. */
  add(name: unknown): void {
    if (typeof name !== 'string' || !/^[A-Za-z_-][\w-]{0,127}$/.test(name))
      throw invalidParam(`'${String(name)}' is not a valid collection name`);
    if (this.byName.has(name)) throw new ServiceError('DATABASE_REQUEST_FAILED', `[ResourceExist] Table exist: ${name}`);
    this.byName.set(name, { id: this.next++, name, indexes: [] });
    this.save();
  }

  /** Saved when a flag of an index changes. Within a write. */
  save(): void {
    this.store.meta.putSync(KEY, { next: this.next, collections: [...this.byName.values()] } satisfies Saved);
  }

  /** Create declared collections, build new indexes, drop those no longer declared. Within a write. */
  declare(declaration: DatabaseDeclaration): void {
    for (const [name, { indexes }] of Object.entries(declaration.collections)) {
      if (!this.byName.has(name)) this.add(name);
      if (indexes.length > MAX_INDEXES) throw requestFailed(`collection '${name}' declares more than ${MAX_INDEXES} indexes`);
      const collection = this.need(name);
      const same = (a: IndexDeclaration, b: IndexDeclaration): boolean =>
        a.name === b.name && Boolean(a.unique) === Boolean(b.unique) && JSON.stringify(a.keys) === JSON.stringify(b.keys);
      for (const old of collection.indexes) if (!indexes.some((index) => same(index, old))) this.drop(old);
      const kept = collection.indexes.filter((old) => indexes.some((index) => same(index, old)));
      collection.indexes = indexes.map((index) => kept.find((old) => same(index, old)) ?? this.build(collection, index));
    }
    this.save();
  }

  private drop(index: Index): void {
    const [start, end] = wholeIndex(index);
    for (const key of [...this.store.index.getKeys({ start, end })]) this.store.index.removeSync(Buffer.from(key));
  }

  private build(collection: Collection, declaration: IndexDeclaration): Index {
    const index: Index = {
      name: declaration.name,
      keys: declaration.keys,
      unique: declaration.unique ?? false,
      id: this.next++,
      multikey: false,
    };
    const start = prefixOf(collection.id);
    for (const { key, value } of this.store.docs.getRange({ start, end: after(start) })) {
      const idKey = Buffer.from(key.subarray(4));
      const { entries, arrays } = entriesOf(index, recordDoc(value), idKey);
      noteArrays(index, arrays);
      for (const entry of entries) {
        const taken = index.unique && [...this.store.index.getKeys({ start: entry.head, end: after(entry.head), limit: 1 })].length > 0;
        if (taken)
          throw requestFailed(`unique index '${index.name}' of '${collection.name}' cannot be built: two documents have the same key`);
        this.store.index.putSync(entry.key, idKey);
      }
    }
    return index;
  }
}
