// What the house asks of a database: read by id, list by index, change in a transaction. No SDK here, so that dispatch and actions know none.
import type { CollectionName } from '@shared/repos/indexes';

export type Scalar = string | number | boolean | null;

/** A condition made by the helpers below. Anything else that is not a scalar is refused: a caller's object never becomes one. */
export class Condition {
  readonly kind: 'among' | 'range';
  readonly values: readonly Scalar[];
  readonly bounds: { readonly [bound in 'gt' | 'gte' | 'lt' | 'lte']?: Scalar };

  constructor(kind: 'among' | 'range', values: readonly Scalar[], bounds: Condition['bounds']) {
    this.kind = kind;
    this.values = values;
    this.bounds = bounds;
  }
}

export function among(values: readonly Scalar[]): Condition {
  return new Condition('among', values, {});
}
export function range(bounds: Condition['bounds']): Condition {
  return new Condition('range', [], bounds);
}

export interface Listing {
  where: Readonly<Record<string, Scalar | Condition>>;
  /** Must be served by a declared index together with `where`. */
  order?: readonly [field: string, direction: 'asc' | 'desc'];
  /** 1 to 1000; there is no default. */
  limit: number;
}

export interface Stored {
  _id: string;
}

export interface Reader {
  /** One document by id, or null. */
  get<T extends Stored>(collection: CollectionName, id: string): Promise<T | null>;
}

/** Reads outside transactions and the few single-document writes that are no state change. */
export interface Store extends Reader {
  list<T extends Stored>(collection: CollectionName, listing: Listing): Promise<T[]>;
  /** Several documents by id in one query, in no order; missing ones are left out. At most 100. */
  getMany<T extends Stored>(collection: CollectionName, ids: readonly string[]): Promise<T[]>;
  /** One new document; false when its id is taken. */
  insert(collection: CollectionName, doc: Stored): Promise<boolean>;
  /** Adds to a number of one document, which begins with `fresh` when missing; answers the number after it. */
  count(collection: CollectionName, id: string, field: string, fresh: Readonly<Record<string, Scalar>>): Promise<number>;
  remove(collection: CollectionName, id: string): Promise<void>;
  /**
   * Runs `work` in one transaction and retries conflicts: `work` may run several times and must do nothing but use `tx`.
   * Throws Problem 'already_done' when a document to insert exists, 'busy' when conflicts do not end.
   */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
}

/** The only operations a transaction has, each on one document by its id, at most 20 documents in all. */
export interface Tx extends Reader {
  insert(collection: CollectionName, doc: Stored): Promise<void>;
  /** The whole document, which must exist. */
  replace(collection: CollectionName, doc: Stored): Promise<void>;
  /** Sets whole top-level fields; nested objects are replaced, not merged. */
  patch(collection: CollectionName, id: string, fields: Readonly<Record<string, unknown>>): Promise<void>;
  remove(collection: CollectionName, id: string): Promise<void>;
}
