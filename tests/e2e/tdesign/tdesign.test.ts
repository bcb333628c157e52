// Every component of the TDesign package on a phone, used with its documented properties and events; the share that works is told at the end.
import { writeSync } from 'node:fs';
import { closeBrowser, openStage, type Phone, type Stage } from '../../support/stage';
import { type Fixture, writeFixture } from './fixture';
import { components, VERSION } from './package';
import { type Outcome, play } from './play';
import { rows } from './rows/index';

const CAST = [{ key: 'one', openid: 'o-one', name: '甲', words: '', device: 'phone' as const }];
const only = process.env.TDESIGN?.split(',');
const wanted = rows.filter((row) => !only || only.includes(row.component));

let fixture: Fixture;
let stage: Stage;
let phone: Phone;
const outcomes: Outcome[] = [];

beforeAll(async () => {
  fixture = writeFixture(wanted);
  stage = await openStage({ cloud: null, cast: CAST, projectDir: fixture.dir, albumDir: fixture.album });
  phone = await stage.phone('one', { open: '/pages/other/other' });
});
afterAll(async () => {
  const foreign = stage.foreign();
  await stage.close();
  await closeBrowser();
  fixture.remove();
  const good = outcomes.filter(({ works, of, missing, broken }) => works === of && missing.length + broken.length === 0);
  const sum = (of: (outcome: Outcome) => number) => outcomes.reduce((total, each) => total + of(each), 0);
  const lines = outcomes.flatMap(({ component, missing }) => missing.map((reason) => `  ${component}: ${reason}`));
  const head = `TDesign ${VERSION}: ${good.length} of ${outcomes.length} components work, ${sum(({ works }) => works)} of ${sum(({ of }) => of)} uses`;
  writeSync(1, `${[head, ...lines].join('\n')}\n`);
  if (foreign.length > 0) throw new Error(`The phone asked for ${foreign.join(', ')}`);
});

test('the table has a row for every component of the package', () => {
  expect(rows.map(({ component }) => component).sort()).toEqual(components());
});

test.each(wanted.map((row) => [row.component, row] as const))('%s', async (_, row) => {
  const outcome = await play(phone, row);
  outcomes.push(outcome);
  expect(outcome.broken).toEqual([]);
  // What works by now must no longer be marked: from then on it may not break again.
  expect(outcome.healed).toEqual([]);
});
