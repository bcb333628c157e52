// Dragging with a finger or a mouse, and turning a scrolling box by dragging it with a mouse.

export interface Drag {
  /** Distance (CSS px) from where it began. */
  dx: number;
  dy: number;
}

/** Calls `move` while a finger or the mouse drags on an element and `end` when it lets go. `begin` may refuse by returning false. */
export function onDrag(el: HTMLElement, handlers: { begin?(): boolean; move(drag: Drag, ev: Event): void; end(drag: Drag): void }): void {
  let from: { x: number; y: number } | null = null;
  let last: Drag = { dx: 0, dy: 0 };
  const begin = (x: number, y: number) => {
    if (handlers.begin && !handlers.begin()) return;
    from = { x, y };
    last = { dx: 0, dy: 0 };
  };
  const move = (x: number, y: number, ev: Event) => {
    if (!from) return;
    last = { dx: x - from.x, dy: y - from.y };
    handlers.move(last, ev);
  };
  const end = () => {
    if (!from) return;
    from = null;
    handlers.end(last);
  };
  const touch = (ev: TouchEvent) => ev.touches[0] ?? ev.changedTouches[0];
  el.addEventListener('touchstart', (ev) => begin(touch(ev)?.clientX ?? 0, touch(ev)?.clientY ?? 0), { passive: true });
  el.addEventListener('touchmove', (ev) => move(touch(ev)?.clientX ?? 0, touch(ev)?.clientY ?? 0, ev), { passive: false });
  el.addEventListener('touchend', end);
  el.addEventListener('touchcancel', end);
  el.addEventListener('mousedown', (down) => {
    if (down.button !== 0) return;
    begin(down.clientX, down.clientY);
    const moved = (ev: MouseEvent) => move(ev.clientX, ev.clientY, ev);
    const up = () => {
      document.removeEventListener('mousemove', moved);
      end();
    };
    document.addEventListener('mousemove', moved);
    document.addEventListener('mouseup', up, { once: true });
  });
}

/** On a phone shown on a computer the mouse scrolls by dragging, as a finger would. */
export function scrollByMouse(el: HTMLElement): void {
  el.addEventListener('mousedown', (down) => {
    if (down.button !== 0) return;
    const [left, top] = [el.scrollLeft, el.scrollTop];
    const snap = el.style.scrollSnapType;
    el.style.scrollSnapType = 'none';
    const moved = (ev: MouseEvent) =>
      el.scrollTo({ left: left - (ev.clientX - down.clientX), top: top - (ev.clientY - down.clientY), behavior: 'instant' });
    const up = () => {
      document.removeEventListener('mousemove', moved);
      el.style.scrollSnapType = snap;
    };
    document.addEventListener('mousemove', moved);
    document.addEventListener('mouseup', up, { once: true });
  });
}
