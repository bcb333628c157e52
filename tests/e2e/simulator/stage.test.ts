// The stage a newcomer sees: people to pick, phones side by side, a desk, one clock, faults in sight, pages taken up on change.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Frame, Page } from 'playwright-core';
import { startLocalCloud } from '../../../tools/local-cloud';
import type { LocalCloud } from '../../../tools/local-cloud/api';
import { closeBrowser, openStage, type Stage } from '../../support/stage';

const folder = mkdtempSync(join(tmpdir(), 'stage-test-'));
const projectDir = join(folder, 'project');
const people = [
  { key: 'labourer', openid: 'o-1', name: '周满仓', words: '看看能领多少', device: 'phone' as const },
  { key: 'cadre', openid: 'o-2', name: '任晓军', words: '替村里先看一遍', device: 'phone' as const },
  { key: 'clerk', openid: 'o-3', name: '冀文慧', words: '坐在电脑前', device: 'desk' as const },
  { key: 'other', openid: 'o-4', name: '周银锁', words: '再来一个', device: 'phone' as const },
];

let cloud: LocalCloud;
let stage: Stage;
let page: Page;

beforeAll(async () => {
  cpSync(join(__dirname, 'fixture'), projectDir, { recursive: true });
  cloud = await startLocalCloud({ dataDir: join(folder, 'cloud'), startAt: '2026-03-02T01:00:00.000Z', frozen: true, timers: false });
  stage = await openStage({ cloud, cast: people, projectDir, title: '小样', watch: true });
  page = await stage.page();
  await page.goto(stage.simulator.url);
});

afterAll(async () => {
  await stage?.close();
  await closeBrowser();
  await cloud?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The phone of a person, at rest. */
async function frameOf(name: string): Promise<Frame> {
  const frame = await (await page.locator(`iframe[title="${name}"]`).elementHandle())?.contentFrame();
  if (!frame) throw new Error(`No frame of ${name}`);
  await frame.waitForFunction(() => '__phone' in window);
  await page.evaluate(() => (window as unknown as { __stage: { idle(): Promise<void> } }).__stage.idle());
  return frame;
}

const held = () => page.locator('.device').evaluateAll((each) => each.map((device) => (device as HTMLElement).dataset.key));

test('the first screen says what to do: three people in the order of the story', async () => {
  await page.locator('.welcome').waitFor();
  expect(await page.locator('.welcome li b').evaluateAll((each) => each.map((b) => b.firstChild?.textContent))).toEqual([
    '周满仓',
    '任晓军',
    '冀文慧',
  ]);
  expect(await page.locator('.clock time').innerText()).toContain('2026年3月2日 星期一 09:00');
});

test('two phones side by side and a desk, each its own realm at its own true width', async () => {
  await page.locator('.welcome button').first().click();
  await page.locator('.person', { hasText: '任晓军' }).click();
  await page.locator('.person', { hasText: '冀文慧' }).click();
  await page.locator('iframe').nth(2).waitFor();
  const widths = await Promise.all(['周满仓', '任晓军', '冀文慧'].map(async (name) => (await frameOf(name)).evaluate(() => innerWidth)));
  expect(widths).toEqual([375, 375, 1280]);
  const [left, right] = [await frameOf('周满仓'), await frameOf('任晓军')];
  await left.getByText('第1行').click();
  await frameOf('周满仓');
  expect(await left.getByText('点了 1 次').count()).toBe(1);
  expect(await right.getByText('点了 0 次').count()).toBe(1);
});

test('a third phone takes the place of the first; the desk stays', async () => {
  await page.locator('.person', { hasText: '周银锁' }).click();
  await page.locator('iframe[title="周银锁"]').waitFor();
  expect(await held()).toEqual(['cadre', 'other', 'clerk']);
});

test('the clock moves for everybody', async () => {
  await page.getByRole('button', { name: '过 1 天' }).click();
  await page.locator('.clock time', { hasText: '3月3日' }).waitFor();
  expect(cloud.clock.now().toISOString().slice(0, 10)).toBe('2026-03-03');
  const phone = await frameOf('任晓军');
  await phone.waitForFunction(() => new Date().toISOString().startsWith('2026-03-03'));
});

test('a fault is in sight on its phone', async () => {
  const phone = await frameOf('任晓军');
  await phone.getByText('去第二页').click();
  await phone.getByText('出错').click();
  await page.locator('.device[data-key=cadre] .faults', { hasText: '1 处出错' }).waitFor();
});

test('offline shows on the phone; closed and opened again it starts anew', async () => {
  const device = page.locator('.device[data-key=cadre]');
  await device.getByLabel('网络').selectOption({ label: '断网' });
  await (await frameOf('任晓军')).getByText('无网络').waitFor();
  await (await frameOf('任晓军')).getByLabel('关闭小程序').click();
  await device.getByRole('button', { name: '再打开' }).click();
  await (await frameOf('任晓军')).getByText('点了 0 次').waitFor();
});

test('switches of a phone: a keyboard that takes its place and lifts the field above itself, consent refused', async () => {
  const device = page.locator('.device[data-key=cadre]');
  await device.getByLabel('网络').selectOption({ label: '网络正常' });
  await device.getByLabel('键盘').selectOption({ label: '键盘占位' });
  await device.getByLabel('隐私').selectOption({ label: '隐私不同意' });
  const settings = () => (window as unknown as { __phone: { settings(): Record<string, unknown> } }).__phone.settings();
  await (await frameOf('任晓军')).waitForFunction(`(${settings.toString()})().refusePrivacy && (${settings.toString()})().keyboard`);
  await (await frameOf('任晓军')).getByText('去第二页').click();
  const phone = await frameOf('任晓军');
  await phone.getByText('选一张图').click();
  await phone.getByText('chooseMedia:fail privacy permission is not authorized 104').waitFor();
  await phone.locator('.foot input').focus();
  const keyboard = await phone.locator('#keyboard').boundingBox();
  const field = await phone.locator('.foot input').boundingBox();
  expect(keyboard?.height).toBe(300);
  expect((field?.y ?? 0) + (field?.height ?? 0)).toBeLessThanOrEqual((keyboard?.y ?? 0) + 1);
  await phone.locator('#keyboard').getByText('完成').click();
  expect(await phone.locator('#keyboard').count()).toBe(0);
});

test('a card sent to the group is tapped on another phone', async () => {
  const sender = await frameOf('周银锁');
  await sender.getByLabel('菜单').click();
  await sender.getByText('发送给朋友').click();
  await sender.getByText('村里的微信群').click();
  await page.locator('.messages li', { hasText: '来看第二页' }).getByRole('button', { name: '任晓军点开' }).click();
  await (await frameOf('任晓军')).getByText('来自 card').waitFor();
});

test('a change of the project is taken up', async () => {
  const path = join(projectDir, 'pages/first/first.wxml');
  writeFileSync(path, readFileSync(path, 'utf8').replace('去第二页', '去第二页看看'));
  const phone = await frameOf('周银锁');
  await phone.getByText('去第二页看看').waitFor();
  expect(stage.foreign()).toEqual([]);
});
