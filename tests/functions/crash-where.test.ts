// Crashes at every write of where everybody stands: villages counted at the first look, work written down by a cadre, lists and reports. Nobody
// stands twice, each work is written once, and the figures of a village are those of its people.
import type { ActionName } from '@shared/contract';
import type { SpellRecord, StatsRecord, WhereaboutsRecord } from '@shared/domain/records';
import type { JobRecord } from '@shared/runtime/jobs';
import { type Crashing, crashing } from '../support/crash';
import { openTown, type Town } from '../support/town';
import { unproved } from '../support/writes';

const TOWN = '140799201000';
const VILLAGE = '140799201201';
let town: Town;
let crash: Crashing;

/** At every moment: everybody stands once, and has one open work at most. */
async function inOrder(): Promise<void> {
  const stands = (await crash.all<WhereaboutsRecord>('whereabouts')).map(({ person }) => person);
  expect(new Set(stands).size).toBe(stands.length);
  const open = (await crash.all<SpellRecord>('spells')).filter(({ end }) => end === null).map(({ person }) => person);
  expect(open.filter((one, i) => open.indexOf(one) !== i)).toEqual([]);
}

/** Once nothing is left to do: a village counts exactly those who stand in it as labourers, or are not counted. */
async function counted(): Promise<void> {
  const stands = await crash.all<WhereaboutsRecord>('whereabouts');
  const stats = await crash.all<StatsRecord>('stats');
  expect(stats.length).toBeGreaterThan(0);
  for (const { village, counts } of stats)
    for (const figure of ['labourers', 'not_counted', 'at_work'])
      expect({ village, figure, n: counts[figure as keyof typeof counts] ?? 0 }).toEqual({
        village,
        figure,
        n: stands.filter((one) => one.village === village && (one.figures as readonly string[]).includes(figure)).length,
      });
}

beforeAll(async () => {
  town = await openTown();
  crash = crashing(town, inOrder);
});
afterAll(async () => {
  crash.close();
  await town.close();
});

test('a township never looked at is counted once, wherever the counting was cut off', async () => {
  const { deaths } = await crash.ask('clerk', 'where.figures', { place: TOWN });
  expect(deaths).toBeGreaterThan(5);
  // What the first look began is long work, driven to its end under these deaths.
  for (const { _id, kind } of await crash.all<JobRecord>('jobs')) if (kind === 'where.village') await crash.drive('clerk', _id);
  await counted();
});

test('work that ended is written once, and the figures follow', async () => {
  const cast = new Set(town.county.cast.map(({ person }) => person));
  const [spell] = (await crash.all<SpellRecord>('spells')).filter(
    ({ end, village, away, person }) => end === null && village === VILLAGE && !away && !cast.has(person),
  );
  const { person, _id, version } = spell as SpellRecord;
  const move = { kind: 'back' as const, on: '2026-03-01', reason: '厂里没活' };
  const { deaths, data } = await crash.ask('cadre', 'spell.move', { person, spell: _id, version, move });
  expect(deaths).toBeGreaterThan(1);
  expect(data.spells.filter(({ end }) => end === null)).toEqual([]);
  expect(await town.cloud.database.get('spells', _id)).toMatchObject({ end: '2026-03-01', version: version + 1 });
  await town.cloud.trigger('work', 'minute');
  await counted();
});

/** As an edit leaves it: somebody is to be looked at anew. */
async function touched(n: number): Promise<void> {
  const { person, village } = (await crash.all<SpellRecord>('spells')).find((one) => one.village === VILLAGE) as SpellRecord;
  const mark = { _id: `spells:touched:${n}`, person, household: null, village, at: town.cloud.clock.now().toISOString() };
  await town.cloud.database.put('dirty', mark as { _id: string });
}

const reports = () => crash.all<{ _id: string }>('figure_reports');

test('whoever looks or reports settles what changed first, once', async () => {
  const targets = { town: TOWN, year: '2026', whole: { task: 300, lastYearEnd: null }, villages: [] };
  const looks: readonly (readonly [string, ActionName, () => Promise<object>])[] = [
    ['clerk', 'where.people', async () => ({ place: VILLAGE, figure: 'at_work' })],
    ['cadre', 'spell.list', async () => ({ person: town.personOf('labourer') })],
    ['clerk', 'where.report', async () => ({ place: TOWN })],
    ['clerk', 'where.since', async () => ({ report: (await reports())[0]?._id, figure: 'at_work' })],
    ['clerk', 'where.targets', async () => ({ town: TOWN })],
    [
      'clerk',
      'where.setTargets',
      async () => ({ ...targets, version: (await town.as('clerk').call('where.targets', { town: TOWN })).version }),
    ],
  ];
  for (const [n, [who, action, input]] of looks.entries()) {
    await touched(n);
    await crash.ask(who, action, (await input()) as never);
    expect(await crash.all('dirty')).toEqual([]);
    await counted();
  }
  expect(await reports()).toHaveLength(1);
});

test('counted both ways nothing is written; decided, every village is made anew once', async () => {
  const before = JSON.stringify(await crash.all('whereabouts'));
  const values = { agedMen: 45, retiredFrom: 65 };
  const { data: look } = await crash.ask('clerk', 'counting.preview', { version: 0, values });
  const { job: seen } = await crash.drive('clerk', look.task);
  expect(JSON.stringify(await crash.all('whereabouts'))).toBe(before);
  const decision = { version: 0, values, preview: look.task, document: '就业援助办法', docNo: '', decidedBy: '县人社局' };
  const { data: set } = await crash.ask('clerk', 'counting.set', decision);
  expect(set.page.decisions).toHaveLength(1);
  const { job } = await crash.drive('clerk', set.task);
  expect(job).toMatchObject({ failed: 0, result: { villages: job.total } });
  await town.cloud.trigger('work', 'minute');
  const jobs = (await crash.all<{ _id: string; state: string }>('jobs')).filter(({ _id }) => _id.includes(':counting:1'));
  expect(jobs.map(({ state }) => state)).toEqual(Array(Number(job.total)).fill('finished'));
  expect((seen.result as { people: number }).people).toBeGreaterThan(0);
  await counted();
});

test('the trail of it all is whole', () => crash.trailIsWhole(['spells', 'persons', 'households']));

test('everything that writes in steps here was killed at every write', () => {
  expect(unproved('where', crash.proved)).toEqual([]);
});
