// Fires declared timers by the platform's clock; a jump over many firings fires each timer once.

import type { FunctionTable } from './config';
import { nextFiring, parseCron } from './cron';

const LOOK_EVERY_MS = 500;

interface Row {
  fn: string;
  timer: string;
  cron: ReturnType<typeof parseCron>;
  next: Date | null;
}

export class Timers {
  private readonly rows: Row[];
  private interval: NodeJS.Timeout | null = null;
  private last: Date;

  constructor(
    table: FunctionTable,
    private readonly now: () => Date,
    private readonly fire: (fn: string, timer: string) => void,
  ) {
    this.last = now();
    this.rows = table.names().flatMap((fn) =>
      table.declaration(fn).triggers.map((trigger) => {
        const cron = parseCron(trigger.config);
        return { fn, timer: trigger.name, cron, next: nextFiring(cron, this.last) };
      }),
    );
  }

  start(): void {
    this.interval = setInterval(() => this.look(), LOOK_EVERY_MS);
    this.interval.unref();
  }

  /** Fire what is due. After the clock was turned back, reckon anew. */
  look(): void {
    if (!this.interval) return;
    const now = this.now();
    const turnedBack = now < this.last;
    this.last = now;
    for (const row of this.rows) {
      const due = row.next !== null && row.next <= now;
      if (due || turnedBack) row.next = nextFiring(row.cron, now);
      if (due) this.fire(row.fn, row.timer);
    }
  }

  stop(): void {
    if (this.interval) clearInterval(this.interval);
    this.interval = null;
  }
}
