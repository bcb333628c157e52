// Files other than pictures: choosing one from a chat (or the disk at the desk) and bringing it up; saving one that was made for us.
import { CallError } from './call';
import { say } from './device';
import { unguessable } from './random';

const MAX_BYTES = 10 * 1024 * 1024;

export interface ChosenFile {
  path: string;
  name: string;
  bytes: number;
}

/**
 * Let the person choose one file from a chat; null when they closed the chooser.
 * @throws CallError in words when it cannot be used.
 */
export async function chooseFile(extension: readonly string[] = ['xlsx', 'csv']): Promise<ChosenFile | null> {
  let file: { path: string; name: string; size: number } | undefined;
  try {
    const { tempFiles } = await wx.chooseMessageFile({ count: 1, type: 'file', extension: [...extension] });
    file = tempFiles[0];
  } catch (thrown) {
    if (/cancel/.test(String((thrown as { errMsg?: unknown }).errMsg))) return null;
    throw new CallError('bad_input', '文件打不开', '把文件发到微信聊天里，再从这里选。');
  }
  if (!file) return null;
  if (file.size > MAX_BYTES) throw new CallError('too_large', '文件超过 10 兆', '分成几张再传。');
  return { path: file.path, name: file.name, bytes: file.size };
}

/** Brings a file to the cloud; the fileID an action takes. @throws CallError */
export async function uploadFile(
  { path, name }: Pick<ChosenFile, 'path' | 'name'>,
  onPercent: (percent: number) => void = () => undefined,
): Promise<string> {
  const folder = await unguessable();
  const extension = (/\.([A-Za-z0-9]{1,8})$/.exec(name)?.[1] ?? 'bin').toLowerCase();
  return new Promise((resolve, reject) => {
    const task = wx.cloud.uploadFile({
      cloudPath: `in/${folder}/1.${extension}`,
      filePath: path,
      success: ({ fileID }) => resolve(fileID),
      fail: () => reject(new CallError('no_signal', '没信号，还没传上去', '等会儿再传一次。')),
    });
    task?.onProgressUpdate?.(({ progress }) => onPercent(progress));
  });
}

/** What WeChat shows on a phone by itself. */
const READABLE = /\.(docx?|xlsx?|pptx?|pdf)$/i;

/** Gives a made file to its receiver: to the disk at the desk; on a phone opened with a menu for forwarding, or sent to a chat. @throws CallError */
export async function saveFile({ url, name }: { url: string; name: string }): Promise<void> {
  const filePath = `${wx.env.USER_DATA_PATH}/${name}`;
  await fetched(url, filePath);
  try {
    if (isDesk()) {
      await wx.saveFileToDisk({ filePath });
      say('存好了');
    } else if (READABLE.test(name)) {
      await wx.openDocument({ filePath, showMenu: true });
    } else {
      // A phone cannot show a packed file: it goes on to a chat, from where a computer takes it.
      await wx.shareFileMessage({ filePath, fileName: name });
    }
  } catch (thrown) {
    if (/cancel/.test(String((thrown as { errMsg?: unknown }).errMsg))) return;
    throw new CallError('broken', '文件打不开', '在电脑上的微信里打开这一页，存到电脑上。');
  }
}

function fetched(url: string, filePath: string): Promise<void> {
  const failed = () => new CallError('no_signal', '文件没拿下来', '有信号再点一次。');
  return new Promise((resolve, reject) => {
    wx.downloadFile({
      url,
      filePath,
      success: ({ statusCode }) => (statusCode === 200 ? resolve() : reject(failed())),
      fail: () => reject(failed()),
    });
  });
}

function isDesk(): boolean {
  return ['windows', 'mac', 'ohos_pc'].includes(wx.getDeviceInfo().platform) && typeof wx.saveFileToDisk === 'function';
}
