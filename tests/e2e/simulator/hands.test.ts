// What hands do beside tapping: calling, scanning, signing, copying, listening, giving the phone number; on a phone and at a desk.
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { startLocalCloud } from '../../../tools/local-cloud';
import type { LocalCloud } from '../../../tools/local-cloud/api';
import { closeBrowser, openStage, type Phone, type Stage } from '../../support/stage';

/** So many seconds of silence as a WAV file. */
function wav(seconds: number): Buffer {
  const samples = Math.round(8000 * seconds);
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + samples, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(8000, 24);
  head.writeUInt32LE(8000, 28);
  head.writeUInt16LE(1, 32);
  head.writeUInt16LE(8, 34);
  head.write('data', 36);
  head.writeUInt32LE(samples, 40);
  return Buffer.concat([head, Buffer.alloc(samples, 128)]);
}

const folder = mkdtempSync(join(tmpdir(), 'hands-test-'));
const FILES: Record<string, string | Buffer> = {
  'project/app.json': JSON.stringify({ pages: ['pages/hands/hands', 'pages/job/job'] }),
  'project/app.js': 'App({ onLaunch() { wx.cloud.init(); } });',
  'project/sound.wav': wav(0.3),
  'project/pages/job/job.json': '{}',
  'project/pages/job/job.wxml': '<view class="answer">{{answer}}</view>',
  'project/pages/job/job.js': `Page({ data: { answer: '' }, onLoad(options) { this.setData({ answer: JSON.stringify([wx.getEnterOptionsSync().scene, options]) }); } });`,
  'project/pages/hands/hands.json': '{}',
  'project/pages/hands/hands.wxml': `
<canvas type="2d" id="sign" style="width:300px;height:120px;margin:20px" disable-scroll bind:touchstart="down" bind:touchmove="move" bind:touchend="up" />
<button bind:tap="call">打电话</button>
<button bind:tap="scan">扫一扫</button>
<button bind:tap="scan" data-types="qrCode">只扫二维码</button>
<button bind:tap="copy">复制</button>
<button bind:tap="listen" data-src="/sound.wav">听</button>
<button bind:tap="listen" data-src="kept">听存下的</button>
<button bind:tap="listen" data-src="https://example.com/a.mp3">听网上的</button>
<button open-type="getPhoneNumber" bind:getphonenumber="number">绑定手机号</button>
<button bind:tap="keep">签好了</button>
<view class="answer">{{answer}}</view>
<view style="height:1200px"></view>`,
  'project/pages/hands/hands.js': `Page({
    data: { answer: '' },
    tell(answer) { this.setData({ answer: typeof answer === 'string' ? answer : JSON.stringify(answer) }); },
    onLoad() { this.told = []; },
    onShow() { this.told.push('show'); },
    onHide() { this.told.push('hide'); },
    onReady() {
      wx.createSelectorQuery().select('#sign').fields({ node: true, size: true }).exec(([{ node, width, height }]) => {
        Object.assign(node, { width: width * 2, height: height * 2 });
        this.board = node;
        this.pen = node.getContext('2d');
        this.pen.scale(2, 2);
        this.pen.lineWidth = 4;
      });
    },
    down({ touches: [{ x, y }] }) { this.pen.beginPath(); this.pen.moveTo(x, y); },
    move({ touches: [{ x, y }] }) { this.pen.lineTo(x, y); this.pen.stroke(); },
    up({ changedTouches: [{ x, y }] }) { this.end = [Math.round(x), Math.round(y)]; },
    async keep() {
      const { tempFilePath } = await wx.canvasToTempFilePath({ canvas: this.board, fileType: 'png' });
      const { width, height, type } = await wx.getImageInfo({ src: tempFilePath });
      const { data } = this.pen.getImageData(0, 0, 600, 240);
      let dark = 0;
      for (let at = 3; at < data.length; at += 4) if (data[at] > 128) dark += 1;
      const at = (x, y) => data[(y * 2 * 600 + x * 2) * 4 + 3] > 128;
      this.tell({ width, height, type, dark: dark > 500, start: at(40, 30), middle: at(110, 50), beside: at(40, 90), end: this.end });
    },
    async call() {
      this.told = [];
      await wx.makePhoneCall({ phoneNumber: '19900000001' }).catch(({ errMsg }) => this.told.push(errMsg));
      this.tell(this.told.join(' '));
    },
    async scan({ currentTarget: { dataset: { types } } }) {
      this.tell(await wx.scanCode(types ? { scanType: [types] } : {}).catch(({ errMsg }) => errMsg));
    },
    async copy() {
      await wx.setClipboardData({ data: '姓名\\t村\\n周满仓\\t石桥村' });
      this.tell((await wx.getClipboardData()).data);
    },
    listen({ currentTarget: { dataset: { src } } }) {
      const kept = wx.env.USER_DATA_PATH + '/kept.wav';
      const told = [];
      const audio = wx.createInnerAudioContext();
      for (const name of ['Canplay', 'Play', 'Pause', 'Stop', 'Error']) audio['on' + name]((event) => told.push(event ? name + ' ' + event.errCode : name));
      const done = () => { this.tell([...new Set(told)].join(' ') + ' ' + audio.duration.toFixed(1)); audio.destroy(); };
      audio.onEnded(() => { told.push('Ended'); done(); });
      audio.onError(done);
      const start = () => { audio.src = src === 'kept' ? kept : src; audio.play(); };
      if (src !== 'kept') return start();
      wx.getFileSystemManager().readFile({ filePath: '/sound.wav', success: ({ data }) => { wx.getFileSystemManager().writeFileSync(kept, data); start(); } });
    },
    async number({ detail: { errMsg, code, cloudID } }) {
      if (!code) return this.tell(errMsg);
      const { result } = await wx.cloud.callFunction({ name: 'number', data: { code, phone: wx.cloud.CloudID(cloudID) } });
      this.tell(result);
    },
  });`,
  'functions/functions.json': JSON.stringify({
    number: { timeout: 5, memory: 128, triggers: [], openapi: ['phonenumber.getPhoneNumber'] },
  }),
  'functions/database.json': JSON.stringify({ collections: {} }),
  'functions/storage.json': JSON.stringify({ read: false, write: 'resource.openid == auth.openid' }),
  'functions/number/index.js': `
const cloud = require('wx-server-sdk');
cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV });
const ask = (code) => cloud.openapi.phonenumber.getPhoneNumber({ code }).then(({ phoneInfo }) => phoneInfo.purePhoneNumber, ({ errCode }) => errCode);
exports.main = async ({ code, phone }) => [await ask(code), await ask(code), phone.data.purePhoneNumber];`,
};
const cast = [
  { key: '甲', device: 'phone' as const, phone: '19900000021' },
  { key: '站长', device: 'desk' as const },
].map((each) => ({ ...each, openid: `o-${each.key}`, name: each.key, words: '' }));

