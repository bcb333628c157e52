// picker-view and its columns: wheels inside a page.
import { builtin, type Part } from './builtin';
import { makeWheel, type Wheel } from './wheel';

/** Height (CSS px) of an item when indicator-style gives none. */
const ITEM = 34;

const VIEW = {
  value: [] as number[],
  indicatorStyle: '',
  indicatorClass: '',
  maskStyle: '',
  maskClass: '',
  immediateChange: false,
  name: '',
};
interface Columns {
  join(wheel: Wheel, el: HTMLElement): void;
  leave(wheel: Wheel): void;
  turned(): void;
  itemHeight(): number;
}
const views = new WeakMap<object, Columns>();

export const pickerView = builtin('picker-view', VIEW, (part) => {
  const columns = document.createElement('div');
  const indicator = document.createElement('div');
  const mask = document.createElement('div');
  columns.className = 'wx-wheels';
  indicator.className = 'wx-wheel-indicator';
  mask.className = 'wx-wheel-mask';
  part.el.append(columns, mask, indicator);
  const wheels = new Map<Wheel, HTMLElement>();
  const ordered = () =>
    [...wheels].sort(([, a], [, b]) => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1)).map(([wheel]) => wheel);
  const show = () => {
    ordered().forEach((wheel, at) => {
      wheel.refresh();
      wheel.turnTo(Number((part.data.value as number[])[at] ?? 0));
    });
  };
  const resized = new ResizeObserver(show);
  views.set(part.node, {
    join(wheel, el) {
      wheels.set(wheel, el);
      resized.observe(wheel.items);
      requestAnimationFrame(show);
    },
    leave: (wheel) => void wheels.delete(wheel),
    itemHeight: () => indicator.offsetHeight || ITEM,
    turned() {
      part.emit('pickstart');
      const value = ordered().map((wheel) => wheel.index());
      part.set({ value } as never);
      part.emit('change', { value });
      part.emit('pickend');
    },
  });
  return {
    slot: columns,
    update(changed) {
      if (changed.has('indicatorStyle')) indicator.setAttribute('style', part.data.indicatorStyle);
      if (changed.has('indicatorClass')) indicator.className = `wx-wheel-indicator ${part.pageClass(part.data.indicatorClass)}`;
      if (changed.has('maskStyle')) mask.setAttribute('style', part.data.maskStyle);
      if (changed.has('maskClass')) mask.className = `wx-wheel-mask ${part.pageClass(part.data.maskClass)}`;
      if (changed.has('value')) requestAnimationFrame(show);
    },
    attached() {
      resized.observe(part.el);
    },
    detached() {
      resized.disconnect();
    },
  };
});

export const pickerViewColumn = builtin('picker-view-column', {}, (part: Part) => {
  const view = () => {
    for (let at = part.node.parentNode; at; at = at.parentNode) {
      const found = views.get(at);
      if (found) return found;
    }
    return undefined;
  };
  const wheel = makeWheel(
    () => view()?.itemHeight() ?? ITEM,
    () => view()?.turned(),
  );
  part.el.append(wheel.el);
  let joined: Columns | undefined;
  return {
    slot: wheel.items,
    attached() {
      joined = view();
      joined?.join(wheel, part.el);
    },
    detached() {
      joined?.leave(wheel);
    },
  };
});
