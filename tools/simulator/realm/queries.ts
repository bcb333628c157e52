// createSelectorQuery, createIntersectionObserver and createMediaQueryObserver of components: real rectangles, counted from the top left of the page.
import { component, glassEasel } from 'glass-easel-miniprogram-adapter';
import type { Host } from './host';

type Caller = { _$: glassEasel.GeneralComponent };
type Done = (result: unknown) => void;

export interface Fields {
  id?: boolean;
  dataset?: boolean;
  mark?: boolean;
  rect?: boolean;
  size?: boolean;
  scrollOffset?: boolean;
  properties?: string[];
  computedStyle?: string[];
  context?: boolean;
  node?: boolean;
}

/** What a built-in component offers to `fields({node, context})`, kept on its DOM element. */
export interface NodeHolder extends HTMLElement {
  wxNode?: unknown;
  wxContext?: unknown;
}

interface Task {
  from: Caller;
  selector: string | null;
  all: boolean;
  fields: Fields;
  done: Done | undefined;
}

/** Gives every component of the project its queries. */
export function installQueries(host: Host): void {
  Object.assign(component.ComponentCaller.prototype, {
    createSelectorQuery(this: Caller) {
      return new SelectorQuery(host, this);
    },
    createIntersectionObserver(this: Caller, options?: ObserverOptions) {
      return new PhoneIntersectionObserver(host, this, options ?? {});
    },
    createMediaQueryObserver() {
      return new MediaQueryObserver();
    },
  });
}

class SelectorQuery {
  private readonly tasks: Task[] = [];

  constructor(
    private readonly host: Host,
    private from: Caller,
  ) {}

  in(from: Caller | null | undefined): this {
    if (from) this.from = from;
    return this;
  }

  select(selector: string) {
    return this.nodes(selector, false);
  }

  selectAll(selector: string) {
    return this.nodes(selector, true);
  }

  selectViewport() {
    return this.nodes(null, false);
  }

  /** Answers all questions together, after what is being drawn has been drawn. */
  exec(done?: (results: unknown[]) => void): this {
    const tasks = [...this.tasks];
    void this.host.busy(
      new Promise<void>((resolve) => {
        setTimeout(() => {
          const results = tasks.map((task) => this.answer(task));
          resolve();
          for (const [index, task] of tasks.entries()) this.safely(() => task.done?.(results[index]));
          this.safely(() => done?.(results));
        }, 0);
      }),
    );
    return this;
  }

  private safely(run: () => void): void {
    try {
      run();
    } catch (error) {
      this.host.report(error);
    }
  }

  private nodes(selector: string | null, all: boolean) {
    const ask = (fields: Fields) => (done?: Done) => {
      this.tasks.push({ from: this.from, selector, all, fields, done });
      return this;
    };
    return {
      boundingClientRect: ask({ id: true, dataset: true, rect: true, size: true }),
      scrollOffset: ask({ id: true, dataset: true, scrollOffset: true }),
      context: ask({ context: true }),
      node: ask({ node: true }),
      fields: (fields: Fields, done?: Done) => ask(fields)(done),
    };
  }

  private answer({ from, selector, all, fields }: Task): unknown {
    const scroller = this.host.pages.scroller();
    if (selector === null) return describe(null, scroller, scroller, fields, true);
    const found = elements(from, selector);
    if (all) return found.map((each) => describe(each, domOf(each), scroller, fields, false));
    return found[0] ? describe(found[0], domOf(found[0]), scroller, fields, false) : null;
  }
}

/** Components hand out elements by selector within their own template; `>>>` reaches into the components it names. */
function elements(from: Caller, selector: string): glassEasel.Element[] {
  const root = from._$.getShadowRoot();
  return root ? root.querySelectorAll(selector.startsWith('.') || selector.startsWith('#') ? selector : selector.trim()) : [];
}

function domOf(element: glassEasel.Element): HTMLElement | null {
  return element.getBackendElement() as unknown as HTMLElement | null;
}

/** The rectangle of an element; a virtual host has none of its own, so it is that of what it holds. */
function rectangle(element: glassEasel.Element | null, dom: HTMLElement | null): DOMRect {
  if (dom) return dom.getBoundingClientRect();
  let box: DOMRect | null = null;
  element?.forEachComposedChild((each) => {
    if (!glassEasel.Element.isElement(each)) return;
    const rect = rectangle(each, domOf(each));
    box = box ? union(box, rect) : rect;
  });
  return box ?? new DOMRect();
}

function union(a: DOMRect, b: DOMRect): DOMRect {
  const [left, top] = [Math.min(a.left, b.left), Math.min(a.top, b.top)];
  return new DOMRect(left, top, Math.max(a.right, b.right) - left, Math.max(a.bottom, b.bottom) - top);
}

