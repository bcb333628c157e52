// wx.canvasToTempFilePath and off-screen canvases.
import { pageImage } from '../components/canvas';
import type { Host } from '../host';
import { type Area, Failure, type Options } from './api';
import type { FileStore } from './file-store';

async function loadable(host: Host, files: FileStore, src: string): Promise<string> {
  if (/^(https?|data|blob):/.test(src)) return src;
  return files.keyOf(src) === null ? host.packageUrl(src.replace(/^\//, '')) : files.url(src);
}

export function canvas(host: Host, files: FileStore): Area {
  const toFile = async ({ canvas: board, x = 0, y = 0, width, height, destWidth, destHeight, fileType = 'png', quality = 1 }: Options) => {
    if (!(board instanceof HTMLCanvasElement || board instanceof OffscreenCanvas))
      throw new Failure('canvasId 在模拟器里还没有，请传 canvas 对象（type="2d"）');
    const [from, size] = [
      [Number(x), Number(y)] as const,
      [Number(width ?? board.width - Number(x)), Number(height ?? board.height - Number(y))] as const,
    ];
    const target = new OffscreenCanvas(Math.round(Number(destWidth ?? size[0])), Math.round(Number(destHeight ?? size[1])));
    const pen = target.getContext('2d');
    if (!pen || size[0] <= 0 || size[1] <= 0) throw new Failure('canvas is empty');
    if (fileType === 'jpg') {
      pen.fillStyle = '#fff';
      pen.fillRect(0, 0, target.width, target.height);
    }
    pen.drawImage(board, from[0], from[1], size[0], size[1], 0, 0, target.width, target.height);
    const blob = await target.convertToBlob({ type: fileType === 'jpg' ? 'image/jpeg' : 'image/png', quality: Number(quality) });
    return { tempFilePath: files.temporary(new Uint8Array(await blob.arrayBuffer())) };
  };
  return {
    async: { canvasToTempFilePath: toFile },
    sync: {
      createOffscreenCanvas: ({ width = 300, height = 150 }: { width?: number; height?: number } = {}) =>
        Object.assign(new OffscreenCanvas(width, height), { createImage: () => pageImage((src) => loadable(host, files, src)) }),
    },
  };
}
