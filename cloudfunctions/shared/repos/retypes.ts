// retypes/{town}:{source}:{person} within an officer's town, and what the registry now says of those people.
import { type Caller, covers, scopesOf } from '@shared/access';
import type {
  HouseholdRecord,
  PersonRecord,
  PlaceRecord,
  RetypeRecord,
  RetypeSource,
  RetypeState,
  Role,
  SpellRecord,
} from '@shared/domain/records';
import type { Ours } from '@shared/exchange/compare';
import { Problem } from '@shared/runtime/problem';
import { range, type Store } from '@shared/runtime/store';
import { allAmong } from './ledgers';

/** Who types into the other system and settles with it. */
export const RETYPERS: readonly [Role, ...Role[]] = ['station_clerk', 'labour_clerk'];
const IDS_AT_ONCE = 100;

/** What the registry says now of these people, by person. */
export async function oursOf(ids: readonly string[], store: Store): Promise<Map<string, Ours>> {
  const people: PersonRecord[] = [];
  for (let at = 0; at < ids.length; at += IDS_AT_ONCE)
    people.push(...(await store.getMany<PersonRecord>('persons', ids.slice(at, at + IDS_AT_ONCE))));
  const houses = new Map<string, HouseholdRecord>();
  const wanted = [...new Set(people.map(({ household }) => household))];
  for (let at = 0; at < wanted.length; at += IDS_AT_ONCE)
    for (const one of await store.getMany<HouseholdRecord>('households', wanted.slice(at, at + IDS_AT_ONCE))) houses.set(one._id, one);
  const codes = [...new Set(people.flatMap(({ county, town, village }) => [county, town, village]))];
  const names = new Map<string, string>();
  for (let at = 0; at < codes.length; at += IDS_AT_ONCE)
    for (const { _id, name } of await store.getMany<PlaceRecord>('places', codes.slice(at, at + IDS_AT_ONCE))) names.set(_id, name);
  const spells = await allAmong<SpellRecord>(
    store,
    'spells',
    'person',
    people.map(({ _id }) => _id),
  );
  const name = (code: string): string => names.get(code) ?? '';
  return new Map(
    people.flatMap((person) => {
      const household = houses.get(person.household);
      if (!household || person.status !== 'active') return [];
      const own = spells.filter((one) => one.person === person._id).sort((a, b) => (a.start < b.start ? -1 : 1));
      const place = { county: name(person.county), town: name(person.town), village: name(person.village) };
      return [[person._id, { person, household, spells: own, place }] as const];
    }),
  );
}

export function retypesRepo(store: Store, caller: Caller) {
  return {
    /** The town the caller types for. */
    town(): string {
      const scope = scopesOf(caller, RETYPERS).find(({ level }) => level === 'town');
      if (!scope) throw new Problem('not_allowed', { message: '照着敲和对账，由乡里的站来办。' });
      return scope.code;
    },
    async byId(id: string): Promise<RetypeRecord> {
      const found = await store.get<RetypeRecord>('retypes', id);
      if (!found || !covers(caller, RETYPERS, found)) throw new Problem('not_found');
      return found;
    },
    page(
      { town, source, status, village }: { town: string; source: RetypeSource; status: RetypeState; village?: string },
      after: string,
      limit: number,
    ): Promise<RetypeRecord[]> {
      return store.list<RetypeRecord>('retypes', {
        where: { source: `${town}:${source}`, status, ...(village ? { village } : {}), sortKey: range({ gt: after }) },
        order: ['sortKey', 'asc'],
        limit,
      });
    },
  };
}
