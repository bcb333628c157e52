// What was acknowledged between two commits: it is in the journal, and a process that dies finds it again, whole batches only.
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { buildSync } from 'esbuild';
import { LocalDatabase } from '../../tools/local-cloud/database/database';
import { openStore } from '../../tools/local-cloud/database/store';
import { closeAll, FULL, temporaryFolder } from './house';

const WRITERS = 64;
const ROUNDS = FULL ? 100 : 4;
const DECLARED = {
  collections: {
    people: {
      indexes: [
        { name: 'n', keys: [['n', 1]] as [string, 1][] },
        { name: 'code', keys: [['code', 1]] as [string, 1][], unique: true },
      ],
    },
  },
};
const HEAD_BYTES = 24;
const [GENERATION_AT, BOOT_AT] = [8, 16];

/** Writes without end from many writers, each waiting for its own acknowledgement, and prints every one; without any transaction, so that commits stay open. */
const WRITER = `
import { openStore } from './tools/local-cloud/database/store';
import { LocalDatabase } from './tools/local-cloud/database/database';
import fs from 'node:fs';
const [dir, round] = process.argv.slice(2);
async function main() {
  const store = openStore(dir);
  const database = new LocalDatabase(store, () => new Date(0));
  await database.declare(${JSON.stringify(DECLARED)});
  if (round === 'once' || round === 'exit') {
    await database.insert('people', [{ _id: round, n: 1, code: round }]);
    if (round === 'exit') process.exit(0);
    return;
  }
  const writer = async (w) => {
    for (let i = 0; ; i++) {
      const id = round + '-' + w + '-' + i;
      await database.insert('people', [{ _id: id, n: i, code: id }]);
      fs.writeSync(1, 'in ' + id + '\\n');
      if (i % 5 === 4) {
        await database.remove('people', { _id: id }, false);
        fs.writeSync(1, 'out ' + id + '\\n');
      } else if (i % 3 === 0) {
        await database.update('people', { _id: id }, { $set: { n: -1 } }, false);
        fs.writeSync(1, 'changed ' + id + '\\n');
      }
    }
  };
  for (let w = 0; w < ${WRITERS}; w++) writer(w);
}
main();
`;

const scripts = temporaryFolder();
/** Inside the repository, so that it finds its packages. */
const outfile = path.resolve('.local', `journal-test-${process.pid}.cjs`);
beforeAll(() => {
  buildSync({
    stdin: { contents: WRITER, resolveDir: process.cwd(), loader: 'ts' },
    bundle: true,
    platform: 'node',
    packages: 'external',
    outfile,
    logLevel: 'silent',
  });
});
afterAll(async () => {
  fs.rmSync(outfile, { force: true });
  await closeAll();
});

/** Open a store, look, close. */
async function within<T>(dir: string, look: (database: LocalDatabase) => Promise<T> | T): Promise<T> {
  const store = openStore(dir, { flush: false });
  try {
    return await look(new LocalDatabase(store, () => new Date(0)));
  } finally {
    await store.close();
  }
}

/** A store with some committed documents and `batches` batches that are in the journal only, as a process that dies would leave it. */
async function leftBehind(batches: number): Promise<{ store: Buffer; journal: Buffer }> {
  const dir = temporaryFolder();
  const store = openStore(dir, { flush: false });
  const database = new LocalDatabase(store, () => new Date(0));
  await database.declare(DECLARED);
  await database.insert('people', [{ _id: 'first', n: 0, code: 'first' }]);
  store.snapshot().done();
  const file = (name: string): Buffer => fs.readFileSync(path.join(dir, name));
  const before = file('cloud.mdb');
  // Every batch adds two documents or none, and takes one away that the batch before had added.
  for (let b = 1; b <= batches; b++)
    await Promise.all([
      database.insert('people', [
        { _id: `keeps${b}`, n: b, code: `keeps${b}` },
        { _id: `goes${b}`, n: b, code: `goes${b}` },
      ]),
      database.remove('people', { _id: `goes${b - 1}` }, false),
    ]);
  const left = { store: file('cloud.mdb'), journal: file('cloud.journal') };
  expect(left.store.equals(before)).toBe(true);
  await store.close();
  return left;
}

async function idsIn(store: Buffer, journal: Buffer): Promise<string[]> {
  const dir = path.join(scripts, 'copy');
  fs.rmSync(dir, { recursive: true, force: true });
  fs.mkdirSync(dir);
  fs.writeFileSync(path.join(dir, 'cloud.mdb'), store);
  fs.writeFileSync(path.join(dir, 'cloud.journal'), journal);
  return within(dir, (database) => {
    const { documents, indexEntries } = database.inspect('people');
    expect(indexEntries).toEqual({ n: documents, code: documents });
    return [...database.all('people')].map(({ _id }) => String(_id)).sort();
  });
}

const after = (batches: number): string[] =>
  ['first', ...Array.from({ length: batches }, (_, i) => `keeps${i + 1}`), ...(batches > 0 ? [`goes${batches}`] : [])].sort();

