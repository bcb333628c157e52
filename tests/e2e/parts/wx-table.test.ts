// wx function by function: what each refuses, by name, and what each does or answers on a phone.
import { rmSync } from 'node:fs';
import { closeBrowser, openStage, type Phone, type Stage } from '../../support/stage';
import { CAST, type Runner, runnerOn, writeTable } from './parts';

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
  await phone?.assertClean();
  await stage?.close();
  await closeBrowser();
  rmSync(folder, { recursive: true, force: true });
});

/** What is refused, and the words it is refused with. */
const REFUSED: readonly (readonly [code: string, words: RegExp])[] = [
  ['return wx.authorize({ scope: "scope.writePhotosAlbum" }).then(() => wx.cloud.database())', /^wx\.cloud\.database：数据库对客户端关闭/],
  ['return wx.setStorage({ key: "", data: 1 })', /^setStorage:fail parameter error/],
  ['return wx.removeStorage({})', /^removeStorage:fail parameter error/],
  ['return wx.getFileInfo({ filePath: "wxfile://usr/none" })', /^getFileInfo:fail no such file/],
  ['return wx.saveFile({ tempFilePath: "wxfile://tmp_none" })', /^saveFile:fail no such file/],
  ['return wx.getSavedFileInfo({ filePath: "wxfile://store_none" })', /^getSavedFileInfo:fail no such file/],
  ['return wx.removeSavedFile({ filePath: "wxfile://store_none" })', /^removeSavedFile:fail no such file/],
  ['return wx.saveImageToPhotosAlbum({ filePath: "wxfile://tmp_none.png" })', /^saveImageToPhotosAlbum:fail no such file/],
  ['return wx.previewImage({ urls: [] })', /^previewImage:fail parameter error/],
  ['return wx.previewMedia({ sources: [] })', /^previewMedia:fail parameter error/],
  ['return wx.getSelectedTextRange()', /^getSelectedTextRange:fail no focused input/],
  ['return wx.navigateBack({ delta: 1 })', /^navigateBack:fail cannot navigate back at first page/],
  ['return wx.redirectTo({ url: "/pages/mine/mine" })', /^redirectTo:fail can not redirectTo a tabbar page/],
  ['return wx.reLaunch({ url: "/pages/none/none" })', /^reLaunch:fail page "pages\/none\/none" is not found/],
  ['return wx.switchTab({ url: "/pages/far/far" })', /^switchTab:fail can not switch to no-tabBar page/],
  ['return wx.switchTab({ url: "/pages/mine/mine?a=1" })', /^switchTab:fail can not switch to tab page with query/],
  ['return wx.pageScrollTo({ selector: ".none" })', /^pageScrollTo:fail selector "\.none" matches nothing/],
  ['return wx.setBackgroundTextStyle({ textStyle: "red" })', /^setBackgroundTextStyle:fail parameter error/],
  ['return wx.restartMiniProgram({})', /^restartMiniProgram:fail parameter error/],
  ['return wx.vibrateShort({ type: "none" })', /^vibrateShort:fail style is not support/],
  ['return wx.setKeepScreenOn({})', /^setKeepScreenOn:fail parameter error/],
  ['return wx.setScreenBrightness({ value: 2 })', /^setScreenBrightness:fail parameter error/],
  ['return wx.setVisualEffectOnCapture({ visualEffect: "some" })', /^setVisualEffectOnCapture:fail parameter error/],
  ['return wx.getRandomValues({ length: 0 })', /^getRandomValues:fail parameter error/],
  ['return wx.loadFontFace({ family: "字", source: "none" })', /^loadFontFace:fail parameter error/],
  ['return wx.loadFontFace({ family: "字", source: "url(https://example.com/a.woff2)" })', /^loadFontFace:fail 字体在别的网站上/],
  ['return wx.loadFontFace({ family: "字", source: "url(/photo.jpg)" })', /^loadFontFace:fail font load error/],
];

test.each(REFUSED)('%s is refused', async (code, words) => {
  const { threw } = (await runner.run(code)) as { threw?: string };
  expect(threw).toMatch(words);
});

