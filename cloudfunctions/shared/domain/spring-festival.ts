// The lunar New Year in each calendar year: when people come home and when they are gone again. A fact of the calendar, to the day.
import { addDays } from './dates';
import type { DateText } from './records';

/** 正月初一. */
const FIRST_DAYS: Readonly<Record<string, DateText>> = {
  '2019': '2019-02-05',
  '2020': '2020-01-25',
  '2021': '2021-02-12',
  '2022': '2022-02-01',
  '2023': '2023-01-22',
  '2024': '2024-02-10',
  '2025': '2025-01-29',
  '2026': '2026-02-17',
  '2027': '2027-02-06',
  '2028': '2028-01-26',
  '2029': '2029-02-13',
  '2030': '2030-02-03',
  '2031': '2031-01-23',
  '2032': '2032-02-11',
  '2033': '2033-01-31',
  '2034': '2034-02-19',
  '2035': '2035-02-08',
};
/** The earliest day it can fall on: a year beyond the table loses no days by it. */
const EARLIEST = '01-21';

/** Work that ends so long before the first day or up to 元宵 ends as people go home for the New Year, or as ledgers are closed with the year. */
const HOME_BEFORE_DAYS = 60;
const LANTERNS_AFTER_DAYS = 14;

/** 正月初一 of a calendar year. */
export function springFestival(year: number): DateText {
  return FIRST_DAYS[String(year)] ?? `${year}-${EARLIEST}`;
}

/** The last 正月初一 that is not after a day. */
export function festivalBefore(day: DateText): DateText {
  const year = Number(day.slice(0, 4));
  const first = springFestival(year);
  return first <= day ? first : springFestival(year - 1);
}

/** 元宵, by which people are expected to be gone again. */
export function lanternsOf(festival: DateText): DateText {
  return addDays(festival, LANTERNS_AFTER_DAYS);
}

/** The New Year at which work that ended on this day ended; null when it ended at another time of the year. */
export function newYearOf(end: DateText): DateText | null {
  const year = Number(end.slice(0, 4));
  for (const festival of [springFestival(year), springFestival(year + 1)])
    if (addDays(festival, -HOME_BEFORE_DAYS) <= end && end <= lanternsOf(festival)) return festival;
  return null;
}