test('a journal cut at any byte gives back every whole batch before the cut and no part of another', async () => {
  const batches = 5;
  const { store, journal } = await leftBehind(batches);
  expect(await idsIn(store, journal)).toEqual(after(batches));
  const ends: number[] = [];
  for (let at = 0; at < journal.length; at += journal.readUInt32LE(at)) ends.push(at + journal.readUInt32LE(at));
  expect(ends).toHaveLength(batches);
  for (let cut = 0; cut <= journal.length; cut += FULL ? 1 : 37)
    expect(await idsIn(store, journal.subarray(0, cut))).toEqual(after(ends.filter((end) => end <= cut).length));
  for (const end of ends) expect(await idsIn(store, journal.subarray(0, end))).toEqual(after(ends.indexOf(end) + 1));
}, 120_000);

test('a journal is not believed when it is another store’s, of another commit, or from before the machine was started', async () => {
  const { store, journal } = await leftBehind(3);
  const other = await leftBehind(2);
  expect(await idsIn(store, other.journal)).toEqual(after(0));
  const changed = (at: number): Buffer => {
    const copy = Buffer.from(journal);
    copy.writeDoubleLE(copy.readDoubleLE(at) + 1, at);
    return copy;
  };
  expect(await idsIn(store, changed(GENERATION_AT))).toEqual(after(0));
  expect(await idsIn(store, changed(BOOT_AT))).toEqual(after(0));
  expect(await idsIn(store, Buffer.alloc(journal.length))).toEqual(after(0));
  expect(await idsIn(store, Buffer.concat([journal, Buffer.alloc(HEAD_BYTES * 3)]))).toEqual(after(3));
});

test('what the journal gave back is there once, also when the next process dies as well', async () => {
  const { store, journal } = await leftBehind(2);
  const dir = temporaryFolder();
  fs.writeFileSync(path.join(dir, 'cloud.mdb'), store);
  fs.writeFileSync(path.join(dir, 'cloud.journal'), journal);
  const first = openStore(dir, { flush: false });
  const database = new LocalDatabase(first, () => new Date(0));
  expect(database.inspect('people').documents).toBe(after(2).length);
  await database.remove('people', { _id: 'goes2' }, false);
  const copy = temporaryFolder();
  for (const name of ['cloud.mdb', 'cloud.journal']) fs.copyFileSync(path.join(dir, name), path.join(copy, name));
  await first.close();
  // The old journal put back beside the newer store has nothing to say.
  fs.writeFileSync(path.join(dir, 'cloud.journal'), journal);
  for (const each of [dir, copy]) {
    expect(await within(each, (again) => [...again.all('people')].map(({ _id }) => String(_id)).sort())).toEqual([
      'first',
      'keeps1',
      'keeps2',
    ]);
  }
});

test.each(['once', 'exit'])(
  'a process that ends without closing its store ends, and what it wrote is there (%s)',
  async (how) => {
    const dir = temporaryFolder();
    const { status } = spawnSync(process.execPath, [outfile, dir, how], { timeout: 20_000, killSignal: 'SIGKILL', stdio: 'inherit' });
    expect(status).toBe(0);
    expect(await within(dir, (database) => database.get('people', how))).toEqual({ _id: how, n: 1, code: how });
  },
  30_000,
);

/** Everything acknowledged before a SIGKILL at a random moment. */
async function killOnce(dir: string, round: number): Promise<string[]> {
  const child = spawn(process.execPath, [outfile, dir, String(round)], { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  const wanted = 1 + Math.random() * 5000;
  let seen = 0;
  await new Promise<void>((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => {
      text += String(chunk);
      seen += chunk.length;
      if (seen > wanted * 10) resolve();
    });
    child.on('exit', () => resolve());
  });
  const ended = new Promise((resolve) => child.on('close', resolve));
  setTimeout(() => child.kill('SIGKILL'), Math.random() * 40);
  await ended;
  expect(child.signalCode).toBe('SIGKILL');
  return text.slice(0, text.lastIndexOf('\n')).split('\n');
}

test(
  `${ROUNDS} kills among ${WRITERS} writers that never stop lose nothing that was acknowledged`,
  async () => {
    const dir = temporaryFolder();
    for (let round = 0; round < ROUNDS; round++) {
      const promised = (await killOnce(dir, round)).map((line) => line.split(' ') as [string, string]);
      expect(promised.length).toBeGreaterThan(0);
      await within(dir, (database) => {
        const found = new Map([...database.all('people')].map((doc) => [String(doc._id), doc.n as number]));
        // A removal or change that was on its way may have been done without its answer.
        const gone = new Set(promised.filter(([what]) => what === 'out').map(([, id]) => id));
        const isGoing = (id: string): boolean => Number(id.split('-')[2]) % 5 === 4;
        expect(promised.filter(([what, id]) => what === 'in' && !isGoing(id) && !found.has(id))).toEqual([]);
        expect([...gone].filter((id) => found.has(id))).toEqual([]);
        expect(promised.filter(([what, id]) => what === 'changed' && found.get(id) !== -1)).toEqual([]);
        const { documents, indexEntries } = database.inspect('people');
        expect(indexEntries).toEqual({ n: documents, code: documents });
        expect(database.count('people', { n: -1 })).toBe([...found.values()].filter((n) => n === -1).length);
      });
    }
  },
  FULL ? 600_000 : 60_000,
);
