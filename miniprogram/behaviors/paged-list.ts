// A page with one list read by cursor: its states, and what the bottom, a pull and 再试 do. The page has `items` in its data and says in a
// method `rows(cursor)` how a page of them is fetched.
import type { ErrorWords } from '../services/call';
import { createPager, type ListState, type MoreState, type Page, type Pager } from '../services/pager';

interface Listing {
  rows(cursor: string | undefined): Promise<Page<unknown>>;
  setData(patch: Record<string, unknown>): void;
}

const pagers = new WeakMap<object, Pager>();

function pagerOf(page: object): Pager {
  const known = pagers.get(page);
  if (known) return known;
  const listing = page as Listing;
  const pager = createPager<unknown>(
    (cursor) => listing.rows(cursor),
    (patch) => listing.setData(patch),
  );
  pagers.set(page, pager);
  return pager;
}

export const pagedList = Behavior({
  data: {
    state: 'loading' as ListState,
    more: 'idle' as MoreState,
    error: null as ErrorWords | null,
  },
  methods: {
    /** From the first page; rows already shown stay until the new ones are here. */
    again(): Promise<void> {
      return pagerOf(this).first();
    },
    retryMore(): Promise<void> {
      return pagerOf(this).more();
    },
    onReachBottom(): Promise<void> {
      return pagerOf(this).more();
    },
    async onPullDownRefresh(): Promise<void> {
      // The page's own, where it reads more than its rows.
      await this.again();
      wx.stopPullDownRefresh();
    },
  },
});
