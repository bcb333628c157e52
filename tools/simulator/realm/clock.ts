// The realm's Date runs on the platform's clock, and Intl is gone as on the phones we ship to.

let offset = 0;
const RealDate = Date;

/** Milliseconds since the epoch on the platform's clock. */
export function now(): number {
  return RealDate.now() + offset;
}

/** From here on the platform's clock is `instant`. */
export function setClock(instant: number): void {
  offset = instant - RealDate.now();
}

/** Replaces Date and removes Intl for everything that runs after. */
export function installClock(): void {
  const PlatformDate = new Proxy(RealDate, {
    construct(target, args: unknown[], newTarget) {
      return Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget) as object;
    },
    apply() {
      return new RealDate(now()).toString();
    },
    get(target, name, receiver) {
      return name === 'now' ? now : (Reflect.get(target, name, receiver) as unknown);
    },
  });
  RealDate.prototype.constructor = PlatformDate;
  Object.assign(globalThis, { Date: PlatformDate });
  Reflect.deleteProperty(globalThis, 'Intl');
}
