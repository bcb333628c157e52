// One measured comparison: the row that is printed, and how two things are measured side by side.

/** What the ratio has to be; null = reported only. */
export type Target = { atLeast: number } | { atMost: number } | null;

export interface Row {
  name: string;
  ours: number;
  peer: number;
  unit: string;
  /** ours / peer. */
  ratio: number;
  target: Target;
  holds: boolean;
}

/** A bench may measure several rows and say what it verified. */
export interface Bench {
  run(say: (line: string) => void): Promise<Row[]>;
}

export function row(name: string, ours: number, peer: number, unit: string, target: Target): Row {
  const ratio = ours / peer;
  const holds = target === null || ('atLeast' in target ? ratio >= target.atLeast : ratio <= target.atMost);
  return { name, ours, peer, unit, ratio, target, holds };
}

export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle];
  if (upper === undefined) throw new Error('no numbers to take the median of');
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
}

/** The row of interleaved rounds: both medians, and as ratio the median of the rounds' own ratios, so that a slow moment hits both. */
export function rowOfRounds(name: string, rounds: readonly { ours: number; peer: number }[], unit: string, target: Target): Row {
  const made = row(name, median(rounds.map((r) => r.ours)), median(rounds.map((r) => r.peer)), unit, null);
  const ratio = median(rounds.map((r) => r.ours / r.peer));
  return { ...made, ratio, target, holds: row(name, ratio, 1, unit, target).holds };
}

/** Milliseconds a piece of work takes. */
export function timed(work: () => void): number {
  const start = process.hrtime.bigint();
  work();
  return Number(process.hrtime.bigint() - start) / 1e6;
}

export async function timedAsync(work: () => Promise<void>): Promise<number> {
  const start = process.hrtime.bigint();
  await work();
  return Number(process.hrtime.bigint() - start) / 1e6;
}
