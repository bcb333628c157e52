// The Store over the cloud database: turns our conditions into the SDK's operators, with a limit on every query.
import type { CollectionName } from '@shared/repos/indexes';
import type { CloudCommand, CloudDatabase } from './cloud';
import { type Condition, Condition as Made, type Scalar, type Store, type Stored } from './store';
import { isDuplicate } from './trouble';
import { runTransaction, safeId } from './tx';

function scalar(value: unknown): Scalar {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw new TypeError('only text, numbers, booleans and null may be looked for');
}

function operator(_: CloudCommand, value: Scalar | Condition): CloudCommand {
  if (!(value instanceof Made)) return _.eq(scalar(value));
  if (value.kind === 'among') return _.in(value.values.map(scalar));
  const parts = (['gt', 'gte', 'lt', 'lte'] as const).flatMap((bound) => {
    const limit = value.bounds[bound];
    return limit === undefined ? [] : [_[bound](scalar(limit))];
  });
  const [first, ...rest] = parts;
  if (!first) throw new TypeError('a range needs a bound');
  return rest.length === 0 ? first : first.and(...rest);
}

export function cloudStore(db: CloudDatabase): Store {
  const _ = db.command;
  const store: Store = {
    async get<T extends Stored>(collection: CollectionName, id: string): Promise<T | null> {
      return ((await db.collection(collection).doc(safeId(id)).get()).data as T | null) ?? null;
    },
    async list<T extends Stored>(
      collection: CollectionName,
      { where, order, limit }: { where: Record<string, Scalar | Condition>; order?: readonly [string, 'asc' | 'desc']; limit: number },
    ): Promise<T[]> {
      if (!Number.isInteger(limit) || limit < 1 || limit > 1000) throw new TypeError('a query needs a limit of 1 to 1000');
      const conditions = Object.fromEntries(Object.entries(where).map(([field, value]) => [field, operator(_, value)]));
      let query = Object.keys(conditions).length > 0 ? db.collection(collection).where(conditions) : db.collection(collection);
      if (order) query = query.orderBy(order[0], order[1]);
      return (await query.limit(limit).get()).data as T[];
    },
    async getMany<T extends Stored>(collection: CollectionName, ids: readonly string[]): Promise<T[]> {
      const wanted = [...new Set(ids)].map(safeId);
      if (wanted.length === 0) return [];
      if (wanted.length > 100) throw new TypeError('at most 100 documents at once');
      return (
        await db
          .collection(collection)
          .where({ _id: _.in(wanted) })
          .limit(wanted.length)
          .get()
      ).data as T[];
    },
    async insert(collection, doc) {
      try {
        await db.collection(collection).add({ data: { ...doc, _id: safeId(doc._id) } });
        return true;
      } catch (error) {
        if (isDuplicate(error)) return false;
        throw error;
      }
    },
    async count(collection, id, field, fresh) {
      const one = db.collection(collection).doc(safeId(id));
      const bump = async () => (await one.update({ data: { [field]: _.inc(1) } })).stats.updated > 0;
      // Two first callers at once: one inserts, the other finds the id taken and adds to it.
      if (!(await bump()) && !(await store.insert(collection, { ...fresh, [field]: 1, _id: id }))) await bump();
      const doc = (await one.get()).data as Record<string, unknown> | null;
      return Number(doc?.[field] ?? 1);
    },
    async remove(collection, id) {
      await db.collection(collection).doc(safeId(id)).remove();
    },
    transaction: (work) => runTransaction(db, work),
  };
  return store;
}
