// Opening a document, and saving a file to the desk's disk.
import type { Host } from '../host';
import { type Area, Failure } from './api';
import { sniff } from './bytes';
import type { FileStore } from './file-store';
import { h, layer } from './layer';

/** What WeChat itself can show; an OFD invoice or a CSV is not among it. */
const READABLE = ['doc', 'docx', 'xls', 'xlsx', 'ppt', 'pptx', 'pdf'];

/** The name a file has on its path: 名单.xlsx of wxfile://usr/名单.xlsx. */
export const nameOf = (path: string): string => path.replace(/^.*\//, '').replace(/^(tmp|store)_/, '');

/** `send` passes the file on to a chat. */
export function documents(host: Host, files: FileStore, send: (path: string, name: string) => Promise<void>): Area {
  return {
    asks: {
      // On the desk a document opens in the computer's own program; on a phone WeChat shows it itself.
      openDocument: async ({ filePath, fileType, showMenu = false }) => {
        const path = text(filePath);
        const type = String(fileType ?? /\.(\w+)$/.exec(path)?.[1] ?? '').toLowerCase();
        const bytes = await files.read(path);
        if (!READABLE.includes(type)) throw new Failure('filetype not supported');
        const name = /\.\w+$/.test(nameOf(path)) ? nameOf(path) : `${nameOf(path)}.${type}`;
        if (host.device.kind === 'desk') return download(host, bytes, name);
        show(host, bytes, name, showMenu ? () => send(path, name) : null);
      },
      saveFileToDisk: async ({ filePath }) => {
        if (host.device.kind !== 'desk') throw new Failure('只有电脑上的微信能保存到磁盘');
        const path = text(filePath);
        download(host, await files.read(path), nameOf(path));
      },
    },
  };
}

function text(filePath: unknown): string {
  if (typeof filePath !== 'string' || !filePath) throw new Failure('parameter error: parameter.filePath should be String');
  return filePath;
}

/** The document's own screen over the app: its name and size; its contents open on the computer. */
function show(host: Host, bytes: Uint8Array, name: string, send: (() => Promise<void>) | null): void {
  const kilobytes = Math.max(1, Math.round(bytes.length / 1024));
  const forward = async () => {
    // Going back from the list of chats is no failure here.
    await send?.().catch((error: unknown) => error instanceof Failure || host.report(error));
  };
  const open = layer(
    host,
    'document',
    true,
    h(
      'div.wx-album-bar',
      null,
      h('button', { onclick: () => open.close() }, '关闭'),
      h('span', null, name),
      send ? h('button', { onclick: () => void forward() }, '转发给朋友') : h('i'),
    ),
    h('p', null, `${name} · ${kilobytes} KB`),
    h('p', null, '在手机上，这里显示文档的内容。'),
    h('button.wx-album-ok', { onclick: () => download(host, bytes, name) }, '用这台电脑打开'),
  );
}

/** Hands a file to the browser's own download. */
function download(host: Host, bytes: Uint8Array, name: string): void {
  const url = URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer>], { type: sniff(bytes).type }));
  const link = h('a', { href: url, download: name });
  host.overlay.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
