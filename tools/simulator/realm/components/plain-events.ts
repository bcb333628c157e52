// Events as JSON: a page may print or store one; WeChat's are plain data, glass-easel's hold the whole tree.
import * as glassEasel from 'glass-easel';

interface Node {
  id: string;
  dataset: Record<string, unknown>;
}
const plain = (node: Node | undefined) => node && { id: node.id, dataset: node.dataset };

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
  Object.assign(glassEasel.Element.prototype, {
    toJSON(this: Node) {
      return plain(this);
    },
  });
}
