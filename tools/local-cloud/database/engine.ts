// Runs a query plan: reads stretches, tests documents, merges, sorts, cuts. Counts what it had to read.
import type { Transaction } from 'lmdb';
import type { QueryRecord } from '../api';
import type { Collection } from './catalog';
import { docKey, type Found, StoredDoc } from './found';
import { matcher, sortKey } from './matching';
import { type Plan, planQuery, type SortSpec, type Stretch } from './planner';
import type { Store } from './store';
import type { Doc } from './values';

export interface FindOptions {
  sort?: SortSpec;
  skip?: number;
  limit?: number;
}

/** Null = nothing is left to test. */
type Test = ((doc: Doc) => boolean) | null;

/** Reads documents of one collection at one instant. */
export class Reader {
  examined = 0;

  constructor(
    private readonly store: Store,
    private readonly collection: Collection,
    /** A snapshot; without it the latest committed state, or the state of the write in progress. */
    private readonly transaction?: Transaction,
  ) {}

  /** The document under an encoded id, or null. */
  load(idKey: Buffer): Found | null {
    const bytes = this.store.docs.get(docKey(this.collection, idKey), this.at());
    if (!bytes) return null;
    this.examined++;
    return new StoredDoc(idKey, bytes);
  }

  /** Whether there is a document under an encoded id. */
  has(idKey: Buffer): boolean {
    return this.store.docs.doesExist(docKey(this.collection, idKey));
  }

  private at(): { transaction: Transaction } | undefined {
    return this.transaction ? { transaction: this.transaction } : undefined;
  }

  private *walk(stretch: Stretch): Generator<Found> {
    if (stretch.only) {
      const found = this.load(stretch.only);
      if (found) yield found;
      return;
    }
    const [start, end] = stretch.reverse ? [stretch.to, stretch.from] : [stretch.from, stretch.to];
    // LMDB's reverse ranges include their start and exclude their end; ours are [from, to).
    const flags = stretch.reverse ? { reverse: true, exclusiveStart: true, inclusiveEnd: true } : {};
    const options = { start, end, ...flags, ...this.at() };
    if (stretch.index === null || stretch.index === 'ids') {
      for (const { key, value } of this.store.docs.getRange(options)) {
        this.examined++;
        yield new StoredDoc(Buffer.from(key.subarray(4)), value);
      }
      return;
    }
    for (const { value } of this.store.index.getRange(options)) {
      const found = this.load(value);
      if (found) yield found;
    }
  }

  private *matching(stretch: Stretch, test: Test): Generator<Found> {
    for (const found of this.walk(stretch)) if (test === null || test(found.doc)) yield found;
  }

  /** Stretches in order of the sort, one document ahead each. */
  private *merged(stretches: readonly Stretch[], test: Test, sort: SortSpec): Generator<Found> {
    const heads: { found: Found; key: Buffer; rest: Generator<Found> }[] = [];
    const advance = (rest: Generator<Found>): void => {
      const next = rest.next();
      if (!next.done) heads.push({ found: next.value, key: sortKey(next.value.doc, sort), rest });
    };
    for (const stretch of stretches) advance(this.matching(stretch, test));
    while (heads.length > 0) {
      let least = 0;
      for (let i = 1; i < heads.length; i++)
        if (Buffer.compare((heads[i] as { key: Buffer }).key, (heads[least] as { key: Buffer }).key) < 0) least = i;
      const [head] = heads.splice(least, 1) as [(typeof heads)[number]];
      yield head.found;
      advance(head.rest);
    }
  }

  private *once(source: Iterable<Found>): Generator<Found> {
    const seen = new Set<string>();
    for (const found of source) {
      const id = found.idKey.toString('latin1');
      if (seen.has(id)) continue;
      seen.add(id);
      yield found;
    }
  }

  /** Documents that satisfy a checked query, in order. */
  find(query: Doc, options: FindOptions = {}): { found: Found[]; plan: Plan } {
    const sort = options.sort ?? [];
    const plan = planQuery(this.collection.indexes, this.collection.id, query, sort);
    const test: Test = plan.covered ? null : matcher(query);
    const skip = options.skip ?? 0;
    const end = options.limit === undefined ? Number.POSITIVE_INFINITY : skip + options.limit;
    const single = plan.stretches.length === 1;
    const stream = plan.sorted && sort.length > 0 && !single ? this.merged(plan.stretches, test, sort) : this.chained(plan.stretches, test);
    // Only an index over arrays, or several stretches, can bring a document twice.
    const [first] = plan.stretches;
    const mayRepeat = !single || (first?.index !== null && first?.index !== 'ids' && first?.index.multikey === true);
    const unique = mayRepeat ? this.once(stream) : stream;
    if (plan.sorted) {
      const found: Found[] = [];
      let seen = 0;
      if (end > 0)
        for (const item of unique) {
          if (seen++ >= skip) found.push(item);
          if (seen >= end) break;
        }
      return { found, plan };
    }
    const rows = [...unique].map((item) => ({ item, key: sortKey(item.doc, sort) }));
    rows.sort((a, b) => Buffer.compare(a.key, b.key));
    return { found: rows.slice(skip, end).map(({ item }) => item), plan };
  }

  private *chained(stretches: readonly Stretch[], test: Test): Generator<Found> {
    for (const stretch of stretches) yield* this.matching(stretch, test);
  }

  record(plan: Plan, returned: number, limit: number | null): QueryRecord {
    return { collection: this.collection.name, index: plan.index, examined: this.examined, returned, limit };
  }
}
