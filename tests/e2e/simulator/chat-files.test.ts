// Files of chats: chosen by kind and ending, sent on, opened as documents, and opening the app themselves; on a phone and at a desk.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { png } from '../../support/pictures';
import { closeBrowser, openStage, type Phone, type Stage } from '../../support/stage';

const folder = mkdtempSync(join(tmpdir(), 'chat-files-test-'));
const GROUP = { id: 'g-stone', name: '石桥村务工群' };
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const SENT = {
  '名单.xlsx': Buffer.from('PK\x03\x04 a list'),
  '发票.pdf': Buffer.from('%PDF-1.7 an invoice'),
  '发票.ofd': Buffer.from('PK\x03\x04 another'),
  '付款.png': png('pay'),
};
const FILES: Record<string, string> = {
  'project/app.json': JSON.stringify({
    pages: ['pages/files/files', 'pages/import/import'],
    supportedMaterials: [{ materialType: XLSX, name: '打开名单', path: 'pages/import/import' }],
  }),
  'project/app.js': 'App({ onShow(options) { this.options = options; } });',
  'project/pages/files/files.json': '{}',
  'project/pages/files/files.wxml': `
<button bind:tap="choose" data-type="image">选图片</button>
<button bind:tap="choose" data-type="file" data-extension="xlsx">选表格</button>
<button bind:tap="choose" data-type="file">选文件</button>
<button bind:tap="choose" data-type="all">都行</button>
<button bind:tap="act" data-api="openDocument">打开文档</button>
<button bind:tap="invoice">打开发票</button>
<button bind:tap="act" data-api="shareFileMessage">转发文件</button>
<button bind:tap="act" data-api="saveFileToDisk">存到电脑</button>
<view class="answer">{{answer}}</view>`,
  'project/pages/files/files.js': `Page({
    data: { answer: '' },
    async choose({ currentTarget: { dataset: { type, extension } } }) {
      this.setData({ answer: '' });
      try {
        const { tempFiles } = await wx.chooseMessageFile({ count: 2, type, ...(extension ? { extension: [extension] } : {}) });
        const fs = wx.getFileSystemManager();
        this.paths = tempFiles.map(({ path }) => path);
        const told = tempFiles.map(({ name, size, type, path }) => [name, size, type, fs.readFileSync(path, 'base64')]);
        this.setData({ answer: JSON.stringify(told) });
      } catch ({ errMsg }) {
        this.setData({ answer: errMsg });
      }
    },
    async invoice() {
      const filePath = wx.env.USER_DATA_PATH + '/a.ofd';
      wx.getFileSystemManager().writeFileSync(filePath, 'PK', 'utf8');
      await wx.openDocument({ filePath }).catch(({ errMsg }) => this.setData({ answer: errMsg }));
    },
    async act({ currentTarget: { dataset: { api } } }) {
      const filePath = wx.env.USER_DATA_PATH + '/2026_03名单.xlsx';
      wx.getFileSystemManager().writeFileSync(filePath, 'PK三月', 'utf8');
      const options = { openDocument: { filePath, showMenu: true }, shareFileMessage: { filePath }, saveFileToDisk: { filePath } }[api];
      this.setData({ answer: await wx[api](options).then(({ errMsg }) => errMsg, ({ errMsg }) => errMsg) });
    },
  });`,
  'project/pages/import/import.json': '{}',
  'project/pages/import/import.wxml': '<view class="answer">{{answer}}</view>',
  'project/pages/import/import.js': `Page({
    data: { answer: '' },
    async onLoad() {
      const { scene, chatType, forwardMaterials } = wx.getEnterOptionsSync();
      const [{ name, type, size, path }] = forwardMaterials;
      const { data } = await wx.getFileSystemManager().readFile({ filePath: path, encoding: 'utf8' });
      const same = getApp().options.forwardMaterials[0].path === path;
      this.setData({ answer: JSON.stringify({ scene, chatType, name, type, size, data, same }) });
    },
  });`,
};
const cast = [
  { key: '甲', device: 'phone' as const, groups: [GROUP] },
  { key: '乙', device: 'phone' as const, groups: [GROUP] },
  { key: '丙', device: 'phone' as const, groups: [] },
  { key: '站长', device: 'desk' as const, groups: [GROUP] },
].map((each) => ({ ...each, openid: `o-${each.key}`, name: each.key, words: '' }));

let stage: Stage;
let phone: Phone;

