// The durable ground: one LMDB file with named tables. A write is acknowledged only after it is on disk.
import fs from 'node:fs';
import path from 'node:path';
import { type Database, open, type RootDatabase, type Transaction } from 'lmdb';
import { mendTorn } from './torn';

/** A snapshot of everything as it was at one instant; `done` lets its pages be reused. */
export interface Snapshot {
  readonly transaction: Transaction;
  done(): void;
}

export type Table = Database<Buffer, Buffer>;

export interface Store {
  readonly docs: Table;
  readonly index: Table;
  readonly meta: Database<unknown, string>;
  readonly files: Database<unknown, string>;
  readonly messages: Database<unknown, string>;
  /** Run `work` alone among writers; its writes are on disk when the promise resolves. `work` must not throw after its first write. */
  write<T>(work: () => T): Promise<T>;
  snapshot(): Snapshot;
  close(): Promise<void>;
}

interface Job {
  run(): void;
  settle(): void;
  fail(error: unknown): void;
}

/** Open (or create) the store under `dataDir`. */
export function openStore(dataDir: string, options: { flush?: boolean } = {}): Store {
  fs.mkdirSync(dataDir, { recursive: true });
  const file = path.join(dataDir, 'cloud.mdb');
  mendTorn(file);
  const root: RootDatabase<Buffer, Buffer> = open({
    path: file,
    noSubdir: true,
    maxDbs: 8,
    encoding: 'binary',
    keyEncoding: 'binary',
    // A commit includes its flush: what was acknowledged is on disk, not on its way.
    overlappingSync: false,
    noSync: options.flush === false,
  });
  const binary = (name: string): Table => root.openDB<Buffer, Buffer>({ name, encoding: 'binary', keyEncoding: 'binary' });
  const json = (name: string): Database<unknown, string> => root.openDB<unknown, string>({ name, encoding: 'json' });
  let closing: Promise<void> | null = null;
  // Whatever is asked for while a commit is on its way to the disk shares the next one.
  let waiting: Job[] = [];
  let committing = false;
  const commit = (): void => {
    const batch = waiting;
    waiting = [];
    const work = (): void => {
      for (const job of batch) job.run();
    };
    // Without the flush a commit is too short to be worth another thread; the lock against a second commit is then not needed either.
    if (options.flush === false) {
      committing = false;
      try {
        root.transactionSync(work);
        for (const job of batch) job.settle();
      } catch (error) {
        for (const job of batch) job.fail(error);
      }
      return;
    }
    const done = root.transaction(work) as Promise<void>;
    done
      .then(
        () => {
          for (const job of batch) job.settle();
        },
        (error: unknown) => {
          for (const job of batch) job.fail(error);
        },
      )
      .finally(() => {
        committing = waiting.length > 0;
        if (committing) commit();
      });
  };
  return {
    docs: binary('docs'),
    index: binary('index'),
    meta: json('meta'),
    files: json('files'),
    messages: json('messages'),
    write<T>(work: () => T): Promise<T> {
      return new Promise<T>((resolve, reject) => {
        let settle = (): void => undefined;
        const run = (): void => {
          try {
            const value = work();
            settle = () => resolve(value);
          } catch (error) {
            settle = () => reject(error);
          }
        };
        waiting.push({ run, settle: () => settle(), fail: reject });
        if (committing) return;
        committing = true;
        if (options.flush === false) queueMicrotask(commit);
        else commit();
      });
    },
    snapshot() {
      const transaction = root.useReadTransaction();
      return { transaction, done: () => transaction.done() };
    },
    close() {
      closing ??= root.close();
      return closing;
    },
  };
}
