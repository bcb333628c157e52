// Parts used more rarely: regions, the older canvas, requests, video, covers, portals, a refresher of one's own.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { png } from '../../support/pictures';
import { closeBrowser, openStage, type Phone, type Stage } from '../../support/stage';
import { CAST, eventually, heard, type Runner, runnerOn } from './parts';

const folder = mkdtempSync(join(tmpdir(), 'more-test-'));
const PAGE = `
<picker mode="region" value="{{region}}" custom-item="{{any}}" level="{{level}}" bindchange="hear" id="region"><view>选地方</view></picker>
<canvas canvas-id="old" style="width:100px;height:60px" bindtouchstart="hear" id="old" />
<cover-view class="cover" bindtap="hear" id="cover">盖着<cover-image class="cover-image" src="/a.png" bindload="hear" id="cover-image" /></cover-view>
<view style="overflow:hidden;height:20px;position:relative"><root-portal><view class="portal" style="position:fixed;top:300px;left:0">移出来的</view></root-portal></view>
<video id="film" style="width:200px;height:80px" src="{{film}}" muted bindplay="hear" bindloadedmetadata="hear" binderror="hear" bindpause="hear" bindended="hear" />
<scroll-view id="list" scroll-y refresher-enabled refresher-default-style="none" refresher-triggered="{{busy}}" refresher-threshold="60" bindrefresherrefresh="refresh" style="height:120px">
  <view slot="refresher" class="own" style="height:60px">自己的样子</view>
  <view style="height:300px">内容</view>
</scroll-view>
<view class="log" style="max-height:40px;overflow:hidden">{{log}}</view>`;
const FILES: Record<string, string | Buffer> = {
  'app.json': JSON.stringify({ pages: ['pages/more/more'] }),
  'app.js': 'App({});',
  'a.png': png('cover'),
  'pages/more/more.json': '{}',
  'pages/more/more.wxml': PAGE,
  'pages/more/more.js': `Page({
    data: { log: '', region: ['山西省', '晋中市', '寿阳县'], any: '', level: 'region', film: '', busy: false },
    told: [],
    onLoad() { Object.assign(globalThis, { fixture: { wx, page: this, app: getApp() } }); },
    note(...words) { this.told.push(words); this.setData({ log: JSON.stringify(this.told) }); },
    hear({ type, currentTarget: { id }, detail, touches }) { this.note(type, id, touches && touches[0] && touches[0].x !== undefined ? [touches[0].x, touches[0].y] : detail); },
    refresh() { this.note('refresh'); this.setData({ busy: true }); },
  });`,
};

let server: Server;
let here: string;
let stage: Stage;
let phone: Phone;
let runner: Runner;

