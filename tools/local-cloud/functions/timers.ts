// Fires declared timers by the platform's clock; a jump over many firings fires each timer once, a failed one is tried again.

import type { FunctionTable } from './config';
import { nextFiring, parseCron } from './cron';

const LOOK_EVERY_MS = 500;
/** A function that failed on its timer is called again so often, so long after. // believed: the vendor's page gives the number for all asynchronous calls */
const RETRIES = 2;
const RETRY_AFTER_MS = 60_000;

interface Row {
  fn: string;
  timer: string;
  cron: ReturnType<typeof parseCron>;
  next: Date | null;
}

/** A firing that failed. */
interface Again {
  fn: string;
  timer: string;
  /** When it was first fired: the event says so again. */
  firedAt: Date;
  due: number;
  left: number;
}

export class Timers {
  private readonly rows: Row[];
  private interval: NodeJS.Timeout | null = null;
  private last: Date;
  private again: Again[] = [];

  constructor(
    table: FunctionTable,
    private readonly now: () => Date,
    /** Rejects when the function failed. */
    private readonly fire: (fn: string, timer: string, firedAt: Date) => Promise<unknown>,
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
      if (due) this.run({ fn: row.fn, timer: row.timer, firedAt: now, due: 0, left: RETRIES });
    }
    const ready = this.again.filter(({ due }) => due <= now.getTime());
    this.again = this.again.filter(({ due }) => due > now.getTime());
    for (const one of ready) this.run(one);
  }

  private run({ fn, timer, firedAt, left }: Again): void {
    this.fire(fn, timer, firedAt).catch(() => {
      if (left > 0) this.again.push({ fn, timer, firedAt, left: left - 1, due: this.now().getTime() + RETRY_AFTER_MS });
    });
  }

  stop(): void {
    if (this.interval) clearInterval(this.interval);
    this.interval = null;
    this.again = [];
  }
}
