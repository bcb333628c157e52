// The engine itself, on a hand-written mini-program: pages, components, styles, lifecycles, network, keeping, faults.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startLocalCloud } from '../../../tools/local-cloud';
import type { LocalCloud } from '../../../tools/local-cloud/api';
import { closeBrowser, openStage, type Phone, type Stage } from '../../support/stage';

const member = (key: string) => ({ key, openid: `o-${key}`, name: key, words: `${key} 试试`, device: 'phone' as const });
const dataDir = mkdtempSync(join(tmpdir(), 'engine-'));

let cloud: LocalCloud;
let stage: Stage;
let beforeAnswer = async (): Promise<void> => {};

beforeAll(async () => {
  cloud = await startLocalCloud({ dataDir, startAt: '2031-05-06T02:00:00.000Z', frozen: true, timers: false });
  // The real cloud; a test may do something between the work and its answer.
  const watched: LocalCloud = {
    ...cloud,
    storage: {
      ...cloud.storage,
      upload: async (...upload) => {
        const answer = await cloud.storage.upload(...upload);
        await beforeAnswer();
        return answer;
      },
    },
  };
  stage = await openStage({
    cloud: watched,
    cast: ['first', 'lab', 'other', 'tabs', 'narrow', 'faulty'].map(member),
    projectDir: join(__dirname, 'fixture'),
  });
});

