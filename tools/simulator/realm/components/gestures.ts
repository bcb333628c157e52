// Touch events, tap, longpress and longtap out of what the browser reports for a finger, a mouse or the keyboard.
import type { Host } from '../host';
import { elementAt, type PhoneBackend } from './backend';
import { pageBox } from './page-box';

/** Farther than this (CSS px) a touch is no longer a tap. */
const SLOP = 10;
/** Longer than this (ms) a touch is a long press. */
const LONG = 350;
/** Parts that work by the browser's own click and focus. */
const OWN_CLICK = 'input,textarea,button,a,select,wx-input,wx-textarea,.wx-wheel';
/** The one "finger" of a mouse. */
const MOUSE = 0;

interface Point {
  identifier: number;
  clientX: number;
  clientY: number;
}
export interface WxTouch extends Point {
  pageX: number;
  pageY: number;
  force: number;
  /** Inside a canvas: from its top left corner. */
  x?: number;
  y?: number;
}
interface Press {
  target: EventTarget | null;
  start: Point;
  last: Point;
  moved: boolean;
  /** What a mouse drags along with it; looked for at the first move. */
  scroller?: HTMLElement | null;
  /** A longpress handler took it: no tap will follow. */
  taken: boolean;
  timer: ReturnType<typeof setTimeout>;
}

/** A canvas that asked for it keeps the page below from scrolling while somebody draws. */
const drawsOnly = (target: EventTarget | null): boolean => (target as Element | null)?.closest?.('wx-canvas[disable-scroll]') != null;

/** Starts listening on the whole document. Elements of `host.overlay` have no component above them and stay out. */
export function installGestures(host: Host, backend: PhoneBackend): void {
  const presses = new Map<number, Press>();
  let lastTouch = { at: -1000, clientX: 0, clientY: 0 };

  /** WeChat counts from the top left of the page below the navigation bar, page coordinates with what has been scrolled away. */
  const toWx = ({ identifier, clientX, clientY }: Point): WxTouch => {
    const scroller = host.pages.scroller();
    const box = pageBox(scroller).getBoundingClientRect();
    const [x, y] = [clientX - box.left, clientY - box.top];
    return { identifier, clientX: x, clientY: y, pageX: x + scroller.scrollLeft, pageY: y + scroller.scrollTop, force: 1 };
  };
  /** Touches of a canvas count from its own corner as well: what is drawn is drawn there. */
  const inCanvas = (target: EventTarget | null, point: Point): WxTouch => {
    const box = (target as Element | null)?.closest?.('wx-canvas')?.getBoundingClientRect();
    return box ? { ...toWx(point), x: point.clientX - box.left, y: point.clientY - box.top } : toWx(point);
  };
  const send = (type: string, press: Press, changed: Point[], original: Event, detail: unknown = {}) => {
    const still =
      type === 'touchend' || type === 'touchcancel' ? [] : [...presses.values()].map((each) => inCanvas(each.target, each.last));
    const changedTouches = changed.map((point) => inCanvas(press.target, point));
    return backend.send(press.target, type, detail, { touches: type === 'tap' ? changedTouches : still, changedTouches }, original);
  };
  const at = (point: Point) => {
    const { pageX: x, pageY: y } = toWx(point);
    return { x, y };
  };

  const start = (point: Point, original: Event) => {
    const press: Press = {
      target: original.target,
      start: point,
      last: point,
      moved: false,
      taken: false,
      timer: setTimeout(() => long(point.identifier, original), LONG),
    };
    presses.set(point.identifier, press);
    return send('touchstart', press, [point], original);
  };
  const long = (identifier: number, original: Event) => {
    const press = presses.get(identifier);
    if (!press || press.moved) return;
    press.taken = backend.hears(press.target, 'longpress');
    send('longpress', press, [press.last], original, at(press.last));
    send('longtap', press, [press.last], original, at(press.last));
  };
  const move = (point: Point, original: Event) => {
    const press = presses.get(point.identifier);
    if (!press) return false;
    press.last = point;
    if (Math.hypot(point.clientX - press.start.clientX, point.clientY - press.start.clientY) > SLOP) {
      press.moved = true;
      clearTimeout(press.timer);
    }
    const caught = send('touchmove', press, [point], original);
    return caught || drawsOnly(press.target);
  };
  const end = (point: Point, original: Event, cancelled: boolean) => {
    const press = presses.get(point.identifier);
    if (!press) return false;
    clearTimeout(press.timer);
    presses.delete(point.identifier);
    send(cancelled ? 'touchcancel' : 'touchend', press, [point], original);
    if (!cancelled && !press.moved && !press.taken) send('tap', press, [point], original, at(press.start));
    // The browser would repeat the finger as a mouse and take the focus a handler has just given away.
    return elementAt(original.target) !== null && !(original.target as Element).closest(OWN_CLICK);
  };

  const eachTouch = (ev: TouchEvent, each: (point: Point) => boolean) => {
    const { clientX = 0, clientY = 0 } = ev.changedTouches[0] ?? {};
    lastTouch = { at: ev.timeStamp, clientX, clientY };
    let caught = false;
    for (const { identifier, clientX, clientY } of Array.from(ev.changedTouches)) caught = each({ identifier, clientX, clientY }) || caught;
    // `catchtouchmove` keeps what is below from scrolling; what `end` asks for is said there.
    if (caught && ev.cancelable && ev.type !== 'touchstart') ev.preventDefault();
  };
  const options = { capture: true, passive: false } as const;
  document.addEventListener('touchstart', (ev) => eachTouch(ev, (point) => start(point, ev)), options);
  document.addEventListener('touchmove', (ev) => eachTouch(ev, (point) => move(point, ev)), options);
  document.addEventListener('touchend', (ev) => eachTouch(ev, (point) => end(point, ev, false)), options);
  document.addEventListener('touchcancel', (ev) => eachTouch(ev, (point) => end(point, ev, true)), options);

  const fromMouse = (ev: MouseEvent): Point => ({ identifier: MOUSE, clientX: ev.clientX, clientY: ev.clientY });
  // Browsers repeat a tap of a finger as mouse events up to a few hundred milliseconds later, in the same place.
  const repeatsTouch = (ev: MouseEvent) =>
    ev.timeStamp - lastTouch.at < 800 && Math.hypot(ev.clientX - lastTouch.clientX, ev.clientY - lastTouch.clientY) < SLOP * 3;
  document.addEventListener('mousedown', (ev) => void (ev.button === 0 && !repeatsTouch(ev) && start(fromMouse(ev), ev)), options);
  document.addEventListener(
    'mousemove',
    (ev) => {
      const press = presses.get(MOUSE);
      if (!press || repeatsTouch(ev)) return;
      if (ev.buttons === 0) return void end(fromMouse(ev), ev, true);
      const { last } = press;
      // On a phone a finger scrolls; the mouse that stands for it does as well.
      if (!move(fromMouse(ev), ev) && press.moved && host.device.kind === 'phone') dragScroller(press, last, ev);
    },
    options,
  );
  // Released outside the phone nobody sees mouseup: the next move comes without a button and cancels.
  document.addEventListener('mouseup', (ev) => void (ev.button === 0 && !repeatsTouch(ev) && end(fromMouse(ev), ev, false)), options);
  window.addEventListener('blur', (ev) => {
    for (const press of [...presses.values()]) end(press.last, ev, true);
  });
  // A click without a pointer is the keyboard, a screen reader or a script.
  document.addEventListener(
    'click',
    (ev) => {
      if (ev.detail !== 0) return;
      pressByKey(backend, toWx, ev);
    },
    options,
  );
  document.addEventListener('keydown', (ev) => {
    if ((ev.key !== 'Enter' && ev.key !== ' ') || ev.isComposing || ev.repeat) return;
    const el = ev.target as HTMLElement;
    if (!el.matches('[tabindex]:not(input,textarea,select)')) return;
    ev.preventDefault();
    el.click();
  });
}

