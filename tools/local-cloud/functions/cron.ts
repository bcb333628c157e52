// Timers as the service writes them: seven fields, Beijing time.

const FIELDS = [
  { name: 'second', from: 0, to: 59 },
  { name: 'minute', from: 0, to: 59 },
  { name: 'hour', from: 0, to: 23 },
  { name: 'day', from: 1, to: 31 },
  { name: 'month', from: 1, to: 12 },
  { name: 'weekday', from: 0, to: 6 },
  { name: 'year', from: 1970, to: 2099 },
] as const;

const NAMES: Record<string, number> = Object.fromEntries([
  ...['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'].map((name, i) => [name, i + 1]),
  ...['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'].map((name, i) => [name, i]),
]);

const BEIJING_MS = 8 * 3600_000;
const DAY_MS = 24 * 3600_000;
const HORIZON_DAYS = 366 * 5;

export interface Cron {
  sets: ReadonlySet<number>[];
  anyDay: boolean;
  anyWeekday: boolean;
}

function parseField(text: string, { name, from, to }: (typeof FIELDS)[number]): Set<number> {
  const out = new Set<number>();
  for (const part of text.split(',')) {
    const match = /^(\*|\?|[\dA-Z]+)(?:-([\dA-Z]+))?(?:\/(\d+))?$/i.exec(part);
    const number = (word: string): number => NAMES[word.toUpperCase()] ?? Number(word);
    const [, first = '', last, step] = match ?? [];
    const isAny = first === '*' || first === '?';
    const low = isAny ? from : number(first);
    const high = isAny || (step !== undefined && last === undefined) ? to : number(last ?? first);
    const every = Number(step ?? 1);
    if (!match || !(low >= from && high <= to && low <= high && every >= 1)) throw new Error(`'${text}' is not a valid ${name} of a timer`);
    for (let value = low; value <= high; value += every) out.add(value);
  }
  return out;
}

/** Parse seven fields; throws with the field that is wrong. */
export function parseCron(text: string): Cron {
  const parts = text.trim().split(/\s+/);
  if (parts.length !== FIELDS.length) throw new Error(`a timer has seven fields (second minute hour day month weekday year): '${text}'`);
  const isAny = (part: string | undefined): boolean => part === '*' || part === '?';
  return { sets: FIELDS.map((field, i) => parseField(parts[i] as string, field)), anyDay: isAny(parts[3]), anyWeekday: isAny(parts[5]) };
}

function dayMatches({ sets, anyDay, anyWeekday }: Cron, day: Date): boolean {
  const has = (field: number, value: number): boolean => (sets[field] as ReadonlySet<number>).has(value);
  if (!has(6, day.getUTCFullYear()) || !has(4, day.getUTCMonth() + 1)) return false;
  const onDay = has(3, day.getUTCDate());
  const onWeekday = has(5, day.getUTCDay());
  // When both are given, either is enough.
  if (!anyDay && !anyWeekday) return onDay || onWeekday;
  return onDay && onWeekday;
}

/** The first instant after `after` at which the timer fires, or null within five years. */
export function nextFiring(cron: Cron, after: Date): Date | null {
  const start = Math.floor(after.getTime() / 1000) * 1000 + 1000 + BEIJING_MS;
  const [seconds, minutes, hours] = cron.sets.slice(0, 3).map((set) => [...set].sort((a, b) => a - b)) as [number[], number[], number[]];
  let midnight = Math.floor(start / DAY_MS) * DAY_MS;
  for (let day = 0; day < HORIZON_DAYS; day++, midnight += DAY_MS) {
    if (!dayMatches(cron, new Date(midnight))) continue;
    const from = Math.max(0, start - midnight) / 1000;
    for (const hour of hours) {
      if (hour * 3600 + 3599 < from) continue;
      for (const minute of minutes) {
        if (hour * 3600 + minute * 60 + 59 < from) continue;
        for (const second of seconds) {
          const at = hour * 3600 + minute * 60 + second;
          if (at >= from) return new Date(midnight + at * 1000 - BEIJING_MS);
        }
      }
    }
  }
  return null;
}
