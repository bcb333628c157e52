// Knows whether a phone is at rest: no call under way, no short timer of the project, no animation, no picture loading, two frames passed.

/** Timers longer than this (ms) are for people (a toast that stays), not something to wait for. */
const SHORT = 400;
/** A timer that keeps starting itself is a heartbeat: deeper than this it is no longer waited for. */
const DEPTH = 6;

export class Idle {
  private pending = 0;
  private depth = 0;
  private readonly short = new Set<number>();

  /** Counts as work until the promise settles. */
  busy<T>(work: Promise<T>): Promise<T> {
    this.pending += 1;
    const done = () => {
      this.pending -= 1;
    };
    work.then(done, done);
    return work;
  }

  /** setTimeout for the project's code: short ones count as work. */
  readonly setTimeout = (callback: (...args: unknown[]) => void, delay = 0, ...args: unknown[]): number => {
    const depth = this.depth;
    const id = window.setTimeout(() => {
      this.short.delete(id);
      this.depth = depth + 1;
      try {
        callback(...args);
      } finally {
        this.depth = 0;
      }
    }, delay);
    if (delay <= SHORT && depth < DEPTH) this.short.add(id);
    return id;
  };

  readonly clearTimeout = (id: number): void => {
    this.short.delete(id);
    window.clearTimeout(id);
  };

  /** Resolves when the phone is at rest. */
  async idle(): Promise<void> {
    for (let quiet = 0; quiet < 2; ) {
      await frame();
      if (this.pending > 0 || this.short.size > 0 || loading()) quiet = 0;
      else {
        await Promise.allSettled(animations().map((each) => each.finished));
        quiet = this.pending > 0 || this.short.size > 0 ? 0 : quiet + 1;
      }
    }
    await document.fonts.ready;
  }

  /** What is still going on, in words for a test that waits too long. */
  describe(): string {
    return `calls ${this.pending}, timers ${this.short.size}, animations ${animations().length}, pictures loading ${loading()}`;
  }
}

/** One frame; a window that is not painted gets none, so a timer stands in. */
function frame(): Promise<void> {
  return new Promise((resolve) => {
    const timer = window.setTimeout(resolve, 60);
    requestAnimationFrame(() => {
      window.clearTimeout(timer);
      window.setTimeout(resolve, 0);
    });
  });
}

function animations(): Animation[] {
  return document
    .getAnimations()
    .filter((each) => each.playState === 'running' && Number(each.effect?.getComputedTiming().endTime ?? 0) < 2000);
}

function loading(): boolean {
  return [...document.images].some((image) => image.src !== '' && !image.complete && image.loading !== 'lazy');
}
