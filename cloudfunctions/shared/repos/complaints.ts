// complaints/{random}: one's own, and those of a place for who answers there. Never the village's own officers: it may be about them.
import { type Caller, covers, scopesOf } from '@shared/access';
import type { ComplaintRecord, Role } from '@shared/domain/records';
import { Problem } from '@shared/runtime/problem';
import { range, type Store } from '@shared/runtime/store';

export const ANSWERERS: readonly Role[] = ['station_clerk', 'labour_clerk', 'lead', 'admin'];
const MOST_MINE = 50;

export function complaintsRepo(store: Store, caller: Caller) {
  return {
    mine: () =>
      store.list<ComplaintRecord>('complaints', { where: { openid: caller.openid }, order: ['sortKey', 'desc'], limit: MOST_MINE }),
    async inScope(id: string): Promise<ComplaintRecord> {
      const found = await store.get<ComplaintRecord>('complaints', id);
      if (!found || !covers(caller, ANSWERERS, found)) throw new Problem('not_found');
      return found;
    },
    /** Open ones most urgent first, answered ones newest first. */
    async queue(status: 'open' | 'answered', after: string | undefined, limit: number): Promise<ComplaintRecord[]> {
      const order = status === 'open' ? 'asc' : 'desc';
      const lists = await Promise.all(
        scopesOf(caller, ANSWERERS)
          .filter(({ level }) => level !== 'village')
          .map(({ level, code }) =>
            store.list<ComplaintRecord>('complaints', {
              where: { [level]: code, status, ...(after ? { sortKey: range(order === 'asc' ? { gt: after } : { lt: after }) } : {}) },
              order: ['sortKey', order],
              limit,
            }),
          ),
      );
      const sign = order === 'asc' ? 1 : -1;
      const byId = new Map(lists.flat().map((one) => [one._id, one]));
      return [...byId.values()].sort((a, b) => (a.sortKey < b.sortKey ? -sign : sign)).slice(0, limit);
    },
  };
}