afterAll(async () => {
  await stage?.close();
  await closeBrowser();
  await cloud?.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const inLab = () => stage.phone('lab', { open: '/pages/lab/lab' });
const colour = (phone: Phone, words: string) =>
  phone.frame
    .getByText(words, { exact: true })
    .last()
    .evaluate((each) => getComputedStyle(each).color);

test('pages, components, slots, WXS and setData', async () => {
  const phone = await stage.phone('first');
  expect(await phone.text()).toContain('120.50 元 Array 12');
  await phone.tap('第1行 甲');
  await phone.tap('里面的字');
  const words = await phone.text();
  for (const each of ['点了 1 次', '第1行 点过', '选了卡片', '第一页']) expect(words).toContain(each);
  await phone.scrollTo(120);
  await phone.tap('去第二页');
  expect(await phone.text()).toContain('来自 first');
  expect(await phone.text()).toContain('launch pages/first/first 1001 load show ready hide | pages/first/first pages/second/second');
  expect(await phone.pages()).toEqual(['pages/first/first', 'pages/second/second?from=first']);
  await phone.tap('返回');
  expect(await phone.text()).toContain('点了 1 次');
  expect(await phone.text()).toContain('选了第二页打开了');
  // A page below keeps the place it was scrolled to.
  expect(await phone.frame.locator('.page-frame:not([hidden]) .page-scroller').evaluate((each) => each.scrollTop)).toBe(120);
  await phone.scrollTo(0);
  await phone.assertClean();
});

test('class names stay where their isolation says', async () => {
  const phone = await stage.phone('first');
  expect(await colour(phone, '点了 1 次')).toBe('rgb(1, 2, 3)');
  // Isolated: app.wxss does not reach in, its own does not reach out.
  expect(await colour(phone, '卡片')).toBe('rgb(200, 0, 0)');
  expect(await phone.frame.locator('wx-card').evaluate((each) => getComputedStyle(each).borderLeftColor)).toBe('rgb(9, 9, 9)');
  // A style sheet of a page under or above never reaches this one.
  expect(await colour(phone, '第2行 乙')).not.toBe('rgb(255, 0, 0)');
  const lab = await inLab();
  // apply-shared: app.wxss reaches in; an external class brings the page's own style.
  expect(await colour(lab, '敞开的')).toBe('rgb(1, 2, 3)');
  expect(await lab.frame.getByText('敞开的').evaluate((each) => getComputedStyle(each).borderLeftColor)).toBe('rgb(7, 8, 9)');
  expect(await lab.frame.getByText('上传').evaluate((each) => getComputedStyle(each).textDecorationLine)).toBe('underline');
});

test('relations and behaviours', async () => {
  const lab = await inLab();
  expect(await lab.text()).toContain('2 个');
  await lab.tap('少一个');
  expect(await lab.text()).toContain('1 个');
});

test('generics, templates, includes, two-way binding and marks', async () => {
  const lab = await inLab();
  expect(await lab.frame.locator('wx-frame').nth(0).locator('.title').innerText()).toBe('放进来的');
  expect(await lab.frame.locator('wx-frame').nth(1).locator('.title').count()).toBe(0);
  await lab.type('.typed', '几个字');
  await lab.tap('记号');
  const words = await lab.text();
  for (const each of ['引入的尾巴', '写了几个字', '模板记号外里']) expect(words).toContain(each);
});

test('rectangles count from the top of the page; the clock is the platform’s; there is neither Intl nor a document', async () => {
  const lab = await inLab();
  await lab.tap('开始量');
  const words = await lab.text();
  expect(words).toContain('宽187.5 高40 左0 数1');
  expect(words).toMatch(/窗375x724 国际undefined 年2031 文档undefined/);
  const top = Number(/顶(\d+)/.exec(words)?.[1]);
  const [box, frame] = [
    await lab.frame.getByText('量一量').boundingBox(),
    await lab.frame.locator('.page-frame:not([hidden]) .page-body').boundingBox(),
  ];
  expect(top).toBe(Math.round((box?.y ?? 0) - (frame?.y ?? 0)));
  // vh and fixed belong to the page below the navigation bar.
  expect(await lab.frame.locator('.long').evaluate((each) => each.clientHeight)).toBe(724 * 2);
  const pinned = await lab.frame.getByText('钉住').boundingBox();
  expect(Math.round((pinned?.y ?? 0) + (pinned?.height ?? 0))).toBe(812);
});

test('a caught tap goes no further; the bottom is reached once per crossing', async () => {
  const lab = await inLab();
  await lab.tap('里面拦住');
  expect(await lab.text()).toContain('只有里面听见');
  await lab.scrollTo(100_000);
  await lab.scrollTo(99_990);
  expect(await lab.text()).toContain('到底 1');
  await lab.scrollTo(0);
  await lab.scrollTo(100_000);
  expect(await lab.text()).toContain('到底 2');
  await lab.scrollTo(0);
});

test('an upload cut on its way out never arrives; cut on its way back it has arrived, but the phone cannot know', async () => {
  const lab = await inLab();
  const arrived = () => cloud.storage.list('in/lab/');
  await lab.slow(600_000);
  await lab.press('上传');
  await lab.offline(true);
  await lab.idle();
  expect(await lab.text()).toContain('没传成');
  expect(await arrived()).toEqual([]);

  await lab.offline(false);
  await lab.slow(0);
  beforeAnswer = () => lab.offline(true);
  await lab.tap('上传');
  beforeAnswer = async () => {};
  expect(await lab.text()).toContain('没传成');
  expect(await arrived()).toHaveLength(1);

  await lab.offline(false);
  await lab.tap('上传');
  expect(await lab.text()).toContain('传好了 note.txt');
});

test('what was stored survives a kill, what was not is gone; another phone knows nothing of it', async () => {
  const lab = await inLab();
  await lab.tap('存起来');
  await lab.kill();
  await lab.reopen('/pages/lab/lab');
  expect(await lab.text()).toContain('存着 一件事');
  const other = await stage.phone('other', { open: '/pages/lab/lab' });
  expect(await other.text()).toContain('没有存');
  await lab.assertClean();
});

test('tab pages stay alive and keep their place', async () => {
  const phone = await stage.phone('tabs', { open: '/pages/home/home' });
  expect(await phone.text()).toContain('1 次看到 home');
  await phone.tap('我的');
  expect(await phone.text()).toContain('1 次看到 mine');
  await phone.tap('首页');
  expect(await phone.text()).toContain('2 次看到 home');
  expect(await phone.pages()).toEqual(['pages/home/home']);
  await phone.lookAway();
  expect(await phone.text()).toContain('3 次看到 home');
  await phone.assertClean();
});

test('pulled down far enough a page refreshes, a little is nothing', async () => {
  const phone = await stage.phone('tabs', { open: '/pages/home/home' });
  const pull = async (far: number) => {
    await phone.page.mouse.move(180, 200);
    await phone.page.mouse.down();
    await phone.page.mouse.move(180, 200 + far, { steps: 4 });
    await phone.page.mouse.up();
    await phone.idle();
  };
  await pull(60);
  expect(await phone.text()).toContain('拉了 0 次');
  await pull(200);
  expect(await phone.text()).toContain('拉了 1 次');
  expect(
    await phone.frame.locator('.page-frame:not([hidden]) .page-scroller').evaluate((each) => (each as HTMLElement).style.marginTop),
  ).toBe('');
});

test('a phone of 320 px is truly 320 px wide', async () => {
  const phone = await stage.phone('narrow', { width: 320, open: '/pages/lab/lab' });
  await phone.tap('开始量');
  expect(await phone.text()).toContain('宽160 ');
});

test('a fault in a page is reported with its place, and a test that does not expect it fails', async () => {
  const phone = await stage.phone('faulty');
  await phone.tap('去第二页');
  await phone.tap('出错');
  await expect(phone.assertClean()).rejects.toThrow(
    new RegExp(`砰[\\s\\S]*pages/second/second\\.js:${lineOf('pages/second/second.js', '砰')}`),
  );
  phone.expectError(/砰/);
  await phone.assertClean();
});

test('nobody but our own page may talk to it, and no name but this machine is asked for', async () => {
  const { url, secret } = stage.simulator;
  const post = (path: string, headers: Record<string, string>) =>
    fetch(url + path, { method: 'POST', headers, body: '{"method":"storage.load","params":{}}' }).then(({ status }) => status);
  expect(await post('/rpc', {})).toBe(403);
  expect(await post('/rpc', { 'x-phone-token': 'guess' })).toBe(403);
  expect(await post('/stage/cast', {})).toBe(403);
  expect(await post('/stage/cast', { 'x-stage-secret': secret, origin: 'http://evil.example' })).toBe(403);
  expect(await post('/stage/cast', { 'x-stage-secret': secret })).toBe(200);
  expect(await statusFor(url, 'simulator.evil.example')).toBe(403);
  expect(await statusFor(url, new URL(url).host)).toBe(200);
  expect((await fetch(`${url}/package/..%2f..%2fpackage.json`)).status).toBe(404);
  expect(stage.foreign()).toEqual([]);
  // Even a page that asks for another machine is kept at home, and that is seen.
  const phone = await stage.phone('other');
  await phone.frame.evaluate(() => fetch('https://elsewhere.example/').catch(() => undefined));
  expect(stage.foreign().join()).toContain('https://elsewhere.example/');
});

/** What a page is answered that reached us under another name. */
function statusFor(url: string, host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(url, { headers: { host } }, (response) => resolve(response.resume().statusCode))
      .on('error', reject)
      .end();
  });
}

function lineOf(path: string, words: string): number {
  const lines = readFileSync(join(__dirname, 'fixture', path), 'utf8').split('\n');
  return lines.findIndex((line) => line.includes(words)) + 1;
}
