// Where timers enter. Any client can call any function by name, so the platform must say that it was a timer.
import { cloudIdentity, cloudSend } from './cloud';
import type { Services } from './context';
import type { Send } from './delivery';
import { cloudServices } from './entry';
import { keysFit } from './keys';
import { troubleLine } from './log';
import { Problem, refusal } from './problem';

export interface TimerWork {
  services: Services;
  now: string;
  send: Send;
}
export type Timer = (work: TimerWork) => Promise<Record<string, number>>;

/** What the function of the timers exports as `main`: the name of each declared trigger and what it does. */
export function serveTimers(timers: Readonly<Record<string, Timer>>): (event: unknown) => Promise<unknown> {
  return async (event) => {
    const { source } = cloudIdentity();
    if (source !== 'wx_trigger') return refusal(new Problem('not_allowed'), '');
    const name = typeof event === 'object' && event !== null ? (event as { TriggerName?: unknown }).TriggerName : null;
    const timer = typeof name === 'string' && Object.hasOwn(timers, name) ? timers[name] : undefined;
    if (!timer) return refusal(new Problem('unknown_action'), '');
    try {
      const services = cloudServices();
      await keysFit(services.store, services.ring);
      return { ok: true, data: await timer({ services, now: services.clock().toISOString(), send: cloudSend }) };
    } catch (error) {
      console.error(troubleLine(error, '', name));
      return refusal(new Problem('broken'), '');
    }
  };
}
