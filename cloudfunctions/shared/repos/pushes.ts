// pushes, push_shares, chat_groups, reaches, push_questions: what goes to villages' groups, within the places one works for.
import { type Caller, covers, type Scope, scopesOf } from '@shared/access';
import { anyOf, READY } from '@shared/domain/person-cells';
import type {
  ApplicationRecord,
  ChatGroupRecord,
  DateText,
  Fen,
  HouseholdRecord,
  PersonRecord,
  PlaceRecord,
  PushCallRecord,
  PushQuestionRecord,
  PushRecord,
  PushShareRecord,
  ReachRecord,
  Role,
  WhereaboutsRecord,
} from '@shared/domain/records';
import { Problem } from '@shared/runtime/problem';
import { range, type Store } from '@shared/runtime/store';

/** Who writes to groups: those who work with the people there. */
export const PUSHERS: readonly [Role, ...Role[]] = ['cadre', 'village_head', 'station_clerk', 'labour_clerk'];
/** Who reads whom a card reached: only whoever must call somebody in that very village. */
export const REACH_READERS: readonly [Role, ...Role[]] = ['cadre', 'village_head'];

const MOST = 1000;
const MOST_GROUPS = 100;
/** People of a village a week is chosen for. */
const MOST_WAITING = 400;
const AT_ONCE = 100;
/** Pushes of a township that are looked through for those meant for one village. */
const LOOKED_THROUGH = 100;

export type Village = Pick<PlaceRecord, 'county' | 'town' | 'name' | 'contact'> & { village: string };

