// The durable ground: one LMDB file with named tables. A write is acknowledged once the system has it, and flushed to the disk soon after.
import fs from 'node:fs';
import path from 'node:path';
import { type Database, open, type RootDatabase, type Transaction } from 'lmdb';
import { Commits, type PutOff } from './commits';
import { Flusher, unmark } from './flusher';
import { mendTorn } from './torn';

/** A snapshot of everything as it was at one instant; `done` lets its pages be reused. */
export interface Snapshot {
  readonly transaction: Transaction;
  done(): void;
}

/** What is done with a table. `putSync` and `removeSync` of documents and index belong inside a `write`. */
export type Table<V = Buffer, K extends Buffer | string = Buffer> = Pick<
  Database<V, K>,
  'get' | 'doesExist' | 'getRange' | 'getKeys' | 'getKeysCount'
> & {
  putSync(key: K, value: V): void;
  removeSync(key: K): void;
};

export interface Store {
  readonly docs: Table;
  readonly index: Table;
  readonly meta: Table<unknown, string>;
  readonly files: Table<unknown, string>;
  readonly messages: Table<unknown, string>;
  /**
   * Run `work` alone among writers. When the promise resolves its writes survive the end of this process, however it ends; a power cut may
   * take the last moments, never half a commit. `work` must not throw after its first write. When it answers `PutOff` it has written nothing
   * and is run again later.
   */
  write<T>(work: () => T | PutOff): Promise<T>;
  /** Resolves when everything committed so far is on the disk. */
  flush(): Promise<void>;
  snapshot(): Snapshot;
  close(): Promise<void>;
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
  const binary = (name: string): Database<Buffer, Buffer> => root.openDB({ name, encoding: 'binary', keyEncoding: 'binary' });
  const json = (name: string): Database<unknown, string> => root.openDB({ name, encoding: 'json' });
  const tables = [binary('docs'), binary('index')];
  const meta = json('meta');
  let flusher: Flusher | null = null;
  const commits = new Commits({
    root,
    meta,
    tables,
    journal: path.join(dataDir, 'cloud.journal'),
    behind: () => flusher?.behind() ?? null,
  });
  if (flushes) flusher = new Flusher(root, file, () => commits.settle());
  let closing: Promise<void> | null = null;
  const close = async (): Promise<void> => {
    commits.close();
    await flusher?.close();
    await root.close();
  };
  return {
    docs: commits.journaled(0),
    index: commits.journaled(1),
    meta: commits.direct(meta),
    files: commits.direct(json('files')),
    messages: commits.direct(json('messages')),
    write: (work) => commits.write(work),
    async flush() {
      await flusher?.flush();
    },
    snapshot() {
      const release = commits.holdSnapshot();
      const transaction = root.useReadTransaction();
      return {
        transaction,
        done: () => {
          release();
          transaction.done();
        },
      };
    },
    close() {
      closing ??= close();
      return closing;
    },
  };
}
