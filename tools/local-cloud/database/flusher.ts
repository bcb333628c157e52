// Brings commits to the disk in the background and marks how far it got, so that a power cut loses the last moments and nothing else.
import fs from 'node:fs';
import { promisify } from 'node:util';
import type { RootDatabase, Transaction } from 'lmdb';
import { type Meta, markOf, pageSizeOf, readMark, readMetas } from './meta';

const fdatasync = promisify(fs.fdatasync);
const write = promisify(fs.write);

/** How long a commit may wait for its flush to begin. */
const EVERY_MS = 250;
/** How much the file may grow ahead of the flush before writers wait. */
const MOST_AHEAD_BYTES = 256 * 1024 * 1024;
/** Commits between two looks at the file's size. */
const LOOK_EVERY = 16;

/**
 * LMDB uses a page again once no reader can see it. As long as a reader stays at the marked commit its pages are therefore left alone:
 * pin the newest commit, flush, mark it, and only then let go of the one marked before.
 */
export class Flusher {
  private readonly file: number;
  private readonly pageSize: number;
  private readonly timer: NodeJS.Timeout;
  private pin: Transaction;
  private marked: bigint;
  private sizeAtPin = 0;
  private commits = 0;
  private running: Promise<void> | null = null;
  private broken: Error | null = null;

  constructor(
    private readonly root: RootDatabase<Buffer, Buffer>,
    path: string,
    /** Commits what is still open. */
    private readonly settle: () => void,
  ) {
    this.file = fs.openSync(path, 'r+');
    this.pageSize = pageSizeOf(this.file) as number;
    this.pin = root.useReadTransaction();
    const newest = this.newest();
    // A store always has a mark while it is written to.
    if (readMark(this.file, this.pageSize)?.txn !== newest.txn) {
      const { bytes, at } = markOf(newest, this.pageSize);
      fs.fdatasyncSync(this.file);
      fs.writeSync(this.file, bytes, 0, bytes.length, at);
      fs.fdatasyncSync(this.file);
    }
    this.marked = newest.txn;
    this.sizeAtPin = fs.fstatSync(this.file).size;
    // A disk that refuses is told to the next writer.
    this.timer = setInterval(() => void this.flush().catch(() => undefined), EVERY_MS);
    this.timer.unref();
  }

  private newest(): Meta {
    const [newest] = readMetas(this.file, this.pageSize);
    if (!newest) throw new Error('the store lost its first pages while it was open');
    return newest.meta;
  }

  /** Flush what is committed now; at once done when all of it is on disk. */
  async flush(): Promise<void> {
    // What a running flush began with may be older than what is asked for.
    if (this.running) await this.running;
    this.settle();
    if (this.newest().txn === this.marked) return;
    this.running ??= this.run().finally(() => {
      this.running = null;
    });
    return this.running;
  }

  private async run(): Promise<void> {
    const pin = this.root.useReadTransaction();
    const newest = this.newest();
    const { bytes, at } = markOf(newest, this.pageSize);
    const { size } = fs.fstatSync(this.file);
    try {
      await fdatasync(this.file);
      await write(this.file, bytes, 0, bytes.length, at);
      await fdatasync(this.file);
    } catch (error) {
      pin.done();
      this.broken = new Error(`the store could not be written to the disk: ${(error as Error).message}`, { cause: error });
      throw this.broken;
    }
    this.pin.done();
    this.pin = pin;
    this.marked = newest.txn;
    this.sizeAtPin = size;
  }

  /** Called before every commit: what to wait for when the disk is too far behind, else null. Throws when the disk has refused. */
  behind(): Promise<void> | null {
    if (this.broken) throw this.broken;
    if (++this.commits % LOOK_EVERY !== 0) return null;
    return fs.fstatSync(this.file).size - this.sizeAtPin > MOST_AHEAD_BYTES ? this.flush() : null;
  }

  async close(): Promise<void> {
    clearInterval(this.timer);
    await this.flush();
    this.pin.done();
    fs.closeSync(this.file);
  }
}

/** Take the mark away from a store that is to be written without flushes. */
export function unmark(path: string): void {
  const file = fs.openSync(path, 'r+');
  const pageSize = pageSizeOf(file);
  if (pageSize !== null && readMark(file, pageSize)) {
    const { bytes, at } = markOf(null, pageSize);
    fs.writeSync(file, bytes, 0, bytes.length, at);
  }
  fs.closeSync(file);
}
