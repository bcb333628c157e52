// The villages' groups: who is in which, a card tapped on another phone, how the app was opened, and which group it was, as the cloud alone may tell.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Frame, Page } from 'playwright-core';
import { startLocalCloud } from '../../../tools/local-cloud';
import type { LocalCloud } from '../../../tools/local-cloud/api';
import { closeBrowser, openStage, type Phone, type Stage } from '../../support/stage';

const folder = mkdtempSync(join(tmpdir(), 'group-test-'));
const FILES: Record<string, string> = {
  'project/app.json': JSON.stringify({ pages: ['pages/card/card'], window: { navigationBarTitleText: '群里的卡片' } }),
  'project/app.js': `App({
    told: [],
    onLaunch({ scene }) { wx.cloud.init(); this.told.push('launch ' + scene); },
    onShow({ scene, query }) { this.told.push('show ' + scene + ' ' + (query.from || '')); },
    onHide() { this.told.push('hide'); },
  });`,
  'project/pages/card/card.json': '{}',
  'project/pages/card/card.wxml': `
<button bind:tap="ticket">带上凭证</button>
<button bind:tap="ask" data-api="getGroupEnterInfo">哪个群</button>
<button bind:tap="ask" data-api="getShareInfo">哪个群（旧）</button>
<input class="typed" />
<view class="told">{{told}}</view>
<view class="answer">{{answer}}</view>`,
  'project/pages/card/card.js': `Page({
    data: { answer: '', told: '' },
    onShow() { this.setData({ told: getApp().told.join(', ') }); },
    onUnload() { getApp().told.push('unload'); },
    onShareAppMessage: () => ({ title: '砌墙工', path: '/pages/card/card?from=group' }),
    ticket: () => wx.showShareMenu({ withShareTicket: true }),
    async ask({ currentTarget: { dataset } }) {
      const { scene, chatType, shareTicket, query } = wx.getEnterOptionsSync();
      const how = { scene, chatType, ticket: Boolean(shareTicket), query };
      try {
        const { cloudID, errMsg } = await wx[dataset.api]({ shareTicket });
        const id = wx.cloud.CloudID(cloudID);
        const { result } = await wx.cloud.callFunction({ name: 'echo', data: { group: id, deep: { group: id } } });
        this.setData({ answer: JSON.stringify({ how, errMsg, ...result }) });
      } catch ({ errMsg, errCode }) {
        this.setData({ answer: JSON.stringify({ how, errMsg, errCode }) });
      }
    },
  });`,
  'functions/functions.json': JSON.stringify({ echo: { timeout: 5, memory: 128, triggers: [], openapi: [] } }),
  'functions/database.json': JSON.stringify({ collections: {} }),
  'functions/storage.json': JSON.stringify({ read: false, write: 'resource.openid == auth.openid' }),
  'functions/echo/index.js': 'exports.main = async (event) => event;',
};
const STONE = { id: 'g-stone', name: '石桥村务工群' };
const WILLOW = { id: 'g-willow', name: '柳沟村务工群' };
const GROUPS = { 甲: [STONE, WILLOW], 乙: [STONE], 丙: [WILLOW], 丁: [] };
const people = Object.entries(GROUPS).map(([name, groups]) => ({
  key: name,
  openid: `o-${name}`,
  name,
  words: '',
  device: 'phone' as const,
  groups,
}));

interface Answer {
  how: { scene: number; chatType?: number; ticket: boolean; query: object };
  errMsg: string;
  errCode?: number;
  group?: { cloudID: string; data: { opengid?: string; openGId?: string; watermark: { appid: string } } };
  deep?: { group: unknown };
}

let cloud: LocalCloud;
let stage: Stage;
let page: Page;

