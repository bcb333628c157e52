// Small things without a home of their own: ticks, buffers, logs, updates, reports, fonts, login.
import type { Host } from '../host';
import { type Area, Failure } from './api';
import { fromBase64, toBase64 } from './bytes';

export function misc(host: Host): Area {
  const nothing = () => {};
  const logger = () =>
    Object.fromEntries(['log', 'info', 'warn', 'error', 'debug', 'setFilterMsg', 'addFilterMsg', 'tag'].map((name) => [name, nothing]));
  return {
    async: {
      login: async () => ({ code: await host.rpc<string>('login', {}) }),
      checkSession: nothing,
      // Fonts of the project come with its style sheets; others would have to be fetched.
      loadFontFace: ({ source }) => {
        if (/https?:/.test(String(source)) && !/127\.0\.0\.1|localhost/.test(String(source)))
          throw new Failure('字体在别的网站上，模拟器不出本机');
        return { status: 'loaded' };
      },
      reportEvent: nothing,
      getRandomValues: ({ length }) => ({ randomValues: crypto.getRandomValues(new Uint8Array(Number(length))).buffer }),
      preloadPage: nothing,
      exitMiniProgram: () => host.pages.exit?.(),
      restartMiniProgram: ({ path }) => host.pages.reLaunch(String(path)),
      setWindowSize: nothing,
      checkIsSupportSoterAuthentication: () => ({ supportMode: [] }),
      getUserCryptoManager: () => {
        throw new Failure('在模拟器里还没有');
      },
    },
    sync: {
      nextTick: (run: () => void) => void Promise.resolve().then(run),
      arrayBufferToBase64: (buffer: ArrayBuffer) => toBase64(new Uint8Array(buffer)),
      base64ToArrayBuffer: (text: string) => fromBase64(text).buffer,
      getLogManager: logger,
      getRealtimeLogManager: logger,
      getUpdateManager: () => ({
        onCheckForUpdate: (told: (result: { hasUpdate: boolean }) => void) => void queueMicrotask(() => told({ hasUpdate: false })),
        onUpdateReady: nothing,
        onUpdateFailed: nothing,
        applyUpdate: nothing,
      }),
      reportMonitor: nothing,
      reportAnalytics: nothing,
      reportPerformance: nothing,
      getPerformance: () => ({
        createObserver: () => ({ observe: nothing, disconnect: nothing }),
        getEntries: () => [],
        getEntriesByName: () => [],
        getEntriesByType: () => [],
        mark: nothing,
        setBufferSize: nothing,
      }),
      setEnableDebug: nothing,
      revokeBufferURL: (url: string) => URL.revokeObjectURL(url),
      createBufferURL: (buffer: ArrayBuffer) => URL.createObjectURL(new Blob([buffer])),
      getExptInfoSync: () => ({}),
    },
  };
}
