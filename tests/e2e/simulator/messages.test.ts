// Subscription messages: allowed one template at a time, spent when sent, shown as a phone shows them, opening the page they name.
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { startLocalCloud } from '../../../tools/local-cloud';
import type { LocalCloud } from '../../../tools/local-cloud/api';
import { closeBrowser, openStage, type Phone, type Stage } from '../../support/stage';

const folder = mkdtempSync(join(tmpdir(), 'messages-test-'));
const FILES: Record<string, string> = {
  'project/app.json': JSON.stringify({ pages: ['pages/home/home', 'pages/result/result'] }),
  'project/app.js': 'App({ onLaunch() { wx.cloud.init(); } });',
  'project/pages/home/home.json': '{}',
  'project/pages/home/home.wxml': '<button bind:tap="ask">有结果告诉我</button><view class="answer">{{answer}}</view>',
  'project/pages/home/home.js': `Page({
    data: { answer: '' },
    async ask() { this.setData({ answer: JSON.stringify(await wx.requestSubscribeMessage({ tmplIds: ['tpl-result', 'tpl-pay'] })) }); },
  });`,
  'project/pages/result/result.json': '{}',
  'project/pages/result/result.wxml': '<view class="words">{{words}}</view>',
  'project/pages/result/result.js': `Page({
    data: { words: '' },
    onLoad({ id }) { const { scene, query } = wx.getEnterOptionsSync(); this.setData({ words: [id, scene, query.id].join(' ') }); },
  });`,
  'functions/functions.json': JSON.stringify({ send: { timeout: 5, memory: 128, triggers: [], openapi: ['subscribeMessage.send'] } }),
  'functions/database.json': JSON.stringify({ collections: {} }),
  'functions/storage.json': JSON.stringify({ read: false, write: 'resource.openid == auth.openid' }),
  'functions/send/index.js': `
const cloud = require('wx-server-sdk');
cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV });
exports.main = async ({ touser, templateId }) => {
  const data = { thing1: { value: '路费补贴' }, phrase2: { value: '通过了' } };
  return cloud.openapi.subscribeMessage.send({ touser, templateId, data, page: 'pages/result/result?id=7' }).then(() => 'sent', ({ errCode }) => errCode);
};`,
};
const TEMPLATES = {
  'tpl-result': { title: '审核结果通知', fields: { thing1: '申领事项', phrase2: '审核结果' } },
  'tpl-pay': { title: '到账通知' },
};
const people = ['甲', '乙'].map((name) => ({ key: name, openid: `o-${name}`, name, words: '', device: 'phone' as const }));

let cloud: LocalCloud;
let stage: Stage;
let phone: Phone;

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
  stage = await openStage({ cloud, cast: people, projectDir: join(folder, 'project'), title: '务工通', templates: TEMPLATES });
  phone = await stage.phone('甲');
});

afterAll(async () => {
  await phone?.assertClean();
  await stage?.close();
  await closeBrowser();
  await cloud?.close();
  rmSync(folder, { recursive: true, force: true });
});

const send = async (templateId: string) =>
  (await cloud.call('send', { touser: 'o-甲', templateId }, { openid: 'o-乙' })).result as string | number;

test('nothing is sent to somebody who allowed nothing; templates are ticked one by one by their names', async () => {
  expect(await send('tpl-result')).toBe(43101);
  await phone.tap('有结果告诉我');
  expect(await phone.text()).toContain('到账通知');
  await phone.frame.getByLabel('到账通知').uncheck();
  await phone.tap('允许');
  expect(await phone.frame.locator('.answer').innerText()).toContain('"tpl-result":"accept","tpl-pay":"reject"');
  expect(await send('tpl-pay')).toBe(43101);
});

test('one permission is one message; its receiver alone has it, with its words and its page', async () => {
  expect(await send('tpl-result')).toBe('sent');
  expect(await send('tpl-result')).toBe(43101);
  expect(await phone.messages()).toEqual([
    expect.objectContaining({
      templateId: 'tpl-result',
      title: '审核结果通知',
      lines: [
        { label: '申领事项', value: '路费补贴' },
        { label: '审核结果', value: '通过了' },
      ],
      page: 'pages/result/result?id=7',
      at: '2026-03-02T01:00:00.000Z',
    }),
  ]);
  expect(await (await stage.phone('乙')).messages()).toEqual([]);
});

test('tapped, it opens the page it names: in a running app and in one that was closed', async () => {
  await phone.tapMessage('路费补贴');
  expect(await phone.text()).toContain('7 1107 7');
  await phone.kill();
  await phone.tapMessage('审核结果通知');
  expect(await phone.text()).toContain('7 1107 7');
  await expect(phone.tapMessage('没有这样的话')).rejects.toThrow('No message says');
});

test('the stage shows it as a phone would; only whoever holds the phone can tap it', async () => {
  const page: Page = await stage.page();
  await page.goto(stage.simulator.url);
  const notice = page.locator('.notice');
  await page.getByText('收到的通知 1').click();
  const words = await notice.innerText();
  for (const each of ['甲的微信', '03-02 09:00', '服务通知 · 务工通', '审核结果通知', '申领事项', '路费补贴', '拿起甲的手机'])
    expect(words).toContain(each);
  await page.locator('.person', { hasText: '甲' }).click();
  await notice.getByRole('button', { name: '进入小程序查看' }).click();
  await page.frameLocator('iframe[title="甲"]').getByText('7 1107 7').waitFor();
  expect(stage.foreign()).toEqual([]);
});
