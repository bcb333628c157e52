// Amounts typed in yuan: at most two decimals, thousands may be parted; kept in fen.
import type { Fen } from '../records';
import { halfWidth } from './typed';

/** The most a field takes: 100 million yuan, far above any sum here and far below what a number can hold exactly. */
const MOST_FEN = 10_000_000_000;

const AMOUNT = /^(\d{1,3}(,\d{3})+|\d+)(\.\d{1,2})?$/;

function bare(typed: string): string {
  return halfWidth(typed).replace(/[¥￥元]/g, '');
}

/** 「1,500.5」 → 150050; null when it is not an amount. */
export function readAmount(typed: string): Fen | null {
  const text = bare(typed);
  if (!AMOUNT.test(text)) return null;
  const [yuan = '', cents = ''] = text.replace(/,/g, '').split('.');
  const fen = Number(yuan) * 100 + Number(`${cents}00`.slice(0, 2));
  return fen <= MOST_FEN ? fen : null;
}

/**
 * What is wrong with it, in plain words; null when it is right.
 * @param most and `least` in fen, both included.
 */
export function amountProblem(typed: string, most: Fen = MOST_FEN, least: Fen = 0): string | null {
  const text = bare(typed);
  if (text === '') return '请填钱数。';
  if (/^[-\u2212]/.test(text)) return '钱数不能是负的。';
  if (/^[\d,]*\.\d{3,}$/.test(text)) return '钱数最多写到分，小数点后两位。';
  const fen = readAmount(typed);
  const tooMuch = `钱数太大了，最多 ${most / 100} 元。`;
  if (fen === null) return AMOUNT.test(text) ? tooMuch : '钱数写得不对，只写数字，比如 1500。';
  if (fen < least) return '钱数太小了，看看写对没有。';
  return fen > most ? tooMuch : null;
}
