// Sentences of a pack with the pack's own numbers put in, so that what is said and what is computed cannot differ.
import { countedDaysWords, periodWords } from '@shared/domain/dates';
import { moneyWords } from '@shared/domain/money';
import { type Amount, tiersOf } from './amount-schema';
import { percentWords } from './amounts/wages';
import { checks } from './checks';
import type { PolicyPack } from './schema';

const PLACEHOLDER = /\{([^{}]*)\}/g;

/** Whether a digit stands in the sentence outside placeholders. */
export function literalDigits(line: string): boolean {
  return /[0-9０-９]/.test(line.replace(PLACEHOLDER, ''));
}

const SAY = {
  age: (n: number) => `${n} 岁`,
  months: (n: number) => `${n} 个月`,
  days: (n: number) => `${n} 日`,
  fen: (n: number) => moneyWords(n),
} as const;

/**
 * What a placeholder may name: `name`, `spoken`, `periods`, `most`, `publicity.days`, `CONDITION.PARAM`; and of the amount `tier.ID`,
 * `month.fen`, `month.max`, `share.percent`, `share.cap`, `bracket.ID`, `band.ID`, `topup.closes`.
 */
function lookUp(name: string, pack: PolicyPack): string | null {
  if (name === 'name') return pack.name;
  if (name === 'spoken') return pack.spoken;
  if (name === 'periods') return pack.periods.map(periodWords).join('、');
  if (name === 'publicity.days') return countedDaysWords(pack.publicity.days, pack.publicity.calendar === true);
  if (name === 'most') {
    const most = mostFen(pack);
    return most === null ? null : moneyWords(most);
  }
  const [head = '', key = ''] = name.split('.');
  return numberOfAmount(head, key, pack.amount) ?? numberOfCondition(head, key, pack);
}

function numberOfAmount(head: string, key: string, amount: Amount): string | null {
  if (head === 'tier') {
    const tier = tiersOf(amount)
      .flatMap(({ tiers }) => tiers)
      .find((one) => one.id === key);
    return tier === undefined ? null : moneyWords(tier.fen);
  }
  if (head === 'month' && amount.mode === 'per_month') {
    if (key === 'fen') return moneyWords(amount.fenPerMonth);
    return key === 'max' ? SAY.months(amount.maxMonths) : null;
  }
  if (head === 'share' && (amount.mode === 'percent_of_wage' || amount.mode === 'wage_brackets')) {
    if (key === 'cap') return amount.capFen === null ? null : moneyWords(amount.capFen);
    return key === 'percent' && amount.mode === 'percent_of_wage' ? percentWords(amount.basisPoints) : null;
  }
  if (head === 'bracket' && amount.mode === 'wage_brackets') {
    const bracket = amount.brackets.find((one) => one.id === key);
    return bracket === undefined ? null : percentWords(bracket.basisPoints);
  }
  if (head === 'band' && amount.mode === 'by_household_income') {
    const band = amount.bands.find((one) => one.id === key);
    return band === undefined ? null : moneyWords(band.fen);
  }
  if (head === 'topup' && key === 'closes' && amount.mode === 'fixed_then_topup') {
    const [month, day] = amount.topUp.closesDay.split('-').map(Number);
    return `${['当年', '第二年', '第三年'][amount.topUp.closesYear]}${month}月${day}日`;
  }
  return null;
}

function numberOfCondition(id: string, param: string, pack: PolicyPack): string | null {
  const condition = pack.conditions.find((one) => one.id === id);
  if (condition === undefined) return null;
  const unit = (checks[condition.use].units as Record<string, keyof typeof SAY | undefined>)[param];
  const value = (condition as Record<string, unknown>)[param];
  return unit !== undefined && typeof value === 'number' ? SAY[unit](value) : null;
}

/** The sentence with its numbers, and the placeholders that name nothing. */
export function fillTemplate(line: string, pack: PolicyPack): { text: string; missing: string[] } {
  const missing: string[] = [];
  const text = line.replace(PLACEHOLDER, (whole, name: string) => {
    const said = lookUp(name, pack);
    if (said === null) missing.push(name);
    return said ?? whole;
  });
  return { text, missing };
}

/** The most one person can get in a period; null where nothing limits it (tickets at their actual cost, a share without a ceiling). */
export function mostFen(pack: Pick<PolicyPack, 'amount' | 'conditions'>): number | null {
  const caps = pack.conditions.flatMap((one) => (one.use === 'person_cap' || one.use === 'household_cap' ? [one.atMostFen] : []));
  const most = [...caps, ...ownMost(pack.amount)];
  return most.length === 0 ? null : Math.min(...most);
}

/** What the amount itself allows at most; empty = no limit. */
function ownMost(amount: Amount): number[] {
  switch (amount.mode) {
    case 'fixed_by_place':
      return [Math.max(...amount.tiers.map((tier) => tier.fen))];
    case 'per_month':
      return [amount.fenPerMonth * amount.maxMonths];
    case 'receipt':
    case 'fixed_then_topup':
      return amount.caps.length === 0 ? [] : [Math.max(...[...amount.caps, ...amount.substitutes].map((tier) => tier.fen))];
    case 'percent_of_wage':
    case 'wage_brackets':
      return amount.capFen === null ? [] : [amount.capFen];
    case 'by_household_income':
      return [Math.max(...amount.bands.map((band) => band.fen))];
  }
}
