// A sheet of postings through every call: each is tried by people it is none of the business of, sent twice and weighed.
import * as sheets from '@shared/contract/sheet';
import { bookOf, row } from '../support/posting-sheets';
import { type Story, storyOf, unlisted } from '../support/story';
import { openTown, type Town } from '../support/town';

let town: Town;
let story: Story;

beforeAll(async () => {
  town = await openTown();
  story = storyOf(town, { strangers: ['labourer', 'payer', 'lead'], marks: ['福满'] });
});
afterAll(() => town?.close());

// Bringing and the template are called once: the upload is gone with the first, the file is given anew (tests/functions/posting-sheets.test.ts).
test('every call is told, none tells a stranger anything, none does a thing twice', async () => {
  const clerk = town.as('labour_clerk');
  const bring = async () => {
    const fileID = await clerk.upload(await bookOf([row(1), row(2, { 招聘人数: '若干' })]), '1.xlsx');
    return (await clerk.call('sheet.bring', { fileID, fileName: '汇总.xlsx' })).sheet;
  };
  const { id: sheet, version } = await bring();
  const spare = await bring();
  const drive = async (task: string) => {
    for (;;) if ((await story.call('labour_clerk', 'task.drive', { task })).task.state !== 'running') return;
  };
  const now = async () => (await clerk.call('sheet.show', { sheet })).sheet.version;
  await story.call('labour_clerk', 'sheet.list', {});
  await story.call('labour_clerk', 'sheet.show', { sheet });
  await story.call('labour_clerk', 'sheet.drop', { sheet: spare.id, version: spare.version });
  await drive((await story.call('labour_clerk', 'sheet.columns', { sheet, version, columns: [] })).task.id);
  await drive((await story.call('labour_clerk', 'sheet.fill', { sheet, version: await now(), texts: { hours: '长白班' } })).task.id);
  const { items } = await story.call('labour_clerk', 'sheet.look', { sheet });
  const { line } = await story.call('labour_clerk', 'sheet.row', { sheet, row: items[1]?.row ?? 0 });
  const mend = { sheet, row: line.row, version: line.version, fixes: { headcount: '5' }, choice: '' as const };
  expect((await story.call('labour_clerk', 'sheet.mend', mend)).line.outcome).toBe('new');
  await story.call('labour_clerk', 'sheet.choose', { sheet, version: await now(), all: 'update' });
  await drive((await story.call('labour_clerk', 'sheet.apply', { sheet, version: await now(), drafts: true })).task.id);
  await drive((await story.call('labour_clerk', 'sheet.undo', { sheet, version: await now() })).task.id);
  expect(story.leaks).toEqual([]);
  expect(story.twice).toEqual([]);
  expect(story.heaviest.reply).toBeLessThan(300_000);
  const told = new Set<string>(story.told.map(({ action }) => action));
  expect(
    Object.keys(sheets.sheet)
      .filter((name) => !told.has(name))
      .sort(),
  ).toEqual(['sheet.bring', 'sheet.template']);
});

test('what writes more than once is killed at every write elsewhere', () => expect(unlisted(story)).toEqual([]));

test('every query had an index and examined little more than it gave', () => {
  const queries = town.cloud.queries.take();
  expect(queries.length).toBeGreaterThan(20);
  expect(queries.filter(({ index, examined, returned }) => index === null || examined > 2 * returned + 20).slice(0, 5)).toEqual([]);
});
