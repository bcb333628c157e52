// Sums that are a share of what work paid in the period: one share, or shares that rise with the wage.
import { moneyWords } from '@shared/domain/money';
import type { Fen } from '@shared/domain/records';
import { countMonths, type Distance } from '@shared/domain/spells';
import type { Reading } from '../reading';
import { sourcesOf } from '../reading';
import { type AmountCompiler, failed, type Gap, type Sum, unknown } from './sum';

/** 1000 → `10%`, 250 → `2.5%`. */
export function percentWords(basisPoints: number): string {
  return `${basisPoints / 100}%`;
}

export interface Wages {
  /** Σ monthly pay × calendar months touched, where pay is known. */
  fen: Fen;
  /** What is missing: pay of some months, or the place of some work. */
  gap: Gap | null;
}

export function wagesOf({ work }: Reading, distances: readonly Distance[]): Wages {
  let fen = 0;
  let gap: Gap | null = null;
  for (const { spell, mask, distance } of work) {
    if (distance === null) gap ??= unknown('complete_place');
    else if (!distances.includes(distance)) continue;
    else if (spell.monthlyFen === null) gap ??= unknown('wage_proof');
    else fen += spell.monthlyFen * countMonths(mask);
  }
  return { fen, gap };
}

/** The share in whole fen, never more than exact. */
export function shareOf(fen: Fen, basisPoints: number): Fen {
  return Math.floor((fen * basisPoints) / 10_000);
}

export const percentOfWage: AmountCompiler<'percent_of_wage'> = (amount, basisOf) => {
  const basis = basisOf(amount.basis);
  return (reading) => {
    const wages = wagesOf(reading, amount.distances);
    return shared(reading, wages, shareOf(wages.fen, amount.basisPoints), amount.capFen, (fen) => ({
      words: `${amount.words}，务工收入 ${moneyWords(wages.fen)} 的 ${percentWords(amount.basisPoints)}，计 ${moneyWords(fen)}`,
      basis,
    }));
  };
};

type Brackets = Parameters<AmountCompiler<'wage_brackets'>>[0]['brackets'];

/** 全额按所在段. */
export function wholeShare(fen: Fen, brackets: Brackets): Fen {
  const own = brackets.find(({ upToFen }) => upToFen === null || fen <= upToFen);
  return own === undefined ? 0 : shareOf(fen, own.basisPoints);
}

/** 超过部分按所在段, each part at its own share; rounded once, at the end. */
export function marginalShare(fen: Fen, brackets: Brackets): Fen {
  let from = 0;
  let parts = 0;
  for (const { upToFen, basisPoints } of brackets) {
    const to = upToFen === null ? fen : Math.min(fen, upToFen);
    if (to > from) parts += (to - from) * basisPoints;
    if (upToFen !== null) from = upToFen;
  }
  return Math.floor(parts / 10_000);
}

const READING_WORDS: Record<string, string> = { whole: '全额按所在段', marginal: '分段累计' };

export const wageBrackets: AmountCompiler<'wage_brackets'> = (amount, basisOf, pack) => {
  const basis = basisOf(amount.basis);
  const chosen = pack.switches?.find((one) => one.id === amount.readingSwitch)?.chosen ?? null;
  const capped = (fen: Fen) => (amount.capFen === null ? fen : Math.min(fen, amount.capFen));
  return (reading) => {
    const wages = wagesOf(reading, amount.distances);
    const whole = wholeShare(wages.fen, amount.brackets);
    const marginal = marginalShare(wages.fen, amount.brackets);
    const share = chosen === 'whole' ? whole : chosen === 'marginal' ? marginal : Math.min(whole, marginal);
    const said = chosen === null ? '两种算法中较低的' : (READING_WORDS[chosen] ?? '');
    const sum = shared(reading, wages, share, amount.capFen, (fen) => ({
      words: `${amount.words}，务工收入 ${moneyWords(wages.fen)}，${said}，计 ${moneyWords(fen)}`,
      basis,
    }));
    const undecided = chosen === null && capped(whole) !== capped(marginal);
    return undecided && sum.gap === undefined ? { ...sum, gap: unknown('ask_county') } : sum;
  };
};

function shared(reading: Reading, wages: Wages, share: Fen, capFen: Fen | null, from: (fen: Fen) => Sum['from']): Sum {
  const sources = sourcesOf(reading.work);
  const fen = capFen === null ? share : Math.min(share, capFen);
  const full = capFen !== null && share >= capFen;
  const sum: Sum = { fen, from: fen > 0 ? from(fen) : null, sources };
  if (wages.gap !== null && !full) return { ...sum, gap: wages.gap };
  return fen > 0 ? sum : { ...sum, gap: failed('add_work_record') };
}

export const byHouseholdIncome: AmountCompiler<'by_household_income'> = (amount, basisOf) => {
  const sums = amount.bands.map(
    (band): Sum => ({ fen: band.fen, from: { words: `${band.words}，定额 ${moneyWords(band.fen)}`, basis: basisOf(band.basis) } }),
  );
  const least = sums.reduce((low, one) => (one.fen < low.fen ? one : low));
  return (reading) => {
    const income = reading.facts.household.perCapitaFen ?? null;
    if (income === null) return { ...least, gap: unknown('ask_household_income'), sources: reading.household };
    let own = sums[0] as Sum;
    amount.bands.forEach(({ fromFen }, index) => {
      if (income >= fromFen) own = sums[index] as Sum;
    });
    return { ...own, sources: reading.household };
  };
};