beforeAll(async () => {
  for (const [path, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  server = createServer((incoming, response) => {
    if (incoming.url === '/slow') return;
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      response.writeHead(incoming.url === '/gone' ? 404 : 200, { 'content-type': 'application/json', 'set-cookie': 'a=1' });
      const { method, url, headers } = incoming;
      response.end(
        JSON.stringify({ method, url, type: headers['content-type'], own: headers['x-own'], body: Buffer.concat(chunks).toString() }),
      );
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  here = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  stage = await openStage({ cloud: null, cast: CAST, projectDir: folder });
  phone = await stage.phone('one');
  runner = runnerOn(phone);
});
afterAll(async () => {
  await phone?.assertClean();
  await stage?.close();
  await closeBrowser();
  server?.closeAllConnections();
  await new Promise((done) => server?.close(done));
  rmSync(folder, { recursive: true, force: true });
});

const last = async () => (await heard(phone)).at(-1);
const wheels = () =>
  phone.frame
    .locator('#overlay .wx-wheel')
    .evaluateAll((each) => each.map((wheel) => wheel.querySelector('[aria-selected=true]')?.textContent));
const turn = async (column: number, label: string) => {
  await phone.frame.locator('#overlay .wx-wheel').nth(column).getByText(label, { exact: true }).click({ force: true });
  await phone.idle();
};

test('regions: starts at the value, the wheels follow each other, names and codes are told; the story’s own county is among them', async () => {
  await phone.tap('选地方');
  expect(await wheels()).toEqual(['山西省', '晋中市', '寿阳县']);
  await turn(2, '云岭县');
  await phone.tap('确定');
  expect(await last()).toEqual([
    'change',
    'region',
    { value: ['山西省', '晋中市', '云岭县'], code: ['140000', '140700', '140799'], postcode: '' },
  ]);
  await phone.tap('选地方');
  await turn(0, '广东省');
  expect(await wheels()).toEqual(['广东省', '广州市', '荔湾区']);
  await turn(1, '深圳市');
  expect((await wheels())[2]).toBe('罗湖区');
  await phone.tap('确定');
  expect(await last()).toMatchObject(['change', 'region', { value: ['广东省', '深圳市', '罗湖区'], code: ['440000', '440300', '440303'] }]);
});

test('regions: a first item that means all of it, and fewer wheels by level', async () => {
  await runner.run('page.setData({ any: "全部", level: "city", region: ["山西省", "全部"] })');
  await phone.tap('选地方');
  expect(await wheels()).toEqual(['山西省', '全部']);
  await phone.tap('确定');
  expect(await last()).toMatchObject(['change', 'region', { value: ['山西省', '全部'], code: ['140000', ''] }]);
});

test('the older canvas gathers strokes, draws them at once, is read back, written and kept as a file', async () => {
  expect(await runner.run('return wx.canvasToTempFilePath({ canvasId: "none" })')).toMatchObject({
    threw: 'canvasToTempFilePath:fail 没有 canvas-id="none" 的画布',
  });
  const pixel = 'Array.from((await wx.canvasGetImageData({ canvasId: "old", x: 30, y: 20, width: 1, height: 1 })).data)';
  const drawn = await runner.run(`
    const pen = wx.createCanvasContext('old');
    pen.setFillStyle('#1b6650');
    pen.fillRect(10, 10, 40, 30);
    pen.setFontSize(12);
    pen.fillText('字', 60, 30);
    pen.drawImage('/a.png', 80, 40, 10, 10);
    const before = ${pixel};
    await new Promise((done) => pen.draw(false, done));
    return [before, ${pixel}, pen.measureText('字').width > 5];`);
  expect(drawn).toEqual([[0, 0, 0, 0], [27, 102, 80, 255], true]);
  expect(
    await runner.run(`
    await wx.canvasPutImageData({ canvasId: 'old', x: 30, y: 20, width: 1, height: 1, data: new Uint8ClampedArray([1, 2, 3, 255]) });
    const put = ${pixel};
    await new Promise((done) => wx.createCanvasContext('old').draw(true, done));
    const kept = ${pixel};
    const { tempFilePath } = await wx.canvasToTempFilePath({ canvasId: 'old' });
    const { width, height } = await wx.getImageInfo({ src: tempFilePath });
    await new Promise((done) => wx.createCanvasContext('old').draw(false, done));
    return [put, kept, width, height, ${pixel}];`),
  ).toEqual([[1, 2, 3, 255], [1, 2, 3, 255], 100, 60, [0, 0, 0, 0]]);
  const box = await phone.frame.locator('wx-canvas').boundingBox();
  await phone.page.mouse.click((box?.x ?? 0) + 12, (box?.y ?? 0) + 8);
  expect((await heard(phone)).filter(([type]) => type === 'touchstart').at(-1)).toEqual(['touchstart', 'old', [12, 8]]);
});

test('a request reaches this machine and nothing else; it can be stopped and can take too long', async () => {
  expect(await runner.run('return wx.request({ url: "https://example.com/" })')).toEqual({
    threw: 'request:fail url not in domain list',
    errMsg: 'request:fail url not in domain list',
  });
  expect(await runner.run('return wx.request({ url: "", method: "GET" })')).toMatchObject({
    threw: expect.stringMatching(/^request:fail parameter error/),
  });
  const got = await runner.run(`
    const task = wx.request({ url: '${here}/a?b=1', data: { c: '二' }, header: { 'X-Own': 'yes' } });
    let seen;
    task.onHeadersReceived(({ header }) => { seen = header['content-type']; });
    const { statusCode, data, cookies, errMsg } = await task;
    return { statusCode, data, cookies, errMsg, seen };`);
  expect(got).toEqual({
    errMsg: 'request:ok',
    statusCode: 200,
    cookies: ['a=1'],
    seen: 'application/json',
    data: { method: 'GET', url: '/a?b=1&c=%E4%BA%8C', type: 'application/json', own: 'yes', body: '' },
  });
  const sent = await runner.run(`
    const json = await wx.request({ url: '${here}/gone', method: 'POST', data: { a: 1 } });
    const form = await wx.request({ url: '${here}/', method: 'PUT', data: { a: 1, b: '二' }, header: { 'content-type': 'application/x-www-form-urlencoded' } });
    const raw = await wx.request({ url: '${here}/', method: 'POST', data: '字', dataType: '其他', responseType: 'text' });
    return [json.statusCode, json.data.body, form.data.body, JSON.parse(raw.data).body];`);
  expect(sent).toEqual([404, '{"a":1}', 'a=1&b=%E4%BA%8C', '字']);
  expect(await runner.run(`return wx.request({ url: '${here}/slow', timeout: 50 })`)).toMatchObject({ threw: 'request:fail timeout' });
  expect(await runner.run(`const task = wx.request({ url: '${here}/slow' }); task.abort(); return task`)).toMatchObject({
    threw: 'request:fail abort',
  });
  await phone.offline(true);
  expect(await runner.run(`return wx.request({ url: '${here}/' })`)).toMatchObject({
    threw: expect.stringContaining('ERR_INTERNET_DISCONNECTED'),
  });
  await phone.offline(false);
});

test('covers are drawn and tapped; a portal stands outside what would cut it off', async () => {
  const events = await heard(phone);
  expect(events.filter(([type, id]) => type === 'load' && id === 'cover-image')).toHaveLength(1);
  await phone.tap('.cover');
  expect((await last())?.slice(0, 2)).toEqual(['tap', 'cover']);
  const portal = await phone.frame.locator('.portal').boundingBox();
  expect(portal?.height).toBeGreaterThan(10);
  expect(await phone.frame.locator('.portal').evaluate((each) => each.closest('wx-root-portal') === null)).toBe(true);
});

test('a film is loaded, played, paused and steered; one from elsewhere is an error in words', async () => {
  // A second of a moving square, filmed by the browser itself.
  await runner.run(`
    const board = Object.assign(document.createElement('canvas'), { width: 64, height: 48 });
    const pen = board.getContext('2d');
    const recorder = new MediaRecorder(board.captureStream(20), { mimeType: 'video/webm' });
    const parts = [];
    recorder.ondataavailable = ({ data }) => parts.push(data);
    recorder.start();
    const timer = setInterval(() => pen.fillRect(Math.random() * 60, 0, 8, 48), 40);
    await new Promise((done) => setTimeout(done, 900));
    clearInterval(timer);
    await new Promise((done) => { recorder.onstop = done; recorder.stop(); });
    const path = wx.env.USER_DATA_PATH + '/film.webm';
    wx.getFileSystemManager().writeFileSync(path, await new Blob(parts).arrayBuffer());
    page.setData({ film: path });`);
  const told = async () => (await heard(phone)).filter(([, id]) => id === 'film').map(([type]) => type);
  await eventually(told, ['loadedmetadata']);
  expect((await last())?.[2]).toMatchObject({ width: 64, height: 48 });
  await runner.run(
    `const film = wx.createVideoContext('film'); film.play(); await new Promise((done) => setTimeout(done, 200)); film.pause();`,
  );
  await eventually(told, ['loadedmetadata', 'play', 'pause']);
  await runner.run(`wx.createVideoContext('film').stop(); page.setData({ film: 'https://example.com/a.mp4' })`);
  await eventually(async () => (await told()).at(-1), 'error');
  expect(stage.foreign()).toEqual([]);
});

test('a refresher of the page’s own hangs above the list and comes down with the pull', async () => {
  const list = phone.frame.locator('wx-scroll-view');
  await list.scrollIntoViewIfNeeded();
  const [box, own] = [await list.boundingBox(), phone.frame.locator('.own')];
  if (!box) throw new Error('no list');
  await phone.page.mouse.move(box.x + 50, box.y + 10);
  await phone.page.mouse.down();
  await phone.page.mouse.move(box.x + 50, box.y + 118, { steps: 6 });
  expect((await own.boundingBox())?.y).toBeGreaterThan(box.y - 5);
  await phone.page.mouse.up();
  await phone.idle();
  expect(await last()).toEqual(['refresh']);
  expect(Math.round((await own.boundingBox())?.y ?? 0)).toBe(Math.round(box.y));
  await runner.run('page.setData({ busy: false })');
  await phone.idle();
  expect(((await own.boundingBox())?.y ?? 0) + 60).toBeLessThanOrEqual(box.y + 1);
});
