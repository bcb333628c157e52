// Where people stand, made anew household by household and written where it differs; a village's figures counted from that. Never added to.
import { beijingDate, beijingMonth, monthIndex, monthText } from '@shared/domain/dates';
import { emptyCounts } from '@shared/domain/figures';
import { groupKey } from '@shared/domain/groups';
import { type MemberStanding, standingsOf } from '@shared/domain/household-standing';
import { personCells } from '@shared/domain/person-cells';
import type {
  HouseholdRecord,
  Instant,
  PersonRecord,
  SpellRecord,
  StatsRecord,
  WhereaboutsRecord,
  WhereChangeRecord,
} from '@shared/domain/records';
import { countingOf } from '@shared/domain/standing-facts';
import { placeWords } from '@shared/domain/whereabouts';
import { readInstallation } from '@shared/repos/installation';
import { allAmong } from '@shared/repos/ledgers';
import { canonical } from '@shared/runtime/canonical';
import { range, type Store, type Stored } from '@shared/runtime/store';
import { owedOf } from './owed';
import { type StoodPerson, settleSecondJobs } from './second-jobs';

export interface Village {
  county: string;
  town: string;
  village: string;
}

export interface Remade {
  /** Persons whom somebody else wrote meanwhile: to be made again. */
  again: string[];
  villages: Village[];
  changed: number;
}

export const statsId = (village: string, month: string): string => `${village}:${month}`;
export const monthBefore = (month: string): string => monthText(monthIndex(month) - 1);

/**
 * Whether a village was gone through as a whole, this month or in the last. Until then some of its people have no place yet: there is
 * nothing to count, and no change to tell of, since nothing was reported.
 */
export async function isCounted(store: Store, village: string, now: Instant): Promise<boolean> {
  const month = beijingMonth(now);
  return (await store.getMany<Stored>('stats', [statsId(village, month), statsId(village, monthBefore(month))])).length > 0;
}

async function manyOf<T extends Stored>(store: Store, collection: 'households' | 'whereabouts', ids: readonly string[]): Promise<T[]> {
  const parts: Promise<T[]>[] = [];
  for (let at = 0; at < ids.length; at += 100) parts.push(store.getMany<T>(collection, ids.slice(at, at + 100)));
  return (await Promise.all(parts)).flat();
}

/** What differs by itself with every writing says nothing about the person. */
const content = ({ version, at, ...rest }: WhereaboutsRecord): string => canonical(rest);

function recordOf(person: PersonRecord, household: HouseholdRecord | null, made: MemberStanding, now: Instant): WhereaboutsRecord {
  const { standing, marks, hard, figures, monthlyFen, lastYearFen } = made;
  const { work, last } = standing.facts;
  const group = household?.group ?? '';
  return {
    _id: person._id,
    county: person.county,
    town: person.town,
    village: person.village,
    status: standing.state,
    // The village first and the group in its order: a list of a 片, a village or a group is a range of one and the same index.
    sortKey: `${person.village}:${groupKey(group)}:${person.sortKey}`,
    person: person._id,
    name: person.name,
    initials: person.initials,
    household: person.household,
    headName: household?.headName ?? '',
    group,
    keeper: household?.keeper ?? null,
    keeperName: household?.keeperName ?? '',
    call: person.phone !== null ? 'own' : person.contact ? 'contact' : '',
    rule: standing.rule,
    words: standing.words,
    since: standing.since,
    spell: work?.spell._id ?? last?.spell._id ?? null,
    place: work === null ? '' : placeWords(work.spell.place),
    channel: work?.spell.channel ?? '',
    monthlyFen,
    lastYearFen,
    backOn: work?.spell.away?.backOn ?? null,
    next: standing.next,
    marks,
    hard,
    figures,
    matchKeys: personCells({ ...person, age: person.born ? standing.facts.age : null }, standing.state),
    version: 0,
    at: now,
  };
}

const seen = (one: WhereaboutsRecord | undefined) => (one === undefined ? null : { status: one.status, figures: one.figures });

interface Writing {
  record: WhereaboutsRecord;
  was: WhereaboutsRecord | undefined;
  /** No change is told of. */
  quiet: boolean;
}

