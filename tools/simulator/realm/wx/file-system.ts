// wx.getFileSystemManager and the functions about files around it.
import type { Host } from '../host';
import { type Area, asynchronous, Failure, type Options, type Run } from './api';
import { decode, encode } from './bytes';
import { nameOf } from './documents';
import type { FileStore } from './file-store';
import { md5 } from './md5';

/** Calls with a synchronous twin: the options of the asynchronous form, and how positional arguments become them. */
const CALLS: Record<string, string[]> = {
  access: ['path'],
  appendFile: ['filePath', 'data', 'encoding'],
  copyFile: ['srcPath', 'destPath'],
  mkdir: ['dirPath', 'recursive'],
  readFile: ['filePath', 'encoding', 'position', 'length'],
  readdir: ['dirPath'],
  rename: ['oldPath', 'newPath'],
  rmdir: ['dirPath', 'recursive'],
  saveFile: ['tempFilePath', 'filePath'],
  stat: ['path', 'recursive'],
  unlink: ['filePath'],
  writeFile: ['filePath', 'data', 'encoding'],
};
/** What the synchronous form returns out of the result. */
const ANSWER: Record<string, string> = { readFile: 'data', readdir: 'files', saveFile: 'savedFilePath', stat: 'stats' };

export function fileSystem(host: Host, files: FileStore): Area {
  const text = (value: unknown, name: string): string => {
    if (typeof value !== 'string' || !value) throw new Failure(`parameter error: parameter.${name} should be String`);
    return value;
  };
  const stats = (path: string) => {
    const kind = files.has(path);
    if (!kind) throw new Failure(`no such file or directory ${path}`);
    const size = kind === 'file' ? files.readKept(path).length : 0;
    const seconds = kind === 'file' ? Math.floor(files.modified(path) / 1000) : 0;
    return {
      mode: kind === 'file' ? 33206 : 16822,
      size,
      lastAccessedTime: seconds,
      lastModifiedTime: seconds,
      isDirectory: () => kind === 'folder',
      isFile: () => kind === 'file',
    };
  };
  const slice = (bytes: Uint8Array, { position, length, encoding }: Options) => {
    const from = Number(position ?? 0);
    return { data: decode(bytes.slice(from, length === undefined ? undefined : from + Number(length)), encoding as string | undefined) };
  };
  const run: Record<string, Run> = {
    access: ({ path }) => {
      if (!files.has(text(path, 'path'))) throw new Failure(`no such file or directory ${path}`);
    },
    appendFile: ({ filePath, data, encoding }) => {
      const [old, more] = [files.readKept(text(filePath, 'filePath')), encode(data, encoding as string)];
      const joined = new Uint8Array(old.length + more.length);
      joined.set(old);
      joined.set(more, old.length);
      files.write(filePath as string, joined);
    },
    copyFile: ({ srcPath, destPath }) => files.write(text(destPath, 'destPath'), files.readKept(text(srcPath, 'srcPath'))),
    mkdir: ({ dirPath, recursive }) => files.makeFolder(text(dirPath, 'dirPath'), Boolean(recursive)),
    readFile: (options) => slice(files.readKept(text(options.filePath, 'filePath')), options),
    readdir: ({ dirPath }) => ({ files: files.list(text(dirPath, 'dirPath')) }),
    rename: ({ oldPath, newPath }) => {
      files.write(text(newPath, 'newPath'), files.readKept(text(oldPath, 'oldPath')));
      files.remove(oldPath as string);
    },
    rmdir: ({ dirPath, recursive }) => files.removeFolder(text(dirPath, 'dirPath'), Boolean(recursive)),
    // A saved file is moved: the temporary path is gone afterwards.
    saveFile: ({ tempFilePath, filePath }) => {
      const from = text(tempFilePath, 'tempFilePath');
      const savedFilePath = typeof filePath === 'string' && filePath ? filePath : files.savedPath(from);
      files.write(savedFilePath, files.readKept(from));
      files.remove(from);
      return { savedFilePath };
    },
    stat: ({ path }) => ({ stats: stats(text(path, 'path')) }),
    unlink: ({ filePath }) => files.remove(text(filePath, 'filePath')),
    writeFile: ({ filePath, data, encoding }) => files.write(text(filePath, 'filePath'), encode(data, encoding as string)),
  };
  const info = async ({ filePath, digestAlgorithm = 'md5' }: Options) => {
    const bytes = await files.read(text(filePath, 'filePath'));
    if (digestAlgorithm === 'sha1') {
      const hash = new Uint8Array(await crypto.subtle.digest('SHA-1', bytes as Uint8Array<ArrayBuffer>));
      return { size: bytes.length, digest: decode(hash, 'hex') };
    }
    return { size: bytes.length, digest: md5(bytes) };
  };
  const manager: Record<string, unknown> = { getFileInfo: asynchronous(host, 'getFileInfo', info, true) };
  for (const [name, order] of Object.entries(CALLS)) {
    const act = run[name] as Run;
    // Files of the package are not in memory: the asynchronous form fetches them.
    const outside: Run =
      name === 'readFile'
        ? async (options) =>
            files.keyOf(String(options.filePath)) === null ? slice(await files.read(String(options.filePath)), options) : act(options)
        : act;
    manager[name] = asynchronous(host, name, outside, true);
    manager[`${name}Sync`] = (...args: unknown[]) => {
      try {
        const options = Object.fromEntries(order.map((each, at) => [each, args[at]]));
        const result = act(options) as Record<string, unknown> | undefined;
        return ANSWER[name] ? result?.[ANSWER[name]] : undefined;
      } catch (error) {
        throw Object.assign(new Error(`${name}Sync:fail ${error instanceof Failure ? error.reason : String(error)}`), {
          errMsg: `${name}Sync:fail`,
        });
      }
    };
  }
  manager.getSavedFileList = asynchronous(host, 'getSavedFileList', () => ({ fileList: files.saved() }), true);
  manager.removeSavedFile = asynchronous(host, 'removeSavedFile', ({ filePath }) => files.remove(text(filePath, 'filePath')), true);

  return {
    sync: { getFileSystemManager: () => manager },
    async: {
      getFileInfo: info,
      saveFile: run.saveFile as Run,
      getSavedFileList: () => ({ fileList: files.saved() }),
      getSavedFileInfo: ({ filePath }) => ({
        size: stats(text(filePath, 'filePath')).size,
        createTime: stats(filePath as string).lastModifiedTime,
      }),
      removeSavedFile: ({ filePath }) => files.remove(text(filePath, 'filePath')),
      saveImageToPhotosAlbum: async ({ filePath }) => {
        const bytes = await files.read(text(filePath, 'filePath'));
        await host.rpc('album.add', { base64: encodeForAlbum(bytes), name: nameOf(String(filePath)) });
      },
    },
  };
}

const encodeForAlbum = (bytes: Uint8Array) => decode(bytes, 'base64');
