// Checks about other claims and payments: not twice, not beside an excluding programme, and telling the same story.
import type { CheckValue } from '@shared/domain/assessment';
import { periodWords } from '@shared/domain/dates';
import type { PriorClaim, Source, SpellFact } from '@shared/domain/facts';
import * as z from 'zod';
import { count, defineCheck, NOTHING, yesNo } from './define';

/** Statuses in which a claim stands in the way of another: handed in and not refused, or paid. */
export const STANDING: ReadonlySet<string> = new Set(['in_stage', 'returned', 'approved', 'in_batch', 'paid', 'payment_failed']);

export const programme = () => z.string().regex(/^[a-z][a-z0-9-]{1,40}$/);

export function sourceOf(prior: PriorClaim): Source {
  return { record: prior.id, words: prior.ours ? `${periodWords(prior.period)}的申领` : `${periodWords(prior.period)}系统外发放` };
}

function standing(priors: PriorClaim[], fits: (prior: PriorClaim) => boolean): PriorClaim[] {
  return priors.filter((prior) => STANDING.has(prior.status) && fits(prior));
}

export const notClaimedBefore = defineCheck({
  name: 'not_claimed_before',
  params: () => ({ within: z.enum(['period', 'ever']) }),
  units: {},
  expected: () => count(0),
  judge: ({ within }, report, pack) => {
    const none = report('passed', count(0), NOTHING, null);
    const mayTopUp = pack.amount.mode === 'fixed_then_topup';
    return (reading) => {
      const { prior, period } = reading.facts;
      if (prior.length === 0) return none;
      // A top-up stands beside its first claim, never beside another top-up.
      const toppedUp = (one: PriorClaim) => mayTopUp && reading.seq === 1 && one.period === period && (one.seq ?? 0) === 0;
      const earlier = standing(
        prior,
        (one) => one.programme === pack.programme && (within === 'ever' || one.period === period) && !toppedUp(one),
      );
      return earlier.length === 0 ? none : report('failed', count(earlier.length), earlier.map(sourceOf), 'see_first_claim');
    };
  },
});

export const noOtherProgramme = defineCheck({
  name: 'no_other_programme',
  params: () => ({ programmes: z.array(programme()).min(1) }),
  units: {},
  expected: () => count(0),
  judge: ({ programmes }, report) => {
    const none = report('passed', count(0), NOTHING, null);
    return ({ facts: { prior, period } }) => {
      if (prior.length === 0) return none;
      const others = standing(prior, (one) => programmes.includes(one.programme) && one.period === period);
      return others.length === 0 ? none : report('failed', count(others.length), others.map(sourceOf), 'ask_station');
    };
  },
});

/** 「上一年已享受的不再享受」: last year's payees are left out. Without `programmes` it is the pack's own that counts. */
export const notPaidLastYear = defineCheck({
  name: 'not_paid_last_year',
  params: () => ({ programmes: z.array(programme()).min(1).optional() }),
  units: {},
  expected: () => count(0),
  judge: ({ programmes }, report, pack) => {
    const none = report('passed', count(0), NOTHING, null);
    const wanted = programmes ?? [pack.programme];
    return ({ facts: { prior, period } }) => {
      const year = String(Number(period.slice(0, 4)) - 1);
      const paid = standing(prior, (one) => wanted.includes(one.programme) && one.period.slice(0, 4) === year);
      return paid.length === 0 ? none : report('failed', count(paid.length), paid.map(sourceOf), null);
    };
  },
});

function differs(a: SpellFact, b: SpellFact): boolean {
  return (
    a.start !== b.start ||
    a.province !== b.province ||
    a.city !== b.city ||
    a.county !== b.county ||
    a.employer !== b.employer ||
    // A spell that was open when the other claim was decided may have ended since.
    (a.end !== b.end && a.end !== null)
  );
}

function tellsTheSame(other: PriorClaim, spells: SpellFact[]): boolean {
  return (other.spells ?? []).every((theirs) => {
    const ours = spells.find((spell) => spell.id === theirs.id);
    return ours !== undefined && !differs(theirs, ours);
  });
}

/** 榆社县 2025: 「申领稳岗与交通补贴务工信息要严格比照」. The spells another claim was decided on must still stand as they were. */
export const claimsAgree = defineCheck({
  name: 'claims_agree',
  params: () => ({ programmes: z.array(programme()).min(1) }),
  units: {},
  expected: (): CheckValue => yesNo(true),
  judge: ({ programmes }, report) => {
    const alone = report('passed', yesNo(true), NOTHING, null);
    return ({ facts: { prior, period, spells } }) => {
      if (prior.length === 0) return alone;
      const others = standing(prior, (one) => programmes.includes(one.programme) && one.period === period);
      if (others.length === 0) return alone;
      const clashing = others.filter((one) => !tellsTheSame(one, spells));
      if (clashing.length === 0) return report('passed', yesNo(true), others.map(sourceOf), null);
      return report('failed', yesNo(false), clashing.map(sourceOf), 'correct_claims');
    };
  },
});
