// handovers/{handover:subject:n}: those that go from the caller's places and those that come to them.
import { type Caller, covers, type Scope, scopesOf } from '@shared/access';
import type { HandoverRecord, HandoverState, Role } from '@shared/domain/records';
import { Problem } from '@shared/runtime/problem';
import { range, type Store } from '@shared/runtime/store';

/** Nobody is handed over that often. */
const MOST_OF_ONE = 200;

/** The receiving village as a place of its own. */
export const receivingPlace = ({ county, toTown, toVillage }: Pick<HandoverRecord, 'county' | 'toTown' | 'toVillage'>) => ({
  county,
  town: toTown,
  village: toVillage,
});

export function handoversRepo(store: Store, caller: Caller) {
  const FIELDS = { village: 'toVillage', town: 'toTown', county: 'county' } as const;
  const page = (where: Readonly<Record<string, string>>, after: string | undefined, limit: number) =>
    store.list<HandoverRecord>('handovers', {
      where: { ...where, ...(after === undefined ? {} : { sortKey: range({ lt: after }) }) },
      order: ['sortKey', 'desc'],
      limit,
    });
  return {
    /** Of the caller's places, newest first: those that come there, those that go from there, or both. */
    async ofPlaces(
      side: 'in' | 'out' | 'both',
      states: readonly HandoverState[],
      roles: readonly Role[],
      after: string | undefined,
      limit: number,
    ): Promise<HandoverRecord[]> {
      const scopes: Scope[] = scopesOf(caller, roles);
      const keys = scopes.flatMap(({ level, code }): Record<string, string>[] => {
        const [out, into] = [{ [level]: code }, { [FIELDS[level]]: code }];
        return side === 'in' ? [into] : side === 'out' ? [out] : [out, into];
      });
      const lists = await Promise.all(keys.flatMap((key) => states.map((status) => page({ ...key, status }, after, limit))));
      const byId = new Map(lists.flat().map((one) => [one._id, one]));
      return [...byId.values()].sort((a, b) => (a.sortKey < b.sortKey ? 1 : -1)).slice(0, limit);
    },
    ofSubject: (subject: string) =>
      store.list<HandoverRecord>('handovers', { where: { subject }, order: ['sortKey', 'desc'], limit: MOST_OF_ONE }),
    /** One the caller's village gives or is to take in. */
    async one(id: string, roles: readonly Role[]): Promise<HandoverRecord> {
      const found = await store.get<HandoverRecord>('handovers', id);
      if (!found || (!covers(caller, roles, found) && !covers(caller, roles, receivingPlace(found)))) throw new Problem('not_found');
      return found;
    },
  };
}
