// wx as a page calls it: storage, files, pictures, dialogs, queries, network, permissions, failing by name.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { closeBrowser, type Phone, type Stage } from '../../support/stage';
import { eventually, FIXTURE, openParts } from './parts';

type Calls<N extends string> = Record<N, (...args: unknown[]) => unknown>;
type Wx = Calls<
  | 'canIUse'
  | 'chooseMedia'
  | 'clearStorageSync'
  | 'compressImage'
  | 'getAppBaseInfo'
  | 'getClipboardData'
  | 'getDeviceInfo'
  | 'getFileSystemManager'
  | 'getImageInfo'
  | 'getMenuButtonBoundingClientRect'
  | 'getNetworkType'
  | 'getStorage'
  | 'getStorageInfoSync'
  | 'getStorageSync'
  | 'getWindowInfo'
  | 'hideLoading'
  | 'makePhoneCall'
  | 'onNetworkStatusChange'
  | 'removeStorageSync'
  | 'requestSubscribeMessage'
  | 'setClipboardData'
  | 'setStorageSync'
  | 'showActionSheet'
  | 'showLoading'
  | 'showModal'
  | 'showToast'
  | 'startBluetoothDevicesDiscovery'
> & {
  cloud: Calls<'callFunction' | 'init'>;
  env: { USER_DATA_PATH: string };
};
type Files = Calls<'access' | 'getFileInfo' | 'mkdirSync' | 'readFile' | 'readFileSync' | 'readdirSync' | 'unlinkSync' | 'writeFileSync'>;
interface Fixture {
  wx: Wx;
  page: Record<string, (...args: unknown[]) => unknown>;
}

let stage: Stage;
let phone: Phone;
beforeAll(async () => {
  stage = await openParts();
  phone = await stage.phone('one', { open: '/pages/api/api' });
});
afterAll(async () => {
  await phone.assertClean();
  await stage.close();
  await closeBrowser();
});

/** Runs code of a page on the phone; what it throws comes back as {threw}. */
async function run<T>(code: (fixture: Fixture) => T | Promise<T>): Promise<T> {
  return (await phone.frame.evaluate(
    `(async () => { try { return await (${code.toString()})(window.fixture); } catch (error) { return { threw: error.errMsg ?? error.message, ...error }; } })()`,
  )) as T;
}

/** Starts what waits for the person's finger. */
async function begin(code: (fixture: Fixture) => unknown): Promise<void> {
  await phone.frame.evaluate(
    `{ const asked = (${code.toString()})(window.fixture); asked.catch(() => {}); window.asked = asked; void 0; }`,
  );
}
/** What it came to. */
const answer = () => run(() => (globalThis as unknown as { asked: Promise<unknown> }).asked);

describe('calls', () => {
  test('a promise without callbacks, callbacks without a promise, errMsg either way', async () => {
    expect(await run(({ wx }) => wx.getNetworkType())).toMatchObject({ errMsg: 'getNetworkType:ok', networkType: 'wifi' });
    const heard = await run(({ wx }) => {
      const told: unknown[] = [];
      return new Promise((done) => {
        const returned = wx.getStorage({
          key: 'nothing',
          success: () => told.push('success'),
          fail: (error: { errMsg: string }) => told.push(error.errMsg),
          complete: () => done([returned === undefined, ...told]),
        });
      });
    });
    expect(heard).toEqual([true, 'getStorage:fail data not found']);
  });

  test('what is missing says its name when it is called, not before', async () => {
    expect(await run(({ wx }) => wx.startBluetoothDevicesDiscovery())).toEqual({
      threw: 'wx.startBluetoothDevicesDiscovery 在模拟器里还没有',
    });
    expect(await run(({ wx }) => [wx.canIUse('showToast'), wx.canIUse('startBluetoothDevicesDiscovery')])).toEqual([true, false]);
  });
});

