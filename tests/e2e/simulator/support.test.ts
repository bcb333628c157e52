// The table of what the simulator supports is what a running phone offers and what the tests beside this one use.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { FRAMEWORK, type Offers, type Proof, supportTable } from '../../../tools/simulator/support';
import { closeBrowser, openStage, type Stage } from '../../support/stage';

const SUPPORT = resolve('tools/simulator/SUPPORT.md');
const E2E = resolve('tests/e2e');
const FOLDERS = ['simulator', 'parts', 'tdesign'];

let stage: Stage;
beforeAll(async () => {
  const cast = [{ key: 'one', openid: 'o-one', name: '甲', words: '', device: 'phone' as const }];
  stage = await openStage({ cloud: null, cast, projectDir: join(__dirname, 'fixture') });
});
afterAll(async () => {
  await stage?.close();
  await closeBrowser();
});

const read = (path: string): string => readFileSync(path, 'utf8');
const tests = (folder: string): string[] =>
  readdirSync(join(E2E, folder))
    .filter((name) => name.endsWith('.test.ts') && name !== 'support.test.ts')
    .map((name) => join(E2E, folder, name));

/** Every test file with the pages of its fixture that it names. */
function proofs(): Proof[] {
  return FOLDERS.flatMap((folder) => {
    const fixture = join(E2E, folder, 'fixture');
    const files = readdirSync(join(E2E, folder)).includes('fixture')
      ? readdirSync(fixture, { recursive: true, withFileTypes: true }).filter((each) => each.isFile() && /\.(wxml|js)$/.test(each.name))
      : [];
    return tests(folder).map((path) => {
      const own = read(path);
      // The simulator's own fixture is one app that its tests walk through; the parts' tests each name their page.
      const opened = files.filter(({ parentPath }) => {
        const at = `/${relative(fixture, parentPath)}/`;
        return folder === 'simulator' ? /engine\.test/.test(path) : own.includes(at);
      });
      const pages = opened.map(({ parentPath, name }) => read(join(parentPath, name)));
      return { file: relative(E2E, path), text: [own, ...pages].join('\n') };
    });
  }).sort((a, b) => (a.file < b.file ? -1 : 1));
}

/** Names of all functions of wx, from WeChat's own typings. */
function documented(): string[] {
  // Without the comments: their examples hold lines that look like the declarations.
  const source = read(require.resolve('miniprogram-api-typings/types/wx/lib.wx.api.d.ts')).replace(/\/\*[\s\S]*?\*\//g, '');
  const body = source.slice(source.indexOf('    interface Wx {'));
  const end = body.indexOf('\n    }\n');
  return [...new Set([...body.slice(0, end).matchAll(/^ {8}([a-z]\w*)[<(]/gm)].map(([, name]) => name as string))];
}

test('every part of the framework that is said to work names a test that exists', () => {
  const files = FOLDERS.flatMap(tests);
  const lost = FRAMEWORK.filter(([, file, words]) => !files.some((path) => path.endsWith(`/${file}`) && read(path).includes(words)));
  expect(lost).toEqual([]);
});

test('SUPPORT.md is the table of what a phone offers (made again with UPDATE_SUPPORT=1)', async () => {
  const phone = await stage.phone('one');
  const offers = (await phone.frame.evaluate(() =>
    (window as unknown as { __phone: { offers(): Promise<unknown> } }).__phone.offers(),
  )) as Offers;
  const all = documented();
  expect(all.length).toBeGreaterThan(300);
  expect(offers.tags).toContain('scroll-view');
  const table = supportTable(offers, proofs(), all);
  if (process.env.UPDATE_SUPPORT === '1') writeFileSync(SUPPORT, table);
  expect(read(SUPPORT)).toBe(table);
});
