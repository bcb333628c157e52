// twins/{twin:a:b} and merges/{merge:random} of the caller's places.
import { type Caller, covers, scopesOf } from '@shared/access';
import type { MergeRecord, Placed, Role, TwinRecord } from '@shared/domain/records';
import { Problem } from '@shared/runtime/problem';
import { range, type Store, type Stored } from '@shared/runtime/store';

export function twinId(a: string, b: string): string {
  return a < b ? `twin:${a}:${b}` : `twin:${b}:${a}`;
}

type PairCollection = 'twins' | 'merges' | 'home_twins' | 'home_merges';

/** What two records that may be one, or were made one, have in common: newest first within the caller's places, or one of them. */
export function pairsOfPlaces(store: Store, caller: Caller) {
  async function ofPlaces<T extends { _id: string; sortKey: string }>(
    collection: PairCollection,
    roles: readonly Role[],
    more: Readonly<Record<string, string>>,
    after: string | undefined,
    limit: number,
  ): Promise<T[]> {
    const lists = await Promise.all(
      scopesOf(caller, roles).map(({ level, code }) =>
        store.list<T>(collection, {
          where: { [level]: code, ...more, ...(after === undefined ? {} : { sortKey: range({ lt: after }) }) },
          order: ['sortKey', 'desc'],
          limit,
        }),
      ),
    );
    const byId = new Map(lists.flat().map((one) => [one._id, one]));
    return [...byId.values()].sort((a, b) => (a.sortKey < b.sortKey ? 1 : -1)).slice(0, limit);
  }
  const one = async <T extends Stored & Placed>(collection: PairCollection, id: string, roles: readonly Role[]): Promise<T> => {
    const found = await store.get<T>(collection, id);
    if (!found || !covers(caller, roles, found)) throw new Problem('not_found');
    return found;
  };
  return { ofPlaces, one };
}

export function mergesRepo(store: Store, caller: Caller) {
  const { ofPlaces, one } = pairsOfPlaces(store, caller);
  return {
    twins: (roles: readonly Role[], status: string, after: string | undefined, limit: number) =>
      ofPlaces<TwinRecord>('twins', roles, { status }, after, limit),
    merges: (roles: readonly Role[], after: string | undefined, limit: number) => ofPlaces<MergeRecord>('merges', roles, {}, after, limit),
    twin: (id: string, roles: readonly Role[]) => one<TwinRecord>('twins', id, roles),
    merge: (id: string, roles: readonly Role[]) => one<MergeRecord>('merges', id, roles),
  };
}
