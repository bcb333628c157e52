// When writes become commits: what comes in the same turn is one batch, batches share a commit, and in between the journal keeps the promise.
import { randomInt } from 'node:crypto';
import { clearTimeout, setImmediate, setTimeout } from 'node:timers';
import type { Database, RootDatabase } from 'lmdb';
import { Journal, recall } from './journal';
import type { Table } from './store';

/** Longest a batch stays in the journal only. */
const COMMIT_AFTER_MS = 200;
/** Most the journal may hold before a commit. */
const COMMIT_AFTER_BYTES = 8 * 1024 * 1024;
/** Where the store keeps the generation of its newest commit with a journal. */
const GENERATION = 'generation';

/** The answer of work that cannot be done before something else has happened. */
export class PutOff {
  constructor(readonly until: Promise<void>) {}
}

/** One write that waits for its turn. */
class Job {
  private value: unknown;
  private error: unknown;
  private failed = false;

  constructor(
    private readonly work: () => unknown,
    private readonly resolve: (value: unknown) => void,
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

  /** Answer; what has to happen first when the work was put off. */
  settle(): PutOff | null {
    if (this.failed) this.reject(this.error);
    else if (this.value instanceof PutOff) return this.value;
    else this.resolve(this.value);
    return null;
  }
}

export interface Ground {
  root: RootDatabase<Buffer, Buffer>;
  meta: Database<unknown, string>;
  /** The tables whose changes the journal can say, by number. */
  tables: readonly Database<Buffer, Buffer>[];
  journal: string;
  /** What to wait for before more is written, when the disk is far behind. Throws when it has refused. */
  behind(): Promise<void> | null;
}

/**
 * A commit copies every page it touches, so that one for each batch would cost more than the batch. The LMDB transaction is therefore left
 * open from one turn to the next, while what it holds is in the journal as well. It is closed at once when somebody holds a snapshot or wants
 * one, and when something was written that the journal does not know.
 */
export class Commits {
  private readonly journal: Journal;
  private generation: number;
  private waiting: Job[] = [];
  /** Commits the open transaction; null when none is open. */
  private finish: ((nothing: undefined) => void) | null = null;
  private timer: NodeJS.Timeout | null = null;
  private running = false;
  private unjournaled = false;
  private snapshots = 0;
  private broken: Error | null = null;

  constructor(private readonly ground: Ground) {
    const known = ground.meta.get(GENERATION) as number | undefined;
    // Begun anywhere, so that a journal left by another store is not taken for ours.
    this.generation = known ?? randomInt(2 ** 40);
    ground.root.transactionSync(() => {
      let recalled = known === undefined;
      for (const { table, key, value } of recall(ground.journal, this.generation + 1)) {
        if (value) ground.tables[table]?.putSync(key, value);
        else ground.tables[table]?.removeSync(key);
        recalled = true;
      }
      if (recalled) ground.meta.putSync(GENERATION, ++this.generation);
    });
    this.journal = new Journal(ground.journal);
  }

  /** See `Store.write`. */
  write<T>(work: () => T | PutOff): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.wait(new Job(work, resolve as (value: unknown) => void, reject));
    });
  }

  private wait(job: Job): void {
    if (this.waiting.push(job) === 1) setImmediate(this.turn);
  }

  private readonly turn = (): void => {
    // Closing does not wait for its turn.
    if (this.waiting.length === 0) return;
    try {
      const behind = this.broken ? null : this.ground.behind();
      if (behind) behind.then(this.turn, this.turn);
      else this.batch();
    } catch (error) {
      this.rejectAll(error);
    }
  };

  private rejectAll(error: unknown): void {
    const batch = this.waiting;
    this.waiting = [];
    for (const job of batch) job.reject(error);
  }

  private batch(): void {
    const batch = this.waiting;
    this.waiting = [];
    try {
      this.begin();
      this.running = true;
      for (const job of batch) job.run();
      this.running = false;
      this.keep();
    } catch (error) {
      this.running = false;
      for (const job of batch) job.reject(error);
      return;
    }
    for (const job of batch) {
      const off = job.settle();
      if (off) off.until.then(() => this.wait(job), job.reject);
    }
  }

  private begin(): void {
    if (this.broken) throw this.broken;
    if (this.finish) return;
    // A transaction stays open until what its callback returns is done; this says so at the very moment `settle` wants it.
    const untilSettled = {
      // biome-ignore lint/suspicious/noThenProperty: a promise would say it later, when others may have begun to read or write
      then: (done: (nothing: undefined) => void): void => {
        this.finish = done;
      },
    };
    this.ground.root.transactionSync(() => untilSettled);
    // Not unreferenced: a process that ends with a transaction open would wait for it for ever.
    this.timer = setTimeout(this.later, COMMIT_AFTER_MS);
  }

  /** Let what was just written survive this process. */
  private keep(): void {
    if (this.snapshots > 0 || this.unjournaled || !this.noted() || this.journal.size > COMMIT_AFTER_BYTES) this.settle();
  }

  /** Whether the batch is in the journal; without room for it the commit itself may still find some. */
  private noted(): boolean {
    try {
      this.journal.append(this.generation + 1);
      return true;
    } catch {
      return false;
    }
  }

  private readonly later = (): void => {
    try {
      this.settle();
    } catch {
      // The next writer is told.
    }
  };

  /** Commit what is open. */
  settle(): void {
    const { finish } = this;
    if (!finish) return;
    this.finish = null;
    if (this.timer) clearTimeout(this.timer);
    this.unjournaled = false;
    try {
      this.ground.meta.putSync(GENERATION, this.generation + 1);
      finish(undefined);
      this.journal.clear();
    } catch (error) {
      // What is open in memory is lost, what was acknowledged is in the journal: only a new start brings the two together.
      this.broken = new Error(`the store cannot commit: ${(error as Error).message}. Make room on the disk and start again`, {
        cause: error,
      });
      throw this.broken;
    }
    this.generation++;
  }

  /** A table that the journal knows under a number. */
  journaled(number: number): Table {
    const table = this.ground.tables[number] as Database<Buffer, Buffer>;
    return {
      get: (key, options) => table.get(key, options),
      doesExist: (key) => table.doesExist(key),
      getRange: (options) => table.getRange(options),
      getKeys: (options) => table.getKeys(options),
      getKeysCount: (options) => table.getKeysCount(options),
      putSync: (key, value) => {
        this.journal.note(number, key, value);
        table.putSync(key, value);
      },
      removeSync: (key) => {
        this.journal.note(number, key, null);
        table.removeSync(key);
      },
    };
  }

  /** A table that is written seldom: its changes are committed at once. */
  direct(table: Database<unknown, string>): Table<unknown, string> {
    return {
      get: (key, options) => table.get(key, options),
      doesExist: (key) => table.doesExist(key),
      getRange: (options) => table.getRange(options),
      getKeys: (options) => table.getKeys(options),
      getKeysCount: (options) => table.getKeysCount(options),
      putSync: (key, value) => {
        this.alone();
        table.putSync(key, value);
      },
      removeSync: (key) => {
        this.alone();
        table.removeSync(key);
      },
    };
  }

  private alone(): void {
    if (this.running) this.unjournaled = true;
    else this.settle();
  }

  /** Count a snapshot that somebody holds; the returned function counts it off. */
  holdSnapshot(): () => void {
    this.settle();
    this.snapshots++;
    let held = true;
    return () => {
      if (held) this.snapshots--;
      held = false;
    };
  }

  close(): void {
    if (this.waiting.length > 0) this.batch();
    this.settle();
    this.journal.close();
  }
}
