// Crashes at every write of the opening state and of a new policy: looking at a sheet of past payments, taking it over, taking it back;
// previewing, proposing, switching on. Asked again, each ends as if nothing had happened, its figures included.
import type { ImportRecord, OutsideRecord, PolicyVersionRecord } from '@shared/domain/records';
import type { JobRecord } from '@shared/runtime/jobs';
import { type Crashing, crashing } from '../support/crash';
import { openTown, type Town } from '../support/town';
import { unproved } from '../support/writes';

const HEADS = ['姓名', '身份证号', '补贴项目', '年度', '金额（元）', '发放日期'];
/** Rows of one stored piece of a sheet, as actions/opening cuts it. */
const PIECE = 50;

let town: Town;
let crash: Crashing;
const imports = () => crash.all<ImportRecord>('imports');
const kept = async () => (await crash.all<OutsideRecord>('outside')).filter(({ status }) => status === 'kept');

/** At every moment: no payment twice, each from a sheet that is there, and none before the sheet was looked at and sent on. */
async function inOrder(): Promise<void> {
  const sheets = new Map((await imports()).map((one) => [one._id, one]));
  const outside = await crash.all<OutsideRecord>('outside');
  expect(new Set(outside.map(({ person, programme, period }) => `${person} ${programme} ${period}`)).size).toBe(outside.length);
  for (const one of outside.filter(({ status }) => status === 'kept'))
    expect(['applying', 'applied', 'undoing', 'undone']).toContain(sheets.get(one.import)?.status);
  // A sheet that is there has its work begun with it.
  const begun = new Set((await crash.all<JobRecord<{ import?: string }>>('jobs')).map(({ input }) => input.import));
  for (const id of sheets.keys()) expect(begun).toContain(id);
}

beforeAll(async () => {
  town = await openTown();
  crash = crashing(town, inOrder);
});
afterAll(async () => {
  crash.close();
  await town.close();
});

const sheetOf = (rows: string[][]) => Buffer.from([HEADS, ...rows].map((row) => row.join(',')).join('\r\n'));
const people = () => town.county.persons.filter(({ status }) => status === 'active').slice(0, 7);
const row = (i: number, yuan: number) => {
  const { name, idNumber } = people()[i] as ReturnType<typeof people>[number];
  return [name, idNumber, '稳岗补助', '2024', String(yuan), '2025-03-12'];
};
/** A piece of rows that mean nobody, so that those which do lie across two pieces. */
const strangers = Array.from({ length: PIECE - 3 }, (_, i) => [`查无${i}`, '140799197203140015', '稳岗补助', '2024', '1200', '']);

async function checked(rows: string[][]): Promise<{ id: string; deaths: number; looks: number; tally: unknown }> {
  const clerk = town.as('clerk');
  const fileID = await clerk.upload(sheetOf(rows), '1.csv');
  const { data, deaths } = await crash.ask('clerk', 'opening.check', { fileID, fileName: '往年.csv', programme: null, period: null });
  const { job, deaths: looks } = await crash.drive('clerk', data.task.id);
  expect(job.failed).toBe(0);
  return { id: data.import.id, deaths, looks, tally: job.result };
}

async function moved(action: 'opening.apply' | 'opening.undo', id: string) {
  const version = (await imports()).find(({ _id }) => _id === id)?.version ?? -1;
  const { data } = await crash.ask('clerk', action, { import: id, version });
  return crash.drive('clerk', data.task.id);
}

test('a sheet is taken in once, in all its pieces, and looked at', async () => {
  const { id, deaths, looks, tally } = await checked([...strangers, ...[0, 1, 2, 3, 4].map((i) => row(i, 1200))]);
  // Two pieces, the import with its work, and the upload that goes.
  expect(deaths).toBeGreaterThanOrEqual(4);
  expect(looks).toBeGreaterThan(3);
  expect(await imports()).toMatchObject([{ _id: id, status: 'checked', rows: PIECE + 2 }]);
  expect(await crash.all('import_rows')).toHaveLength(2);
  expect(tally).toMatchObject({ new: 5, unmatched: PIECE - 3 });
  expect(await kept()).toEqual([]);
});

