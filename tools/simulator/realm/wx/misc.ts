// Small things without a home of their own: ticks, buffers, logs, updates, reports, fonts, login.
import type { Host } from '../host';
import { type Area, Failure } from './api';
import { fromBase64, toBase64 } from './bytes';
import type { FileStore } from './file-store';

export function misc(host: Host, files: FileStore): Area {
  const nothing = () => {};
  const logger = () =>
    Object.fromEntries(['log', 'info', 'warn', 'error', 'debug', 'setFilterMsg', 'addFilterMsg', 'tag'].map((name) => [name, nothing]));
  return {
    async: {
      login: async () => ({ code: await host.rpc<string>('login', {}) }),
      checkSession: nothing,
      loadFontFace: async ({ family, source, desc = {} }) => {
        const given = /^url\(["']?(.+?)["']?\)$/.exec(String(source))?.[1];
        if (typeof family !== 'string' || !family || !given) throw new Failure('parameter error: family and source: url("…")');
        if (/^https?:/.test(given) && !/^https?:\/\/(127\.0\.0\.1|localhost)[:/]/.test(given))
          throw new Failure('字体在别的网站上，模拟器不出本机');
        const address = /^(https?|data):/.test(given)
          ? given
          : files.keyOf(given) === null
            ? host.packageUrl(given.replace(/^\//, ''))
            : await files.url(given);
        try {
          document.fonts.add(await new FontFace(family, `url("${address}")`, desc as FontFaceDescriptors).load());
        } catch {
          throw new Failure('font load error', { status: 'error' });
        }
        return { status: 'loaded' };
      },
      reportEvent: nothing,
      getRandomValues: ({ length }) => {
        const bytes = Number(length);
        if (!Number.isInteger(bytes) || bytes < 1 || bytes > 1_048_576)
          throw new Failure('parameter error: parameter.length should be 1 to 1048576');
        return { randomValues: crypto.getRandomValues(new Uint8Array(bytes)).buffer };
      },
      exitMiniProgram: () => host.pages.exit?.(),
      restartMiniProgram: ({ path }) => {
        if (typeof path !== 'string' || !path) throw new Failure('parameter error: parameter.path should be String');
        host.pages.restart?.(path);
      },
      checkIsSupportSoterAuthentication: () => ({ supportMode: [] }),
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
