// A matched job as lines on the screen: what fits, what does not, what it nets and on which conditions.
import type { Output } from '@shared/contract/index';
import { moneyWords } from '@shared/domain/money';
import { type JobRow, jobRow } from '../../../present/job';

export type Matched = Output<'match.mine'>['items'][number];
type Reason = Matched['reasons'][number];

export interface ReasonLine {
  icon: 'check' | 'cross' | 'ask';
  tone: 'good' | 'stop' | 'wait';
  words: string;
  remedy: string;
}

export interface MatchItem {
  id: string;
  row: JobRow;
  fits: boolean;
  reasons: ReasonLine[];
  month: string;
  gains: { words: string; conditions: string; basis: string }[];
  others: string[];
  sum: string;
  costs: string[];
  note: string;
}

const LOOKS: Readonly<Record<Reason['fit'], Pick<ReasonLine, 'icon' | 'tone'>>> = {
  fits: { icon: 'check', tone: 'good' },
  not: { icon: 'cross', tone: 'stop' },
  unknown: { icon: 'ask', tone: 'wait' },
};

export const reasonLine = ({ fit, words, remedy }: Reason): ReasonLine => ({ ...LOOKS[fit], words, remedy });

/** Where it does not fit, why not stands first. */
export function reasonLines({ fits, reasons }: Pick<Matched, 'fits' | 'reasons'>): ReasonLine[] {
  const lines = fits ? reasons : [...reasons].sort((a, b) => Number(b.fit === 'not') - Number(a.fit === 'not'));
  return lines.map(reasonLine);
}

export function matchItem(one: Matched, today: string): MatchItem {
  const { subsidies, subsidyFen, monthWords, costs, note } = one.nets;
  const gains = subsidies.filter(({ state }) => state === 'then' || state === 'maybe');
  return {
    id: one.job.id,
    row: { ...jobRow(one.job, today), distance: one.distance },
    fits: one.fits,
    reasons: reasonLines(one),
    month: monthWords,
    gains: gains.map(({ words, conditions, basis }) => ({ words, conditions: conditions.join('；'), basis })),
    others: subsidies.filter(({ state }) => state === 'anyway' || state === 'not').map(({ words }) => words),
    sum: gains.length > 1 && subsidyFen > 0 ? `合起来多得 ${moneyWords(subsidyFen)}` : '',
    costs,
    note,
  };
}
