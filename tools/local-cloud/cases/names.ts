// A database whose collections carry a prefix, so that a run in a real environment touches nothing but its own.
import type { Db, Pipeline, TransactionRef } from '../forms/sdk-types';

/** Stages return new pipelines; only `lookup` names another collection. */
function prefixedPipeline(pipeline: Pipeline, prefix: string): Pipeline {
  return new Proxy(pipeline, {
    get(inner, stage: keyof Pipeline) {
      if (stage === 'end') return () => inner.end();
      return (value: unknown) => {
        const given = stage === 'lookup' ? { ...(value as { from: string }), from: prefix + (value as { from: string }).from } : value;
        return prefixedPipeline(inner[stage](given), prefix);
      };
    },
  });
}

/** Everything but the names of collections goes to the SDK as it is. */
export function prefixed(db: Db, prefix: string): Db {
  const within = <T extends Db | TransactionRef>(house: T): T['collection'] => {
    return (name) => {
      const collection = house.collection(prefix + name);
      const aggregate = collection.aggregate?.bind(collection);
      if (aggregate) collection.aggregate = () => prefixedPipeline(aggregate(), prefix);
      return collection;
    };
  };
  const transaction = (inner: TransactionRef): TransactionRef => ({
    collection: within(inner),
    commit: () => inner.commit(),
    rollback: (reason) => inner.rollback(reason),
  });
  const changed: Partial<Db> = {
    collection: within(db),
    createCollection: (name) => db.createCollection(prefix + name),
    startTransaction: async () => transaction(await db.startTransaction()),
    runTransaction: (work, times) => db.runTransaction((inner) => work(transaction(inner)), times),
  };
  return new Proxy(db, {
    get(inner, key: keyof Db) {
      if (Object.hasOwn(changed, key)) return changed[key];
      const value = inner[key];
      return typeof value === 'function' ? value.bind(inner) : value;
    },
  });
}
