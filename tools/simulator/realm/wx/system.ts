// What a page may ask about the phone, the window and the app.
import type { Host } from '../host';
import type { Area } from './api';

/** Base library this simulator speaks for. */
const SDK_VERSION = '3.8.0';
const WECHAT_VERSION = '8.0.50';
/** Height of the navigation bar below the status bar, and the capsule in it (CSS px), as on a phone with a notch. */
const BAR_HEIGHT = 44;
const CAPSULE = { width: 87, height: 32, right: 7 };

export function system(host: Host, canIUse: (name: string) => boolean): Area {
  const { device } = host;
  const isDesk = device.kind === 'desk';
  const window_ = () => {
    const top = host.pages.scroller().getBoundingClientRect();
    const [screenWidth, screenHeight] = [innerWidth, innerHeight];
    const bottomInset = isDesk ? 0 : 34;
    return {
      pixelRatio: device.pixelRatio,
      screenWidth,
      screenHeight,
      windowWidth: screenWidth,
      windowHeight: Math.round(top.height) || screenHeight - device.statusBarHeight - BAR_HEIGHT,
      statusBarHeight: device.statusBarHeight,
      screenTop: Math.round(top.top),
      safeArea: {
        left: 0,
        right: screenWidth,
        top: device.statusBarHeight,
        bottom: screenHeight - bottomInset,
        width: screenWidth,
        height: screenHeight - device.statusBarHeight - bottomInset,
      },
    };
  };
  const app = () => ({
    SDKVersion: SDK_VERSION,
    enableDebug: false,
    host: { appId: '', env: 'WeChat' },
    language: 'zh_CN',
    version: WECHAT_VERSION,
    theme: 'light' as const,
    fontSizeSetting: Math.round(16 * host.settings.fontScale),
    fontSizeScaleFactor: host.settings.fontScale,
    PCKernelVersion: isDesk ? '1.0' : undefined,
  });
  const hardware = () => ({
    abi: isDesk ? 'x64' : 'arm64',
    benchmarkLevel: isDesk ? -1 : 25,
    brand: isDesk ? 'microsoft' : 'HUAWEI',
    model: isDesk ? 'microsoft' : 'HUAWEI-simulated',
    system: isDesk ? 'Windows 10 x64' : 'Android 12',
    platform: isDesk ? 'windows' : 'android',
    cpuType: 'unknown',
    memorySize: '4096',
    deviceOrientation: innerWidth > innerHeight ? 'landscape' : 'portrait',
  });
  const setting = () => ({
    bluetoothEnabled: false,
    locationEnabled: false,
    wifiEnabled: !host.settings.offline,
    deviceOrientation: innerWidth > innerHeight ? 'landscape' : 'portrait',
  });
  const authorize = () => ({
    albumAuthorized: 'authorized',
    bluetoothAuthorized: 'not determined',
    cameraAuthorized: 'authorized',
    locationAuthorized: 'not determined',
    locationReducedAccuracy: false,
    microphoneAuthorized: 'not determined',
    notificationAuthorized: 'authorized',
    phoneCalendarAuthorized: 'not determined',
  });
  const everything = () => ({
    ...app(),
    ...hardware(),
    ...window_(),
    ...setting(),
    albumAuthorized: true,
    cameraAuthorized: true,
    notificationAuthorized: true,
  });
  const capsule = () => {
    const top = device.statusBarHeight + (BAR_HEIGHT - CAPSULE.height) / 2;
    const right = innerWidth - CAPSULE.right;
    return { width: CAPSULE.width, height: CAPSULE.height, top, bottom: top + CAPSULE.height, left: right - CAPSULE.width, right };
  };
  return {
    async: {
      getSystemInfo: everything,
      getSystemInfoAsync: everything,
    },
    sync: {
      getSystemInfoSync: () => ({ ...everything(), errMsg: 'getSystemInfoSync:ok' }),
      getWindowInfo: window_,
      getDeviceInfo: hardware,
      getAppBaseInfo: app,
      getSystemSetting: setting,
      getAppAuthorizeSetting: authorize,
      getMenuButtonBoundingClientRect: capsule,
      getRendererUserAgent: () => Promise.resolve(navigator.userAgent),
      getAccountInfoSync: () => ({ miniProgram: { appId: 'touristappid', envVersion: 'develop', version: '' }, plugin: {} }),
      getSkylineInfoSync: () => ({ isSupported: false, version: '0', reason: 'SwitchWebview' }),
      canIUse,
    },
  };
}
