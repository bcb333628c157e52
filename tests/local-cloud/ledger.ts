// A function of many writes and one transaction, and what must hold of its books however it was killed.
import { createHash } from 'node:crypto';
import type { LocalCloud } from '../../tools/local-cloud/api';
import type { Declarations } from './house';

/** Accounts the transactions write to; few enough that calls meet. */
const ACCOUNTS = 12;
const TABLE = { timeout: 60, memory: 128, openapi: [], triggers: [] };

const SOURCE = `
const cloud = require('wx-server-sdk');
const crypto = require('node:crypto');
cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV });
const db = cloud.database();
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
let calls = 0;
async function book(key, n) {
  for (;;) {
    const t = await db.startTransaction().catch(() => null);
    if (!t) continue;
    try {
      await t.collection('left').add({ data: { _id: key } });
      await t.collection('accounts').doc('a' + n % ${ACCOUNTS}).update({ data: { n: db.command.inc(1) } });
      await pause(n % 4);
      await t.collection('right').add({ data: { _id: key } });
      await t.commit();
      return;
    } catch (error) {
      // Told too late that it was done already: the commit's answer was lost, or this is the second try.
      if (String(error.errMsg || error.message).includes('E11000')) return;
      await t.rollback().catch(() => undefined);
      await pause(5 + Math.random() * 20);
    }
  }
}
exports.main = async ({ key, n, via, only }) => {
  calls++;
  if (only) return { calls, thread: require('node:worker_threads').threadId, env: (await pause(only), process.env.WX_OPENID) };
  if (via) return (await cloud.callFunction({ name: via, data: { key, n } })).result;
  const bytes = Buffer.from(key.repeat(50));
  await db.collection('first').add({ data: { _id: key, n } });
  if (n % 3 === 0) await cloud.uploadFile({ cloudPath: 'books/' + key, fileContent: bytes });
  await book(key, n);
  await db.collection('last').add({ data: { _id: key } });
  return { key, hash: n % 3 === 0 ? crypto.createHash('sha256').update(bytes).digest('hex') : null };
};
`;

export const LEDGER: Declarations = {
  functions: { ledger: SOURCE, relay: SOURCE },
  table: { ledger: TABLE, relay: TABLE },
  collections: { first: [{ name: 'n', keys: [['n', 1]] }], last: [], left: [], right: [], accounts: [] },
};

export const openAccounts = (cloud: LocalCloud): Promise<void> =>
  cloud.database.import(
    'accounts',
    Array.from({ length: ACCOUNTS }, (_, i) => ({ _id: `a${i}`, n: 0 })),
  );

/** An answer of the ledger that reached its caller. */
export interface Entry {
  key: string;
  hash: string | null;
}

const idsOf = async (cloud: LocalCloud, name: string): Promise<Set<unknown>> =>
  new Set((await cloud.database.all(name)).map(({ _id }) => _id));

/** Everything promised is there, no transaction is half there, the accounts count what was booked; answers with how many calls died in their middle. */
export async function checkBooks(cloud: LocalCloud, promised: readonly Entry[]): Promise<number> {
  const [first, last, left, right] = await Promise.all(['first', 'last', 'left', 'right'].map((name) => idsOf(cloud, name)));
  const missing = promised.filter(({ key }) => ![first, last, left, right].every((ids) => ids?.has(key)));
  expect(missing).toEqual([]);
  expect([...(left ?? [])].filter((key) => !right?.has(key))).toEqual([]);
  expect([...(right ?? [])].filter((key) => !left?.has(key))).toEqual([]);
  const booked = (await cloud.database.all('accounts')).reduce((sum, { n }) => sum + (n as number), 0);
  expect(booked).toBe(left?.size);
  for (const { key, hash } of promised) {
    if (hash === null) continue;
    const bytes = await cloud.storage.read(`cloud://local.6c6f-local/books/${key}`);
    const found = createHash('sha256').update(bytes ?? '');
    expect(found.digest('hex')).toBe(hash);
  }
  const { documents, indexEntries } = cloud.inspect('first');
  expect(indexEntries.n).toBe(documents);
  return [...(first ?? [])].filter((key) => !last?.has(key)).length;
}