beforeAll(async () => {
  for (const [path, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  stage = await openStage({ cloud: null, cast, projectDir: join(folder, 'project') });
  for (const [name, bytes] of Object.entries(SENT)) await stage.putFile(GROUP.id, name, bytes);
  phone = await stage.phone('甲');
});

afterAll(async () => {
  await stage?.close();
  await closeBrowser();
  rmSync(folder, { recursive: true, force: true });
});

const answer = async (from: Phone): Promise<string> => {
  const found = from.frame.locator('.page-frame:not([hidden]) .answer', { hasText: /./ });
  await found.waitFor();
  return found.innerText();
};
/** What the page says of the files it got. */
const got = async (from: Phone) =>
  (JSON.parse(await answer(from)) as [string, number, string, string][]).map(([name, , type, base64]) => [name, type, base64]);
const bytesOf = (name: keyof typeof SENT) => SENT[name].toString('base64');

test('the groups are offered with what fits: pictures, files of an ending, files that are no pictures, everything', async () => {
  await phone.tap('选图片');
  await phone.tap('同意');
  expect(await phone.text()).toContain('1 个文件');
  await phone.tap('石桥村务工群');
  await phone.tap('付款.png');
  await phone.tap('完成(1)');
  expect(await got(phone)).toEqual([['付款.png', 'image', bytesOf('付款.png')]]);

  await phone.tap('选表格');
  await phone.tap('石桥村务工群');
  expect(await phone.text()).not.toContain('发票.');
  await phone.tap('名单.xlsx');
  await phone.tap('完成(1)');
  expect(await got(phone)).toEqual([['名单.xlsx', 'file', bytesOf('名单.xlsx')]]);

  await phone.tap('选文件');
  expect(await phone.text()).toContain('3 个文件');
  await phone.tap('石桥村务工群');
  for (const name of ['发票.ofd', '发票.pdf', '名单.xlsx']) await phone.tap(name);
  // Two were asked for: the third is not taken.
  await phone.tap('完成(2)');
  expect((await got(phone)).map(([name]) => name)).toEqual(['发票.ofd', '发票.pdf']);

  await phone.tap('都行');
  expect(await phone.text()).toContain('4 个文件');
  await phone.tap('取消');
  expect(await answer(phone)).toBe('chooseMessageFile:fail cancel');
});

test('a file of the computer that does not fit is turned away in words', async () => {
  await phone.tap('选图片');
  const chosen = phone.chooseFile(SENT['发票.pdf'], '发票.pdf');
  await phone.tap('从这台电脑选一张');
  await chosen;
  await phone.frame.getByText('这里只收图片').waitFor();
  expect(await answer(phone)).toBe('chooseMessageFile:fail cancel');
});

test('a file sent to the group lies there for its members, and for nobody else', async () => {
  await phone.tap('转发文件');
  await phone.tap('石桥村务工群');
  expect(await answer(phone)).toBe('shareFileMessage:ok');
  const other = await stage.phone('乙');
  await other.tap('选表格');
  await other.tap('同意');
  await other.tap('石桥村务工群');
  await other.tap('2026_03名单.xlsx');
  await other.tap('完成(1)');
  expect(await got(other)).toEqual([['2026_03名单.xlsx', 'file', Buffer.from('PK三月').toString('base64')]]);
  const stranger = await stage.phone('丙');
  await stranger.tap('选表格');
  await stranger.tap('同意');
  expect(await stranger.text()).not.toContain('石桥村务工群');
  await stranger.tap('取消');
});

test('a document has its own screen on a phone, and can be sent on from there; what WeChat cannot show is refused', async () => {
  await phone.tap('打开文档');
  expect(await phone.text()).toContain('2026_03名单.xlsx · 1 KB');
  await phone.tap('转发给朋友');
  await phone.tap('石桥村务工群');
  expect((await phone.chats()).at(-1)).toMatchObject({ from: '甲', file: { name: '2026_03名单.xlsx', size: 8, type: XLSX } });
  await phone.tap('关闭');
  expect(await answer(phone)).toBe('openDocument:ok');
  await phone.tap('存到电脑');
  expect(await answer(phone)).toContain('saveFileToDisk:fail');
  await phone.tap('打开发票');
  expect(await answer(phone)).toBe('openDocument:fail filetype not supported');
});

test('at the desk a document opens with the computer, a file is saved under its own name, and the mouse does it all', async () => {
  const desk = await stage.desk('站长');
  for (const words of ['打开文档', '存到电脑']) {
    const [download] = await Promise.all([desk.page.waitForEvent('download'), desk.tap(words)]);
    expect(download.suggestedFilename()).toBe('2026_03名单.xlsx');
    expect(readFileSync(await download.path(), 'utf8')).toBe('PK三月');
  }
  await desk.tap('选表格');
  await desk.tap('同意');
  await desk.tap('石桥村务工群');
  await desk.tap('名单.xlsx');
  await desk.tap('完成(1)');
  expect(await got(desk)).toEqual([['名单.xlsx', 'file', bytesOf('名单.xlsx')]]);
  await desk.assertClean();
});

test('a file of a kind the app declares opens it: scene 1173 with the file on the phone, in a running app and a closed one', async () => {
  await expect(phone.tapCard('发票.ofd')).rejects.toThrow('打不开');
  for (const running of [true, false]) {
    if (!running) await phone.kill();
    await phone.tapCard('[文件] 名单.xlsx');
    expect(JSON.parse(await answer(phone))).toEqual({
      scene: 1173,
      chatType: 3,
      name: '名单.xlsx',
      type: XLSX,
      size: SENT['名单.xlsx'].length,
      data: SENT['名单.xlsx'].toString(),
      same: true,
    });
  }
  await phone.assertClean();
  expect(stage.foreign()).toEqual([]);
});