/** A transaction touches twenty documents at most, and somebody who moved between villages leaves three. */
const WRITTEN_AT_ONCE = 6;

/** Writes records that still are what they were when the new ones were made; answers who was written by somebody else meanwhile. */
async function writeAll(store: Store, writings: readonly Writing[]): Promise<string[]> {
  const again: string[] = [];
  for (let at = 0; at < writings.length; at += WRITTEN_AT_ONCE)
    again.push(...(await writeSome(store, writings.slice(at, at + WRITTEN_AT_ONCE))));
  return again;
}

function writeSome(store: Store, writings: readonly Writing[]): Promise<string[]> {
  return store.transaction(async (tx) => {
    const again: string[] = [];
    for (const { record, was, quiet } of writings) {
      const now = await tx.get<WhereaboutsRecord>('whereabouts', record._id);
      if ((now?.version ?? 0) !== (was?.version ?? 0)) {
        again.push(record._id);
        continue;
      }
      const next = { ...record, version: (was?.version ?? 0) + 1 };
      if (now) await tx.replace('whereabouts', next);
      else await tx.insert('whereabouts', next);
      const counts = canonical(seen(was)) !== canonical(seen(record)) || was?.village !== record.village;
      if (!quiet && counts) for (const change of changesOf(was, next)) await tx.insert('where_changes', change);
    }
    return again;
  });
}

/** One change, or two when somebody moved from one village to another: each village's own difference stays right. */
function changesOf(was: WhereaboutsRecord | undefined, is: WhereaboutsRecord): WhereChangeRecord[] {
  const of = ({ county, town, village }: Village, left: boolean, came: boolean, mark: string): WhereChangeRecord => ({
    _id: `${is.person}:${is.version}${mark}`,
    county,
    town,
    village,
    sortKey: `${is.at}:${is.person}:${is.version}${mark}`,
    person: is.person,
    name: is.name,
    was: left && was ? { status: was.status, figures: was.figures } : null,
    is: came ? { status: is.status, figures: is.figures, words: is.words } : null,
    at: is.at,
  });
  if (was === undefined || was.village === is.village) return [of(is, true, true, '')];
  return [of(was, true, false, ':out'), of(is, false, true, ':in')];
}

/**
 * Makes anew where everybody of these households stands, from a handful of index reads, and writes what differs. At most some fifty
 * households at once. Somebody who came from another household takes that one along: who is left there may have nobody at work now.
 */
export async function remakeWhereabouts(store: Store, households: readonly string[], now: Instant): Promise<Remade> {
  const first = await remakeOnce(store, households, now);
  const left = first.from.filter((id) => !households.includes(id));
  if (left.length === 0) return first;
  const second = await remakeOnce(store, left, now);
  const villages = new Map([...first.villages, ...second.villages].map((one) => [one.village, one]));
  return {
    again: [...first.again, ...second.again],
    villages: [...villages.values()],
    changed: first.changed + second.changed,
  };
}

