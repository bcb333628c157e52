// field_history/{record}:{version}: what became of a record already loaded within the caller's reach.
import type { HistoryRecord, Instant } from '@shared/domain/records';
import { range, type Store } from '@shared/runtime/store';

const PAGE = 100;
/** A record changed a thousand times would be a fault worth seeing, not a history. */
const MOST = 1000;

/** Versions one record gets at one instant. */
const MOST_AT_ONCE = 10;

export type HistoryMark = Pick<HistoryRecord, 'at' | 'record' | 'version'>;
/** By time, then by record and version, so that two entries never stand in two orders. */
function newestFirst(a: HistoryMark, b: HistoryMark): number {
  if (a.at !== b.at) return a.at < b.at ? 1 : -1;
  return a.record !== b.record ? (a.record < b.record ? -1 : 1) : b.version - a.version;
}

export function historyRepo(store: Store) {
  /** Newest first, of versions below `before`. */
  const page = (record: string, before: number | null, limit: number): Promise<HistoryRecord[]> =>
    store.list<HistoryRecord>('field_history', {
      where: { record, ...(before === null ? {} : { version: range({ lt: before }) }) },
      order: ['version', 'desc'],
      limit,
    });
  /** All entries newest first, until one that `reaches`, which is not among them. */
  const until = async (record: string, reached: (entry: HistoryRecord) => boolean): Promise<HistoryRecord[]> => {
    const found: HistoryRecord[] = [];
    let before: number | null = null;
    while (found.length < MOST) {
      const entries: HistoryRecord[] = await page(record, before, PAGE);
      const at = entries.findIndex(reached);
      found.push(...(at < 0 ? entries : entries.slice(0, at)));
      if (at >= 0 || entries.length < PAGE) return found;
      before = entries[entries.length - 1]?.version ?? 0;
    }
    return found;
  };
  return {
    page,
    /** The newest of several records' entries in the order of time, after the one a page before ended with. */
    async together(records: readonly string[], after: HistoryMark | null, limit: number): Promise<HistoryRecord[]> {
      const lists = await Promise.all(
        records.map((record) =>
          store.list<HistoryRecord>('field_history', {
            where: after === null ? { record } : { record, at: range({ lte: after.at }) },
            order: ['at', 'desc'],
            limit: limit + MOST_AT_ONCE,
          }),
        ),
      );
      const entries = lists.flat().sort(newestFirst);
      return entries.filter((entry) => after === null || newestFirst(after, entry) < 0).slice(0, limit);
    },
    /** Entries after an instant: what takes a record back to it. */
    after: (record: string, at: Instant) => until(record, (entry) => entry.at <= at),
    /** Entries after a version. */
    since: (record: string, version: number) => until(record, (entry) => entry.version <= version),
  };
}
