// Crashes at every write of sheets and papers that go out: the long work of a sheet, a survey's papers, a template filled in. Each row once, and
// no piece of a sheet stays behind.
import type { PersonRecord } from '@shared/domain/records';
import { sweepOffers } from '@shared/papers/offer';
import { readSheets } from '@shared/papers/tables/read';
import type { AuditEntry } from '@shared/runtime/audit';
import ExcelJS from 'exceljs';
import { type Crashing, crashing } from '../support/crash';
import { openTown, type Town } from '../support/town';
import { unproved } from '../support/writes';

const TOWN = '140799201000';
const VILLAGE = '140799201201';
const REASON = '报国家系统';
let town: Town;
let crash: Crashing;

/** At every moment: whatever lies in the folder of made files is noted to be swept. */
async function inOrder(): Promise<void> {
  const known = (await crash.all<{ path: string }>('offers')).map(({ path }) => path);
  expect((await town.cloud.storage.list('out/')).filter((path) => !known.some((one) => path.endsWith(one)))).toEqual([]);
}

beforeAll(async () => {
  town = await openTown();
  crash = crashing(town, inOrder);
});
afterAll(async () => {
  crash.close();
  await town.close();
});

test('a township’s sheet is made once, everybody on it once; its pieces are gone', async () => {
  const about = { layout: 'national-people', place: TOWN, full: true, changes: false, reason: REASON };
  const { data: begun } = await crash.ask('clerk', 'export.begin', about);
  const { id, version } = begun.export;
  const { data: agreed } = await crash.ask('clerk2', 'export.agree', { export: id, version, yes: true });
  expect(agreed.export.status).toBe('running');
  const { export: running } = await town.as('clerk').call('export.show', { export: id });
  const { deaths } = await crash.drive('clerk', running.task ?? '');
  expect(deaths).toBeGreaterThan(6);
  const { data: fetched } = await crash.ask('clerk', 'export.fetch', { export: id });
  const rows = (await readSheets(new Uint8Array(await (await fetch(fetched.file.url)).arrayBuffer())))[0]?.rows ?? [];
  const active = (await crash.all<PersonRecord>('persons')).filter(({ status, town: of }) => status === 'active' && of === TOWN);
  expect(rows.length).toBe(active.length + 3);
  const ids = rows.slice(3).map((row) => row.find((cell) => /^\d{17}[\dX]$/.test(cell)));
  expect(new Set(ids).size).toBe(active.length);
  expect(await crash.all('export_parts')).toEqual([]);
  expect(await town.cloud.storage.list('work/')).toEqual([]);
});

test('papers of a survey and a filled template are noted before they leave; the upload is gone', async () => {
  const paper = await crash.ask('cadre', 'export.paper', { village: VILLAGE, group: '一组', reason: REASON }, 'anew');
  expect(paper.deaths).toBeGreaterThan(2);
  const book = new ExcelJS.Workbook();
  book.addWorksheet('一').addRow(['姓名', '证件号码', '联系电话']);
  const fileID = await town.as('clerk').upload(new Uint8Array(await book.xlsx.writeBuffer()), 'to-fill.xlsx');
  const { data } = await crash.ask('clerk', 'export.fill', { fileID, village: VILLAGE, full: false, reason: REASON }, 'anew');
  expect(data.rows).toBeGreaterThan(20);
  expect(await town.cloud.storage.read(fileID)).toBeNull();
  const noted = (await crash.all<AuditEntry>('audits')).filter(({ verb }) => verb === 'export');
  expect(noted.length).toBeGreaterThan(2);
});

test('everything made is swept once its time is over', async () => {
  town.cloud.clock.advance(25 * 3_600_000);
  await crash.timer('sweepOffers', (services, now) => sweepOffers({ ...services, now }));
  expect(await town.cloud.storage.list('out/')).toEqual([]);
  expect(await town.cloud.storage.list('work/')).toEqual([]);
});

test('everything that writes in steps here was killed at every write', () => {
  expect(unproved('exports', crash.proved)).toEqual([]);
});
