// Checks about time: the pack pays for this period, and the claim is made while the window is open.
import type { CheckResult, CheckValue } from '@shared/domain/assessment';
import type { DateText } from '@shared/domain/records';
import * as z from 'zod';
import { monthDay } from '../parts';
import { topUpDays } from '../top-up';
import { defineCheck, listedText, NOTHING } from './define';
import { within } from './windows';

export const periodCovered = defineCheck({
  name: 'period_covered',
  params: () => ({}),
  units: {},
  expected: (_, pack): CheckValue => ({ kind: 'texts', texts: pack.periods }),
  judge: (_, report, pack) => {
    const answer = (period: string) => {
      const covered = pack.periods.includes(period);
      return report(covered ? 'passed' : 'failed', listedText(period), NOTHING, covered ? null : 'ask_station');
    };
    let period = pack.periods[0] as string;
    let last = answer(period);
    return ({ facts }) => {
      if (facts.period !== period) {
        period = facts.period;
        last = answer(period);
      }
      return last;
    };
  },
});

/** 0 the period's own year, 1 the year after. */
const yearOffset = () => z.number().int().min(0).max(2);

/** The days in which a claim for a period is taken, both included. */
export function claimDays(
  period: string,
  window: { opensYear: number; opensDay: string; closesYear: number; closesDay: string },
): { opens: DateText; closes: DateText } {
  const year = Number(period.slice(0, 4));
  return { opens: `${year + window.opensYear}-${window.opensDay}`, closes: `${year + window.closesYear}-${window.closesDay}` };
}

export const claimWindow = defineCheck({
  name: 'claim_window',
  params: () => ({ opensYear: yearOffset(), opensDay: monthDay(), closesYear: yearOffset(), closesDay: monthDay() }),
  units: {},
  expected: (params, pack): CheckValue => {
    const { opens, closes } = claimDays(pack.periods[0] as string, params);
    return { kind: 'texts', texts: [opens, closes] };
  },
  judge: (params, report, pack) => {
    const mayTopUp = pack.amount.mode === 'fixed_then_topup';
    // The same for everybody asked about on one day: made anew only when period or day is another.
    let period = '';
    let day = '';
    let last: CheckResult | null = null;
    return (reading) => {
      const topUp = mayTopUp ? topUpDays(reading, pack) : null;
      if (topUp !== null) return within(reading.claimDay, topUp, report);
      if (last === null || reading.facts.period !== period || reading.claimDay !== day) {
        period = reading.facts.period;
        day = reading.claimDay;
        last = within(day, claimDays(period, params), report);
      }
      return last;
    };
  },
});
