// hover-class: the look of view, button and navigator while a finger is on them.
import type { Part } from './builtin';

export const HOVER = { hoverClass: 'none', hoverStopPropagation: false, hoverStartTime: 50, hoverStayTime: 400 } as const;
type HoverPart = Pick<Part, 'el' | 'toggleClass'> & {
  data: { hoverClass: string; hoverStopPropagation: boolean; hoverStartTime: number; hoverStayTime: number };
};

const stopped = new WeakSet<Event>();

/** Makes a component show its hover-class; `enabled` is asked at each touch, `own` is the class of the built-in look (unscoped). */
export function attachHover(part: HoverPart, own: string | null = null, enabled: () => boolean = () => true): void {
  let shown: { names: string; own: string | null } | null = null;
  let startTimer: ReturnType<typeof setTimeout> | undefined;
  let stayTimer: ReturnType<typeof setTimeout> | undefined;
  let down = false;

  const hide = () => {
    if (!shown) return;
    part.toggleClass(shown.names, false);
    if (shown.own) part.el.classList.remove(shown.own);
    shown = null;
  };
  const press = (ev: Event) => {
    const { hoverClass, hoverStopPropagation, hoverStartTime } = part.data;
    if (stopped.has(ev) || !enabled()) return;
    if (hoverStopPropagation) stopped.add(ev);
    if (hoverClass === 'none') return;
    down = true;
    clearTimeout(stayTimer);
    clearTimeout(startTimer);
    startTimer = setTimeout(() => {
      hide();
      const usesOwn = own !== null && hoverClass === own;
      shown = { names: usesOwn ? '' : hoverClass, own: usesOwn ? own : null };
      part.toggleClass(shown.names, true);
      if (shown.own) part.el.classList.add(shown.own);
    }, hoverStartTime);
  };
  const release = (stay: number) => {
    if (!down) return;
    down = false;
    if (!shown) {
      clearTimeout(startTimer);
      return;
    }
    stayTimer = setTimeout(hide, stay);
  };
  part.el.addEventListener('touchstart', press, { passive: true });
  part.el.addEventListener('touchend', () => release(part.data.hoverStayTime));
  part.el.addEventListener('touchcancel', () => release(0));
  part.el.addEventListener('touchmove', () => release(0), { passive: true });
  part.el.addEventListener('mousedown', press);
  part.el.addEventListener('mouseup', () => release(part.data.hoverStayTime));
  part.el.addEventListener('mouseleave', () => release(0));
}
