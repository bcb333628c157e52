// Crashes at every write of a sheet of postings: bringing, looking, onto the board, taking back, putting aside. Asking again finishes the work,
// once: no row ever makes two postings.
import type { PostingRecord, PostingSheetLine, PostingSheetRecord } from '@shared/domain/records';
import { type Crashing, crashing } from '../support/crash';
import { bookOf, row } from '../support/posting-sheets';
import { openTown, type Town } from '../support/town';
import { unproved } from '../support/writes';

let town: Town;
let crash: Crashing;

const sheets = async () => (await crash.all<PostingSheetRecord>('posting_sheets')).sort((a, b) => (a.sortKey < b.sortKey ? -1 : 1));
const last = async () => (await sheets()).at(-1) as PostingSheetRecord;
const brought = async () => (await crash.all<PostingRecord>('postings')).filter(({ sheet, status }) => sheet && status !== 'dropped');

/** At every moment: each posting is one row's, and nothing of it is seen before it is checked. */
async function inOrder(): Promise<void> {
  const [postings, lines] = await Promise.all([brought(), crash.all<PostingSheetLine>('posting_sheet_lines')]);
  const told = new Map(lines.flatMap(({ result }) => (result ? [[result.posting, result.verb] as const] : [])));
  for (const { _id, status, cells, checked } of postings) {
    expect([told.has(_id), ['waiting', 'draft'].includes(status), cells, checked]).toEqual([true, true, [], null]);
  }
  expect(new Set(postings.map(({ sameKey }) => sameKey)).size).toBe(postings.length);
}

beforeAll(async () => {
  town = await openTown();
  crash = crashing(town, inOrder);
});
afterAll(async () => {
  crash.close();
  await town.close();
});

const ROWS = [row(1), row(2), row(3, { 薪资待遇: '面议' }), row(1), row(4), row(5)];

/** Brought and looked at, killed at every write. */
async function looked(rows = ROWS): Promise<PostingSheetRecord> {
  const fileID = await town.as('labour_clerk').upload(await bookOf(rows), '1.xlsx');
  const { deaths } = await crash.ask('labour_clerk', 'sheet.bring', { fileID, fileName: '汇总.xlsx' });
  expect(deaths).toBeGreaterThanOrEqual(2);
  const { _id: sheet, version } = await last();
  // One column is said to be another thing, so that it is remembered.
  const { data } = await crash.ask('labour_clerk', 'sheet.columns', { sheet, version, columns: [{ at: 9, field: 'description' }] });
  const { job } = await crash.drive('labour_clerk', data.task.id);
  expect(job.failed).toBe(0);
  return last();
}

test('brought once, looked at once', async () => {
  const sheet = await looked();
  expect(await sheets()).toHaveLength(1);
  expect(sheet).toMatchObject({ status: 'checked', tally: { new: 4, lacking: 1, twice: 1, 'lack:payMin': 1 } });
  expect(await brought()).toEqual([]);
});

test('each row makes one posting, wherever the work was cut off', async () => {
  const { _id: sheet, version } = await last();
  const { data } = await crash.ask('labour_clerk', 'sheet.apply', { sheet, version, drafts: true });
  const { job, deaths } = await crash.drive('labour_clerk', data.task.id);
  expect(deaths).toBeGreaterThanOrEqual(5);
  expect([job.failed, job.result]).toEqual([0, { made: 4, draft: 1, left: 1 }]);
  expect(await brought()).toHaveLength(5);
});

test('taken back, each once; the same file again makes each once more', async () => {
  const { _id: sheet, version } = await last();
  const { data } = await crash.ask('labour_clerk', 'sheet.undo', { sheet, version });
  const { job } = await crash.drive('labour_clerk', data.task.id);
  expect([job.failed, job.result]).toEqual([0, { undone: 5 }]);
  expect(await brought()).toEqual([]);
  town.cloud.clock.advance(60_000);
  const again = await looked();
  const { data: second } = await crash.ask('labour_clerk', 'sheet.apply', { sheet: again._id, version: again.version, drafts: false });
  expect((await crash.drive('labour_clerk', second.task.id)).job.result).toEqual({ made: 4, left: 2 });
  expect(await brought()).toHaveLength(4);
});

test('put aside, its rows are gone; the template is handed out', async () => {
  town.cloud.clock.advance(60_000);
  const { _id: sheet, version } = await looked([row(6)]);
  await crash.ask('labour_clerk', 'sheet.drop', { sheet, version });
  const rows = await crash.all<{ sheet: string }>('posting_sheet_rows');
  expect(rows.filter((one) => one.sheet === sheet)).toEqual([]);
  const { data } = await crash.ask('labour_clerk', 'sheet.template', {}, 'anew');
  expect(data.file.name).toBe('岗位表模板.xlsx');
});

test('nothing is owed', async () => {
  await crash.trailIsWhole(['posting_sheets', 'posting_sheet_lines', 'postings']);
  expect(unproved('sheets', crash.proved)).toEqual([]);
});
