// The check about pay: the average of what work paid, with months of unknown pay judged for what they may still change.
import type { CheckStatus, CheckValue } from '@shared/domain/assessment';
import { DISTANCES, type EmployerWork, monthsOf, type Worked } from '@shared/domain/spells';
import * as z from 'zod';
import { type Reading, sourcesOf } from '../reading';
import { defineCheck } from './define';

interface Pay {
  work: Worked[];
  paidFen: number;
  paidMonths: number;
  unpaidMonths: number;
}

function payOf(work: Worked[], into: Pay = { work, paidFen: 0, paidMonths: 0, unpaidMonths: 0 }): Pay {
  for (const item of work) {
    const touched = monthsOf([item], 'calendar_months');
    if (item.spell.monthlyFen === null) into.unpaidMonths += touched;
    else {
      into.paidFen += item.spell.monthlyFen * touched;
      into.paidMonths += touched;
    }
  }
  return into;
}

const RANK: Record<CheckStatus, number> = { passed: 2, unknown: 1, failed: 0 };

/** Sure already when months without known pay, taken as nothing, would not pull it under; sure to fail only when all pay is known. */
function payStatus(pay: Pay, atLeastFen: number): CheckStatus {
  if (pay.paidMonths > 0 && pay.paidFen >= atLeastFen * (pay.paidMonths + pay.unpaidMonths)) return 'passed';
  return pay.unpaidMonths > 0 ? 'unknown' : 'failed';
}

/** The employer under whose pay the person does best, among those with enough months; among all when none has. */
function bestPaid(reading: Reading, minMonths: number, atLeastFen: number): Pay {
  const { employers, nameless } = reading;
  let best: Pay | null = null;
  for (let i = 0; i < employers.length; i += 1) {
    const one = employers[i] as EmployerWork;
    if (one.months >= minMonths && (best === null || isBetter(one, best, atLeastFen))) best = one;
  }
  if (best !== null) return best;
  for (let i = 0; i < employers.length; i += 1) {
    const one = employers[i] as EmployerWork;
    if (best === null || isBetter(one, best, atLeastFen)) best = one;
  }
  if (nameless.length > 0) {
    const unnamed = payOf(nameless);
    if (best === null || isBetter(unnamed, best, atLeastFen)) best = unnamed;
  }
  return best ?? payOf(reading.work);
}

function isBetter(a: Pay, b: Pay, atLeastFen: number): boolean {
  const rank = RANK[payStatus(a, atLeastFen)] - RANK[payStatus(b, atLeastFen)];
  return rank > 0 || (rank === 0 && a.paidFen * b.paidMonths > b.paidFen * a.paidMonths);
}

/**
 * Average monthly pay, weighted by months. `best_employer`: at the one employer that fills `minMonths` (the best paid of several);
 * `all_work`: over everything worked in the period. Shown rounded down, so that what fell short never reads as enough.
 */
export const averageIncomeAtLeast = defineCheck({
  name: 'average_income_at_least',
  params: () => ({
    atLeastFen: z.number().int().positive(),
    of: z.enum(['best_employer', 'all_work']),
    minMonths: z.number().int().min(1).max(12).default(1),
  }),
  units: { atLeastFen: 'fen', minMonths: 'months' },
  expected: ({ atLeastFen }): CheckValue => ({ kind: 'fen', n: atLeastFen }),
  judge:
    ({ atLeastFen, of, minMonths }, report) =>
    (reading) => {
      const { work, sources } = reading;
      if (work.length === 0) return report('unknown', null, sources, 'add_work_record');
      const pay = of === 'all_work' ? payOf(work) : bestPaid(reading, minMonths, atLeastFen);
      const status = payStatus(pay, atLeastFen);
      const actual: CheckValue | null = pay.paidMonths > 0 ? { kind: 'fen', n: Math.floor(pay.paidFen / pay.paidMonths) } : null;
      return report(
        status,
        actual,
        pay.work.length === work.length ? sources : sourcesOf(pay.work),
        status === 'passed' ? null : 'wage_proof',
      );
    },
});

/** What all work of the period paid together, e.g. ≥ 15 000 a year. Sure as soon as the known pay is enough. */
export const periodIncomeAtLeast = defineCheck({
  name: 'period_income_at_least',
  params: () => ({ atLeastFen: z.number().int().positive(), distances: z.array(z.enum(DISTANCES)).min(1).optional() }),
  units: { atLeastFen: 'fen' },
  expected: ({ atLeastFen }): CheckValue => ({ kind: 'fen', n: atLeastFen }),
  judge:
    ({ atLeastFen, distances }, report) =>
    (reading) => {
      const counts = (one: Worked): boolean => distances === undefined || (one.distance !== null && distances.includes(one.distance));
      const work = reading.work.filter(counts);
      const pay = payOf(work);
      const actual: CheckValue = { kind: 'fen', n: pay.paidFen };
      if (pay.paidFen >= atLeastFen) return report('passed', actual, sourcesOf(work), null);
      if (pay.unpaidMonths > 0) return report('unknown', pay.paidFen > 0 ? actual : null, sourcesOf(work), 'wage_proof');
      if (distances !== undefined && reading.work.some((one) => one.distance === null))
        return report('unknown', actual, reading.sources, 'complete_place');
      return report('failed', actual, work.length > 0 ? sourcesOf(work) : reading.workOrPerson, 'add_work_record');
    },
});
