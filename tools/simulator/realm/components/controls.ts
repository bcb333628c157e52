// What form, label and button need to know of the controls around them: their value, how to reset and how to activate one.
import * as glassEasel from 'glass-easel';
import type { behavior } from 'glass-easel-miniprogram-adapter';

/** A control inside a form. */
export interface Control {
  /** Name under which the form sends it; '' = not sent. */
  name(): string;
  value(): unknown;
  reset(): void;
}
/** What tapping a label does to the control it belongs to. */
export type Activate = () => void;

const controls = new WeakMap<glassEasel.Element, Control>();
const activations = new WeakMap<glassEasel.Element, Activate>();

export function setControl(node: glassEasel.Element, control: Control): void {
  controls.set(node, control);
}
export function setActivation(node: glassEasel.Element, activate: Activate): void {
  activations.set(node, activate);
}

export type FieldBehaviors = Record<'field' | 'group' | 'button', behavior.GeneralBehavior>;

/** The adapter keeps glass-easel's own behaviour in a field its typings hide. */
const underlying = (each: behavior.GeneralBehavior) => (each as unknown as { _$: glassEasel.GeneralBehavior })._$;

/** Calls `found` with every element below `node` in the same template, and inside components that declare wx://form-field-group. */
export function walk(node: glassEasel.Element, behaviors: FieldBehaviors, found: (child: glassEasel.Element) => unknown): boolean {
  for (const child of node.childNodes) {
    if (!glassEasel.Element.isElement(child)) continue;
    if (found(child) === false) return false;
    if (glassEasel.Component.isComponent(child) && child.hasBehavior(underlying(behaviors.group))) {
      const inside = child.getShadowRoot();
      if (inside && !walk(inside, behaviors, found)) return false;
    }
    if (!walk(child, behaviors, found)) return false;
  }
  return true;
}

/** The control of an element: a built-in one, or a component of the project that declares wx://form-field. */
export function controlOf(node: glassEasel.Element, behaviors: FieldBehaviors): Control | undefined {
  const known = controls.get(node);
  if (known) return known;
  if (!glassEasel.Component.isComponent(node) || !node.hasBehavior(underlying(behaviors.field))) return undefined;
  const data = () => node.data as { name?: string; value?: unknown };
  return { name: () => data().name ?? '', value: () => data().value, reset: () => {} };
}

/** The first thing below a label that can be activated. */
export function firstActivation(node: glassEasel.Element, behaviors: FieldBehaviors): Activate | undefined {
  let first: Activate | undefined;
  walk(node, behaviors, (child) => {
    first ??= activations.get(child);
    return first === undefined;
  });
  return first;
}

export function activationOf(node: glassEasel.Element | null): Activate | undefined {
  return node ? activations.get(node) : undefined;
}

/** Goes up from a button to its form; out of a component only when it declares wx://form-field-button, as WeChat does. */
export function closest<T>(
  node: glassEasel.Element,
  behaviors: FieldBehaviors,
  find: (each: glassEasel.Element) => T | undefined,
): T | undefined {
  for (let at: glassEasel.Element | null = node; at; ) {
    const found = find(at);
    if (found !== undefined) return found;
    if (at.parentNode) {
      at = at.parentNode;
      continue;
    }
    if (!glassEasel.ShadowRoot.isShadowRoot(at)) return undefined;
    const owner: glassEasel.GeneralComponent = at.getHostNode();
    if (!owner.hasBehavior(underlying(behaviors.button)) && !owner.hasBehavior(underlying(behaviors.group))) return undefined;
    at = owner;
  }
  return undefined;
}
