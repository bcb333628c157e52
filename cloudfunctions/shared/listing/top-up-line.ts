// 补差 in the list: who was paid less than the cap and may still bring tickets, and how a top-up that was begun stands. The equation is not about it.
import { openUnknown } from '@shared/actions/handing-in';
import { factsOf } from '@shared/actions/person-facts';
import type { Assessment } from '@shared/domain/assessment';
import type { Facts } from '@shared/domain/facts';
import { type LackCode, type Line, lacksOf } from '@shared/domain/lines';
import type { ClaimRecord, DateText, TopUp } from '@shared/domain/records';
import { claimSide } from '@shared/domain/tickets';
import { evidenceOf, missingEvidence } from '@shared/policies';
import { ticketTermsOf } from '@shared/policies/ticket-terms';
import type { Ledger } from '@shared/repos/ledgers';
import type { Policy } from '@shared/repos/policies';

export interface TopUpLine {
  topUp: TopUp;
  /** How the list shows it; null = as the first claim, which it does not change. */
  now: { line: Line; missing: LackCode[]; assessment: Assessment; facts: Facts } | null;
}

/** What was paid for the period at first, here or elsewhere; null = nothing. */
function paidFen({ claims, outside }: Ledger, programme: string, period: string): number | null {
  const of = <T extends { programme: string; period: string }>(list: readonly T[]) =>
    list.filter((one) => one.programme === programme && one.period === period);
  const ours = of(claims).find(({ seq, status }) => seq === 0 && status === 'paid');
  const others = of(outside);
  return ours?.amountFen ?? (others.length === 0 ? null : others.reduce((sum, { amountFen }) => sum + amountFen, 0));
}

/** Not handed in: begun, or taken back before anybody looked. */
const isBegun = ({ seq, submittedAt, status }: ClaimRecord): boolean => seq === 1 && submittedAt === null && status === 'draft';

/** null where the pack knows no top-up, its days are not now, the cap is paid already, or it was handed in. */
export function topUpLine(ledger: Ledger, policy: Policy, period: string, today: DateText): TopUpLine | null {
  const { programme } = policy.pack;
  const terms = ticketTermsOf(policy.pack, period, 1);
  const days = terms?.topUp ?? null;
  if (terms === null || days === null || today < days.opens || today > days.closes) return null;
  const paid = paidFen(ledger, programme, period);
  if (paid === null || (terms.caps.length > 0 && paid >= Math.max(...terms.caps.map(({ fen }) => fen)))) return null;
  const claim = ledger.claims.find((one) => one.programme === programme && one.period === period && isBegun(one)) ?? null;
  const until = days.closes;
  if (claim === null) return { topUp: { until, claim: null, since: null, amountFen: 0 }, now: null };
  const side = claimSide(claim);
  const facts = factsOf(ledger, period, today, side);
  const assessment = policy.assess(facts);
  const topUp = { until, claim: claim._id, since: claim.since, amountFen: assessment.amountFen };
  if ((side.tickets ?? []).length === 0) return { topUp, now: { line: 'missing', missing: ['tickets'], assessment, facts } };
  // Tickets that come to no more than what was paid add nothing: the first claim stays what the list shows.
  if (assessment.verdict === 'not_eligible') return { topUp, now: null };
  const missing = lacksOf({
    assessment: { ...assessment, checks: openUnknown(assessment, side.evidence) },
    missingEvidence: missingEvidence(evidenceOf(policy.pack, facts), side.evidence).map(({ kinds }) => kinds.map(({ kind }) => kind)),
  });
  return {
    topUp,
    now: { line: missing.length === 0 ? 'can' : 'missing', missing: missing.length === 0 ? ['file'] : missing, assessment, facts },
  };
}
