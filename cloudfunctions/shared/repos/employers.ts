// employers/employer:{town}:{hash}: whoever offers work, as a township keeps them; and the postings each of them offers.
import { type Caller, covers, scopesOf } from '@shared/access';
import { nameKeyOf } from '@shared/domain/employers';
import type { EmployerRecord, EmployerStatus, PostingRecord, Role } from '@shared/domain/records';
import { sha256 } from '@shared/runtime/canonical';
import { Problem } from '@shared/runtime/problem';
import { range, type Store } from '@shared/runtime/store';
import { POSTING_READERS } from './postings';

const MOST_FOUND = 10;
const MOST_POSTINGS = 30;
const MOST_OWN = 10;

/** The one id an employer of this name has in this township; '' for a name without a letter in it. */
export function employerIdOf(town: string, name: string): string {
  const key = nameKeyOf(name);
  return key === '' ? '' : `employer:${town}:${sha256(key).slice(0, 24)}`;
}

/**
 * @throws Problem 'not_possible_now' when this employer is stopped: nothing of theirs is opened. `employer` as read in the same change.
 */
export function demandNotStopped(employer: EmployerRecord | null): void {
  if (employer?.status === 'stopped')
    throw new Problem('not_possible_now', { message: `「${employer.name}」停了，不能放它的岗位。`, next: '到「用工单位」里看为什么。' });
}

export function employersRepo(store: Store, caller: Caller) {
  const list = (where: Readonly<Record<string, string>>, bounds: { gt?: string; gte?: string; lt?: string }, limit: number) =>
    store.list<EmployerRecord>('employers', {
      where: { ...where, ...(Object.keys(bounds).length === 0 ? {} : { sortKey: range(bounds) }) },
      order: ['sortKey', 'asc'],
      limit,
    });
  const places = () => scopesOf(caller, POSTING_READERS).map(({ level, code }) => homeOf(level, code));
  const unique = (lists: EmployerRecord[][]): EmployerRecord[] =>
    [...new Map(lists.flat().map((one) => [one._id, one])).values()].sort((a, b) => (a.sortKey < b.sortKey ? -1 : 1));

  return {
    get: (id: string) => store.get<EmployerRecord>('employers', id),
    /** One of a township the caller serves, or serves a village of. */
    async inScope(id: string, roles: readonly Role[] = POSTING_READERS): Promise<EmployerRecord> {
      const found = await store.get<EmployerRecord>('employers', id);
      const near =
        found !== null &&
        roles === POSTING_READERS &&
        scopesOf(caller, roles).some(({ level, code }) => level === 'village' && code.startsWith(found.town.slice(0, 9)));
      if (!found || !(covers(caller, roles, found) || near))
        throw new Problem('not_found', { message: '没有这一家，或者不归您看。', next: '返回刷新再看。' });
      return found;
    },
    async board(status: EmployerStatus, after: string | undefined, limit: number): Promise<EmployerRecord[]> {
      const lists = await Promise.all(places().map((where) => list({ ...where, status }, after === undefined ? {} : { gt: after }, limit)));
      return unique(lists).slice(0, limit);
    },
    /** Those whose name begins with what was typed, in every state. */
    async find(text: string): Promise<EmployerRecord[]> {
      const key = nameKeyOf(text);
      if (key === '') return [];
      const asks = places().flatMap((where) =>
        ['good', 'watched', 'stopped'].map((status) => list({ ...where, status }, { gte: key, lt: `${key}\uffff` }, MOST_FOUND)),
      );
      return unique(await Promise.all(asks)).slice(0, MOST_FOUND);
    },
    /** Those this WeChat writes for. */
    mine: () => store.list<EmployerRecord>('employers', { where: { openids: caller.openid }, limit: MOST_OWN }),
    /** What one offers, newest first. */
    postings: (employerId: string, after?: string, limit = MOST_POSTINGS) =>
      store.list<PostingRecord>('postings', {
        where: { employerId, ...(after === undefined ? {} : { sortKey: range({ lt: after }) }) },
        order: ['sortKey', 'desc'],
        limit,
      }),
  };
}

/** Employers are kept by townships: whoever serves a village reads those of its township. */
const homeOf = (level: string, code: string): Record<string, string> =>
  level === 'village' ? { town: `${code.slice(0, 9)}000` } : { [level]: code };
