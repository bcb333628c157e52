// wx.canvasToTempFilePath and off-screen canvases.
import { pageImage } from '../components/canvas';
import { boardOf } from '../components/canvas-ids';
import type { Host } from '../host';
import { type Area, Failure, type Options } from './api';
import { createCanvasContext } from './canvas-context';
import type { FileStore } from './file-store';

async function loadable(host: Host, files: FileStore, src: string): Promise<string> {
  if (/^(https?|data|blob):/.test(src)) return src;
  return files.keyOf(src) === null ? host.packageUrl(src.replace(/^\//, '')) : files.url(src);
}

export function canvas(host: Host, files: FileStore): Area {
  const named = (canvasId: unknown, component: unknown) => {
    try {
      return boardOf(host, String(canvasId), component as object | undefined);
    } catch (error) {
      throw new Failure((error as Error).message);
    }
  };
  const toFile = async ({
    canvas: given,
    canvasId,
    component,
    x = 0,
    y = 0,
    width,
    height,
    destWidth,
    destHeight,
    fileType = 'png',
    quality = 1,
  }: Options) => {
    const board = given ?? named(canvasId, component);
    if (!(board instanceof HTMLCanvasElement || board instanceof OffscreenCanvas)) throw new Failure('parameter error: canvas or canvasId');
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
  const penOf = (options: Options) => {
    const pen = named(options.canvasId, options.component).getContext('2d');
    if (!pen) throw new Failure('canvas is empty');
    return pen;
  };
  return {
    async: {
      canvasToTempFilePath: toFile,
      canvasGetImageData: (options) => {
        const { x = 0, y = 0, width, height } = options as Record<string, number>;
        const { data } = penOf(options).getImageData(x, y, Number(width), Number(height));
        return { data, width, height };
      },
      canvasPutImageData: (options) => {
        const { x = 0, y = 0, width, height } = options as Record<string, number>;
        const data = new Uint8ClampedArray(options.data as ArrayLike<number>);
        penOf(options).putImageData(new ImageData(data, Number(width), Number(height)), x, y);
      },
    },
    sync: {
      createCanvasContext: createCanvasContext(host, (src) => loadable(host, files, src)),
      createOffscreenCanvas: ({ width = 300, height = 150 }: { width?: number; height?: number } = {}) =>
        Object.assign(new OffscreenCanvas(width, height), { createImage: () => pageImage((src) => loadable(host, files, src)) }),
    },
  };
}
