// From a pack's amount mode to a function that says how much a reading gives, and by which tier or rule.
import type { Assessment, Basis } from '@shared/domain/assessment';
import { moneyWords } from '@shared/domain/money';
import type { Fen } from '@shared/domain/records';
import type { Distance, Worked } from '@shared/domain/spells';
import { longest, mostMonthsPossible } from './checks/work';
import type { Reading } from './reading';
import type { Amount, BasisRef } from './schema';

export interface Sum {
  fen: Fen;
  from: Assessment['amountFrom'];
}

const NOTHING: Sum = { fen: 0, from: null };

/** How much is due: exactly when all conditions are met (`sure`); where facts are missing, what it could come to once they are known. */
export type SumOf = (reading: Reading, sure: boolean) => Sum;

type Mode = Amount['mode'];
type Compiler<M extends Mode> = (amount: Extract<Amount, { mode: M }>, basisOf: (ref: BasisRef) => Basis) => SumOf;

const compilers: { [M in Mode]: Compiler<M> } = {
  fixed_by_place: (amount, basisOf) => {
    const sums = new Map<Distance, Sum>();
    for (const tier of amount.tiers) {
      const sum: Sum = { fen: tier.fen, from: { words: `${tier.words}，定额 ${moneyWords(tier.fen)}`, basis: basisOf(tier.basis) } };
      for (const distance of tier.distances) sums.set(distance, sum);
    }
    return ({ work }) => {
      let best = NOTHING;
      for (let i = 0; i < work.length; i += 1) {
        const distance = (work[i] as Worked).distance;
        const sum = distance === null ? undefined : sums.get(distance);
        if (sum !== undefined && sum.fen > best.fen) best = sum;
      }
      return best;
    };
  },
  per_month: (amount, basisOf) => {
    const basis = basisOf(amount.basis);
    const sums: Sum[] = [NOTHING];
    for (let n = 1; n <= amount.maxMonths; n += 1) {
      const fen = amount.fenPerMonth * n;
      sums.push({ fen, from: { words: `${amount.words}，每月 ${moneyWords(amount.fenPerMonth)} × ${n} 个月`, basis } });
    }
    const monthsAtOne = (reading: Reading, sure: boolean) =>
      sure ? (longest(reading.employers)?.months ?? 0) : mostMonthsPossible(reading);
    return (reading, sure) => {
      const n = amount.months === 'worked' ? reading.months : monthsAtOne(reading, sure);
      return sums[Math.min(n, amount.maxMonths)] ?? NOTHING;
    };
  },
};

export function compileAmount(amount: Amount, basisOf: (ref: BasisRef) => Basis): SumOf {
  return (compilers[amount.mode] as Compiler<Mode>)(amount as never, basisOf);
}
