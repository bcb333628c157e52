// 发放前核卡: what is wrong with the account a payment would go to, all of it, as named problems. Pure.
import { accountProblem, normalAccount } from './fields/account';
import type { ClaimRecord, PersonRecord } from './records';

export const CARD_PROBLEMS = [
  'no_account',
  'malformed',
  'not_own_name',
  'shared_unknown',
  'changed_since_approval',
  'other_bank',
  'person_dead',
  'person_gone',
] as const;
export type CardProblem = (typeof CARD_PROBLEMS)[number];

/** What the pack says about the account (渠道), as far as it says anything. */
export interface CardRules {
  /** The one bank that pays; null = any. */
  bank: string | null;
  /** Whether a family member's account may be recorded (settings/installation). */
  othersAccounts: boolean;
}

/** Somebody else with the same account number. */
export interface Sharer {
  person: string;
  household: string;
  status: string;
}

export interface CardLook {
  claim: Pick<ClaimRecord, 'account'>;
  person: Pick<PersonRecord, '_id' | 'name' | 'household' | 'status' | 'account'>;
  /** The number in clear; null when none is recorded. */
  number: string | null;
  sharers: readonly Sharer[];
  rules: CardRules;
}

const levelled = (text: string) => text.normalize('NFKC').replace(/[\s·•・.]/g, '');

export function cardProblems({ claim, person, number, sharers, rules }: CardLook): CardProblem[] {
  const found: CardProblem[] = [];
  if (person.status === 'dead') found.push('person_dead');
  if (person.status === 'gone') found.push('person_gone');
  const { account } = person;
  if (!account || number === null) return [...found, 'no_account'];
  if (accountProblem(normalAccount(number)) !== null) found.push('malformed');
  const own = levelled(account.holder) === levelled(person.name);
  if (!own && !rules.othersAccounts) found.push('not_own_name');
  // One family may share a card where the county allows it; a stranger's card is never paid into unseen.
  const strangers = sharers.filter((one) => one.person !== person._id && one.status !== 'gone' && one.household !== person.household);
  const family = sharers.filter((one) => one.person !== person._id && one.household === person.household);
  if (strangers.length > 0 || (family.length > 0 && !rules.othersAccounts)) found.push('shared_unknown');
  if (claim.account && claim.account.tail !== account.tail) found.push('changed_since_approval');
  if (rules.bank !== null && !levelled(account.bank).includes(levelled(rules.bank))) found.push('other_bank');
  return found;
}
