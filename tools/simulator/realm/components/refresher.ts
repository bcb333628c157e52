// Pulling a scroll-view down at its top to refresh.
import type { Part } from './builtin';

export const REFRESHER = {
  refresherEnabled: false,
  refresherThreshold: 45,
  refresherDefaultStyle: 'black',
  refresherBackground: '',
  refresherTriggered: false,
  refresherTwoLevelEnabled: false,
} as const;

/** Farther than this (CSS px) it cannot be pulled. */
const MAX_PULL = 120;

/** Lets a finger or a mouse pull `content` down inside `scroller`. */
export function attachRefresher(
  part: Part<typeof REFRESHER>,
  scroller: HTMLElement,
  content: HTMLElement,
): { update(changed: ReadonlySet<string>): void } {
  const dots = document.createElement('div');
  dots.className = 'wx-refresher';
  dots.innerHTML = '<i></i><i></i><i></i>';
  let from: number | null = null;
  let pulled = 0;

  /** `slot="refresher"` in the page: it hangs above the content and comes down with it. */
  const hung = () => {
    const own = part.node.childNodes.find((each) => (each as { _$nodeSlot?: string })._$nodeSlot === 'refresher');
    const dom = (own as { getBackendElement?(): unknown } | undefined)?.getBackendElement?.() as HTMLElement | undefined;
    dom?.setAttribute('wx-refresher', '');
    content.classList.toggle('wx-hangs', dom !== undefined);
  };
  const show = (distance: number, smooth: boolean) => {
    pulled = distance;
    content.style.transition = smooth ? 'margin-top .2s' : '';
    content.style.marginTop = distance ? `${distance}px` : '';
    dots.style.opacity = distance ? '1' : '0';
  };
  const y = (ev: Event) => (ev instanceof TouchEvent ? (ev.touches[0] ?? ev.changedTouches[0])?.clientY : (ev as MouseEvent).clientY) ?? 0;
  const down = (ev: Event) => {
    if (!part.data.refresherEnabled || part.data.refresherTriggered || scroller.scrollTop > 0) return;
    hung();
    from = y(ev);
  };
  const move = (ev: Event) => {
    if (from === null) return;
    const distance = Math.min(MAX_PULL, Math.max(0, (y(ev) - from) * 0.6));
    if (distance === pulled) return;
    show(distance, false);
    part.emit('refresherpulling', { dy: distance, deltaY: distance });
  };
  const up = () => {
    if (from === null) return;
    from = null;
    if (pulled === 0) return;
    if (pulled < part.data.refresherThreshold) {
      show(0, true);
      part.emit('refresherabort', { dy: pulled });
      return;
    }
    part.set({ refresherTriggered: true });
    part.emit('refresherrefresh', { dy: pulled });
  };
  for (const [type, listener] of [
    ['touchstart', down],
    ['mousedown', down],
    ['touchmove', move],
    ['mousemove', move],
    ['touchend', up],
    ['touchcancel', up],
    ['mouseup', up],
  ] as const) {
    scroller.addEventListener(type, listener, { passive: true });
  }
  return {
    update(changed) {
      if (changed.has('refresherEnabled') && part.data.refresherEnabled) scroller.prepend(dots);
      if (changed.has('refresherDefaultStyle')) dots.hidden = part.data.refresherDefaultStyle === 'none';
      if (changed.has('refresherTriggered')) hung();
      if (changed.has('refresherBackground')) dots.style.background = part.data.refresherBackground;
      if (!changed.has('refresherTriggered')) return;
      const wasPulled = pulled > 0;
      show(part.data.refresherTriggered ? part.data.refresherThreshold : 0, true);
      if (!part.data.refresherTriggered && wasPulled) part.emit('refresherrestore', {});
    },
  };
}
