// Calendar arithmetic on `YYYY-MM-DD` text; days are Beijing days and no clock or time zone is involved.
import type { DateText } from '@shared/domain/records';

const DAY_MS = 86_400_000;

export const day = (year: number, month: number, date: number): DateText =>
  new Date(Date.UTC(year, month - 1, date)).toISOString().slice(0, 10);

export const addDays = (date: DateText, days: number): DateText => new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10);

/** Full years of age on `on`. */
export function ageOn(born: DateText, on: DateText): number {
  const years = Number(on.slice(0, 4)) - Number(born.slice(0, 4));
  return on.slice(5) < born.slice(5) ? years - 1 : years;
}

/** Home for the New Year: the first day of the lunar year in each calendar year the county knows. */
export const SPRING_FESTIVAL: Readonly<Record<number, DateText>> = {
  2023: '2023-01-22',
  2024: '2024-02-10',
  2025: '2025-01-29',
  2026: '2026-02-17',
};

export function springFestival(year: number): DateText {
  const date = SPRING_FESTIVAL[year];
  if (!date) throw new Error(`the spring festival of ${year} is not in the table`);
  return date;
}
