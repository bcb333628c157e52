// Crashes at every write of comparing with somebody else's sheet: listing who differs, deciding a field, their workbook filled and handed back.
// Asking again finishes the work, once.
import type { IntakeRecord, PersonRecord, RetypeRecord } from '@shared/domain/records';
import { sweepOffers } from '@shared/papers/offer';
import { type Crashing, crashing } from '../support/crash';
import { fileOf, looked, national, type Row, rowsOf } from '../support/sheets';
import { openTown, type Town } from '../support/town';
import { unproved } from '../support/writes';

const WORKING = national('working');
const VILLAGE = '140799201201';
let town: Town;
let crash: Crashing;
let bytes: Buffer;
let rows: Row[];

const listed = () => crash.all<RetypeRecord>('retypes');

/** At every moment: one record a person and sheet, none without its line in the trail, every made file noted to be swept. */
async function inOrder(): Promise<void> {
  const [records, offers, audits] = await Promise.all([
    listed(),
    crash.all<{ path: string }>('offers'),
    crash.all<{ _id: string }>('audits'),
  ]);
  const known = new Set(audits.map(({ _id }) => _id));
  expect(records.filter(({ _id, version }) => !known.has(`${_id}:${version}`))).toEqual([]);
  expect(new Set(records.map(({ source, person, name }) => `${source}|${person ?? name}`)).size).toBe(records.length);
  expect((await town.cloud.storage.list('out/')).filter((path) => !offers.some((one) => path.endsWith(one.path)))).toEqual([]);
}

/** Brings a sheet to compare with, drives the look, then kills the listing at every write. */
async function listing(file: Uint8Array, compare: 'national' | 'labour', name = '表.csv') {
  const clerk = town.as('clerk');
  const { id } = await looked(clerk, file, { compare, name });
  const { task } = await clerk.call('intake.show', { intake: id });
  return crash.drive('clerk', task as string);
}

beforeAll(async () => {
  town = await openTown();
  crash = crashing(town, inOrder);
  const all = rowsOf(WORKING, town, ({ village }) => village === VILLAGE).filter(({ spell }) => spell?.end === null);
  // Whose pay is known first.
  rows = [...all.filter(({ spell }) => spell?.monthlyFen), ...all.filter(({ spell }) => !spell?.monthlyFen)];
});
afterAll(async () => {
  crash.close();
  await town.close();
});

test('who differs is listed once each, and confirmed once by the next sheet', async () => {
  const changed = rows.map((row, i) => (i < 7 ? { cells: { ...row.cells, 务工月收入: '3456' } } : row));
  const { job, deaths } = await listing(fileOf(WORKING, changed), 'national');
  expect(deaths).toBeGreaterThan(5);
  expect(job.result).toMatchObject({ open: 7 });
  expect((await listed()).map(({ status, differs }) => [status, ...differs])).toEqual(Array(7).fill(['open', 'work.wage']));

  const { job: again, deaths: more } = await listing(fileOf(WORKING, rows.slice(1)), 'national');
  expect(more).toBeGreaterThan(5);
  const states = (await listed()).map(({ status, kind }) => `${status} ${kind}`).sort();
  expect(states).toEqual([...Array(6).fill('confirmed differs'), 'open ours_only']);
  expect(again.result).toMatchObject({ confirmed: 6, open: 1 });
});

test('a field decided for theirs is written into the registry once; for ours it is kept once', async () => {
  const [one, two] = rows.filter(({ person, spell }) => person.schooling && spell?.employer && person.schooling !== '小学') as [Row, Row];
  const heads = ['姓名', '身份证号', '文化程度', '务工开始时间', '务工单位'];
  const { default: ExcelJS } = await import('exceljs');
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('就业站');
  sheet.addRow(heads);
  for (const { person, spell } of [one, two])
    sheet.addRow([person.name, person.idNumber, '小学', spell?.start.slice(0, 7), spell?.employer ?? '']);
  bytes = Buffer.from(await book.xlsx.writeBuffer());
  await listing(bytes, 'labour', '就业站.xlsx');
  const of = async (row: Row) =>
    (await listed()).find(({ person, source }) => person === row.person._id && source.endsWith('labour')) as RetypeRecord;
  const was = (await crash.all<PersonRecord>('persons')).find(({ _id }) => _id === one.person._id)?.version as number;
  const field = { part: 'base', field: 'schooling' };
  const first = await of(one);
  const taken = await crash.ask('clerk', 'retype.decide', { retype: first._id, version: first.version, ...field, how: 'theirs' });
  expect(taken.deaths).toBeGreaterThan(0);
  expect(taken.data.item.agrees).toBe(true);
  const stored = (await crash.all<PersonRecord>('persons')).find(({ _id }) => _id === one.person._id);
  expect([stored?.schooling, stored?.version]).toEqual(['小学', was + 1]);
  const second = await of(two);
  await crash.ask('clerk', 'retype.decide', { retype: second._id, version: second.version, ...field, how: 'ours' });
  expect((await of(two)).choices).toMatchObject([{ field: 'schooling', how: 'ours' }]);
  expect((await of(two)).version).toBe(second.version + 1);
});

test('their workbook is handed back to each who asks, with a line in the trail before it is made', async () => {
  const fileID = await town.as('clerk').upload(bytes, '1.xlsx');
  const { data, deaths } = await crash.ask('clerk', 'retype.back', { source: 'labour', fileID, reason: '每月对账' }, 'anew');
  expect(deaths).toBeGreaterThanOrEqual(3);
  expect(data).toMatchObject({ filled: 1, differing: 0 });
  expect(await town.cloud.storage.read(fileID)).toBeNull();
  const noted = (await crash.all<{ verb: string; detail?: { what?: string } }>('audits')).filter(
    ({ detail }) => detail?.what === 'retype.back',
  );
  // Killed before the try was counted and before the line was written, there was nothing to note.
  expect(noted).toHaveLength(deaths - 1);
  town.cloud.clock.advance(25 * 3_600_000);
  await crash.timer('sweepOffers', (services, now) => sweepOffers({ ...services, now }));
  expect(await town.cloud.storage.list('out/')).toEqual([]);
});

test('the trail of it all is whole', async () => {
  await crash.trailIsWhole(['retypes', 'persons', 'spells', 'intakes']);
  const sheets = await crash.all<IntakeRecord>('intakes');
  expect(sheets.map(({ status }) => status)).toEqual(Array(sheets.length).fill('checked'));
});

test('everything that writes in steps here was killed at every write', () => {
  expect(unproved('retype', crash.proved)).toEqual([]);
});
