// Removes what has done its service: counters of past windows, request records nobody will repeat, codes past their days, who opened a card, sheets left lying.
import type { Instant } from '@shared/domain/records';
import type { RequestRecord } from './requests';
import { range, type Store, type Stored } from './store';

const MOST = 200;
/** Large documents: what one read may answer is 1 MB. */
const FEW = 5;
/** A phone that finds its signal again after a week makes a new request; until then the old one is known. */
const REQUEST_DAYS = 7;

/** One run of the ten-minute timer; answers how many documents went. */
export async function tidy(store: Store, now: Instant): Promise<number> {
  const longAgo = new Date(Date.parse(now) - REQUEST_DAYS * 86_400_000).toISOString();
  const [rates, requests, codes, reaches, rows, calls] = await Promise.all([
    store.list<Stored>('rates', { where: { until: range({ lt: now }) }, order: ['until', 'asc'], limit: MOST }),
    store.list<RequestRecord>('requests', { where: { at: range({ lt: longAgo }) }, order: ['at', 'asc'], limit: MOST }),
    // Used or not: past its days a code opens nothing, and one that is gone reads the same. Who issued and who used it stays in the trail.
    store.list<Stored>('codes', { where: { until: range({ lt: now }) }, order: ['until', 'asc'], limit: MOST }),
    // Who opened a card is kept only as long as somebody may have to be called about it.
    store.list<Stored>('reaches', { where: { until: range({ lt: now }) }, order: ['until', 'asc'], limit: MOST }),
    // A sheet of postings nobody came back to.
    store.list<Stored>('posting_sheet_rows', { where: { until: range({ lt: now }) }, order: ['until', 'asc'], limit: FEW }),
    store.list<Stored>('push_calls', { where: { until: range({ lt: now }) }, order: ['until', 'asc'], limit: MOST }),
  ]);
  for (const { _id } of rates) await store.remove('rates', _id);
  for (const { _id } of requests) await store.remove('requests', _id);
  for (const { _id } of codes) await store.remove('codes', _id);
  for (const { _id } of reaches) await store.remove('reaches', _id);
  for (const { _id } of rows) await store.remove('posting_sheet_rows', _id);
  for (const { _id } of calls) await store.remove('push_calls', _id);
  return [rates, requests, codes, reaches, rows, calls].reduce((sum, { length }) => sum + length, 0);
}
