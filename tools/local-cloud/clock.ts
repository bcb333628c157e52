// The platform's clock: real time plus an offset, or frozen; shared with workers through memory, kept across restarts.
import type { Clock } from './api';

interface Saved {
  offset?: number;
  frozenAt?: number;
}

export interface ClockKeeper {
  load(): unknown;
  save(state: Saved): void;
}

/** Slot 0: milliseconds added to real time. Slot 1: the frozen instant, NaN while the clock runs. */
export class PlatformClock implements Clock {
  readonly shared = new SharedArrayBuffer(16);
  private readonly slots = new Float64Array(this.shared);
  private readonly listeners = new Set<() => void>();

  constructor(
    private readonly keeper: ClockKeeper,
    options: { startAt?: string; frozen?: boolean },
  ) {
    const saved = (keeper.load() ?? {}) as Saved;
    const start = options.startAt === undefined ? undefined : instantOf(options.startAt);
    const running = saved.offset ?? (start === undefined ? 0 : start - Date.now());
    this.slots[0] = running;
    this.slots[1] = options.frozen ? (saved.frozenAt ?? start ?? Date.now() + running) : Number.NaN;
    this.save();
  }

  now(): Date {
    const frozen = this.slots[1] as number;
    return new Date(Number.isNaN(frozen) ? Date.now() + (this.slots[0] as number) : frozen);
  }

  set(instant: string): void {
    this.moveTo(instantOf(instant));
  }

  advance(ms: number): void {
    if (!Number.isFinite(ms)) throw new TypeError('advance needs a number of milliseconds');
    this.moveTo(this.now().getTime() + ms);
  }

  /** Called after every move; timers look again. */
  onMove(listener: () => void): void {
    this.listeners.add(listener);
  }

  private moveTo(time: number): void {
    if (Number.isNaN(this.slots[1] as number)) this.slots[0] = time - Date.now();
    else this.slots[1] = time;
    this.save();
    for (const listener of this.listeners) listener();
  }

  private save(): void {
    const frozen = this.slots[1] as number;
    this.keeper.save(Number.isNaN(frozen) ? { offset: this.slots[0] } : { offset: this.slots[0], frozenAt: frozen });
  }
}

function instantOf(text: string): number {
  const time = Date.parse(text);
  if (Number.isNaN(time)) throw new TypeError(`'${text}' is not an instant; write it like 2026-03-02T01:00:00.000Z`);
  return time;
}
