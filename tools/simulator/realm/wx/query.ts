// Queries outside a component: those of the page on top (../queries.ts measures).
import type { Host } from '../host';

type Maker = 'createSelectorQuery' | 'createIntersectionObserver' | 'createMediaQueryObserver';
type Makers = Record<Maker, (...args: unknown[]) => unknown>;

export function queries(host: Host): Record<string, unknown> {
  const make = (from: Makers | undefined, name: Maker, ...args: unknown[]) => {
    const maker = from ?? (host.pages.stack().at(-1) as unknown as Makers | undefined);
    if (!maker) throw new Error(`wx.${name}：还没有打开的页面`);
    return maker[name](...args);
  };
  return {
    createSelectorQuery: () => make(undefined, 'createSelectorQuery'),
    createIntersectionObserver: (component?: Makers, options?: unknown) => make(component, 'createIntersectionObserver', options),
    createMediaQueryObserver: (component?: Makers) => make(component, 'createMediaQueryObserver'),
  };
}
