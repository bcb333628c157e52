// A file somebody sends for reading: from the upload folder once, within a size, and gone from there afterwards.
import type { Context } from '@shared/runtime/context';
import { Problem } from '@shared/runtime/problem';
import { UPLOAD } from '@shared/runtime/uploads';

const MOST_BYTES = 10 * 1024 * 1024;

/**
 * Reads and deletes an upload.
 * @throws Problem 'file_refused' in words.
 */
export async function takeIn(fileID: string, { files }: Pick<Context, 'files'>): Promise<Uint8Array> {
  if (!UPLOAD.test(fileID)) throw new Problem('file_refused', { message: '这个文件不是从这里传上来的。', next: '在这一页重新选文件。' });
  const bytes = await files.read(fileID);
  if (bytes === null) throw new Problem('file_refused', { message: '文件没有传上来。', next: '再传一次；信号不好就等会儿。' });
  await files.remove(fileID).catch(() => undefined);
  if (bytes.length > MOST_BYTES) throw new Problem('file_refused', { message: '文件太大了，超过 10 兆。', next: '分成几张再传。' });
  return bytes;
}
