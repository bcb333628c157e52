// Every action, kind of long work and part of a timer stands in one of the tables: writes at most once, or is killed at every write by a
// crash suite. What is new and in none is named here.
import { readdirSync, readFileSync } from 'node:fs';
import { at } from '../../tools/build/paths';
import { AT_MOST_ONCE, SEVERAL, SUITES } from '../support/writes';

const read = (path: string) => readFileSync(at(path), 'utf8');
const all = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, found]) => found as string);

const folder = 'cloudfunctions/shared/contract';
const actions = readdirSync(at(folder)).flatMap((file) => all(read(`${folder}/${file}`), /^ {2}'([a-z]+\.[a-zA-Z]+)': \{/gm));
const kinds = all(read('cloudfunctions/shared/works/index.ts'), /^ {2}'([a-z]+\.[a-zA-Z]+)': async/gm);
const timers = all(read('cloudfunctions/work/index.ts'), /await (\w+)\(/g);
const everything = [...actions, ...kinds.map((kind) => `work:${kind}`), ...timers.map((part) => `timer:${part}`)];

test('what there is was found', () => {
  expect(actions.length).toBeGreaterThan(120);
  expect(kinds.length).toBeGreaterThan(12);
  expect(timers).toEqual(expect.arrayContaining(['deliverDue', 'rebuildDirty', 'driveOrphans', 'beginNight']));
});

test('each stands in one table, and nothing else does', () => {
  const listed = [...AT_MOST_ONCE, ...Object.keys(SEVERAL)];
  expect(everything.filter((name) => !listed.includes(name))).toEqual([]);
  expect(listed.filter((name) => !everything.includes(name))).toEqual([]);
  expect(listed.filter((name, i) => listed.indexOf(name) !== i)).toEqual([]);
});

test.each(SUITES)('the suite of %s says what it owes', (suite) => {
  expect(read(`tests/functions/crash-${suite}.test.ts`)).toContain(`expect(unproved('${suite}', crash.proved)).toEqual([]);`);
});
