// Transactions where one must look inside or plant trouble; what shows outside stands in the cases (cases.test.ts).
import type { LocalCloud } from '../../tools/local-cloud/api';
import type { TransactionRef } from '../../tools/local-cloud/forms/sdk-types';
import { closeAll, type Db, knock, refusal, sdkOf, startCloud } from './house';

let cloud: LocalCloud;
let db: Db;

beforeAll(async () => {
  cloud = await startCloud(
    { collections: { claims: [{ name: 'serial', keys: [['serial', 1]], unique: true }], other: [] } },
    { transactionMs: 1500 },
  );
  db = sdkOf(cloud).database();
});
afterAll(closeAll);

const claims = () => db.collection('claims');

let serial = 0;
async function newClaim(data: object = {}): Promise<string> {
  return (await claims().add({ data: { serial: ++serial, n: 0, ...data } }))._id;
}

describe('refusals', () => {
  test('an expired transaction is gone, with its locks', async () => {
    const id = await newClaim();
    const slow = await db.startTransaction();
    await slow
      .collection('claims')
      .doc(id)
      .update({ data: { n: 1 } });
    // A plain update waits for the lock; it gets through when the transaction expires.
    await claims()
      .doc(id)
      .update({ data: { n: 7 } });
    expect(await refusal(slow.commit())).toMatchObject({ code: 'DATABASE_TRANSACTION_FAIL' });
    expect((await cloud.database.get('claims', id))?.n).toBe(7);
  });

  test('unknown transactions are refused', async () => {
    for (const action of ['database.commitTransaction', 'database.abortTransaction']) {
      expect((await knock(cloud, { action, transactionId: 'nobody' })).json.code).toBe('DATABASE_TRANSACTION_FAIL');
    }
  });
});

describe('isolation', () => {
  test('transfers between accounts: whoever reads inside a transaction always sees the same sum', async () => {
    const accounts = await Promise.all(Array.from({ length: 4 }, () => newClaim({ n: 100 })));
    const pick = (): string => accounts[Math.floor(Math.random() * accounts.length)] as string;
    const balance = async (transaction: TransactionRef, id: string): Promise<number> =>
      (await transaction.collection('claims').doc(id).get()).data.n as number;
    let moved = 0;
    const transfer = async (): Promise<void> => {
      const [from, to] = [pick(), pick()];
      if (from === to) return;
      const transaction = await db.startTransaction();
      try {
        const [a, b] = [await balance(transaction, from), await balance(transaction, to)];
        await transaction
          .collection('claims')
          .doc(from)
          .update({ data: { n: a - 7 } });
        await transaction
          .collection('claims')
          .doc(to)
          .update({ data: { n: b + 7 } });
        await transaction.commit();
        moved++;
      } catch {
        await transaction.rollback().catch(() => undefined);
      }
    };
    const sums = new Set<number>();
    const look = async (): Promise<void> => {
      const transaction = await db.startTransaction();
      let sum = 0;
      for (const id of accounts) sum += await balance(transaction, id);
      await transaction.rollback();
      sums.add(sum);
    };
    for (let round = 0; round < 15; round++) await Promise.all([transfer(), look(), transfer(), transfer(), look()]);
    expect(moved).toBeGreaterThan(5);
    expect([...sums]).toEqual([400]);
    const after = await Promise.all(accounts.map(async (id) => (await cloud.database.get('claims', id))?.n as number));
    expect(after.reduce((sum, n) => sum + n, 0)).toBe(400);
  });
});

describe('what the SDK does with a conflict', () => {
  test('answered at commit: the callback runs again, up to four times, and locks are free each time', async () => {
    const id = await newClaim();
    let runs = 0;
    cloud.faults.conflictCommits(2);
    await db.runTransaction(async (transaction) => {
      runs++;
      await transaction
        .collection('claims')
        .doc(id)
        .update({ data: { n: db.command.inc(1) } });
    });
    expect(runs).toBe(3);
    expect(await cloud.database.get('claims', id)).toMatchObject({ n: 1 });
    runs = 0;
    cloud.faults.conflictCommits(10);
    await refusal(
      db.runTransaction(async (transaction) => {
        runs++;
        await transaction
          .collection('claims')
          .doc(id)
          .update({ data: { n: 99 } });
      }),
    );
    cloud.faults.conflictCommits(0);
    expect(runs).toBe(4);
    expect(await cloud.database.get('claims', id)).toMatchObject({ n: 1 });
  });
});
