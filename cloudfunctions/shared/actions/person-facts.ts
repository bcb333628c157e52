// From the ledger's records to the facts eligibility looks at. What is not recorded is null, never a guess.
import type { Facts, PriorClaim, TicketFact } from '@shared/domain/facts';
import type { ClaimRecord, DateText, OutsideRecord } from '@shared/domain/records';
import type { Ledger } from '@shared/repos/ledgers';
import type { Subject } from '@shared/repos/persons';
import type { Context } from '@shared/runtime/context';

export type { Ledger } from '@shared/repos/ledgers';

/** Everything recorded of a person that facts are made from, read once for all programmes. */
export async function ledgerOf(subject: Subject, { repos }: Pick<Context, 'repos'>): Promise<Ledger> {
  const { home } = await repos.installation.get();
  const [ledger] = await repos.ledgers.of([subject.person], home);
  return ledger as Ledger;
}

function priorOf(claim: ClaimRecord): PriorClaim {
  const { _id: id, programme, period, seq, status, amountFen } = claim;
  return { id, programme, period, seq, status, amountFen, ours: true, spells: claim.facts?.spells ?? [] };
}

/** 系统外发放 counts as paid, whoever paid it. */
function paidOutside({ _id: id, programme, period, amountFen }: OutsideRecord): PriorClaim {
  return { id, programme, period, seq: 0, status: 'paid', amountFen, ours: false };
}

/**
 * The facts for one programme period as of a day. `claim` is the id of the claim they are for, which is not prior to itself;
 * `evidence` the kinds attached to it; `tickets` null = nobody asked yet.
 */
export function factsOf(
  { subject, spells, claims, outside, family, home }: Ledger,
  period: string,
  asOf: DateText,
  claim: { id: string; evidence: string[]; tickets?: TicketFact[] | null; seq?: number },
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
    household: {
      id: person.household,
      type: household?.householdType ?? null,
      monitoring: household?.monitoring ?? null,
      prior: [...family.claims.map(priorOf), ...family.outside.map(paidOutside)],
    },
    home,
    spells: spells.map(({ _id, start, end, place, employer, monthlyFen, channel, organised, kind, owed }) => ({
      id: _id,
      start,
      end,
      province: place.province,
      city: place.city,
      county: place.county,
      employer,
      // Pay that was not handed over is owed, not nothing: written as 0 it is not known.
      monthlyFen: owed && monthlyFen === 0 ? null : monthlyFen,
      channel,
      organised,
      kind,
      ...(owed ? { owed: true } : {}),
    })),
    prior: [...claims.filter(({ _id }) => _id !== claim.id).map(priorOf), ...outside.map(paidOutside)],
    evidence: claim.evidence,
    seq: claim.seq ?? 0,
    tickets: claim.tickets ?? null,
  };
}
