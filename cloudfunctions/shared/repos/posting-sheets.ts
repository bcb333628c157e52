// posting_sheets and their rows: spreadsheets of postings for a board, read by those who write postings there.
import { type Caller, covers } from '@shared/access';
import type { EmployerRecord, PostingLineOutcome, PostingRecord, PostingSheetLine, PostingSheetRecord } from '@shared/domain/records';
import { Problem } from '@shared/runtime/problem';
import { among, range, type Store } from '@shared/runtime/store';
import { POSTING_WRITERS } from './postings';

/** Postings of one title, employer and telephone are few; those of fifty rows at most this many. */
const MOST_SAME = 200;
/** Of one employer there may be dozens. */
const MOST_LIKE = 200;
const AT_ONCE = 100;

export const lineId = (sheet: string, row: number): string => `${sheet}:${String(row).padStart(7, '0')}`;

export function postingSheetsRepo(store: Store, caller: Caller) {
  const many = async <T extends { _id: string }>(
    collection: 'postings' | 'employers' | 'posting_sheet_lines',
    ids: readonly string[],
  ): Promise<Map<string, T>> => {
    const wanted = [...new Set(ids)].filter((id) => id !== '');
    const found: T[] = [];
    for (let from = 0; from < wanted.length; from += AT_ONCE)
      found.push(...(await store.getMany<T>(collection, wanted.slice(from, from + AT_ONCE))));
    return new Map(found.map((one) => [one._id, one]));
  };
  return {
    /** @throws Problem 'not_found' for a sheet of another's board. */
    async byId(id: string): Promise<PostingSheetRecord> {
      const found = await store.get<PostingSheetRecord>('posting_sheets', id);
      if (!found || !covers(caller, POSTING_WRITERS, found))
        throw new Problem('not_found', { message: '没有这张表，或者不归您管。', next: '返回刷新再看。' });
      return found;
    },
    page(
      place: { county: string; town: string; village: string },
      after: string | undefined,
      limit: number,
    ): Promise<PostingSheetRecord[]> {
      const own: Record<string, string> = place.village
        ? { village: place.village }
        : place.town
          ? { town: place.town }
          : { county: place.county };
      return store.list<PostingSheetRecord>('posting_sheets', {
        where: { ...own, ...(after === undefined ? {} : { sortKey: range({ lt: after }) }) },
        order: ['sortKey', 'desc'],
        limit,
      });
    },
    /** Rows in the order of the sheet. */
    lines: (sheet: string, after: number, limit: number, outcome?: PostingLineOutcome): Promise<PostingSheetLine[]> =>
      store.list<PostingSheetLine>('posting_sheet_lines', {
        where: { sheet, ...(outcome ? { outcome } : {}), row: range({ gt: after }) },
        order: ['row', 'asc'],
        limit,
      }),
    line: (sheet: string, row: number): Promise<PostingSheetLine | null> =>
      store.get<PostingSheetLine>('posting_sheet_lines', lineId(sheet, row)),
    linesById: (ids: readonly string[]) => many<PostingSheetLine>('posting_sheet_lines', ids),
    /** Rows of a sheet that say what these say. */
    linesOf: (sheet: string, origins: readonly string[]): Promise<PostingSheetLine[]> =>
      store.list<PostingSheetLine>('posting_sheet_lines', { where: { sheet, origin: among([...new Set(origins)]) }, limit: 1000 }),
    postingsById: (ids: readonly string[]) => many<PostingRecord>('postings', ids),
    employersById: (ids: readonly string[]) => many<EmployerRecord>('employers', ids),
    /** What stands of the same employers or telephones, by keys of likenessOf(). */
    async likeThese(keys: readonly string[]): Promise<PostingRecord[]> {
      const wanted = [...new Set(keys)];
      if (wanted.length === 0) return [];
      return store.list<PostingRecord>('postings', { where: { alike: among(wanted) }, limit: MOST_LIKE });
    },
    /** What stands with the same title, employer and telephone, by that key. */
    async sameAs(keys: readonly string[]): Promise<Map<string, PostingRecord[]>> {
      const wanted = [...new Set(keys)].filter((key) => key !== '');
      const found =
        wanted.length === 0 ? [] : await store.list<PostingRecord>('postings', { where: { sameKey: among(wanted) }, limit: MOST_SAME });
      const by = new Map<string, PostingRecord[]>();
      for (const one of found) by.set(one.sameKey, [...(by.get(one.sameKey) ?? []), one]);
      return by;
    },
  };
}
