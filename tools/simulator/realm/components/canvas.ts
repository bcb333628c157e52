// canvas: the older kind is found by its canvas-id, the type "2d" is a real canvas handed to the page through a selector query's node().
import { builtin } from './builtin';
import { rememberCanvas } from './canvas-ids';
import { resolveSource } from './image';

export const canvas = builtin('canvas', { type: '', canvasId: '', disableScroll: false }, (part) => {
  const board = document.createElement('canvas');
  part.el.append(board);
  let forget = () => {};
  Object.assign(board, {
    createImage: () => pageImage((src) => resolveSource(part.phone, part.node, src)),
    createPath2D: (path?: Path2D | string) => new Path2D(path),
    createImageData: (width: number, height: number) => new ImageData(width, height),
    requestAnimationFrame: (run: FrameRequestCallback) => requestAnimationFrame(run),
    cancelAnimationFrame: (id: number) => cancelAnimationFrame(id),
  });
  return {
    node: () => board,
    update(changed) {
      if (changed.has('disableScroll')) part.el.toggleAttribute('disable-scroll', Boolean(part.data.disableScroll));
    },
    attached() {
      if (part.data.type && part.data.type !== '2d') part.phone.report(new Error(`canvas 的 type="${part.data.type}" 在模拟器里还没有`));
      if (board.width === 300 && board.height === 150 && part.el.clientWidth)
        Object.assign(board, { width: part.el.clientWidth, height: part.el.clientHeight });
      const owner = part.node.ownerShadowRoot?.getHostNode().getMethodCaller();
      if (part.data.canvasId) forget = rememberCanvas({ id: part.data.canvasId, board, owner });
    },
    detached: () => forget(),
  };
});

/** A picture, loaded. */
export async function imageAt(url: string): Promise<HTMLImageElement> {
  const image = new Image();
  image.src = url;
  await image.decode();
  return image;
}

/** An image whose `src` may be a path of the package or of the phone. */
export function pageImage(resolve: (src: string) => Promise<string>): HTMLImageElement {
  const image = new Image();
  const native = Object.getOwnPropertyDescriptor(HTMLImageElement.prototype, 'src') as PropertyDescriptor;
  Object.defineProperty(image, 'src', {
    get: () => native.get?.call(image),
    set(src: string) {
      resolve(src).then(
        (url) => native.set?.call(image, url),
        (error) => image.onerror?.(error),
      );
    },
  });
  return image;
}
