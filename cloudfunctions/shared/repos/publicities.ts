// publicities, publicity_lines, objections, minutes: posted lists within the caller's place, or by the code that anybody may hold.
import { type Caller, covers, type Scope, scopesOf } from '@shared/access';
import type {
  ClaimRecord,
  MinutesRecord,
  ObjectionRecord,
  PublicityLineRecord,
  PublicityRecord,
  Role,
  ScopeLevel,
} from '@shared/domain/records';
import { Problem } from '@shared/runtime/problem';
import { range, type Store } from '@shared/runtime/store';
import { READERS } from './claims';

/** More lines than a township's list has; more objections than a list gets. */
const MOST_LINES = 1000;
const MOST_OBJECTIONS = 200;
const MOST_DUE = 1000;

export function publicitiesRepo(store: Store, caller: Caller) {
  const newestFirst = (scope: Scope, after: string | undefined, limit: number) =>
    store.list<PublicityRecord>('publicities', {
      where: { [scope.level]: scope.code, ...(after ? { sortKey: range({ lt: after }) } : {}) },
      order: ['sortKey', 'desc'],
      limit,
    });
  return {
    async inScope(id: string, roles: readonly Role[] = READERS): Promise<PublicityRecord> {
      const found = await store.get<PublicityRecord>('publicities', id);
      if (!found || !covers(caller, roles, found)) throw new Problem('not_found', { message: '没有这张榜。' });
      return found;
    },
    /** Anybody's way in. A list that is being made or was taken down does not exist. */
    async byCode(code: string): Promise<PublicityRecord> {
      const [found] = await store.list<PublicityRecord>('publicities', { where: { code }, limit: 1 });
      if (!found || found.status === 'building' || found.status === 'void')
        throw new Problem('not_found', { message: '没有这张榜，码可能抄错了。', next: '看看榜上印的码，或者打榜上的电话问。' });
      return found;
    },
    async list(after: string | undefined, limit: number): Promise<PublicityRecord[]> {
      const lists = await Promise.all(scopesOf(caller, READERS).map((scope) => newestFirst(scope, after, limit)));
      const byId = new Map(lists.flat().map((one) => [one._id, one]));
      return [...byId.values()].sort((a, b) => (a.sortKey < b.sortKey ? 1 : -1)).slice(0, limit);
    },
    /** Claims that wait for being posted in the places the caller reads. */
    async due(): Promise<ClaimRecord[]> {
      const scopes = scopesOf(caller, READERS);
      const levels: ScopeLevel[] = ['village', 'town', 'county'];
      const lists = await Promise.all(
        scopes.flatMap(({ level, code }) =>
          levels.map((waiting) =>
            store.list<ClaimRecord>('claims', {
              where: { [level]: code, waiting: `post_${waiting}` },
              order: ['sortKey', 'asc'],
              limit: MOST_DUE,
            }),
          ),
        ),
      );
      const byId = new Map(lists.flat().map((claim) => [claim._id, claim]));
      return [...byId.values()].filter((claim) => !claim.posting);
    },
    lines: (publicity: string) =>
      store.list<PublicityLineRecord>('publicity_lines', { where: { publicity }, order: ['sortKey', 'asc'], limit: MOST_LINES }),
    objections: (publicity: string) =>
      store.list<ObjectionRecord>('objections', { where: { publicity }, order: ['sortKey', 'asc'], limit: MOST_OBJECTIONS }),
    async objection(id: string): Promise<ObjectionRecord> {
      const found = await store.get<ObjectionRecord>('objections', id);
      if (!found || !covers(caller, READERS, found)) throw new Problem('not_found');
      return found;
    },
    minutes: (id: string | null) => (id === null ? Promise.resolve(null) : store.get<MinutesRecord>('minutes', id)),
  };
}
