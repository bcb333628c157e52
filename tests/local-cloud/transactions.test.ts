// Transactions as the real SDK drives them: conflicts, isolation, expiry, refusals.
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

/** Calls after which an earlier one has certainly reached the gateway: it answers those that wait for nothing in the order they come. */
async function roundTrips(): Promise<void> {
  for (let i = 0; i < 5; i += 1) await claims().where({ _id: 'nobody' }).count();
}
let serial = 0;
async function newClaim(data: object = {}): Promise<string> {
  return (await claims().add({ data: { serial: ++serial, n: 0, ...data } }))._id;
}

describe('refusals', () => {
  test('where() inside a transaction is refused where the request shows it', async () => {
    const transaction = await db.startTransaction();
    const { errCode, errMsg } = await refusal(transaction.collection('claims').where({ n: 0 }).get());
    expect(errCode).toBe(-502002);
    expect(errMsg).toContain('where()');
    await transaction.rollback();
  });

  test('a second writer of the same document is refused at once, and its transaction is over', async () => {
    const id = await newClaim();
    const [first, second] = [await db.startTransaction(), await db.startTransaction()];
    await first
      .collection('claims')
      .doc(id)
      .update({ data: { n: 1 } });
    const began = Date.now();
    const { errCode, errMsg } = await refusal(
      second
        .collection('claims')
        .doc(id)
        .update({ data: { n: 2 } }),
    );
    expect(Date.now() - began).toBeLessThan(1000);
    expect(errCode).toBe(-501001);
    expect(errMsg).toContain('TransactionConflict');
    // believed: as in the database behind the service, a refused operation ends its transaction
    expect((await refusal(second.commit())) as { errCode?: number }).toMatchObject({ code: 'DATABASE_TRANSACTION_FAIL' });
    await first.commit();
    expect((await cloud.database.get('claims', id))?.n).toBe(1);
  });

  test('a document changed since the snapshot cannot be written', async () => {
    const id = await newClaim();
    const late = await db.startTransaction();
    await late.collection('claims').doc(id).get();
    await claims()
      .doc(id)
      .update({ data: { n: 5 } });
    expect(
      (
        await refusal(
          late
            .collection('claims')
            .doc(id)
            .update({ data: { n: 6 } }),
        )
      ).errMsg,
    ).toContain('TransactionConflict');
    expect((await cloud.database.get('claims', id))?.n).toBe(5);
  });

  test('a known _id and a taken unique key are E11000, not retried', async () => {
    const id = await newClaim({ _id: 'claim:known' });
    let tries = 0;
    const again = db.runTransaction(async (transaction) => {
      tries++;
      await transaction.collection('claims').add({ data: { _id: id, serial: 9_999 } });
    });
    const { errCode, errMsg } = await refusal(again);
    expect(errCode).toBe(-502001);
    expect(errMsg).toContain('E11000');
    expect(errMsg).toContain('_id_');
    expect(tries).toBe(1);
    const unique = db.runTransaction(async (transaction) => transaction.collection('claims').add({ data: { serial } }));
    expect((await refusal(unique)).errMsg).toMatch(/E11000.*index: serial/);
  });

  test('two documents of one transaction cannot share a unique key', async () => {
    const both = db.runTransaction(async (transaction) => {
      await transaction.collection('claims').add({ data: { serial: -1 } });
      await transaction.collection('claims').add({ data: { serial: -1 } });
    });
    expect((await refusal(both)).errMsg).toContain('E11000');
    expect((await claims().where({ serial: -1 }).count()).total).toBe(0);
  });

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

  test('unknown and finished transactions are refused', async () => {
    for (const action of ['database.commitTransaction', 'database.abortTransaction']) {
      expect((await knock(cloud, { action, transactionId: 'nobody' })).json.code).toBe('DATABASE_TRANSACTION_FAIL');
    }
    const done = await db.startTransaction();
    await done.commit();
    expect(await refusal(done.commit())).toMatchObject({ code: 'DATABASE_TRANSACTION_FAIL' });
  });
});