export function pushesRepo(store: Store, caller: Caller) {
  const village = async (code: string): Promise<Village | null> => {
    const place = await store.get<PlaceRecord>('places', code);
    if (place?.level !== 'village') return null;
    const { county, town, name, contact } = place;
    return { county, town, name, contact, village: code };
  };
  const placeOf = ({ county, town }: Pick<PushRecord, 'county' | 'town'>, code: string) => ({ county, town, village: code });
  /** Meant for a village the caller works in, or made for their places. */
  const isTheirs = (push: PushRecord): boolean =>
    covers(caller, PUSHERS, push) || push.villages.some((code) => covers(caller, PUSHERS, placeOf(push, code)));
  return {
    village,
    async villageInScope(code: string, roles: readonly Role[] = PUSHERS): Promise<Village> {
      const found = await village(code);
      if (!found || !covers(caller, roles, found)) throw new Problem('not_allowed', { message: '这个村不归您管。' });
      return found;
    },
    /** The cadre of this very village: a wider place does not do. */
    async ownVillage(code: string): Promise<Village> {
      const found = await village(code);
      const serves = caller.grants.some((grant) => grant.level === 'village' && grant.code === code && REACH_READERS.includes(grant.role));
      if (!found || !serves) throw new Problem('not_allowed', { message: '看没看到，只给本村要打电话的干部看。' });
      return found;
    },
    isTheirs,
    async inScope(id: string): Promise<PushRecord> {
      const push = await store.get<PushRecord>('pushes', id);
      if (!push || !isTheirs(push)) throw new Problem('not_found', { message: '这张卡片不在了，或者不归您管。' });
      return push;
    },
    /** By its id or the code of its poster. */
    async byIdOrCode(text: string): Promise<PushRecord | null> {
      const byId = await store.get<PushRecord>('pushes', text);
      if (byId) return byId;
      return (await store.list<PushRecord>('pushes', { where: { code: text }, limit: 1 }))[0] ?? null;
    },
    /** Newest first; a cadre sees their own and those of the township meant for their village. */
    async page(after: string | undefined, limit: number): Promise<PushRecord[]> {
      const scopes: Scope[] = scopesOf(caller, PUSHERS);
      const towns = await Promise.all(scopes.map(async ({ level, code }) => (level === 'village' ? (await village(code))?.town : code)));
      const levels = scopes.map(({ level }, at): [string, string | undefined] => [level === 'village' ? 'town' : level, towns[at]]);
      const distinct = [
        ...new Map(levels.flatMap(([level, code]) => (code ? [[`${level}:${code}`, { level, code }] as const] : []))).values(),
      ];
      const lists = await Promise.all(
        distinct.flatMap(({ level, code }) =>
          ['ready', 'ended'].map((status) =>
            store.list<PushRecord>('pushes', {
              where: { [level]: code, status, ...(after === undefined ? {} : { sortKey: range({ lt: after }) }) },
              order: ['sortKey', 'desc'],
              limit: LOOKED_THROUGH,
            }),
          ),
        ),
      );
      const byId = new Map(lists.flat().map((one) => [one._id, one]));
      return [...byId.values()]
        .filter(isTheirs)
        .sort((a, b) => (a.sortKey < b.sortKey ? 1 : -1))
        .slice(0, limit);
    },
    /** Of one push, oldest first. */
    sharesOf: (push: string) => store.list<PushShareRecord>('push_shares', { where: { push }, order: ['sortKey', 'asc'], limit: MOST }),
    share: (id: string) => store.get<PushShareRecord>('push_shares', id),
    /** Of one village and day. */
    sharesOn: (code: string, on: DateText) => store.list<PushShareRecord>('push_shares', { where: { village: code, on }, limit: MOST }),
    sharesSince: (code: string, since: DateText) =>
      store.list<PushShareRecord>('push_shares', {
        where: { village: code, on: range({ gte: since }) },
        order: ['on', 'asc'],
        limit: MOST,
      }),
    groupsOf: (code: string) =>
      store.list<ChatGroupRecord>('chat_groups', {
        where: { village: code, status: 'active' },
        order: ['sortKey', 'asc'],
        limit: MOST_GROUPS,
      }),
    async groups(): Promise<ChatGroupRecord[]> {
      const lists = await Promise.all(
        scopesOf(caller, PUSHERS).map(({ level, code }) =>
          store.list<ChatGroupRecord>('chat_groups', {
            where: { [level]: code, status: 'active' },
            order: ['sortKey', 'asc'],
            limit: MOST_GROUPS,
          }),
        ),
      );
      return [...new Map(lists.flat().map((one) => [one._id, one])).values()];
    },
    reachOf: (push: string, code: string) =>
      store.list<ReachRecord>('reaches', { where: { push, village: code }, order: ['sortKey', 'asc'], limit: MOST }),
    /** The opening of one WeChat, by its blind index. */
    opening: (push: string, who: string) => store.get<ReachRecord>('reaches', `reach:${push}:${who}`),
    callsOf: (push: string, code: string) => store.list<PushCallRecord>('push_calls', { where: { push, village: code }, limit: MOST }),
    reachSince: (code: string, since: DateText) =>
      store.list<ReachRecord>('reaches', {
        where: { village: code, sortKey: range({ gte: since }) },
        order: ['sortKey', 'asc'],
        limit: MOST,
      }),
    peopleOf: (code: string) =>
      store.list<PersonRecord>('persons', { where: { village: code, status: 'active' }, order: ['sortKey', 'asc'], limit: MOST }),
    /** Who waits at home for work, or is home for a while, with a month of the last pay that is known; none where nobody looked yet. */
    async waitingIn(code: string): Promise<{ person: PersonRecord; earnedFen: Fen | null }[]> {
      const lists = await Promise.all(
        READY.map((who) =>
          store.list<WhereaboutsRecord>('whereabouts', {
            where: { village: code, matchKeys: anyOf(who) },
            order: ['sortKey', 'asc'],
            limit: MOST_WAITING,
          }),
        ),
      );
      const stands = lists.flat().slice(0, MOST_WAITING);
      const pages = Array.from({ length: Math.ceil(stands.length / AT_ONCE) }, (_, n) => stands.slice(n * AT_ONCE, (n + 1) * AT_ONCE));
      const persons = await Promise.all(
        pages.map((page) =>
          store.getMany<PersonRecord>(
            'persons',
            page.map(({ person }) => person),
          ),
        ),
      );
      const byId = new Map(persons.flat().map((one) => [one._id, one]));
      return stands.flatMap(({ person: id, monthlyFen }) => {
        const person = byId.get(id);
        return person?.status === 'active' ? [{ person, earnedFen: monthlyFen }] : [];
      });
    },
    householdsOf: (code: string) =>
      store.list<HouseholdRecord>('households', { where: { village: code, status: 'active' }, order: ['sortKey', 'asc'], limit: MOST }),
    applicationsOf: (push: string) => store.list<ApplicationRecord>('applications', { where: { push }, limit: MOST }),
    question: (id: string) => store.get<PushQuestionRecord>('push_questions', id),
    questions: (status: 'open' | 'answered', after: string | undefined, limit: number) =>
      store.list<PushQuestionRecord>('push_questions', {
        where: { owner: caller.openid, status, ...(after === undefined ? {} : { sortKey: range({ lt: after }) }) },
        order: ['sortKey', 'desc'],
        limit,
      }),
  };
}
