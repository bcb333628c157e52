// Cross-checks over several people and records: hints for whoever decides, each naming the other record. Never a verdict.

import { ledgerOf } from '@shared/actions/person-facts';
import { monthIndex } from '@shared/domain/dates';
import { phoneSharing } from '@shared/domain/phone-sharing';
import type { BondRecord, ClaimHint, ClaimRecord, PersonRecord } from '@shared/domain/records';
import { daysOfPeriod, employerKey } from '@shared/domain/spells';
import { HINT_CODES } from '@shared/domain/words/hints';
import { allAmong, type Ledger } from '@shared/repos/ledgers';
import type { Subject } from '@shared/repos/persons';
import type { Context } from '@shared/runtime/context';
import type { Store } from '@shared/runtime/store';

/** Who shares a telephone or an account with whom, without a known relation; by person. */
export type Sharing = ReadonlyMap<string, ClaimHint[]>;

const named = (persons: readonly PersonRecord[]): string =>
  persons
    .slice(0, 3)
    .map(({ name, idTail }) => `${name}（尾号 ${idTail}）`)
    .join('、');

/** Looks for the same telephone and the same account among everybody, in two index reads for up to fifty persons. */
export async function sharingAmong(persons: readonly PersonRecord[], store: Store): Promise<Sharing> {
  const phones = [...new Set(persons.flatMap(({ phoneIndex }) => phoneIndex ?? []))];
  const accounts = [...new Set(persons.flatMap(({ accountIndex }) => accountIndex ?? []))];
  const [byPhone, byAccount] = await Promise.all([
    allAmong<PersonRecord>(store, 'persons', 'phoneIndex', phones),
    allAmong<PersonRecord>(store, 'persons', 'accountIndex', accounts),
  ]);
  const strangers = (mine: PersonRecord, all: readonly PersonRecord[], key: 'phoneIndex' | 'accountIndex') =>
    mine[key] == null ? [] : all.filter((one) => one[key] === mine[key] && one._id !== mine._id && one.household !== mine.household);
  // Bonds are read for those alone who share with somebody of another household: few.
  const suspects = new Map<string, PersonRecord>();
  for (const person of persons)
    for (const other of [...strangers(person, byPhone, 'phoneIndex'), ...strangers(person, byAccount, 'accountIndex')]) {
      suspects.set(person._id, person);
      suspects.set(other._id, other);
    }
  const bonds = await allAmong<BondRecord>(store, 'bonds', 'person', [...suspects.keys()]);
  const found = new Map<string, ClaimHint[]>();
  for (const person of persons) {
    const hints: ClaimHint[] = [];
    for (const [code, key, all] of [
      ['phone_shared', 'phoneIndex', byPhone],
      ['account_shared', 'accountIndex', byAccount],
    ] as const) {
      const others = strangers(person, all, key);
      // The same question for both: do they belong together by household or by a registered helper?
      const related = phoneSharing(
        [person, ...others].map((one) => ({ _id: one._id, household: one.household, phoneIndex: 'same' })),
        bonds,
      );
      if (others.length > 0 && related.some(({ known }) => !known)) hints.push({ code, about: named(others) });
    }
    if (hints.length > 0) found.set(person._id, hints);
  }
  return found;
}

/** Whether two claims of one person tell of different work in the same months. */
function differ(a: Ledger['claims'][number], b: Ledger['claims'][number]): boolean {
  const works = (claim: typeof a) =>
    (claim.facts?.spells ?? [])
      .map((spell) => `${spell.start}|${spell.end}|${employerKey(spell.employer ?? '')}`)
      .sort()
      .join(';');
  return a.facts !== null && b.facts !== null && works(a) !== works(b);
}

const DEAD_CLAIMS: readonly string[] = ['draft', 'withdrawn', 'rejected'];

/** What one ledger shows by itself for a programme-year; `sharing` what comparing people showed. */
export function hintsOf(ledger: Ledger, programme: string, period: string, sharing: Sharing): ClaimHint[] {
  const { person, household } = ledger.subject;
  const hints: ClaimHint[] = [...(sharing.get(person._id) ?? [])];
  if (person.account === null) hints.push({ code: 'no_account', about: '' });
  if (person.status === 'dead') hints.push({ code: 'dead', about: '' });
  if (household?.householdType === '特困供养脱贫户') hints.push({ code: 'destitute', about: '' });
  if (person.studentStatus !== null) hints.push({ code: 'student_before', about: person.studentStatus });
  const { from, to } = daysOfPeriod(period);
  const post = ledger.spells.find(
    (spell) => spell.channel.includes('公益') && monthIndex(spell.start) <= monthIndex(to) && (spell.end === null || spell.end >= from),
  );
  if (post) hints.push({ code: 'welfare_post', about: post.employer ?? post.start });
  const own = ledger.claims.filter((claim) => claim.period === period && !DEAD_CLAIMS.includes(claim.status));
  const mine = own.find((claim) => claim.programme === programme);
  const other = mine && own.find((claim) => claim.programme !== programme && differ(claim, mine));
  if (other) hints.push({ code: 'spells_differ', about: other._id });
  const members = new Set(
    ledger.family.claims
      .filter((claim) => claim.programme === programme && claim.period === period && !DEAD_CLAIMS.includes(claim.status))
      .map(({ personName }) => personName),
  );
  if (members.size > 0) hints.push({ code: 'household_claims', about: [...members].join('、') });
  const outside = ledger.outside.find((one) => one.programme === programme && one.period === period);
  if (outside)
    hints.push({ code: 'paid_outside', about: `${outside.amountFen / 100} 元${outside.paidOn === '' ? '' : ` ${outside.paidOn}`}` });
  return hints;
}

const OWN: readonly string[] = HINT_CODES;

/** The hints of a claim about to be handed in: what records show now, with what others found about its pictures. */
export async function hintsFor(
  subject: Subject,
  claim: Pick<ClaimRecord, 'programme' | 'period' | 'hints'>,
  { repos, store }: Pick<Context, 'repos' | 'store'>,
): Promise<ClaimHint[]> {
  const [ledger, sharing] = await Promise.all([ledgerOf(subject, { repos }), sharingAmong([subject.person], store)]);
  return mergedHints(claim.hints ?? [], hintsOf(ledger, claim.programme, claim.period, sharing));
}

/** Hints found from records replace the earlier ones of that kind; those about pictures and about who filed stay. */
export function mergedHints(before: readonly ClaimHint[], fresh: readonly ClaimHint[]): ClaimHint[] {
  return [...before.filter(({ code }) => code === 'kin_of_filer' || !OWN.includes(code)), ...fresh];
}
