// Transactions as the real SDK drives them: refusals, isolation, expiry, what stays outside.
import type { CollectionRef, TransactionRef } from '../forms/sdk-types';
import { type Case, refusalOf, type Target } from './case';

const GONE = 'DATABASE_TRANSACTION_FAIL';
let serial = 0;

const claims = ({ db }: Target): CollectionRef => db.collection('claims');
const within = (transaction: TransactionRef): CollectionRef => transaction.collection('claims');
const set = (collection: CollectionRef, id: string, data: object): Promise<unknown> => collection.doc(id).update({ data });
const numberOf = async (collection: CollectionRef, id: string): Promise<unknown> => (await collection.doc(id).get()).data.n;
const count = async (target: Target, id: string): Promise<number> => (await claims(target).where({ _id: id }).count()).total;
const newClaim = async (target: Target, data: object = {}): Promise<string> =>
  (await claims(target).add({ data: { serial: ++serial, n: 0, ...data } }))._id;
const says = (words: string, text: string): string => (text.includes(words) ? words : text);

/** Calls after which an earlier one has certainly reached the service: it answers those that wait for nothing in the order they come. */
export async function roundTrips(target: Target): Promise<void> {
  for (let i = 0; i < 5; i += 1) await count(target, 'nobody');
}
const expired = ({ transactionMs }: Target): Promise<void> => new Promise((resolve) => setTimeout(resolve, transactionMs * 1.2 + 100));

const one = (name: string, run: Case['run'], gives: unknown, more: Partial<Case> = {}): Case => ({
  area: 'Transactions',
  name,
  run,
  gives,
  ...more,
});

