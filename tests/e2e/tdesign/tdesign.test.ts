// Every component of the TDesign package on a phone, used with its documented properties and events; the share that works is told at the end.
import { writeSync } from 'node:fs';
import { closeBrowser, openStage, type Phone, type Stage } from '../../support/stage';
import { type Fixture, writeFixture } from './fixture';
import { components, VERSION } from './package';
import { type Outcome, play } from './play';
import { rows } from './rows/index';

/** Phones at work at once: most of a row's time is waiting for animations. */
const HANDS = ['one', 'two', 'three'];
const CAST = HANDS.map((key) => ({ key, openid: `o-${key}`, name: key, words: '', device: 'phone' as const }));
const only = process.env.TDESIGN?.split(',');
const wanted = rows.filter((row) => !only || only.includes(row.component));

let fixture: Fixture;
let stage: Stage;
/** Settles when the row has been played. */
const played = new Map<string, Promise<Outcome>>();
const outcomes: Outcome[] = [];

beforeAll(async () => {
  fixture = writeFixture(wanted);
  stage = await openStage({ cloud: null, cast: CAST, projectDir: fixture.dir, albumDir: fixture.album });
  const phones = await Promise.all(HANDS.map((key) => stage.phone(key, { open: '/pages/other/other' })));
  deal(phones);
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

/** Hands the rows out in their order: each phone takes the next when it has done one. */
function deal(phones: readonly Phone[]): void {
  const queue = wanted.map((row) => {
    let settle: (outcome: Promise<Outcome>) => void = () => {};
    const outcome = new Promise<Outcome>((done) => {
      settle = done;
    });
    // A row nobody asks for any more may fail in silence: its test has already said so.
    outcome.catch(() => {});
    played.set(row.component, outcome);
    return { row, settle };
  });
  const work = async (phone: Phone) => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const outcome = play(phone, next.row);
      next.settle(outcome);
      await outcome.catch(() => {});
    }
  };
  for (const phone of phones) void work(phone);
}

test('the table has a row for every component of the package', () => {
  expect(rows.map(({ component }) => component).sort()).toEqual(components());
});

test.each(wanted.map((row) => [row.component, row] as const))('%s', async (_, row) => {
  const outcome = await played.get(row.component);
  if (!outcome) throw new Error(`${row.component} was not played`);
  outcomes.push(outcome);
  expect(outcome.broken).toEqual([]);
  // What works by now must no longer be marked: from then on it may not break again.
  expect(outcome.healed).toEqual([]);
});
