// postings/{random}: job postings; those that were checked are open to everybody, the board is read within the places one serves.

import { type Caller, covers, type Scope, scopesOf } from '@shared/access';
import { likeness, likenessOf } from '@shared/domain/posting-likeness';
import { isShown } from '@shared/domain/postings';
import type { DateText, EmployerRecord, JobArea, PlaceRecord, PostingRecord, PostingStatus, Role } from '@shared/domain/records';
import { Problem } from '@shared/runtime/problem';
import { range, type Store } from '@shared/runtime/store';

/** Who reads the board. */
export const POSTING_READERS: readonly [Role, ...Role[]] = ['cadre', 'village_head', 'station_clerk', 'labour_clerk', 'lead', 'auditor'];
/** Who writes postings down. */
export const POSTING_WRITERS: readonly [Role, ...Role[]] = ['cadre', 'village_head', 'station_clerk', 'labour_clerk'];
/** Who checks them before residents see them, answers reports and stops them. */
export const POSTING_CHECKERS: readonly [Role, ...Role[]] = ['station_clerk', 'labour_clerk'];

const MOST_ALIKE = 30;
/** What a new one may repeat: what waits, what residents see, and what was stopped. */
const COMPARED: readonly string[] = ['waiting', 'open', 'full', 'expired', 'stopped'];

export interface PostingPage {
  area?: JobArea;
  /** The sortKey of the last posting seen. */
  after?: string;
  limit: number;
}

export function postingsRepo(store: Store, caller: Caller) {
  const townOf = async (scope: Scope): Promise<Scope> => {
    const town = scope.level === 'village' ? (await store.get<PlaceRecord>('places', scope.code))?.town : undefined;
    return town ? { level: 'town', code: town } : scope;
  };
  return {
    get: (id: string) => store.get<PostingRecord>('postings', id),
    /** A posting of a place the caller serves in one of these roles or, to read, one that residents see as well. */
    async inScope(id: string, roles: readonly Role[] = POSTING_READERS): Promise<PostingRecord> {
      const found = await store.get<PostingRecord>('postings', id);
      if (!found || !(covers(caller, roles, found) || (roles === POSTING_READERS && isShown(found))))
        throw new Problem('not_found', { message: '这个岗位不在了，或者不归您看。', next: '返回刷新再看。' });
      return found;
    },
    /** The board in one state, newest first, within the places the caller serves; a village reads what its township offers to everybody. */
    async board(status: PostingStatus, after: string | undefined, limit: number): Promise<PostingRecord[]> {
      const served: Scope[] = scopesOf(caller, POSTING_READERS);
      const scopes = isShown({ status }) ? await Promise.all(served.map(townOf)) : served;
      const lists = await Promise.all(
        scopes.map(({ level, code }) =>
          store.list<PostingRecord>('postings', {
            where: { [level]: code, status, ...(after === undefined ? {} : { sortKey: range({ lt: after }) }) },
            order: ['sortKey', 'desc'],
            limit,
          }),
        ),
      );
      const byId = new Map(lists.flat().map((one) => [one._id, one]));
      return [...byId.values()].sort((a, b) => (a.sortKey < b.sortKey ? 1 : -1)).slice(0, limit);
    },
    /** What stands under one key of domain/job-cells.ts: the best first, or the newest first from a cursor on. */
    best: (cell: string, limit: number) =>
      store.list<PostingRecord>('postings', { where: { cells: cell }, order: ['rankKey', 'desc'], limit }),
    newest: (cell: string, after: string | undefined, limit: number) =>
      store.list<PostingRecord>('postings', {
        where: { cells: cell, ...(after === undefined ? {} : { sortKey: range({ lt: after }) }) },
        order: ['sortKey', 'desc'],
        limit,
      }),
    /** Who offers them, by id; one not looked up yet is left out. */
    async employersOf(postings: readonly PostingRecord[]): Promise<Map<string, EmployerRecord>> {
      const ids = [...new Set(postings.map(({ employerId }) => employerId))].filter((id) => id !== '').slice(0, 100);
      const found = ids.length === 0 ? [] : await store.getMany<EmployerRecord>('employers', ids);
      return new Map(found.map((one) => [one._id, one]));
    },
    /** How many there are in one state, counted up to a limit. */
    async counted(status: PostingStatus, most: number): Promise<number> {
      return (await this.board(status, undefined, most)).length;
    },
    /** Open ones to be asked about again by a day, longest overdue first. */
    async dueBy(today: DateText, limit: number): Promise<PostingRecord[]> {
      const lists = await Promise.all(
        scopesOf(caller, POSTING_READERS).map(({ level, code }) =>
          store.list<PostingRecord>('postings', {
            where: { [level]: code, status: 'open', askAgainOn: range({ lte: today }) },
            order: ['askAgainOn', 'asc'],
            limit,
          }),
        ),
      );
      const byId = new Map(lists.flat().map((one) => [one._id, one]));
      return [...byId.values()].sort((a, b) => (a.askAgainOn < b.askAgainOn ? -1 : 1)).slice(0, limit);
    },
    /** What may be the same posting and was not decided yet, newest first. At most two reads of 30. */
    async alikeTo(posting: PostingRecord): Promise<{ posting: PostingRecord; why: string }[]> {
      const lists = await Promise.all(
        likenessOf(posting).map((alike) =>
          store.list<PostingRecord>('postings', { where: { alike }, order: ['sortKey', 'desc'], limit: MOST_ALIKE }),
        ),
      );
      const others = new Map(lists.flat().map((one) => [one._id, one]));
      return [...others.values()]
        .filter((one) => one._id !== posting._id && COMPARED.includes(one.status))
        .filter((one) => !(posting.differs ?? []).includes(one._id) && !(one.differs ?? []).includes(posting._id))
        .filter((one) => covers(caller, POSTING_READERS, one) || isShown(one))
        .map((one) => ({ posting: one, why: likeness(posting, one) }))
        .filter(({ why }) => why !== '');
    },
    /** Open postings, newest first. */
    open: ({ area, after, limit }: PostingPage) =>
      store.list<PostingRecord>('postings', {
        where: { status: 'open', ...(area ? { area } : {}), ...(after ? { sortKey: range({ lt: after }) } : {}) },
        order: ['sortKey', 'desc'],
        limit,
      }),
  };
}
