// TDesign's components, taken from the package as they are, used as a page uses them.
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { closeBrowser, openStage, type Phone, type Stage } from '../../support/stage';

const projectDir = mkdtempSync(join(tmpdir(), 'tdesign-'));
const npm = join(projectDir, 'miniprogram_npm', 'tdesign-miniprogram');
const source = dirname(require.resolve('tdesign-miniprogram/package.json'));
const COMPONENTS = [
  'button',
  'cell',
  'cell-group',
  'dialog',
  'popup',
  'toast',
  'tabs',
  'tab-panel',
  'input',
  'switch',
  'radio',
  'radio-group',
  'steps',
  'step-item',
  'collapse',
  'collapse-panel',
];

const FILES: Record<string, string> = {
  'app.json': JSON.stringify({
    pages: ['pages/show/show'],
    window: { navigationBarTitleText: '组件', navigationBarBackgroundColor: '#fff', navigationBarTextStyle: 'black' },
  }),
  'pages/show/show.json': JSON.stringify({
    usingComponents: Object.fromEntries(COMPONENTS.map((name) => [`t-${name}`, `tdesign-miniprogram/${name}/${name}`])),
  }),
  'pages/show/show.wxml': `
<t-button theme="primary" block bind:tap="open">打开弹层</t-button>
<t-button block bind:tap="ask">问一句</t-button>
<t-cell-group><t-cell title="一行" note="说明" bind:tap="toast" /></t-cell-group>
<t-tabs value="{{tab}}" bind:change="change" data-field="tab"><t-tab-panel label="标签一" value="a">内容一</t-tab-panel><t-tab-panel label="标签二" value="b">内容二</t-tab-panel></t-tabs>
<t-input label="姓名" placeholder="请输入" bind:change="change" data-field="name" />
<t-switch value="{{on}}" bind:change="change" data-field="on" />
<t-radio-group value="{{pick}}" bind:change="change" data-field="pick"><t-radio value="1" label="选甲" /><t-radio value="2" label="选乙" /></t-radio-group>
<view class="state">{{tab}} {{name}} {{on}} {{pick}} {{answer}}</view>
<t-popup visible="{{visible}}" placement="bottom" bind:visible-change="visibility"><view style="height: 300rpx">弹层内容</view></t-popup>
<t-dialog visible="{{asking}}" title="真的吗" content="交上去就不能改" confirm-btn="好" cancel-btn="不" bind:confirm="answer" bind:cancel="answer" />
<t-toast id="t-toast" />`,
  'pages/show/show.js': `
const { default: Toast } = require('tdesign-miniprogram/toast/index');
Page({
  data: { visible: false, asking: false, answer: '', tab: 'a', name: '', on: false, pick: '' },
  open() { this.setData({ visible: true }); },
  visibility(e) { this.setData({ visible: e.detail.visible }); },
  ask() { this.setData({ asking: true }); },
  answer(e) { this.setData({ asking: false, answer: e.type }); },
  change(e) { this.setData({ [e.currentTarget.dataset.field]: e.detail.value }); },
  toast() { Toast({ context: this, selector: '#t-toast', message: '轻提示' }); },
});`,
};

let stage: Stage;
let phone: Phone;

beforeAll(async () => {
  cpSync(join(source, 'miniprogram_dist'), npm, { recursive: true });
  for (const [path, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(projectDir, path)), { recursive: true });
    writeFileSync(join(projectDir, path), text);
  }
  stage = await openStage({ cloud: null, cast: [{ key: 'one', openid: 'o-one', name: '甲', words: '看看', device: 'phone' }], projectDir });
  phone = await stage.phone('one');
});

afterEach(() => phone.assertClean());

afterAll(async () => {
  await stage?.close();
  await closeBrowser();
  rmSync(projectDir, { recursive: true, force: true });
});

test('a popup slides in and out', async () => {
  expect(await phone.sees('弹层内容')).toBe(false);
  await phone.tap('打开弹层');
  expect(await phone.sees('弹层内容')).toBe(true);
  await phone.page.mouse.click(20, 200);
  await phone.idle();
  expect(await phone.sees('弹层内容')).toBe(false);
});

test('a dialog asks and is answered', async () => {
  await phone.tap('问一句');
  expect(await phone.text()).toContain('交上去就不能改');
  await phone.tap('好');
  expect(await phone.text()).toContain('confirm');
});

test('tabs, input, switch and radio tell the page', async () => {
  await phone.tap('标签二');
  await phone.type('input', '周满仓');
  await phone.tap('.t-switch');
  await phone.tap('选乙');
  expect(await phone.frame.locator('.state').innerText()).toBe('b 周满仓 true 2 confirm');
});

test('a toast shows itself through selectComponent', async () => {
  await phone.tap('一行');
  expect(await phone.text()).toContain('轻提示');
});
