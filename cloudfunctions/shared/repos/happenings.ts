// happenings/{happening:random}: what befell the people of a place, newest first; and of one person or household.
import { type Caller, type Scope, scopesOf } from '@shared/access';
import type { HappeningRecord } from '@shared/domain/records';
import { range, type Store } from '@shared/runtime/store';
import { REGISTRY_READERS } from './registry';

const MOST = 200;

export function happeningsRepo(store: Store, caller: Caller) {
  const page = (where: Readonly<Record<string, string>>, after: string | undefined, limit: number) =>
    store.list<HappeningRecord>('happenings', {
      where: { ...where, ...(after === undefined ? {} : { sortKey: range({ lt: after }) }) },
      order: ['sortKey', 'desc'],
      limit,
    });
  return {
    /** Of the caller's places, or of one village of them (checked before). */
    async ofPlaces(village: string | undefined, after: string | undefined, limit: number): Promise<HappeningRecord[]> {
      const scopes: Scope[] = village === undefined ? scopesOf(caller, REGISTRY_READERS) : [{ level: 'village', code: village }];
      const lists = await Promise.all(scopes.map(({ level, code }) => page({ [level]: code }, after, limit)));
      const byId = new Map(lists.flat().map((one) => [one._id, one]));
      return [...byId.values()].sort((a, b) => (a.sortKey < b.sortKey ? 1 : -1)).slice(0, limit);
    },
    ofPerson: (person: { _id: string }) => page({ person: person._id }, undefined, MOST),
    /** With what befell the households merged into it. */
    async ofHousehold({ _id, mergedFrom = [] }: { _id: string; mergedFrom?: readonly string[] }): Promise<HappeningRecord[]> {
      const lists = await Promise.all([_id, ...mergedFrom].map((household) => page({ household }, undefined, MOST)));
      return lists.flat().sort((a, b) => (a.sortKey < b.sortKey ? 1 : -1));
    },
  };
}
