// What eligibility rests on, read for one person or for fifty at once in a handful of index reads: work, claims, payments from outside, the family's claims.
import type {
  ClaimRecord,
  HouseholdRecord,
  InstallationRecord,
  OutsideRecord,
  PersonRecord,
  SpellRecord,
  StandingRecord,
} from '@shared/domain/records';
import { among, type Store, type Stored } from '@shared/runtime/store';
import type { CollectionName } from './indexes';
import type { Subject } from './persons';

/** Everything recorded of a person that facts are made from, for all programmes. */
export interface Ledger {
  subject: Subject;
  /** Oldest first. */
  spells: SpellRecord[];
  /** Newest first. */
  claims: ClaimRecord[];
  outside: OutsideRecord[];
  /** Of the other members of the household. */
  family: { claims: ClaimRecord[]; outside: OutsideRecord[] };
  standings: StandingRecord[];
  home: InstallationRecord['home'];
}

const AT_ONCE = 50;
const MOST = 1000;

/** All documents with one of the values (and `more`, which an index must begin with): asked for in pieces small enough that none is cut off. */
export async function allAmong<T extends Stored>(
  store: Store,
  collection: CollectionName,
  field: string,
  values: readonly string[],
  more: Readonly<Record<string, string>> = {},
): Promise<T[]> {
  if (values.length === 0) return [];
  if (values.length > AT_ONCE) {
    const parts = await Promise.all(
      [values.slice(0, AT_ONCE), values.slice(AT_ONCE)].map((part) => allAmong<T>(store, collection, field, part, more)),
    );
    return parts.flat();
  }
  const found = await store.list<T>(collection, {
    where: { ...more, [field]: values.length === 1 ? (values[0] as string) : among(values) },
    limit: MOST,
  });
  if (found.length < MOST || values.length === 1) return found;
  const half = values.length >> 1;
  const parts = await Promise.all(
    [values.slice(0, half), values.slice(half)].map((part) => allAmong<T>(store, collection, field, part, more)),
  );
  return parts.flat();
}

function grouped<T>(rows: readonly T[], keyOf: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}

const by =
  <T>(key: (row: T) => string, sign: 1 | -1) =>
  (a: T, b: T): number =>
    key(a) < key(b) ? -sign : key(a) > key(b) ? sign : 0;

export function ledgersRepo(store: Store) {
  return {
    /** The ledgers of persons already loaded within the caller's reach, in their order. */
    async of(persons: readonly PersonRecord[], home: InstallationRecord['home']): Promise<Ledger[]> {
      // What hangs on records merged into one counts as that one's: caps and once-only rules look at all of it.
      const into = new Map(persons.flatMap(({ _id, mergedFrom = [] }) => mergedFrom.map((id) => [id, _id] as const)));
      const asOne = <T extends { person: string }>(rows: T[]): T[] =>
        rows.map((row) => ({ ...row, person: into.get(row.person) ?? row.person }));
      const own = [...new Set(persons.map(({ _id }) => _id))];
      const ids = [...new Set([...own, ...into.keys()])];
      const houses = [...new Set(persons.map(({ household }) => household))];
      const [households, spells, claims, familyClaims, outside, familyOutside, standings] = await Promise.all([
        allHouseholds(houses),
        allAmong<SpellRecord>(store, 'spells', 'person', own),
        allAmong<ClaimRecord>(store, 'claims', 'person', ids).then(asOne),
        allAmong<ClaimRecord>(store, 'claims', 'household', houses).then(asOne),
        allAmong<OutsideRecord>(store, 'outside', 'person', ids).then(asOne),
        allAmong<OutsideRecord>(store, 'outside', 'household', houses).then(asOne),
        allAmong<StandingRecord>(store, 'standings', 'person', ids),
      ]);
      const kept = (rows: OutsideRecord[]) => rows.filter(({ status }) => status === 'kept');
      const spellsOf = grouped(spells, ({ person }) => person);
      const claimsOf = grouped(claims, ({ person }) => person);
      const outsideOf = grouped(kept(outside), ({ person }) => person);
      const standingsOf = grouped(standings, ({ person }) => person);
      const familyOf = grouped(familyClaims, ({ household }) => household);
      const outsideIn = grouped(kept(familyOutside), ({ household }) => household);
      const not = (id: string) => (row: { person: string }) => row.person !== id;
      return persons.map((person) => ({
        subject: { person, household: households.get(person.household) ?? null },
        spells: (spellsOf.get(person._id) ?? []).sort(by(({ start, _id }) => `${start}${_id}`, 1)),
        claims: (claimsOf.get(person._id) ?? []).sort(by(({ sortKey }) => sortKey, -1)),
        outside: outsideOf.get(person._id) ?? [],
        family: {
          claims: (familyOf.get(person.household) ?? []).filter(not(person._id)),
          outside: (outsideIn.get(person.household) ?? []).filter(not(person._id)),
        },
        standings: standingsOf.get(person._id) ?? [],
        home,
      }));
    },
  };

  async function allHouseholds(ids: readonly string[]): Promise<Map<string, HouseholdRecord>> {
    const parts: string[][] = [];
    for (let at = 0; at < ids.length; at += 100) parts.push(ids.slice(at, at + 100));
    const found = (await Promise.all(parts.map((part) => store.getMany<HouseholdRecord>('households', part)))).flat();
    return new Map(found.map((household) => [household._id, household]));
  }
}
