// The `ready` lifetime: glass-easel leaves it to its host. Components get it once, after what was being attached is in place.
import * as glassEasel from 'glass-easel';
import type { CodeSpace } from 'glass-easel-miniprogram-adapter';

let waiting: glassEasel.GeneralComponent[] = [];
const done = new WeakSet<glassEasel.GeneralComponent>();

/** Gives every component of a space its `ready`. Call before any component is registered. */
export function installReady(space: CodeSpace): void {
  const behavior = space.getComponentSpace().defineBehavior({
    is: 'wx-builtin/ready',
    lifetimes: {
      attached() {
        const caller = this as unknown as { _$?: glassEasel.GeneralComponent };
        if (waiting.length === 0) queueMicrotask(flushReady);
        waiting.push(caller._$ ?? (this as unknown as glassEasel.GeneralComponent));
      },
    },
  });
  space.setOverallBehavior(behavior as unknown as glassEasel.GeneralBehavior);
}

/** Calls every `ready` that is due now. A page's own onReady comes after those of its components. */
export function flushReady(): void {
  const due = waiting;
  waiting = [];
  for (const component of due) {
    if (done.has(component) || !glassEasel.Element.isAttached(component)) continue;
    done.add(component);
    component.triggerLifetime('ready', []);
  }
}
