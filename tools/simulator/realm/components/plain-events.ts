// What events hold of their elements: where they lie, and events as JSON: a page may print or store one; WeChat's are plain data, glass-easel's hold the whole tree.
import * as glassEasel from 'glass-easel';
import { pageBox } from './page-box';

interface Node {
  id: string;
  dataset: Record<string, unknown>;
  offsetLeft: number;
  offsetTop: number;
}
const plain = (node: Node | undefined) =>
  node && { id: node.id, offsetLeft: node.offsetLeft, offsetTop: node.offsetTop, dataset: node.dataset };

/** Distance from the element's offset parent, or from the top left of the page when none lies between. */
function offset(element: glassEasel.Element, side: 'left' | 'top'): number {
  const dom = element.getBackendElement() as unknown as HTMLElement | null;
  if (!dom?.getBoundingClientRect) return 0;
  const box = pageBox(dom);
  if (dom.offsetParent && dom.offsetParent !== box && box.contains(dom.offsetParent))
    return side === 'left' ? dom.offsetLeft : dom.offsetTop;
  const scroller = dom.closest('.page-scroller');
  const [own, page] = [dom.getBoundingClientRect(), box.getBoundingClientRect()];
  return side === 'left' ? own.left - page.left : own.top - page.top + (scroller?.scrollTop ?? 0);
}

/** Teaches events and elements to write themselves down briefly. */
export function installPlainEvents(): void {
  Object.assign(glassEasel.Event.prototype, {
    toJSON(this: Record<string, unknown>) {
      const { type, timeStamp, target, currentTarget, mark, detail, touches, changedTouches } = this;
      return {
        type,
        timeStamp,
        target: plain(target as Node),
        currentTarget: plain(currentTarget as Node),
        mark,
        detail,
        touches,
        changedTouches,
      };
    },
  });
  Object.defineProperties(glassEasel.Element.prototype, {
    offsetLeft: {
      get(this: glassEasel.Element) {
        return offset(this, 'left');
      },
    },
    offsetTop: {
      get(this: glassEasel.Element) {
        return offset(this, 'top');
      },
    },
  });
  Object.assign(glassEasel.Element.prototype, {
    toJSON(this: Node) {
      return plain(this);
    },
  });
}
