// SIGKILL of the gateway, its workers with it, at random moments: what was acknowledged is there, no transaction is half there, files are whole.
import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { buildSync } from 'esbuild';
import { startLocalCloud } from '../../tools/local-cloud';
import { closeAll, FULL, functionsFolder, temporaryFolder } from './house';
import { checkBooks, type Entry, LEDGER, openAccounts } from './ledger';

const ROUNDS = FULL ? 200 : 4;
const WRITERS = 6;
/** More messages than any run sends. */
const ALLOWED = 1_000_000;

/** Writes without end and prints each acknowledged write; what it prints is what the cloud promised. */
const WRITER = `
const cloud = require('wx-server-sdk');
cloud.init({ env: 'local' });
const db = cloud.database();
const crypto = require('node:crypto');
const round = process.argv[2];
const say = (...words) => process.stdout.write(words.join(' ') + '\\n');
async function writer(w) {
  for (let i = 0; ; i++) {
    const key = round + '-' + w + '-' + i;
    await db.collection('single').add({ data: { _id: key, w, i } });
    say('single', key);
    await db.collection('counter').doc('c' + w).update({ data: { n: db.command.inc(1) } });
    say('counter', w);
    const t = await db.startTransaction();
    await t.collection('one').add({ data: { _id: key } });
    await t.collection('other').add({ data: { _id: key } });
    say('asked', key);
    await t.commit();
    say('pair', key);
    if (i % 3 === 0) {
      const bytes = crypto.randomBytes(3000);
      await cloud.uploadFile({ cloudPath: 'crash/' + key, fileContent: bytes });
      say('file', key, crypto.createHash('sha256').update(bytes).digest('hex'));
    }
  }
}
async function caller() {
  for (let n = 0; ; n++) {
    const { result } = await cloud.callFunction({ name: 'ledger', data: { key: round + '-f-' + n, n } });
    say('called', JSON.stringify(result));
    const data = { thing1: { value: round + '-' + n } };
    await cloud.openapi.subscribeMessage.send({ touser: 'o-crash', templateId: 'T1', data });
    say('message', round + '-' + n);
  }
}
caller().catch(() => process.exit(0));
for (let w = 0; w < ${WRITERS}; w++) writer(w).catch(() => process.exit(0));
`;

const dataDir = temporaryFolder();
const functionsDir = functionsFolder({
  ...LEDGER,
  collections: {
    ...LEDGER.collections,
    single: [
      {
        name: 'w_i',
        keys: [
          ['w', 1],
          ['i', -1],
        ],
      },
    ],
    counter: [],
    one: [],
    other: [],
  },
});
const scripts = temporaryFolder();
/** Inside the repository, so that it finds its packages. */
const SERVER = path.resolve('.local', `crash-test-${process.pid}.cjs`);

beforeAll(() => {
  // Compiled beforehand: each round's start is then the store's start and not the compiler's.
  buildSync({
    entryPoints: ['tools/local-cloud/main.ts'],
    bundle: true,
    platform: 'node',
    target: 'node20',
    packages: 'external',
    outfile: SERVER,
    logLevel: 'silent',
  });
  buildSync({
    stdin: { contents: WRITER, resolveDir: process.cwd() },
    bundle: true,
    platform: 'node',
    outfile: path.join(scripts, 'writer.js'),
    logLevel: 'silent',
  });
});
afterAll(async () => {
  fs.rmSync(SERVER, { force: true });
  await closeAll();
});

const lines = (child: ChildProcess, each: (line: string) => void): void => {
  let rest = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    const parts = (rest + String(chunk)).split('\n');
    rest = parts.pop() ?? '';
    parts.forEach(each);
  });
};

