// Which cloud function serves an action: by the first word of its name, with the few that live elsewhere named. One table for the phone,
// the tests and the check that every function lists exactly its actions.

export const FUNCTION_NAMES = ['public', 'resident', 'staff', 'people', 'office', 'ledger', 'jobs'] as const;
export type FunctionName = (typeof FUNCTION_NAMES)[number];

/** Actions whose name's first word is shared by several functions. */
const BY_ACTION: Readonly<Record<string, FunctionName>> = {
  'claim.queue': 'staff',
  'claim.case': 'staff',
  'claim.review': 'staff',
  'publicity.open': 'public',
  // Opened cold from a card: the smallest function answers soonest.
  'push.open': 'public',
};

const BY_DOMAIN: Readonly<Record<string, FunctionName>> = {
  session: 'public',
  job: 'public',
  policy: 'public',
  assess: 'resident',
  claim: 'resident',
  receipt: 'resident',
  case: 'staff',
  bond: 'people',
  consent: 'people',
  card: 'people',
  person: 'people',
  household: 'people',
  handover: 'people',
  happening: 'people',
  merge: 'people',
  twin: 'people',
  staff: 'people',
  complaint: 'people',
  task: 'office',
  publicity: 'office',
  review: 'staff',
  pack: 'office',
  papers: 'office',
  layout: 'office',
  opening: 'office',
  list: 'office',
  equation: 'office',
  pay: 'office',
  told: 'office',
  trace: 'office',
  // Reading a PDF takes a large library, which the function of the person's own affairs must not load.
  ticket: 'office',
  notice: 'resident',
  counting: 'ledger',
  duty: 'ledger',
  intake: 'ledger',
  finding: 'ledger',
  month: 'ledger',
  recheck: 'ledger',
  village: 'ledger',
  visit: 'ledger',
  conflict: 'ledger',
  device: 'ledger',
  export: 'ledger',
  retype: 'ledger',
  where: 'ledger',
  spell: 'ledger',
  posting: 'jobs',
  paste: 'jobs',
  sheet: 'jobs',
  employer: 'jobs',
  offer: 'jobs',
  report: 'jobs',
  fair: 'jobs',
  push: 'jobs',
  match: 'jobs',
  application: 'jobs',
  second: 'jobs',
};

/** @throws TypeError for an action nobody serves: a new action needs its place in the tables above. */
export function servedBy(action: string): FunctionName {
  const domain = action.slice(0, action.indexOf('.'));
  const own = Object.keys(BY_ACTION).includes(action) ? BY_ACTION[action] : undefined;
  const shared = Object.keys(BY_DOMAIN).includes(domain) ? BY_DOMAIN[domain] : undefined;
  const found = own ?? shared;
  if (found === undefined) throw new TypeError(`no function serves ${action}`);
  return found;
}
