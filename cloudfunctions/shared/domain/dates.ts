// Days and months as Beijing text, instants as UTC; no clock and no time zone data of the machine.
import dayjs from 'dayjs';
import utc from 'dayjs/plugin/utc';
import { EXTRA_WORKDAYS, FREE_DAYS } from './holidays';
import type { DateText, Instant, MonthText } from './records';

dayjs.extend(utc);

/** Beijing keeps UTC + 8 h all year. dayjs.tz is wrong in WeChat on Android, so the offset is added by hand. */
const BEIJING_HOURS = 8;

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const MONTH = /^(\d{4})-(\d{2})$/;

/** The Beijing day an instant falls on. */
export function beijingDate(at: Instant): DateText {
  return dayjs.utc(at).add(BEIJING_HOURS, 'hour').format('YYYY-MM-DD');
}

/** The Beijing month an instant falls in. */
export function beijingMonth(at: Instant): MonthText {
  return beijingDate(at).slice(0, 7);
}

/** Beijing clock time of an instant, `HH:mm`. */
export function beijingTime(at: Instant): string {
  return dayjs.utc(at).add(BEIJING_HOURS, 'hour').format('HH:mm');
}

/** The instant at which a Beijing day begins. */
export function startOfDay(day: DateText): Instant {
  return dayjs.utc(`${day}T00:00:00.000Z`).subtract(BEIJING_HOURS, 'hour').toISOString();
}

