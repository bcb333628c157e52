// postings/{random}: job postings, open to everybody.
import type { JobArea, PostingRecord } from '@shared/domain/records';
import { range, type Store } from '@shared/runtime/store';

export interface PostingPage {
  area?: JobArea;
  /** The sortKey of the last posting seen. */
  after?: string;
  limit: number;
}

export function postingsRepo(store: Store) {
  return {
    get: (id: string) => store.get<PostingRecord>('postings', id),
    /** Open postings, newest first. */
    open: ({ area, after, limit }: PostingPage) =>
      store.list<PostingRecord>('postings', {
        where: { status: 'open', ...(area ? { area } : {}), ...(after ? { sortKey: range({ lt: after }) } : {}) },
        order: ['sortKey', 'desc'],
        limit,
      }),
  };
}
