// wx.createAnimation: a recorder of steps; built-in components play what export() returns.

interface Transition {
  duration: number;
  timingFunction: string;
  delay: number;
  transformOrigin: string;
}

const TRANSFORMS = [
  'matrix',
  'matrix3d',
  'rotate',
  'rotate3d',
  'rotateX',
  'rotateY',
  'rotateZ',
  'scale',
  'scale3d',
  'scaleX',
  'scaleY',
  'scaleZ',
  'skew',
  'skewX',
  'skewY',
  'translate',
  'translate3d',
  'translateX',
  'translateY',
  'translateZ',
] as const;
/** Styles with the unit a plain number gets. */
const STYLES = { opacity: '', backgroundColor: '', width: 'px', height: 'px', left: 'px', right: 'px', top: 'px', bottom: 'px' } as const;

/** Makes an animation that records calls until step(), and hands out the steps on export(). */
export function createAnimation(given: Partial<Transition> = {}): Record<string, unknown> {
  const base: Transition = { duration: 400, timingFunction: 'linear', delay: 0, transformOrigin: '50% 50% 0', ...given };
  let actions: unknown[] = [];
  let animates: { type: string; args: unknown[] }[] = [];
  const animation: Record<string, unknown> = {
    step(options: Partial<Transition> = {}) {
      const { transformOrigin, ...transition } = { ...base, ...options };
      actions.push({ animates, option: { transformOrigin, transition } });
      // A transform holds until another replaces it, so each step starts from the last.
      animates = animates.filter(({ type }) => type !== 'style');
      return animation;
    },
    export() {
      const exported = { actions };
      actions = [];
      return exported;
    },
  };
  for (const type of TRANSFORMS) {
    animation[type] = (...args: unknown[]) => {
      animates = [...animates.filter((each) => each.type !== type), { type, args }];
      return animation;
    };
  }
  for (const [name, unit] of Object.entries(STYLES)) {
    animation[name] = (value: unknown) => {
      animates = [...animates, { type: 'style', args: [name, typeof value === 'number' ? `${value}${unit}` : value] }];
      return animation;
    };
  }
  return animation;
}
