// Finds the board of a canvas by its canvas-id: on the page on top, or inside a component.
import type { Host } from '../host';

interface Known {
  id: string;
  board: HTMLCanvasElement;
  /** The component or page whose template it stands in. */
  owner: unknown;
}

const known = new Set<Known>();

/** Remembers a canvas while it is on a page. The returned function forgets it. */
export function rememberCanvas(canvas: Known): () => void {
  known.add(canvas);
  return () => void known.delete(canvas);
}

/** Rejects by name when there is no such canvas. */
export function boardOf(host: Host, canvasId: string, component?: object): HTMLCanvasElement {
  const owner = component ?? host.pages.stack().at(-1);
  const found = [...known].filter((each) => each.id === canvasId);
  const board = (found.find((each) => each.owner === owner) ?? found.at(-1))?.board;
  if (!board) throw new Error(`没有 canvas-id="${canvasId}" 的画布`);
  return board;
}
