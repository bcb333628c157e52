// The store over the real SDK: no caller's object becomes a condition, every query has a limit, transactions hold what they promise.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { collections } from '@shared/repos/indexes';
import type { AuditEntry } from '@shared/runtime/audit';
import { auditVerify } from '@shared/runtime/audit-verify';
import { type Change, runChange } from '@shared/runtime/change';
import type { CloudDatabase } from '@shared/runtime/cloud';
import { Problem } from '@shared/runtime/problem';
import { among, range, type Scalar, type Store } from '@shared/runtime/store';
import { runTransaction } from '@shared/runtime/tx';
import { startLocalCloud } from '../../tools/local-cloud';
import type { LocalCloud } from '../../tools/local-cloud/api';

interface Sheet {
  _id: string;
  name?: string;
  n?: number;
  nested?: Record<string, unknown>;
  list?: unknown[];
}

interface Kept {
  _id: string;
  n: number;
  version: number;
  auditHead: string;
}

let cloud: LocalCloud;
let store: Store;
let db: CloudDatabase;
const dataDir = mkdtempSync(join(tmpdir(), 'store-'));
const before = { ...process.env };

beforeAll(async () => {
  writeFileSync(join(dataDir, 'database.json'), JSON.stringify({ collections }));
  cloud = await startLocalCloud({ dataDir, functionsDir: dataDir, frozen: true, startAt: '2026-03-02T01:00:00.000Z', timers: false });
  // The SDK reads its environment when it is initialised, which runtime/cloud does as it loads.
  Object.assign(process.env, cloud.env);
  const { cloudDatabase } = require('@shared/runtime/cloud') as typeof import('@shared/runtime/cloud');
  const { cloudStore } = require('@shared/runtime/cloud-store') as typeof import('@shared/runtime/cloud-store');
  db = cloudDatabase();
  store = cloudStore(db);
  await cloud.database.import('claims', [
    { _id: 'a', name: 'one', n: 1 },
    { _id: 'b', name: 'two', n: 2 },
    { _id: 'c', name: 'three', n: 3, nested: { keep: 1, drop: 2 } },
  ]);
});
afterAll(async () => {
  await cloud.close();
  process.env = before;
  rmSync(dataDir, { recursive: true, force: true });
});

describe('conditions', () => {
  test.each([
    ['an operator', { $ne: null }],
    ['a pattern', { $regex: '.*' }],
    ['a list', ['one']],
    ['undefined', undefined],
    ['not a number', Number.NaN],
    ['what looks like a condition but was not made here', { kind: 'among', values: ['one'], bounds: {} }],
  ])('%s is refused', async (_name, value) => {
    await expect(store.list('claims', { where: { name: value as unknown as Scalar }, limit: 10 })).rejects.toThrow(TypeError);
    await expect(store.list('claims', { where: { name: among([value as unknown as Scalar]) }, limit: 10 })).rejects.toThrow(TypeError);
    if (value !== undefined)
      await expect(store.list('claims', { where: { n: range({ gt: value as unknown as Scalar }) }, limit: 10 })).rejects.toThrow(TypeError);
  });

  test('scalars, lists of them and ranges find what they say', async () => {
    const ids = async (where: Parameters<Store['list']>[1]['where']) =>
      (await store.list('claims', { where, order: ['n', 'asc'], limit: 10 })).map(({ _id }) => _id);
    expect(await ids({ name: 'two' })).toEqual(['b']);
    expect(await ids({ name: among(['one', 'three', 'four']) })).toEqual(['a', 'c']);
    expect(await ids({ n: range({ gt: 1 }) })).toEqual(['b', 'c']);
    expect(await ids({ n: range({ gte: 1, lt: 3 }) })).toEqual(['a', 'b']);
    expect(await ids({ name: '$ne' })).toEqual([]);
  });

  test('a query without a limit, or beyond a thousand, is a mistake', async () => {
    for (const limit of [0, 1001, 2.5, Number.NaN]) await expect(store.list('claims', { where: {}, limit })).rejects.toThrow(/limit/);
  });

  test('an empty id is nobody’s', async () => {
    await expect(store.get('claims', '')).rejects.toThrow(TypeError);
    expect(await store.get('claims', 'missing')).toBeNull();
    expect((await store.getMany('claims', ['c', 'a', 'a', 'missing'])).map(({ _id }) => _id).sort()).toEqual(['a', 'c']);
  });
});

