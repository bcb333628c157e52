// duties/{id}: one's own and those of a place, first due first.
import { type Caller, covers, type Scope, scopesOf } from '@shared/access';
import type { DutyRecord, Role } from '@shared/domain/records';
import { Problem } from '@shared/runtime/problem';
import { range, type Store } from '@shared/runtime/store';

/** Who sees the duties of a place. */
export const DUTY_READERS: readonly [Role, ...Role[]] = ['cadre', 'village_head', 'station_clerk', 'labour_clerk', 'lead', 'auditor'];
/** Who does and closes them. */
export const DUTY_DOERS: readonly [Role, ...Role[]] = ['cadre', 'village_head', 'station_clerk', 'labour_clerk'];

export function dutiesRepo(store: Store, caller: Caller) {
  const page = (where: Readonly<Record<string, string>>, status: DutyRecord['status'], after: string | undefined, limit: number) => {
    const newest = status !== 'open';
    const bounded = after === undefined ? where : { ...where, sortKey: newest ? range({ lt: after }) : range({ gt: after }) };
    return store.list<DutyRecord>('duties', { where: { ...bounded, status }, order: ['sortKey', newest ? 'desc' : 'asc'], limit });
  };
  return {
    /** A duty the caller may read. */
    async inScope(id: string, roles: readonly Role[] = DUTY_READERS): Promise<DutyRecord> {
      const found = await store.get<DutyRecord>('duties', id);
      if (!found || (found.owner !== caller.openid && !covers(caller, roles, found))) throw new Problem('not_found');
      return found;
    },
    mine: (after: string | undefined, limit: number) => page({ owner: caller.openid }, 'open', after, limit),
    /** Open or done ones of the places the caller serves, or of one village of them. */
    async ofPlaces(status: 'open' | 'done', village: string | undefined, after: string | undefined, limit: number): Promise<DutyRecord[]> {
      const scopes: Scope[] = village === undefined ? scopesOf(caller, DUTY_READERS) : [{ level: 'village', code: village }];
      const lists = await Promise.all(scopes.map(({ level, code }) => page({ [level]: code }, status, after, limit)));
      const byId = new Map(lists.flat().map((one) => [one._id, one]));
      const sign = status === 'open' ? 1 : -1;
      return [...byId.values()].sort((a, b) => (a.sortKey < b.sortKey ? -sign : sign)).slice(0, limit);
    },
  };
}
