// Days the county's calendar is made of.
import type { DateText } from '@shared/domain/records';

/** `YYYY-MM-DD` of a year, month and date. */
export const day = (year: number, month: number, date: number): DateText =>
  `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;

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
