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
