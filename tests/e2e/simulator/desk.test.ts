// The desk as WeChat for Windows: files dragged into the window and saved to disk, the wheel, the keyboard. The phone has none of it.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { png } from '../../support/pictures';
import { closeBrowser, openStage, type Phone, type Stage } from '../../support/stage';

const folder = mkdtempSync(join(tmpdir(), 'desk-test-'));
const LIST = '名单,青石乡\n周满仓,石桥村\n';
const FILES: Record<string, string | Buffer> = {
  'project/app.json': JSON.stringify({ pages: ['pages/desk/desk'], window: { navigationBarTitleText: '电脑' } }),
  'project/app.js': 'App({});',
  'project/pages/desk/desk.json': '{}',
  'project/pages/desk/desk.wxml': `
<button bind:tap="file">选文件</button>
<button bind:tap="picture">选图片</button>
<button bind:tap="save">存下来</button>
<view class="answer">{{answer}}</view>
<view wx:for="{{80}}" style="height: 40px">第{{item}}行</view>`,
  'project/pages/desk/desk.js': `Page({
    data: { answer: '', path: '' },
    onLoad() { wx.onKeyDown(({ key }) => this.setData({ answer: key })); },
    tell(answer, path = '') { this.setData({ answer, path }); },
    async file() {
      const { tempFiles: [{ name, size, path, type }] } = await wx.chooseMessageFile({ count: 1, type: 'file', extension: ['csv'] });
      this.tell([name, size, type].join(' '), path);
    },
    async picture() {
      const { tempFiles } = await wx.chooseMedia({ count: 9, mediaType: ['image'], sizeType: ['original'] });
      this.tell(tempFiles.length + ' 张 ' + tempFiles[0].size);
    },
    async save() {
      await wx.saveFileToDisk({ filePath: this.data.path }).then(() => this.tell('存了'), ({ errMsg }) => this.tell(errMsg));
    },
  });`,
  'list.csv': LIST,
  'proof.png': png('desk'),
};

let stage: Stage;
let desk: Phone;

beforeAll(async () => {
  for (const [path, contents] of Object.entries(FILES)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), contents);
  }
  const cast = (['desk', 'phone'] as const).map((device) => ({ key: device, openid: `o-${device}`, name: device, words: '', device }));
  stage = await openStage({ cloud: null, cast, projectDir: join(folder, 'project') });
  desk = await stage.desk('desk');
});

afterAll(async () => {
  await stage?.close();
  await closeBrowser();
  rmSync(folder, { recursive: true, force: true });
});

/** Drags files of this machine into the window and lets go, as the browser itself is told of it. */
async function drop(phone: Phone, ...names: string[]): Promise<void> {
  const session = await phone.page.context().newCDPSession(phone.page);
  const data = { items: [], files: names.map((name) => join(folder, name)), dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await session.send('Input.dispatchDragEvent', { type, x: 600, y: 400, data });
  await session.detach();
}

const answer = async (phone: Phone, words: string) => {
  await phone.frame.locator('.answer', { hasText: words }).waitFor();
  await phone.idle();
};

test('a file dragged in answers the choice that is open; another kind is turned away', async () => {
  await desk.tap('选文件');
  await desk.tap('同意');
  expect(await desk.text()).toContain('也可以把文件拖进这个窗口');
  await drop(desk, 'proof.png');
  await desk.frame.getByText('这里不收这种文件').waitFor();
  await drop(desk, 'list.csv');
  await answer(desk, `list.csv ${Buffer.byteLength(LIST)} file`);
  expect(await desk.sees('从聊天中选择文件')).toBe(false);
});

test('what was chosen is saved to disk, byte for byte', async () => {
  const [download] = await Promise.all([desk.page.waitForEvent('download'), desk.tap('存下来')]);
  expect(readFileSync(await download.path(), 'utf8')).toBe(LIST);
  expect(download.suggestedFilename()).toMatch(/\.csv$/);
  await answer(desk, '存了');
});

test('a file dragged in before waits for the choice it fits', async () => {
  await drop(desk, 'list.csv', 'proof.png');
  await desk.frame.getByText('放好了').waitFor();
  await desk.tap('选图片');
  await answer(desk, `1 张 ${(FILES['proof.png'] as Buffer).length}`);
  await desk.tap('选文件');
  await answer(desk, 'list.csv');
  // Nothing lies there any more: the next choice asks.
  await desk.tap('选文件');
  expect(await desk.text()).toContain('从这台电脑选一张');
  await desk.page.keyboard.press('Escape');
  await desk.idle();
  desk.expectError(/chooseMessageFile:fail cancel/);
});

test('the wheel scrolls the page, keys reach it', async () => {
  await desk.page.mouse.move(640, 500);
  await desk.page.mouse.wheel(0, 600);
  await desk.frame.waitForFunction(() => (document.querySelector('.page-scroller')?.scrollTop ?? 0) > 500);
  await desk.page.keyboard.press('ArrowDown');
  await answer(desk, 'ArrowDown');
  await desk.assertClean();
  expect(stage.foreign()).toEqual([]);
});

test('a phone saves nothing to a disk it has not', async () => {
  const phone = await stage.phone('phone');
  await phone.tap('存下来');
  await answer(phone, 'saveFileToDisk:fail');
  await phone.assertClean();
});
