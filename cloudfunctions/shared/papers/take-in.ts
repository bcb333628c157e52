// A file somebody sends for reading: from the upload folder once, within a size, and gone from there afterwards.
import type { Context } from '@shared/runtime/context';
import { Problem } from '@shared/runtime/problem';
import { UPLOAD } from '@shared/runtime/uploads';

const MOST_BYTES = 10 * 1024 * 1024;

/**
 * Reads an upload, does the work on it and then deletes it: a function that dies in between finds it there when the same request comes
 * again. Refused for good it goes too; in passing trouble the phone will name it again.
 * @throws Problem 'file_refused' in words, and whatever `work` throws.
 */
export async function takeIn<T>(fileID: string, { files }: Pick<Context, 'files'>, work: (bytes: Uint8Array) => Promise<T>): Promise<T> {
  if (!UPLOAD.test(fileID)) throw new Problem('file_refused', { message: '这个文件不是从这里传上来的。', next: '在这一页重新选文件。' });
  const bytes = await files.read(fileID);
  if (bytes === null) throw new Problem('file_refused', { message: '文件没有传上来。', next: '再传一次；信号不好就等会儿。' });
  // What cannot be deleted now is only left over: no record names it.
  const discard = () => files.remove(fileID).catch(() => undefined);
  try {
    if (bytes.length > MOST_BYTES) throw new Problem('file_refused', { message: '文件太大了，超过 10 兆。', next: '分成几张再传。' });
    const result = await work(bytes);
    await discard();
    return result;
  } catch (error) {
    if (error instanceof Problem && error.code !== 'busy') await discard();
    throw error;
  }
}
