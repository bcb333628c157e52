// Days and months typed by people: 2025-3-1, 2025.3.1, 2025/3/1, 2025年3月1日, 20250301 are one day.
import { isDate, isMonth } from '../dates';
import type { DateText, MonthText } from '../records';
import { halfWidth } from './typed';

const DAY = /^(\d{4})(?:[-./](\d{1,2})[-./](\d{1,2})|年(\d{1,2})月(\d{1,2})日?|(\d{2})(\d{2}))$/;
const MONTH = /^(\d{4})(?:[-./](\d{1,2})|年(\d{1,2})月?|(\d{2}))$/;

const two = (digits: string): string => (digits.length === 1 ? `0${digits}` : digits);

/** The day as text; null when it is not one that exists. Digits alone must be eight, or it could be read two ways. */
export function readDate(typed: string): DateText | null {
  const parts = DAY.exec(halfWidth(typed));
  if (parts === null) return null;
  const day = `${parts[1]}-${two(parts[2] ?? parts[4] ?? parts[6] ?? '')}-${two(parts[3] ?? parts[5] ?? parts[7] ?? '')}`;
  return isDate(day) ? day : null;
}

/** The month as text; null when it is not one. Digits alone must be six. */
export function readMonth(typed: string): MonthText | null {
  const parts = MONTH.exec(halfWidth(typed));
  if (parts === null) return null;
  const month = `${parts[1]}-${two(parts[2] ?? parts[3] ?? parts[4] ?? '')}`;
  return isMonth(month) ? month : null;
}

/** What is wrong with it, in plain words; null when it is a day within the bounds (both included). */
export function dateProblem(typed: string, bounds: { from?: DateText; to?: DateText } = {}): string | null {
  if (halfWidth(typed) === '') return '请填日期。';
  const day = readDate(typed);
  if (day === null) return '日期写得不对，或者没有这一天。照这样写：2025-03-01。';
  if (bounds.from !== undefined && day < bounds.from) return `日期太早了，不能早于 ${bounds.from}。`;
  if (bounds.to !== undefined && day > bounds.to) return `日期太晚了，不能晚于 ${bounds.to}。`;
  return null;
}
