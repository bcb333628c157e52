// The registry within an officer's places: one person, anchored search, lists of households. Reads declared indexes with a cursor.
import { type Caller, covers, type Scope, scopesOf } from '@shared/access';
import type { HouseholdRecord, PersonRecord, PlaceRecord, Role } from '@shared/domain/records';
import { Problem } from '@shared/runtime/problem';
import { among, type Condition, range, type Scalar, type Store, type Stored } from '@shared/runtime/store';
import type { Subject } from './persons';

/** Who reads the registry of their place; an administrator finds people to declare relatives. */
export const REGISTRY_READERS: readonly Role[] = ['cadre', 'village_head', 'station_clerk', 'labour_clerk', 'lead', 'auditor'];
export const FINDERS: readonly Role[] = [...REGISTRY_READERS, 'admin'];

const MOST_NAMESAKES = 200;
const MOST_MEMBERS = 400;

type Where = Readonly<Record<string, Scalar | Condition>>;
export interface Slice<T> {
  rows: T[];
  next: string | null;
}

/** Everything that begins with the text. */
function beginning(text: string, after: string | undefined): Condition {
  const end = `${text}\uffff`;
  return after === undefined ? range({ gte: text, lt: end }) : range({ gt: after, lt: end });
}

export function registryRepo(store: Store, caller: Caller) {
  /** The caller's places, narrowed to one village when asked. */
  const scopesFor = async (roles: readonly Role[], village: string | undefined): Promise<Scope[]> => {
    const scopes = scopesOf(caller, roles);
    if (village === undefined) return scopes;
    const place = await store.get<PlaceRecord>('places', village);
    const mine = place !== null && covers(caller, roles, { county: place.county, town: place.town, village: place._id });
    if (!mine) throw new Problem('not_allowed', { message: '这个村不归您看。' });
    return [{ level: 'village', code: village }];
  };

  /**
   * One page over several places, in the order of `key`. A page never ends between two rows of one key (namesakes), so that the key
   * alone is the cursor.
   */
  async function slice<T extends Stored>(
    collection: 'persons' | 'households',
    places: readonly Where[],
    key: keyof T & string,
    bound: Condition | null,
    limit: number,
  ): Promise<Slice<T>> {
    const keyOf = (row: T): string => String(row[key]);
    const read = async (condition: Condition | null, most: number): Promise<T[]> => {
      const lists = await Promise.all(
        places.map((place) =>
          store.list<T>(collection, { where: { ...place, ...(condition ? { [key]: condition } : {}) }, order: [key, 'asc'], limit: most }),
        ),
      );
      const byId = new Map(lists.flat().map((row) => [row._id, row]));
      return [...byId.values()].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : keyOf(a) > keyOf(b) ? 1 : 0));
    };
    const rows = await read(bound, limit + 1);
    const over = rows[limit];
    if (over === undefined) return { rows, next: null };
    const whole = rows.slice(0, limit).filter((row) => keyOf(row) < keyOf(over));
    const last = whole[whole.length - 1];
    if (last !== undefined) return { rows: whole, next: keyOf(last) };
    return { rows: await read(range({ gte: keyOf(over), lte: keyOf(over) }), MOST_NAMESAKES), next: keyOf(over) };
  }

  const places = (scopes: readonly Scope[], more: Where = {}): Where[] => scopes.map(({ level, code }) => ({ [level]: code, ...more }));

  return {
    /** Somebody of the caller's places; anybody else does not exist for them. */
    async inScope(id: string, roles: readonly Role[] = REGISTRY_READERS): Promise<Subject> {
      const person = await store.get<PersonRecord>('persons', id);
      if (!person || !covers(caller, roles, person)) throw new Problem('not_found', { message: '没找到这个人，或者不归您这里。' });
      return { person, household: await store.get<HouseholdRecord>('households', person.household) };
    },
    async householdInScope(id: string, roles: readonly Role[] = REGISTRY_READERS): Promise<HouseholdRecord> {
      const household = await store.get<HouseholdRecord>('households', id);
      if (!household || !covers(caller, roles, household)) throw new Problem('not_found');
      return household;
    },
    scopesFor,
    byName: async (field: 'name' | 'initials', text: string, village: string | undefined, after: string | undefined, limit: number) =>
      slice<PersonRecord>('persons', places(await scopesFor(FINDERS, village)), field, beginning(text, after), limit),
    byTail: async (idTail: string, village: string | undefined, after: string | undefined, limit: number) =>
      slice<PersonRecord>(
        'persons',
        places(await scopesFor(FINDERS, village), { idTail }),
        'sortKey',
        after === undefined ? null : range({ gt: after }),
        limit,
      ),
    byHead: async (text: string, village: string | undefined, after: string | undefined, limit: number) =>
      slice<HouseholdRecord>('households', places(await scopesFor(FINDERS, village)), 'headName', beginning(text, after), limit),
    /** Households in the order of their codes. */
    households: (scopes: readonly Scope[], more: { group?: string; keeper?: string }, after: string | undefined, limit: number) =>
      slice<HouseholdRecord>(
        'households',
        places(scopes, { ...more, status: 'active' }),
        'sortKey',
        after === undefined ? null : range({ gt: after }),
        limit,
      ),
    members: (households: readonly { _id: string }[]): Promise<PersonRecord[]> =>
      households.length === 0
        ? Promise.resolve([])
        : store.list<PersonRecord>('persons', { where: { household: among(households.map(({ _id }) => _id)) }, limit: MOST_MEMBERS }),
    /** Several persons already found within the caller's reach; at most a page. */
    persons: (ids: readonly string[]): Promise<PersonRecord[]> =>
      ids.length === 0 ? Promise.resolve([]) : store.getMany<PersonRecord>('persons', ids.slice(0, 100)),
    householdsOf: (persons: readonly PersonRecord[]) =>
      store.getMany<HouseholdRecord>('households', [...new Set(persons.map(({ household }) => household))].slice(0, 100)),
    /** The household of a 户编号, anywhere: a code is nobody's twice. */
    byCode: async (code: string): Promise<HouseholdRecord | null> =>
      (await store.list<HouseholdRecord>('households', { where: { code }, limit: 1 }))[0] ?? null,
    /** By blind indexes: for finding oneself, never shown before a code was made of it. */
    byPhone: (indexes: readonly string[]) => store.list<PersonRecord>('persons', { where: { phoneIndex: among(indexes) }, limit: 20 }),
    byNumber: (indexes: readonly string[]) => store.list<PersonRecord>('persons', { where: { idIndex: among(indexes) }, limit: 2 }),
  };
}
