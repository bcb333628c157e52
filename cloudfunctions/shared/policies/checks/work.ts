// Checks about work: how far from home, how many months, for one employer, by which way. What it paid is pay.ts.
import type { CheckValue } from '@shared/domain/assessment';
import { DISTANCES, type Distance, type EmployerWork, longestRun, monthsOf, type Worked } from '@shared/domain/spells';
import * as z from 'zod';
import { type Reading, sourcesOf } from '../reading';
import { defineCheck, listedText, months } from './define';

/** Bits for sets of distances. */
const FAR: Record<Distance, number> = { other_province: 1, other_city: 2, other_county: 4, home_county: 8 };

export const workedOutsideCounty = defineCheck({
  name: 'worked_outside_county',
  params: () => ({ distances: z.array(z.enum(DISTANCES)).min(1) }),
  units: {},
  expected: ({ distances }): CheckValue => ({ kind: 'texts', texts: distances }),
  judge: ({ distances }, report) => {
    let wanted = 0;
    for (const distance of distances) wanted |= FAR[distance];
    return (reading) => {
      const { work, sources } = reading;
      if (work.length === 0) return report('failed', null, sources, 'add_work_record');
      let far: Distance | null = null;
      let nearest = 16;
      let counted = 0;
      let unclear = false;
      for (let i = 0; i < work.length; i += 1) {
        const distance = (work[i] as Worked).distance;
        if (distance === null) unclear = true;
        else {
          const bit = FAR[distance];
          if (bit < nearest) {
            far = distance;
            nearest = bit;
          }
          if ((bit & wanted) !== 0) counted += 1;
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
  params: () => ({ atLeast: z.number().int().min(1).max(12) }),
  units: { atLeast: 'months' },
  expected: ({ atLeast }) => months(atLeast),
  judge:
    ({ atLeast }, report) =>
    (reading) => {
      const enough = reading.months >= atLeast;
      return report(enough ? 'passed' : 'failed', months(reading.months), reading.sources, enough ? null : remedyForMonths(reading));
    },
});

/** Months worked so far from home, in all or (`continuous`) the longest run without a gap. Work at an unclear place may still count. */
export const monthsAway = defineCheck({
  name: 'months_away',
  params: () => ({
    atLeast: z.number().int().min(1).max(12),
    distances: z.array(z.enum(DISTANCES)).min(1),
    continuous: z.boolean(),
  }),
  units: { atLeast: 'months' },
  expected: ({ atLeast }) => months(atLeast),
  judge:
    ({ atLeast, distances, continuous }, report) =>
    (reading) => {
      const { work, rule } = reading;
      const count = continuous ? longestRun : monthsOf;
      const away = work.filter((one) => one.distance !== null && distances.includes(one.distance));
      const had = count(away, rule.months);
      if (had >= atLeast) return report('passed', months(had), sourcesOf(away), null);
      const possible = work.filter((one) => one.distance === null || distances.includes(one.distance));
      if (count(possible, rule.months) >= atLeast) return report('unknown', months(had), sourcesOf(possible), 'complete_place');
      return report('failed', months(had), away.length > 0 ? sourcesOf(away) : reading.workOrPerson, remedyForMonths(reading));
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
  params: () => ({ atLeast: z.number().int().min(1).max(12) }),
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

export const notOrganisedTransport = defineCheck({
  name: 'not_organised_transport',
  params: () => ({ distances: z.array(z.enum(DISTANCES)).min(1) }),
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
  params: () => ({ channels: z.array(z.string().min(1)).min(1) }),
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
