// wx.chooseMessageFile: files people sent each other in chats, or, on the desk, of the computer.
import type { Host } from '../host';
import { accepting, kindOf, type Offered } from './accept';
import { type Area, Failure } from './api';
import type { Question } from './choosing';
import type { FileStore } from './file-store';

const MOST = 100;

export function chatFiles(
  host: Host,
  files: FileStore,
  choose: (question: Question) => Promise<Offered[]>,
  privacy: (api: string) => Promise<void>,
): Area {
  return {
    asks: {
      chooseMessageFile: async ({ count, type = 'all', extension }) => {
        const most = Number(count);
        if (!Number.isInteger(most) || most < 1 || most > MOST) throw new Failure('parameter error: parameter.count should be 1 to 100');
        await privacy('chooseMessageFile');
        const accept = accepting(type, extension);
        const chosen = await choose({ count: most, accept, title: '从聊天中选择文件', chats: true });
        const time = Math.floor(host.now() / 1000);
        return {
          tempFiles: chosen.map((file) => ({
            path: files.temporary(file.bytes, /\.(\w+)$/.exec(file.name)?.[1]),
            size: file.bytes.length,
            name: file.name,
            type: kindOf(file),
            time,
          })),
        };
      },
    },
  };
}
