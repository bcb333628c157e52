// The wheels of a picker for days and times, within its first and last.
import type { Columns } from './picker';

const two = (value: number) => String(value).padStart(2, '0');
const span = (from: number, to: number) => Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
const daysIn = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).getUTCDate();
/** Beijing's day and time, the only zone these phones know. */
const beijing = (now: number) => new Date(now + 8 * 3600 * 1000);

/** `YYYY-MM-DD`, `YYYY-MM` or `YYYY` by `fields`; without limits from 1900 to 2099. */
export function dateColumns(value: string, start: string, end: string, fields: string, now: number): Columns {
  const depth = fields === 'year' ? 1 : fields === 'month' ? 2 : 3;
  const read = (text: string, missing: [number, number, number]): [number, number, number] => {
    const [year, month, day] = text.split('-').map(Number);
    return [year || missing[0], month || missing[1], day || missing[2]];
  };
  const today = beijing(now);
  const first = read(start, [1900, 1, 1]);
  const last = read(end, [2099, 12, 31]);
  const wanted = read(value, [today.getUTCFullYear(), today.getUTCMonth() + 1, today.getUTCDate()]);
  const years = span(first[0], last[0]);
  const months = (year: number) => span(year === first[0] ? first[1] : 1, year === last[0] ? last[1] : 12);
  const days = (year: number, month: number) => {
    const same = (limit: [number, number, number]) => year === limit[0] && month === limit[1];
    return span(same(first) ? first[2] : 1, same(last) ? Math.min(last[2], daysIn(year, month)) : daysIn(year, month));
  };
  const pick = (list: number[], at: number | undefined) => list[Math.min(list.length - 1, Math.max(0, at ?? 0))] as number;
  const chosen = (at: number[]) => {
    const year = pick(years, at[0]);
    const month = pick(months(year), at[1]);
    return { year, month, day: pick(days(year, month), at[2]) };
  };
  const startAt = [years.indexOf(wanted[0]), months(wanted[0]).indexOf(wanted[1]), days(wanted[0], wanted[1]).indexOf(wanted[2])].map(
    (each) => Math.max(0, each),
  );
  return {
    labels(at) {
      const { year, month } = chosen(at);
      return [
        years.map((each) => `${each}年`),
        months(year).map((each) => `${each}月`),
        days(year, month).map((each) => `${each}日`),
      ].slice(0, depth);
    },
    start: startAt.slice(0, depth),
    value(at) {
      const { year, month, day } = chosen(at);
      return [String(year), two(month), two(day)].slice(0, depth).join('-');
    },
  };
}

/** `HH:mm`. */
export function timeColumns(value: string, start: string, end: string, now: number): Columns {
  const read = (text: string, missing: [number, number]): [number, number] => {
    const [hour, minute] = text.split(':').map(Number);
    return text && Number.isFinite(hour) ? [hour as number, minute ?? 0] : missing;
  };
  const first = read(start, [0, 0]);
  const last = read(end, [23, 59]);
  const today = beijing(now);
  const wanted = read(value, [today.getUTCHours(), today.getUTCMinutes()]);
  const hours = span(first[0], last[0]);
  const minutes = (hour: number) => span(hour === first[0] ? first[1] : 0, hour === last[0] ? last[1] : 59);
  const chosen = (at: number[]) => {
    const hour = hours[Math.min(hours.length - 1, at[0] ?? 0)] as number;
    const list = minutes(hour);
    return { hour, minute: list[Math.min(list.length - 1, at[1] ?? 0)] as number };
  };
  return {
    labels: (at) => [hours.map(two), minutes(chosen(at).hour).map(two)],
    start: [Math.max(0, hours.indexOf(wanted[0])), Math.max(0, minutes(wanted[0]).indexOf(wanted[1]))],
    value(at) {
      const { hour, minute } = chosen(at);
      return `${two(hour)}:${two(minute)}`;
    },
  };
}
