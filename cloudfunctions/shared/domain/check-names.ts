// The named checks a policy pack may use; their logic is in policies/checks, their words in words/. A name is never given a new meaning.

export const CHECK_NAMES = [
  'period_covered',
  'claim_window',
  'alive',
  'target_household',
  'age_range',
  'labour_able',
  'not_student',
  'worked_outside_county',
  'months_worked',
  'same_employer_months',
  'average_income_at_least',
  'not_claimed_before',
  'not_organised_transport',
  'not_through_channels',
  'no_other_programme',
  'claims_agree',
] as const;
export type CheckName = (typeof CHECK_NAMES)[number];

/** What would settle a failed or unknown check; words in words/remedies.ts. */
export const REMEDIES = [
  'wait_for_window',
  'window_over',
  'ask_station',
  'ask_village',
  'complete_birthday',
  'complete_household',
  'complete_labour',
  'add_work_record',
  'complete_place',
  'name_employer',
  'wage_proof',
  'see_first_claim',
  'ask_transport',
  'correct_claims',
  'work_longer',
] as const;
export type Remedy = (typeof REMEDIES)[number];
