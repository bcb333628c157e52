// How an asynchronous wx function is made out of a plain one: callbacks or a promise, errMsg, and waiting counted.
import type { Host } from '../host';

/** Thrown by an api to fail as WeChat does: `<api>:fail <reason>` with further fields such as errCode. */
export class Failure extends Error {
  constructor(
    readonly reason: string,
    readonly fields: Record<string, unknown> = {},
  ) {
    super(reason);
  }
}

/** What the caller hands in, with its callbacks already taken off. */
export type Options = Record<string, unknown>;
export type Run = (options: Options) => unknown;

/** One area of wx: functions that answer later, functions that answer at once, and those that wait for the person. */
export interface Area {
  async?: Record<string, Run>;
  /** Like `async`, but they wait for a person's finger: a test's idle() does not wait for them. */
  asks?: Record<string, Run>;
  sync?: Record<string, unknown>;
}

export interface Callbacks {
  success?: (result: unknown) => void;
  fail?: (error: unknown) => void;
  complete?: (result: unknown) => void;
}

/** Makes `wx.<name>(options)`: a promise when no callback is given, otherwise callbacks and nothing returned. */
export function asynchronous(host: Host, name: string, run: Run, counted: boolean) {
  return (given?: Options & Callbacks): Promise<unknown> | undefined => {
    const { success, fail, complete, ...options } = given ?? {};
    const work = (async () => run(options))().then(
      (result) => ({ errMsg: `${name}:ok`, ...(result as object | undefined) }),
      (error: unknown) => {
        throw failureOf(name, error);
      },
    );
    const settled = counted ? host.busy(work) : work;
    if (!success && !fail && !complete) return settled;
    const call = (callback: ((value: unknown) => void) | undefined, value: unknown) => {
      try {
        callback?.(value);
      } catch (error) {
        host.report(error);
      }
    };
    settled.then(
      (result) => {
        call(success, result);
        call(complete, result);
      },
      (error) => {
        call(fail, error);
        call(complete, error);
      },
    );
    return undefined;
  };
}

/** The object a failed api gives: errMsg starts with the api's name. */
export function failureOf(name: string, error: unknown): { errMsg: string } & Record<string, unknown> {
  if (error instanceof Failure) return { errMsg: `${name}:fail ${error.reason}`, ...error.fields };
  const known = error as { errMsg?: string; message?: string } | null;
  if (known?.errMsg?.startsWith(`${name}:fail`)) return { ...known, errMsg: known.errMsg };
  const { errMsg = known?.message ?? String(error), ...rest } = (known ?? {}) as { errMsg?: string } & Record<string, unknown>;
  return { ...rest, errMsg: `${name}:fail ${errMsg.replace(/^[\w.]+:fail\s*/, '')}` };
}

/** Listeners of one `wx.onX` / `wx.offX` pair. */
export class Channel<T = unknown> {
  private readonly listeners = new Set<(value: T) => void>();
  constructor(private readonly host: Pick<Host, 'report'>) {}
  readonly on = (listener: (value: T) => void): void => void this.listeners.add(listener);
  readonly off = (listener?: (value: T) => void): void => void (listener ? this.listeners.delete(listener) : this.listeners.clear());
  get size(): number {
    return this.listeners.size;
  }
  emit(value: T): void {
    for (const listener of [...this.listeners]) {
      try {
        listener(value);
      } catch (error) {
        this.host.report(error);
      }
    }
  }
}
