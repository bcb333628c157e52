// All named checks by name, and the schema of a condition: which check, its numbers, its article.
import type { CheckName } from '@shared/domain/check-names';
import * as z from 'zod';
import { once } from '../parts';
import { amountDue } from './amount';
import { householdCap, personCap } from './caps';
import { claimsAgree, noOtherProgramme, notClaimedBefore, notPaidLastYear } from './claims';
import type { Unit } from './define';
import { targetHousehold } from './household';
import { averageIncomeAtLeast, periodIncomeAtLeast } from './pay';
import { ageRange, alive, labourAble, notStudent } from './person';
import { claimWindow, periodCovered } from './time';
import { monthlyWindow, quarterlyWindow, rollingWindow } from './windows';
import { monthsAway, monthsWorked, notOrganisedTransport, notThroughChannels, sameEmployerMonths, workedOutsideCounty } from './work';

export const checks = {
  period_covered: periodCovered,
  claim_window: claimWindow,
  quarterly_window: quarterlyWindow,
  monthly_window: monthlyWindow,
  rolling_window: rollingWindow,
  alive,
  target_household: targetHousehold,
  age_range: ageRange,
  labour_able: labourAble,
  not_student: notStudent,
  worked_outside_county: workedOutsideCounty,
  months_worked: monthsWorked,
  months_away: monthsAway,
  same_employer_months: sameEmployerMonths,
  average_income_at_least: averageIncomeAtLeast,
  period_income_at_least: periodIncomeAtLeast,
  not_claimed_before: notClaimedBefore,
  not_paid_last_year: notPaidLastYear,
  not_organised_transport: notOrganisedTransport,
  not_through_channels: notThroughChannels,
  no_other_programme: noOtherProgramme,
  claims_agree: claimsAgree,
  person_cap: personCap,
  household_cap: householdCap,
  amount_due: amountDue,
} as const satisfies Record<CheckName, { units: Record<string, Unit | undefined> }>;

export const condition = once(() =>
  z.discriminatedUnion('use', [
    periodCovered.schema(),
    claimWindow.schema(),
    quarterlyWindow.schema(),
    monthlyWindow.schema(),
    rollingWindow.schema(),
    alive.schema(),
    targetHousehold.schema(),
    ageRange.schema(),
    labourAble.schema(),
    notStudent.schema(),
    workedOutsideCounty.schema(),
    monthsWorked.schema(),
    monthsAway.schema(),
    sameEmployerMonths.schema(),
    averageIncomeAtLeast.schema(),
    periodIncomeAtLeast.schema(),
    notClaimedBefore.schema(),
    notPaidLastYear.schema(),
    notOrganisedTransport.schema(),
    notThroughChannels.schema(),
    noOtherProgramme.schema(),
    claimsAgree.schema(),
    personCap.schema(),
    householdCap.schema(),
    amountDue.schema(),
  ]),
);
export type Condition = z.infer<ReturnType<typeof condition>>;
