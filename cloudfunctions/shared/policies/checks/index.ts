// All named checks by name, and the schema of a condition: which check, its numbers, its article.
import type { CheckName } from '@shared/domain/check-names';
import * as z from 'zod';
import { once } from '../parts';
import { claimsAgree, noOtherProgramme, notClaimedBefore } from './claims';
import type { Unit } from './define';
import { targetHousehold } from './household';
import { averageIncomeAtLeast } from './pay';
import { ageRange, alive, labourAble, notStudent } from './person';
import { claimWindow, periodCovered } from './time';
import { monthsWorked, notOrganisedTransport, notThroughChannels, sameEmployerMonths, workedOutsideCounty } from './work';

export const checks = {
  period_covered: periodCovered,
  claim_window: claimWindow,
  alive,
  target_household: targetHousehold,
  age_range: ageRange,
  labour_able: labourAble,
  not_student: notStudent,
  worked_outside_county: workedOutsideCounty,
  months_worked: monthsWorked,
  same_employer_months: sameEmployerMonths,
  average_income_at_least: averageIncomeAtLeast,
  not_claimed_before: notClaimedBefore,
  not_organised_transport: notOrganisedTransport,
  not_through_channels: notThroughChannels,
  no_other_programme: noOtherProgramme,
  claims_agree: claimsAgree,
} as const satisfies Record<CheckName, { units: Record<string, Unit | undefined> }>;

export const condition = once(() =>
  z.discriminatedUnion('use', [
    periodCovered.schema(),
    claimWindow.schema(),
    alive.schema(),
    targetHousehold.schema(),
    ageRange.schema(),
    labourAble.schema(),
    notStudent.schema(),
    workedOutsideCounty.schema(),
    monthsWorked.schema(),
    sameEmployerMonths.schema(),
    averageIncomeAtLeast.schema(),
    notClaimedBefore.schema(),
    notOrganisedTransport.schema(),
    notThroughChannels.schema(),
    noOtherProgramme.schema(),
    claimsAgree.schema(),
  ]),
);
export type Condition = z.infer<ReturnType<typeof condition>>;
