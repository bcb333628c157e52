// Numbers as they are read out: 4500 → 四千五, 12 → 十二, telephones digit by digit with 幺 for one. For loudspeakers.
import type { DateText, Fen } from './records';

const DIGITS = '零一二三四五六七八九';
const UNITS = ['', '十', '百', '千'];

/** Two at the beginning is 两 before 百, 千 and 万; else 二. */
const digitBefore = (digit: number, unit: number, first: boolean): string =>
  digit === 2 && unit >= 2 && first ? '两' : (DIGITS[digit] as string);

/** 1 to 9999 in full: 4050 → 四千零五十. `leading`: nothing stands before it, so that 十二 is not 一十二. */
function below10000(number: number, leading: boolean): string {
  let words = '';
  let zero = false;
  for (let unit = 3; unit >= 0; unit -= 1) {
    const digit = Math.floor(number / 10 ** unit) % 10;
    if (digit === 0) {
      zero = words !== '';
      continue;
    }
    const ten = unit === 1 && digit === 1 && words === '' && leading;
    words += (zero ? '零' : '') + (ten ? '' : digitBefore(digit, unit, words === '' && leading)) + UNITS[unit];
    zero = false;
  }
  return words;
}

/** 0 to 99,999,999 as people say it; the last unit is left out where it follows the one before: 四千五, 一百二, 一万二. */
export function spokenNumber(number: number): string {
  if (!Number.isSafeInteger(number) || number < 0 || number >= 100_000_000) throw new RangeError(`no spoken form of ${number}`);
  if (number === 0) return '零';
  const high = Math.floor(number / 10_000);
  const low = number % 10_000;
  const gap = high > 0 && low > 0 && low < 1000 ? '零' : '';
  const head = high === 0 ? '' : `${high === 2 ? '两' : below10000(high, true)}万`;
  const words = head + gap + (low === 0 ? '' : below10000(low, high === 0));
  // 四千五百 → 四千五: two units side by side, nothing after them.
  const text = String(number).replace(/0+$/, '');
  const short = text.length >= 2 && !text.endsWith('0') && text[text.length - 2] !== '0' && number >= 110 && number % 10 === 0;
  return short ? words.replace(/[十百千]$/, '') : words;
}

/** Before a measure word: 两家, 两个人; otherwise as the number is said. */
export const spokenCount = (number: number): string => (number === 2 ? '两' : spokenNumber(number));

/** Yuan of a wage as read out; jiao and fen after 块: 15.5 → 十五块五, 0.45 → 四毛五. */
export function spokenYuan(fen: Fen): string {
  const yuan = Math.floor(fen / 100);
  const cents = fen % 100;
  if (cents === 0) return spokenNumber(yuan);
  if (yuan === 0) {
    const [jiao, rest] = [Math.floor(cents / 10), cents % 10];
    const last = rest === 0 ? '' : `${DIGITS[rest]}${jiao === 0 ? '分' : ''}`;
    return `${jiao === 0 ? '' : `${jiao === 2 ? '两' : DIGITS[jiao]}毛`}${last}`;
  }
  const rest = cents % 10 === 0 ? DIGITS[cents / 10] : `${DIGITS[Math.floor(cents / 10)]}${DIGITS[cents % 10]}`;
  return `${spokenNumber(yuan)}块${rest}`;
}

/** 19912345678 → 幺九九，幺二三四，五六七八; 0354-7990001 → 零三五四，七九九，零零零幺: with breaths where people make them. */
export function spokenPhone(phone: string): string {
  const breaths = phone.split(/\D+/).flatMap((part) => {
    if (part.length === 11) return [part.slice(0, 3), part.slice(3, 7), part.slice(7)];
    return part.length > 4 ? [part.slice(0, -4), part.slice(-4)] : [part];
  });
  const said = (part: string) => Array.from(part, (sign) => (sign === '1' ? '幺' : DIGITS[Number(sign)])).join('');
  return breaths
    .filter((part) => part !== '')
    .map(said)
    .join('，');
}

/** 2026-03-20 → 三月二十号. */
export const spokenDay = (day: DateText): string => `${spokenNumber(Number(day.slice(5, 7)))}月${spokenNumber(Number(day.slice(8, 10)))}号`;

/** Times of day and numbers within words as they are read out: 上午9:30-12点 → 上午九点半到十二点. Long rows of digits are telephones. */
export function spokenWords(words: string): string {
  return words
    .replace(/0\d{2,3}-?\d{7,8}|\d{7,}/g, spokenPhone)
    .replace(/(\d|点|半)\s*[-–—~～]\s*(?=\d)/g, '$1到')
    .replace(/(\d{1,2})[:：](\d{2})/g, (_, hour: string, minute: string) => {
      const rest = minute === '00' ? '' : minute === '30' ? '半' : `${minute.startsWith('0') ? '零' : ''}${spokenNumber(Number(minute))}分`;
      return `${spokenNumber(Number(hour))}点${rest}`;
    })
    .replace(/\d+/g, (digits) => spokenNumber(Number(digits)));
}
