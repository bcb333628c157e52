// Whom the month's question is about: labourers of the households on the roll. Who is 不算数 by the rules of whereabouts.ts is never asked.
import type { DateText, HouseholdRecord, InstallationRecord, PersonRecord, SpellRecord } from './records';
import { countingOf } from './standing-facts';
import { standingOf } from './whereabouts';

type Home = Pick<HouseholdRecord, 'status' | 'householdType' | 'monitoring'>;

/** Whether somebody is asked each month: they count, and live in a 脱贫户 or a household being monitored. */
export function isAskedMonthly(
  person: PersonRecord,
  household: Home | null,
  spells: readonly SpellRecord[],
  installation: Pick<InstallationRecord, 'home' | 'counting'>,
  today: DateText,
): boolean {
  if (person.status !== 'active' || household === null || household.status !== 'active') return false;
  if (household.householdType === '一般农户' && household.monitoring === null) return false;
  return standingOf({ person, spells, home: installation.home, today, counting: countingOf(installation) }).state !== 'not_counted';
}
