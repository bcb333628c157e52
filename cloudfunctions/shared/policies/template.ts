// Sentences of a pack with the pack's own numbers put in, so that what is said and what is computed cannot differ.
import { periodWords } from '@shared/domain/dates';
import { moneyWords } from '@shared/domain/money';
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
  fen: (n: number) => moneyWords(n),
} as const;

/** What a placeholder may name: `name`, `spoken`, `periods`, `most`, `publicity.days`, `tier.ID`, `month.fen`, `month.max`, `CONDITION.PARAM`. */
function lookUp(name: string, pack: PolicyPack): string | null {
  if (name === 'name') return pack.name;
  if (name === 'spoken') return pack.spoken;
  if (name === 'periods') return pack.periods.map(periodWords).join('、');
  if (name === 'most') return moneyWords(mostFen(pack));
  if (name === 'publicity.days') return `${pack.publicity.days} 个工作日`;
  const [head = '', key = ''] = name.split('.');
  const { amount } = pack;
  if (head === 'tier' && amount.mode === 'fixed_by_place') {
    const tier = amount.tiers.find((one) => one.id === key);
    return tier === undefined ? null : moneyWords(tier.fen);
  }
  if (head === 'month' && amount.mode === 'per_month') {
    if (key === 'fen') return moneyWords(amount.fenPerMonth);
    return key === 'max' ? SAY.months(amount.maxMonths) : null;
  }
  return numberOfCondition(head, key, pack);
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

/** The most one person can get in a period. */
export function mostFen(pack: PolicyPack): number {
  const { amount } = pack;
  return amount.mode === 'fixed_by_place' ? Math.max(...amount.tiers.map((tier) => tier.fen)) : amount.fenPerMonth * amount.maxMonths;
}
