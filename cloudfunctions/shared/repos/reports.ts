// posting_reports/{posting}:{hash of openid}: what a resident found wrong; one of a person for a posting, for those who keep the board.
import { type Caller, scopesOf } from '@shared/access';
import type { PostingReportRecord } from '@shared/domain/records';
import { range, type Store } from '@shared/runtime/store';
import { POSTING_READERS } from './postings';

const MOST_OF_ONE = 50;

export function reportsRepo(store: Store, caller: Caller) {
  return {
    get: (id: string) => store.get<PostingReportRecord>('posting_reports', id),
    /** Of one posting, urgent and old first. */
    ofPosting: (posting: string) =>
      store.list<PostingReportRecord>('posting_reports', { where: { posting }, order: ['sortKey', 'asc'], limit: MOST_OF_ONE }),
    async board(status: 'open' | 'answered', after: string | undefined, limit: number): Promise<PostingReportRecord[]> {
      const [direction, bound] = status === 'open' ? (['asc', 'gt'] as const) : (['desc', 'lt'] as const);
      const lists = await Promise.all(
        scopesOf(caller, POSTING_READERS).map(({ level, code }) =>
          store.list<PostingReportRecord>('posting_reports', {
            where: { [level]: code, status, ...(after === undefined ? {} : { sortKey: range({ [bound]: after }) }) },
            order: ['sortKey', direction],
            limit,
          }),
        ),
      );
      const sign = direction === 'asc' ? 1 : -1;
      return [...new Map(lists.flat().map((one) => [one._id, one])).values()]
        .sort((a, b) => (a.sortKey < b.sortKey ? -sign : sign))
        .slice(0, limit);
    },
  };
}
