// Numbers as people type them: 5000, 5,000, 5k, 6千, 1.2万, 一百八, 四千五, 两万二. null where it is none.

const DIGIT: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  俩: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};
const UNIT: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000, 万: 10_000 };
const TAIL: Readonly<Record<string, number>> = { k: 1000, K: 1000, 千: 1000, w: 10_000, W: 10_000, 万: 10_000, 百: 100 };

/** Source of a pattern for one number, without a group. */
export const NUMBER =
  '(?:\\d{1,3}(?:,\\d{3})+|\\d+(?:\\.\\d+)?)\\s?(?:[kKwW百千万]\\d?)?|[一二两三四五六七八九十百千万零]+?(?=一(?:天|个|月|小时|日|件))|[一二两三四五六七八九十百千万零]+';
/** Source of what stands between the two ends of a range. */
export const TO = '\\s*(?:[-~—–−]+|至|到)\\s*';

function chinese(text: string): number | null {
  let total = 0;
  let section = 0;
  let digit: number | null = null;
  let last = 1;
  for (const sign of text) {
    const unit = UNIT[sign];
    if (unit === undefined) {
      if (digit !== null && digit !== 0) return null;
      digit = DIGIT[sign] ?? null;
      if (digit === 0) last = 1;
      continue;
    }
    if (unit === 10_000) {
      total = (total + section + (digit ?? 0)) * unit;
      section = 0;
    } else section += (digit ?? 1) * unit;
    digit = null;
    last = unit;
  }
  // 一百八: the unit below the last one is left out.
  const rest = digit === null ? 0 : last > 10 ? (digit * last) / 10 : digit;
  return total + section + rest;
}

/** @param text one match of NUMBER. A number beyond a hundred million is none. */
export function numberOf(text: string): number | null {
  const typed = /^([\d,]+(?:\.\d+)?)\s?(?:([kKwW百千万])(\d?))?$/.exec(text.trim());
  const value = typed
    ? digits(typed[1] ?? '', typed[2] ?? '', typed[3] ?? '')
    : /^[一二两三四五六七八九十百千万零]+$/.test(text)
      ? chinese(text)
      : null;
  return value !== null && Number.isFinite(value) && value >= 0 && value < 100_000_000 ? value : null;
}

function digits(number: string, tail: string, after: string): number {
  const times = TAIL[tail] ?? 1;
  // 4千5: the five are hundreds.
  return Number(number.replace(/,/g, '')) * times + (after === '' ? 0 : (Number(after) * times) / 10);
}

/** Both ends of a range: 5-6千 and 四五千 lend the unit of the second to the first. */
export function rangeOf(low: string, high: string): [number, number] | null {
  const [to, from] = [numberOf(high), numberOf(low)];
  if (to === null || from === null) return null;
  const unit = /[kKwW百千万]/.exec(high)?.[0] ?? '';
  const lent = unit !== '' && !/[kKwW百千万]/.test(low) && from < 100 ? from * (TAIL[unit] ?? 1) : from;
  return lent <= to ? [lent, to] : [to, lent];
}
