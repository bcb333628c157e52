// The storage actions of the wire.
import { invalidParam } from '../errors';
import { type LocalStorage, MAX_FILES } from '../storage/storage';
import type { Action } from './database-actions';

function listOf(value: unknown, name: string): unknown[] {
  if (!Array.isArray(value) || value.length === 0) throw invalidParam(`${name} must be a nonempty array`);
  if (value.length > MAX_FILES) throw invalidParam(`${name} has more than ${MAX_FILES} files`);
  return value;
}

export function storageActions(storage: LocalStorage, base: () => string): Record<string, Action> {
  return {
    'storage.getUploadMetadata': (body) => {
      const { cloudPath, token } = storage.beginUpload(body.path);
      return {
        data: {
          url: `${base()}/cos/${cloudPath.split('/').map(encodeURIComponent).join('/')}`,
          token,
          authorization: `q-sign-algorithm=sha1&q-token=${token.slice(0, 6)}`,
          fileId: storage.fileID(cloudPath),
          cosFileId: Buffer.from(cloudPath).toString('base64url'),
        },
      };
    },

    'storage.batchGetDownloadUrl': (body) => ({
      data: {
        download_list: listOf(body.file_list, 'file_list').map((item) => {
          const { fileid, max_age } = item as { fileid?: unknown; max_age?: unknown };
          const fileID = String(fileid);
          const cloudPath = storage.pathOf(fileID);
          if (cloudPath === null || !storage.record(cloudPath))
            return { code: 'STORAGE_FILE_NONEXIST', message: 'file not exist', fileID, tempFileURL: '' };
          return { code: 'SUCCESS', fileID, ...storage.link(base(), cloudPath, max_age) };
        }),
      },
    }),

    'storage.batchDeleteFile': async (body) => {
      const results: object[] = [];
      for (const item of listOf(body.fileid_list, 'fileid_list')) {
        const fileID = String(item);
        const cloudPath = storage.pathOf(fileID);
        const gone = cloudPath !== null && (await storage.remove(cloudPath));
        results.push({ fileID, code: gone ? 'SUCCESS' : 'STORAGE_FILE_NONEXIST' });
      }
      return { data: { delete_list: results } };
    },
  };
}