let cloud: LocalCloud;
let stage: Stage;
let phone: Phone;
let desk: Phone;

beforeAll(async () => {
  for (const [path, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  symlinkSync(resolve('node_modules'), join(folder, 'functions', 'node_modules'), 'dir');
  cloud = await startLocalCloud({
    dataDir: join(folder, 'cloud'),
    functionsDir: join(folder, 'functions'),
    startAt: '2026-03-02T01:00:00.000Z',
    frozen: true,
    timers: false,
  });
  stage = await openStage({ cloud, cast, projectDir: join(folder, 'project') });
  [phone, desk] = await Promise.all([stage.phone('甲'), stage.desk('站长')]);
});

afterAll(async () => {
  await stage?.close();
  await closeBrowser();
  await cloud?.close();
  rmSync(folder, { recursive: true, force: true });
});

const answer = async (from: Phone, words: string | RegExp = /./): Promise<string> => {
  const found = from.frame.locator('.page-frame:not([hidden]) .answer', { hasText: words });
  await found.waitFor();
  return found.innerText();
};

test('a call leaves the app and comes back to the page; not calling is a failure', async () => {
  await phone.tap('打电话');
  await phone.tap('取消');
  expect(await answer(phone)).toBe('makePhoneCall:fail cancel');
  await phone.tap('打电话');
  await phone.tap('呼叫 19900000001');
  expect(await answer(phone, 'show')).toBe('hide show');
  expect(await phone.pages()).toEqual(['pages/hands/hands']);
});

test('a code is scanned: its words, or the page of a mini-program code; another kind is not taken', async () => {
  await phone.tap('扫一扫');
  await phone.scan('https://例子/登记?hukou=1');
  expect(JSON.parse(await answer(phone, 'result'))).toMatchObject({
    errMsg: 'scanCode:ok',
    result: 'https://例子/登记?hukou=1',
    scanType: 'QR_CODE',
    charSet: 'UTF-8',
  });
  await phone.tap('扫一扫');
  await phone.scan('pages/job/job?scene=id%3D7');
  expect(JSON.parse(await answer(phone, 'WX_CODE'))).toMatchObject({ result: '', path: 'pages/job/job?scene=id%3D7', scanType: 'WX_CODE' });
  await phone.tap('只扫二维码');
  // What was scanned before can be picked again, of the kind that is asked for.
  expect(await phone.frame.getByRole('dialog').innerText()).not.toContain('job?scene');
  await phone.tap('https://例子/登记?hukou=1');
  expect(await answer(phone, 'QR_CODE')).toContain('登记');
  await phone.tap('扫一扫');
  await phone.tap('取消');
  expect(await answer(phone, 'cancel')).toBe('scanCode:fail cancel');
});

test('a name is signed with a finger on the phone and with the mouse at the desk, and kept as a picture', async () => {
  for (const device of [phone, desk]) {
    const box = await device.frame.locator('wx-canvas').boundingBox();
    if (!box) throw new Error('no canvas');
    const points: [number, number][] = [
      [40, 30],
      [110, 50],
      [180, 90],
    ];
    if (device === desk) {
      await desk.page.mouse.move(box.x + 40, box.y + 30);
      await desk.page.mouse.down();
      for (const [x, y] of points) await desk.page.mouse.move(box.x + x, box.y + y, { steps: 4 });
      await desk.page.mouse.up();
    } else {
      const session = await device.page.context().newCDPSession(device.page);
      const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', [x, y]: [number, number]) =>
        session.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x: box.x + x, y: box.y + y }] });
      await touch('touchStart', [40, 30]);
      for (const point of points) await touch('touchMove', point);
      await touch('touchEnd', [180, 90]);
      await session.detach();
    }
    await device.idle();
    // The page below stayed where it was.
    expect(await device.frame.evaluate(() => document.querySelector('.page-scroller')?.scrollTop)).toBe(0);
    await device.tap('签好了');
    expect(JSON.parse(await answer(device, 'width'))).toEqual({
      width: 600,
      height: 240,
      type: 'png',
      dark: true,
      start: true,
      middle: true,
      beside: false,
      end: [180, 90],
    });
  }
});

