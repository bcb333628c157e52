// The past of a record: who changed what and when, in words; and the record as it was at the end of any day. Masked, within today's scope.
import type { Output } from '@shared/contract';
import { addDays, beijingDate, monthWords, startOfDay } from '@shared/domain/dates';
import { type AnyField, changesBetween, fieldsOf, type RegistryOf, SECTIONS, sayValue } from '@shared/domain/fields/registry-fields';
import { moneyWords } from '@shared/domain/money';
import type { Gone, HistoryRecord, HouseholdRecord, PersonRecord, SpellRecord } from '@shared/domain/records';
import { deedWords, goneWords, OTHER_FIELDS, STATUS_WORDS } from '@shared/domain/words/registry-past';
import { MOVE_WORDS, spellChanges } from '@shared/domain/words/spells';
import type { HistoryMark } from '@shared/repos/history';
import { action } from '@shared/runtime/action';
import type { Context } from '@shared/runtime/context';
import { recordAsOf, sidesOf } from '@shared/runtime/history';
import { doerName } from './registry-parts';

type Page = Output<'person.history'>;
type Change = Page['items'][number]['changes'][number];
const PAGE = 20;
const READING = ['cadre', 'village_head', 'station_clerk', 'labour_clerk', 'lead', 'auditor'] as const;

/** A stored field no form shows, in words. */
async function otherWords(field: string, value: unknown, { repos, store }: Context): Promise<string> {
  if (value === null || value === undefined || value === '') return '无';
  if (field === 'status') return STATUS_WORDS[String(value)] ?? String(value);
  if (field === 'gone') return goneWords(value as Gone);
  if (field === 'village') return (await repos.places.get(String(value)))?.name ?? '别的村';
  if (field === 'household') return `${(await store.get<HouseholdRecord>('households', String(value)))?.headName ?? ''}家`;
  if (field === 'mergedFrom') return `${(value as string[]).length} 条`;
  return String(value);
}

async function itemOf(of: RegistryOf, record: PersonRecord | HouseholdRecord, entry: HistoryRecord, ctx: Context) {
  const { before, after } = sidesOf(record as unknown as Record<string, unknown>, entry.changed);
  const own = changesBetween(of, before as never, after as never);
  const others: Change[] = [];
  for (const { field, was, is } of entry.changed) {
    const words = OTHER_FIELDS[field];
    if (words !== undefined) others.push({ field, words, was: await otherWords(field, was, ctx), is: await otherWords(field, is, ctx) });
  }
  return {
    record: entry.record,
    about: '',
    version: entry.version,
    at: entry.at,
    by: await doerName(entry.by.openid, ctx),
    deed: entry.version === 0 ? '新登记' : deedWords(entry.verb),
    changes: [...own, ...others],
  };
}

/** Works whose past is told with the person's: the newest; nobody has begun more. */
const MOST_TOLD = 60;

async function spellItemOf(spell: SpellRecord, entry: HistoryRecord, ctx: Context): Promise<Page['items'][number]> {
  return {
    record: entry.record,
    about: `${monthWords(spell.start.slice(0, 7))}起在${spell.place.city || spell.place.county || '外面'}的务工`,
    version: entry.version,
    at: entry.at,
    by: await doerName(entry.by.openid, ctx),
    deed: entry.version === 0 ? '记了务工' : (MOVE_WORDS[entry.verb] ?? '改了务工'),
    changes: spellChanges(entry),
  };
}

const markOf = (cursor: string | undefined): HistoryMark | null => {
  const [at = '', version = '', ...record] = (cursor ?? '').split('|');
  return cursor === undefined ? null : { at, version: Number(version), record: record.join('|') };
};

async function pastOf(
  of: RegistryOf,
  record: PersonRecord | HouseholdRecord,
  cursor: string | undefined,
  limit: number,
  ctx: Context,
): Promise<Page> {
  const entries = await ctx.repos.history.page(record._id, cursor === undefined ? null : Number(cursor), limit);
  // Sides are told apart by the entry's own fields; what it does not name stands on both sides alike.
  const items = await Promise.all(entries.map((entry) => itemOf(of, record, entry, ctx)));
  const last = entries.length === limit ? entries[entries.length - 1] : undefined;
  return { items, next: last && last.version > 0 ? String(last.version) : null };
}

export const personHistory = action('person.history', {
  roles: READING,
  async run({ person: id, cursor, limit = PAGE }, ctx) {
    const { repos } = ctx;
    const { person } = await repos.registry.inScope(id);
    const spells = (await repos.spells.ofPerson(person)).slice(-MOST_TOLD);
    const works = new Map(spells.map((spell) => [spell._id, spell]));
    const entries = await repos.history.together([person._id, ...works.keys()], markOf(cursor), limit);
    const items = await Promise.all(
      entries.map((entry) => {
        const spell = works.get(entry.record);
        return spell ? spellItemOf(spell, entry, ctx) : itemOf('persons', person, entry, ctx);
      }),
    );
    const last = entries.length === limit ? entries[entries.length - 1] : undefined;
    return { items, next: last ? `${last.at}|${last.version}|${last.record}` : null };
  },
});