describe('single writes', () => {
  test('an insert tells whether the id was free', async () => {
    expect(await store.insert('audits', { _id: 'x' })).toBe(true);
    expect(await store.insert('audits', { _id: 'x' })).toBe(false);
  });

  test('a counter counts every caller, also the first ones at once', async () => {
    const counts = await Promise.all(Array.from({ length: 12 }, () => store.count('rates', 'r', 'tries', { until: 'u' })));
    expect(Math.max(...counts)).toBe(12);
    expect(await store.get('rates', 'r')).toEqual({ _id: 'r', tries: 12, until: 'u' });
  });
});

describe('a transaction', () => {
  test('is all or nothing', async () => {
    const failing = store.transaction(async (tx) => {
      await tx.insert('claims', { _id: 't1' });
      await tx.patch('claims', 'a', { name: 'changed' });
      throw new Problem('not_possible_now');
    });
    await expect(failing).rejects.toMatchObject({ code: 'not_possible_now' });
    expect(await store.get('claims', 't1')).toBeNull();
    expect(await store.get('claims', 'a')).toMatchObject({ name: 'one' });
  });

  test('replaces and patches whole values: nothing of a nested object before stays', async () => {
    await store.transaction((tx) => tx.patch('claims', 'c', { nested: { keep: 9 }, list: [1, { two: 2 }] }));
    expect(await store.get<Sheet>('claims', 'c')).toEqual({ _id: 'c', name: 'three', n: 3, nested: { keep: 9 }, list: [1, { two: 2 }] });
    await store.transaction((tx) => tx.replace('claims', { _id: 'c', name: 'new' } as Sheet));
    expect(await store.get<Sheet>('claims', 'c')).toEqual({ _id: 'c', name: 'new' });
  });

  test('reads a missing document as null and sees what it wrote itself', async () => {
    const seen = await store.transaction(async (tx) => {
      const missing = await tx.get('claims', 'nobody');
      await tx.insert('claims', { _id: 'nobody' });
      return [missing, await tx.get('claims', 'nobody')];
    });
    expect(seen).toEqual([null, { _id: 'nobody' }]);
  });

  test('touches at most twenty documents', async () => {
    const wide = (count: number) =>
      store.transaction(async (tx) => {
        for (let i = 0; i < count; i += 1) await tx.insert('notices', { _id: `wide-${count}-${i}` });
      });
    await wide(20);
    await expect(wide(21)).rejects.toThrow(/20/);
    expect(await store.get('notices', 'wide-21-0')).toBeNull();
  });

  test('a taken id is read as done already', async () => {
    await expect(store.transaction((tx) => tx.insert('claims', { _id: 'a' }))).rejects.toMatchObject({ code: 'already_done' });
  });

  test('many on one document at once: each counts, none is lost', async () => {
    await cloud.database.import('quotas', [{ _id: 'q', left: 0 }]);
    await Promise.all(
      Array.from({ length: 5 }, () =>
        store.transaction(async (tx) => {
          const quota = await tx.get<Sheet & { left: number }>('quotas', 'q');
          await tx.patch('quotas', 'q', { left: (quota?.left ?? 0) + 1 });
        }),
      ),
    );
    expect(await store.get('quotas', 'q')).toMatchObject({ left: 5 });
  });

  test('conflicts are tried six times more, each after 20 to 600 ms, then said as a crowd', async () => {
    const pauses: number[] = [];
    const pause = async (ms: number) => void pauses.push(ms);
    let runs = 0;
    const work = async (): Promise<void> => {
      runs += 1;
    };
    cloud.faults.conflictCommits(6);
    await runTransaction(db, work, pause);
    expect({ runs, pauses: pauses.length }).toEqual({ runs: 7, pauses: 6 });
    for (const ms of pauses) expect(ms >= 20 && ms <= 600).toBe(true);
    expect(new Set(pauses).size).toBeGreaterThan(1);
    runs = 0;
    cloud.faults.conflictCommits(100);
    await expect(runTransaction(db, work, pause)).rejects.toMatchObject({ code: 'busy' });
    expect(runs).toBe(7);
    cloud.faults.conflictCommits(0);
  });

  test('the documented conflict, on an operation inside, is tried again too', async () => {
    const pauses: number[] = [];
    let runs = 0;
    cloud.faults.failDatabase('database.getDocument', 'DATABASE_TRANSACTION_CONFLICT', 2);
    const found = await runTransaction(
      db,
      (tx) => {
        runs += 1;
        return tx.get<Sheet>('claims', 'a');
      },
      async (ms) => void pauses.push(ms),
    );
    expect({ name: found?.name, runs, pauses: pauses.length }).toEqual({ name: 'one', runs: 3, pauses: 2 });
  });

  test('what is no conflict is not tried again', async () => {
    let runs = 0;
    cloud.faults.failDatabase('database.getDocument', 'DATABASE_PERMISSION_DENIED', 1);
    const work = runTransaction(db, (tx) => {
      runs += 1;
      return tx.get('claims', 'a');
    });
    await expect(work).rejects.toMatchObject({ errCode: -502003 });
    expect(runs).toBe(1);
  });
});

