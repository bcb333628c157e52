// Every component of the TDesign package is mounted on a phone and used; how many work is printed.
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { closeBrowser, openStage, type Phone, type Stage } from '../../support/stage';
import { heard } from './parts';
import { CASES } from './tdesign-cases';

const source = join(dirname(require.resolve('tdesign-miniprogram/package.json')), 'miniprogram_dist');
const projectDir = mkdtempSync(join(tmpdir(), 'parts-tdesign-'));
const PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100"><rect width="200" height="100" fill="teal"/></svg>';
/** Parts of chat pages: they are not for this product and need a service behind them. */
const LEFT_OUT = /^(chat-|attachments$)/;
/** The whole table takes its time; the normal run uses a handful of the riskiest. */
const SHORT = [
  'calendar',
  'cascader',
  'dropdown-item',
  'image',
  'picker',
  'pull-down-refresh',
  'search',
  'slider',
  'stepper',
  'swipe-cell',
  'swiper',
  'tree-select',
];
const chosen = process.env.FULL === '1' ? Object.keys(CASES) : SHORT;

let stage: Stage;
let phone: Phone;

beforeAll(async () => {
  cpSync(source, join(projectDir, 'miniprogram_npm', 'tdesign-miniprogram'), { recursive: true });
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(projectDir, path)), { recursive: true });
    writeFileSync(join(projectDir, path), text);
  };
  write(
    'app.json',
    JSON.stringify({
      pages: chosen.map((name) => `pages/${name}/${name}`),
      window: { navigationBarTextStyle: 'black', navigationBarBackgroundColor: '#fff' },
    }),
  );
  write('app.js', 'App({})');
  write('pic.svg', PICTURE);
  for (const name of chosen) {
    const { wxml, data = {}, uses = [] } = CASES[name] as (typeof CASES)[string];
    const using = Object.fromEntries([name, ...uses].map((each) => [`t-${each}`, `tdesign-miniprogram/${each}/${each}`]));
    write(`pages/${name}/${name}.json`, JSON.stringify({ usingComponents: using, navigationBarTitleText: name }));
    write(`pages/${name}/${name}.wxml`, `${wxml}<view class="log" style="font-size:10px;position:relative;z-index:0">{{log}}</view>`);
    write(
      `pages/${name}/${name}.js`,
      `Page({ data: ${JSON.stringify({ ...data, log: '' })}, hear(e) { this.lines = [...(this.lines || []), [e.type, e.detail]]; this.setData({ log: JSON.stringify(this.lines, (key, value) => (key === 'context' ? undefined : value)) }); }, show() { this.setData({ visible: true }); } });`,
    );
  }
  stage = await openStage({ cloud: null, cast: [{ key: 'one', openid: 'o-one', name: '甲', words: '', device: 'phone' }], projectDir });
  phone = await stage.phone('one');
});
afterAll(async () => {
  await stage?.close();
  await closeBrowser();
  rmSync(projectDir, { recursive: true, force: true });
});

/** What the phone has reported since the last question: one component's fault is not the next one's. */
let known = 0;
async function newErrors(): Promise<string[]> {
  const all = await phone.errors();
  const fresh = all.slice(known);
  known = all.length;
  return fresh;
}

let worked = 0;
test.each(chosen)('%s', async (name) => {
  const { sees, act, hears } = CASES[name] as (typeof CASES)[string];
  await newErrors();
  await phone.open(`/pages/${name}/${name}`);
  if (/^[.#]/.test(sees)) expect(await phone.frame.locator(sees).filter({ visible: true }).count()).toBeGreaterThan(0);
  else expect(await phone.text()).toContain(sees);
  await act?.(phone);
  expect(await newErrors()).toEqual([]);
  if (hears) expect(JSON.stringify(await heard(phone))).toContain(hears);
  worked += 1;
});

test('no component of the package is forgotten', () => {
  const all = readdirSync(source).filter((name) => existsSync(join(source, name, `${name}.wxml`)));
  const wanted = all.filter((name) => !LEFT_OUT.test(name));
  process.stdout.write(
    `TDesign: ${worked} of ${chosen.length} used here work; ${wanted.length} components, ${all.length - wanted.length} of chat pages left out\n`,
  );
  expect(wanted.filter((name) => !(name in CASES))).toEqual([]);
});