beforeAll(async () => {
  for (const [path, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  cloud = await startLocalCloud({
    dataDir: join(folder, 'cloud'),
    functionsDir: join(folder, 'functions'),
    startAt: '2026-03-02T01:00:00.000Z',
    frozen: true,
    timers: false,
  });
  stage = await openStage({ cloud, cast: people, projectDir: join(folder, 'project'), title: '群' });
  page = await stage.page();
  await page.goto(stage.simulator.url);
  for (const name of ['甲', '乙']) await page.locator('.person', { hasText: name }).click();
});

afterAll(async () => {
  await stage?.close();
  await closeBrowser();
  await cloud?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function frameOf(name: string): Promise<Frame> {
  const frame = await (await page.locator(`iframe[title="${name}"]`).elementHandle())?.contentFrame();
  if (!frame) throw new Error(`No frame of ${name}`);
  await frame.waitForFunction(() => '__phone' in window);
  await page.evaluate(() => (window as unknown as { __stage: { idle(): Promise<void> } }).__stage.idle());
  return frame;
}

/** Asks on this phone which group it was opened from. */
async function ask(name: string, words: string): Promise<Answer> {
  await (await frameOf(name)).getByText(words, { exact: true }).click();
  return JSON.parse(await (await frameOf(name)).locator('.answer').innerText()) as Answer;
}

/** Sends the card of the page on top. */
async function send(from: string, to: string): Promise<void> {
  const frame = await frameOf(from);
  await frame.getByLabel('菜单').click();
  await frame.getByText('发送给朋友').click();
  await frame.getByRole('dialog').getByText(to, { exact: true }).click();
  await page.locator('.messages li small', { hasText: to }).first().waitFor();
}

/** Taps the card that is so many from the newest in a chat. */
const tapped = (name: string, chat: string, card = 0) =>
  page
    .locator('.chat', { hasText: chat })
    .locator('.openers')
    .nth(card)
    .getByRole('button', { name: `${name}点开` })
    .click();

test('opened from the list there is no group to tell of', async () => {
  expect(await ask('乙', '哪个群')).toEqual({
    how: { scene: 1001, ticket: false, query: {} },
    errMsg: 'getGroupEnterInfo:fail 场景错误',
    errCode: 40097,
  });
});

let group: string | undefined;

test("a group's card: its scene, and an id that only the cloud opens, at the top level of the data alone", async () => {
  await send('甲', '石桥村务工群');
  await tapped('乙', '石桥村务工群');
  const answer = await ask('乙', '哪个群');
  expect(answer.how).toEqual({ scene: 1008, chatType: 3, ticket: false, query: { from: 'group' } });
  expect(answer.errMsg).toBe('getGroupEnterInfo:ok');
  group = answer.group?.data.opengid;
  expect(group).toMatch(/^t[\w-]{27}$/);
  expect(answer.group?.data.watermark.appid).toBe(cloud.appid);
  // What lies deeper stays the id it was.
  expect(answer.deep?.group).toBe(`CloudID.prefix:${answer.group?.cloudID}`);
  // Without a ticket the older function has nothing to ask with.
  expect((await ask('乙', '哪个群（旧）')).errMsg).toContain('getShareInfo:fail');
});

test('with a share ticket: scene 1044, and the older function tells the same group in its own spelling', async () => {
  await (await frameOf('甲')).getByText('带上凭证').click();
  await send('甲', '石桥村务工群');
  await tapped('甲', '石桥村务工群');
  const answer = await ask('甲', '哪个群（旧）');
  expect(answer.how).toMatchObject({ scene: 1044, chatType: 3, ticket: true });
  expect(answer.group?.data).toMatchObject({ openGId: group });
});

test("a friend's card tells of no group; nor does the list, once a group's card was tapped before", async () => {
  await send('甲', '乙');
  await tapped('乙', '两个人');
  expect(await ask('乙', '哪个群')).toMatchObject({ how: { scene: 1007, chatType: 1 }, errCode: 40097 });
  await tapped('乙', '石桥村务工群', 1);
  expect((await ask('乙', '哪个群')).group?.data.opengid).toBe(group);
  await page.locator('.device[data-key=乙]').getByRole('button', { name: '关掉重开' }).click();
  expect(await ask('乙', '哪个群')).toMatchObject({ how: { scene: 1001 }, errCode: 40097 });
  expect(stage.foreign()).toEqual([]);
});

test('another village has another group: its card reaches its members alone, and tells another id', async () => {
  await send('甲', '柳沟村务工群');
  const openers = page.locator('.chat', { hasText: '柳沟村务工群' }).locator('.openers').first();
  expect(await openers.innerText()).toBe('甲点开');
  await tapped('甲', '柳沟村务工群');
  const other = await ask('甲', '哪个群');
  expect(other.how).toMatchObject({ scene: 1008, chatType: 3 });
  expect(other.group?.data.opengid).toMatch(/^t[\w-]{27}$/);
  expect(other.group?.data.opengid).not.toBe(group);
});

test('phones of their own: only chats they are in can be chosen and tapped', async () => {
  const [willow, nobody] = [await stage.phone('丙'), await stage.phone('丁')];
  expect((await willow.chats()).map(({ chatName }) => chatName)).toEqual(['柳沟村务工群']);
  await nobody.frame.getByLabel('菜单').click();
  await nobody.frame.getByText('发送给朋友').click();
  const choices = await nobody.frame.getByRole('dialog').innerText();
  expect(choices).toContain('丙');
  expect(choices).not.toContain('村务工群');
  await nobody.tap('取消');
  await expect(nobody.tapCard('砌墙工')).rejects.toThrow('No card says');
});

const told = (phone: Phone) => phone.frame.locator('.page-frame:not([hidden]) .told').innerText();

test('a running app comes to the front with the card: told in onShow, started over at its page; a killed one starts', async () => {
  const phone = await stage.phone('丙');
  await phone.type('.typed', '写了一半');
  await phone.tapCard('砌墙工');
  expect(await told(phone)).toBe('launch 1001, show 1001 , hide, show 1008 group, unload');
  expect(await phone.pages()).toEqual(['pages/card/card?from=group']);
  expect(await phone.frame.locator('.typed input').inputValue()).toBe('');
  const seen = await phone.frame.evaluate(() => performance.getEntriesByType('navigation').length);
  expect(seen).toBe(1);
  await phone.kill();
  await phone.tapCard('砌墙工');
  expect(await told(phone)).toBe('launch 1008, show 1008 group');
  await phone.lookAway();
  expect(await told(phone)).toBe('launch 1008, show 1008 group, hide, show 1008 group');
  await phone.shareTo('柳沟村务工群');
  expect((await (await stage.phone('丙')).chats()).at(-1)).toMatchObject({ from: '丙', title: '砌墙工', group: true });
  await phone.assertClean();
});
