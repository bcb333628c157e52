// Writes a mini-program with one page per row: the package beside it as the developer tools put it, the row's markup, a page that writes events down.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { components, PACKAGE } from './package';
import type { Row } from './row';

const PICTURE = join(__dirname, '..', 'parts', 'fixture', 'assets', 'photo.jpg');

export interface Fixture {
  dir: string;
  /** Folder of pictures for the phone's album. */
  album: string;
  remove(): void;
}

/** Makes the mini-program in a folder of its own. */
export function writeFixture(rows: readonly Row[]): Fixture {
  const dir = mkdtempSync(join(tmpdir(), 'tdesign-'));
  const write = (path: string, text: string) => {
    mkdirSync(join(dir, path, '..'), { recursive: true });
    writeFileSync(join(dir, path), text);
  };
  const npm = join(dir, 'miniprogram_npm', 'tdesign-miniprogram');
  cpSync(PACKAGE, npm, { recursive: true, filter: (path) => !path.endsWith('.d.ts') });
  // The icon font lies on a foreign server; nothing here may ask for it.
  const icons = join(npm, 'icon', 'icon.wxss');
  writeFileSync(icons, readFileSync(icons, 'utf8').replace(/@font-face\s*\{[^}]*\}/g, ''));
  cpSync(PICTURE, join(dir, 'assets', 'photo.jpg'));
  write('app.js', 'App({});');
  write('app.json', JSON.stringify({ pages: [...rows.map(pageOf), 'pages/other/other'], window: { navigationBarTitleText: 'TDesign' } }));
  write('pages/other/other.js', 'Page({});');
  write('pages/other/other.json', '{}');
  write('pages/other/other.wxml', '<view>别的一页</view>');
  const all = new Set(components());
  for (const row of rows) {
    const page = pageOf(row);
    write(
      `${page}.wxml`,
      row.wxml.replace(/\s@([a-zA-Z-]+)/g, (_, event: string) => ` bind:${event}="heard"`),
    );
    write(`${page}.json`, JSON.stringify({ usingComponents: tagsOf(row, all) }));
    if (row.wxss) write(`${page}.wxss`, row.wxss);
    write(`${page}.js`, script(row));
  }
  return { dir, album: join(dir, 'assets'), remove: () => rmSync(dir, { recursive: true, force: true }) };
}

export function pageOf(row: Row): string {
  return `pages/${row.component}/${row.component}`;
}

function tagsOf(row: Row, all: ReadonlySet<string>): Record<string, string> {
  const names = [...row.wxml.matchAll(/<t-([a-z-]+)/g)].map(([, name = '']) => name);
  const unknown = names.filter((name) => !all.has(name));
  if (unknown.length > 0) throw new Error(`${row.component}: the package has no ${unknown.join(', ')}`);
  const own = Object.fromEntries(names.map((name) => [`t-${name}`, `tdesign-miniprogram/${name}/${name}`]));
  const given = Object.entries(row.tags ?? {}).map(([tag, path]) => [tag, `tdesign-miniprogram/${path}`]);
  return { ...own, ...Object.fromEntries(given) };
}

/** The page listens with `heard` and hands itself to the test. */
function script(row: Row): string {
  return `const plain = (detail) => { try { return JSON.parse(JSON.stringify(detail ?? null)); } catch { return String(detail); } };
Page({
  data: ${JSON.stringify(row.data ?? {})},
  onLoad() { globalThis.fixture = { page: this, wx, log: [] }; },
  heard(e) { globalThis.fixture.log.push([e.type, plain(e.detail)]); },
  ${row.js ?? ''}
});
`;
}
