// What wx tells of by itself: coming and going, faults, networks, keys, the keyboard's height, the window, consent; and falling silent again.
import { rmSync } from 'node:fs';
import { closeBrowser, openStage, type Phone, type Stage } from '../../support/stage';
import { CAST, eventually, type Runner, runnerOn, writeTable } from './parts';

const folder = writeTable();
let stage: Stage;
let phone: Phone;
let runner: Runner;

beforeAll(async () => {
  stage = await openStage({ cloud: null, cast: CAST, projectDir: folder, albumDir: folder });
  phone = await stage.phone('one');
  runner = runnerOn(phone);
});
afterAll(async () => {
  phone?.expectError(/none/);
  await phone?.assertClean();
  await stage?.close();
  await closeBrowser();
  rmSync(folder, { recursive: true, force: true });
});

const told = () => phone.frame.evaluate('told.splice(0)') as Promise<unknown[]>;
/** Each way of listening, what makes it speak, and what it says. */
const SPEAKS: readonly (readonly [listen: string, happens: () => Promise<unknown>, says: unknown])[] = [
  ['wx.onAppHide(() => hear("hidden"))', () => phone.lookAway(), ['hidden']],
  ['wx.onAppShow(({ scene }) => hear(scene))', () => phone.lookAway(), [1001]],
  [
    'wx.onAppShow(({ path, scene, query }) => hear([path, scene, query.a]))',
    () => phone.scanned('pages/far/far?a=1'),
    [['pages/far/far', 1047, '1']],
  ],
  ['wx.onPageNotFound(({ path, query }) => hear([path, query.a]))', () => phone.scanned('pages/none/none?a=1'), [['pages/none/none', '1']]],
  [
    'wx.onError((words) => hear(words.includes("在心里")))',
    () => phone.frame.evaluate('setTimeout(() => { throw new Error("在心里") })'),
    [true],
  ],
  [
    'wx.onUnhandledRejection(({ reason }) => hear(reason.message))',
    () => phone.frame.evaluate('{ Promise.reject(new Error("没人接")); void 0 }'),
    ['没人接'],
  ],
  ['wx.onNetworkWeakChange(({ weakNet }) => hear(weakNet))', () => phone.slow(2500).then(() => phone.slow(0)), [true, false]],
  [
    'wx.onNetworkStatusChange(({ isConnected }) => hear(isConnected))',
    () => phone.offline(true).then(() => phone.offline(false)),
    [false, true],
  ],
  ['wx.onKeyDown(({ key }) => hear(key))', () => phone.page.keyboard.press('a'), ['a']],
  ['wx.onKeyUp(({ key }) => hear(key))', () => phone.page.keyboard.press('b'), ['b']],
  [
    'wx.onWindowResize(({ size }) => hear([size.windowWidth, size.windowHeight]))',
    () => phone.page.setViewportSize({ width: 414, height: 812 }),
    [[414, 812]],
  ],
];

test.each(SPEAKS)('%s', async (listen, happens, says) => {
  phone.expectError(/在心里|没人接|none/);
  await runner.run(`globalThis.told = []; globalThis.hear = (words) => told.push(words); ${listen};`);
  await happens();
  await phone.idle();
  await eventually(() => phone.frame.evaluate('told'), says);
  await told();
  // Taken off, it is silent.
  const off = listen.replace('wx.on', 'wx.off').replace(/\(.*$/, '');
  await runner.run(`${off}()`);
  await happens();
  await phone.idle();
  if (!listen.includes('Resize') && !listen.includes('NotFound')) expect(await told()).toEqual([]);
});

test('the height of the keyboard as it comes and goes', async () => {
  await phone.open('/pages/home/home');
  await phone.keyboard(true);
  await runner.run('globalThis.told = []; wx.onKeyboardHeightChange(({ height }) => told.push(height))');
  await phone.frame.locator('.page-frame:not([hidden]) .field input').focus();
  await phone.frame.locator('#keyboard').getByText('完成').click();
  await phone.idle();
  expect(await told()).toEqual([300, 0]);
  await phone.keyboard(false);
});

test('consent is asked for in the page’s own way when it listens for it', async () => {
  await runner.run(
    `globalThis.told = []; wx.onNeedPrivacyAuthorization((resolve, { referrer }) => { told.push(referrer); globalThis.agree = resolve; })`,
  );
  await runner.begin('return wx.requirePrivacyAuthorize()');
  await eventually(told, ['requirePrivacyAuthorize']);
  await runner.run('agree({ event: "disagree" })');
  expect(await runner.outcome()).toMatchObject({ threw: 'requirePrivacyAuthorize:fail privacy permission is not authorized', errno: 104 });
  await runner.begin('return wx.requirePrivacyAuthorize()');
  await eventually(told, ['requirePrivacyAuthorize']);
  await runner.run('agree({ event: "agree", buttonId: "ok" })');
  expect(await runner.outcome()).toMatchObject({ errMsg: 'requirePrivacyAuthorize:ok' });
});
