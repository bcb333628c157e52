// The DOM behind glass-easel on a phone: `wx-` tags for built-in components, rpx in inline styles, events from our own gestures.
import * as glassEasel from 'glass-easel';
import { withRpx } from './rpx';

type Listener = Parameters<glassEasel.CurrentWindowBackendContext['onEvent']>[0];

/** Events the browser itself finishes (transitions and animations bubble natively to the page). */
const NATIVE = ['transitionend', 'animationstart', 'animationiteration', 'animationend'] as const;

/** glass-easel's EventBubbleStatus.NoDefault, a const enum there: a handler caught the event. */
const NO_DEFAULT = 1;

/** Keeps HTML's own behaviour out: `<input>` of a template is the element `wx-input`; `html-i` asks for a true `<i>`. */
const domTag = (tag: string) => (tag.startsWith('html-') ? tag.slice(5) : `wx-${tag}`);

/** A backend context for one phone. */
export class PhoneBackend extends glassEasel.CurrentWindowBackendContext {
  /** Which events an element listens to; gestures ask before they trade a tap for a long press. */
  private readonly listening = new WeakMap<object, Set<string>>();
  private dispatch: Listener | undefined;

  constructor() {
    super();
    const plain = this.document;
    this.document = {
      createElement: (tag) => adopt(plain.createElement(domTag(tag))),
      createTextNode: (text) => plain.createTextNode(text),
      createDocumentFragment: () => plain.createDocumentFragment(),
    };
    this.onEvent((target, type, detail, options) => {
      const event = new glassEasel.Event(type, detail, options);
      glassEasel.Event.dispatchEvent(target, event);
      return event.getEventBubbleStatus();
    });
    for (const type of NATIVE) {
      document.addEventListener(type, (ev) => {
        const { elapsedTime, propertyName, animationName } = ev as unknown as Record<string, unknown>;
        this.send(ev.target, type, { elapsedTime, propertyName, animationName }, {}, ev);
      });
    }
  }

  /** Replaces the library's own listener set-up: it would turn every DOM event into a component event and knows no touch lists. */
  override onEvent(listener: Listener): void {
    this.dispatch = listener;
  }

  override setListenerStats(element: object, type: string): void {
    if (!element) return;
    const known = this.listening.get(element) ?? new Set<string>();
    this.listening.set(element, known.add(type));
  }

  /** Dispatches a bubbling event from the glass-easel element at or above a DOM node. True when a handler caught it (`catch…`). */
  send(
    from: EventTarget | null,
    type: string,
    detail: unknown,
    extraFields: Record<string, unknown> = {},
    originalEvent?: unknown,
  ): boolean {
    const target = elementAt(from);
    if (!target || !this.dispatch) return false;
    const status = this.dispatch(target, type, detail, { bubbles: true, composed: true, capturePhase: true, extraFields, originalEvent });
    return Number(status) === NO_DEFAULT;
  }

  /** Whether anything at or above a DOM node listens to an event. */
  hears(from: EventTarget | null, type: string): boolean {
    for (let node = from as Node | null; node; node = node.parentNode) if (this.listening.get(node)?.has(type)) return true;
    return false;
  }
}

function adopt<T extends { setAttribute(name: string, value: unknown): void }>(element: T): T {
  const write = element.setAttribute.bind(element);
  element.setAttribute = (name, value) => write(name, name === 'style' ? withRpx(String(value)) : value);
  return element;
}

/** The glass-easel element at or above a DOM node. */
export function elementAt(from: EventTarget | null): glassEasel.Element | null {
  for (let node = from as (Node & { __wxElement?: glassEasel.Element }) | null; node; node = node.parentNode as typeof node) {
    if (node.__wxElement) return node.__wxElement;
  }
  return null;
}
