// Pay of a posting as a month's money, by assumptions that are said with the number. Nothing is made up where it cannot be told.
import { moneyWords, yuanText } from './money';
import type { Fen, PostingRecord } from './records';

/** Working days of a month with a day off each week and the rain. */
export const DAYS_A_MONTH = 22;
export const HOURS_A_DAY = 8;

export interface MonthPay {
  minFen: Fen;
  maxFen: Fen;
  /** How it was counted from what the posting says; '' = the posting says a month. */
  assumed: string;
}

const TIMES: Readonly<Record<'month' | 'day' | 'hour', { times: number; assumed: string }>> = {
  month: { times: 1, assumed: '' },
  day: { times: DAYS_A_MONTH, assumed: `按一个月干 ${DAYS_A_MONTH} 天算` },
  hour: { times: DAYS_A_MONTH * HOURS_A_DAY, assumed: `按一个月干 ${DAYS_A_MONTH} 天、一天 ${HOURS_A_DAY} 小时算` },
};

/** null for piece work: it depends on the hands, and nobody can tell. */
export function monthOf({ minFen, maxFen, unit }: PostingRecord['pay']): MonthPay | null {
  if (unit === 'piece') return null;
  const { times, assumed } = TIMES[unit];
  return { minFen: minFen * times, maxFen: maxFen * times, assumed };
}

/** 「一个月 4500 到 6000 元」. */
export function monthPayWords({ minFen, maxFen }: MonthPay): string {
  return minFen === maxFen ? `一个月 ${moneyWords(minFen)}` : `一个月 ${yuanText(minFen)} 到 ${moneyWords(maxFen)}`;
}
