// A store whose file was cut or half written: the last whole commit is there, or the start is refused with a reason; never a crash, never half a commit.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { buildSync } from 'esbuild';
import { LocalDatabase } from '../../tools/local-cloud/database/database';
import { openStore } from '../../tools/local-cloud/database/store';
import { closeAll, FULL, temporaryFolder } from './house';

const PAGE = 4096;

/** Opens copies of a store one after another and prints what is in each; in a process of its own, because the danger is a signal. */
const READER = `
import { openStore } from './tools/local-cloud/database/store';
import { LocalDatabase } from './tools/local-cloud/database/database';
import fs from 'node:fs';
import path from 'node:path';
async function main() {
  for (const dir of fs.readFileSync(0, 'utf8').split('\\n').filter(Boolean)) {
    try {
      const store = openStore(dir);
      const database = new LocalDatabase(store, () => new Date(0));
      const left = [...database.all('left')].length;
      const right = [...database.all('right')].length;
      const { indexEntries } = database.inspect('left');
      await store.close();
      console.log(path.basename(dir), left, right, indexEntries.n);
    } catch (error) {
      console.log(path.basename(dir), 'refused', error.message);
    }
  }
}
main();
`;

const scripts = temporaryFolder();
/** Inside the repository, so that it finds its packages. */
const outfile = path.resolve('.local', `torn-test-${process.pid}.cjs`);
beforeAll(() => {
  buildSync({
    stdin: { contents: READER, resolveDir: process.cwd(), loader: 'ts' },
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

const COMMITS = 40;
const FLUSHED = 25;

/**
 * A store, and its file after each commit; after commit number `FLUSHED` everything was flushed. Every commit adds one document to each of
 * two collections.
 */
async function history(): Promise<Buffer[]> {
  const dir = temporaryFolder();
  const store = openStore(dir);
  const database = new LocalDatabase(store, () => new Date(0));
  await database.declare({ collections: { left: { indexes: [{ name: 'n', keys: [['n', 1]] }] }, right: { indexes: [] } } });
  const files: Buffer[] = [];
  for (let n = 1; n <= COMMITS; n++) {
    const id = database.transactions.start();
    for (const name of ['left', 'right']) database.inTransaction(id, name).insert([{ _id: `d${n}`, n, text: 'x'.repeat(700) }]);
    await database.transactions.commit(id);
    if (n === FLUSHED) await store.flush();
    files.push(fs.readFileSync(path.join(dir, 'cloud.mdb')));
  }
  await store.close();
  return files;
}

function open(copies: Buffer[]): string[][] {
  const dirs = copies.map((bytes, i) => {
    const dir = path.join(scripts, `copy-${i}`);
    fs.rmSync(dir, { recursive: true, force: true });
    fs.mkdirSync(dir);
    fs.writeFileSync(path.join(dir, 'cloud.mdb'), bytes);
    return dir;
  });
  const { stdout, signal } = spawnSync(process.execPath, [outfile], { input: dirs.join('\n'), encoding: 'utf8' });
  expect(signal).toBeNull();
  const lines = stdout
    .trim()
    .split('\n')
    .map((line) => line.split(' ').slice(1));
  expect(lines).toHaveLength(copies.length);
  return lines;
}

test('a file cut anywhere in its last pages opens at a whole commit or is refused by name', async () => {
  const last = (await history()).at(-1) as Buffer;
  const step = FULL ? 1 : 331;
  const cuts: number[] = [];
  for (let cut = 0; cut <= 5 * PAGE; cut += step) cuts.push(cut);
  const seen = { whole: 0, mended: 0, refused: 0 };
  for (let from = 0; from < cuts.length; from += 500) {
    for (const [left, right, entries] of open(cuts.slice(from, from + 500).map((cut) => last.subarray(0, last.length - cut)))) {
      if (left === 'refused') {
        expect([right, entries].join(' ')).toBe('the store');
        seen.refused++;
        continue;
      }
      expect([left, right, entries]).toEqual([left, left, left]);
      if (Number(left) === COMMITS) seen.whole++;
      else {
        expect(Number(left)).toBe(COMMITS - 1);
        seen.mended++;
      }
    }
  }
  expect(seen.whole).toBeGreaterThan(0);
  expect(seen.refused + seen.mended).toBeGreaterThan(0);
});

/** The same file on a machine that was started anew: the mark of the start lies in both of LMDB's first pages. */
function afterRestart(file: Buffer): Buffer {
  const copy = Buffer.from(file);
  for (const at of [160, PAGE + 160]) copy.writeBigInt64LE(copy.readBigInt64LE(at) + 1n, at);
  return copy;
}

/** The number of the newest commit: commits take turns between the two first pages. */
const newestIn = (file: Buffer): number => Math.max(...[0, PAGE].map((at) => Number(file.readBigUInt64LE(at + 152))));

/** The number of the commit last known to be on disk. */
const markIn = (file: Buffer): number => Number(file.readBigUInt64LE(PAGE / 2 + 152));

test('after a power cut that kept any of the later pages, what was flushed is there and whole', async () => {
  const files = await history();
  const last = files.at(-1) as Buffer;
  // The background flush may have come once more after the one that was asked for; what it marked then counts.
  const marked = files.findIndex((file) => newestIn(file) === markIn(last)) + 1;
  expect(marked).toBeGreaterThanOrEqual(FLUSHED);
  const flushed = files[marked - 1] as Buffer;
  const changed: number[] = [];
  for (let page = 2; page * PAGE < last.length; page++)
    if (!last.subarray(page * PAGE, (page + 1) * PAGE).equals(flushed.subarray(page * PAGE, (page + 1) * PAGE))) changed.push(page);
  expect(changed.length).toBeGreaterThan(2);
  const lost = (isLost: (page: number) => boolean): Buffer => {
    const copy = afterRestart(last);
    for (const page of changed.filter(isLost)) {
      copy.fill(0, page * PAGE, (page + 1) * PAGE);
      flushed.copy(copy, page * PAGE, page * PAGE, (page + 1) * PAGE);
    }
    return copy;
  };
  const copies = [
    lost(() => true),
    lost(() => true).subarray(0, flushed.length),
    lost(() => false),
    ...changed.map((one) => lost((page) => page === one)),
  ];
  for (let i = 0; i < (FULL ? 400 : 20); i++) copies.push(lost(() => Math.random() < 0.5));
  for (const counts of open(copies)) expect(counts).toEqual([String(marked), String(marked), String(marked)]);
  // On a machine that kept running nothing is lost, flushed or not.
  expect(open([last])).toEqual([[String(COMMITS), String(COMMITS), String(COMMITS)]]);
});

test('a commit of which any number of pages reached the disk, but not its last word, did not happen', async () => {
  const files = await history();
  const copies: Buffer[] = [];
  for (const [before, now] of files.slice(-4, -1).map((file, i) => [file, files[files.length - 3 + i] as Buffer] as const)) {
    const changed: number[] = [];
    // The two first pages say which commit counts; they are written last.
    for (let page = 2; page * PAGE < now.length; page++)
      if (!now.subarray(page * PAGE, (page + 1) * PAGE).equals(before.subarray(page * PAGE, (page + 1) * PAGE))) changed.push(page);
    expect(changed.length).toBeGreaterThan(2);
    for (let written = 0; written <= changed.length; written++) {
      for (const part of FULL ? [0, 1, 100, 2048, 4095] : [0, 100]) {
        const torn = Buffer.concat([before, Buffer.alloc(Math.max(0, now.length - before.length))]);
        for (const page of changed.slice(0, written)) now.copy(torn, page * PAGE, page * PAGE, (page + 1) * PAGE);
        const next = changed[written];
        if (next !== undefined) now.copy(torn, next * PAGE, next * PAGE, next * PAGE + part);
        copies.push(torn);
      }
    }
  }
  for (const [left, right, entries] of open(copies)) {
    expect([left, right, entries]).toEqual([left, left, left]);
    expect(Number(left)).toBeGreaterThanOrEqual(COMMITS - 3);
    expect(Number(left)).toBeLessThan(COMMITS);
  }
});