describe('a change', () => {
  const setting = (inputHash = 'h') => ({
    store,
    now: '2026-03-02T01:00:00.000Z',
    openid: 'o-1',
    action: 'claim.submit',
    request: { id: 'request:o-1:once', caller: 'o-1', action: 'claim.submit', inputHash },
  });
  let runs = 0;
  const work = async (change: Change) => {
    runs += 1;
    const before = await change.get<Kept>('claims', 'changing');
    const { version } = await change.put(
      'claims',
      before,
      { _id: 'changing', n: (before?.n ?? 0) + 1, version: 0, auditHead: '' },
      { verb: 'count', role: 'resident' },
    );
    change.tell({ openid: 'o-1', subject: 'changing', version, kind: 'claim_moved', title: 't', text: 'x', page: 'p' });
    return { record: 'changing', version, note: {} };
  };

  test('whose commit was answered by nothing but silence is found done when it is sent again', async () => {
    expect(await runChange(setting(), work)).toEqual({ record: 'changing', version: 0, note: {} });
    // As the transaction itself finds it on a second run, past every check that came before.
    expect(await runChange(setting(), work)).toEqual({ record: 'changing', version: 0, note: {} });
    expect(runs).toBe(1);
    await expect(runChange(setting('another body'), work)).rejects.toMatchObject({ code: 'request_reused' });
    expect(await store.get('claims', 'changing')).toMatchObject({ n: 1, version: 0 });
  });

  test('writes record, trail, outbox and request together or none of them', async () => {
    const count = async () =>
      Promise.all((['claims', 'audits', 'outbox', 'requests'] as const).map(async (name) => (await cloud.database.all(name)).length));
    const before = await count();
    const again = { ...setting(), request: { ...setting().request, id: 'request:o-1:twice' } };
    cloud.faults.failDatabase('database.commitTransaction', 'DATABASE_PERMISSION_DENIED', 1);
    await expect(runChange(again, work)).rejects.toBeDefined();
    expect(await count()).toEqual(before);
    await runChange(again, work);
    expect(await count()).toEqual([before[0], (before[1] ?? 0) + 1, (before[2] ?? 0) + 1, (before[3] ?? 0) + 1]);
    expect(
      auditVerify((await cloud.database.all('audits')).filter(({ record }) => record === 'changing') as unknown as AuditEntry[], []),
    ).toMatchObject({ entries: 2, first: null });
  });
});
