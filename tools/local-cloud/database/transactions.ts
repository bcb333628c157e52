// Transactions with snapshot isolation: reads see one instant plus own writes; the first writer of a document wins.
import { randomBytes } from 'node:crypto';
import { duplicateKey, type ServiceError, transactionConflict, transactionGone } from '../errors';
import type { Collection } from './catalog';
import { Reader } from './engine';
import { docKey, type Found } from './found';
import type { Locks } from './locks';
import type { Snapshot, Store } from './store';
import type { Doc } from './values';
import { type Change, lockNames, type Writer } from './writes';

/** A transaction that is not committed or aborted within this time is gone. */
export const LIFETIME_MS = 30_000;

interface Pending extends Change {
  /** Version in the snapshot; null = absent there. */
  base: number | null;
}

interface Transaction {
  id: string;
  snapshot: Snapshot;
  writes: Map<string, Pending>;
  timer: NodeJS.Timeout;
  committing: boolean;
}

export class Transactions {
  private readonly open = new Map<string, Transaction>();

  constructor(
    private readonly store: Store,
    private readonly writer: Writer,
    private readonly locks: Locks,
    private readonly lifetimeMs: number,
  ) {}

  start(): string {
    const id = randomBytes(16).toString('hex');
    const timer = setTimeout(() => this.end(id), this.lifetimeMs);
    timer.unref();
    this.open.set(id, { id, snapshot: this.store.snapshot(), writes: new Map(), timer, committing: false });
    return id;
  }

  private need(id: string): Transaction {
    const transaction = this.open.get(id);
    if (!transaction || transaction.committing) throw transactionGone();
    return transaction;
  }

  private end(id: string): void {
    const transaction = this.open.get(id);
    if (!transaction || transaction.committing) return;
    this.close(transaction);
  }

  private close(transaction: Transaction): void {
    clearTimeout(transaction.timer);
    this.open.delete(transaction.id);
    transaction.snapshot.done();
    this.locks.free(transaction.id);
  }

  abort(id: string): void {
    this.need(id);
    this.end(id);
  }

  closeAll(): void {
    for (const id of [...this.open.keys()]) this.end(id);
  }

  /** The document as this transaction sees it. */
  read(id: string, collection: Collection, idKey: Buffer): Doc | null {
    const transaction = this.need(id);
    const pending = transaction.writes.get(docKey(collection, idKey).toString('latin1'));
    if (pending) return pending.after;
    return this.inSnapshot(transaction, collection, idKey)?.doc ?? null;
  }

  private inSnapshot(transaction: Transaction, collection: Collection, idKey: Buffer): Found | null {
    return new Reader(this.store, collection, transaction.snapshot.transaction).load(idKey);
  }

  /**
   * Write one document inside a transaction. Somebody else's lock, or a change committed since the snapshot, is a conflict at once;
   * any refusal ends the transaction, as the database behind the service does. // believed
   */
  write(id: string, collection: Collection, idKey: Buffer, next: Doc | null): void {
    const transaction = this.need(id);
    try {
      const key = docKey(collection, idKey).toString('latin1');
      const earlier = transaction.writes.get(key);
      const seen = this.inSnapshot(transaction, collection, idKey);
      const pending: Pending = { collection, idKey, before: seen?.doc ?? null, base: seen?.version ?? null, after: next };
      const names = lockNames(pending);
      if (this.locks.held(names, id)) throw transactionConflict();
      if (!earlier && this.moved(pending)) throw transactionConflict();
      this.refuseOwnDuplicate(transaction, pending, key);
      this.writer.checkUnique(pending, new Set(transaction.writes.keys()));
      this.locks.take(names, id);
      transaction.writes.set(key, pending);
    } catch (error) {
      this.end(id);
      throw error;
    }
  }

  private refuseOwnDuplicate(transaction: Transaction, pending: Pending, key: string): void {
    const mine = new Set(lockNames(pending).filter((name) => name.startsWith('u')));
    if (mine.size === 0) return;
    for (const [otherKey, other] of transaction.writes) {
      if (otherKey === key) continue;
      const clash = lockNames(other).find((name) => mine.has(name));
      if (clash !== undefined) throw duplicateKey(pending.collection.name, 'unique', 'two documents of one transaction');
    }
  }

  private moved(pending: Pending): boolean {
    const now = new Reader(this.store, pending.collection).load(pending.idKey);
    return (now?.version ?? null) !== pending.base;
  }

  /** Commit; afterwards the transaction is gone, whatever came of it. */
  async commit(id: string): Promise<void> {
    const transaction = this.need(id);
    transaction.committing = true;
    try {
      const changes = [...transaction.writes.values()];
      if (changes.length === 0) return;
      const refused = await this.store.write((): unknown => {
        try {
          // Writes that were already on their way to the disk when a lock was taken show here.
          if (changes.some((pending) => this.moved(pending))) throw transactionConflict();
          this.writer.write(changes);
          return null;
        } catch (error) {
          return error;
        }
      });
      if (refused) throw refused;
    } finally {
      this.close(transaction);
    }
  }

  /** Give up a transaction whose commit is refused by plan (planted trouble). */
  refuse(id: string): ServiceError {
    this.end(id);
    return transactionConflict();
  }
}
