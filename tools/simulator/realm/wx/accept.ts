// Which files a choice takes: pictures by what they contain, videos by their name, others by their ending.
import { sniff } from './bytes';

/** A picture or file on offer: from the album, a chat, the computer, or a test. */
export interface Offered {
  name: string;
  bytes: Uint8Array;
}

export interface Accept {
  /** For the browser's own file dialog. */
  dialog: string;
  fits(file: Offered): boolean;
  /** Said to somebody who offers something else. */
  refusal: string;
}

export type FileKind = 'image' | 'video' | 'file';

/** What WeChat takes a file for. */
export function kindOf({ name, bytes }: Offered): FileKind {
  if (sniff(bytes).type.startsWith('image/')) return 'image';
  return /\.(mp4|mov|m4v)$/i.test(name) ? 'video' : 'file';
}

export const PICTURES: Accept = { dialog: 'image/*', fits: (file) => kindOf(file) === 'image', refusal: '这里只收图片' };

/** `type` and `extension` of wx.chooseMessageFile; endings count for `file` alone. */
export function accepting(type: unknown, extension: unknown): Accept {
  if (type === 'image') return PICTURES;
  if (type === 'video') return { dialog: 'video/*', fits: (file) => kindOf(file) === 'video', refusal: '这里只收视频' };
  const refusal = '这里不收这种文件';
  if (type !== 'file') return { dialog: '', fits: () => true, refusal };
  const endings = Array.isArray(extension) ? extension.map((each) => `.${String(each).replace(/^\./, '').toLowerCase()}`) : null;
  return {
    dialog: endings?.join(',') ?? '',
    fits: (file) => kindOf(file) === 'file' && (endings?.some((ending) => file.name.toLowerCase().endsWith(ending)) ?? true),
    refusal,
  };
}
