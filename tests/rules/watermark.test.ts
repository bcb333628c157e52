// Who looks stands faintly on officers' pages that show people: wherever a number is opened or a list of people is read, and on no page of
// residents, visitors or a family at its own door.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { at } from '../../tools/build/paths';

const app = JSON.parse(readFileSync(at('miniprogram/app.json'), 'utf8')) as {
  pages: string[];
  subPackages?: { root: string; pages: string[] }[];
  subpackages?: { root: string; pages: string[] }[];
};
const packages = app.subPackages ?? app.subpackages ?? [];
const pages = [...app.pages, ...packages.flatMap(({ root, pages: own }) => own.map((page) => `${root}/${page}`))];
const read = (path: string): string => (existsSync(at(`miniprogram/${path}`)) ? readFileSync(at(`miniprogram/${path}`), 'utf8') : '');
const marked = (page: string): boolean => read(`${page}.wxml`).includes('<watermark />');

/** Opens a number of somebody, or lists people of a place. */
const SHOWS =
  /(?:call|intend)\('(case\.reveal|person\.phone|retype\.number|recheck\.number|told\.number|month\.numbers|pay\.sheet|pay\.members|person\.search|where\.people|household\.list|month\.village|month\.ledger|list\.village|finding\.list|twin\.list|intake\.look|retype\.list|told\.list|claim\.queue|recheck\.list|duty\.list|happening\.list)'/;

/** A page with its components of the same package and what it takes from beside it. */
function wholeOf(page: string): string {
  const own = read(`${page}.ts`);
  const { usingComponents = {} } = JSON.parse(read(`${page}.json`) || '{}') as { usingComponents?: Record<string, string> };
  const parts = Object.values(usingComponents).filter((path) => path.startsWith('/packages/'));
  const beside = [...own.matchAll(/from '(\.\.\/(?:lib|present)\/[\w-]+)'/g)].map(([, path]) => join(dirname(page), path as string));
  return [own, ...parts.map((path) => read(`${path.slice(1)}.ts`)), ...beside.map((path) => read(`${path}.ts`))].join('\n');
}

/** Shown to the family itself, or by residents: no officer's mark. */
const OWN_DOOR = ['packages/visit/door/door', 'packages/visit/settle/settle', 'packages/visit/card/card'];
const RESIDENTS = pages.filter((page) => /^(pages\/|packages\/people\/|packages\/told\/(notices|money)|packages\/month\/mine)/.test(page));

test('every page that opens a number or lists people wears it', () => {
  const showing = pages.filter((page) => SHOWS.test(wholeOf(page)) && !OWN_DOOR.includes(page) && !RESIDENTS.includes(page));
  expect(showing.length).toBeGreaterThan(15);
  expect(showing.filter((page) => !marked(page))).toEqual([]);
});

test('no page of residents does, nor what is shown to a family', () => {
  expect([...RESIDENTS, ...OWN_DOOR].filter(marked)).toEqual([]);
});

test('nothing that leaves as a file knows of it', () => {
  for (const folder of ['cloudfunctions/shared/papers', 'cloudfunctions/shared/exchange', 'cloudfunctions/shared/works'])
    for (const file of readdirSync(at(folder), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts')))
      expect([file, /watermark|水印/i.test(readFileSync(at(join(folder, file)), 'utf8'))]).toEqual([file, false]);
});
