// The durable ground: one LMDB file with named tables. A write is acknowledged once it is committed to the system, and flushed to the disk soon after.
import fs from 'node:fs';
import path from 'node:path';
import { setImmediate } from 'node:timers';
import { type Database, open, type RootDatabase, type Transaction } from 'lmdb';
import { Flusher, unmark } from './flusher';
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
  /**
   * Run `work` alone among writers. When the promise resolves its writes survive the end of this process, however it ends; a power cut may
   * take the last moments, never half a commit. `work` must not throw after its first write.
   */
  write<T>(work: () => T): Promise<T>;
  /** Resolves when everything committed so far is on the disk. */
  flush(): Promise<void>;
  snapshot(): Snapshot;
  close(): Promise<void>;
}

/** One write that waits for the next commit. */
class Job<T> {
  private value: T | undefined;
  private error: unknown;
  private failed = false;

  constructor(
    private readonly work: () => T,
    private readonly resolve: (value: T) => void,
    readonly reject: (error: unknown) => void,
  ) {}

  run(): void {
    try {
      this.value = this.work();
    } catch (error) {
      this.failed = true;
      this.error = error;
    }
  }

  settle(): void {
    if (this.failed) this.reject(this.error);
    else this.resolve(this.value as T);
  }
}

/** Open (or create) the store under `dataDir`. Without `flush` the disk is left to the system: for tests, whose stores nobody needs tomorrow. */
export function openStore(dataDir: string, options: { flush?: boolean } = {}): Store {
  fs.mkdirSync(dataDir, { recursive: true });
  const file = path.join(dataDir, 'cloud.mdb');
  mendTorn(file);
  const flushes = options.flush !== false;
  if (!flushes && fs.existsSync(file)) unmark(file);
  const root: RootDatabase<Buffer, Buffer> = open({
    path: file,
    noSubdir: true,
    maxDbs: 8,
    encoding: 'binary',
    keyEncoding: 'binary',
    // A commit hands its pages to the system, which keeps them whatever becomes of this process; the flusher brings them to the disk.
    overlappingSync: false,
    noSync: true,
  });
  const binary = (name: string): Table => root.openDB<Buffer, Buffer>({ name, encoding: 'binary', keyEncoding: 'binary' });
  const json = (name: string): Database<unknown, string> => root.openDB<unknown, string>({ name, encoding: 'json' });
  const tables = { docs: binary('docs'), index: binary('index'), meta: json('meta'), files: json('files'), messages: json('messages') };
  const flusher = flushes ? new Flusher(root, file) : null;
  let closing: Promise<void> | null = null;
  // Whatever is asked for in the same turn of the event loop shares one commit.
  let waiting: Job<unknown>[] = [];
  const commit = (): void => {
    const batch = waiting;
    waiting = [];
    try {
      root.transactionSync(() => {
        for (const job of batch) job.run();
      });
    } catch (error) {
      for (const job of batch) job.reject(error);
      return;
    }
    for (const job of batch) job.settle();
  };
  const turn = (): void => {
    try {
      const behind = flusher?.behind();
      if (behind) behind.then(turn, turn);
      else commit();
    } catch (error) {
      const batch = waiting;
      waiting = [];
      for (const job of batch) job.reject(error);
    }
  };
  return {
    ...tables,
    write<T>(work: () => T): Promise<T> {
      return new Promise<T>((resolve, reject) => {
        if (waiting.push(new Job<T>(work, resolve, reject) as Job<unknown>) === 1) setImmediate(turn);
      });
    },
    async flush() {
      await flusher?.flush();
    },
    snapshot() {
      const transaction = root.useReadTransaction();
      return { transaction, done: () => transaction.done() };
    },
    close() {
      closing ??= (async () => {
        if (waiting.length > 0) commit();
        await flusher?.close();
        await root.close();
      })();
      return closing;
    },
  };
}
