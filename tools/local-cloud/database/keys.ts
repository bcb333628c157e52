// Order-preserving bytes for values: comparing two encodings byte by byte is comparing the values as the database sorts them.
import { Binary, Decimal128, Long, ObjectId } from 'bson';
import { KeyBytes } from './key-bytes';

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

/** Put one value, self-delimiting. */
export function putValue(out: KeyBytes, value: unknown): void {
  const tag = typeTag(value);
  out.byte(tag);
  switch (tag) {
    case TAG.null:
      break;
    case TAG.number:
      out.number64(typeof value === 'number' ? value : Number(String(value)));
      break;
    case TAG.string:
      out.string(value as string);
      break;
    case TAG.boolean:
      out.byte(value ? 1 : 0);
      break;
    case TAG.date:
      out.number64((value as Date).getTime());
      break;
    case TAG.objectId:
      out.raw((value as ObjectId).id);
      break;
    case TAG.regexp:
      out.string((value as RegExp).source);
      out.string((value as RegExp).flags);
      break;
    case TAG.binary:
      out.text(Buffer.from(value instanceof Binary ? value.buffer : (value as Uint8Array)));
      break;
    case TAG.array:
      for (const item of value as unknown[]) putValue(out, item);
      out.byte(0);
      break;
    default:
      for (const [key, item] of Object.entries(value as object)) {
        out.byte(typeTag(item));
        out.string(key);
        putValue(out, item);
      }
      out.byte(0);
  }
}

/** One value, self-delimiting. */
export function encodeValue(value: unknown): Buffer {
  const out = KeyBytes.begin();
  putValue(out, value);
  return out.taken();
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
  const head = Buffer.concat([Buffer.of(TAG.string), Buffer.from(prefix)]);
  return [head, after(head)];
}
