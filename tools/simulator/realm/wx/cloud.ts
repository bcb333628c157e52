// wx.cloud as a client sees it: calling functions and sending files, with the shapes and failures of the service.
import type { Host } from '../host';
import { asynchronous, type Callbacks, Failure, type Options, type Run } from './api';
import { toBase64 } from './bytes';
import type { FileStore } from './file-store';

/** Marks open data the cloud shall fill in: only at the top level of `data`, as WeChat does. */
class CloudID {
  constructor(readonly cloudID: string) {}
  toJSON(): string {
    return `CloudID.prefix:${this.cloudID}`;
  }
}

/** Longest a client waits for a function (ms). */
const PATIENCE = 60_000;

export function cloud(host: Host, files: FileStore): Record<string, unknown> {
  let started = false;
  const online = async (name: string): Promise<void> => {
    if (!started)
      throw { errCode: -1, errMsg: `${name}:fail Error: errCode: -1 | errMsg: Cloud API isn't enabled, please call wx.cloud.init first` };
    if (!host.settings.offline) return;
    // A phone without signal notices at once; what is sent into a weak one comes back as a timeout.
    throw {
      errCode: -404011,
      errMsg: `${name}:fail Error: errCode: -404011 cloud function execution error | errMsg: ${name}:fail request:fail net::ERR_INTERNET_DISCONNECTED`,
    };
  };
  const call = (name: string, run: Run) => asynchronous(host, `cloud.${name}`, run, true);

  const callFunction = call('callFunction', async ({ name, data = {} }) => {
    await online('cloud.callFunction');
    if (typeof name !== 'string' || !name)
      throw { errCode: -1, errMsg: 'cloud.callFunction:fail parameter error: parameter.name should be String' };
    const sent = JSON.parse(JSON.stringify(data)) as Record<string, unknown>;
    try {
      const { result, requestID } = await patient(
        host.rpc<{ result: unknown; requestID: string }>('cloud.callFunction', { name, data: sent }),
      );
      return { result, requestID };
    } catch (error) {
      throw platformFailure('cloud.callFunction', error);
    }
  });

  const uploadFile = (given: Options & Callbacks) => {
    const listeners = new Set<(progress: Progress) => void>();
    let aborted = false;
    const run = async ({ cloudPath, filePath }: Options) => {
      await online('cloud.uploadFile');
      if (typeof cloudPath !== 'string' || !cloudPath) throw new Failure('parameter error: parameter.cloudPath should be String');
      const bytes = await files.read(String(filePath));
      const report = (sent: number) => {
        const progress = bytes.length ? Math.round((sent / bytes.length) * 100) : 100;
        for (const listener of listeners) listener({ progress, totalBytesSent: sent, totalBytesExpectedToSend: bytes.length });
      };
      report(0);
      if (aborted) throw new Failure('abort');
      try {
        const { fileID } = await host.rpc<{ fileID: string }>('cloud.uploadFile', { cloudPath, base64: toBase64(bytes) });
        if (aborted) throw new Failure('abort');
        report(bytes.length);
        return { fileID, statusCode: 204 };
      } catch (error) {
        throw error instanceof Failure ? error : platformFailure('cloud.uploadFile', error);
      }
    };
    const task = {
      abort: () => {
        aborted = true;
      },
      onProgressUpdate: (listener: (progress: Progress) => void) => void listeners.add(listener),
      offProgressUpdate: (listener: (progress: Progress) => void) => void listeners.delete(listener),
      onHeadersReceived: () => {},
      offHeadersReceived: () => {},
    };
    const promise = asynchronous(host, 'cloud.uploadFile', run, true)(given);
    return promise ? Object.assign(promise, task) : task;
  };

  const downloadFile = call('downloadFile', async ({ fileID }) => {
    await online('cloud.downloadFile');
    try {
      const { base64, name } = await host.rpc<{ base64: string; name: string }>('cloud.downloadFile', { fileID });
      return { tempFilePath: await files.keepTemporary(base64, name), statusCode: 200 };
    } catch (error) {
      throw platformFailure('cloud.downloadFile', error);
    }
  });
  const getTempFileURL = call('getTempFileURL', async ({ fileList }) => {
    await online('cloud.getTempFileURL');
    return host.rpc('cloud.getTempFileURL', {
      fileList: (fileList as (string | { fileID: string })[]).map((each) => (typeof each === 'string' ? each : each.fileID)),
    });
  });
  const deleteFile = call('deleteFile', async ({ fileList }) => {
    await online('cloud.deleteFile');
    return host.rpc('cloud.deleteFile', { fileList });
  });

  return {
    init: () => {
      started = true;
    },
    callFunction,
    uploadFile,
    downloadFile,
    getTempFileURL,
    deleteFile,
    CloudID: (id: string) => new CloudID(id),
    DYNAMIC_CURRENT_ENV: Symbol('DYNAMIC_CURRENT_ENV'),
    database: () => {
      throw new Error('wx.cloud.database：数据库对客户端关闭，请通过云函数读写');
    },
  };
}

interface Progress {
  progress: number;
  totalBytesSent: number;
  totalBytesExpectedToSend: number;
}

function patient<T>(work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject({ errCode: -404012, errMsg: 'polling exceed max timeout retry' }), PATIENCE);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/** A failure in the service's words: `cloud.callFunction:fail Error: errCode: -504002 functions execute fail | errMsg: …`. */
function platformFailure(api: string, error: unknown): { errCode: number; errMsg: string } {
  const { errCode = -404011, errMsg = String((error as Error | null)?.message ?? error) } = (error ?? {}) as {
    errCode?: number;
    errMsg?: string;
  };
  if (errMsg.startsWith(`${api}:fail`)) return { errCode, errMsg };
  return { errCode, errMsg: `${api}:fail Error: errCode: ${errCode} | errMsg: ${errMsg}` };
}
