// From the ledger's records to the facts eligibility looks at. What is not recorded is null, never a guess.
import type { Facts, PriorClaim } from '@shared/domain/facts';
import type { ClaimRecord, DateText, InstallationRecord, SpellRecord } from '@shared/domain/records';
import type { Subject } from '@shared/repos/persons';
import type { Context } from '@shared/runtime/context';

export interface Ledger {
  subject: Subject;
  spells: SpellRecord[];
  claims: ClaimRecord[];
  home: InstallationRecord['home'];
}

/** Everything recorded of a person that facts are made from, read once for all programmes. */
export async function ledgerOf(subject: Subject, { repos }: Context): Promise<Ledger> {
  const [spells, claims, installation] = await Promise.all([
    repos.spells.ofPerson(subject.person),
    repos.claims.ofPerson(subject.person),
    repos.installation.get(),
  ]);
  return { subject, spells, claims, home: installation.home };
}

function priorOf(claim: ClaimRecord): PriorClaim {
  const { _id: id, programme, period, status, amountFen } = claim;
  return { id, programme, period, status, amountFen, ours: true, spells: claim.facts?.spells ?? [] };
}

/**
 * The facts for one programme period as of a day. `claim` is the id of the claim they are for, which is not prior to itself;
 * `evidence` the kinds attached to it.
 */
export function factsOf(
  { subject, spells, claims, home }: Ledger,
  period: string,
  asOf: DateText,
  claim: { id: string; evidence: string[] },
): Facts {
  const { person, household } = subject;
  return {
    asOf,
    period,
    person: {
      id: person._id,
      name: person.name,
      born: person.born || null,
      labourSkill: person.labourSkill || null,
      studentStatus: person.studentStatus,
      alive: person.status !== 'dead',
    },
    household: { id: person.household, type: household?.householdType ?? null, monitoring: household?.monitoring ?? null },
    home,
    spells: spells.map(({ _id, start, end, place, employer, monthlyFen, channel, organised, kind }) => ({
      id: _id,
      start,
      end,
      province: place.province,
      city: place.city,
      county: place.county,
      employer,
      monthlyFen,
      channel,
      organised,
      kind,
    })),
    prior: claims.filter(({ _id }) => _id !== claim.id).map(priorOf),
    evidence: claim.evidence,
  };
}
