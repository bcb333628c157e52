// Crashes at every write of an intake: bringing, answering, looking, applying, taking back, the file of what is wrong. Asking again finishes the
// work, once.
import type { HouseholdRecord, IntakeDeed, IntakeRecord, PersonRecord, SpellRecord } from '@shared/domain/records';
import { type Crashing, crashing } from '../support/crash';
import { crowd, type MessyRow, messySheet } from '../support/faults';
import { openTown, type Town } from '../support/town';
import { unproved } from '../support/writes';

let town: Town;
let crash: Crashing;
let rows: MessyRow[];
let was = { persons: 0, spells: 0 };

/** At every moment: nobody twice, nobody without a household, each record made by one deed. */
async function inOrder(): Promise<void> {
  const [persons, households, deeds] = await Promise.all([
    crash.all<PersonRecord>('persons'),
    crash.all<HouseholdRecord>('households'),
    crash.all<IntakeDeed>('intake_deeds'),
  ]);
  expect(new Set(persons.map(({ idIndex }) => idIndex)).size).toBe(persons.length);
  const known = new Set(households.map(({ _id }) => _id));
  expect(persons.filter(({ household }) => !known.has(household))).toEqual([]);
  const made = deeds.filter(({ made }) => made).map(({ record }) => record);
  expect(new Set(made).size).toBe(made.length);
}

beforeAll(async () => {
  town = await openTown();
  crash = crashing(town, inOrder);
  const villages = town.county.places.filter(({ level }) => level === 'village').map(({ name }) => name);
  rows = crowd(12, villages, 4);
  (rows[3] as MessyRow).cells.文化程度 = '初中肄业';
  (rows[5] as MessyRow).cells.联系电话 = '1990';
  was = { persons: (await crash.all('persons')).length, spells: (await crash.all('spells')).length };
});
afterAll(async () => {
  crash.close();
  await town.close();
});

const intakes = () => crash.all<IntakeRecord>('intakes');
const only = async () => (await intakes())[0] as IntakeRecord;

test('a sheet is brought in once and looked at once its columns and words are said', async () => {
  const { bytes } = await messySheet(rows, 3);
  const fileID = await town.as('clerk').upload(bytes, '1.xlsx');
  const { deaths } = await crash.ask('clerk', 'intake.bring', { fileID, fileName: '表.xlsx' });
  expect(deaths).toBeGreaterThanOrEqual(2);
  expect(await intakes()).toHaveLength(1);
  const { _id: intake, version } = await only();
  const words = [{ field: 'schooling', word: '初中肄业', option: '初中' }];
  const said = await crash.ask('clerk', 'intake.columns', { intake, version, asOf: '2026-02-28', columns: [], words });
  const { job, deaths: looks } = await crash.drive('clerk', said.data.task?.id ?? '');
  expect(looks).toBeGreaterThan(1);
  expect(job.result).toMatchObject({ new: 11, wrong: 1 });
  expect(await crash.all('persons')).toHaveLength(was.persons);
});

test('it is written once, record by record', async () => {
  const { _id: intake, version } = await only();
  const { data } = await crash.ask('clerk', 'intake.apply', { intake, version });
  const { job, deaths } = await crash.drive('clerk', data.task.id);
  expect(deaths).toBeGreaterThan(5);
  expect(job.failed).toBe(0);
  expect(await crash.all('persons')).toHaveLength(was.persons + 12);
  expect(await crash.all('spells')).toHaveLength(was.spells + rows.filter(({ cells }) => cells.开始时间).length);
});

test('the file of what is wrong is made for each who asks', async () => {
  const { _id: intake } = await only();
  const { data } = await crash.ask('clerk', 'intake.errors', { intake, reason: '改好再收' }, 'anew');
  expect(data.rows).toBe(1);
});

test('it is taken back once, whole', async () => {
  const { _id: intake, version } = await only();
  const { data } = await crash.ask('clerk', 'intake.undo', { intake, version });
  const { job, deaths } = await crash.drive('clerk', data.task.id);
  expect(deaths).toBeGreaterThan(5);
  expect(job.failed).toBe(0);
  const mine = new Set((await crash.all<IntakeDeed>('intake_deeds')).map(({ record }) => record));
  const left = [...(await crash.all<PersonRecord>('persons')), ...(await crash.all<SpellRecord>('spells'))].filter(({ _id }) =>
    mine.has(_id),
  );
  expect([...new Set(left.map(({ status }) => status))].sort()).toEqual(['gone', 'void']);
});

test('a sheet put aside takes all its rows along, those of an earlier cut too', async () => {
  const villages = town.county.places.filter(({ level }) => level === 'village').map(({ name }) => name);
  const { bytes } = await messySheet(crowd(130, villages, 9), 3);
  const { intake: brought } = await town.as('clerk').call('intake.bring', {
    fileID: await town.as('clerk').upload(bytes, '2.xlsx'),
    fileName: '放下的.xlsx',
  });
  const columns = (await town.as('clerk').call('intake.show', { intake: brought.id })).columns;
  const code = columns.find(({ field }) => field === 'code') as (typeof columns)[number];
  const kept = async () => (await crash.all<{ cut: string }>('intake_rows')).filter(({ cut }) => cut.startsWith(`${brought.id}:`));
  // Without the code the rows are cut anew.
  const { version, asOf } = brought;
  const said = { intake: brought.id, version, asOf, columns: [{ at: code.at, field: '' }], words: [] };
  const { data } = await crash.ask('clerk', 'intake.columns', said);
  await crash.drive('clerk', data.task?.id ?? '');
  expect(new Set((await kept()).map(({ cut }) => cut)).size).toBe(2);
  const { intake } = await town.as('clerk').call('intake.show', { intake: brought.id });
  const { data: looked } = await crash.ask('clerk', 'intake.drop', { intake: intake.id, version: intake.version });
  expect(looked.intake.status).toBe('dropped');
  expect(await kept()).toEqual([]);
});

test('the trail of it all is whole', () => crash.trailIsWhole(['persons', 'households', 'spells', 'intakes']));

test('everything that writes in steps here was killed at every write', () => {
  expect(unproved('intake', crash.proved)).toEqual([]);
});
