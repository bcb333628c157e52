// How a built-in component is made: a glass-easel external component whose inside is plain DOM, drawn by a small function.
import * as glassEasel from 'glass-easel';
import type { Host } from '../host';
import { COMMON, type CommonData, showCommon } from './common-attributes';

export type Scalar = string | number | boolean | null | unknown[] | Record<string, unknown>;
/** Attribute names (camelCase) with their default; null = any type. */
export type Defaults = Record<string, Scalar>;
/** Attributes whose default is null take any type. */
export type DataOf<D extends Defaults> = { -readonly [K in keyof D]: D[K] extends null ? unknown : Widen<D[K]> };
type Widen<T> = T extends string ? string : T extends number ? number : T extends boolean ? boolean : T;

/** One component on a page, as its drawing function sees it. */
export interface Part<D extends Defaults = Defaults> {
  /** The element of the component itself, e.g. `<wx-button>`; its class and style belong to the page. */
  readonly el: HTMLElement;
  readonly node: glassEasel.GeneralComponent;
  readonly phone: Host;
  /** The attributes now. */
  readonly data: DataOf<D> & CommonData;
  /** Change attributes from inside (typing, dragging): `model:` bindings and later comparisons see it. */
  set(values: Partial<DataOf<D>>): void;
  /** Trigger an event on the component; not bubbling unless told. `onReturn` gets what each handler returned. */
  emit(name: string, detail?: unknown, options?: { bubbles?: boolean; onReturn?: (value: unknown) => void }): void;
  /** Put class names of the page (such as hover-class) on the component or take them off. */
  toggleClass(names: string, on: boolean): void;
  /** Class names of the page as the page's style sheets know them, for an inner element. */
  pageClass(names: string): string;
}

/** What a drawing function returns. */
export interface Drawn {
  /** Where children go; the component's own element when left out. */
  slot?: HTMLElement;
  /** Called once with every name and then with the names that changed. */
  update?(changed: ReadonlySet<string>): void;
  attached?(): void;
  detached?(): void;
  /** What a selector query's node() and context() hand out: a canvas, a scroll view's controls. */
  node?(): unknown;
}

export interface Builtin {
  tag: string;
  defaults: Defaults;
  draw(part: Part): Drawn;
}

/** Declares a built-in component: its tag, its attributes with defaults, and how one is drawn. */
export function builtin<const D extends Defaults>(tag: string, defaults: D, draw: (part: Part<D>) => Drawn): Builtin {
  return { tag, defaults, draw: draw as unknown as (part: Part) => Drawn };
}

const drawings = new WeakMap<glassEasel.GeneralComponent, { part: Part; drawn: Drawn }>();

/** The part behind a glass-easel element, when it is a built-in component. */
export function partOf(node: unknown): Part | undefined {
  return drawings.get(node as glassEasel.GeneralComponent)?.part;
}

/** Registers one built-in component in a space, usable in every template of that space. */
export function register(space: glassEasel.ComponentSpace, phone: Host, item: Builtin): void {
  const properties: Record<string, { type: unknown; value: unknown }> = {};
  for (const [name, value] of Object.entries({ ...COMMON, ...item.defaults })) properties[name] = { type: typeOf(value), value };
  const definition = space.defineComponent({
    is: `wx-builtin/${item.tag}`,
    options: { externalComponent: true, templateEngine: engineFor(item, phone), dataDeepCopy: glassEasel.DeepCopyKind.None },
    // The table above is built at run time, so glass-easel's inferred property types cannot follow it.
    properties: properties as never,
    lifetimes: {
      attached() {
        drawings.get(this as unknown as glassEasel.GeneralComponent)?.drawn.attached?.();
      },
      detached() {
        drawings.get(this as unknown as glassEasel.GeneralComponent)?.drawn.detached?.();
      },
    },
  });
  space.setGlobalUsingComponent(item.tag, definition.general());
}

function typeOf(value: Scalar): unknown {
  if (value === null) return null;
  if (Array.isArray(value)) return Array;
  return { string: String, number: Number, boolean: Boolean, object: Object }[typeof value as 'string'] ?? null;
}

function engineFor(item: Builtin, phone: Host): glassEasel.templateEngine.TemplateEngine {
  return {
    create: () => ({
      createInstance(node) {
        const part = makePart(node, phone);
        const drawn = item.draw(part);
        drawings.set(node, { part, drawn });
        // Where ../queries.ts looks for node() and context().
        if (drawn.node) Object.defineProperties(part.el, { wxNode: { get: drawn.node }, wxContext: { get: drawn.node } });
        const animate = (css: string) => node.setNodeStyle(css, ANIMATION_STYLE);
        const all = new Set([...Object.keys(COMMON), ...Object.keys(item.defaults)]);
        return {
          shadowRoot: externalRoot(part.el, drawn.slot ?? part.el),
          initValues() {
            showCommon(part.el, part.data, all, animate);
            drawn.update?.(all);
          },
          updateValues(_data, changes) {
            const changed = new Set(changes.map(([path]) => String(path[0])));
            showCommon(part.el, part.data, changed, animate);
            drawn.update?.(changed);
          },
        };
      },
    }),
  };
}

function externalRoot(root: HTMLElement, slot: HTMLElement): glassEasel.ExternalShadowRoot {
  return {
    root: root as unknown as glassEasel.GeneralBackendElement,
    slot: slot as unknown as glassEasel.GeneralBackendElement,
    getIdMap: () => ({}),
    handleEvent() {},
    setListener() {},
  };
}

function makePart(node: glassEasel.GeneralComponent, phone: Host): Part {
  // A page that is gone may still set data: what it draws then lies outside the document.
  const el = (node.getBackendElement() as unknown as HTMLElement | null) ?? document.createElement(`wx-${node.is.split('/').at(-1)}`);
  return {
    el,
    node,
    phone,
    get data() {
      return node.data as Part['data'];
    },
    set: (values) => node.setData(values as never),
    emit(name, detail = {}, options = {}) {
      const { onReturn, bubbles = false } = options;
      const handle = onReturn && ((value: unknown) => void onReturn(value));
      node.dispatchEvent(new glassEasel.Event(name, detail, { bubbles, composed: bubbles, handleListenerReturn: handle }));
    },
    toggleClass(names, on) {
      for (const name of names.split(/\s+/).filter(Boolean)) node.toggleNodeClass(name, on, EXTRA_CLASSES);
    },
    pageClass: (names) => pageClass(node, names),
  };
}

// Segments of glass-easel (a const enum there): what is written in them leaves the page's own classes and style untouched.
const ANIMATION_STYLE = 2;
const EXTRA_CLASSES = 3;

/** Resolves class names as glass-easel does for the component that owns the template: shared scope, own scope, external classes. */
function pageClass(node: glassEasel.GeneralComponent, names: string): string {
  const probe = node.ownerShadowRoot?.createNativeNode('i');
  if (!probe) return names;
  probe.setNodeClass(names);
  return (probe.getBackendElement() as unknown as HTMLElement).className;
}
