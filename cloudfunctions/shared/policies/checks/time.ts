// Checks about time: the pack pays for this period, and the claim is made while the window is open.
import type { CheckValue } from '@shared/domain/assessment';
import type { DateText } from '@shared/domain/records';
import * as z from 'zod';
import { defineCheck, listedText, NOTHING } from './define';

export const periodCovered = defineCheck({
  name: 'period_covered',
  params: {},
  units: {},
  expected: (_, pack): CheckValue => ({ kind: 'texts', texts: pack.periods }),
  judge: (_, report, pack) => (reading) => {
    const covered = pack.periods.includes(reading.facts.period);
    return report(covered ? 'passed' : 'failed', listedText(reading.facts.period), NOTHING, covered ? null : 'ask_station');
  },
});

const monthDay = z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/);
/** 0 the period's own year, 1 the year after. */
const yearOffset = z.number().int().min(0).max(2);

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
  params: { opensYear: yearOffset, opensDay: monthDay, closesYear: yearOffset, closesDay: monthDay },
  units: {},
  expected: (params, pack): CheckValue => {
    const { opens, closes } = claimDays(pack.periods[0] as string, params);
    return { kind: 'texts', texts: [opens, closes] };
  },
  judge: (params, report) => {
    let period = '';
    let opens = '';
    let closes = '';
    let expected: CheckValue = { kind: 'texts', texts: [] };
    let today: CheckValue = { kind: 'date', date: '' };
    return (reading) => {
      if (reading.facts.period !== period) {
        period = reading.facts.period;
        ({ opens, closes } = claimDays(period, params));
        expected = { kind: 'texts', texts: [opens, closes] };
      }
      const day = reading.claimDay;
      if (today.kind !== 'date' || today.date !== day) today = { kind: 'date', date: day };
      if (day < opens) return report('failed', today, NOTHING, 'wait_for_window', expected);
      return day > closes ? report('failed', today, NOTHING, 'window_over', expected) : report('passed', today, NOTHING, null, expected);
    };
  },
});
