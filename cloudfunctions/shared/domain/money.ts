// Amounts in fen as people read them: 「1500 元」 for residents and clerks at the screen, 「1,500.00」 for whoever pays.
import type { Fen } from './records';

/** `resident`: short and spoken; `payer`: two decimals, thousands parted. */
export type MoneyRegister = 'resident' | 'payer';

function split(fen: Fen): { sign: string; yuan: string; cents: string } {
  if (!Number.isSafeInteger(fen)) throw new RangeError(`fen must be a whole number, got ${fen}`);
  const size = Math.abs(fen);
  const cents = size % 100;
  return { sign: fen < 0 ? '-' : '', yuan: String((size - cents) / 100), cents: `${cents < 10 ? '0' : ''}${cents}` };
}

/** 150000 → `1500`, 99999 → `999.99`: as few signs as say it exactly. */
export function yuanText(fen: Fen): string {
  const { sign, yuan, cents } = split(fen);
  return cents === '00' ? `${sign}${yuan}` : `${sign}${yuan}.${cents}`;
}

/** 150000 → `1,500.00`: bank lists and totals. */
export function payerText(fen: Fen): string {
  const { sign, yuan, cents } = split(fen);
  return `${sign}${yuan.replace(/\B(?=(\d{3})+$)/g, ',')}.${cents}`;
}

export function moneyWords(fen: Fen, register: MoneyRegister = 'resident'): string {
  return register === 'payer' ? payerText(fen) : `${yuanText(fen)} 元`;
}

const CAPITALS = '零壹贰叁肆伍陆柒捌玖';
const PLACES = ['', '拾', '佰', '仟'];
const GROUPS = ['', '万', '亿', '万亿'];

/** A whole number in the capitals used on letters and receipts; '' for 0. */
function capitalNumber(digits: string): string {
  let words = '';
  let zero = false;
  for (let at = 0; at < digits.length; at += 1) {
    const place = digits.length - 1 - at;
    const digit = Number(digits[at]);
    if (digit !== 0) {
      words += `${zero ? '零' : ''}${CAPITALS[digit]}${PLACES[place % 4]}`;
      zero = false;
    } else if (words !== '') zero = true;
    // A group of four zeros has no name of its own.
    if (place % 4 === 0 && place > 0 && /[1-9]/.test(digits.slice(Math.max(0, at - 3), at + 1))) words += GROUPS[place / 4];
  }
  return words;
}

/** 150050 → `壹仟伍佰元伍角整`: sums on letters, which nobody can alter with one stroke. */
export function capitalWords(fen: Fen): string {
  const { sign, yuan, cents } = split(fen);
  const jiao = Number(cents[0]);
  const rest = Number(cents[1]);
  const whole = capitalNumber(yuan);
  const small = `${jiao > 0 ? `${CAPITALS[jiao]}角` : ''}${rest > 0 ? `${jiao === 0 && whole !== '' ? '零' : ''}${CAPITALS[rest]}分` : ''}`;
  if (whole === '' && small === '') return '零元整';
  return `${sign === '' ? '' : '负'}${whole === '' ? '' : `${whole}元`}${small}${rest > 0 ? '' : '整'}`;
}
