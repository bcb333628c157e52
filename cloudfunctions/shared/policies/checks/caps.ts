// Ceilings a year: per person and per household, over the programmes named. They refuse when used up, and trim the sum before that.
import type { CheckValue } from '@shared/domain/assessment';
import type { PriorClaim } from '@shared/domain/facts';
import type { Fen } from '@shared/domain/records';
import * as z from 'zod';
import type { Reading } from '../reading';
import { programme, STANDING, sourceOf } from './claims';
import { defineCheck } from './define';

/** Claims and payments of the period's year that use up a ceiling. */
function using(priors: readonly PriorClaim[], programmes: readonly string[], period: string): PriorClaim[] {
  const year = period.slice(0, 4);
  return priors.filter((one) => STANDING.has(one.status) && programmes.includes(one.programme) && one.period.slice(0, 4) === year);
}

const sumOf = (priors: readonly PriorClaim[]): Fen => priors.reduce((sum, one) => sum + one.amountFen, 0);
const fen = (n: Fen): CheckValue => ({ kind: 'fen', n });

interface Cap {
  use: string;
  atMostFen: Fen;
  programmes: string[];
}

/** What is left under a ceiling; of the household as far as its claims are known. Never below 0. */
export function capLeft(cap: Cap, { facts }: Reading): Fen {
  const own = sumOf(using(facts.prior, cap.programmes, facts.period));
  const family = cap.use === 'household_cap' ? sumOf(using(facts.household.prior ?? [], cap.programmes, facts.period)) : 0;
  return Math.max(0, cap.atMostFen - own - family);
}

export const personCap = defineCheck({
  name: 'person_cap',
  params: () => ({ atMostFen: z.number().int().positive(), programmes: z.array(programme()).min(1) }),
  units: { atMostFen: 'fen' },
  expected: ({ atMostFen }) => fen(atMostFen),
  judge:
    ({ atMostFen, programmes }, report) =>
    ({ facts }) => {
      const used = using(facts.prior, programmes, facts.period);
      const sum = sumOf(used);
      const left = sum < atMostFen;
      return report(left ? 'passed' : 'failed', fen(sum), used.map(sourceOf), left ? null : 'see_first_claim');
    },
});

export const householdCap = defineCheck({
  name: 'household_cap',
  params: () => ({ atMostFen: z.number().int().positive(), programmes: z.array(programme()).min(1) }),
  units: { atMostFen: 'fen' },
  expected: ({ atMostFen }) => fen(atMostFen),
  judge:
    ({ atMostFen, programmes }, report) =>
    (reading) => {
      const { facts } = reading;
      const family = facts.household.prior ?? null;
      const used = using([...facts.prior, ...(family ?? [])], programmes, facts.period);
      const sum = sumOf(used);
      if (sum >= atMostFen) return report('failed', fen(sum), used.map(sourceOf), null);
      if (family === null) return report('unknown', null, reading.household, 'check_family_claims');
      return report('passed', fen(sum), used.map(sourceOf), null);
    },
});
