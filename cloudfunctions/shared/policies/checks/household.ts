// Check about the household: on the register the programme is for, and since when.
import type { CheckValue } from '@shared/domain/assessment';
import type { Monitoring } from '@shared/domain/records';
import { HOUSEHOLD_TYPES } from '@shared/domain/records';
import type { Window } from '@shared/domain/spells';
import * as z from 'zod';
import { defineCheck, listedText } from './define';

const MONITORED = ['none', 'any', 'uncleared_in_period', 'uncleared_now'] as const;
type MonitoredRule = (typeof MONITORED)[number];

/** Whether monitoring counts: found by the last day that counts, and, where asked, its risk not cleared before the period or today. */
function isMonitored(monitoring: Monitoring, rule: MonitoredRule, window: Window, asOf: string): boolean {
  if (rule === 'none' || monitoring.identifiedOn > window.to) return false;
  if (rule === 'any' || monitoring.clearedOn === null) return true;
  return monitoring.clearedOn > (rule === 'uncleared_now' ? asOf : window.from);
}

export const targetHousehold = defineCheck({
  name: 'target_household',
  params: () => ({ types: z.array(z.enum(HOUSEHOLD_TYPES)), monitored: z.enum(MONITORED) }),
  units: {},
  expected: ({ types, monitored }): CheckValue => ({ kind: 'texts', texts: monitored === 'none' ? types : [...types, '监测户'] }),
  judge:
    ({ types, monitored }, report) =>
    (reading) => {
      const { type, monitoring } = reading.facts.household;
      if (type !== null && types.includes(type)) return report('passed', listedText(type), reading.household, null);
      if (monitoring !== null && isMonitored(monitoring, monitored, reading.window, reading.facts.asOf)) {
        return report('passed', listedText(monitoring.category), reading.household, null);
      }
      if (type === null) return report('unknown', null, reading.household, 'complete_household');
      const cleared = monitoring !== null && monitoring.clearedOn !== null;
      return report('failed', listedText(cleared ? '风险已消除' : type), reading.household, 'ask_village');
    },
});