async function remakeOnce(store: Store, ids: readonly string[], now: Instant): Promise<Remade & { from: string[] }> {
  const none = { again: [], villages: [], changed: 0, from: [] };
  if (ids.length === 0) return none;
  const [households, persons, installation] = await Promise.all([
    manyOf<HouseholdRecord>(store, 'households', ids),
    allAmong<PersonRecord>(store, 'persons', 'household', ids),
    readInstallation(store),
  ]);
  if (persons.length === 0) return none;
  const personIds = persons.map(({ _id }) => _id);
  // What is stored is read before what it is made from: whoever writes in between is noticed.
  const stored = new Map((await manyOf<WhereaboutsRecord>(store, 'whereabouts', personIds)).map((one) => [one._id, one]));
  const spells = await allAmong<SpellRecord>(store, 'spells', 'person', personIds);
  const home = installation?.home ?? { province: '', city: '', county: '' };
  const counting = countingOf(installation);
  const today = beijingDate(now);
  const byHousehold = new Map(households.map((one) => [one._id, one]));
  const villages = new Map<string, Village>();
  const quiet = new Map<string, boolean>();
  const writings: Writing[] = [];
  const stands: StoodPerson[] = [];
  for (const id of ids) {
    const household = byHousehold.get(id) ?? null;
    const members = persons.filter((one) => one.household === id);
    const made = standingsOf({
      household,
      members: members.map((person) => ({
        id: person._id,
        sortKey: person.sortKey,
        person,
        spells: spells.filter((one) => one.person === person._id),
      })),
      home,
      today,
      counting,
    });
    for (const [i, person] of members.entries()) {
      const was = stored.get(person._id);
      const one = made[i] as MemberStanding;
      const record = { ...recordOf(person, household, one, now), ...owedOf(person, spells) };
      stands.push({ person, stood: one.standing, keeper: household?.keeper ?? null });
      for (const { county, town, village } of was ? [was, record] : [record]) villages.set(village, { county, town, village });
      if (was && content(was) === content(record)) continue;
      if (!quiet.has(record.village)) quiet.set(record.village, !(await isCounted(store, record.village, now)));
      writings.push({ record, was, quiet: quiet.get(record.village) === true });
    }
  }
  const again = await writeAll(store, writings);
  // Where nobody was counted yet nothing was reported: the night after finds who is back for good.
  const settled: StoodPerson[] = [];
  for (const { person, stood, keeper } of stands) {
    const { village } = person;
    if (!quiet.has(village)) quiet.set(village, !(await isCounted(store, village, now)));
    if (quiet.get(village) === false && !again.includes(person._id)) settled.push({ person, stood, keeper });
  }
  await settleSecondJobs(store, settled, now);
  const from = [...stored.values()].map(({ household }) => household);
  return { again, villages: [...villages.values()], changed: writings.length - again.length, from };
}

const PAGE = 1000;
const MOST_TRIES = 4;

/** Counts a village anew for the month an instant lies in; what earlier months said stays. */
export async function rebuildStats(store: Store, place: Village, now: Instant): Promise<StatsRecord> {
  const month = beijingMonth(now);
  const id = statsId(place.village, month);
  for (let tries = 1; ; tries += 1) {
    const was = await store.get<StatsRecord>('stats', id);
    const made = await counted(store, place, month, now);
    const next = { ...made, version: (was?.version ?? 0) + 1 };
    const kept = await store.transaction(async (tx) => {
      const stored = await tx.get<StatsRecord>('stats', id);
      // Somebody counted meanwhile: what was counted here may be older than what they saw.
      if ((stored?.version ?? 0) !== (was?.version ?? 0)) return false;
      if (stored) await tx.replace('stats', next);
      else await tx.insert('stats', next);
      return true;
    });
    if (kept || tries === MOST_TRIES) return next;
  }
}

async function counted(store: Store, { county, town, village }: Village, month: string, now: Instant): Promise<StatsRecord> {
  const made: StatsRecord = {
    _id: statsId(village, month),
    county,
    town,
    village,
    month,
    counts: emptyCounts(),
    wage: { people: 0, fen: 0, lastPeople: 0, lastFen: 0 },
    groups: [],
    keepers: [],
    version: 0,
    asOf: now,
  };
  const groups = new Set<string>();
  const keepers = new Map<string, string>();
  let after = '';
  for (;;) {
    const page = await store.list<WhereaboutsRecord>('whereabouts', {
      where: { village, sortKey: range({ gt: after }) },
      order: ['sortKey', 'asc'],
      limit: PAGE,
    });
    for (const { figures, monthlyFen, lastYearFen, group, keeper, keeperName } of page) {
      for (const key of figures) made.counts[key] = (made.counts[key] ?? 0) + 1;
      if (monthlyFen !== null) {
        made.wage.people += 1;
        made.wage.fen += monthlyFen;
      }
      if (lastYearFen !== null) {
        made.wage.lastPeople += 1;
        made.wage.lastFen += lastYearFen;
      }
      if (group !== '') groups.add(group);
      if (keeper !== null) keepers.set(keeper, keeperName);
    }
    after = page[page.length - 1]?.sortKey ?? after;
    if (page.length < PAGE) break;
  }
  made.groups = [...groups].sort((a, b) => (groupKey(a) < groupKey(b) ? -1 : 1));
  made.keepers = [...keepers].map(([id, name]) => ({ id, name }));
  return made;
}
