// Order-preserving bytes for values: comparing two encodings byte by byte is comparing the values as the database sorts them.
import { Binary, Decimal128, Long, ObjectId } from 'bson';

/** Types in MongoDB's sort order. The gaps leave room for type bounds (`tag` … `tag + 1`). */
const TAG = {
  emptyArray: 0x08,
  null: 0x10,
  number: 0x20,
  string: 0x30,
  object: 0x40,
  array: 0x50,
  binary: 0x60,
  objectId: 0x68,
  boolean: 0x70,
  date: 0x80,
  regexp: 0x90,
} as const;

export type Direction = 1 | -1;

function number64(value: number): Buffer {
  const bytes = Buffer.allocUnsafe(8);
  bytes.writeDoubleBE(Object.is(value, -0) ? 0 : value);
  // A positive double gets its sign bit set, a negative one is inverted: unsigned byte order is then numeric order.
  if ((bytes[0] as number) & 0x80) for (let i = 0; i < 8; i++) bytes[i] = ~(bytes[i] as number) & 0xff;
  else bytes[0] = (bytes[0] as number) | 0x80;
  return bytes;
}

/** 0x00 inside becomes 0x00 0xff; the end is 0x00 0x00, smaller than any continuation. */
function text(value: Buffer): Buffer {
  if (!value.includes(0)) return Buffer.concat([value, Buffer.of(0, 0)]);
  const out: number[] = [];
  for (const byte of value) {
    out.push(byte);
    if (byte === 0) out.push(0xff);
  }
  return Buffer.from([...out, 0, 0]);
}

function tagged(tag: number, ...rest: Uint8Array[]): Buffer {
  return Buffer.concat([Buffer.of(tag), ...rest]);
}

/** The tag of a value's type; ranges never leave it, as the database brackets comparisons by type. */
export function typeTag(value: unknown): number {
  if (value === null || value === undefined) return TAG.null;
  if (typeof value === 'number' || typeof value === 'bigint' || value instanceof Long || value instanceof Decimal128) return TAG.number;
  if (typeof value === 'string') return TAG.string;
  if (typeof value === 'boolean') return TAG.boolean;
  if (value instanceof Date) return TAG.date;
  if (value instanceof ObjectId) return TAG.objectId;
  if (value instanceof RegExp) return TAG.regexp;
  if (value instanceof Binary || value instanceof Uint8Array) return TAG.binary;
  return Array.isArray(value) ? TAG.array : TAG.object;
}

/** One value, self-delimiting. */
export function encodeValue(value: unknown): Buffer {
  const tag = typeTag(value);
  switch (tag) {
    case TAG.null:
      return Buffer.of(tag);
    case TAG.number:
      return tagged(tag, number64(Number(String(value))));
    case TAG.string:
      return tagged(tag, text(Buffer.from(value as string)));
    case TAG.boolean:
      return Buffer.of(tag, value ? 1 : 0);
    case TAG.date:
      return tagged(tag, number64((value as Date).getTime()));
    case TAG.objectId:
      return tagged(tag, (value as ObjectId).id);
    case TAG.regexp:
      return tagged(tag, text(Buffer.from((value as RegExp).source)), text(Buffer.from((value as RegExp).flags)));
    case TAG.binary:
      return tagged(tag, text(Buffer.from(value instanceof Binary ? value.buffer : (value as Uint8Array))));
    case TAG.array:
      return tagged(tag, ...(value as unknown[]).map(encodeValue), Buffer.of(0));
    default: {
      const parts = Object.entries(value as object).map(([key, item]) =>
        Buffer.concat([Buffer.of(typeTag(item)), text(Buffer.from(key)), encodeValue(item)]),
      );
      return tagged(tag, ...parts, Buffer.of(0));
    }
  }
}

/** What an empty array is indexed as: before null. */
export const EMPTY_ARRAY = Buffer.of(TAG.emptyArray);

/** The encoding of a descending component: byte order turned round. */
export function inverted(bytes: Buffer): Buffer {
  const out = Buffer.allocUnsafe(bytes.length);
  for (let i = 0; i < bytes.length; i++) out[i] = ~(bytes[i] as number) & 0xff;
  return out;
}

export function directed(bytes: Buffer, direction: Direction): Buffer {
  return direction === 1 ? bytes : inverted(bytes);
}

/** The smallest byte string greater than every string with this prefix. */
export function after(prefix: Buffer): Buffer {
  const out = Buffer.from(prefix);
  for (let i = out.length - 1; i >= 0; i--) {
    if ((out[i] as number) < 0xff) {
      out[i] = (out[i] as number) + 1;
      return out.subarray(0, i + 1);
    }
  }
  return Buffer.concat([prefix, Buffer.alloc(8, 0xff)]);
}

/** First and past-last encoding of one type. */
export function typeRange(value: unknown): [Buffer, Buffer] {
  const tag = typeTag(value);
  return [Buffer.of(tag), Buffer.of(tag + 1)];
}

/** Bounds of the strings that begin with `prefix`. */
export function prefixRange(prefix: string): [Buffer, Buffer] {
  const head = tagged(TAG.string, Buffer.from(prefix));
  return [head, after(head)];
}
