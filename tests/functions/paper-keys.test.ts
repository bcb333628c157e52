// Keys on paper: what was written down opens what was sealed, and a slip of the pen is named by its line.
import { keyRing, newKeys, openField, sealField } from '@shared/runtime/crypto';
import { fromPaper, toPaper } from '../../tools/keys/paper';

const keys = newKeys();
const sheet = toPaper(keys);
const place = { collection: 'persons', record: 'p1', field: 'phone' };

test('the keys come back from the sheet and open what was sealed before', () => {
  const sealed = sealField(keyRing(keys), place, '19900000001');
  expect(openField(keyRing({ ...fromPaper(sheet) }), place, sealed)).toBe('19900000001');
});

test('copied by hand: small letters, blanks elsewhere, O for 0 and l for 1', () => {
  const byHand = sheet.map((line) => {
    const [label, rest = ''] = line.split(': ');
    if (label === 'current' || label === 'fingerprint') return line;
    return `${label}:${rest.replaceAll(' ', '').toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l')}`;
  });
  expect(keyRing({ ...fromPaper(byHand) }).keys).toEqual(keyRing(keys).keys);
});

test.each([0, 1, 2, 3])('one wrong sign in line %i is named', (at) => {
  const wrong = [...sheet];
  wrong[at] = (sheet[at] ?? '').replace(/: (.)/, (_all, sign: string) => `: ${sign === 'A' ? 'B' : 'A'}`);
  expect(() => fromPaper(wrong)).toThrow(`「${(sheet[at] ?? '').split(':')[0]}」`);
});

test('a missing line, two swapped lines, two sheets mixed', () => {
  expect(() => fromPaper(sheet.filter((_, i) => i !== 2))).toThrow('少了这一行：「k1 index 1」');
  const [first = '', second = ''] = sheet.map((line) => line.split(': ')[1] ?? '');
  expect(() => fromPaper([`k1 seal 1: ${second}`, `k1 seal 2: ${first}`, ...sheet.slice(2)])).toThrow('抄错了');
  const other = toPaper(newKeys());
  expect(() => fromPaper([...sheet.slice(0, 2), ...other.slice(2, 4), ...sheet.slice(4)])).toThrow('指纹');
});
