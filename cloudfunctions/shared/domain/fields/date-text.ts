// Days and months typed by people: 2025-3-1, 2025.3.1, 2025/3/1, 2025年3月1日, 20250301 are one day.
import { isDate, isMonth } from '../dates';
import type { DateText, MonthText } from '../records';

const DAY = /^(\d{4})[-./年]?(\d{1,2})[-./月]?(\d{1,2})日?$/;
const MONTH = /^(\d{4})[-./年]?(\d{1,2})月?$/;

/** Full-width signs and spaces levelled; unlike numbers, dashes are kept: they part the fields. */
function bare(typed: string): string {
  return typed.replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0)).replace(/\s/g, '');
}

const two = (digits: string): string => (digits.length === 1 ? `0${digits}` : digits);

/** The day as text; null when it is not one that exists. Digits alone must be eight, or it could be read two ways. */
export function readDate(typed: string): DateText | null {
  const text = bare(typed);
  if (/^\d+$/.test(text) && text.length !== 8) return null;
  const parts = DAY.exec(text);
  if (parts === null) return null;
  const day = `${parts[1]}-${two(parts[2] as string)}-${two(parts[3] as string)}`;
  return isDate(day) ? day : null;
}

/** The month as text; null when it is not one. Digits alone must be six. */
export function readMonth(typed: string): MonthText | null {
  const text = bare(typed);
  if (/^\d+$/.test(text) && text.length !== 6) return null;
  const parts = MONTH.exec(text);
  if (parts === null) return null;
  const month = `${parts[1]}-${two(parts[2] as string)}`;
  return isMonth(month) ? month : null;
}

/** What is wrong with it, in plain words; null when it is a day within the bounds (both included). */
export function dateProblem(typed: string, bounds: { from?: DateText; to?: DateText } = {}): string | null {
  if (bare(typed) === '') return '请填日期。';
  const day = readDate(typed);
  if (day === null) return '日期写得不对，或者没有这一天。照这样写：2025-03-01。';
  if (bounds.from !== undefined && day < bounds.from) return `日期太早了，不能早于 ${bounds.from}。`;
  if (bounds.to !== undefined && day > bounds.to) return `日期太晚了，不能晚于 ${bounds.to}。`;
  return null;
}
