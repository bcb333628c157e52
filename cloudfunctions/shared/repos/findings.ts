// findings, explanations and their counts within an officer's places. Reads declared indexes with a cursor.
import { type Caller, covers, type Scope, scopesOf } from '@shared/access';
import type { FindingCountRecord, FindingRecord, Role } from '@shared/domain/records';
import { Problem } from '@shared/runtime/problem';
import { range, type Store } from '@shared/runtime/store';

export const FINDING_READERS: readonly [Role, ...Role[]] = ['cadre', 'village_head', 'station_clerk', 'labour_clerk', 'lead', 'auditor'];
/** Who may say that something stays as it is. */
export const FINDING_EXPLAINERS: readonly [Role, ...Role[]] = ['cadre', 'village_head', 'station_clerk', 'labour_clerk'];
const MOST_VILLAGES = 1000;

export function findingsRepo(store: Store, caller: Caller) {
  return {
    async inScope(id: string, roles: readonly Role[] = FINDING_READERS): Promise<FindingRecord> {
      const found = await store.get<FindingRecord>('findings', id);
      if (!found || !covers(caller, roles, found))
        throw new Problem('not_found', { message: '这一条已经不在了，多半是改好了。', next: '返回刷新再看。' });
      return found;
    },
    /** Worst first; of one rule when asked. */
    async page(
      scopes: readonly Scope[],
      { rule, status }: { rule: string | undefined; status: FindingRecord['status'] },
      after: string | undefined,
      limit: number,
    ): Promise<FindingRecord[]> {
      const lists = await Promise.all(
        scopes.map(({ level, code }) =>
          store.list<FindingRecord>('findings', {
            where: { [level]: code, ...(rule ? { rule } : {}), status, ...(after ? { sortKey: range({ gt: after }) } : {}) },
            order: ['sortKey', 'asc'],
            limit,
          }),
        ),
      );
      const byId = new Map(lists.flat().map((one) => [one._id, one]));
      return [...byId.values()].sort((a, b) => (a.sortKey < b.sortKey ? -1 : 1)).slice(0, limit);
    },
    ofHousehold: (household: string) => store.list<FindingRecord>('findings', { where: { household }, limit: 200 }),
    /** Counts of every village within the places. */
    async counts(scopes: readonly Scope[] = scopesOf(caller, FINDING_READERS)): Promise<FindingCountRecord[]> {
      const lists = await Promise.all(
        scopes.map(async ({ level, code }) => {
          if (level !== 'village')
            return store.list<FindingCountRecord>('finding_counts', { where: { [level]: code }, limit: MOST_VILLAGES });
          const one = await store.get<FindingCountRecord>('finding_counts', code);
          return one ? [one] : [];
        }),
      );
      return [...new Map(lists.flat().map((one) => [one._id, one])).values()];
    },
  };
}
