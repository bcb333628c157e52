// exports/{export:random} within an officer's places; newest first.
import { type Caller, covers, scopesOf } from '@shared/access';
import type { BatchRecord, ExportRecord, Role } from '@shared/domain/records';
import { Problem } from '@shared/runtime/problem';
import { range, type Store } from '@shared/runtime/store';

/** Who may take sheets out; whole numbers only those in EXPORT_NUMBERS. */
export const EXPORTERS: readonly [Role, ...Role[]] = ['cadre', 'village_head', 'station_clerk', 'labour_clerk'];
export const EXPORT_NUMBERS: readonly Role[] = ['village_head', 'station_clerk', 'labour_clerk'];
/** Who sees what was taken out of their place, and may agree to it. */
export const EXPORT_WATCHERS: readonly [Role, ...Role[]] = ['village_head', 'station_clerk', 'labour_clerk', 'lead', 'auditor', 'admin'];
export const EXPORT_AGREERS: readonly [Role, ...Role[]] = ['station_clerk', 'labour_clerk', 'lead', 'admin'];

/** Batches under way: while one is, whole numbers of the township are what the work needs (发放期). */
const PAYING: readonly BatchRecord['status'][] = ['building', 'short', 'ready', 'released'];

export function exportsRepo(store: Store, caller: Caller) {
  return {
    async inScope(id: string, roles: readonly Role[]): Promise<ExportRecord> {
      const found = await store.get<ExportRecord>('exports', id);
      if (!found || (found.by.openid !== caller.openid && !covers(caller, roles, found))) throw new Problem('not_found');
      return found;
    },
    async page(after: string | undefined, limit: number): Promise<ExportRecord[]> {
      const lists = await Promise.all(
        scopesOf(caller, [...EXPORT_WATCHERS, 'cadre']).map(({ level, code }) =>
          store.list<ExportRecord>('exports', {
            where: { [level]: code, ...(after ? { sortKey: range({ lt: after }) } : {}) },
            order: ['sortKey', 'desc'],
            limit,
          }),
        ),
      );
      const byId = new Map(lists.flat().map((one) => [one._id, one]));
      return [...byId.values()].sort((a, b) => (a.sortKey > b.sortKey ? -1 : 1)).slice(0, limit);
    },
    /** Whether money is being paid out in the town now. */
    async paying(town: string): Promise<boolean> {
      const found = await Promise.all(
        PAYING.map((status) => store.list<BatchRecord>('batches', { where: { town, status }, order: ['sortKey', 'asc'], limit: 1 })),
      );
      return found.flat().length > 0;
    },
  };
}
