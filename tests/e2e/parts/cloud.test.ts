// wx.cloud over a real local cloud: a function called as this phone's person, open data, files sent and fetched back by link.
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startLocalCloud } from '../../../tools/local-cloud';
import type { LocalCloud } from '../../../tools/local-cloud/api';
import { closeBrowser, openStage, type Phone, type Stage } from '../../support/stage';
import { CAST, FIXTURE } from './parts';

const PROBE = `
const cloud = require('wx-server-sdk');
cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV });
exports.main = async (event) => {
  if (event.fail) throw new Error('broken on purpose');
  if (event.link) return (await cloud.getTempFileURL({ fileList: [event.link] })).fileList[0].tempFileURL;
  return { event, openid: cloud.getWXContext().OPENID };
};`;

const dir = mkdtempSync(join(tmpdir(), 'parts-cloud-'));
let cloud: LocalCloud;
let stage: Stage;
let phone: Phone;

beforeAll(async () => {
  const functions = join(dir, 'functions');
  mkdirSync(join(functions, 'probe'), { recursive: true });
  writeFileSync(join(functions, 'probe', 'index.js'), PROBE);
  const table = { probe: { timeout: 20, memory: 256, triggers: [], openapi: [] } };
  const rule = { read: false, write: 'resource.openid == auth.openid' };
  for (const [name, value] of Object.entries({ functions: table, database: { collections: {} }, storage: rule })) {
    writeFileSync(join(functions, `${name}.json`), JSON.stringify(value));
  }
  // The function asks for the SDK the way a deployed one would: from node_modules above it.
  symlinkSync(join(__dirname, '..', '..', '..', 'node_modules'), join(functions, 'node_modules'));
  cloud = await startLocalCloud({ dataDir: join(dir, 'data'), functionsDir: functions });
  stage = await openStage({ cloud, cast: CAST, projectDir: FIXTURE });
  phone = await stage.phone('one', { open: '/pages/api/api' });
  await phone.frame.evaluate('fixture.wx.cloud.init({})');
});
afterAll(async () => {
  await stage?.close();
  await cloud?.close();
  await closeBrowser();
  rmSync(dir, { recursive: true, force: true });
});

const run = (code: string) => phone.frame.evaluate(`(async ({ wx }) => { ${code} })(fixture)`) as Promise<Record<string, unknown>>;

test('a function knows the person of this phone, whatever the page sends', async () => {
  const answer = await run(`return wx.cloud.callFunction({ name: 'probe', data: { deed: 'who', openid: 'o-desk' } })`);
  expect(answer).toMatchObject({
    errMsg: 'cloud.callFunction:ok',
    requestID: expect.any(String),
    result: { openid: 'o-one', event: { deed: 'who', openid: 'o-desk' } },
  });
});

test('a failing function rejects with the code and words of the service', async () => {
  const failure = await run(`return wx.cloud.callFunction({ name: 'probe', data: { fail: true } }).catch((error) => ({ ...error }))`);
  expect(failure).toMatchObject({ errCode: -504002, errMsg: expect.stringMatching(/^cloud\.callFunction:fail Error: errCode: -504002/) });
  const absent = await run(`return wx.cloud.callFunction({ name: 'nowhere', data: {} }).catch((error) => ({ ...error }))`);
  expect(absent).toMatchObject({ errMsg: expect.stringMatching(/^cloud\.callFunction:fail Error: errCode: -50\d+/) });
});

test('a file goes up with progress, cannot be read by the client, and comes back by a signed link', async () => {
  const sent = await run(`
    const path = wx.env.USER_DATA_PATH + '/a.txt';
    wx.getFileSystemManager().writeFileSync(path, '票据', 'utf8');
    const told = [];
    const task = wx.cloud.uploadFile({ cloudPath: 'in/x/a.txt', filePath: path });
    task.onProgressUpdate(({ progress }) => told.push(progress));
    return { ...(await task), told };`);
  expect(sent).toMatchObject({ errMsg: 'cloud.uploadFile:ok', statusCode: 204, told: [0, 100] });
  const refused = await run(`return wx.cloud.downloadFile({ fileID: ${JSON.stringify(sent.fileID)} }).catch((error) => ({ ...error }))`);
  expect(refused).toMatchObject({ errCode: -503002, errMsg: expect.stringMatching(/^cloud\.downloadFile:fail/) });
  const links = await run(`return wx.cloud.getTempFileURL({ fileList: [${JSON.stringify(sent.fileID)}] })`);
  expect(links.fileList).toEqual([expect.objectContaining({ status: -503002, tempFileURL: '' })]);
  const { result: link } = await run(`return wx.cloud.callFunction({ name: 'probe', data: { link: ${JSON.stringify(sent.fileID)} } })`);
  const text = await run(`
    const { tempFilePath, statusCode } = await wx.downloadFile({ url: ${JSON.stringify(link)} });
    return { statusCode, text: wx.getFileSystemManager().readFileSync(tempFilePath, 'utf8'), path: tempFilePath };`);
  expect(text).toMatchObject({ statusCode: 200, text: '票据', path: expect.stringMatching(/^wxfile:\/\/tmp_\w+\.txt$/) });
  const gone = await run(`return wx.cloud.deleteFile({ fileList: [${JSON.stringify(sent.fileID)}, 'cloud://elsewhere.x/y'] })`);
  expect((gone.fileList as { status: number }[]).map(({ status }) => status)).toEqual([0, -503002]);
  const elsewhere = await run(`return wx.downloadFile({ url: 'https://example.com/a.txt' }).catch((error) => ({ ...error }))`);
  expect(elsewhere).toEqual({ errMsg: 'downloadFile:fail url not in domain list' });
});
