// People whose records changed since the night: their answers, what the data rules find in their households and where they stand are made
// anew within a minute, or when somebody looks at their village. One mark serves all of them and goes when they are settled.
import type { DirtyRecord, Instant, PersonRecord } from '@shared/domain/records';
import { settleFor } from '@shared/quality/settle';
import { allAmong } from '@shared/repos/ledgers';
import type { Services } from '@shared/runtime/context';
import type { Store } from '@shared/runtime/store';
import { staleFor } from './month-figures';
import { type Counting, countingOf, makeAnswers, rebuildEquation, writeAnswers } from './rebuild';
import { settleApplications } from './settle-applications';
import { isCounted, rebuildStats, remakeWhereabouts } from './whereabouts';

const MOST = 50;
/** Marks are named by the collection of the record that changed. */
const ONLY_MONEY = /^(claims|outside|standings):/;

/** Where everybody of these households stands and the figures of their villages; answers who is to be made again. */
async function remakeAll(store: Store, households: readonly string[], now: Instant): Promise<string[]> {
  if (households.length === 0) return [];
  const { again, villages } = await remakeWhereabouts(store, households, now);
  // Counted anew also where nothing changed: an earlier run may have been cut off before it counted.
  for (const place of villages) if (await isCounted(store, place.village, now)) await rebuildStats(store, place, now);
  return again;
}

/** Makes anew what is oldest; `village` narrows it to one list. Answers how many marks were settled. */
export async function rebuildDirty({ store, ring }: Pick<Services, 'store' | 'ring'>, now: Instant, village?: string): Promise<number> {
  const marks = await store.list<DirtyRecord>('dirty', {
    where: village === undefined ? {} : { village },
    order: ['at', 'asc'],
    limit: MOST,
  });
  if (marks.length === 0) return 0;
  const direct = [...new Set(marks.flatMap(({ person }) => person ?? []))];
  const households = [...new Set(marks.flatMap(({ household }) => household ?? []))];
  const found = [
    ...(await store.getMany<PersonRecord>('persons', direct)),
    ...(await allAmong<PersonRecord>(store, 'persons', 'household', households)),
  ];
  const persons = [...new Map(found.map((person) => [person._id, person])).values()];
  const again = new Set<string>();
  const touched = new Map<string, Counting>();
  const touch = (one: Counting) => touched.set(`${one.village}|${one.programme}|${one.period}`, one);
  for (const { village: at, left } of marks) if (left) touch({ ...left, village: at });
  for (let at = 0; at < persons.length; at += MOST) {
    for (const made of await makeAnswers(store, persons.slice(at, at + MOST), now)) {
      const { complete, changed } = await writeAnswers(store, made, now);
      if (!complete) again.add(made.person._id);
      // Counted anew also where nothing changed: an earlier run may have been cut off before it counted.
      for (const one of [...changed, ...made.records.map(countingOf)]) touch(one);
    }
  }
  for (const { programme, period, ...place } of touched.values()) await rebuildEquation(store, place, programme, period, now);
  await settleFor(store, ring, { persons, households }, now);
  // What moved anybody's work or record may be at stake this month.
  await staleFor(
    store,
    marks.map((mark) => mark.village),
    now,
  );
  // Claims and payments say nothing about where somebody stands.
  const moved = new Set(marks.filter(({ _id }) => !ONLY_MONEY.test(_id)).flatMap(({ person, household }) => [person, household]));
  const houses = persons.filter(({ _id, household }) => moved.has(_id) || moved.has(household)).map(({ household }) => household);
  // What they wanted ends with who is gone, wherever they stand.
  await settleApplications(
    store,
    persons.filter(({ _id, household }) => moved.has(_id) || moved.has(household)),
    now,
  );
  for (const id of await remakeAll(store, [...new Set(houses)], now)) again.add(id);
  const inHousehold = new Map(persons.map((person) => [person._id, person.household]));
  const unsettled = (mark: DirtyRecord) =>
    (mark.person !== null && again.has(mark.person)) ||
    (mark.household !== null && [...again].some((id) => inHousehold.get(id) === mark.household));
  const settled = marks.filter((mark) => !unsettled(mark));
  for (const { _id } of settled) await store.remove('dirty', _id);
  return settled.length;
}
