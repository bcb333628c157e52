// The large sheets: 5,000 messy rows with 200 faults, applied, brought again without effect and taken back; 20,000 rows once, with time and memory.
import { crowd, messySheet, plant } from '../support/faults';
import { invented, missed, registryRows } from '../support/judged';
import { applied, linesOf, looked } from '../support/sheets';
import { openTown, type Town } from '../support/town';

let town: Town;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town?.close());

const villages = () => town.county.places.filter(({ level }) => level === 'village').map(({ name }) => name);
const bare = async () =>
  JSON.stringify(
    await Promise.all(
      ['persons', 'households', 'spells'].map(async (name) =>
        ((await town.cloud.database.all(name)) as { _id: string; status?: string; version?: number; auditHead?: string }[])
          .filter(({ status }) => status !== 'void' && status !== 'gone')
          .map(({ version: _v, auditHead: _h, ...rest }) => rest)
          .sort((a, b) => (a._id < b._id ? -1 : 1)),
      ),
    ),
  );

test('5,000 rows, 200 faults: all found, none invented; applied once, again without effect, taken back', async () => {
  const own = registryRows(town);
  const rows = [...own, ...crowd(5000 - own.length, villages(), 21)];
  const faults = plant(rows, 200, villages(), 8);
  const { bytes, at } = await messySheet(rows, 3);
  const clerk = town.as('clerk');
  const before = await bare();
  const { id, shown } = await looked(clerk, bytes, { name: '台账.xlsx' });
  const lines = await linesOf(clerk, id);
  expect(lines).toHaveLength(rows.length);
  const words = shown.words.map(({ word }) => word);
  expect(missed(faults, at, lines, words)).toEqual([]);
  expect(invented(faults, at, lines)).toEqual([]);
  expect(await bare()).toBe(before);

  const task = await applied(clerk, id);
  expect(task).toMatchObject({ state: 'finished', failed: 0 });
  const after = await bare();
  const again = await looked(clerk, bytes, { name: '又一次.xlsx' });
  expect(again.task.result).toMatchObject({ same: expect.any(Number) });
  expect((await applied(clerk, again.id)).tally).toEqual({});
  expect(await bare()).toBe(after);

  expect(await applied(clerk, id, 'intake.undo')).toMatchObject({ state: 'finished', failed: 0 });
  expect(await bare()).toBe(before);
}, 900_000);

/** A step's own limit (s). What a function may hold is the local cloud's to keep: it dies when it wants more than is declared. */
const MOST_STEP = 20;

/** Seconds a piece of work takes, to a tenth. */
async function took<T>(work: () => Promise<T>): Promise<[T, number]> {
  const start = performance.now();
  return [await work(), Math.round((performance.now() - start) / 100) / 10];
}

/** Drives a task to its end; its seconds, the longest step's, how many there were, and the most memory of this process, store and functions (MB). */
async function driven(task: string) {
  let longest = 0;
  let steps = 0;
  let memory = 0;
  const [last, seconds] = await took(async () => {
    for (;;) {
      const [{ task: now }, step] = await took(() => town.as('clerk').call('task.drive', { task }));
      longest = Math.max(longest, step);
      steps += 1;
      memory = Math.max(memory, Math.round(process.memoryUsage().rss / 1e6));
      if (now.state !== 'running') return now;
    }
  });
  return { last, seconds, longest, steps, memory };
}

test('20,000 rows are looked at, written and taken back in steps a function has time and memory for', async () => {
  const rows = crowd(19_900, villages(), 33);
  const { bytes } = await messySheet(rows, 3);
  const clerk = town.as('clerk');
  const before = await bare();
  const fileID = await clerk.upload(bytes, '1.xlsx');
  const [{ intake }, bringing] = await took(() => clerk.call('intake.bring', { fileID, fileName: '两万行.xlsx' }));
  expect(bringing).toBeLessThan(MOST_STEP);
  const { task } = await clerk.call('intake.columns', {
    intake: intake.id,
    version: intake.version,
    asOf: '2026-02-28',
    columns: [],
    words: [],
  });
  const said = [`${(bytes.length / 1e6).toFixed(1)} MB, brought in ${bringing} s`];
  const pass = async (name: string, id: string) => {
    const { last, seconds, longest, steps, memory } = await driven(id);
    said.push(`${name} in ${seconds} s, ${steps} steps, longest ${longest} s, ${memory} MB`);
    expect([name, last.state, last.failed]).toEqual([name, 'finished', 0]);
    expect([name, longest < MOST_STEP]).toEqual([name, true]);
    return last;
  };
  try {
    await pass('looked at', task?.id ?? '');
    const version = async () => (await clerk.call('intake.show', { intake: intake.id })).intake.version;
    const applying = await clerk.call('intake.apply', { intake: intake.id, version: await version() });
    const written = await pass('written', applying.task.id);
    expect(written.tally.persons).toBeGreaterThan(19_000);
    const undoing = await clerk.call('intake.undo', { intake: intake.id, version: await version() });
    await pass('taken back', undoing.task.id);
    expect(await bare()).toBe(before);
  } finally {
    process.stdout.write(`20,000 rows: ${said.join('; ')}\n`);
  }
}, 1_800_000);