function pressByKey(backend: PhoneBackend, toWx: (point: Point) => WxTouch, ev: MouseEvent): void {
  const el = ev.target as HTMLElement;
  const box = el.getBoundingClientRect();
  const touch = toWx({ identifier: MOUSE, clientX: box.left + box.width / 2, clientY: box.top + box.height / 2 });
  backend.send(el, 'tap', { x: touch.pageX, y: touch.pageY }, { touches: [touch], changedTouches: [touch] }, ev);
}

/** Parts that turn by dragging on their own. */
const TURNS_ITSELF = 'input,textarea,.wx-wheel,wx-slider';

function dragScroller(press: Press, last: Point, ev: MouseEvent): void {
  if (press.scroller === undefined) {
    const target = press.target as HTMLElement;
    const sideways = Math.abs(ev.clientX - press.start.clientX) > Math.abs(ev.clientY - press.start.clientY);
    press.scroller = target.closest(TURNS_ITSELF) ? null : scrollerAbove(target, sideways);
  }
  press.scroller?.scrollBy({ left: last.clientX - ev.clientX, top: last.clientY - ev.clientY, behavior: 'instant' });
}

function scrollerAbove(from: HTMLElement, sideways: boolean): HTMLElement | null {
  for (let el: HTMLElement | null = from; el; el = el.parentElement) {
    const style = getComputedStyle(el);
    const runsOver = sideways ? el.scrollWidth > el.clientWidth : el.scrollHeight > el.clientHeight;
    if (runsOver && /auto|scroll/.test(sideways ? style.overflowX : style.overflowY)) return el;
  }
  return null;
}
