// One page of the stack: its glass-easel root in its frame, and its lifecycle calls in WeChat's order.
import { type CodeSpace, glassEasel } from 'glass-easel-miniprogram-adapter';
import { flushReady } from './components/ready';
import type { PageInstance } from './host';
import type { PageFrame } from './page-frame';

type Root = glassEasel.GeneralComponent;

export interface PageParts {
  space: CodeSpace;
  backend: glassEasel.GeneralBackendContext;
  report(error: unknown): void;
}

/** Makes a component of the project and puts it in place of a node. */
function mount(parts: PageParts, tag: string, path: string, slot: HTMLElement): Root {
  const root = parts.space.getComponentSpace().createComponentByUrl(tag, path, null, parts.backend);
  attach(root, slot);
  return root;
}

/** glass-easel's element types are its own; on a phone they are DOM nodes. */
function attach(root: Root, slot: HTMLElement): void {
  type Backend = glassEasel.GeneralBackendElement;
  glassEasel.Element.replaceDocumentElement(root, slot.parentNode as unknown as Backend, slot as unknown as Backend);
}

export class Page {
  readonly instance: PageInstance;
  private readonly root: Root;
  private tabBar: Root | null = null;
  private shown = false;

  constructor(
    readonly route: string,
    readonly query: string,
    readonly frame: PageFrame,
    private readonly parts: PageParts,
  ) {
    // The instance must know its route before `attached` runs, so it is made here and put into the document by start().
    this.root = parts.space.getComponentSpace().createComponentByUrl('page', `${route}${query ? `?${query}` : ''}`, null, parts.backend);
    this.instance = this.root.getMethodCaller() as unknown as PageInstance;
    Object.assign(this.instance, { route, __route__: route, options: parseQuery(query) });
  }

  /** Puts the page into its frame, with its own custom tab bar if it has one, and loads it. */
  start(customTabBar: string | null): void {
    if (customTabBar) {
      const place = document.createElement('div');
      this.frame.body.append(place);
      this.tabBar = mount(this.parts, 'custom-tab-bar', customTabBar, place);
    }
    const bar = this.tabBar?.getMethodCaller() ?? null;
    Object.assign(this.instance, {
      getTabBar: (done?: (bar: unknown) => void) => {
        done?.(bar);
        return bar;
      },
    });
    attach(this.root, this.frame.slot);
    this.call('onLoad', this.instance.options);
  }

  /** Calls a page method if there is one; its faults are reported, not thrown. */
  call(name: string, ...args: unknown[]): unknown {
    const method = this.instance[name];
    if (typeof method !== 'function') return undefined;
    try {
      const result: unknown = method.apply(this.instance, args);
      if (result instanceof Promise) result.catch(this.parts.report);
      return result;
    } catch (error) {
      this.parts.report(error);
      return undefined;
    }
  }

  has(name: string): boolean {
    return typeof this.instance[name] === 'function';
  }

  show(): void {
    if (this.shown) return;
    this.shown = true;
    this.lifetime('show');
    this.call('onShow');
  }

  hide(): void {
    if (!this.shown) return;
    this.shown = false;
    this.lifetime('hide');
    this.call('onHide');
  }

  ready(): void {
    flushReady();
    this.call('onReady');
  }

  resize(size: { windowWidth: number; windowHeight: number }): void {
    this.lifetime('resize', { size });
    this.call('onResize', { size });
  }

  unload(): void {
    this.shown = false;
    this.call('onUnload');
    for (const root of [this.tabBar, this.root]) if (root) glassEasel.Element.pretendDetached(root);
    this.frame.element.remove();
  }

  private lifetime(name: string, ...args: unknown[]): void {
    this.root.triggerPageLifetime(name, args as never);
    this.tabBar?.triggerPageLifetime(name, args as never);
  }
}

/** Values stay as they were written: WeChat does not decode them. */
export function parseQuery(query: string): Record<string, string> {
  const options: Record<string, string> = {};
  for (const pair of query.split('&')) {
    if (!pair) continue;
    const [name, ...rest] = pair.split('=');
    options[name as string] = rest.join('=');
  }
  return options;
}
