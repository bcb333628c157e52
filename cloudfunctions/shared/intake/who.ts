// Whom the rows of a chunk mean: everything the registry holds about them, read by index in a few queries.

import type { Draft } from '@shared/domain/columns/draft';
import { addDays, startOfDay } from '@shared/domain/dates';
import type { DateText, HistoryRecord, HouseholdRecord, Instant, PersonRecord, SpellRecord } from '@shared/domain/records';
import { allAmong } from '@shared/repos/ledgers';
import { blindIndexes, type KeyRing } from '@shared/runtime/crypto';
import { among, type Store } from '@shared/runtime/store';

const MOST_NAMESAKES = 300;
const IDS_AT_ONCE = 100;
/** How the job's own writing is named in the history. */
const APPLYING = 'work:intake.apply';

export interface Found {
  byNumber(number: string): PersonRecord | null;
  named(name: string): PersonRecord[];
  household(id: string): HouseholdRecord | null;
  byCode(code: string): HouseholdRecord | null;
  spells(person: string): SpellRecord[];
  /** The last change of a stored field after the sheet's day; null when there is none. */
  changedSince(record: string, fields: readonly string[]): HistoryRecord | null;
}

async function byIds<T extends { _id: string }>(store: Store, collection: 'households' | 'persons', ids: readonly string[]): Promise<T[]> {
  const found: T[] = [];
  for (let from = 0; from < ids.length; from += IDS_AT_ONCE)
    found.push(...(await store.getMany<T>(collection, ids.slice(from, from + IDS_AT_ONCE))));
  return found;
}

/** How often one record was merged into the next; nobody does it more. */
const MOST_MERGES = 3;

/**
 * Records by their id, with those they were merged into: a sheet that still names the one that went means the one that stays.
 * @returns for each of the given records the one that stays.
 */
async function staying<T extends PersonRecord | HouseholdRecord>(
  store: Store,
  collection: 'persons' | 'households',
  records: readonly T[],
): Promise<Map<string, T>> {
  const into = ({ gone }: T): string | null => (gone?.why === 'merged' ? gone.into : null);
  const known = new Map(records.map((one) => [one._id, one]));
  for (let n = 0; n < MOST_MERGES; n += 1) {
    const wanted = [...known.values()].flatMap((one) => into(one) ?? []).filter((id) => !known.has(id));
    if (wanted.length === 0) break;
    for (const one of await byIds<T>(store, collection, [...new Set(wanted)])) known.set(one._id, one);
  }
  const last = (one: T, left: number): T => {
    const next = left > 0 ? known.get(into(one) ?? '') : undefined;
    return next ? last(next, left - 1) : one;
  };
  return new Map(records.map((one) => [one._id, last(one, MOST_MERGES)]));
}

export async function whoAre(
  drafts: readonly Draft[],
  { town, asOf, work, appliedAt }: { town: string; asOf: DateText; work: boolean; appliedAt: Instant | null },
  store: Store,
  ring: KeyRing,
): Promise<Found> {
  const indexes = new Map<string, string>();
  for (const { id } of drafts) if (id) for (const one of blindIndexes(ring, 'persons.idNumber', id.number)) indexes.set(one, id.number);
  const names = [...new Set(drafts.filter(({ id }) => id === null).map(({ name }) => name))].filter((name) => name !== '');
  const codes = [...new Set(drafts.map(({ code }) => code))].filter((code) => code !== '');
  const [numbered, namesakes, coded] = await Promise.all([
    allAmong<PersonRecord>(store, 'persons', 'idIndex', [...indexes.keys()]),
    names.length === 0 ? [] : store.list<PersonRecord>('persons', { where: { town, name: among(names) }, limit: MOST_NAMESAKES }),
    allAmong<HouseholdRecord>(store, 'households', 'code', codes),
  ]);
  const [stays, homes] = await Promise.all([staying(store, 'persons', numbered), staying(store, 'households', coded)]);
  const people = new Map([...numbered, ...stays.values(), ...namesakes].map((one) => [one._id, one]));
  const lacking = [...new Set([...people.values()].map(({ household }) => household))].filter((id) => !coded.some(({ _id }) => _id === id));
  const [more, spells] = await Promise.all([
    byIds<HouseholdRecord>(store, 'households', lacking),
    work ? allAmong<SpellRecord>(store, 'spells', 'person', [...people.keys()]) : [],
  ]);
  const households = new Map([...coded, ...homes.values(), ...more].map((one) => [one._id, one]));
  const after = startOfDay(addDays(asOf, 1));
  const records = [...people.keys(), ...households.keys(), ...spells.map(({ _id }) => _id)];
  const history = (await allAmong<HistoryRecord>(store, 'field_history', 'record', records)).filter(
    ({ at, action }) => at >= after && !(appliedAt !== null && at >= appliedAt && action === APPLYING),
  );
  const byNumber = new Map(numbered.map((one) => [indexes.get(one.idIndex) ?? '', stays.get(one._id) ?? one]));
  const byCode = new Map(coded.map((one) => [one.code, homes.get(one._id) ?? one]));
  return {
    byNumber: (number) => byNumber.get(number) ?? null,
    named: (name) => namesakes.filter((one) => one.name === name),
    household: (id) => households.get(id) ?? null,
    byCode: (code) => byCode.get(code) ?? [...households.values()].find((one) => one.code === code) ?? null,
    spells: (person) => spells.filter((one) => one.person === person).sort((a, b) => (a.start < b.start ? -1 : 1)),
    changedSince: (record, fields) =>
      history
        .filter((entry) => entry.record === record && entry.changed.some(({ field }) => fields.includes(field)))
        .sort((a, b) => (a.at < b.at ? 1 : -1))[0] ?? null,
  };
}