/** Whether the text is a day that exists (2025-02-29 does not). */
export function isDate(text: string): boolean {
  const parts = DATE.exec(text);
  if (!parts) return false;
  const year = Number(parts[1]);
  const month = Number(parts[2]);
  const day = Number(parts[3]);
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/** Whether the text is a month `YYYY-MM` that exists. */
export function isMonth(text: string): boolean {
  const parts = MONTH.exec(text);
  return parts !== null && Number(parts[2]) >= 1 && Number(parts[2]) <= 12;
}

/** Days of a month, 28 to 31; `month` counts from 1. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function digit(text: string, at: number): number {
  return text.charCodeAt(at) - 48;
}

/** Months since year 0 of a day or month text: 2025-03 → 24302. Reads digits only, no check: the fast path of spells. */
export function monthIndex(text: DateText | MonthText): number {
  const year = digit(text, 0) * 1000 + digit(text, 1) * 100 + digit(text, 2) * 10 + digit(text, 3);
  return year * 12 + digit(text, 5) * 10 + digit(text, 6) - 1;
}

/** The inverse of monthIndex. */
export function monthText(index: number): MonthText {
  const month = (index % 12) + 1;
  return `${String(Math.floor(index / 12)).padStart(4, '0')}-${month < 10 ? '0' : ''}${month}`;
}

/** Days since 1970-01-01 of a day text. */
export function dayNumber(day: DateText): number {
  const month = monthIndex(day);
  return Date.UTC(Math.floor(month / 12), month % 12, digit(day, 8) * 10 + digit(day, 9)) / 86_400_000;
}

/** The inverse of dayNumber. */
export function dayText(number: number): DateText {
  return new Date(number * 86_400_000).toISOString().slice(0, 10);
}

export function addDays(day: DateText, days: number): DateText {
  return dayText(dayNumber(day) + days);
}

/** Days from one day to another; negative when `to` is earlier. */
export function daysBetween(from: DateText, to: DateText): number {
  return dayNumber(to) - dayNumber(from);
}

/** The later of two days. */
export function laterOf(a: DateText, b: DateText): DateText {
  if (a > b) return a;
  return b;
}

/** The earlier of two days. */
export function earlierOf(a: DateText, b: DateText): DateText {
  if (a < b) return a;
  return b;
}

/** Same day some months on; the last day of the month where that day does not exist (01-31 + 1 → 02-28). */
export function addMonths(day: DateText, months: number): DateText {
  const month = monthText(monthIndex(day) + months);
  const last = daysInMonth(Number(month.slice(0, 4)), Number(month.slice(5)));
  const wanted = Number(day.slice(8));
  const kept = Math.min(wanted, last);
  return `${month}-${kept < 10 ? '0' : ''}${kept}`;
}

/** Whole months passed from one day to another; negative when `to` is earlier. */
export function monthsBetween(from: DateText, to: DateText): number {
  if (to < from) return -monthsBetween(to, from) || 0;
  const months = monthIndex(to) - monthIndex(from);
  return addMonths(from, months) > to ? months - 1 : months;
}

export function lastDayOfMonth(month: MonthText): DateText {
  return `${month}-${daysInMonth(Number(month.slice(0, 4)), Number(month.slice(5)))}`;
}

/** 周岁 on a day: one more from the birthday itself; born on 02-29 turns older on 03-01 in common years. */
export function ageOn(born: DateText, day: DateText): number {
  const months = monthIndex(day) - monthIndex(born);
  const dayOfMonth = digit(day, 8) * 10 + digit(day, 9);
  const bornDay = digit(born, 8) * 10 + digit(born, 9);
  return Math.floor((dayOfMonth < bornDay ? months - 1 : months) / 12);
}

/** 0 Sunday … 6 Saturday. */
export function weekday(day: DateText): number {
  return (((dayNumber(day) + 4) % 7) + 7) % 7;
}

/** Whether offices work that day: the State Council's table first, then Monday to Friday. */
export function isWorkingDay(day: DateText): boolean {
  if (EXTRA_WORKDAYS.has(day)) return true;
  if (FREE_DAYS.has(day)) return false;
  const name = weekday(day);
  return name !== 0 && name !== 6;
}

/** The n-th working day after a day; 0 gives the day itself if it works, else the next that does. */
export function addWorkingDays(day: DateText, days: number): DateText {
  let at = dayNumber(day);
  if (days <= 0) {
    while (!isWorkingDay(dayText(at))) at += 1;
    return dayText(at);
  }
  for (let left = days; left > 0; ) {
    at += 1;
    if (isWorkingDay(dayText(at))) left -= 1;
  }
  return dayText(at);
}

/** Working days after `from` up to and with `to`; 0 when `to` is not later. */
export function workingDaysBetween(from: DateText, to: DateText): number {
  let count = 0;
  for (let at = dayNumber(from) + 1, end = dayNumber(to); at <= end; at += 1) if (isWorkingDay(dayText(at))) count += 1;
  return count;
}

/** `3月12日`; with the year when asked or when it differs from `today`. */
export function dayWords(day: DateText, today?: DateText): string {
  const short = `${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`;
  return today !== undefined && today.slice(0, 4) !== day.slice(0, 4) ? `${day.slice(0, 4)}年${short}` : short;
}

/** `2025年3月`. */
export function monthWords(month: MonthText): string {
  return `${month.slice(0, 4)}年${Number(month.slice(5, 7))}月`;
}

/** First and last day of a programme period: `2025` or `2025Q1`. */
export function periodDays(period: string): { from: DateText; to: DateText } {
  const year = period.slice(0, 4);
  if (period.length === 6) {
    const first = Number(period.charAt(5)) * 3 - 2;
    return { from: `${year}-${first < 10 ? '0' : ''}${first}-01`, to: lastDayOfMonth(`${year}-${first + 2 < 10 ? '0' : ''}${first + 2}`) };
  }
  return { from: `${year}-01-01`, to: `${year}-12-31` };
}

/** `2025年`, `2025年第1季度`. */
export function periodWords(period: string): string {
  return period.length === 6 ? `${period.slice(0, 4)}年第${period.charAt(5)}季度` : `${period}年`;
}

/** The day after so many working days, or calendar days where a document counts those. */
export function addCountedDays(day: DateText, days: number, calendar: boolean): DateText {
  return calendar ? addDays(day, days) : addWorkingDays(day, days);
}

/** 「5 个工作日」 or 「7 天」. */
export function countedDaysWords(days: number, calendar: boolean): string {
  return calendar ? `${days} 天` : `${days} 个工作日`;
}
