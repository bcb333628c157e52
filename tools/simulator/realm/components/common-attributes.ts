// Attributes every built-in component has: hidden, animation and the accessibility attributes WeChat writes as aria-*.

export const COMMON = {
  hidden: false,
  animation: null,
  tabindex: null,
  tabIndex: null,
  role: null,
  title: null,
  ariaRole: null,
  ariaLabel: null,
  ariaHidden: null,
  ariaDisabled: null,
  ariaChecked: null,
  ariaSelected: null,
  ariaExpanded: null,
  ariaHaspopup: null,
  ariaCurrent: null,
  ariaLabelledby: null,
  ariaDescribedby: null,
  ariaRoledescription: null,
  ariaControls: null,
  ariaLive: null,
  ariaAtomic: null,
  ariaBusy: null,
  ariaModal: null,
  ariaInvalid: null,
  ariaRequired: null,
  ariaValuemin: null,
  ariaValuemax: null,
  ariaValuenow: null,
  ariaValuetext: null,
  ariaLevel: null,
  ariaSetsize: null,
  ariaPosinset: null,
} as const;

export type CommonData = { hidden: boolean } & Record<Exclude<keyof typeof COMMON, 'hidden'>, unknown>;

/** DOM attribute behind each name; `aria-role` is `role` in the DOM. */
const DOM_NAME: Partial<Record<keyof typeof COMMON, string>> = { ariaRole: 'role', role: 'role', tabIndex: 'tabindex' };
/** Roles a keyboard must be able to reach. */
const REACHABLE = new Set(['button', 'link', 'checkbox', 'radio', 'switch', 'tab', 'menuitem', 'option']);

/** Writes the changed common attributes to the element. `style` sets the style kept apart for animations. */
export function showCommon(el: HTMLElement, data: CommonData, changed: ReadonlySet<string>, style: (css: string) => void): void {
  if (changed.has('hidden')) el.toggleAttribute('hidden', data.hidden);
  if (changed.has('animation')) playAnimation(data.animation, style);
  for (const name of Object.keys(COMMON) as (keyof typeof COMMON)[]) {
    if (name === 'hidden' || name === 'animation' || !changed.has(name)) continue;
    const value = data[name];
    const domName = DOM_NAME[name] ?? (name.startsWith('aria') ? `aria-${name.slice(4).toLowerCase()}` : name);
    // The other name of the same DOM attribute may hold the value: an unset one must not take it away.
    if (value === null || value === undefined || value === '') {
      if (el.getAttribute(`data-from-${domName}`) === name) el.removeAttribute(domName);
      continue;
    }
    el.setAttribute(domName, String(value));
    el.setAttribute(`data-from-${domName}`, name);
    if (name === 'ariaRole' && REACHABLE.has(String(value)) && !el.hasAttribute('tabindex')) el.tabIndex = 0;
  }
}

interface AnimationStep {
  animates: { type: string; args: unknown[] }[];
  option: { transformOrigin: string; transition: { duration: number; timingFunction: string; delay: number } };
}

/** Plays what `wx.createAnimation().export()` returned: the steps one after another, each starting from where the last ended. */
function playAnimation(value: unknown, style: (css: string) => void): void {
  const actions = (value as { actions?: AnimationStep[] } | null)?.actions;
  if (!Array.isArray(actions)) return;
  const held: Record<string, string> = {};
  const run = (index: number) => {
    const step = actions[index];
    if (!step) return;
    const { duration, timingFunction, delay } = step.option.transition;
    Object.assign(held, { transition: `all ${duration}ms ${timingFunction} ${delay}ms`, 'transform-origin': step.option.transformOrigin });
    const transforms: string[] = [];
    for (const { type, args } of step.animates) {
      if (type === 'style') held[String(args[0]).replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)] = String(args[1]);
      else transforms.push(`${type}(${args.map((arg) => transformArgument(type, arg)).join(',')})`);
    }
    if (transforms.length) held.transform = transforms.join(' ');
    style(
      Object.entries(held)
        .map(([name, text]) => `${name}:${text}`)
        .join(';'),
    );
    setTimeout(() => run(index + 1), duration + delay);
  };
  requestAnimationFrame(() => requestAnimationFrame(() => run(0)));
}

function transformArgument(type: string, arg: unknown): string {
  if (typeof arg !== 'number') return String(arg);
  if (/^(rotate|skew)/.test(type) && type !== 'rotate3d') return `${arg}deg`;
  return /^translate/.test(type) ? `${arg}px` : String(arg);
}
