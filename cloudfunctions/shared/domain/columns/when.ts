// Days and months as sheets hold them: a sheet's own number, 2025.3, 25年3月, 2025/03/01, 2025-03-01 00:00:00, 2025年3月初, 至今.
import { dayText, isMonth } from '../dates';
import { readDate, readMonth } from '../fields/date-text';
import { halfWidth } from '../fields/typed';
import type { DateText, MonthText } from '../records';

/** A day, or only its month when that is all that was written. */
export interface When {
  day: DateText | null;
  month: MonthText;
}

/** 1954 to 2064 as a sheet numbers days: what lies outside is a number, not a day. */
const FIRST_SERIAL = 20_000;
const LAST_SERIAL = 60_000;
const SERIAL_EPOCH = 25_569;

const ofDay = (day: DateText | null): When | null => (day === null ? null : { day, month: day.slice(0, 7) });

/** null when it is neither a day nor a month that exists. */
export function readWhen(typed: string): When | null {
  const text = halfWidth(typed.trim().replace(/[\sT]\d{1,2}:\d{2}(:\d{2})?(\.\d+)?Z?$/, ''))
    .replace(/(月)份?(初|底|末|上旬|中旬|下旬)?$/, '$1')
    .replace(/[。．]/g, '.');
  if (/^\d{5}(\.\d+)?$/.test(text)) {
    const serial = Math.floor(Number(text));
    return serial >= FIRST_SERIAL && serial <= LAST_SERIAL ? ofDay(dayText(serial - SERIAL_EPOCH)) : null;
  }
  const whole = /^\d{2}(年|[-./]\d{1,2}$|[-./]\d{1,2}[-./])/.test(text) && !/^\d{4}/.test(text) ? withCentury(text) : text;
  const day = readDate(whole);
  if (day !== null) return ofDay(day);
  const month = readMonth(whole);
  return month !== null && isMonth(month) ? { day: null, month } : null;
}

/** 25年3月 is this century, 72年3月 the last one. */
function withCentury(text: string): string {
  return `${Number(text.slice(0, 2)) <= 40 ? '20' : '19'}${text}`;
}

const STILL: readonly string[] = ['至今', '今', '现在', '在岗', '在外', '仍在', '未返乡', '未回', '未结束', '目前', '-', '—', '/', '无'];

/** Whether an end says that it has not come. */
export const isStill = (typed: string): boolean => STILL.includes(halfWidth(typed));

/** 「2025.3-2025.12」, 「2025年3月至今」, 「2025年3-11月」: from and to; to is null while it lasts. null when it is no such span. */
export function readSpan(typed: string): { from: When; to: When | null } | null {
  const text = halfWidth(typed).replace(/[~～—–]+|--+/g, '至');
  const short = /^(\d{2,4})年(\d{1,2})月?[-至到](\d{1,2})月$/.exec(text);
  const parts = short
    ? [`${short[1]}年${short[2]}月`, `${short[1]}年${short[3]}月`]
    : text.includes('至') || text.includes('到')
      ? text.split(/[至到]/)
      : halves(text);
  if (parts.length !== 2) return null;
  const from = readWhen(parts[0] as string);
  const still = parts[1] === '' || isStill(`至${parts[1]}`) || isStill(parts[1] as string);
  const to = still ? null : readWhen(parts[1] as string);
  if (from === null || (!still && to === null)) return null;
  return { from, to };
}

/** Parted by the middle dash: 2025.3-2025.12, 2025-03-2025-12. */
function halves(text: string): string[] {
  const dashes = Array.from(text).flatMap((sign, at) => (sign === '-' ? [at] : []));
  const middle = dashes[Math.floor(dashes.length / 2)];
  return middle === undefined || dashes.length % 2 === 0 ? [] : [text.slice(0, middle), text.slice(middle + 1)];
}
