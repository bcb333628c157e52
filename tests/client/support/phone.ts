// As little of a phone as services need: its storage, files, and a cloud that answers what the test says. Everything else is absent and fails by name.
import type { Envelope, Reply } from '@shared/contract/index';

export interface Sent extends Envelope {
  fn: string;
}

type Answer = (sent: Sent) => Reply<unknown> | Promise<Reply<unknown>>;

export interface FakePhone {
  storage: Map<string, unknown>;
  /** Every call that reached the cloud, oldest first. */
  sent: Sent[];
  /** Uploads that reached the cloud: cloud paths. */
  uploads: string[];
  /** Saved pictures. */
  files: Set<string>;
  dialled: string[];
  toasts: string[];
  /** How the cloud answers; set by the test. */
  answer: Answer;
  /** No signal: calls and uploads fail as WeChat's do. */
  offline: boolean;
  /** The call arrives and is done, but its answer is lost. */
  loseAnswer: boolean;
}

export const ok = (data: unknown): Reply<unknown> => ({ ok: true, data, requestId: 'r' });

/** Puts a phone in the place of `wx`. */
export function putPhone(): FakePhone {
  const phone: FakePhone = {
    storage: new Map(),
    sent: [],
    uploads: [],
    files: new Set(),
    dialled: [],
    toasts: [],
    answer: () => ok({}),
    offline: false,
    loseAnswer: false,
  };
  const noSignal = () => Promise.reject({ errCode: -1, errMsg: 'cloud.callFunction:fail request:fail network error' });
  const wxLike = {
    getStorageSync: (key: string) => (phone.storage.has(key) ? JSON.parse(String(phone.storage.get(key))) : ''),
    setStorageSync: (key: string, value: unknown) => phone.storage.set(key, JSON.stringify(value)),
    removeStorageSync: (key: string) => phone.storage.delete(key),
    getAppBaseInfo: () => ({ fontSizeSetting: 16, SDKVersion: '3.7.0' }),
    getWindowInfo: () => ({ windowWidth: 375, windowHeight: 667, statusBarHeight: 20 }),
    getDeviceInfo: () => ({ platform: 'android' }),
    makePhoneCall: ({ phoneNumber }: { phoneNumber: string }) => Promise.resolve(phone.dialled.push(phoneNumber)),
    showToast: ({ title }: { title: string }) => Promise.resolve(phone.toasts.push(title)),
    getFileSystemManager: () => ({
      saveFile: ({ tempFilePath, success }: { tempFilePath: string; success: (r: { savedFilePath: string }) => void }) => {
        phone.files.add(`saved/${tempFilePath}`);
        success({ savedFilePath: `saved/${tempFilePath}` });
      },
      removeSavedFile: ({ filePath }: { filePath: string }) => phone.files.delete(filePath),
    }),
    cloud: {
      async callFunction({ name, data }: { name: string; data: Envelope }) {
        if (phone.offline) return noSignal();
        const sent = { ...data, fn: name };
        phone.sent.push(sent);
        const result = await phone.answer(sent);
        return phone.loseAnswer ? noSignal() : { result };
      },
      uploadFile(options: { cloudPath: string; success: (r: { fileID: string }) => void; fail: (e: { errMsg: string }) => void }) {
        if (phone.offline) options.fail({ errMsg: 'uploadFile:fail network error' });
        else {
          phone.uploads.push(options.cloudPath);
          options.success({ fileID: `cloud://local/${options.cloudPath}` });
        }
        return { onProgressUpdate: (listener: (p: { progress: number }) => void) => listener({ progress: 100 }) };
      },
    },
  };
  (globalThis as unknown as { wx: unknown }).wx = wxLike;
  return phone;
}
