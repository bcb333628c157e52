// whereabouts by whom pay is owed: how many of a township told of an employer, and who they are for whoever sees to their troubles.
import { type Caller, covers, type Scope, scopesOf } from '@shared/access';
import type { PlaceRecord, Role, WhereaboutsRecord } from '@shared/domain/records';
import { TROUBLES } from '@shared/domain/troubles';
import { Problem } from '@shared/runtime/problem';
import { range, type Store } from '@shared/runtime/store';
import { POSTING_READERS } from './postings';

/** Whose the trouble is: they read who said so, each within their own places. */
export const ARREARS_READERS: readonly Role[] = TROUBLES.arrears.owners;
/** Counted up to so many: beyond, 「以上」 is said. */
const MOST_COUNTED = 50;
const ID = /^employer:(\d{12}):/;

export interface ArrearsCount {
  people: number;
  more: boolean;
  /** The last day somebody said so, and how they wrote the employer. */
  last: string;
  name: string;
}

export function arrearsRepo(store: Store, caller: Caller) {
  const page = ({ level, code }: Scope, employer: string, after: string | undefined, limit: number) =>
    store.list<WhereaboutsRecord>('whereabouts', {
      where: { [level]: code, owedBy: employer, ...(after === undefined ? {} : { sortKey: range({ gt: after }) }) },
      order: ['sortKey', 'asc'],
      limit,
    });

  return {
    /** The township an employer is named in, whether or not it was ever written down. @throws Problem 'not_found' beyond one's reach. */
    async townOf(employer: string): Promise<PlaceRecord> {
      const code = ID.exec(employer)?.[1] ?? '';
      const town = code === '' ? null : await store.get<PlaceRecord>('places', code);
      const near = scopesOf(caller, POSTING_READERS).some((one) => one.level === 'village' && one.code.startsWith(code.slice(0, 9)));
      if (!town || !(near || covers(caller, POSTING_READERS, { county: town.county, town: town._id, village: '' })))
        throw new Problem('not_found', { message: '没有这一家，或者不归您看。', next: '返回刷新再看。' });
      return town;
    },
    /** How many of the township told that this employer owes them; null = nobody. One read of at most fifty-one. */
    async count(town: string, employer: string): Promise<ArrearsCount | null> {
      const found = await page({ level: 'town', code: town }, employer, undefined, MOST_COUNTED + 1);
      const owed = found.flatMap((one) => (one.owed ?? []).filter((work) => work.employer === employer));
      const [last] = owed.sort((a, b) => (a.toldOn < b.toldOn ? 1 : -1));
      if (!last) return null;
      return { people: Math.min(found.length, MOST_COUNTED), more: found.length > MOST_COUNTED, last: last.toldOn, name: last.name };
    },
    /** Who said so within the caller's own places, in the order of the villages. */
    async people(employer: string, after: string | undefined, limit: number): Promise<WhereaboutsRecord[]> {
      const found = await Promise.all(scopesOf(caller, ARREARS_READERS).map((scope) => page(scope, employer, after, limit)));
      return [...new Map(found.flat().map((one) => [one._id, one])).values()]
        .sort((a, b) => (a.sortKey < b.sortKey ? -1 : 1))
        .slice(0, limit);
    },
    sees: (): boolean => scopesOf(caller, ARREARS_READERS).length > 0,
  };
}
