// Checks about work: how far from home, how many months, for one employer, at what pay.
import type { CheckStatus, CheckValue } from '@shared/domain/assessment';
import { DISTANCES, type Distance, type EmployerWork, monthsOf, type Worked } from '@shared/domain/spells';
import * as z from 'zod';
import { type Reading, sourcesOf } from '../reading';
import { defineCheck, listedText, months } from './define';

/** Bits for sets of distances. */
const FAR: Record<Distance, number> = { other_province: 1, other_city: 2, other_county: 4, home_county: 8 };

export const workedOutsideCounty = defineCheck({
  name: 'worked_outside_county',
  params: { distances: z.array(z.enum(DISTANCES)).min(1) },
  units: {},
  expected: ({ distances }): CheckValue => ({ kind: 'texts', texts: distances }),
  judge: ({ distances }, report) => {
    let wanted = 0;
    for (const distance of distances) wanted |= FAR[distance];
    return (reading) => {
      const { work, sources } = reading;
      if (work.length === 0) return report('failed', null, sources, 'add_work_record');
      let far: Distance | null = null;
      let counted = 0;
      let unclear = false;
      for (let i = 0; i < work.length; i += 1) {
        const distance = (work[i] as Worked).distance;
        if (distance === null) unclear = true;
        else {
          if (far === null || FAR[distance] < FAR[far]) far = distance;
          if ((FAR[distance] & wanted) !== 0) counted += 1;
        }
      }
      const actual = far === null ? null : listedText(far);
      if (counted === work.length) return report('passed', actual, sources, null);
      if (counted > 0) {
        const those = work.filter((one) => one.distance !== null && (FAR[one.distance] & wanted) !== 0);
        return report('passed', actual, sourcesOf(those), null);
      }
      return unclear ? report('unknown', actual, sources, 'complete_place') : report('failed', actual, sources, 'add_work_record');
    };
  },
});

/** What would help somebody short of months: the period still runs, or a spell is missing from the record. */
function remedyForMonths(reading: Reading): 'work_longer' | 'add_work_record' {
  return reading.window.to < reading.window.end && reading.work.some((one) => one.spell.end === null) ? 'work_longer' : 'add_work_record';
}

export const monthsWorked = defineCheck({
  name: 'months_worked',
  params: { atLeast: z.number().int().min(1).max(12) },
  units: { atLeast: 'months' },
  expected: ({ atLeast }) => months(atLeast),
  judge:
    ({ atLeast }, report) =>
    (reading) => {
      const enough = reading.months >= atLeast;
      return report(enough ? 'passed' : 'failed', months(reading.months), reading.sources, enough ? null : remedyForMonths(reading));
    },
});

/** The employer with most months; the earlier one when equal. null without any. */
export function longest(employers: EmployerWork[]): EmployerWork | null {
  let best: EmployerWork | null = null;
  for (let i = 0; i < employers.length; i += 1) {
    const one = employers[i] as EmployerWork;
    if (best === null || one.months > best.months) best = one;
  }
  return best;
}

/** Most months one employer could have, if work without a named employer were all theirs. */
export function mostMonthsPossible(reading: Reading): number {
  const { employers, nameless } = reading;
  const rule = reading.rule.months;
  if (nameless.length === 0) return longest(employers)?.months ?? 0;
  let most = monthsOf(nameless, rule);
  for (const one of employers) {
    const together = reading.work.filter((item) => one.work.includes(item) || nameless.includes(item));
    most = Math.max(most, monthsOf(together, rule));
  }
  return most;
}

export const sameEmployerMonths = defineCheck({
  name: 'same_employer_months',
  params: { atLeast: z.number().int().min(1).max(12) },
  units: { atLeast: 'months' },
  expected: ({ atLeast }) => months(atLeast),
  judge:
    ({ atLeast }, report) =>
    (reading) => {
      const best = longest(reading.employers);
      const had = best === null ? 0 : best.months;
      if (best !== null && had >= atLeast) {
        return report('passed', months(had), best.work.length === reading.work.length ? reading.sources : sourcesOf(best.work), null);
      }
      if (reading.nameless.length > 0 && mostMonthsPossible(reading) >= atLeast) {
        return report('unknown', best === null ? null : months(had), reading.sources, 'name_employer');
      }
      return report('failed', months(had), reading.sources, remedyForMonths(reading));
    },
});

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
  params: {
    atLeastFen: z.number().int().positive(),
    of: z.enum(['best_employer', 'all_work']),
    minMonths: z.number().int().min(1).max(12).default(1),
  },
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

export const notOrganisedTransport = defineCheck({
  name: 'not_organised_transport',
  params: { distances: z.array(z.enum(DISTANCES)).min(1) },
  units: {},
  expected: (): CheckValue => ({ kind: 'yes' }),
  judge:
    ({ distances }, report) =>
    (reading) => {
      const away = reading.work.filter((one) => one.distance !== null && distances.includes(one.distance));
      const own = away.filter((one) => one.spell.organised === false);
      if (own.length > 0) return report('passed', { kind: 'yes' }, sourcesOf(own), null);
      if (away.some((one) => one.spell.organised === null)) return report('unknown', null, sourcesOf(away), 'ask_transport');
      return away.length === 0
        ? report('passed', { kind: 'yes' }, reading.sources, null)
        : report('failed', { kind: 'no' }, sourcesOf(away), null);
    },
});

/** For counties that pay nothing to holders of e.g. 公益岗位: fails when any work of the period came through such a channel. */
export const notThroughChannels = defineCheck({
  name: 'not_through_channels',
  params: { channels: z.array(z.string().min(1)).min(1) },
  units: {},
  expected: ({ channels }): CheckValue => ({ kind: 'texts', texts: channels }),
  judge:
    ({ channels }, report) =>
    (reading) => {
      const such = reading.work.filter((one) => channels.includes(one.spell.channel));
      if (such.length > 0) return report('failed', listedText((such[0] as Worked).spell.channel), sourcesOf(such), 'ask_station');
      if (reading.work.some((one) => one.spell.channel === '')) return report('unknown', null, reading.sources, 'ask_village');
      return report('passed', { kind: 'yes' }, reading.sources, null);
    },
});
