// What a stored county was made by: another generator, record or index makes another mark, another comment none; the old one is kept whole.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { countyMark, putAside } from '../../tools/start/mark';

let root: string;
const write = (path: string, text: string): void => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
};
const FILES: Readonly<Record<string, string>> = {
  'tools/generate/county.ts': 'export const people = 3;\n',
  'cloudfunctions/shared/domain/claim-records.ts': 'export interface ClaimRecord {\n  dueKey: string;\n}\n',
  'cloudfunctions/shared/domain/posting-record.ts': 'export interface PostingRecord {}\n',
  'cloudfunctions/shared/repos/indexes.ts': "export const collections = { claims: ['dueKey'] };\n",
  'cloudfunctions/shared/policies/packs/one.ts': 'export const pack = { yuan: 1500 };\n',
};

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'county-mark-'));
  for (const [path, text] of Object.entries(FILES)) write(path, text);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

test.each(Object.keys(FILES))('%s decides what a county is', (path) => {
  const before = countyMark(root);
  write(path, `${FILES[path]}export const more = 1;\n`);
  expect(countyMark(root)).not.toBe(before);
  write(path, FILES[path] ?? '');
  expect(countyMark(root)).toBe(before);
});

test('a new collection of its own records changes it; a comment, a layout, a rule and a picture do not', () => {
  const before = countyMark(root);
  write('tools/generate/county.ts', '// Who lives there.\nexport const people\n  = 3;\n/* so many */\n');
  write('cloudfunctions/shared/domain/stages.ts', 'export const steps = 2;\n');
  write('tools/generate/album/1.jpg', 'a picture');
  expect(countyMark(root)).toBe(before);
  write('cloudfunctions/shared/domain/visit-records.ts', 'export interface VisitRecord {}\n');
  expect(countyMark(root)).not.toBe(before);
});

test('putting aside moves everything that is there and never over what was put aside before', () => {
  const now = new Date('2026-03-02T01:02:03.000Z');
  const paths = ['cloud', 'phones', 'keys.json'].map((name) => join(root, name));
  for (const round of ['first', 'second']) {
    write('cloud/county.json', round);
    write('keys.json', round);
    const aside = putAside(root, paths, now);
    expect(aside).toBe(join(root, round === 'first' ? 'before-20260302-010203' : 'before-20260302-010203-1'));
    expect(readFileSync(join(aside, 'cloud/county.json'), 'utf8')).toBe(round);
    expect(readFileSync(join(aside, 'keys.json'), 'utf8')).toBe(round);
    expect(paths.some((path) => existsSync(path))).toBe(false);
  }
});
