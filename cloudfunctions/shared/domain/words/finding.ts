// How the words of a check are put together: what was asked and what was found, by outcome and by value.
import type { CheckResult, CheckValue } from '../assessment';
import type { Register } from './register';
import { valueWords } from './values';

export type Finding = Pick<CheckResult, 'status' | 'expected' | 'actual'>;
export type Say = (finding: Finding) => string;
/** What was asked and what was found, in one register. */
export interface Half {
  asked: Say;
  found: Say;
}

export const text = (value: CheckValue | null): string => (value !== null && value.kind === 'text' ? value.text : '');
export const list = (value: CheckValue | null): string[] => (value !== null && value.kind === 'texts' ? value.texts : []);
export const spoken = (value: CheckValue | null): string => valueWords(value, 'resident');
export const official = (value: CheckValue | null): string => valueWords(value, 'official');
export const day = (date: string, register: Register): string => valueWords({ kind: 'date', date }, register);
export const fixed =
  (words: string): Say =>
  () =>
    words;

/** Different words by outcome; unknown has a common one unless given. */
export function byStatus(passed: string, failed: string, unknown = '还不知道，问清楚这一样就行'): Say {
  return ({ status }) => ({ passed, failed, unknown })[status];
}

/** The found value, unless nothing is known. */
export function known(say: (value: CheckValue) => string, unknown: string): Say {
  return ({ status, actual }) => (actual === null || status === 'unknown' ? unknown : say(actual));
}

/** How a day lies to the days in which claims are taken. */
export function windowFound({ status, expected, actual }: Finding): string {
  if (status === 'passed') return '赶得上';
  const [opens = ''] = list(expected);
  const early = actual !== null && actual.kind === 'date' && actual.date < opens;
  return early ? `还没到日子，${day(opens, 'resident')}起才能交` : '交的日子过了';
}
