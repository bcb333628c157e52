// What the rule engines are given: every number their conditions look at, worked out from the facts by the domain's own functions.
// They are spared what they are not made for (dates, unions of months); their work is the rules.
import { ageOn } from '@shared/domain/dates';
import type { Facts } from '@shared/domain/facts';
import { byEmployer, type Distance, type EmployerWork, monthsOf, windowOf, workedIn } from '@shared/domain/spells';

export interface Derived {
  period: string;
  day: string;
  alive: boolean;
  householdType: string | null;
  monitored: boolean;
  /** -1 = birthday not known. */
  age: number;
  skill: string | null;
  student: boolean;
  /** Number of spells outside the county, and of spells whose place is not known well enough. */
  away: number;
  placeUnclear: number;
  farthest: Distance | 'nowhere';
  worked: number;
  /** Most months at one employer, and with nameless work counted to it. */
  employerMonths: number;
  employerMonthsPossible: number;
  /** Whether the pay that counts is surely under the line. */
  lowIncome: boolean;
  transportBefore: number;
  stabilisationBefore: number;
  transportDisagrees: number;
  stabilisationDisagrees: number;
}

const STANDING = ['in_stage', 'returned', 'approved', 'in_batch', 'paid', 'payment_failed'];
const ORDER: Distance[] = ['other_province', 'other_city', 'other_county', 'home_county'];

export function derive(facts: Facts): Derived {
  const window = windowOf(facts.period, facts.asOf);
  const work = workedIn(facts, window);
  const { employers, nameless } = byEmployer(work, 'calendar_months');
  const months = employers.map((one) => one.months);
  const namelessMonths = nameless.length > 0 ? monthsOf(nameless, 'calendar_months') : 0;
  const possible = nameless.length === 0 ? months : employers.map((one) => monthsOf([...one.work, ...nameless], 'calendar_months'));
  const monitoring = facts.household.monitoring;
  const last =
    work
      .map((item) => item.to)
      .sort()
      .at(-1) ?? window.to;
  const before = (programme: string) =>
    facts.prior.filter((one) => STANDING.includes(one.status) && one.programme === programme && one.period === facts.period);
  const disagrees = (programme: string) =>
    before(programme).filter((one) =>
      (one.spells ?? []).some((theirs) => {
        const ours = facts.spells.find((spell) => spell.id === theirs.id);
        return (
          !ours ||
          ['start', 'province', 'city', 'county', 'employer'].some((key) => theirs[key as 'start'] !== ours[key as 'start']) ||
          (theirs.end !== ours.end && theirs.end !== null)
        );
      }),
    ).length;
  return {
    period: facts.period,
    day: facts.submittedOn ?? facts.asOf,
    alive: facts.person.alive,
    householdType: facts.household.type,
    monitored:
      monitoring !== null && monitoring.identifiedOn <= window.to && (monitoring.clearedOn === null || monitoring.clearedOn > window.from),
    age: facts.person.born === null ? -1 : ageOn(facts.person.born, last),
    skill: facts.person.labourSkill,
    student: facts.person.studentStatus !== null,
    away: work.filter((item) => item.distance !== null && item.distance !== 'home_county').length,
    placeUnclear: work.filter((item) => item.distance === null).length,
    farthest: ORDER.find((distance) => work.some((item) => item.distance === distance)) ?? 'nowhere',
    worked: work.length,
    employerMonths: Math.max(0, ...months),
    employerMonthsPossible: Math.max(0, namelessMonths, ...possible),
    lowIncome: work.length > 0 && isLowIncome(employers, nameless.length > 0 ? nameless : [], work),
    transportBefore: before('transport').length,
    stabilisationBefore: before('stabilisation').length,
    transportDisagrees: disagrees('transport'),
    stabilisationDisagrees: disagrees('stabilisation'),
  };
}

type Work = EmployerWork['work'];

/** Whether nobody the person worked for can have paid 1,000 yuan a month on average. */
function isLowIncome(employers: EmployerWork[], nameless: Work, work: Work): boolean {
  const enough = employers.filter((one) => one.months >= 6).map((one) => one.work);
  const all = [...employers.map((one) => one.work), ...(nameless.length > 0 ? [nameless] : [])];
  const candidates =
    employers.length === 1 && nameless.length === 0
      ? [employers[0]?.work ?? []]
      : enough.length > 0
        ? enough
        : all.length > 0
          ? all
          : [work];
  return candidates.every((items) => {
    let paid = 0;
    let months = 0;
    for (const item of items) {
      if (item.spell.monthlyFen === null) return false;
      const touched = monthsOf([item], 'calendar_months');
      paid += item.spell.monthlyFen * touched;
      months += touched;
    }
    return paid < 100000 * months;
  });
}
