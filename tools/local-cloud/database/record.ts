// How a document lies in the store: eight bytes of version, then its text.
import { readText } from './text';
import type { Doc } from './values';

const VERSION_BYTES = 8;

export function makeRecord(version: number, text: string): Buffer {
  const bytes = Buffer.allocUnsafe(VERSION_BYTES + Buffer.byteLength(text));
  bytes.writeDoubleBE(version);
  bytes.write(text, VERSION_BYTES, 'utf8');
  return bytes;
}

/** Every write of a document gives it another version. */
export function recordVersion(bytes: Buffer): number {
  return bytes.readDoubleBE(0);
}

export function recordText(bytes: Buffer): string {
  return bytes.toString('utf8', VERSION_BYTES);
}

export function recordDoc(bytes: Buffer): Doc {
  return readText(recordText(bytes));
}