export const TRANSACTIONS: Case[] = [
  one(
    'where().get() inside a transaction is refused',
    async (target) => {
      const transaction = await target.db.startTransaction();
      const { errCode, words } = await refusalOf(within(transaction).where({ n: 0 }).get());
      await transaction.rollback().catch(() => undefined);
      return [errCode, says('where()', words)];
    },
    [-502002, 'where()'],
    // believed: the documents forbid it; the code and the words are ours
    { believed: true },
  ),
  one(
    'a second writer of a document is refused at once',
    async (target) => {
      const id = await newClaim(target);
      const [first, second] = [await target.db.startTransaction(), await target.db.startTransaction()];
      await set(within(first), id, { n: 1 });
      const { errCode, code, words } = await refusalOf(set(within(second), id, { n: 2 }));
      await second.rollback().catch(() => undefined);
      await first.commit();
      return [errCode, code, says('TransactionConflict', words), await numberOf(claims(target), id)];
    },
    [-501001, null, 'TransactionConflict', 1],
  ),
  one(
    'a refused operation ends its transaction',
    async (target) => {
      const id = await newClaim(target);
      const [first, second] = [await target.db.startTransaction(), await target.db.startTransaction()];
      await set(within(first), id, { n: 1 });
      await refusalOf(set(within(second), id, { n: 2 }));
      try {
        return (await refusalOf(second.commit())).code;
      } finally {
        await first.rollback();
      }
    },
    GONE,
    // believed: as in the database behind the service
    { believed: true },
  ),
  one(
    'a document changed since the snapshot cannot be written',
    async (target) => {
      const id = await newClaim(target);
      const late = await target.db.startTransaction();
      await numberOf(within(late), id);
      await set(claims(target), id, { n: 5 });
      const { words } = await refusalOf(set(within(late), id, { n: 6 }));
      await late.rollback().catch(() => undefined);
      return [says('TransactionConflict', words), await numberOf(claims(target), id)];
    },
    ['TransactionConflict', 5],
  ),
  one(
    'a known _id is E11000 and not tried again',
    async (target) => {
      const id = await newClaim(target, { _id: 'claim:known' });
      let tries = 0;
      const again = target.db.runTransaction(async (transaction) => {
        tries++;
        await within(transaction).add({ data: { _id: id, serial: ++serial } });
      });
      const { errCode, words } = await refusalOf(again);
      return [errCode, says('E11000', words), says('_id_', words), tries];
    },
    [-502001, 'E11000', '_id_', 1],
    // believed: the words; the code is in the SDK's table
    { believed: true },
  ),
  one(
    'a taken unique key is E11000 with the name of its index',
    async (target) => {
      await newClaim(target, { serial: 'taken' });
      const plain = await refusalOf(newClaim(target, { serial: 'taken' }));
      const inside = await refusalOf(target.db.runTransaction((transaction) => within(transaction).add({ data: { serial: 'taken' } })));
      return [plain, inside].map(({ errCode, words }) => [errCode, says('E11000', words), says('serial', words)]);
    },
    [
      [-502001, 'E11000', 'serial'],
      [-502001, 'E11000', 'serial'],
    ],
    // believed: the words
    { believed: true, needs: ['unique index'] },
  ),
  one(
    'a unique index takes a missing field as null: once',
    async (target) => {
      const { _id } = await claims(target).add({ data: { n: 0 } });
      const { words } = await refusalOf(claims(target).add({ data: { n: 0 } }));
      await claims(target).doc(_id).remove();
      return says('E11000', words);
    },
    'E11000',
    { needs: ['unique index'] },
  ),
  one(
    'two documents of one transaction cannot share a unique key',
    async (target) => {
      const both = target.db.runTransaction(async (transaction) => {
        await within(transaction).add({ data: { serial: 'shared' } });
        await within(transaction).add({ data: { serial: 'shared' } });
      });
      const { words } = await refusalOf(both);
      return [says('E11000', words), (await claims(target).where({ serial: 'shared' }).count()).total];
    },
    ['E11000', 0],
    { needs: ['unique index'] },
  ),
  one(
    'an expired transaction is gone, with its locks',
    async (target) => {
      const id = await newClaim(target);
      const slow = await target.db.startTransaction();
      await set(within(slow), id, { n: 1 });
      await expired(target);
      await set(claims(target), id, { n: 7 });
      return [(await refusalOf(slow.commit())).code, await numberOf(claims(target), id)];
    },
    [GONE, 7],
    { needs: ['time'] },
  ),
  one(
    'a finished transaction is refused',
    async ({ db }) => {
      const done = await db.startTransaction();
      await done.commit();
      return (await refusalOf(done.commit())).code;
    },
    GONE,
  ),
  one(
    'reads see one instant and own writes; others see nothing before the commit',
    async (target) => {
      const [a, b] = [await newClaim(target), await newClaim(target)];
      const transaction = await target.db.startTransaction();
      await numberOf(within(transaction), a);
      await set(claims(target), b, { n: 50 });
      const snapshot = await numberOf(within(transaction), b);
      await set(within(transaction), a, { n: 1 });
      const own = await numberOf(within(transaction), a);
      const outside = await numberOf(claims(target), a);
      await transaction.commit();
      return { snapshot, own, outside, committed: await numberOf(claims(target), a) };
    },
    { snapshot: 0, own: 1, outside: 0, committed: 1 },
  ),
  one(
    'several writes of one document, an insert, a set and a removal come together',
    async (target) => {
      const [a, b] = [await newClaim(target), await newClaim(target)];
      await target.db.runTransaction(async (transaction) => {
        const inside = within(transaction);
        await set(inside, a, { n: target.db.command.inc(1) });
        await set(inside, a, { n: target.db.command.inc(1) });
        await inside.doc(b).remove();
        await inside.doc('set:1').set({ data: { serial: 70_001, text: '新' } });
        await inside.add({ data: { _id: 'added:1', serial: 70_002 } });
      });
      return [
        await numberOf(claims(target), a),
        await count(target, b),
        (await claims(target).doc('set:1').get()).data,
        await count(target, 'added:1'),
      ];
    },
    [2, 0, { _id: 'set:1', serial: 70_001, text: '新' }, 1],
  ),
  one(
    'a rolled back transaction leaves nothing, its locks are free',
    async (target) => {
      const id = await newClaim(target);
      await target.db
        .runTransaction(async (transaction) => {
          await set(within(transaction), id, { n: 9 });
          await transaction.rollback('enough');
        })
        .catch(() => undefined);
      await set(claims(target), id, { n: target.db.command.inc(1) });
      return numberOf(claims(target), id);
    },
    1,
  ),
  one(
    'a plain update waits for a lock and then sees what was committed',
    async (target) => {
      const id = await newClaim(target);
      const transaction = await target.db.startTransaction();
      await set(within(transaction), id, { n: 10 });
      const order: string[] = [];
      const waiting = set(claims(target), id, { n: target.db.command.inc(1) }).then(() => order.push('updated'));
      await roundTrips(target);
      order.push('commits');
      await transaction.commit();
      await waiting;
      return [order, await numberOf(claims(target), id)];
    },
    [['commits', 'updated'], 11],
  ),
  one(
    'a plain insert of an id that a transaction is inserting waits, then finds it taken',
    async (target) => {
      const transaction = await target.db.startTransaction();
      await within(transaction).add({ data: { _id: 'race:1', serial: 80_001 } });
      const plain = refusalOf(claims(target).add({ data: { _id: 'race:1', serial: 80_002 } }));
      await roundTrips(target);
      await transaction.commit();
      return says('E11000', (await plain).words);
    },
    'E11000',
    // believed: that an insert waits as an update does
    { believed: true },
  ),
  one(
    'two transactions that insert the same id: one wins, the other conflicts',
    async (target) => {
      const [first, second] = [await target.db.startTransaction(), await target.db.startTransaction()];
      await within(first).add({ data: { _id: 'race:2', serial: 81_001 } });
      const { words } = await refusalOf(within(second).add({ data: { _id: 'race:2', serial: 81_002 } }));
      await second.rollback().catch(() => undefined);
      await first.commit();
      return says('TransactionConflict', words);
    },
    'TransactionConflict',
    // believed: as in the database behind the service
    { believed: true },
  ),
  one(
    'ten increments in competing transactions, each tried until it succeeds, all count',
    async (target) => {
      const id = await newClaim(target);
      const increment = async (): Promise<void> => {
        for (;;) {
          const transaction = await target.db.startTransaction();
          try {
            const before = (await numberOf(within(transaction), id)) as number;
            await set(within(transaction), id, { n: before + 1 });
            await transaction.commit();
            return;
          } catch {
            await transaction.rollback().catch(() => undefined);
            await new Promise((resolve) => setTimeout(resolve, Math.random() * 20));
          }
        }
      };
      await Promise.all(Array.from({ length: 10 }, increment));
      return numberOf(claims(target), id);
    },
    10,
  ),
  one(
    'a conflict answered on an operation: the SDK runs the callback once',
    async (target) => {
      const id = await newClaim(target);
      const holder = await target.db.startTransaction();
      await set(within(holder), id, { n: 1 });
      let runs = 0;
      const { errCode, code } = await refusalOf(
        target.db.runTransaction(async (transaction) => {
          runs++;
          await set(within(transaction), id, { n: 2 });
        }),
      );
      await holder.rollback();
      return { runs, errCode, code };
    },
    { runs: 1, errCode: -501001, code: null },
  ),
  one(
    'where().update() inside a transaction goes out without it and takes effect',
    async (target) => {
      const id = await newClaim(target);
      const transaction = await target.db.startTransaction();
      await within(transaction)
        .where({ _id: id })
        .update({ data: { n: 3 } });
      await transaction.rollback();
      return numberOf(claims(target), id);
    },
    3,
  ),
];
