// Selector, intersection and media queries with real rectangles, counted from the page's top left.
import * as glassEasel from 'glass-easel';
import { nodeOf, partOf } from '../components/builtin';
import { inPage, pageBox } from '../components/page-box';
import type { Host } from '../host';

/** A component or page as the project's code holds it. */
interface Caller {
  _$: glassEasel.GeneralComponent;
}
interface Fields {
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
type Done = (result: unknown) => void;
interface Request {
  scope: Caller | null;
  selector: string | null;
  single: boolean;
  fields: Fields;
  done?: Done;
}

const RECT: Fields = { id: true, dataset: true, rect: true, size: true };
const SCROLL: Fields = { id: true, dataset: true, scrollOffset: true };

export function queries(host: Host): Record<string, unknown> {
  const pageOnTop = () => (host.pages.stack().at(-1) as unknown as Caller | undefined) ?? null;
  return {
    createSelectorQuery: () => new SelectorQuery(host, pageOnTop()),
    createIntersectionObserver: (component: Caller | undefined, options: ObserverOptions | undefined) =>
      new PageIntersectionObserver(component ?? pageOnTop(), options),
    createMediaQueryObserver: () => new MediaObserver(),
  };
}

class SelectorQuery {
  private readonly requests: Request[] = [];
  constructor(
    private readonly host: Host,
    private scope: Caller | null,
  ) {}

  in(component: Caller): this {
    this.scope = component;
    return this;
  }
  select(selector: string) {
    return this.ref(String(selector), true);
  }
  selectAll(selector: string) {
    return this.ref(String(selector), false);
  }
  selectViewport() {
    return this.ref(null, true);
  }
  exec(done?: Done): this {
    const asked = this.requests.splice(0);
    const work = new Promise<void>((finished) => {
      setTimeout(() => {
        const results = asked.map((request) => answer(this.host, request));
        try {
          asked.forEach(({ done: each }, at) => void each?.(results[at]));
          done?.(results);
        } catch (error) {
          this.host.report(error);
        }
        finished();
      }, 0);
    });
    void this.host.busy(work);
    return this;
  }

  private ref(selector: string | null, single: boolean) {
    const ask = (fields: Fields, done?: Done): this => {
      this.requests.push({ scope: this.scope, selector, single, fields, done });
      return this;
    };
    return {
      boundingClientRect: (done?: Done) => ask(RECT, done),
      scrollOffset: (done?: Done) => ask(SCROLL, done),
      fields: (fields: Fields, done?: Done) => ask(fields, done),
      context: (done?: Done) => ask({ context: true }, done),
      node: (done?: Done) => ask({ node: true }, done),
    };
  }
}

function answer(host: Host, { scope, selector, single, fields }: Request): unknown {
  if (selector === null) return viewport(host, fields);
  const root = scope?._$.getShadowRoot();
  if (single) {
    const found = root?.querySelector(selector);
    return found ? describe(found, fields) : null;
  }
  return (root?.querySelectorAll(selector) ?? []).map((each) => describe(each, fields));
}

function viewport(host: Host, fields: Fields): Record<string, unknown> {
  const scroller = host.pages.scroller();
  const { clientWidth: width, clientHeight: height } = pageBox(scroller);
  return {
    ...(fields.id && { id: '' }),
    ...(fields.dataset && { dataset: {} }),
    ...(fields.rect && { left: 0, top: 0, right: width, bottom: height }),
    ...(fields.size && { width, height }),
    ...(fields.scrollOffset && scrollOf(scroller)),
  };
}

const scrollOf = ({ scrollLeft, scrollTop, scrollWidth, scrollHeight }: Element) => ({ scrollLeft, scrollTop, scrollWidth, scrollHeight });

/** The DOM element of a node; of a component without one of its own (virtual host), that of its first child. */
function domOf(node: glassEasel.Element): HTMLElement | null {
  const own = node.getBackendElement() as unknown as HTMLElement | null;
  if (own) return own;
  let found: HTMLElement | null = null;
  node.forEachNonVirtualComposedChild((child) => {
    if (glassEasel.Element.isElement(child)) found = domOf(child);
    return found === null;
  });
  return found;
}

function describe(node: glassEasel.Element, fields: Fields): Record<string, unknown> {
  const el = domOf(node);
  const rect = el ? inPage(el.getBoundingClientRect(), el) : { left: 0, top: 0, right: 0, bottom: 0, width: 0, height: 0 };
  const { width, height, ...sides } = rect;
  const properties = (partOf(node)?.data ?? (glassEasel.Component.isComponent(node) ? node.data : {})) as Record<string, unknown>;
  const style = fields.computedStyle && el ? getComputedStyle(el) : null;
  const own = fields.node || fields.context ? nodeOf(node) : undefined;
  return {
    ...(fields.id && { id: node.id }),
    ...(fields.dataset && { dataset: { ...node.dataset } }),
    ...(fields.mark && { mark: node.collectMarks() }),
    ...(fields.rect && sides),
    ...(fields.size && { width, height }),
    ...(fields.scrollOffset && el && scrollOf(el)),
    ...(fields.properties && Object.fromEntries(fields.properties.map((name) => [name, properties[name]]))),
    ...(style &&
      Object.fromEntries(
        (fields.computedStyle ?? []).map((name) => [
          name,
          style.getPropertyValue(name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)),
        ]),
      )),
    ...(fields.node && { node: own }),
    ...(fields.context && { context: own }),
  };
}

