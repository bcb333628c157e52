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

async function byIds<T extends { _id: string }>(store: Store, collection: 'households', ids: readonly string[]): Promise<T[]> {
  const found: T[] = [];
  for (let from = 0; from < ids.length; from += IDS_AT_ONCE)
    found.push(...(await store.getMany<T>(collection, ids.slice(from, from + IDS_AT_ONCE))));
  return found;
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
  const people = new Map([...numbered, ...namesakes].map((one) => [one._id, one]));
  const lacking = [...new Set([...people.values()].map(({ household }) => household))].filter((id) => !coded.some(({ _id }) => _id === id));
  const [more, spells] = await Promise.all([
    byIds<HouseholdRecord>(store, 'households', lacking),
    work ? allAmong<SpellRecord>(store, 'spells', 'person', [...people.keys()]) : [],
  ]);
  const households = new Map([...coded, ...more].map((one) => [one._id, one]));
  const after = startOfDay(addDays(asOf, 1));
  const records = [...people.keys(), ...households.keys(), ...spells.map(({ _id }) => _id)];
  const history = (await allAmong<HistoryRecord>(store, 'field_history', 'record', records)).filter(
    ({ at, action }) => at >= after && !(appliedAt !== null && at >= appliedAt && action === APPLYING),
  );
  const byNumber = new Map(numbered.map((one) => [indexes.get(one.idIndex) ?? '', one]));
  return {
    byNumber: (number) => byNumber.get(number) ?? null,
    named: (name) => namesakes.filter((one) => one.name === name),
    household: (id) => households.get(id) ?? null,
    byCode: (code) => [...households.values()].find((one) => one.code === code) ?? null,
    spells: (person) => spells.filter((one) => one.person === person).sort((a, b) => (a.start < b.start ? -1 : 1)),
    changedSince: (record, fields) =>
      history
        .filter((entry) => entry.record === record && entry.changed.some(({ field }) => fields.includes(field)))
        .sort((a, b) => (a.at < b.at ? 1 : -1))[0] ?? null,
  };
}
