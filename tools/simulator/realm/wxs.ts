// What WXS has and JavaScript has not: getRegExp, getDate, `constructor` as a word, and event handlers beside the page with ComponentDescriptors.
import type { glassEasel } from 'glass-easel-miniprogram-adapter';
import { withRpx } from './components/rpx';

type Component = glassEasel.GeneralComponent;
type WxsFunction = ((...args: unknown[]) => unknown) & { __wxs?: true };

/** Makes them global, under the names the compiler of templates writes (project/templates.ts). */
export function installWxs(): void {
  Object.defineProperty(Object.prototype, '__wxs_constructor__', {
    configurable: true,
    enumerable: false,
    get(this: unknown) {
      return Object.prototype.toString.call(this).slice(8, -1);
    },
  });
  Object.assign(globalThis, {
    getRegExp: (pattern: string, flags?: string) => new RegExp(pattern, flags),
    getDate: (...args: [number]) => new Date(...args),
    __wxs_change__: onChange,
    __wxs_event__: onEvent,
  });
}

/** `change:prop="{{module.function}}"`: called with the new and old value, the component, the element, once what is being drawn stands. */
function onChange(listener: WxsFunction) {
  return (value: unknown, old: unknown, host: Component, element: glassEasel.Element) =>
    queueMicrotask(() => listener(value, old, descriptor(host), descriptor(element)));
}

/** `bind:tap="{{module.function}}"` runs with (event, component); a page's own handler runs as ever. */
function onEvent(caller: { _$?: Component }, event: { currentTarget: unknown }, listener: WxsFunction): unknown {
  if (!listener.__wxs) return listener.call(caller, event);
  const current = event.currentTarget as { _$?: Component } & glassEasel.Element;
  const own = Object.create(event) as Record<string, unknown>;
  own.instance = descriptor(current._$ ?? current);
  return listener(own, descriptor(caller._$ ?? (caller as unknown as Component)));
}

const states = new WeakMap<object, Record<string, unknown>>();
const descriptors = new WeakMap<object, ComponentDescriptor>();

function descriptor(element: glassEasel.Element): ComponentDescriptor {
  const known = descriptors.get(element) ?? new ComponentDescriptor(element);
  descriptors.set(element, known);
  return known;
}

/** An element as WXS may handle it, without the page's code. */
class ComponentDescriptor {
  constructor(private readonly element: glassEasel.Element) {}

  selectComponent(selector: string): ComponentDescriptor | null {
    const found = (this.element as Component).getShadowRoot?.()?.querySelector(selector);
    return found ? descriptor(found) : null;
  }

  selectAllComponents(selector: string): ComponentDescriptor[] {
    return ((this.element as Component).getShadowRoot?.()?.querySelectorAll(selector) ?? []).map(descriptor);
  }

  setStyle(style: string | Record<string, string | number>): this {
    const dom = this.dom();
    if (dom && typeof style === 'string') dom.style.cssText = withRpx(style);
    else if (dom)
      for (const [name, value] of Object.entries(style))
        dom.style.setProperty(
          name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
          withRpx(String(value)),
        );
    return this;
  }

  addClass(name: string): this {
    this.element.classList?.toggle(name, true);
    return this;
  }

  removeClass(name: string): this {
    this.element.classList?.toggle(name, false);
    return this;
  }

  hasClass(name: string): boolean {
    return this.element.classList?.contains(name) ?? false;
  }

  getDataset(): Record<string, unknown> {
    return this.element.dataset ?? {};
  }

  getState(): Record<string, unknown> {
    const state = states.get(this.element) ?? {};
    states.set(this.element, state);
    return state;
  }

  callMethod(name: string, argument: unknown): void {
    const caller = (this.element as Component).getMethodCaller?.() as unknown as
      | Record<string, ((argument: unknown) => void) | undefined>
      | undefined;
    caller?.[name]?.call(caller, argument);
  }

  triggerEvent(name: string, detail: unknown): void {
    this.element.triggerEvent(name, detail);
  }

  requestAnimationFrame(callback: () => void): void {
    requestAnimationFrame(callback);
  }

  setTimeout(callback: () => void, delay: number): number {
    return window.setTimeout(callback, delay);
  }

  clearTimeout(id: number): void {
    window.clearTimeout(id);
  }

  getBoundingClientRect(): DOMRect | undefined {
    return this.dom()?.getBoundingClientRect();
  }

  getComputedStyle(names: string[]): Record<string, string> {
    const dom = this.dom();
    const style = dom && getComputedStyle(dom);
    return Object.fromEntries(names.map((name) => [name, style?.getPropertyValue(name) ?? '']));
  }

  private dom(): HTMLElement | null {
    return this.element.getBackendElement() as unknown as HTMLElement | null;
  }
}