export const householdHistory = action('household.history', {
  roles: READING,
  run: async ({ household, cursor, limit = PAGE }, ctx) =>
    pastOf('households', await ctx.repos.registry.householdInScope(household), cursor, limit, ctx),
});

/** Every filled field of a record in words, with its section. */
function shownFields(of: RegistryOf, record: PersonRecord | HouseholdRecord) {
  return fieldsOf(of).flatMap((field) => {
    const value = field.read(record as never);
    if (value === null) return [];
    const section = SECTIONS[field.section]?.official ?? '';
    return [{ field: field.id, section, words: field.words.official, value: sayValue(field as unknown as AnyField, value) }];
  });
}

/** The end of a day: everything of it counts. */
const endOf = (day: string): string => new Date(Date.parse(startOfDay(addDays(day, 1))) - 1).toISOString();

async function asOf<T extends PersonRecord | HouseholdRecord | SpellRecord>(record: T, at: string, { repos }: Context): Promise<T | null> {
  return recordAsOf(record, await repos.history.after(record._id, at), at);
}

/** The day of the first version; null for records that came with the installation. */
async function bornOn(id: string, { store }: Context): Promise<string | null> {
  const first = await store.get<HistoryRecord>('field_history', `${id}:0`);
  return first ? beijingDate(first.at) : null;
}

/** Where, for whom and for how much, in one line. */
export function spellWords({ place, employer, monthlyFen }: SpellRecord): string {
  const where = [...new Set([place.province, place.city, place.county])].filter((part) => part !== '').join(' ');
  return [where, employer ?? '灵活就业', monthlyFen === null ? '' : `每月 ${moneyWords(monthlyFen)}`]
    .filter((part) => part !== '')
    .join(' · ');
}

export const personAsOf = action('person.asOf', {
  roles: READING,
  async run({ person: id, on }, ctx) {
    const { repos, store } = ctx;
    const { person } = await repos.registry.inScope(id);
    const at = endOf(on);
    const [then, since, spells] = await Promise.all([asOf(person, at, ctx), bornOn(id, ctx), repos.spells.ofPerson(person)]);
    if (then === null) return { on, record: null, since };
    const past = (await Promise.all(spells.map((spell) => asOf(spell, at, ctx)))).flatMap((spell) => spell ?? []);
    const household = await store.get<HouseholdRecord>('households', then.household);
    const householdThen = household && (await asOf(household, at, ctx));
    const village = await repos.places.get(then.village);
    return {
      on,
      since,
      record: {
        status: goneWords(then.gone) || (STATUS_WORDS[then.status] ?? ''),
        household: householdThen ? `${householdThen.headName}家${householdThen.group === '' ? '' : `（${householdThen.group}）`}` : '',
        villageName: village?.name ?? '',
        fields: shownFields('persons', then),
        spells: past.filter(({ start }) => start <= on).map((spell) => ({ start: spell.start, end: spell.end, words: spellWords(spell) })),
      },
    };
  },
});

/** Those not among the first, each once. */
const unlike = (first: readonly PersonRecord[], others: readonly PersonRecord[]): PersonRecord[] => {
  const known = new Set(first.map(({ _id }) => _id));
  return [...new Map(others.filter(({ _id }) => !known.has(_id)).map((one) => [one._id, one])).values()];
};

export const householdAsOf = action('household.asOf', {
  roles: READING,
  async run({ household: id, on }, ctx) {
    const { repos } = ctx;
    const household = await repos.registry.householdInScope(id);
    const at = endOf(on);
    const [then, since, members] = await Promise.all([asOf(household, at, ctx), bornOn(id, ctx), repos.registry.members([household])]);
    if (then === null) return { on, record: null, since };
    // Those who belong to it today, and whoever the ledger of changes says belonged to it once: each as they were.
    const once = new Set((await repos.happenings.ofHousehold(household)).flatMap(({ person }) => person ?? []));
    for (const { _id } of members) once.delete(_id);
    const partners = (await repos.homeMerges.partnersOf(id)).map((_id) => ({ _id }));
    const [left, theirs] = await Promise.all([
      ctx.store.getMany<PersonRecord>('persons', [...once].slice(0, 100)),
      repos.registry.members(partners),
    ]);
    const past = (await Promise.all([...members, ...unlike(members, [...left, ...theirs])].map((one) => asOf(one, at, ctx)))).flatMap(
      (one) => one ?? [],
    );
    const village = await repos.places.get(then.village);
    return {
      on,
      since,
      record: {
        status: goneWords(then.gone) || (STATUS_WORDS[then.status] ?? ''),
        headName: then.headName,
        villageName: village?.name ?? '',
        fields: shownFields('households', then),
        members: past
          .filter((one) => one.household === id)
          .map((one) => ({ name: one.name, relation: one.relation, status: goneWords(one.gone) || (STATUS_WORDS[one.status] ?? '') })),
      },
    };
  },
});
