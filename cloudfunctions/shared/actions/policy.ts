// Programmes in force, and what they mean for one person.
import { lacksOf } from '@shared/domain/lines';
import { periodInHand, periodsToday } from '@shared/listing/periods';
import { cardOf, evidenceOf, missingEvidence, statementOf } from '@shared/policies';
import { claimId } from '@shared/repos/claims';
import type { Policy } from '@shared/repos/policies';
import { action } from '@shared/runtime/action';
import type { Context } from '@shared/runtime/context';
import { openUnknown } from './handing-in';
import { withheld } from './opened-years';
import { factsOf, type Ledger, ledgerOf } from './person-facts';

export const activePolicies = action('policy.active', {
  roles: ['visitor'],
  async run(_input, { policies, today }) {
    return { programmes: (await policies.active(today)).map(({ pack }) => cardOf(pack)) };
  },
});

/** One programme and period for one person; without sums while its past is still being gone through. */
async function resultOf(ledger: Ledger, { pack, assess }: Policy, period: string, ctx: Context) {
  const { person } = ledger.subject;
  const id = claimId(pack.programme, person._id, period);
  const own = ledger.claims.find(({ _id }) => _id === id);
  const given = (own?.receipts ?? []).map(({ kind }) => kind);
  const facts = factsOf(ledger, period, ctx.today, { id, evidence: given });
  const opened = await ctx.repos.lists.opened(person.town, pack.programme, period);
  const assessment = assess(facts);
  const missing = missingEvidence(evidenceOf(pack, facts), given).map(({ kinds }) => kinds.map(({ kind }) => kind));
  return {
    card: cardOf(pack),
    assessment: withheld(assessment, opened),
    claim: own ? { id: own._id, status: own.status } : null,
    opened,
    lacks: lacksOf({ assessment: { ...assessment, checks: openUnknown(assessment, given) }, missingEvidence: missing }),
    statement: statementOf(pack),
  };
}

export const assessMe = action('assess.me', {
  roles: ['resident'],
  async run({ person: id }, ctx) {
    const { repos, policies, today } = ctx;
    const subject = await repos.persons.mine(id);
    const [ledger, active, village] = await Promise.all([
      ledgerOf(subject, ctx),
      policies.active(today),
      repos.places.get(subject.person.village),
    ]);
    const results = await Promise.all(active.map((policy) => resultOf(ledger, policy, periodInHand(policy.pack, today), ctx)));
    const before = await Promise.all(
      active.flatMap((policy) =>
        periodsToday(policy, today)
          .slice(1)
          .map((period) => resultOf(ledger, policy, period, ctx)),
      ),
    );
    const year = today.slice(0, 4);
    return {
      person: { id, name: subject.person.name, villageName: village?.name ?? '' },
      today,
      period: results[0]?.assessment.period ?? String(Number(year) - 1),
      results,
      // 以前的还没领: what the rule of an earlier year still gives, not what it refuses.
      earlier: before.filter(({ assessment, claim }) => claim !== null || assessment.verdict !== 'not_eligible'),
      undocumented: active.some(({ pack }) => pack.periods.some((period) => period.startsWith(year))) ? null : year,
    };
  },
});
