// What was acknowledged since the last commit of the store: a file that is appended to, and read only when the process died before the next commit.
import fs from 'node:fs';
import { thisBoot } from './meta';

/** One step of a write: a key put into a table or, without a value, removed from it. */
export interface Step {
  table: number;
  key: Buffer;
  value: Buffer | null;
}

/** A batch begins with its length, the same inverted, the generation of the commit it waits for, and the start of the machine. */
const HEAD = { length: 0, check: 4, generation: 8, boot: 16, bytes: 24 } as const;
/** A step begins with its table, whether it has a value, and two lengths. */
const STEP = { table: 0, has: 1, key: 2, value: 4, bytes: 8 } as const;

const bootNumber = (): number => Number(thisBoot() ?? 0n);

/**
 * A batch is handed to the system in one write, after which it survives the end of the process. It is valid when it is all there, belongs to
 * the generation asked for and was written since the machine was started; the first that is not ends the journal.
 */
export class Journal {
  private readonly file: number;
  private readonly boot = bootNumber();
  private bytes = Buffer.allocUnsafe(64 * 1024);
  private length: number = HEAD.bytes;
  private at = 0;
  /** Whether the file may hold anything. */
  private used = false;

  constructor(path: string) {
    this.file = fs.openSync(path, 'w');
  }

  /** Bytes that wait for the commit. */
  get size(): number {
    return this.at;
  }

  /** Note a step of the batch in progress. */
  note(table: number, key: Buffer, value: Buffer | null): void {
    const valueLength = value === null ? 0 : value.length;
    const start = this.length;
    const end = start + STEP.bytes + key.length + valueLength;
    if (end > this.bytes.length) this.widen(end);
    const { bytes } = this;
    bytes[start + STEP.table] = table;
    bytes[start + STEP.has] = value === null ? 0 : 1;
    bytes.writeUInt16LE(key.length, start + STEP.key);
    bytes.writeUInt32LE(valueLength, start + STEP.value);
    bytes.set(key, start + STEP.bytes);
    if (value) bytes.set(value, start + STEP.bytes + key.length);
    this.length = end;
  }

  private widen(needed: number): void {
    const wider = Buffer.allocUnsafe(needed * 2);
    wider.set(this.bytes.subarray(0, this.length));
    this.bytes = wider;
  }

  /** Append the noted batch. When this throws nothing valid was added, and `clear` has to come before the next batch. */
  append(generation: number): void {
    if (this.length === HEAD.bytes) return;
    this.bytes.writeUInt32LE(this.length, HEAD.length);
    this.bytes.writeUInt32LE(~this.length >>> 0, HEAD.check);
    this.bytes.writeDoubleLE(generation, HEAD.generation);
    this.bytes.writeDoubleLE(this.boot, HEAD.boot);
    this.used = true;
    for (let done = 0; done < this.length; ) done += fs.writeSync(this.file, this.bytes, done, this.length - done, this.at + done);
    this.at += this.length;
    this.length = HEAD.bytes;
  }

  /** Forget everything: it is committed. The file is emptied, because half of a new batch before the rest of an old one would look whole. */
  clear(): void {
    this.length = HEAD.bytes;
    if (!this.used) return;
    fs.ftruncateSync(this.file, 0);
    this.at = 0;
    this.used = false;
  }

  close(): void {
    fs.closeSync(this.file);
  }
}

/** The steps of the valid batches of a generation, in order; none when there is no journal. */
export function* recall(path: string, generation: number): Generator<Step> {
  if (!fs.existsSync(path)) return;
  const file = fs.readFileSync(path);
  const boot = bootNumber();
  for (let at = 0; at + HEAD.bytes <= file.length; ) {
    const length = file.readUInt32LE(at + HEAD.length);
    const batch = file.subarray(at, at + length);
    const isValid =
      length > HEAD.bytes &&
      batch.length === length &&
      batch.readUInt32LE(HEAD.check) === ~length >>> 0 &&
      batch.readDoubleLE(HEAD.generation) === generation &&
      batch.readDoubleLE(HEAD.boot) === boot;
    if (!isValid) return;
    yield* stepsOf(batch);
    at += length;
  }
}

function* stepsOf(batch: Buffer): Generator<Step> {
  for (let at: number = HEAD.bytes; at < batch.length; ) {
    const keyAt = at + STEP.bytes;
    const valueAt = keyAt + batch.readUInt16LE(at + STEP.key);
    const end = valueAt + batch.readUInt32LE(at + STEP.value);
    const value = batch[at + STEP.has] === 1 ? batch.subarray(valueAt, end) : null;
    yield { table: batch[at + STEP.table] as number, key: batch.subarray(keyAt, valueAt), value };
    at = end;
  }
}
