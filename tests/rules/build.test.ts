// What the build refuses, and what it promises: the same bytes twice, TDesign reduced to what is used, nothing from a foreign host.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { crossedRoots, foreignHosts, sizesOf } from '../../tools/build/miniprogram/audit';
import { importsOf } from '../../tools/build/miniprogram/closure';
import { iconsInUse } from '../../tools/build/miniprogram/icons';
import { buildMiniprogram } from '../../tools/build/miniprogram/main';
import { hashOf, listFiles, put, readTree, type Tree, text, writeTree } from '../../tools/build/tree';

const treeOf = (files: Record<string, string>): Tree => {
  const tree: Tree = new Map();
  for (const [path, content] of Object.entries(files)) put(tree, path, content);
  return tree;
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wugongtong-build-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A mini-program on disk with one page; more files can be added or replaced. */
function project(files: Record<string, string> = {}): string {
  const all: Record<string, string> = {
    'app.json': '{"pages":["pages/one/one"]}',
    'app.ts': 'App({});',
    'config.ts': "export const ENV_ID = 'never';",
    'pages/one/one.json': '{"usingComponents":{"t-button":"tdesign-miniprogram/button/button"}}',
    'pages/one/one.wxml': '<t-button icon="add">好</t-button>',
    'pages/one/one.ts':
      "import type { Output } from '@shared/contract';\nimport { ENV_ID } from '../../config';\nimport { yuanText } from '@shared/domain/money';\nexport type Seen = Output<'job.list'>;\nPage({ data: { env: ENV_ID, pay: yuanText?.(100) } });",
    ...files,
  };
  for (const [path, content] of Object.entries(all)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

describe('the built mini-program', () => {
  test('has a CommonJS file per module, the configuration of the build and only the TDesign it uses', async () => {
    const { tree } = await buildMiniprogram({ envId: 'env-of-the-test', from: project() });
    const page = text(tree, 'pages/one/one.js');
    expect(page).toContain("require('../../shared/domain/money.js')");
    expect(page).not.toMatch(/contract|\?\.|import /);
    expect(text(tree, 'config.js')).toContain('env-of-the-test');
    expect(tree.has('miniprogram_npm/tdesign-miniprogram/button/button.js')).toBe(true);
    expect(tree.has('miniprogram_npm/tdesign-miniprogram/icon/icon.wxss')).toBe(true);
    expect([...tree.keys()].filter((path) => /calendar|upload|contract|zod/.test(path))).toEqual([]);
    expect([...tree.keys()].filter((path) => path.endsWith('.ts'))).toEqual([]);
    expect(JSON.parse(text(tree, 'pages/one/one.json')).usingComponents['t-button']).toBe(
      '/miniprogram_npm/tdesign-miniprogram/button/button',
    );
  });

  test('draws the icons in use from the package and has no font of a foreign host', async () => {
    const { tree, icons } = await buildMiniprogram({ envId: 'x', from: project() });
    const style = text(tree, 'miniprogram_npm/tdesign-miniprogram/icon/icon.wxss');
    expect(icons).toContain('add');
    expect(style).toContain('.t-icon-add:before{--t-icon:url("data:image/svg+xml,');
    expect(style).not.toMatch(/@font-face|t-icon-zoom-out:before/);
    expect(foreignHosts(tree)).toEqual([]);
  });

  test('carries the licence of each package it copies from', async () => {
    const { tree } = await buildMiniprogram({ envId: 'x', from: project() });
    for (const name of ['tdesign-miniprogram', 'tslib'])
      expect(text(tree, `miniprogram_npm/${name}/LICENSE`)).toMatch(/Permission|copyright/i);
  });

  test('is the same, byte for byte, when built again', async () => {
    const from = project();
    const first = await buildMiniprogram({ envId: 'x', from });
    const second = await buildMiniprogram({ envId: 'x', from });
    expect(hashOf(second.tree)).toBe(hashOf(first.tree));
  });

  test.each([
    ['a page that is declared and not there', { 'app.json': '{"pages":["pages/one/one","pages/two/two"]}' }, /pages\/two\/two/],
    ['a component that does not exist', { 'pages/one/one.json': '{"usingComponents":{"a":"./nowhere"}}' }, /pages\/one\/nowhere/],
    [
      'a TDesign component that does not exist',
      { 'pages/one/one.json': '{"usingComponents":{"a":"tdesign-miniprogram/nil/nil"}}' },
      /nil\/nil/,
    ],
    ['a style sheet that does not exist', { 'pages/one/one.wxss': "@import '../../styles/none.wxss';" }, /styles\/none\.wxss/],
    ['a picture from a foreign host', { 'pages/one/one.wxml': '<image src="https://cdn.example.com/a.png"/>' }, /cdn\.example\.com/],
    ['JSON with a mistake', { 'pages/one/one.json': '{' }, /pages\/one\/one\.json/],
    ['a module that does not exist', { 'pages/one/one.ts': "import './gone';" }, /gone/],
  ])('is refused with %s', async (_, files, words) => {
    await expect(buildMiniprogram({ envId: 'x', from: project(files) })).rejects.toThrow(words);
  });

  test('as a draft leaves out pages that are not written yet, and says so', async () => {
    const from = project({ 'app.json': '{"pages":["pages/one/one","pages/two/two"]}' });
    const { tree, warnings } = await buildMiniprogram({ envId: 'x', from, draft: true });
    expect(warnings.join()).toContain('pages/two/two');
    expect(JSON.parse(text(tree, 'app.json')).pages).toEqual(['pages/one/one']);
  });
});

describe('the audit of a package', () => {
  const app = '{"pages":["pages/a/a"],"subPackages":[{"root":"packages/staff","pages":["q/q"]},{"root":"packages/other","pages":["r/r"]}]}';

  test('sees scripts that reach into a subpackage, not those that reach out of one', () => {
    const tree = treeOf({
      'app.json': app,
      'pages/a/a.js': "require('../../packages/staff/q/q.js')",
      'packages/staff/q/q.js': "require('../../../shared/x.js'); require('./y.js')",
      'packages/other/r/r.js': "require('../../staff/q/y.js')",
    });
    expect(crossedRoots(tree, JSON.parse(app))).toHaveLength(2);
  });

  test('weighs the main package and each subpackage apart', () => {
    const tree = treeOf({ 'app.json': app, 'packages/staff/q/q.js': '12345', 'packages/other/r/r.js': '123' });
    expect(sizesOf(tree)).toEqual([
      { root: '', bytes: app.length },
      { root: 'packages/staff', bytes: 5 },
      { root: 'packages/other', bytes: 3 },
    ]);
  });

  test.each([
    ['a.js', "wx.request({ url: 'https://api.example.com/x' })", 1],
    ['a.wxss', '@font-face{src:url(http://cdn.example.com/t.woff)}', 1],
    ['a.js', "connect('wss://push.example.com')", 1],
    ['a.js', '// see https://example.com/why\nlet a;', 0],
    ['a.wxss', '/* https://example.com */ .a{}', 0],
    ['a.wxml', '<!-- https://example.com --><view/>', 0],
    ['a.wxss', `.a{background:url("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'%3E")}`, 0],
  ])('in %s counts the foreign hosts of %s', (path, content, count) => {
    expect(foreignHosts(treeOf({ [path]: content }))).toHaveLength(count);
  });

  test('finds icon names in quotes, in data and in templates', () => {
    expect(
      iconsInUse(treeOf({ 'a.wxml': '<t-icon name="add"/>', 'b.js': "const icon = 'close'", 'c.wxss': ".x{content:'check'}" })),
    ).toEqual(['add', 'close']);
  });
});

test.each([
  ['a/b.wxml', '<import src="./t.wxml"/><include src="/c/d"/><wxs src="../u.wxs" module="u"/>', ['a/t.wxml', 'c/d.wxml', 'u.wxs']],
  ['a/b.wxss', "@import '../c.wxss';", ['c.wxss']],
  ['a/b.wxs', "var x = require('./y.wxs')", ['a/y.wxs']],
])('%s takes in what it names', (path, content, expected) => {
  expect(importsOf(path, content)).toEqual(expected);
});

test('laying a tree on disk touches only what changed and removes what is gone', () => {
  writeTree(treeOf({ 'a.js': '1', 'b/c.js': '2', 'd/e.js': '3' }), folder);
  const past = new Date(1_600_000_000_000);
  utimesSync(join(folder, 'a.js'), past, past);
  expect(writeTree(treeOf({ 'a.js': '1', 'b/c.js': 'new' }), folder)).toEqual({ written: 1, removed: 1 });
  expect(listFiles(folder)).toEqual(['a.js', 'b/c.js']);
  expect(readFileSync(join(folder, 'b/c.js'), 'utf8')).toBe('new');
  expect(hashOf(readTree(folder))).toBe(hashOf(treeOf({ 'a.js': '1', 'b/c.js': 'new' })));
});