interface ObserverOptions {
  thresholds?: number[];
  initialRatio?: number;
  observeAll?: boolean;
}
interface Margins {
  left?: number;
  right?: number;
  top?: number;
  bottom?: number;
}

class PageIntersectionObserver {
  private relative: { selector: string | null; margins: Margins } = { selector: null, margins: {} };
  private observer: IntersectionObserver | undefined;
  constructor(
    private readonly scope: Caller | null,
    private readonly options: ObserverOptions = {},
  ) {}

  relativeTo(selector: string, margins: Margins = {}): this {
    this.relative = { selector, margins };
    return this;
  }
  relativeToViewport(margins: Margins = {}): this {
    this.relative = { selector: null, margins };
    return this;
  }
  observe(selector: string, listener: (result: unknown) => void): void {
    const shadow = this.scope?._$.getShadowRoot();
    const targets = this.options.observeAll
      ? (shadow?.querySelectorAll(selector) ?? [])
      : [shadow?.querySelector(selector)].flatMap((each) => each ?? []);
    const nodes = new Map<Element, glassEasel.Element>();
    for (const target of targets) {
      const el = domOf(target);
      if (el) nodes.set(el, target);
    }
    const first = nodes.keys().next().value ?? null;
    if (!first) return;
    const related = this.relative.selector === null ? null : shadow?.querySelector(this.relative.selector);
    const { top = 0, right = 0, bottom = 0, left = 0 } = this.relative.margins;
    const { thresholds = [0], initialRatio = 0 } = this.options;
    const ratios = new Map<Element, number>();
    const passed = (from: number, to: number) => thresholds.some((each) => (each === 0 ? from > 0 !== to > 0 : from < each !== to < each));
    const look = (entries: IntersectionObserverEntry[]) => {
      for (const entry of entries) {
        // Touching without area counts as a little, as in WeChat.
        const ratio = entry.isIntersecting ? Math.max(entry.intersectionRatio, Number.EPSILON) : 0;
        const before = ratios.get(entry.target) ?? initialRatio;
        ratios.set(entry.target, ratio);
        const node = nodes.get(entry.target);
        if (!node || !passed(before, ratio)) continue;
        const box = (rect: DOMRect | DOMRectReadOnly | null) => inPage((rect ?? new DOMRect()) as DOMRect, entry.target);
        listener({
          id: node.id,
          dataset: { ...node.dataset },
          mark: node.collectMarks(),
          intersectionRatio: entry.intersectionRatio,
          intersectionRect: box(entry.intersectionRect),
          boundingClientRect: box(entry.boundingClientRect),
          relativeRect: box(entry.rootBounds),
          time: Date.now(),
        });
      }
    };
    this.observer = new IntersectionObserver(look, {
      root: (related && domOf(related)) ?? pageBox(first),
      rootMargin: `${top}px ${right}px ${bottom}px ${left}px`,
      threshold: [...new Set([0, ...thresholds])].sort((a, b) => a - b),
    });
    for (const el of nodes.keys()) this.observer.observe(el);
  }
  disconnect(): void {
    this.observer?.disconnect();
  }
}

const MEDIA = {
  minWidth: 'min-width',
  maxWidth: 'max-width',
  width: 'width',
  minHeight: 'min-height',
  maxHeight: 'max-height',
  height: 'height',
} as const;

class MediaObserver {
  private query: MediaQueryList | undefined;
  private told: ((event: { matches: boolean }) => void) | undefined;
  observe(
    descriptor: Partial<Record<keyof typeof MEDIA, number>> & { orientation?: string },
    listener: (result: { matches: boolean }) => void,
  ): void {
    const parts = (Object.keys(MEDIA) as (keyof typeof MEDIA)[])
      .filter((name) => descriptor[name] !== undefined)
      .map((name) => `(${MEDIA[name]}:${descriptor[name]}px)`);
    if (descriptor.orientation) parts.push(`(orientation:${descriptor.orientation})`);
    this.query = matchMedia(parts.join(' and ') || 'all');
    this.told = ({ matches }) => listener({ matches });
    this.query.addEventListener('change', this.told);
    const { matches } = this.query;
    setTimeout(() => listener({ matches }), 0);
  }
  disconnect(): void {
    if (this.told) this.query?.removeEventListener('change', this.told);
  }
}
