// Sealing of sensitive fields and blind indexes over them. Knows neither the SDK nor the clock; the county generator uses it too.
import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Sealed } from '@shared/domain/records';

/** One key id: a key that seals and a key that indexes, 32 bytes each. */
interface KeyPair {
  seal: Buffer;
  index: Buffer;
}

export interface KeyRing {
  /** The key id new values are sealed with. */
  current: string;
  keys: ReadonlyMap<string, KeyPair>;
}

/** Where a sealed value lives. It opens there and nowhere else, so a value copied to another person is noticed. */
export interface FieldPlace {
  collection: string;
  record: string;
  field: string;
}

/** The keys are missing, malformed or do not fit what is stored. The message names no key material. */
export class KeyProblem extends Error {
  override name = 'KeyProblem';
}

const KEY_ID = /^[a-z][a-z0-9]{0,7}$/;

function keyBytes(value: unknown, what: string): Buffer {
  const bytes = typeof value === 'string' ? Buffer.from(value, 'base64') : Buffer.alloc(0);
  if (bytes.length !== 32) throw new KeyProblem(`${what} must be 32 bytes in base64`);
  return bytes;
}

/**
 * Reads the keys from the environment: FIELD_KEYS = {"k1":{"seal":"<base64>","index":"<base64>"}}, FIELD_KEY = "k1".
 * There is no default key: without both variables this throws KeyProblem.
 */
export function keyRing(env: Readonly<Record<string, string | undefined>>): KeyRing {
  if (!env.FIELD_KEYS || !env.FIELD_KEY) throw new KeyProblem('FIELD_KEYS and FIELD_KEY are not set');
  let parsed: unknown;
  try {
    parsed = JSON.parse(env.FIELD_KEYS);
  } catch {
    throw new KeyProblem('FIELD_KEYS is not JSON');
  }
  if (typeof parsed !== 'object' || parsed === null) throw new KeyProblem('FIELD_KEYS is not an object');
  const keys = new Map<string, KeyPair>();
  for (const [id, pair] of Object.entries(parsed as Record<string, Partial<Record<'seal' | 'index', unknown>> | null>)) {
    if (!KEY_ID.test(id)) throw new KeyProblem(`key id ${JSON.stringify(id)} is malformed`);
    const made = { seal: keyBytes(pair?.seal, `${id}.seal`), index: keyBytes(pair?.index, `${id}.index`) };
    if (made.seal.equals(made.index)) throw new KeyProblem(`${id}: sealing and indexing need different keys`);
    keys.set(id, made);
  }
  if (!keys.has(env.FIELD_KEY)) throw new KeyProblem(`FIELD_KEY ${JSON.stringify(env.FIELD_KEY)} is not among FIELD_KEYS`);
  return { current: env.FIELD_KEY, keys };
}

/** New random key material for one installation, in the form of the environment variables. */
export function newKeys(id = 'k1'): { FIELD_KEYS: string; FIELD_KEY: string } {
  const pair = { seal: randomBytes(32).toString('base64'), index: randomBytes(32).toString('base64') };
  return { FIELD_KEYS: JSON.stringify({ [id]: pair }), FIELD_KEY: id };
}

function pairOf(ring: KeyRing, id: string): KeyPair {
  const pair = ring.keys.get(id);
  if (!pair) throw new KeyProblem(`key ${JSON.stringify(id)} is not in the ring`);
  return pair;
}

function boundTo(place: FieldPlace): Buffer {
  return Buffer.from(`${place.collection}|${place.record}|${place.field}`, 'utf8');
}

/** Seals a value for its place: `k1.<iv>.<ciphertext>.<tag>`, AES-256-GCM, base64url, a fresh 96-bit iv each time. */
export function sealField(ring: KeyRing, place: FieldPlace, plain: string): Sealed {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', pairOf(ring, ring.current).seal, iv);
  cipher.setAAD(boundTo(place));
  const ct = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
  return [ring.current, iv.toString('base64url'), ct.toString('base64url'), cipher.getAuthTag().toString('base64url')].join('.');
}

/** Opens a sealed value in its own place. Throws KeyProblem for another place, another key or a touched value. */
export function openField(ring: KeyRing, place: FieldPlace, sealed: Sealed): string {
  const [id, iv, ct, tag, rest] = sealed.split('.');
  if (!id || !iv || ct === undefined || !tag || rest !== undefined)
    throw new KeyProblem(`${place.collection}.${place.field}: not a sealed value`);
  const tagBytes = Buffer.from(tag, 'base64url');
  if (tagBytes.length !== 16) throw new KeyProblem(`${place.collection}.${place.field}: not a sealed value`);
  try {
    const decipher = createDecipheriv('aes-256-gcm', pairOf(ring, id).seal, Buffer.from(iv, 'base64url'), { authTagLength: 16 });
    decipher.setAAD(boundTo(place));
    decipher.setAuthTag(tagBytes);
    return Buffer.concat([decipher.update(Buffer.from(ct, 'base64url')), decipher.final()]).toString('utf8');
  } catch (error) {
    if (error instanceof KeyProblem) throw error;
    throw new KeyProblem(`${place.collection}.${place.field}: does not open with this key in this place`);
  }
}

/**
 * A value to find a sealed field by equality: HMAC under the index key, `k1.<base64url>`.
 * `field` is 'collection.field', so equal values of two fields do not show as equal. Pass the normalised value.
 */
export function blindIndex(ring: KeyRing, field: string, normalised: string): string {
  return `${ring.current}.${indexHash(pairOf(ring, ring.current), field, normalised)}`;
}

/** The blind indexes of a value under every key of the ring: what a search must look for while keys are being changed. */
export function blindIndexes(ring: KeyRing, field: string, normalised: string): string[] {
  return [...ring.keys].map(([id, pair]) => `${id}.${indexHash(pair, field, normalised)}`);
}

function indexHash(pair: KeyPair, field: string, normalised: string): string {
  return createHmac('sha256', pair.index).update(`${field}\n${normalised}`, 'utf8').digest('base64url');
}

/** A keyed hash of arbitrary text: e.g. of a request's input, which may hold what must not be guessed from the hash. */
export function keyedHash(ring: KeyRing, purpose: string, text: string): string {
  return indexHash(pairOf(ring, ring.current), `#${purpose}`, text);
}

/** What is stored beside the data to tell the right key from a wrong one; says nothing about the key. */
export function fingerprint(ring: KeyRing, id: string = ring.current): string {
  const pair = pairOf(ring, id);
  const seal = createHmac('sha256', pair.seal).update('wugongtong fingerprint').digest();
  const index = createHmac('sha256', pair.index).update('wugongtong fingerprint').digest();
  return createHash('sha256').update(seal).update(index).digest('hex').slice(0, 32);
}

/** Whether the ring holds, with equal fingerprints, every key named beside the data, and the current key is one of them. */
export function fitsStored(ring: KeyRing, stored: Readonly<Record<string, string>>): boolean {
  if (!stored[ring.current]) return false;
  return Object.entries(stored).every(([id, expected]) => {
    if (!ring.keys.has(id)) return false;
    const actual = Buffer.from(fingerprint(ring, id));
    const wanted = Buffer.from(String(expected));
    return actual.length === wanted.length && timingSafeEqual(actual, wanted);
  });
}
