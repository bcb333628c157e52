// From a component's selector to elements, and from an element to its DOM node.
import type { glassEasel } from 'glass-easel-miniprogram-adapter';

/** `this` of a page or component. */
export type Caller = { _$: glassEasel.GeneralComponent };

/** Elements of the component's own template; `>>>` reaches into the components it names. */
export function elements(from: Caller, selector: string): glassEasel.Element[] {
  const root = from._$.getShadowRoot();
  return root ? root.querySelectorAll(selector.startsWith('.') || selector.startsWith('#') ? selector : selector.trim()) : [];
}

/** null for a virtual host. */
export function domOf(element: glassEasel.Element): HTMLElement | null {
  return element.getBackendElement() as unknown as HTMLElement | null;
}
