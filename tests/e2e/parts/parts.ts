// Opens the parts' own little mini-program on a phone, and reads what its pages wrote down.
import { copyFileSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { openStage, type Phone, type Stage } from '../../support/stage';

export const FIXTURE = join(__dirname, 'fixture');
export const CAST = [
  { key: 'one', openid: 'o-one', name: '甲', words: '', device: 'phone' as const },
  { key: 'desk', openid: 'o-desk', name: '乙', words: '', device: 'desk' as const },
];

export function openParts(): Promise<Stage> {
  return openStage({ cloud: null, cast: CAST, projectDir: FIXTURE, albumDir: join(__dirname, 'fixture', 'assets') });
}

/** What the page on top has heard since `clear`. */
export async function heard(phone: Phone): Promise<unknown[][]> {
  await phone.idle();
  const text = await phone.frame.locator('.page-frame:not([hidden]) .log').innerText();
  return text ? (JSON.parse(text) as unknown[][]) : [];
}

/** Asks again until the answer is as wanted; fails with the last answer. */
export async function eventually<T>(ask: () => Promise<T>, wanted: T, patience = 5000): Promise<void> {
  const until = Date.now() + patience;
  for (;;) {
    const answer = await ask();
    if (JSON.stringify(answer) === JSON.stringify(wanted)) return;
    if (Date.now() > until) throw new Error(`Expected ${JSON.stringify(wanted)}, still ${JSON.stringify(answer)}`);
    await new Promise((done) => setTimeout(done, 30));
  }
}

/** A little mini-program with tabs, whose pages hand `wx` and themselves to a test under `fixture`. */
const TABLE: Record<string, string> = {
  'app.json': JSON.stringify({
    pages: ['pages/home/home', 'pages/mine/mine', 'pages/far/far'],
    window: { navigationBarTitleText: '表', navigationBarBackgroundColor: '#ffffff', navigationBarTextStyle: 'black' },
    tabBar: {
      list: [
        { pagePath: 'pages/home/home', text: '首页' },
        { pagePath: 'pages/mine/mine', text: '我的' },
      ],
    },
  }),
  'app.js': 'App({ told: [], onLaunch(options) { this.launch = options; wx.cloud.init(); }, onHide() { this.told.push("hide"); } });',
  ...Object.fromEntries(
    ['home', 'mine', 'far'].flatMap((name) => [
      [`pages/${name}/${name}.json`, JSON.stringify({ enablePullDownRefresh: true })],
      [
        `pages/${name}/${name}.wxml`,
        `<view>这是 ${name}</view><input class="field" value="0123456789" /><view class="mark" style="margin-top:900px;height:40px">标记</view>
<view style="height:900px"></view>`,
      ],
      [
        `pages/${name}/${name}.js`,
        `Page({
  told: [],
  onLoad(query) { this.told = []; this.query = query; },
  onShow() { Object.assign(globalThis, { fixture: { wx, page: this, app: getApp() } }); },
  onPullDownRefresh() { this.told.push('pulled'); },
  onUnload() { getApp().told.push('unload ${name}'); },
  onShareAppMessage: () => ({ title: '卡片', path: '/pages/far/far?from=card' }),
});`,
      ],
    ]),
  ),
};

/** Writes the little mini-program into a folder of its own; `album` holds one picture. */
export function writeTable(): string {
  const folder = mkdtempSync(join(tmpdir(), 'wx-table-'));
  for (const [path, text] of Object.entries(TABLE)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  copyFileSync(join(FIXTURE, 'assets', 'photo.jpg'), join(folder, 'photo.jpg'));
  return folder;
}

export interface Runner {
  /** Runs code of a page with `wx`, `page` and `app`; what it throws comes back as `threw` with its other fields. */
  run(code: string): Promise<unknown>;
  /** Starts what waits for a finger. */
  begin(code: string): Promise<void>;
  /** What came of it. */
  outcome(): Promise<unknown>;
}

export function runnerOn(phone: Phone): Runner {
  const caught = (code: string) =>
    `(async ({ wx, page, app }) => { ${code} })(fixture).catch((error) => ({ threw: error.errMsg ?? error.message, ...error }))`;
  return {
    run: (code) => phone.frame.evaluate(caught(code)),
    begin: (code) => phone.frame.evaluate(`{ globalThis.asked = ${caught(code)}; void 0; }`),
    outcome: () => phone.frame.evaluate('globalThis.asked'),
  };
}