/** What is answered at once, without a person. */
const ANSWERED: readonly (readonly [code: string, answer: unknown])[] = [
  ['return [wx.arrayBufferToBase64(Uint8Array.of(1, 2, 255).buffer), new Uint8Array(wx.base64ToArrayBuffer("AQL/"))[2]]', ['AQL/', 255]],
  [
    'await wx.batchSetStorage({ kvList: [{ key: "a", value: 1 }, { key: "b", value: "二" }] }); return (await wx.batchGetStorage({ keyList: ["a", "b", "c"] })).dataList',
    [1, '二', ''],
  ],
  [
    'await wx.setStorage({ key: "c", data: [1] }); await wx.removeStorage({ key: "a" }); return (await wx.getStorageInfo()).keys',
    ['b', 'c'],
  ],
  ['await wx.clearStorage(); return (await wx.getStorageInfo()).keys', []],
  ['return (await wx.checkIsSupportSoterAuthentication()).supportMode', []],
  ['const { code } = await wx.login(); await wx.checkSession(); return [typeof code, code.length > 8]', ['string', true]],
  ['const { level, isCharging } = await wx.getBatteryInfo(); return [level, isCharging, wx.getBatteryInfoSync().level]', [80, false, 80]],
  ['await wx.setScreenBrightness({ value: 0.25 }); return (await wx.getScreenBrightness()).value', 0.25],
  ['return (await wx.setKeepScreenOn({ keepScreenOn: true })).errMsg', 'setKeepScreenOn:ok'],
  ['await wx.setVisualEffectOnCapture({ visualEffect: "hidden" }); return document.body.dataset.capture', 'hidden'],
  ['await wx.vibrateLong(); return document.body.classList.contains("wx-shaking")', true],
  [
    'const { randomValues } = await wx.getRandomValues({ length: 16 }); return [randomValues.byteLength, new Set(new Uint8Array(randomValues)).size > 4]',
    [16, true],
  ],
  ['let order = []; wx.nextTick(() => order.push(2)); order.push(1); await new Promise((done) => setTimeout(done)); return order', [1, 2]],
  [
    'const url = wx.createBufferURL(Uint8Array.of(1, 2).buffer); const { byteLength } = await (await fetch(url)).arrayBuffer(); wx.revokeBufferURL(url); return [byteLength, await fetch(url).then(() => "there", () => "gone")]',
    [2, 'gone'],
  ],
  [
    'const board = wx.createOffscreenCanvas({ type: "2d", width: 40, height: 30 }); const image = board.createImage(); await new Promise((done, fail) => { image.onload = done; image.onerror = fail; image.src = "/photo.jpg"; }); const pen = board.getContext("2d"); pen.drawImage(image, 0, 0); return [board.width, image.width, pen.getImageData(20, 15, 1, 1).data[3]]',
    [40, 40, 255],
  ],
  [
    'const log = wx.getLogManager(); log.info("一"); const live = wx.getRealtimeLogManager(); live.error("二"); return [typeof log.warn, typeof live.setFilterMsg]',
    ['function', 'function'],
  ],
  ['return new Promise((done) => wx.getUpdateManager().onCheckForUpdate(done))', { hasUpdate: false }],
  ['const timing = wx.getPerformance(); return [timing.getEntries(), typeof timing.createObserver(() => {}).observe]', [[], 'function']],
  [
    'wx.reportEvent("e", {}); wx.reportAnalytics("e", {}); wx.reportMonitor("1", 1); wx.reportPerformance(1, 2); wx.setEnableDebug({ enableDebug: false }); return wx.getExptInfoSync(["a"])',
    {},
  ],
  ['return (await wx.setInnerAudioOption({ obeyMuteSwitch: false })).errMsg', 'setInnerAudioOption:ok'],
  ['return wx.getAccountInfoSync().miniProgram.envVersion', 'develop'],
  ['return wx.getSkylineInfoSync().isSupported', false],
  ['return wx.getAppAuthorizeSetting().cameraAuthorized', 'authorized'],
  ['return [wx.getSystemSetting().wifiEnabled, wx.getSystemSetting().deviceOrientation]', [true, 'portrait']],
  [
    'const [one, two, three] = [await wx.getSystemInfo(), await wx.getSystemInfoAsync(), wx.getSystemInfoSync()]; return [one.windowWidth, two.platform, three.screenHeight]',
    [375, 'android', 812],
  ],
  ['return /Mozilla/.test(await wx.getRendererUserAgent())', true],
  ['return wx.getLaunchOptionsSync().scene', 1001],
  ['return typeof wx.cloud.DYNAMIC_CURRENT_ENV', 'symbol'],
  ['return new Promise((done) => wx.createMediaQueryObserver(page).observe({ maxWidth: 400 }, done))', { matches: true }],
];

test.each(ANSWERED)('%s', async (code, answer) => {
  expect(await runner.run(code)).toEqual(answer);
});

