// Programmes in force, and what they mean for one person.
import type { DateText } from '@shared/domain/records';
import { cardOf, type PolicyPack } from '@shared/policies';
import { claimId } from '@shared/repos/claims';
import { action } from '@shared/runtime/action';
import { factsOf, ledgerOf } from './person-facts';

export const activePolicies = action('policy.active', {
  roles: ['visitor'],
  async run(_input, { policies, today }) {
    return { programmes: (await policies.active(today)).map(({ pack }) => cardOf(pack)) };
  },
});

/**
 * The period people ask about today: until the claims of last year are closed that is last year, as far as the programme covers it.
 * A pack covers the years of its document; when last year is not among them, its newest.
 */
export function periodInHand(pack: PolicyPack, today: DateText): string {
  const lastYear = String(Number(today.slice(0, 4)) - 1);
  const periods = [...pack.periods].sort();
  return periods.includes(lastYear) ? lastYear : (periods.at(-1) ?? lastYear);
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
    const results = active.map(({ pack, assess }) => {
      const period = periodInHand(pack, today);
      const own = ledger.claims.find(({ _id }) => _id === claimId(pack.programme, id, period));
      const evidence = (own?.receipts ?? []).map(({ kind }) => kind);
      const assessment = assess(factsOf(ledger, period, today, { id: claimId(pack.programme, id, period), evidence }));
      return { card: cardOf(pack), assessment, claim: own ? { id: own._id, status: own.status } : null };
    });
    const period = results[0]?.assessment.period ?? String(Number(today.slice(0, 4)) - 1);
    return { person: { id, name: subject.person.name, villageName: village?.name ?? '' }, today, period, results };
  },
});