async function killOnce(round: number): Promise<string[]> {
  const server = spawn(process.execPath, [SERVER, '--data', dataDir, '--functions', functionsDir, '--no-timers'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const env = await new Promise<Record<string, string>>((resolve, reject) => {
    lines(server, (line) => resolve((JSON.parse(line) as { env: Record<string, string> }).env));
    server.on('exit', () => reject(new Error('the local cloud did not start')));
  });
  const promised: string[] = [];
  const writers = spawn(process.execPath, [path.join(scripts, 'writer.js'), String(round)], { env, stdio: ['ignore', 'pipe', 'ignore'] });
  // By promises and not by time: a slow disk must not make this test see nothing. Every other kill comes in the very first ones.
  const wanted = (round % 2 === 0 ? 30 : 1) + Math.random() * 60;
  // A function's first call loads it; in the later kills some have answered before.
  const wantedCalls = round % 2 === 0 ? 1 + Math.random() * 4 : 0;
  let called = 0;
  const begun = new Promise<void>((resolve) => {
    lines(writers, (line) => {
      promised.push(line);
      if (line.startsWith('called')) called++;
      if (promised.length >= wanted && called >= wantedCalls) resolve();
    });
  });
  const ended = new Promise((resolve) => writers.on('close', resolve));
  await begun;
  await new Promise((resolve) => setTimeout(resolve, Math.random() * 20));
  server.kill('SIGKILL');
  await ended;
  writers.kill('SIGKILL');
  return promised;
}

test('a cloud with many documents starts at once and still knows its indexes', async () => {
  const many = FULL ? 100_000 : 10_000;
  const own = temporaryFolder();
  const town = { name: 'town', keys: [['town', 1] as [string, 1], ['n', -1] as [string, -1]] };
  const declared = functionsFolder({ collections: { people: [town] } });
  const rows = Array.from({ length: many }, (_, n) => ({ _id: `p${n}`, town: `t${n % 20}`, n, text: 'x'.repeat(100) }));
  const first = await startLocalCloud({ dataDir: own, functionsDir: declared, flush: false });
  await first.database.import('people', rows);
  await first.close();
  const began = performance.now();
  const second = await startLocalCloud({ dataDir: own, functionsDir: declared, flush: false });
  const took = performance.now() - began;
  try {
    expect(took).toBeLessThan(1000);
    expect(second.inspect('people')).toEqual({ documents: many, indexEntries: { town: many } });
  } finally {
    await second.close();
  }
});

test(
  `${ROUNDS} kills lose nothing that was acknowledged`,
  async () => {
    const seed = await startLocalCloud({ dataDir, functionsDir });
    await seed.database.import(
      'counter',
      Array.from({ length: WRITERS }, (_, w) => ({ _id: `c${w}`, n: 0 })),
    );
    await openAccounts(seed);
    seed.messages.allow('o-crash', 'T1', ALLOWED);
    await seed.close();
    const promised: string[] = [];
    for (let round = 0; round < ROUNDS; round++) promised.push(...(await killOnce(round)));
    const cloud = await startLocalCloud({ dataDir, functionsDir });
    try {
      const ids = async (name: string): Promise<Set<unknown>> => new Set((await cloud.database.all(name)).map(({ _id }) => _id));
      const [single, left, right] = [await ids('single'), await ids('one'), await ids('other')];
      const of = (kind: string): string[][] => promised.map((line) => line.split(' ')).filter(([first]) => first === kind);
      expect(of('single').length).toBeGreaterThan(ROUNDS);
      expect(of('pair').length).toBeGreaterThan(0);
      expect(of('single').filter(([, key]) => !single.has(key))).toEqual([]);
      expect(of('pair').filter(([, key]) => !left.has(key) || !right.has(key))).toEqual([]);
      // No transaction is half there, acknowledged or not.
      expect([...left].filter((key) => !right.has(key))).toEqual([]);
      expect([...right].filter((key) => !left.has(key))).toEqual([]);
      for (let w = 0; w < WRITERS; w++) {
        const acknowledged = of('counter').filter(([, who]) => Number(who) === w).length;
        const counted = (await cloud.database.get('counter', `c${w}`))?.n as number;
        expect(counted).toBeGreaterThanOrEqual(acknowledged);
        // At most one more per kill: written, killed before the answer.
        expect(counted).toBeLessThanOrEqual(acknowledged + ROUNDS);
      }
      for (const [, key, hash] of of('file')) {
        const bytes = await cloud.storage.read(`cloud://local.6c6f-local/crash/${key}`);
        expect(
          createHash('sha256')
            .update(bytes ?? '')
            .digest('hex'),
        ).toBe(hash);
      }
      // So do functions that were in the middle of their work, workers and gateway dying at once.
      const entries = of('called').map(([, json]) => JSON.parse(json as string) as Entry);
      expect(entries.length).toBeGreaterThan(0);
      await checkBooks(cloud, entries);
      // Messages cost exactly one acceptance each, over all the kills.
      const sent = cloud.messages.sent().map(({ data }) => data.thing1?.value);
      expect(of('message').filter(([, key]) => !sent.includes(key))).toEqual([]);
      expect(new Set(sent).size).toBe(sent.length);
      expect(cloud.messages.left('o-crash', 'T1')).toBe(ALLOWED - sent.length);
      // The index tells the same as the collection.
      const { indexEntries, documents } = cloud.inspect('single');
      expect(indexEntries.w_i).toBe(documents);
    } finally {
      await cloud.close();
    }
  },
  FULL ? 1_200_000 : 60_000,
);
