// Every wx function the built mini-program calls has an implementation on the phones.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { closeBrowser, type Stage } from '../../support/stage';
import { openParts } from './parts';

const DIST = join(__dirname, '..', '..', '..', 'dist', 'miniprogram');
/** `typeof wx.x`, `wx.canIUse('x')` and calls alike: `wx.name` and `wx.cloud.name`, also as `wx?.name`. */
const USE = /\bwx\??\.(cloud\??\.)?([a-zA-Z]\w*)/g;

let stage: Stage;
beforeAll(async () => {
  stage = await openParts();
});
afterAll(async () => {
  await stage.close();
  await closeBrowser();
});

function uses(dir: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const entry of readdirSync(dir, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile() || !/\.(js|wxs)$/.test(entry.name)) continue;
    const path = join(entry.parentPath, entry.name);
    for (const [, cloud = '', name = ''] of readFileSync(path, 'utf8').matchAll(USE)) {
      const full = cloud ? `cloud.${name}` : name;
      if (full !== 'cloud' && full !== 'env') found.set(full, path.slice(dir.length + 1));
    }
  }
  return found;
}

test('nothing the mini-program calls is missing', async () => {
  if (!existsSync(DIST)) throw new Error('dist/miniprogram 还没有：先运行 npm run build');
  const used = uses(DIST);
  expect(used.size).toBeGreaterThan(10);
  const phone = await stage.phone('one', { open: '/pages/api/api' });
  const missing = (await phone.frame.evaluate(
    (names) =>
      names.filter((name) => !(window as unknown as { fixture: { wx: { canIUse(name: string): boolean } } }).fixture.wx.canIUse(name)),
    [...used.keys()],
  )) as string[];
  expect(missing.map((name) => `wx.${name} (${used.get(name)})`)).toEqual([]);
});
