// fairs/{random} and fair_visits/{fair}:{person}: what is coming is everybody's to read; who comes, of the caller's places alone.
import { type Caller, covers, type Scope, scopesOf } from '@shared/access';
import { FAIR_READERS, type FairStatus, type FairVisitStatus } from '@shared/domain/fairs';
import type { ApplicationRecord, FairRecord, FairVisitRecord, Role } from '@shared/domain/records';
import { Problem } from '@shared/runtime/problem';
import { range, type Store } from '@shared/runtime/store';

const MOST_COMING = 20;
const MOST_VISITS = 1000;
const MOST_ASKED = 200;

export const fairVisitId = (fair: string, person: string): string => `${fair}:${person}`;

export function fairsRepo(store: Store, caller: Caller) {
  const gone = () =>
    new Problem('not_found', { message: '没有这一场招聘会，可能撤了，或者链接不完整。', next: '到「招工」最上面看要办的。' });
  const visits = (fair: string, { level, code }: Scope, status: FairVisitStatus, after: string | undefined, limit: number) =>
    store.list<FairVisitRecord>('fair_visits', {
      where: { [level]: code, fair, status, ...(after === undefined ? {} : { sortKey: range({ gt: after }) }) },
      order: ['sortKey', 'asc'],
      limit,
    });
  const merged = <T extends { _id: string }>(lists: T[][]): T[] => [...new Map(lists.flat().map((one) => [one._id, one])).values()];

  return {
    /** One that was announced, is over or was called off. */
    async announced(id: string): Promise<FairRecord> {
      const found = await store.get<FairRecord>('fairs', id);
      if (!found || found.status === 'draft') throw gone();
      return found;
    },
    async byCode(code: string): Promise<FairRecord> {
      const [found] = await store.list<FairRecord>('fairs', { where: { code }, limit: 1 });
      if (!found || found.status === 'draft')
        throw new Problem('not_found', { message: '没有这个签到码，可能抄错了。', next: '看看门口贴的码，或者找工作人员签。' });
      return found;
    },
    /** One a caller in these roles serves: made for their township, or meant for their village. */
    async inScope(id: string, roles: readonly Role[] = FAIR_READERS): Promise<FairRecord> {
      const found = await store.get<FairRecord>('fairs', id);
      const near =
        found && scopesOf(caller, roles).some(({ level, code }) => level === 'village' && code.startsWith(found.town.slice(0, 9)));
      if (!found || !(covers(caller, roles, found) || (near && found.status !== 'draft'))) throw gone();
      return found;
    },
    /** Announced ones of a county from a day on, soonest first. */
    coming: (county: string, today: string) =>
      store.list<FairRecord>('fairs', {
        where: { county, status: 'announced', sortKey: range({ gte: today }) },
        order: ['sortKey', 'asc'],
        limit: MOST_COMING,
      }),
    /** Those of the townships one serves, or serves a village of; latest day first. */
    async board(status: FairStatus, after: string | undefined, limit: number): Promise<FairRecord[]> {
      const towns = [...new Map(scopesOf(caller, FAIR_READERS).map(above)).values()];
      const lists = await Promise.all(
        towns.map(({ level, code }) =>
          store.list<FairRecord>('fairs', {
            where: { [level]: code, status, ...(after === undefined ? {} : { sortKey: range({ lt: after }) }) },
            order: ['sortKey', 'desc'],
            limit,
          }),
        ),
      );
      return merged(lists)
        .sort((a, b) => (a.sortKey < b.sortKey ? 1 : -1))
        .slice(0, limit);
    },
    visit: (fair: string, person: string) => store.get<FairVisitRecord>('fair_visits', fairVisitId(fair, person)),
    visitsOf: (fair: string, persons: readonly string[]) =>
      store.getMany<FairVisitRecord>(
        'fair_visits',
        persons.map((person) => fairVisitId(fair, person)),
      ),
    /** People of the caller's places by what they said, in the order of villages and names. */
    async people(fair: string, status: FairVisitStatus, after: string | undefined, limit = MOST_VISITS): Promise<FairVisitRecord[]> {
      const lists = await Promise.all(scopesOf(caller, FAIR_READERS).map((scope) => visits(fair, scope, status, after, limit)));
      return merged(lists)
        .sort((a, b) => (a.sortKey < b.sortKey ? -1 : 1))
        .slice(0, limit);
    },
    /** Who asked for a posting, of the caller's places. */
    asked: async (posting: string): Promise<ApplicationRecord[]> =>
      (await store.list<ApplicationRecord>('applications', { where: { posting }, order: ['sortKey', 'asc'], limit: MOST_ASKED })).filter(
        (one) => covers(caller, FAIR_READERS, one),
      ),
  };
}

/** A village's fairs are those of its township. */
const above = ({ level, code }: Scope): [string, Scope] =>
  level === 'village'
    ? [`town:${code.slice(0, 9)}000`, { level: 'town', code: `${code.slice(0, 9)}000` }]
    : [`${level}:${code}`, { level, code }];
