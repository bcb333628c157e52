// Pictures: asking for them, and bringing one to the cloud in two steps that can each be repeated without doubling anything.
import type { Output } from '@shared/contract/index';
import { CallError } from './call';
import { keepCopy, type Photo } from './drafts';
import { intend } from './intent';
import { newRequestId, unguessable } from './random';

/** The cloud takes up to 5 MB (actions/receipts.ts); a phone picture compressed by WeChat has about a tenth. */
const MAX_BYTES = 5 * 1024 * 1024;
const MAX_AT_ONCE = 3;
/** Pictures, and e-invoices as railways and tax offices send them. */
const FROM_CHAT = ['jpg', 'jpeg', 'png', 'pdf', 'ofd'];

export interface Chosen {
  photos: Photo[];
  /** What to tell: why nothing or not everything was taken; '' when all went well. */
  words: string;
}

/** Let the person take or pick pictures of one kind. Closing the chooser is not an error. */
export async function choosePhotos(kind: string, from: 'camera' | 'chat'): Promise<Chosen> {
  if (!(await privacyAgreed()))
    return { photos: [], words: '您没同意用相机和相册。要交照片，再点一次选「同意」；也可以拿到村里，让村里替您交。' };
  let files: { path: string; size: number }[];
  try {
    files = await (from === 'chat' ? chosenFromChat() : chosenFromCamera());
  } catch (thrown) {
    const text = String((thrown as { errMsg?: unknown }).errMsg);
    return { photos: [], words: /cancel/.test(text) ? '' : '照片打不开。到手机设置里让微信用相机和相册，再来一次。' };
  }
  const fitting = files.filter((file) => file.size <= MAX_BYTES);
  const photos = await Promise.all(fitting.map(async (file) => freshPhoto(kind, await keepCopy(file.path))));
  return { photos, words: fitting.length < files.length ? '有照片太大了，没放进来。换一张，或者截个图再交。' : '' };
}

async function chosenFromCamera(): Promise<{ path: string; size: number }[]> {
  const { tempFiles } = await wx.chooseMedia({
    count: MAX_AT_ONCE,
    mediaType: ['image'],
    sourceType: ['camera', 'album'],
    sizeType: ['compressed'],
  });
  return tempFiles.map(({ tempFilePath, size }) => ({ path: tempFilePath, size }));
}

async function chosenFromChat(): Promise<{ path: string; size: number }[]> {
  const { tempFiles } = await wx.chooseMessageFile({ count: MAX_AT_ONCE, type: 'all', extension: FROM_CHAT });
  return tempFiles.map(({ path, size }) => ({ path, size }));
}

function freshPhoto(kind: string, path: string): Photo {
  return { key: newRequestId(), kind, path, state: 'waiting', fileID: '', receipt: '', words: '' };
}

async function privacyAgreed(): Promise<boolean> {
  // Older base libraries ask by themselves when the camera opens.
  if (typeof wx.requirePrivacyAuthorize !== 'function') return true;
  return new Promise((resolve) => {
    wx.requirePrivacyAuthorize({ success: () => resolve(true), fail: () => resolve(false) });
  });
}

function extension(path: string): string {
  const found = /\.(png|pdf|ofd)$/i.exec(path)?.[1];
  return found === undefined ? 'jpg' : found.toLowerCase();
}

function putBytes(cloudPath: string, filePath: string, onPercent: (percent: number) => void): Promise<string> {
  return new Promise((resolve, reject) => {
    const task = wx.cloud.uploadFile({
      cloudPath,
      filePath,
      success: ({ fileID }) => resolve(fileID),
      fail: (failure) => {
        const gone = /no such file|not exist|ENOENT/i.test(failure.errMsg);
        reject(
          gone
            ? new CallError('bad_input', '这张照片在手机里找不到了', '删掉它，重新选一张。')
            : new CallError('no_signal', '没信号，还没传上去', '有信号自己传。'),
        );
      },
    });
    task?.onProgressUpdate?.(({ progress }) => onPercent(progress));
  });
}

/**
 * Bring one picture to the cloud: bytes first, then `receipt.accept`. `note` is told of each step worth keeping (the file id), so
 * that a retry after a cut goes on from there.
 * @throws CallError
 */
export async function sendPhoto(
  claim: string,
  photo: Photo,
  note: (patch: Partial<Photo>) => void,
  onPercent: (percent: number) => void,
): Promise<Output<'receipt.accept'>> {
  let { fileID } = photo;
  if (fileID === '') {
    const folder = await unguessable();
    fileID = await putBytes(`in/${folder}/1.${extension(photo.path)}`, photo.path, onPercent);
    note({ fileID });
  }
  return intend('receipt.accept', { claim, kind: photo.kind, fileID });
}