test('it is taken over row by row, each once, and the sums it tells are those of all its rows', async () => {
  const [sheet] = await imports();
  const { job, deaths } = await moved('opening.apply', sheet?._id ?? '');
  expect(deaths).toBeGreaterThan(5);
  expect(await kept()).toHaveLength(5);
  expect(job).toMatchObject({ done: 5, failed: 0, result: { added: 5, fen: 600_000 } });
});

test('a second sheet corrects two and adds one; taken back, two are as they were and one is gone', async () => {
  const { id, tally } = await checked([row(0, 1200), row(1, 1300), row(2, 1400), row(5, 1500)]);
  expect(tally).toMatchObject({ known: 1, changed: 2, new: 1 });
  expect((await moved('opening.apply', id)).job).toMatchObject({ failed: 0, result: { added: 1, changed: 2, fen: 420_000 } });
  expect((await kept()).map(({ amountFen }) => amountFen).sort()).toEqual([120_000, 120_000, 120_000, 130_000, 140_000, 150_000]);
  const { job, deaths } = await moved('opening.undo', id);
  expect(deaths).toBeGreaterThan(3);
  expect(job).toMatchObject({ done: 3, failed: 0, result: { undone: 3 } });
  expect((await kept()).map(({ amountFen }) => amountFen)).toEqual([120_000, 120_000, 120_000, 120_000, 120_000]);
  expect((await imports()).map(({ status }) => status).sort()).toEqual(['applied', 'undone']);
});

test('the sheet that was taken back is looked at anew and taken over again', async () => {
  const { id } = await checked([row(0, 1200), row(1, 1300), row(2, 1400), row(5, 1500)]);
  expect((await moved('opening.apply', id)).job).toMatchObject({ result: { added: 1, changed: 2 } });
  expect(await imports()).toHaveLength(3);
});

test('a version is previewed on everybody once, proposed and switched on once', async () => {
  const begin = { version: 'transport@2025-44', suffix: 'crash', periods: ['2025'], from: '2026-03-02' };
  const { data: begun } = await crash.ask('clerk', 'pack.begin', begin);
  const path = begun.draft.fields.find(({ kind, value }) => kind === 'fen' && Number(value) >= 100_000)?.path ?? '';
  const edits = [{ path, value: 100_000 }];
  const { data: edited } = await crash.ask('clerk', 'pack.edit', { draft: begun.draft.id, version: begun.draft.version, edits });
  const asked = { draft: edited.draft.id, version: edited.draft.version };
  const { data: shown } = await crash.ask('clerk', 'pack.preview', asked);
  const { deaths } = await crash.drive('clerk', shown.draft.preview?.job ?? '');
  expect(deaths).toBeGreaterThan(10);
  const { draft } = await town.as('clerk').call('pack.draft', { draft: shown.draft.id });
  const rows = await crash.all<{ person: string; part: string }>('preview_rows');
  expect(new Set(rows.map(({ person }) => person)).size).toBe(rows.length);
  const parts = draft.preview?.sum?.parts.filter(({ people: count }) => count > 0) ?? [];
  expect(parts.length).toBeGreaterThan(0);
  for (const { part, people: count } of parts) expect([part, count]).toEqual([part, rows.filter((one) => one.part === part).length]);
  const { data: proposed } = await crash.ask('clerk', 'pack.propose', { draft: draft.id, version: draft.version, note: '新文件' });
  await crash.ask('clerk2', 'pack.switch', { draft: draft.id, version: proposed.draft.version });
  const versions = await crash.all<PolicyVersionRecord>('policy_versions');
  expect(versions.filter(({ _id }) => _id === 'transport@crash')).toMatchObject([{ status: 'in_force' }]);
});

test('the trail of it all is whole', () => crash.trailIsWhole(['imports', 'outside', 'pack_drafts']));

test('everything that writes in steps here was killed at every write', () => {
  expect(unproved('opening', crash.proved)).toEqual([]);
});
