// Keys and sealed fields: what opens where, what is refused, and that equal values do not show as equal.

import {
  blindIndex,
  blindIndexes,
  fingerprint,
  fitsStored,
  KeyProblem,
  keyedHash,
  keyRing,
  newKeys,
  openField,
  sealField,
} from '@shared/runtime/crypto';
import fc from 'fast-check';

const keys = newKeys();
const ring = keyRing(keys);
const place = { collection: 'persons', record: 'p1', field: 'phone' };
const bytes = (fill: number, length = 32) => Buffer.alloc(length, fill).toString('base64');

describe('keys', () => {
  test.each([
    ['nothing set', {}],
    ['no current key', { FIELD_KEYS: keys.FIELD_KEYS }],
    ['a current key that is not there', { FIELD_KEYS: keys.FIELD_KEYS, FIELD_KEY: 'k9' }],
    ['no JSON', { FIELD_KEYS: 'k1', FIELD_KEY: 'k1' }],
    ['a short key', { FIELD_KEYS: JSON.stringify({ k1: { seal: bytes(1, 16), index: bytes(2) } }), FIELD_KEY: 'k1' }],
    ['a missing index key', { FIELD_KEYS: JSON.stringify({ k1: { seal: bytes(1) } }), FIELD_KEY: 'k1' }],
    ['one key for both uses', { FIELD_KEYS: JSON.stringify({ k1: { seal: bytes(1), index: bytes(1) } }), FIELD_KEY: 'k1' }],
    ['an id that would break the format', { FIELD_KEYS: JSON.stringify({ 'k.1': { seal: bytes(1), index: bytes(2) } }), FIELD_KEY: 'k.1' }],
  ])('%s: no ring, and no key in the message', (_name, env) => {
    expect(() => keyRing(env)).toThrow(KeyProblem);
    try {
      keyRing(env);
    } catch (error) {
      expect(String(error)).not.toContain(bytes(1).slice(0, 20));
    }
  });

  test('two made keys differ', () => {
    expect(newKeys().FIELD_KEYS).not.toBe(newKeys().FIELD_KEYS);
  });

  test('the fingerprint tells the right key from any other, and is not the key', () => {
    expect(fitsStored(ring, { k1: fingerprint(ring) })).toBe(true);
    expect(fitsStored(keyRing(newKeys()), { k1: fingerprint(ring) })).toBe(false);
    expect(fitsStored(ring, {})).toBe(false);
    expect(fitsStored(ring, { k1: fingerprint(ring), k0: 'a'.repeat(32) })).toBe(false);
    // Either key wrong is wrong.
    const { k1 } = JSON.parse(keys.FIELD_KEYS) as { k1: { seal: string; index: string } };
    for (const pair of [
      { ...k1, seal: bytes(3) },
      { ...k1, index: bytes(3) },
    ]) {
      expect(fitsStored(keyRing({ FIELD_KEYS: JSON.stringify({ k1: pair }), FIELD_KEY: 'k1' }), { k1: fingerprint(ring) })).toBe(false);
    }
    expect(keys.FIELD_KEYS).not.toContain(fingerprint(ring));
  });
});

describe('sealing', () => {
  test('whatever was sealed opens in its own place as it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (plain) => {
        const sealed = sealField(ring, place, plain);
        expect(sealed).toMatch(/^k1\.[\w-]{16}\.[\w-]*\.[\w-]{22}$/);
        return openField(ring, place, sealed) === plain;
      }),
    );
  });

  test('the same value twice does not look the same', () => {
    expect(sealField(ring, place, '19900000001')).not.toBe(sealField(ring, place, '19900000001'));
  });

  test.each([
    ['another record', { ...place, record: 'p2' }],
    ['another field', { ...place, field: 'idNumber' }],
    ['another collection', { ...place, collection: 'staff' }],
  ])('does not open in %s', (_name, elsewhere) => {
    expect(() => openField(ring, elsewhere, sealField(ring, place, 'x'))).toThrow(KeyProblem);
  });

  test('any touched character is noticed', () => {
    const sealed = sealField(ring, place, '140799197203140015');
    for (let i = 0; i < sealed.length; i += 1) {
      const other = sealed[i] === 'A' ? 'B' : 'A';
      const touched = sealed.slice(0, i) + other + sealed.slice(i + 1);
      // Base64url ends in bits nobody reads: a change there may be none.
      const parts = (text: string) =>
        text
          .split('.')
          .map((part, at) => (at === 0 ? part : Buffer.from(part, 'base64url').toString('hex')))
          .join('.');
      if (parts(touched) === parts(sealed)) continue;
      expect(() => openField(ring, place, touched)).toThrow(KeyProblem);
    }
    for (const broken of ['', 'k1', 'k1..x.y', 'plain text', `${sealed}.more`, sealed.slice(0, -4)])
      expect(() => openField(ring, place, broken)).toThrow(KeyProblem);
  });

  test('a message about it names the field and no value', () => {
    try {
      openField(ring, place, sealField(ring, { ...place, record: 'p2' }, '19900000001'));
    } catch (error) {
      expect(String(error)).toContain('persons.phone');
      expect(String(error)).not.toMatch(/199|k1\./);
    }
  });

  test('after a new key is added, old values open and new ones use it', () => {
    const { k1 } = JSON.parse(keys.FIELD_KEYS) as { k1: object };
    const { k2 } = JSON.parse(newKeys('k2').FIELD_KEYS) as { k2: object };
    const both = keyRing({ FIELD_KEYS: JSON.stringify({ k1, k2 }), FIELD_KEY: 'k2' });
    expect(openField(both, place, sealField(ring, place, 'old'))).toBe('old');
    expect(sealField(both, place, 'new')).toMatch(/^k2\./);
    expect(() => openField(ring, place, sealField(both, place, 'new'))).toThrow(KeyProblem);
    expect(blindIndexes(both, 'persons.phone', '1')).toContain(blindIndex(ring, 'persons.phone', '1'));
  });
});

describe('blind indexes', () => {
  test('equal for equal values of one field, and for nothing else', () => {
    const one = blindIndex(ring, 'persons.phone', '19900000001');
    expect(blindIndex(ring, 'persons.phone', '19900000001')).toBe(one);
    expect(blindIndex(ring, 'persons.phone', '19900000002')).not.toBe(one);
    expect(blindIndex(ring, 'persons.idNumber', '19900000001')).not.toBe(one);
    expect(blindIndex(keyRing(newKeys()), 'persons.phone', '19900000001')).not.toBe(one);
    expect(keyedHash(ring, 'persons.phone', '19900000001')).not.toBe(one.slice(3));
  });
});
