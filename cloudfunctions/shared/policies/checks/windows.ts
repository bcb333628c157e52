// Checks about when a claim is taken, where it is not one stretch a year: by quarter, by month, or some time after the work.
import type { CheckValue } from '@shared/domain/assessment';
import { addMonths, laterOf } from '@shared/domain/dates';
import type { DateText } from '@shared/domain/records';
import { daysOfPeriod, type Worked } from '@shared/domain/spells';
import * as z from 'zod';
import { monthDay } from '../parts';
import { type Days, topUpDays } from '../top-up';
import { defineCheck, NOTHING, type Report } from './define';

/** The finding for one day and window. */
export function within(day: DateText, { opens, closes }: Days, report: Report, from = NOTHING): ReturnType<Report> {
  const expected: CheckValue = { kind: 'texts', texts: [opens, closes] };
  const actual: CheckValue = { kind: 'date', date: day };
  if (day < opens) return report('failed', actual, from, 'wait_for_window', expected);
  return day > closes ? report('failed', actual, from, 'window_over', expected) : report('passed', actual, from, null, expected);
}

const yearOffset = () => z.number().int().min(0).max(2);
const deadline = () => z.strictObject({ year: yearOffset(), day: monthDay() });

/** A deadline for each quarter, e.g. 4-30, 7-31, 10-31 and 1-31 of the year after. */
export const quarterlyWindow = defineCheck({
  name: 'quarterly_window',
  params: () => ({ opens: z.enum(['period_start', 'after_period']), closes: z.tuple([deadline(), deadline(), deadline(), deadline()]) }),
  units: {},
  expected: (): CheckValue => ({ kind: 'texts', texts: [] }),
  judge:
    ({ opens, closes }, report, pack) =>
    (reading) => {
      const { period } = reading.facts;
      const { from, to } = daysOfPeriod(period, pack.work.span);
      const { year, day } = closes[Number(period.charAt(5) || '4') - 1] as { year: number; day: string };
      const days = { opens: opens === 'period_start' ? from : to, closes: `${Number(period.slice(0, 4)) + year}-${day}` };
      return within(reading.claimDay, topUpDays(reading, pack) ?? days, report);
    },
});

const two = (n: number): string => `${n < 10 ? '0' : ''}${n}`;

/** Some days of every month, from the period's first month until a last day. */
export const monthlyWindow = defineCheck({
  name: 'monthly_window',
  params: () => ({
    fromDay: z.number().int().min(1).max(28),
    toDay: z.number().int().min(1).max(31),
    closesYear: yearOffset(),
    closesDay: monthDay(),
  }),
  units: { fromDay: 'days', toDay: 'days' },
  expected: (): CheckValue => ({ kind: 'texts', texts: [] }),
  judge:
    ({ fromDay, toDay, closesYear, closesDay }, report, pack) =>
    (reading) => {
      const day = reading.claimDay;
      const { from } = daysOfPeriod(reading.facts.period, pack.work.span);
      const last = `${Number(reading.facts.period.slice(0, 4)) + closesYear}-${closesDay}`;
      const monthOf = (one: DateText): Days => ({
        opens: `${one.slice(0, 7)}-${two(fromDay)}`,
        closes: `${one.slice(0, 7)}-${two(toDay)}`,
      });
      let days = monthOf(laterOf(day, from));
      // Past this month's days the next month's are waited for, as long as there is one before the end.
      const next = monthOf(addMonths(`${day.slice(0, 7)}-01`, 1));
      if (day > days.closes && next.opens <= last) days = next;
      if (days.closes > last) days = { ...days, closes: last };
      return within(day, topUpDays(reading, pack) ?? days, report);
    },
});

/** Any day from the period's first until some months after the last day worked. */
export const rollingWindow = defineCheck({
  name: 'rolling_window',
  params: () => ({ months: z.number().int().min(1).max(24) }),
  units: { months: 'months' },
  expected: (): CheckValue => ({ kind: 'texts', texts: [] }),
  judge:
    ({ months }, report, pack) =>
    (reading) => {
      const { work, window, sources } = reading;
      const topUp = topUpDays(reading, pack);
      if (topUp !== null) return within(reading.claimDay, topUp, report);
      if (work.length === 0)
        return report('unknown', null, reading.person, 'add_work_record', { kind: 'texts', texts: [window.from, window.end] });
      let last = (work[0] as Worked).to;
      for (const one of work) last = laterOf(last, one.to);
      return within(reading.claimDay, { opens: window.from, closes: addMonths(last, months) }, report, sources);
    },
});
