// From a pack's amount mode to a function that says how much a reading gives, and by which tier or rule.
import { moneyWords } from '@shared/domain/money';
import type { Distance, Worked } from '@shared/domain/spells';
import { type Amount, type AmountMode, isClose } from '../amount-schema';
import type { PackAround } from '../checks/define';
import { longest, mostMonthsPossible } from '../checks/work';
import type { Reading } from '../reading';
import { placeSums } from './places';
import { type AmountCompiler, type BasisOf, NO_SUM, type Sum, type SumOf } from './sum';
import { fixedThenTopUp, receipt } from './tickets';
import { byHouseholdIncome, percentOfWage, wageBrackets } from './wages';

export type { Gap, Sum, SumOf } from './sum';

/** Tiers by distance alone: the way of the county's own packs, for which a table of four does. */
function byDistance(tiers: Extract<Amount, { mode: 'fixed_by_place' }>['tiers'], sumOf: (tier: (typeof tiers)[number]) => Sum): SumOf {
  const sums = new Map<Distance, Sum>();
  for (const tier of tiers) {
    const sum = sumOf(tier);
    for (const distance of tier.distances) sums.set(distance, sum);
  }
  return ({ work }) => {
    let best = NO_SUM;
    for (let i = 0; i < work.length; i += 1) {
      const distance = (work[i] as Worked).distance;
      const sum = distance === null ? undefined : sums.get(distance);
      if (sum !== undefined && sum.fen > best.fen) best = sum;
    }
    return best;
  };
}

const fixedByPlace: AmountCompiler<'fixed_by_place'> = ({ tiers }, basisOf) => {
  const sumOf = (tier: (typeof tiers)[number]): Sum => ({
    fen: tier.fen,
    from: { words: `${tier.words}，定额 ${moneyWords(tier.fen)}`, basis: basisOf(tier.basis) },
  });
  if (!tiers.some(isClose)) return byDistance(tiers, sumOf);
  const sums = new Map(tiers.map((tier) => [tier.id, sumOf(tier)] as const));
  const find = placeSums(tiers);
  return ({ work, facts }) => {
    const { tier, gap } = find(work, facts.home);
    const sum = (tier === null ? undefined : sums.get(tier.id)) ?? NO_SUM;
    return gap === null ? sum : { ...sum, gap };
  };
};

const perMonth: AmountCompiler<'per_month'> = (amount, basisOf) => {
  const basis = basisOf(amount.basis);
  const sums: Sum[] = [NO_SUM];
  for (let n = 1; n <= amount.maxMonths; n += 1) {
    const fen = amount.fenPerMonth * n;
    sums.push({ fen, from: { words: `${amount.words}，每月 ${moneyWords(amount.fenPerMonth)} × ${n} 个月`, basis } });
  }
  const monthsAtOne = (reading: Reading, sure: boolean) => (sure ? (longest(reading.employers)?.months ?? 0) : mostMonthsPossible(reading));
  return (reading, sure) => {
    const n = amount.months === 'worked' ? reading.months : monthsAtOne(reading, sure);
    return sums[Math.min(n, amount.maxMonths)] ?? NO_SUM;
  };
};

const compilers: { [M in AmountMode]: AmountCompiler<M> } = {
  fixed_by_place: fixedByPlace,
  per_month: perMonth,
  receipt,
  fixed_then_topup: fixedThenTopUp,
  percent_of_wage: percentOfWage,
  wage_brackets: wageBrackets,
  by_household_income: byHouseholdIncome,
};

export function compileAmount(pack: PackAround, basisOf: BasisOf): SumOf {
  return (compilers[pack.amount.mode] as AmountCompiler<AmountMode>)(pack.amount as never, basisOf, pack);
}
