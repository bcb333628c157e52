// notices of the caller, and tells: what must be heard about money by people of the caller's place.
import { type Caller, covers, scopesOf } from '@shared/access';
import type { Instant, Role, TellRecord } from '@shared/domain/records';
import type { NoticeRecord } from '@shared/runtime/outbox';
import { Problem } from '@shared/runtime/problem';
import { range, type Store } from '@shared/runtime/store';

/** Who tells people: those of the village, and the station when it helps out. */
export const TELLERS: readonly Role[] = ['cadre', 'village_head', 'station_clerk'];

/** More unread than anybody scrolls through. */
const MOST_UNREAD = 50;

export function toldRepo(store: Store, caller: Caller) {
  return {
    notices: (after: string | undefined, limit: number) =>
      store.list<NoticeRecord>('notices', {
        where: { openid: caller.openid, ...(after === undefined ? {} : { sortKey: range({ lt: after }) }) },
        order: ['sortKey', 'desc'],
        limit,
      }),
    /** Among the newest fifty: what stands beside 我的. */
    async unread(): Promise<number> {
      const newest = await store.list<NoticeRecord>('notices', {
        where: { openid: caller.openid },
        order: ['sortKey', 'desc'],
        limit: MOST_UNREAD,
      });
      return newest.filter(({ readAt }) => readAt === null).length;
    },
    /** Those of the caller's places that are due to be told by somebody. */
    async due(now: Instant, after: string | undefined, limit: number): Promise<TellRecord[]> {
      const lists = await Promise.all(
        scopesOf(caller, TELLERS).map(({ level, code }) =>
          store.list<TellRecord>('tells', {
            where: {
              [level]: code,
              status: 'open',
              sortKey: after === undefined ? range({ lte: `${now}~` }) : range({ gt: after, lte: `${now}~` }),
            },
            order: ['sortKey', 'asc'],
            limit,
          }),
        ),
      );
      const byId = new Map(lists.flat().map((tell) => [tell._id, tell]));
      return [...byId.values()].sort((a, b) => (a.sortKey < b.sortKey ? -1 : 1)).slice(0, limit);
    },
    async tell(id: string): Promise<TellRecord> {
      const found = await store.get<TellRecord>('tells', id);
      if (!found || !covers(caller, TELLERS, found)) throw new Problem('not_found');
      return found;
    },
  };
}
