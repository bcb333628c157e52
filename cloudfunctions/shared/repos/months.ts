// rounds, checks, month_figures and rechecks: the month of a village, within the caller's places.
import { type Caller, covers, type Scope, scopesOf } from '@shared/access';
import { checkId, figuresId, roundId } from '@shared/domain/month';
import type {
  CheckRecord,
  DutyRecord,
  MonthFiguresRecord,
  MonthText,
  PersonRecord,
  PlaceRecord,
  RecheckRecord,
  Role,
  RoundRecord,
  SpellRecord,
} from '@shared/domain/records';
import { Problem } from '@shared/runtime/problem';
import { type Condition, range, type Store, type Stored } from '@shared/runtime/store';
import type { CollectionName } from './indexes';
import { allAmong } from './ledgers';

/** Who asks: those who work with the people there. */
export const ASKERS: readonly [Role, ...Role[]] = ['cadre', 'village_head', 'station_clerk', 'labour_clerk'];
/** Who looks on as well. */
export const MONTH_READERS: readonly [Role, ...Role[]] = [...ASKERS, 'lead', 'auditor'];

const PAGE = 1000;
const MOST_AT_ONCE = 100;
const MOST_MEMBERS = 40;
const MOST_PLACES = 500;
const MOST_DUTIES = 500;

/** Documents by id however many. */
export async function manyById<T extends Stored>(
  store: Store,
  collection: CollectionName,
  ids: readonly string[],
): Promise<Map<string, T>> {
  const wanted = [...new Set(ids)];
  const found = new Map<string, T>();
  for (let at = 0; at < wanted.length; at += MOST_AT_ONCE)
    for (const one of await store.getMany<T>(collection, wanted.slice(at, at + MOST_AT_ONCE))) found.set(one._id, one);
  return found;
}

/** All checks of a village's month, in the order of their keys. */
export async function allChecks(store: Store, village: string, month: MonthText): Promise<CheckRecord[]> {
  const all: CheckRecord[] = [];
  for (let after: string | undefined; ; ) {
    const page = await checksAfter(store, village, month, after, PAGE);
    all.push(...page);
    if (page.length < PAGE) return all;
    after = page.at(-1)?.sortKey;
  }
}

export const checksAfter = (
  store: Store,
  village: string,
  month: MonthText,
  after: string | undefined,
  limit: number,
): Promise<CheckRecord[]> =>
  store.list<CheckRecord>('checks', {
    where: { village, month, ...(after === undefined ? {} : { sortKey: range({ gt: after }) }) },
    order: ['sortKey', 'asc'],
    limit,
  });

/** The work of these persons, by person. */
export async function spellsAmong(store: Store, persons: readonly string[]): Promise<Map<string, SpellRecord[]>> {
  const found = new Map<string, SpellRecord[]>();
  for (const spell of await allAmong<SpellRecord>(store, 'spells', 'person', [...new Set(persons)]))
    found.set(spell.person, [...(found.get(spell.person) ?? []), spell]);
  return found;
}

export const personsAmong = (store: Store, ids: readonly string[]) => manyById<PersonRecord>(store, 'persons', ids);

export const openDuties = (store: Store, village: string): Promise<DutyRecord[]> =>
  store.list<DutyRecord>('duties', { where: { village, status: 'open' }, order: ['sortKey', 'asc'], limit: MOST_DUTIES });

export function monthsRepo(store: Store, caller: Caller) {
  const villageInScope = async (code: string, roles: readonly Role[]): Promise<PlaceRecord> => {
    const place = await store.get<PlaceRecord>('places', code);
    if (place?.level !== 'village' || !covers(caller, roles, { county: place.county, town: place.town, village: code }))
      throw new Problem('not_allowed', { message: '这个村不归您看。' });
    return place;
  };
  return {
    villageInScope,
    round: (village: string, month: MonthText) => store.get<RoundRecord>('rounds', roundId(village, month)),
    figures: (village: string, month: MonthText) => store.get<MonthFiguresRecord>('month_figures', figuresId(village, month)),
    checks: (village: string, month: MonthText, after: string | undefined, limit: number) =>
      checksAfter(store, village, month, after, limit),
    /** Somebody's check within the caller's places. */
    async checkInScope(id: string, roles: readonly Role[] = ASKERS): Promise<CheckRecord> {
      const found = await store.get<CheckRecord>('checks', id);
      if (!found || !covers(caller, roles, found)) throw new Problem('not_found');
      return found;
    },
    checkOf: (person: string, month: MonthText) => store.get<CheckRecord>('checks', checkId(month, person)),
    /** Those of one household who are asked this month. */
    async ofHousehold(household: string, month: MonthText, roles: readonly Role[] = ASKERS): Promise<CheckRecord[]> {
      const found = await store.list<CheckRecord>('checks', { where: { household, month }, limit: MOST_MEMBERS });
      const mine = found.filter((one) => covers(caller, roles, one)).sort((a, b) => (a.sortKey < b.sortKey ? -1 : 1));
      if (mine.length === 0) throw new Problem('not_found');
      return mine;
    },
    /** Rounds or figures of the villages within these places, by village. */
    async inPlaces<T extends Stored & { village: string; sortKey: string }>(
      collection: 'rounds' | 'month_figures',
      scopes: readonly Scope[],
      month: MonthText,
    ): Promise<T[]> {
      const lists = await Promise.all(
        scopes.map(({ level, code }) =>
          store.list<T>(collection, { where: { [level]: code, month }, order: ['sortKey', 'asc'], limit: MOST_PLACES }),
        ),
      );
      return [...new Map(lists.flat().map((one) => [one._id, one])).values()].sort((a, b) => (a.village < b.village ? -1 : 1));
    },
    scopes: (roles: readonly Role[]) => scopesOf(caller, roles),
    async recheckInScope(id: string, roles: readonly Role[]): Promise<RecheckRecord> {
      const found = await store.get<RecheckRecord>('rechecks', id);
      if (!found || !covers(caller, roles, found)) throw new Problem('not_found');
      return found;
    },
    /** Drawn ones of the caller's places, open first drawn first, others newest first. */
    async rechecks(
      scopes: readonly Scope[],
      status: RecheckRecord['status'],
      after: string | undefined,
      limit: number,
    ): Promise<RecheckRecord[]> {
      const newest = status !== 'open';
      const bound: Record<string, Condition> = after === undefined ? {} : { sortKey: newest ? range({ lt: after }) : range({ gt: after }) };
      const lists = await Promise.all(
        scopes.map(({ level, code }) =>
          store.list<RecheckRecord>('rechecks', {
            where: { [level]: code, status, ...bound },
            order: ['sortKey', newest ? 'desc' : 'asc'],
            limit,
          }),
        ),
      );
      const sign = newest ? -1 : 1;
      return [...new Map(lists.flat().map((one) => [one._id, one])).values()]
        .sort((a, b) => (a.sortKey < b.sortKey ? -sign : sign))
        .slice(0, limit);
    },
    rechecksOf: (village: string, month: MonthText) =>
      store.list<RecheckRecord>('rechecks', { where: { village, month }, order: ['sortKey', 'asc'], limit: MOST_AT_ONCE }),
  };
}