function describe(
  element: glassEasel.Element | null,
  dom: HTMLElement | null,
  scroller: HTMLElement,
  fields: Fields,
  viewport: boolean,
): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  if (fields.id) result.id = element?.id ?? '';
  if (fields.dataset) result.dataset = element?.dataset ?? {};
  if (fields.mark) result.mark = element?.collectMarks() ?? {};
  if (fields.rect || fields.size) {
    const origin = scroller.getBoundingClientRect();
    const rect = viewport ? new DOMRect(origin.left, origin.top, scroller.clientWidth, scroller.clientHeight) : rectangle(element, dom);
    if (fields.rect)
      Object.assign(result, {
        left: rect.left - origin.left,
        top: rect.top - origin.top,
        right: rect.right - origin.left,
        bottom: rect.bottom - origin.top,
      });
    if (fields.size) Object.assign(result, { width: rect.width, height: rect.height });
  }
  if (fields.scrollOffset) {
    const { scrollLeft = 0, scrollTop = 0, scrollWidth = 0, scrollHeight = 0 } = scrolling(dom) ?? {};
    Object.assign(result, { scrollLeft, scrollTop, scrollWidth, scrollHeight });
  }
  for (const name of fields.properties ?? [])
    result[name] = element && glassEasel.Component.isComponent(element) ? (element.data as Record<string, unknown>)[name] : undefined;
  if (fields.computedStyle && dom) {
    const style = getComputedStyle(dom);
    for (const name of fields.computedStyle)
      result[name] = style.getPropertyValue(name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`));
  }
  if (fields.node) result.node = (dom as NodeHolder | null)?.wxNode ?? null;
  if (fields.context) result.context = (dom as NodeHolder | null)?.wxContext ?? null;
  return result;
}

/** A scroll-view scrolls in an element of its own inside. */
function scrolling(dom: HTMLElement | null): HTMLElement | null {
  if (!dom || dom.scrollHeight > dom.clientHeight + 1 || dom.scrollWidth > dom.clientWidth + 1) return dom;
  return dom.tagName === 'WX-SCROLL-VIEW' ? ((dom.firstElementChild as HTMLElement | null) ?? dom) : dom;
}

interface ObserverOptions {
  thresholds?: number[];
  initialRatio?: number;
  observeAll?: boolean;
}
interface Margins {
  left?: number;
  top?: number;
  right?: number;
  bottom?: number;
}

class PhoneIntersectionObserver {
  private readonly observers: IntersectionObserver[] = [];
  private root: HTMLElement | null = null;
  private margin = '0px';

  constructor(
    private readonly host: Host,
    private readonly from: Caller,
    private readonly options: ObserverOptions,
  ) {}

  relativeTo(selector: string, margins: Margins = {}): this {
    const found = elements(this.from, selector)[0];
    this.root = found ? domOf(found) : null;
    return this.margins(margins);
  }

  relativeToViewport(margins: Margins = {}): this {
    this.root = null;
    return this.margins(margins);
  }

  observe(selector: string, listener: (entry: unknown) => void): void {
    const { thresholds = [0], initialRatio = 0, observeAll = false } = this.options;
    // The page's viewport is its scrolling element, not the window with its navigation bar.
    const root = this.root ?? this.host.pages.scroller();
    for (const element of elements(this.from, selector).slice(0, observeAll ? undefined : 1)) {
      const dom = domOf(element);
      if (!dom) continue;
      let last = initialRatio;
      const observer = new IntersectionObserver(
        (entries) => {
          for (const entry of entries) {
            const ratio = entry.intersectionRatio;
            const crossed = thresholds.some(
              (threshold) => last <= threshold !== ratio <= threshold || (threshold === 0 && last > 0 !== entry.isIntersecting),
            );
            last = ratio;
            if (crossed) this.tell(listener, element, entry);
          }
        },
        { root, rootMargin: this.margin, threshold: thresholds },
      );
      observer.observe(dom);
      this.observers.push(observer);
    }
  }

  disconnect(): void {
    for (const observer of this.observers.splice(0)) observer.disconnect();
  }

  private tell(listener: (entry: unknown) => void, element: glassEasel.Element, entry: IntersectionObserverEntry): void {
    const { left: x, top: y } = this.host.pages.scroller().getBoundingClientRect();
    const plain = ({ left, top, right, bottom, width, height }: DOMRectReadOnly) => ({
      left: left - x,
      top: top - y,
      right: right - x,
      bottom: bottom - y,
      width,
      height,
    });
    try {
      listener({
        id: element.id,
        dataset: element.dataset ?? {},
        time: entry.time,
        intersectionRatio: entry.intersectionRatio,
        boundingClientRect: plain(entry.boundingClientRect),
        intersectionRect: plain(entry.intersectionRect),
        relativeRect: entry.rootBounds ? plain(entry.rootBounds) : null,
      });
    } catch (error) {
      this.host.report(error);
    }
  }

  private margins({ top = 0, right = 0, bottom = 0, left = 0 }: Margins): this {
    this.margin = `${top}px ${right}px ${bottom}px ${left}px`;
    return this;
  }
}

/** Watches the window against a description such as {minWidth: 900}. */
class MediaQueryObserver {
  private stop: (() => void) | null = null;

  observe(wanted: Record<string, number | string>, listener: (result: { matches: boolean }) => void): void {
    const words = Object.entries(wanted).map(
      ([name, value]) =>
        `(${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}: ${typeof value === 'number' ? `${value}px` : value})`,
    );
    const query = matchMedia(words.join(' and '));
    const tell = () => listener({ matches: query.matches });
    query.addEventListener('change', tell);
    this.stop = () => query.removeEventListener('change', tell);
    tell();
  }

  disconnect(): void {
    this.stop?.();
  }
}
