// createSelectorQuery of components: real rectangles, counted from the top left of the page; and where their observers come from.
import { component, glassEasel } from 'glass-easel-miniprogram-adapter';
import { type Caller, domOf, elements } from './elements';
import type { Host } from './host';
import { MediaQueryObserver, type ObserverOptions, PhoneIntersectionObserver } from './observers';

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
