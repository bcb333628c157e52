// wx.downloadFile: a file behind a link signed by the cloud, kept as a temporary file.
import type { Host } from '../host';
import { asynchronous, type Callbacks, Failure, type Options } from './api';
import { fromBase64 } from './bytes';
import type { FileStore } from './file-store';

interface Progress {
  progress: number;
  totalBytesWritten: number;
  totalBytesExpectedToWrite: number;
}

export function network(host: Host, files: FileStore): Record<string, unknown> {
  const downloadFile = (given: Options & Callbacks) => {
    const listeners = new Set<(progress: Progress) => void>();
    let aborted = false;
    const run = async ({ url, filePath }: Options) => {
      if (typeof url !== 'string' || !url) throw new Failure('parameter error: parameter.url should be String');
      const { base64, statusCode } = await host.rpc<{ base64: string; statusCode: number }>('net.download', { url });
      if (aborted) throw new Failure('abort');
      const bytes = fromBase64(base64);
      for (const told of listeners) told({ progress: 100, totalBytesWritten: bytes.length, totalBytesExpectedToWrite: bytes.length });
      if (typeof filePath === 'string' && filePath) {
        files.write(filePath, bytes);
        return { filePath, statusCode };
      }
      return { tempFilePath: files.temporary(bytes, /\.(\w{1,5})$/.exec(new URL(url).pathname)?.[1]), statusCode };
    };
    const task = {
      abort: () => {
        aborted = true;
      },
      onProgressUpdate: (told: (progress: Progress) => void) => void listeners.add(told),
      offProgressUpdate: (told: (progress: Progress) => void) => void listeners.delete(told),
      onHeadersReceived: () => {},
      offHeadersReceived: () => {},
    };
    const promise = asynchronous(host, 'downloadFile', run, true)(given);
    return promise ? Object.assign(promise, task) : task;
  };
  return { downloadFile };
}
