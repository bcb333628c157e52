// The open API through the real SDK: permissions and refusals first.
import type { LocalCloud } from '../../tools/local-cloud/api';
import { closeAll, refusal, type Sdk, sdkOf, startCloud } from './house';

const CALLER = `
const cloud = require('wx-server-sdk');
cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV });
exports.main = async ({ group, name, params, list }) => {
  try {
    if (list) return await cloud.getOpenData({ list });
    const result = await cloud.openapi[group][name](params);
    return { ...result, buffer: result.buffer && result.buffer.length };
  } catch (error) { return { errCode: error.errCode }; }
};`;

let cloud: LocalCloud;
let sdk: Sdk;
beforeAll(async () => {
  cloud = await startCloud({
    functions: { messenger: CALLER, silent: CALLER },
    table: {
      messenger: { timeout: 5, memory: 256, openapi: ['subscribeMessage.send'], triggers: [] },
      silent: { timeout: 5, memory: 256, openapi: [], triggers: [] },
    },
  });
  sdk = sdkOf(cloud);
});
afterAll(closeAll);

const api = (group: string, name: string) => {
  const found = sdk.openapi[group]?.[name];
  if (!found) throw new Error(`the SDK has no ${group}.${name}`);
  return found;
};
const message = (openid: string) => ({
  touser: openid,
  templateId: 'T1',
  page: 'pages/claim/claim',
  data: { thing1: { value: '路费补贴' }, date2: { value: '2026-03-02' } },
});
const send = (params: object) => api('subscribeMessage', 'send')(params);

test('a function may call only what its table names', async () => {
  const call = async (fn: string, group: string, name: string) =>
    (await cloud.call(fn, { group, name, params: message('o-x') }, { openid: 'o-x' })).result;
  expect(await call('silent', 'subscribeMessage', 'send')).toEqual({ errCode: -604101 });
  expect(await call('messenger', 'wxacode', 'getUnlimited')).toEqual({ errCode: -604101 });
  expect(await call('messenger', 'subscribeMessage', 'send')).toEqual({ errCode: 43101 });
  cloud.messages.allow('o-x', 'T1', 1);
  expect(await call('messenger', 'subscribeMessage', 'send')).toMatchObject({ errCode: 0 });
});

test('an API that is not there answers -604100', async () => {
  expect((await refusal(api('urlscheme', 'generate')({}))).errCode).toBe(-604100);
  expect((await refusal(api('templateMessage', 'send')({}))).errCode).toBe(-604100);
});

test('a message costs one acceptance; without one it is refused and nothing is kept', async () => {
  const sent = () => cloud.messages.sent().filter(({ openid }) => openid === 'o-anna');
  expect((await refusal(send(message('o-anna')))).errCode).toBe(43101);
  cloud.messages.allow('o-anna', 'T1', 2);
  await send(message('o-anna'));
  await send(message('o-anna'));
  expect((await refusal(send(message('o-anna')))).errCode).toBe(43101);
  expect(sent()).toHaveLength(2);
  expect(sent()[0]).toEqual({
    openid: 'o-anna',
    templateId: 'T1',
    page: 'pages/claim/claim',
    data: message('').data,
    at: '2026-03-02T01:00:00.000Z',
  });
});

test('ten sends at once on three acceptances give three messages', async () => {
  cloud.messages.allow('o-crowd', 'T1', 3);
  const outcomes = await Promise.allSettled(Array.from({ length: 10 }, () => send(message('o-crowd'))));
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
});

test.each([
  [{ ...message('o-anna'), data: { thing1: { value: '超过二十个字的内容会被微信拒绝因为事物类字段只许二十字' } } }, 47003],
  [{ ...message('o-anna'), data: { thing1: { value: '' } } }, 47003],
  [{ ...message('o-anna'), data: {} }, 47003],
  [{ ...message(''), touser: '' }, 40003],
])('a message WeChat would refuse is refused %#', async (params, errCode) => {
  cloud.messages.allow('o-anna', 'T1', 1);
  expect((await refusal(send(params))).errCode).toBe(errCode);
});

test('a mini-program code is a picture of its scene', async () => {
  const code = api('wxacode', 'getUnlimited');
  const one = (await code({ scene: 'j=1', page: 'pages/job/job' })) as { contentType: string; buffer: Buffer };
  expect(one.contentType).toBe('image/png');
  expect(one.buffer.subarray(1, 4).toString()).toBe('PNG');
  const two = (await code({ scene: 'j=2' })) as { buffer: Buffer };
  expect(two.buffer.equals(one.buffer)).toBe(false);
  for (const scene of ['', 'x'.repeat(33), '中文']) expect((await refusal(code({ scene }))).errCode).toBe(40169);
});

test('the content check passes text and refuses planted words', async () => {
  const check = api('security', 'msgSecCheck');
  expect(await check({ content: '收秋帮工，包吃住', version: 2, scene: 1, openid: 'o' })).toMatchObject({
    result: { suggest: 'pass', label: 100 },
  });
  expect(await check({ content: '代办发票代开', version: 2, scene: 1, openid: 'o' })).toMatchObject({ result: { suggest: 'risky' } });
});

test('a phone number code is good once and for five minutes', async () => {
  const phone = api('phonenumber', 'getPhoneNumber');
  const code = cloud.openData.phoneCode('o-anna', '19900000001');
  expect(await phone({ code })).toMatchObject({ phoneInfo: { purePhoneNumber: '19900000001', countryCode: 86 } });
  expect((await refusal(phone({ code }))).errCode).toBe(40029);
  const old = cloud.openData.phoneCode('o-anna', '19900000001');
  cloud.clock.advance(301_000);
  expect((await refusal(phone({ code: old }))).errCode).toBe(40029);
});

test('getOpenData opens a CloudID for the person of the call', async () => {
  const id = cloud.openData.issue('o-anna', { openGId: 'g-9' });
  const open = async (openid: string) => (await cloud.call('silent', { list: [id] }, { openid })).result as { list: object[] };
  expect((await open('o-anna')).list[0]).toMatchObject({ cloudID: id, data: { openGId: 'g-9' } });
  expect((await open('o-boris')).list[0]).toMatchObject({ errCode: -601007 });
});
