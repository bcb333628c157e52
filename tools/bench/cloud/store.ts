// The local cloud's database against what small projects take: durable writes against nedb, an indexed query against a mingo scan.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { Query } from 'mingo';
import Nedb from 'nedb';
import { LocalDatabase } from '../../local-cloud/database/database';
import { openStore } from '../../local-cloud/database/store';
import { type Bench, rowOfRounds, timed, timedAsync } from '../row';

const WRITERS = 64;
const WRITES_EACH = 100;
const ROUNDS = 9;
/** Rounds before the first that counts: until the compiler has seen what is hot. */
const WARMING = 2;
const DOCS = 100_000;
const VILLAGES = 200;

const INDEXES = {
  collections: {
    bench: {
      indexes: [
        {
          name: 'list',
          keys: [
            ['village', 1],
            ['status', 1],
            ['sortKey', 1],
          ] as [string, 1][],
        },
      ],
    },
  },
};
const document = (i: number) => ({
  _id: `d${i}`,
  village: `v${i % VILLAGES}`,
  status: i % 3 === 0 ? 'gone' : 'active',
  sortKey: `${String((i * 7919) % DOCS).padStart(6, '0')}:d${i}`,
  name: '周满仓',
  version: 0,
});

async function withDatabase<T>(run: (database: LocalDatabase, dir: string, flush: () => Promise<void>) => Promise<T>): Promise<T> {
  const dir = mkdtempSync(join(tmpdir(), 'bench-store-'));
  const store = openStore(join(dir, 'ours'));
  const database = new LocalDatabase(store, () => new Date());
  try {
    await database.declare(INDEXES);
    return await run(database, dir, () => store.flush());
  } finally {
    database.close();
    await store.close();
    rmSync(dir, { recursive: true, force: true });
  }
}

/** Each writer writes one document after the other, waiting for each to be acknowledged. */
async function rate(write: (doc: ReturnType<typeof document>) => Promise<unknown>, from: number): Promise<number> {
  const ms = await timedAsync(async () => {
    const writer = async (w: number): Promise<void> => {
      for (let i = 0; i < WRITES_EACH; i++) await write(document(from + w * WRITES_EACH + i));
    };
    await Promise.all(Array.from({ length: WRITERS }, (_, w) => writer(w)));
  });
  return (WRITERS * WRITES_EACH * 1000) / ms;
}

export const durableWrites: Bench = {
  run: (say) =>
    withDatabase(async (database, dir, flush) => {
      const nedb = new Nedb({ filename: join(dir, 'peer.db'), autoload: true });
      await new Promise<void>((done, fail) => nedb.ensureIndex({ fieldName: 'sortKey' }, (error) => (error ? fail(error) : done())));
      const ours = (doc: object) => database.insert('bench', [doc]);
      const peer = (doc: object) => new Promise<void>((done, fail) => nedb.insert(doc, (error) => (error ? fail(error) : done())));
      const rounds: { ours: number; peer: number }[] = [];
      for (let i = 0; i < WARMING + ROUNDS; i++) {
        const from = i * WRITERS * WRITES_EACH;
        const mine = await rate(ours, from);
        // What the background flush has left to do must not be in the other's way.
        await flush();
        const theirs = await rate(peer, from);
        if (i >= WARMING) rounds.push({ ours: mine, peer: theirs });
      }
      const kept = database.count('bench', {});
      if (kept !== (WARMING + ROUNDS) * WRITERS * WRITES_EACH) throw new Error(`${kept} documents are kept, not what was written`);
      say(
        `${WRITERS} writers, ${WRITES_EACH} writes each per round; both acknowledge what survives SIGKILL: ours a commit, nedb an append to its file`,
      );
      return [rowOfRounds('durable writes vs nedb', rounds, 'writes/s', { atLeast: 8 })];
    }),
};

export const indexedQuery: Bench = {
  run: (say) =>
    withDatabase(async (database) => {
      const docs = Array.from({ length: DOCS }, (_, i) => document(i));
      await database.import('bench', docs);
      const rounds = Array.from({ length: 30 }, (_, round) => {
        const query = { village: `v${(round * 37) % VILLAGES}`, status: 'active' };
        let mine: unknown[] = [];
        let theirs: unknown[] = [];
        const ours = timed(() => {
          for (let i = 0; i < 50; i++) mine = database.find({ collection: 'bench', query, sort: [['sortKey', 1]], limit: 20 });
        });
        const peer = timed(() => {
          theirs = new Query(query).find(docs).sort({ sortKey: 1 }).limit(20).all();
        });
        if (!isDeepStrictEqual(mine, theirs)) throw new Error('the two queries found different documents');
        return { ours: (50 * 1000) / ours, peer: 1000 / peer };
      });
      say(`20 of ${DOCS} documents, equal answers`);
      return [rowOfRounds('indexed query vs mingo scan of 100k', rounds, 'queries/s', { atLeast: 200 })];
    }),
};
