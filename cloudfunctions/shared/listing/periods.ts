// Which periods of a programme are worth answering about today: those whose claims are taken, the one in hand first, earlier ones still owed after it.
import type { Facts } from '@shared/domain/facts';
import type { DateText } from '@shared/domain/records';
import type { PolicyPack } from '@shared/policies';
import type { Policy } from '@shared/repos/policies';

/**
 * The period people ask about today: until the claims of last year are closed that is last year, as far as the programme covers it.
 * A pack covers the years of its document; when last year is not among them, its newest.
 */
export function periodInHand(pack: Pick<PolicyPack, 'periods'>, today: DateText): string {
  const lastYear = String(Number(today.slice(0, 4)) - 1);
  const periods = [...pack.periods].sort();
  return periods.includes(lastYear) ? lastYear : (periods.at(-1) ?? lastYear);
}

/** Nobody in particular: what fails for them fails for everybody. */
const NOBODY: Omit<Facts, 'asOf' | 'period'> = {
  person: { id: '', name: '', born: null, labourSkill: null, studentStatus: null, alive: true },
  household: { id: '', type: null, monitoring: null },
  home: { province: '', city: '', county: '' },
  spells: [],
  prior: [],
  evidence: [],
};

const ABOUT_TIME: readonly string[] = ['period_covered', 'claim_window', 'quarterly_window', 'monthly_window', 'rolling_window'];

/** Whether claims for a period are taken today by the pack's own windows. */
export function isTaken(policy: Policy, period: string, today: DateText): boolean {
  const { checks } = policy.assess({ ...NOBODY, asOf: today, period });
  return checks.every(({ check, status }) => status !== 'failed' || !ABOUT_TIME.includes(check));
}

const taken = new Map<string, string[]>();

/** The period in hand, then earlier ones whose claims are still taken, newest first. */
export function periodsToday(policy: Policy, today: DateText): string[] {
  const key = `${policy.hash}:${today}`;
  const known = taken.get(key);
  if (known) return known;
  const hand = periodInHand(policy.pack, today);
  const earlier = [...policy.pack.periods]
    .filter((period) => period < hand && isTaken(policy, period, today))
    .sort()
    .reverse();
  const periods = [hand, ...earlier];
  if (taken.size > 200) taken.clear();
  taken.set(key, periods);
  return periods;
}
