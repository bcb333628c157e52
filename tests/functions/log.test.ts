// What trouble writes into the log: where and what kind, never whose number.
import { keyRing, newKeys, sealField } from '@shared/runtime/crypto';
import { troubleLine } from '@shared/runtime/log';

const sealed = sealField(keyRing(newKeys()), { collection: 'persons', record: 'p', field: 'phone' }, '19900000001');

test.each([
  ['an identity number', '14079919900101003X'],
  ['a phone', '19900000001'],
  ['an account', '9999990000000000014'],
  ['a sealed value', sealed],
])('%s in a message is cut out', (_name, secret) => {
  for (const error of [new Error(`E11000 dup key: { v: "${secret}" }`), { errCode: -502001, errMsg: `bad value ${secret}` }, secret]) {
    const line = troubleLine(error, 'r-1', 'claim.submit');
    expect(line).not.toContain(secret);
    expect(line).not.toContain(secret.slice(0, 12));
  }
});

test('the line says what, where and for which request', () => {
  const line = JSON.parse(troubleLine(Object.assign(new Error('no such collection'), { errCode: -502005 }), 'r-1', 'claim.submit'));
  expect(line).toMatchObject({ trouble: 'Error', what: 'no such collection', code: -502005, action: 'claim.submit', requestId: 'r-1' });
  expect(line.where[0]).toContain('log.test');
  // Whatever a caller named as an action is not written at any length.
  expect(troubleLine(new Error('x'), 'r', 'a'.repeat(5000)).length).toBeLessThan(2000);
  expect(troubleLine(new Error('x'), 'r', { a: 1 })).toContain('"action":null');
});