describe('isolation', () => {
  test('reads see one instant and own writes; others see nothing before the commit', async () => {
    const [a, b] = [await newClaim(), await newClaim()];
    const transaction = await db.startTransaction();
    await claims()
      .doc(b)
      .update({ data: { n: 50 } });
    expect((await transaction.collection('claims').doc(b).get()).data).toMatchObject({ n: 0 });
    await transaction
      .collection('claims')
      .doc(a)
      .update({ data: { n: 1 } });
    expect((await transaction.collection('claims').doc(a).get()).data).toMatchObject({ n: 1 });
    expect((await claims().doc(a).get()).data).toMatchObject({ n: 0 });
    await transaction.commit();
    expect((await claims().doc(a).get()).data).toMatchObject({ n: 1 });
  });

  test('several writes of one document, an insert, a set and a removal come together', async () => {
    const [a, b] = [await newClaim(), await newClaim()];
    await db.runTransaction(async (transaction) => {
      const within = transaction.collection('claims');
      await within.doc(a).update({ data: { n: db.command.inc(1) } });
      await within.doc(a).update({ data: { n: db.command.inc(1) } });
      await within.doc(b).remove();
      await within.doc('set:1').set({ data: { serial: 70_001, text: '新' } });
      await within.add({ data: { _id: 'added:1', serial: 70_002 } });
    });
    expect(await cloud.database.get('claims', a)).toMatchObject({ n: 2 });
    expect(await cloud.database.get('claims', b)).toBeNull();
    expect(await cloud.database.get('claims', 'set:1')).toEqual({ _id: 'set:1', serial: 70_001, text: '新' });
    expect(await cloud.database.get('claims', 'added:1')).toMatchObject({ serial: 70_002 });
  });

  test('a rolled back transaction leaves nothing, its locks are free', async () => {
    const id = await newClaim();
    await refusal(
      db.runTransaction(async (transaction) => {
        await transaction
          .collection('claims')
          .doc(id)
          .update({ data: { n: 9 } });
        await transaction.rollback('enough');
      }),
    ).catch(() => undefined);
    await claims()
      .doc(id)
      .update({ data: { n: db.command.inc(1) } });
    expect(await cloud.database.get('claims', id)).toMatchObject({ n: 1 });
  });

  test('a plain update waits for a lock and then sees what was committed', async () => {
    const id = await newClaim();
    const transaction = await db.startTransaction();
    await transaction
      .collection('claims')
      .doc(id)
      .update({ data: { n: 10 } });
    const order: string[] = [];
    const waiting = claims()
      .doc(id)
      .update({ data: { n: db.command.inc(1) } })
      .then(() => order.push('updated'));
    await roundTrips();
    order.push('commits');
    await transaction.commit();
    await waiting;
    expect(order).toEqual(['commits', 'updated']);
    expect(await cloud.database.get('claims', id)).toMatchObject({ n: 11 });
  });

  test('a plain insert of an id that a transaction is inserting waits, then finds it taken', async () => {
    const transaction = await db.startTransaction();
    await transaction.collection('claims').add({ data: { _id: 'race:1', serial: 80_001 } });
    const plain = refusal(claims().add({ data: { _id: 'race:1', serial: 80_002 } }));
    await roundTrips();
    await transaction.commit();
    expect((await plain).errMsg).toContain('E11000');
  });

  test('two transactions that insert the same id: one wins, the other conflicts', async () => {
    const [first, second] = [await db.startTransaction(), await db.startTransaction()];
    await first.collection('claims').add({ data: { _id: 'race:2', serial: 81_001 } });
    expect((await refusal(second.collection('claims').add({ data: { _id: 'race:2', serial: 81_002 } }))).errMsg).toContain(
      'TransactionConflict',
    );
    await first.commit();
  });

  test('twenty increments in competing transactions, each retried until it succeeds, all count', async () => {
    const id = await newClaim();
    const increment = async (): Promise<void> => {
      for (;;) {
        const transaction = await db.startTransaction();
        try {
          const before = (await transaction.collection('claims').doc(id).get()).data as unknown as { n: number };
          await transaction
            .collection('claims')
            .doc(id)
            .update({ data: { n: before.n + 1 } });
          await transaction.commit();
          return;
        } catch {
          await transaction.rollback().catch(() => undefined);
          await new Promise((resolve) => setTimeout(resolve, Math.random() * 20));
        }
      }
    };
    await Promise.all(Array.from({ length: 20 }, increment));
    expect(await cloud.database.get('claims', id)).toMatchObject({ n: 20 });
  });

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

  test('answered on an operation: the callback runs once and the error has no code', async () => {
    const id = await newClaim();
    const holder = await db.startTransaction();
    await holder
      .collection('claims')
      .doc(id)
      .update({ data: { n: 1 } });
    let runs = 0;
    const error = await refusal(
      db.runTransaction(async (transaction) => {
        runs++;
        await transaction
          .collection('claims')
          .doc(id)
          .update({ data: { n: 2 } });
      }),
    );
    expect(runs).toBe(1);
    expect(error.errCode).toBe(-501001);
    expect('code' in error).toBe(false);
    await holder.rollback();
  });

  test('where().update inside a transaction leaves it without a trace and takes effect outside', async () => {
    const id = await newClaim();
    const transaction = await db.startTransaction();
    await transaction
      .collection('claims')
      .where({ _id: id })
      .update({ data: { n: 3 } });
    await transaction.rollback();
    expect(await cloud.database.get('claims', id)).toMatchObject({ n: 3 });
  });
});
