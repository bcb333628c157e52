// Makes a stray console.error or console.warn fail the test that caused it; a test that expects one says so with `expectConsole`.
import { format } from 'node:util';

type Level = 'error' | 'warn';
let seen: { level: Level; text: string }[] = [];
let expected: { level: Level; pattern: RegExp }[] = [];

/** Declares that the running test makes the console say this; it fails as well when the message does not come. */
export function expectConsole(level: Level, pattern: RegExp): void {
  expected.push({ level, pattern });
}

const real = { error: console.error, warn: console.warn };

beforeEach(() => {
  seen = [];
  expected = [];
  for (const level of ['error', 'warn'] as const) {
    console[level] = (...args: unknown[]) => {
      seen.push({ level, text: format(...args) });
    };
  }
});

afterEach(() => {
  console.error = real.error;
  console.warn = real.warn;
  const unexpected = seen.filter((line) => !expected.some((e) => e.level === line.level && e.pattern.test(line.text)));
  const missing = expected.filter((e) => !seen.some((line) => e.level === line.level && e.pattern.test(line.text)));
  if (unexpected.length > 0) {
    throw new Error(`The console said something no test expected:\n${unexpected.map((l) => `  console.${l.level}: ${l.text}`).join('\n')}`);
  }
  if (missing.length > 0) throw new Error(`The console never said: ${missing.map((m) => `${m.level} ${m.pattern}`).join(', ')}`);
});
