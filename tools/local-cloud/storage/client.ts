// Storage as phones see it (the rule is asked) and as an administrator looks into it; failures as `wx.cloud` gives them.
import type { LocalCloud, PlatformFailure } from '../api';
import { invalidParam, ServiceError } from '../errors';
import { type LocalStorage, MAX_FILES } from './storage';

const NUMBERS: Record<string, number> = { STORAGE_EXCEED_AUTHORITY: -503002, STORAGE_FILE_NONEXIST: -503003, INVALID_PARAM: -501007 };

function failure(api: string, error: unknown): unknown {
  const known = error instanceof RangeError ? new ServiceError('STORAGE_REQUEST_FAIL', error.message) : error;
  if (!(known instanceof ServiceError)) return error;
  const errCode = NUMBERS[known.code] ?? -503001;
  const errMsg = `${api}:fail Error: errCode: ${errCode} | errMsg: ${known.message}`;
  return Object.assign(new Error(errMsg), { errCode, errMsg }) satisfies PlatformFailure;
}

async function asClient<T>(api: string, work: () => Promise<T> | T): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw failure(api, error);
  }
}

export function clientStorage(storage: LocalStorage, url: string): LocalCloud['storage'] {
  /** The path of a file this person may touch, or the refusal. Where the rule says no, a missing file is refused like any other. // believed */
  const allowed = (way: 'read' | 'write', fileID: string, openid: string): string => {
    const cloudPath = storage.pathOf(fileID);
    if (cloudPath === null || !storage.allows(way, openid, cloudPath))
      throw new ServiceError('STORAGE_EXCEED_AUTHORITY', '[AccessDenied] storage permission denied by the storage rule');
    if (!storage.record(cloudPath)) throw new ServiceError('STORAGE_FILE_NONEXIST', '[NoSuchKey] file not exist');
    return cloudPath;
  };
  const link = (fileID: string, openid: string): { tempFileURL: string; maxAge: number } =>
    storage.link(url, allowed('read', fileID, openid), undefined);
  return {
    upload: (cloudPath, bytes, caller) =>
      asClient('cloud.uploadFile', async () => ({ fileID: await storage.uploadAs(caller.openid, cloudPath, bytes) })),
    async read(fileID) {
      const cloudPath = storage.pathOf(fileID);
      return cloudPath === null ? null : storage.read(cloudPath);
    },
    list: async (prefix) => storage.list(prefix),
    removeAs: (fileID, caller) =>
      asClient('cloud.deleteFile', async () => void (await storage.remove(allowed('write', fileID, caller.openid)))),
    linkFor: (fileID, caller) => asClient('cloud.getTempFileURL', () => link(fileID, caller.openid).tempFileURL),
    linksFor: (fileIDs, caller) =>
      asClient('cloud.getTempFileURL', () => {
        if (fileIDs.length === 0 || fileIDs.length > MAX_FILES) throw invalidParam(`fileList must have 1 to ${MAX_FILES} files`);
        return fileIDs.map((fileID) => {
          try {
            return { fileID, status: 0, errMsg: 'ok', ...link(fileID, caller.openid) };
          } catch (error) {
            if (!(error instanceof ServiceError)) throw error;
            return { fileID, status: NUMBERS[error.code] ?? -1, errMsg: error.code, tempFileURL: '', maxAge: 0 };
          }
        });
      }),
    download: (fileID, caller) =>
      asClient('cloud.downloadFile', () => storage.read(allowed('read', fileID, caller.openid)) ?? Buffer.alloc(0)),
  };
}