test('what is copied can be pasted: on the phone its own clipboard, at the desk the computer’s', async () => {
  await phone.tap('复制');
  expect(await answer(phone, '周满仓')).toContain('石桥村');
  await desk.page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: stage.simulator.url });
  await desk.tap('复制');
  await answer(desk, '周满仓');
  expect(await desk.frame.evaluate(() => navigator.clipboard.readText())).toBe('姓名\t村\n周满仓\t石桥村');
});

test('sound is played from the package and from the phone to its end; from elsewhere it is refused', async () => {
  for (const device of [phone, desk]) {
    await device.tap('听');
    expect(await answer(device, 'Ended')).toBe('Play Canplay Ended 0.3');
    await device.tap('复制');
    await device.tap('听存下的');
    expect(await answer(device, 'Ended')).toContain('Ended 0.3');
    await device.tap('听网上的');
    expect(await answer(device, 'Error')).toBe('Error 10003 0.0');
  }
});

test('the phone number comes as a code that a function exchanges once, and as open data; the page never sees it', async () => {
  await phone.tap('绑定手机号');
  await phone.tap('同意');
  await phone.tap('不允许');
  expect(await answer(phone, 'deny')).toBe('getPhoneNumber:fail user deny');
  await phone.tap('绑定手机号');
  await phone.tap('允许');
  expect(JSON.parse(await answer(phone, '199'))).toEqual(['19900000021', 40029, '19900000021']);
  // Somebody whose entry names no number has one all the same, always the same.
  await desk.tap('绑定手机号');
  await desk.tap('同意');
  await desk.tap('允许');
  expect(await answer(desk, '199')).toMatch(/^\["199009\d{5}",40029,/);
});

test('scanned with WeChat itself a code opens its page', async () => {
  await phone.scanned('pages/job/job?scene=id%3D7');
  expect(JSON.parse(await answer(phone))).toEqual([1047, { scene: 'id%3D7' }]);
  for (const device of [phone, desk]) await device.assertClean();
  expect(stage.foreign()).toEqual([]);
});