describe('storage', () => {
  test('is read at once, keeps types, has its limits, and is there after a restart', async () => {
    const seen = await run(({ wx }) => {
      wx.setStorageSync('draft', { name: '甲', list: [1, null], none: undefined });
      wx.setStorageSync('text', '字');
      let limit = '';
      try {
        wx.setStorageSync('big', 'x'.repeat(1024 * 1024 + 1));
      } catch (error) {
        limit = (error as Error).message;
      }
      return [
        wx.getStorageSync('draft'),
        wx.getStorageSync('text'),
        wx.getStorageSync('nothing'),
        limit,
        (wx.getStorageInfoSync() as { keys: string[] }).keys,
      ];
    });
    expect(seen).toEqual([{ name: '甲', list: [1, null] }, '字', '', 'setStorageSync:fail entry size limit reached', ['draft', 'text']]);
    await phone.idle();
    await phone.kill();
    await phone.reopen('/pages/api/api');
    expect(await run(({ wx }) => [wx.getStorageSync('draft'), wx.removeStorageSync('draft'), wx.getStorageSync('draft')])).toEqual([
      { name: '甲', list: [1, null] },
      undefined,
      '',
    ]);
  });

  test('ten megabytes are all there is', async () => {
    const failed = await run(({ wx }) => {
      try {
        for (let index = 0; index < 11; index += 1) wx.setStorageSync(`k${index}`, 'x'.repeat(1000 * 1024));
        return 'no limit';
      } catch (error) {
        return (error as Error).message;
      } finally {
        wx.clearStorageSync();
      }
    });
    expect(failed).toBe('setStorageSync:fail exceed storage max size 10Mb');
  });
});

describe('files', () => {
  test('are written, read, listed and removed under USER_DATA_PATH', async () => {
    const seen = await run(async ({ wx }) => {
      const fs = wx.getFileSystemManager() as Files;
      const root = wx.env.USER_DATA_PATH;
      fs.mkdirSync(`${root}/drafts`);
      fs.writeFileSync(`${root}/drafts/a.json`, '{"名":1}', 'utf8');
      const text = fs.readFileSync(`${root}/drafts/a.json`, 'utf8');
      const bytes = (fs.readFileSync(`${root}/drafts/a.json`) as ArrayBuffer).byteLength;
      const info = (await fs.getFileInfo({ filePath: `${root}/drafts/a.json` })) as { digest: string };
      const names = fs.readdirSync(`${root}/drafts`);
      const missing = await (fs.readFile({ filePath: `${root}/none` }) as Promise<unknown>).catch((error) => error.errMsg);
      fs.unlinkSync(`${root}/drafts/a.json`);
      const away = await (fs.access({ path: `${root}/drafts/a.json` }) as Promise<unknown>).catch((error) => error.errMsg);
      return [text, bytes, info.digest, names, missing, away];
    });
    expect(seen).toEqual([
      '{"名":1}',
      9,
      '467e9f7d3cb4a4ce20092057bfb37147',
      ['a.json'],
      'readFile:fail no such file or directory, open "wxfile://usr/none"',
      'access:fail no such file or directory wxfile://usr/drafts/a.json',
    ]);
  });
});

describe('pictures', () => {
  const chosen = () => begin(({ wx }) => wx.chooseMedia({ count: 1, mediaType: ['image'], sizeType: ['original'] }));

  test('from the album: agreed to, chosen, measured, made smaller', async () => {
    await chosen();
    await phone.tap('同意');
    await phone.tap('从手机相册选择');
    await phone.frame.getByRole('button', { name: 'photo.jpg' }).click();
    const seen = await run(async ({ wx }) => {
      const { tempFiles } = (await (globalThis as unknown as { asked: Promise<unknown> }).asked) as {
        tempFiles: { tempFilePath: string; size: number }[];
      };
      const path = tempFiles[0]?.tempFilePath ?? '';
      const info = (await wx.getImageInfo({ src: path })) as Record<string, unknown>;
      const small = (await wx.compressImage({ src: path, quality: 60, compressedWidth: 20 })) as { tempFilePath: string };
      const after = (await wx.getImageInfo({ src: small.tempFilePath })) as Record<string, unknown>;
      return [
        /^wxfile:\/\/tmp_\w+\.jpg$/.test(path),
        tempFiles[0]?.size,
        info.width,
        info.height,
        info.type,
        after.width,
        after.height,
        after.type,
      ];
    });
    const { length } = readFileSync(join(FIXTURE, 'assets', 'photo.jpg'));
    expect(seen).toEqual([true, length, 40, 30, 'jpeg', 20, 15, 'jpeg']);
  });

  test('from this computer, and not at all', async () => {
    phone.choosePicture(join(FIXTURE, 'assets', 'photo.jpg'), '票.jpg');
    await chosen();
    await phone.tap('从这台电脑选一张');
    expect(await answer()).toMatchObject({ errMsg: 'chooseMedia:ok', tempFiles: [{ fileType: 'image' }] });
    await chosen();
    await phone.tap('取消');
    expect(await answer()).toMatchObject({ threw: 'chooseMedia:fail cancel' });
  });
});

