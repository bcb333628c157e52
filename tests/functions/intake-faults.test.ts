// Faults planted in a messy sheet by a script that knows no rule of ours: all of them are found, and none invented. 5,000 rows with 200
// faults, applied and taken back, are in intake-large.test.ts.
import { crowd, messySheet, plant } from '../support/faults';
import { invented, missed, registryRows } from '../support/judged';
import { linesOf, looked } from '../support/sheets';
import { openTown, type Town } from '../support/town';

let town: Town;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town?.close());

test('300 rows, 40 faults', async () => {
  const villages = town.county.places.filter(({ level }) => level === 'village').map(({ name }) => name);
  const rows = [...registryRows(town).slice(0, 100), ...crowd(200, villages, 11)];
  const faults = plant(rows, 40, villages, 5);
  const { bytes, at } = await messySheet(rows, 3);
  const clerk = town.as('clerk');
  const { id, shown } = await looked(clerk, bytes, { name: '台账.xlsx' });
  expect(shown.columns.filter(({ state }) => state === 'ask')).toEqual([]);
  const lines = await linesOf(clerk, id);
  expect(lines).toHaveLength(rows.length);
  const words = shown.words.map(({ word }) => word);
  expect(missed(faults, at, lines, words)).toEqual([]);
  expect(invented(faults, at, lines)).toEqual([]);
  expect(words.sort()).toEqual(faults.flatMap(({ word }) => word ?? []).sort());
});
