// scroll-view: scrolling inside a page, its thresholds (once per crossing), scroll-top, scroll-into-view and the refresher.
import { builtin } from './builtin';
import { attachRefresher, REFRESHER } from './refresher';

const SCROLL_VIEW = {
  scrollX: false,
  scrollY: false,
  upperThreshold: 50,
  lowerThreshold: 50,
  scrollTop: null,
  scrollLeft: null,
  scrollIntoView: '',
  scrollIntoViewOffset: 0,
  scrollWithAnimation: false,
  enableBackToTop: false,
  enableFlex: false,
  enablePassive: false,
  scrollAnchoring: false,
  showScrollbar: true,
  enhanced: false,
  bounces: true,
  fastDeceleration: false,
  pagingEnabled: false,
  usingSticky: false,
  clip: true,
  type: '',
  throttle: true,
  reverse: false,
  cacheExtent: 0,
  ...REFRESHER,
} as const;

/** A length in px out of a number or "20px". */
const px = (value: unknown) => Number.parseFloat(String(value)) || 0;

export const scrollView = builtin('scroll-view', SCROLL_VIEW, (part) => {
  const { el } = part;
  const content = document.createElement('div');
  content.className = 'wx-scroll-content';
  el.append(content);
  const refresher = attachRefresher(part as never, el, content);
  let last = { left: 0, top: 0 };
  // An edge fires when it is entered and again only after it has been left.
  let atUpper = true;
  let atLower = false;

  const edges = () => {
    const { scrollX, scrollY, upperThreshold, lowerThreshold } = part.data;
    const axes: [boolean, number, number, string, string][] = [
      [scrollY, el.scrollTop, el.scrollHeight - el.clientHeight, 'top', 'bottom'],
      [scrollX, el.scrollLeft, el.scrollWidth - el.clientWidth, 'left', 'right'],
    ];
    for (const [on, at, range, upper, lower] of axes) {
      if (!on || range <= 0) continue;
      const nowUpper = at <= upperThreshold;
      const nowLower = range - at <= lowerThreshold;
      if (nowUpper && !atUpper) part.emit('scrolltoupper', { direction: upper });
      if (nowLower && !atLower) part.emit('scrolltolower', { direction: lower });
      atUpper = nowUpper;
      atLower = nowLower;
      return;
    }
  };
  const scrolled = () => {
    const { scrollLeft, scrollTop, scrollWidth, scrollHeight } = el;
    const [deltaX, deltaY] = [last.left - scrollLeft, last.top - scrollTop];
    last = { left: scrollLeft, top: scrollTop };
    if (deltaX === 0 && deltaY === 0) return;
    part.emit('scroll', { scrollLeft, scrollTop, scrollWidth, scrollHeight, deltaX, deltaY });
    edges();
  };
  el.addEventListener('scroll', scrolled, { passive: true });
  // Content that grows moves the lower edge away: the next arrival counts again.
  const grown = new ResizeObserver(() => {
    const range = part.data.scrollY ? el.scrollHeight - el.clientHeight - el.scrollTop : el.scrollWidth - el.clientWidth - el.scrollLeft;
    if (range > part.data.lowerThreshold) atLower = false;
  });
  const scrollTo = (target: { top?: number; left?: number }) =>
    el.scrollTo({ ...target, behavior: part.data.scrollWithAnimation ? 'smooth' : 'instant' });
  /** In the template it stands in, or further out: what a component puts around may come in by a slot. */
  const within = (selector: string): HTMLElement | null => {
    for (let root = part.node.ownerShadowRoot; root; root = root.getHostNode().ownerShadowRoot) {
      const child = root.querySelector(selector)?.getBackendElement() as unknown as HTMLElement | null | undefined;
      if (child && el.contains(child)) return child;
    }
    return null;
  };
  const intoView = (selector: string) => {
    const child = within(selector);
    if (!child) return;
    const [to, from] = [child.getBoundingClientRect(), el.getBoundingClientRect()];
    const offset = part.data.scrollIntoViewOffset;
    scrollTo(
      part.data.scrollY ? { top: el.scrollTop + to.top - from.top + offset } : { left: el.scrollLeft + to.left - from.left + offset },
    );
  };
  /** After the children of the same update are in place. */
  const later = (work: () => void) => void part.phone.busy(new Promise<void>((done) => requestAnimationFrame(() => done(work()))));
  /** What a page holds of it (ScrollViewContext). */
  const controls = {
    scrollTo: ({ top, left, animated = true }: { top?: number; left?: number; animated?: boolean }) =>
      el.scrollTo({ top, left, behavior: animated ? 'smooth' : 'instant' }),
    scrollIntoView: (selector: string) => intoView(selector),
    scrollEnabled: true,
    bounces: true,
    showScrollbar: true,
  };
  return {
    slot: content,
    node: () => controls,
    update(changed) {
      const { data } = part;
      for (const [name, attribute] of ATTRIBUTES) if (changed.has(name)) el.toggleAttribute(attribute, Boolean(data[name]));
      if (changed.has('scrollTop') && data.scrollTop !== null) later(() => scrollTo({ top: px(data.scrollTop) }));
      if (changed.has('scrollLeft') && data.scrollLeft !== null) later(() => scrollTo({ left: px(data.scrollLeft) }));
      if (changed.has('scrollIntoView') && data.scrollIntoView)
        later(() => intoView(/^[.#]/.test(data.scrollIntoView) ? data.scrollIntoView : `#${data.scrollIntoView}`));
      refresher.update(changed);
    },
    attached() {
      grown.observe(content);
      grown.observe(el);
    },
    detached() {
      grown.disconnect();
    },
  };
});

const ATTRIBUTES = [
  ['scrollX', 'scroll-x'],
  ['scrollY', 'scroll-y'],
  ['enableFlex', 'enable-flex'],
  ['showScrollbar', 'show-scrollbar'],
  ['pagingEnabled', 'paging'],
] as const;
