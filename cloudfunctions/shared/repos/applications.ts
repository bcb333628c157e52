// applications/{posting}:{person} and second_jobs/second:{spell}, within the places the caller serves or for the persons they act for.
import { actsFor, type Caller, covers, type Scope, scopesOf } from '@shared/access';
import type { ApplicationRecord, ApplicationStatus, Role, SecondJobRecord } from '@shared/domain/records';
import { Problem } from '@shared/runtime/problem';
import { type Condition, range, type Store } from '@shared/runtime/store';

/** Who sees who wants which job, and who came back. */
export const APPLICATION_READERS: readonly [Role, ...Role[]] = [
  'cadre',
  'village_head',
  'station_clerk',
  'labour_clerk',
  'lead',
  'auditor',
];
/** Who records and moves it on. */
export const APPLICATION_MOVERS: readonly [Role, ...Role[]] = ['cadre', 'village_head', 'station_clerk', 'labour_clerk'];

/** More than one posting takes on, and than one person ever wants. */
export const MOST_OF_POSTING = 500;
const MOST_OF_PERSON = 60;

const GONE = { message: '这一条不在了，或者不归您看。', next: '返回刷新再看。' };

export function applicationsRepo(store: Store, caller: Caller) {
  /** One page over places and states; ascending = what is due first. */
  async function page<T extends { _id: string; sortKey: string }>(
    collection: 'applications' | 'second_jobs',
    scopes: readonly Scope[],
    statuses: readonly string[],
    newest: boolean,
    after: string | undefined,
    limit: number,
  ): Promise<T[]> {
    const bound: Record<string, Condition> = after === undefined ? {} : { sortKey: newest ? range({ lt: after }) : range({ gt: after }) };
    const lists = await Promise.all(
      scopes.flatMap(({ level, code }) =>
        statuses.map((status) =>
          store.list<T>(collection, { where: { [level]: code, status, ...bound }, order: ['sortKey', newest ? 'desc' : 'asc'], limit }),
        ),
      ),
    );
    const byId = new Map(lists.flat().map((one) => [one._id, one]));
    const sign = newest ? -1 : 1;
    return [...byId.values()].sort((a, b) => (a.sortKey < b.sortKey ? -sign : sign)).slice(0, limit);
  }
  const scopesIn = (village: string | undefined): Scope[] =>
    village === undefined ? scopesOf(caller, APPLICATION_READERS) : [{ level: 'village', code: village }];

  /** The one it became, where its person's record became another. */
  const reached = async (id: string): Promise<ApplicationRecord | null> => {
    const found = await store.get<ApplicationRecord>('applications', id);
    return found?.status === 'merged' && found.merged ? store.get<ApplicationRecord>('applications', found.merged.into) : found;
  };

  return {
    get: (id: string) => store.get<ApplicationRecord>('applications', id),
    /** One of a person of the caller's places. */
    async inScope(id: string, roles: readonly Role[] = APPLICATION_READERS): Promise<ApplicationRecord> {
      const found = await reached(id);
      if (!found || !covers(caller, roles, found)) throw new Problem('not_found', GONE);
      return found;
    },
    /** One of somebody the caller acts for. */
    async mine(id: string): Promise<ApplicationRecord> {
      const found = await reached(id);
      if (!found || !actsFor(caller, found.person)) throw new Problem('not_found', GONE);
      return found;
    },
    /** All of a person loaded within the caller's reach, whatever is due first. */
    ofPerson: (person: string) =>
      store.list<ApplicationRecord>('applications', { where: { person }, order: ['sortKey', 'desc'], limit: MOST_OF_PERSON }),
    /** Everybody who wanted a posting, anywhere: for counting, never shown as it is. */
    ofPosting: (posting: string) =>
      store.list<ApplicationRecord>('applications', { where: { posting }, order: ['sortKey', 'asc'], limit: MOST_OF_POSTING }),
    board: (
      statuses: readonly ApplicationStatus[],
      village: string | undefined,
      newest: boolean,
      after: string | undefined,
      limit: number,
    ) => page<ApplicationRecord>('applications', scopesIn(village), statuses, newest, after, limit),
    /** Everybody who wanted a posting, by person: an order that no step changes while they are gone through. */
    ofPostingAfter: (posting: string, person: string, limit: number) =>
      store.list<ApplicationRecord>('applications', { where: { posting, person: range({ gt: person }) }, order: ['person', 'asc'], limit }),
    reaches: (one: ApplicationRecord): boolean => covers(caller, APPLICATION_READERS, one),
    async second(id: string, roles: readonly Role[] = APPLICATION_READERS): Promise<SecondJobRecord> {
      const found = await store.get<SecondJobRecord>('second_jobs', id);
      if (!found || !covers(caller, roles, found)) throw new Problem('not_found', GONE);
      return found;
    },
    seconds: (status: 'open' | 'done', village: string | undefined, after: string | undefined, limit: number) =>
      page<SecondJobRecord>('second_jobs', scopesIn(village), [status], status === 'done', after, limit),
  };
}
