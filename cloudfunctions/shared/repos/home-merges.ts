// home_twins/{home_twin:a:b} and home_merges/{home_merge:random} of the caller's places.
import type { Caller } from '@shared/access';
import type { HomeMergeRecord, HomeTwinRecord, Role } from '@shared/domain/records';
import type { Store } from '@shared/runtime/store';
import { pairsOfPlaces } from './merges';

/** Nobody merges a household that often. */
const MOST_OF_ONE = 20;

export const homeTwinId = (a: string, b: string): string => (a < b ? `home_twin:${a}:${b}` : `home_twin:${b}:${a}`);

export function homeMergesRepo(store: Store, caller: Caller) {
  const { ofPlaces, one } = pairsOfPlaces(store, caller);
  return {
    twins: (roles: readonly Role[], status: string, after: string | undefined, limit: number) =>
      ofPlaces<HomeTwinRecord>('home_twins', roles, { status }, after, limit),
    merges: (roles: readonly Role[], after: string | undefined, limit: number) =>
      ofPlaces<HomeMergeRecord>('home_merges', roles, {}, after, limit),
    twin: (id: string, roles: readonly Role[]) => one<HomeTwinRecord>('home_twins', id, roles),
    merge: (id: string, roles: readonly Role[]) => one<HomeMergeRecord>('home_merges', id, roles),
    /** Every household one was merged with once, also where it was undone: its people may have been this one's for some days. */
    async partnersOf(household: string): Promise<string[]> {
      const [kept, gone] = await Promise.all([
        store.list<HomeMergeRecord>('home_merges', { where: { keep: household }, limit: MOST_OF_ONE }),
        store.list<HomeMergeRecord>('home_merges', { where: { drop: household }, limit: MOST_OF_ONE }),
      ]);
      return [...new Set([...kept.map(({ drop }) => drop), ...gone.map(({ keep }) => keep)])];
    },
  };
}
