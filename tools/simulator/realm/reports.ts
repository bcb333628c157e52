// Faults a developer must see: kept for tests, sent to the stage, and never lost in a console.

export interface Report {
  text: string;
  at: number;
}

const reports: Report[] = [];
const listeners: ((report: Report) => void)[] = [];
let telling = false;

/** Keeps a fault and shows it on the stage. */
export function report(error: unknown): void {
  const entry = { text: wordsOf(error), at: Date.now() };
  reports.push(entry);
  // A listener that fails itself must not call itself.
  if (telling) return;
  telling = true;
  try {
    for (const listener of listeners) listener(entry);
  } finally {
    telling = false;
  }
}

/** Calls back for every fault from now on. */
export function onReport(listener: (report: Report) => void): void {
  listeners.push(listener);
}

/** Everything reported since the last take. */
export function takeReports(): string[] {
  return reports.splice(0).map(({ text }) => text);
}

/** Collects what nobody caught, and errors written to the console. */
export function installReports(): void {
  window.addEventListener('error', (event) => {
    // The browser's own remark on a layout that settles in two steps; no fault of anybody.
    if (/ResizeObserver loop/.test(event.message)) return;
    report(event.error ?? event.message);
  });
  window.addEventListener('unhandledrejection', (event) => report(event.reason));
  const write = console.error.bind(console);
  console.error = (...words: unknown[]) => {
    write(...words);
    report(words.map(wordsOf).join(' '));
  };
}

function wordsOf(error: unknown): string {
  if (error instanceof Error) return error.stack?.includes(error.message) ? error.stack : `${error.name}: ${error.message}`;
  if (typeof error === 'string') return error;
  const { errMsg } = (error ?? {}) as { errMsg?: string };
  return errMsg ?? JSON.stringify(error);
}