describe('dialogs', () => {
  test('a modal answers what was tapped', async () => {
    await begin(({ wx }) => wx.showModal({ title: '删掉吗', content: '不能恢复', confirmText: '删掉' }));
    expect(await phone.sees('不能恢复')).toBe(true);
    await phone.tap('删掉');
    expect(await answer()).toEqual({ errMsg: 'showModal:ok', confirm: true, cancel: false, content: null });
  });

  test('a toast goes by itself, a loading stays until hidden', async () => {
    await run(({ wx }) => wx.showToast({ title: '存好了', duration: 300 }));
    expect(await phone.sees('存好了')).toBe(true);
    await eventually(() => phone.sees('存好了'), false);
    await run(({ wx }) => wx.showLoading({ title: '等一下', mask: true }));
    expect(await phone.sees('等一下')).toBe(true);
    await run(({ wx }) => wx.hideLoading());
    expect(await phone.sees('等一下')).toBe(false);
  });

  test('an action sheet tells the index, and being dismissed is a failure', async () => {
    const ask = () => begin(({ wx }) => wx.showActionSheet({ itemList: ['甲', '乙'] }));
    await ask();
    await phone.tap('乙');
    expect(await answer()).toEqual({ errMsg: 'showActionSheet:ok', tapIndex: 1 });
    await ask();
    await phone.tap('取消');
    expect(await answer()).toMatchObject({ threw: 'showActionSheet:fail cancel' });
  });

  test('a call is made by name of the number, the clipboard is kept', async () => {
    await begin(({ wx }) => wx.makePhoneCall({ phoneNumber: '19900000001' }));
    await phone.tap('呼叫 19900000001');
    expect(await answer()).toEqual({ errMsg: 'makePhoneCall:ok' });
    expect(
      await run(async ({ wx }) => {
        await wx.setClipboardData({ data: '甲\t乙' });
        return ((await wx.getClipboardData()) as { data: string }).data;
      }),
    ).toBe('甲\t乙');
  });

  test('subscription messages are asked for one by one', async () => {
    await begin(({ wx }) => wx.requestSubscribeMessage({ tmplIds: ['t1'] }));
    await phone.tap('允许');
    expect(await answer()).toEqual({ errMsg: 'requestSubscribeMessage:ok', t1: 'accept' });
  });
});

describe('network and cloud', () => {
  test('without a network a call fails as the service fails, and the change is told', async () => {
    await run(({ wx }) => void wx.onNetworkStatusChange((state: unknown) => Object.assign(globalThis, { state })));
    await run(({ wx }) => void wx.cloud.init({}));
    await phone.offline(true);
    expect(await run(() => (globalThis as unknown as { state: unknown }).state)).toEqual({ isConnected: false, networkType: 'none' });
    const failed = await run(({ wx }) => wx.cloud.callFunction({ name: 'public', data: {} }));
    expect(failed).toMatchObject({ errCode: -404011, threw: expect.stringMatching(/^cloud\.callFunction:fail .*request:fail/) });
    await phone.offline(false);
    expect(await run(() => (globalThis as unknown as { state: unknown }).state)).toEqual({ isConnected: true, networkType: 'wifi' });
  });

  test('without a cloud it says so', async () => {
    expect(await run(({ wx }) => wx.cloud.callFunction({ name: 'public', data: {} }))).toMatchObject({
      threw: expect.stringContaining('没有接云'),
    });
  });
});

test('the window, the capsule and the letters of this phone', async () => {
  const info = await run(
    ({ wx }) =>
      [wx.getWindowInfo(), wx.getMenuButtonBoundingClientRect(), wx.getAppBaseInfo(), wx.getDeviceInfo()] as Record<string, unknown>[],
  );
  expect(info[0]).toMatchObject({ windowWidth: 375, screenWidth: 375, screenHeight: 812, statusBarHeight: 44, windowHeight: 724 });
  const capsule = await phone.frame.locator('#capsule').boundingBox();
  expect(info[1]).toMatchObject({ left: capsule?.x, top: capsule?.y, width: capsule?.width, height: capsule?.height });
  expect(info[2]).toMatchObject({ fontSizeScaleFactor: 1, language: 'zh_CN' });
  expect(info[3]).toMatchObject({ platform: 'android' });
});