test('a phone’s permissions: asked once, listed, turned in the settings; the notice of privacy can be read', async () => {
  expect(await runner.run('return (await wx.getSetting()).authSetting["scope.userLocation"]')).toBeUndefined();
  await runner.begin('return wx.authorize({ scope: "scope.userLocation" })');
  expect(await phone.text()).toContain('获取你的位置');
  await phone.tap('拒绝');
  expect(await runner.outcome()).toMatchObject({ threw: 'authorize:fail auth deny', errno: 103 });
  await runner.begin('return wx.openSetting()');
  await phone.tap('获取你的位置：不允许');
  expect(await runner.outcome()).toMatchObject({ authSetting: { 'scope.userLocation': true } });
  expect(await runner.run('return (await wx.authorize({ scope: "scope.userLocation" })).errMsg')).toBe('authorize:ok');

  await runner.begin('return wx.openPrivacyContract()');
  await phone.tap('关闭');
  expect(await runner.outcome()).toMatchObject({ errMsg: 'openPrivacyContract:ok' });
  expect(await runner.run('return (await wx.getPrivacySetting()).needAuthorization')).toBe(true);
  await runner.begin('return wx.requirePrivacyAuthorize()');
  await phone.tap('同意');
  expect(await runner.outcome()).toMatchObject({ errMsg: 'requirePrivacyAuthorize:ok' });
  expect(await runner.run('return (await wx.getPrivacySetting()).needAuthorization')).toBe(false);
});

test('pictures: chosen, saved in the album and in the phone’s files, looked at one after the other', async () => {
  await runner.begin('return wx.chooseImage({ count: 1, sizeType: ["original"] })');
  await phone.tap('从手机相册选择');
  await phone.tap('photo.jpg');
  const { tempFilePaths } = (await runner.outcome()) as { tempFilePaths: string[] };
  const path = JSON.stringify(tempFilePaths[0]);
  const size = (await runner.run(`return (await wx.getFileInfo({ filePath: ${path} })).size`)) as number;
  expect(await runner.run(`return (await wx.saveImageToPhotosAlbum({ filePath: ${path} })).errMsg`)).toBe('saveImageToPhotosAlbum:ok');
  await runner.begin('return wx.chooseImage({ count: 9 })');
  await phone.tap('从手机相册选择');
  expect(await phone.frame.locator('.wx-album-picture').count()).toBe(2);
  await phone.tap('取消');
  await runner.outcome();

  const saved = (await runner.run(`return (await wx.saveFile({ tempFilePath: ${path} })).savedFilePath`)) as string;
  expect(await runner.run('return (await wx.getSavedFileList()).fileList')).toEqual([
    { filePath: saved, size, createTime: expect.any(Number) },
  ]);
  expect(await runner.run(`return (await wx.getSavedFileInfo({ filePath: ${JSON.stringify(saved)} })).size`)).toBe(size);
  await phone.idle();
  await phone.kill();
  await phone.reopen();
  await runner.begin(
    `await wx.previewMedia({ sources: [{ url: ${JSON.stringify(saved)} }] }); return wx.previewImage({ urls: ["/photo.jpg", ${JSON.stringify(saved)}], current: 1 })`,
  );
  expect(await runner.outcome()).toMatchObject({ errMsg: 'previewImage:ok' });
  await phone.frame.getByText('2/2').waitFor();
  await phone.page.keyboard.press('ArrowLeft');
  await phone.frame.getByText('1/2').waitFor();
  await phone.page.keyboard.press('Escape');
  await phone.frame.locator('.wx-layer-preview').click();
  expect(await phone.frame.locator('.wx-layer-preview').count()).toBe(0);
  expect(
    await runner.run(`await wx.removeSavedFile({ filePath: ${JSON.stringify(saved)} }); return (await wx.getSavedFileList()).fileList`),
  ).toEqual([]);
});

test('a toast is taken away, a field’s selection is told, the keyboard goes', async () => {
  await runner.run('await wx.showToast({ title: "等等", duration: 60000 })');
  expect(await phone.sees('等等')).toBe(true);
  await runner.run('await wx.hideToast()');
  expect(await phone.sees('等等')).toBe(false);
  const field = phone.frame.locator('.page-frame:not([hidden]) .field input');
  await field.focus();
  await field.evaluate((each: HTMLInputElement) => each.setSelectionRange(2, 5));
  expect(await runner.run('return wx.getSelectedTextRange()')).toMatchObject({ start: 2, end: 5 });
  await runner.run('await wx.hideKeyboard()');
  expect(await field.evaluate((each) => document.activeElement === each)).toBe(false);
});

test('what comes into sight is told with its rectangle', async () => {
  await runner.run(
    `globalThis.seen = []; wx.createIntersectionObserver(page).relativeToViewport().observe('.mark', ({ intersectionRatio }) => seen.push(intersectionRatio))`,
  );
  await phone.scrollTo(600);
  await phone.frame.waitForFunction('seen.length > 0 && seen.at(-1) > 0');
});

test('a font is loaded under its name', async () => {
  // A font the simulator itself serves stands for one on this machine.
  const sheet = await (await fetch(`${stage.simulator.url}/font.css`)).text();
  const source = `url(${stage.simulator.url}${/\/font\/[\w.-]+/.exec(sheet)?.[0]})`;
  expect(await runner.run(`return (await wx.loadFontFace({ family: '表', source: '${source}' })).status`)).toBe('loaded');
  expect(await phone.frame.evaluate(() => [...document.fonts].some(({ family }) => family === '表'))).toBe(true);
});
