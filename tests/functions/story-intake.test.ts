// An intake through every call: each is tried by people it is none of the business of, sent twice, weighed, and searched for numbers of people.
import * as intakes from '@shared/contract/intake';
import { fileOf, national, rowsOf } from '../support/sheets';
import { type Story, storyOf, unlisted } from '../support/story';
import { openTown, type Town } from '../support/town';

let town: Town;
let story: Story;
const PEOPLE = national('people');
const VILLAGE = '140799201201';

beforeAll(async () => {
  town = await openTown();
  const kin = town.county.persons.filter(({ village }) => village === VILLAGE);
  const marks = kin.flatMap(({ idNumber, phone }) => [idNumber, phone].filter((one): one is string => Boolean(one)));
  story = storyOf(town, { strangers: ['labourer', 'cadre', 'lead', 'payer'], marks });
});
afterAll(() => town?.close());

// Bringing and the rows to mend are called once: the upload is gone with the first, the file is given once (tests/functions/intake.test.ts).
test('every call is told, none tells a stranger anything, none does a thing twice', async () => {
  const clerk = town.as('clerk');
  const rows = rowsOf(PEOPLE, town, ({ village }) => village === VILLAGE).slice(0, 8);
  const cells = rows.map((row, i) => ({
    cells: { ...row.cells, ...(i === 0 ? { 文化程度: '高中' } : i === 1 ? { 家庭成员联系电话: '123' } : {}) },
  }));
  const bring = async () => {
    const fileID = await clerk.upload(fileOf(PEOPLE, cells), '1.csv');
    return clerk.call('intake.bring', { fileID, fileName: '表.csv' });
  };
  const { intake } = await bring();
  const { intake: spare } = await bring();
  const id = intake.id;
  const drive = async (task: string) => {
    for (;;) if ((await story.call('clerk', 'task.drive', { task })).task.state !== 'running') return;
  };
  await story.call('clerk', 'intake.list', {});
  await story.call('clerk', 'intake.show', { intake: id });
  await story.call('clerk', 'intake.drop', { intake: spare.id, version: spare.version });
  const { task } = await story.call('clerk', 'intake.columns', {
    intake: id,
    version: intake.version,
    asOf: '2026-02-28',
    columns: [],
    words: [],
  });
  await drive(task?.id ?? '');
  await story.call('clerk', 'intake.look', { intake: id });
  await story.call('clerk', 'intake.choose', { intake: id, all: 'ours' });
  await clerk.call('intake.errors', { intake: id, reason: '改好再收' });
  const now = async () => (await clerk.call('intake.show', { intake: id })).intake.version;
  await drive((await story.call('clerk', 'intake.apply', { intake: id, version: await now() })).task.id);
  await drive((await story.call('clerk', 'intake.undo', { intake: id, version: await now() })).task.id);
  expect(story.leaks).toEqual([]);
  expect(story.twice).toEqual([]);
  expect(story.heaviest.reply).toBeLessThan(300_000);
  const told = new Set(story.told.map(({ action }) => action));
  expect(
    Object.keys(intakes.intake)
      .filter((name) => !told.has(name as never))
      .sort(),
  ).toEqual(['intake.bring', 'intake.errors']);
});

test('what writes more than once is killed at every write elsewhere', () => expect(unlisted(story)).toEqual([]));

test('every query had an index and examined little more than it gave', () => {
  const queries = town.cloud.queries.take();
  expect(queries.length).toBeGreaterThan(50);
  expect(queries.filter(({ index, examined, returned }) => index === null || examined > 2 * returned + 20).slice(0, 5)).toEqual([]);
});
