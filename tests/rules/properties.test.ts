// What must hold for any facts: more work never lowers, order does not matter, every answer explains itself, caps hold.
import type { Assessment, CheckResult } from '@shared/domain/assessment';
import { addDays, addMonths, laterOf } from '@shared/domain/dates';
import type { Facts, SpellFact } from '@shared/domain/facts';
import { countMonths, daysOf, monthsOf, windowOf, workedIn } from '@shared/domain/spells';
import { checkWords, REGISTERS } from '@shared/domain/words';
import { compilePack, mostFen, parsePack } from '@shared/policies';
import { conditionsOf } from '@shared/policies/assess';
import fc from 'fast-check';
import { someFacts } from './support/case';
import { packsByName } from './support/packs';
import { facts, inPeriodOf, spell, worker } from './support/people';

const packs = Object.entries(packsByName()).map(([name, pack]) => {
  const assess = compilePack(pack);
  return { name, pack, run: (any: Facts) => assess(inPeriodOf(pack, any)) };
});

/** Checks about the calendar or other claims, which rest on no record where there is none. */
const OF_NO_RECORD = new Set([
  'period_covered',
  'claim_window',
  'quarterly_window',
  'monthly_window',
  'not_claimed_before',
  'not_paid_last_year',
  'no_other_programme',
  'claims_agree',
  'person_cap',
  'household_cap',
]);
/** Checks about work: without any on record there is nothing to name. */
const OF_WORK = new Set([
  'worked_outside_county',
  'months_worked',
  'months_away',
  'same_employer_months',
  'average_income_at_least',
  'period_income_at_least',
  'not_organised_transport',
  'not_through_channels',
]);

/** What an answer leaves unexplained. */
function silence(check: CheckResult): string[] {
  const missing: string[] = [];
  if (check.basis.title === '' || check.basis.article === '') missing.push(`${check.id}: no article`);
  if (check.status === 'unknown' && check.remedy === null) missing.push(`${check.id}: nothing that would settle it`);
  if (check.status === 'passed' && (check.remedy !== null || check.actual === null)) missing.push(`${check.id}: passed without a finding`);
  if (check.from.some((source) => source.record === '' || source.words === '')) missing.push(`${check.id}: a source without a name`);
  if (check.from.length === 0 && !OF_NO_RECORD.has(check.check) && !OF_WORK.has(check.check)) missing.push(`${check.id}: from nowhere`);
  for (const register of REGISTERS) {
    const words = checkWords(check, register);
    // A remedy, or in plain words that nothing can mend it.
    if (check.status !== 'passed' && words.remedy === '') missing.push(`${check.id}: no ${register} way on`);
    if (words.label === '' || words.found === '') missing.push(`${check.id}: no ${register} words`);
  }
  return missing;
}

/** Twenty packs share the time; together they see thousands of people. */
const RUNS = { numRuns: 40 };

describe.each(packs)('$name', ({ pack, run }) => {
  test('every condition is answered, with its article and in words', () => {
    fc.assert(
      fc.property(facts, (any) => {
        const { checks, verdict } = run(any);
        const has = (status: string) => checks.some((check) => check.status === status);
        expect([checks.map((check) => check.id), verdict, checks.flatMap(silence)]).toEqual([
          conditionsOf(pack).map((one) => one.id),
          has('failed') ? 'not_eligible' : has('unknown') ? 'unknown' : 'eligible',
          [],
        ]);
      }),
      RUNS,
    );
  });

  test('the sum is whole, explained, within the cap, and nothing for whoever is not eligible', () => {
    fc.assert(
      fc.property(fc.oneof(facts, worker), (any) => {
        const { amountFen, amountFrom, verdict } = run(any);
        expect(Number.isInteger(amountFen) && amountFen >= 0 && amountFen <= (mostFen(pack) ?? Number.MAX_SAFE_INTEGER)).toBe(true);
        expect(amountFrom !== null).toBe(amountFen > 0);
        if (verdict === 'not_eligible') expect(amountFen).toBe(0);
        if (verdict === 'eligible') expect(amountFen).toBeGreaterThan(0);
      }),
      RUNS,
    );
  });

  test('the order of spells does not matter', () => {
    fc.assert(
      fc.property(worker, fc.infiniteStream(fc.nat()), (any, keys) => {
        const shuffled = any.spells.map((one) => ({ one, key: keys.next().value as number })).sort((a, b) => a.key - b.key);
        expect(run({ ...any, spells: shuffled.map(({ one }) => one) })).toEqual(run(any));
      }),
      RUNS,
    );
  });

  test('the facts are read, never changed, and the same facts give the same answer', () => {
    fc.assert(
      fc.property(facts, (any) => {
        const before = JSON.stringify(any);
        const first = JSON.stringify(run(any));
        expect(JSON.stringify(run(any))).toBe(first);
        expect(JSON.stringify(any)).toBe(before);
      }),
      RUNS,
    );
  });

  test('a decision replays from what is stored: the same facts and pack, read back from JSON, give the same answer', () => {
    fc.assert(
      fc.property(facts, (any) => {
        const moved = inPeriodOf(pack, any);
        const again = compilePack(parsePack(JSON.parse(JSON.stringify(pack))));
        expect(again(JSON.parse(JSON.stringify(moved)))).toEqual(run(any));
      }),
      { numRuns: 30 },
    );
  });

  test('working longer at the same place for the same pay never lowers', () => {
    const rank: Record<Assessment['verdict'], number> = { not_eligible: 0, unknown: 1, eligible: 2 };
    fc.assert(
      fc.property(worker, fc.nat({ max: 4 }), fc.integer({ min: 1, max: 200 }), (any, at, days) => {
        const index = at % any.spells.length;
        const longer = any.spells.map((one, i) => (i === index && one.end !== null ? { ...one, end: addDays(one.end, days) } : one));
        const single = { ...any, spells: [any.spells[index] as SpellFact] };
        const singleLonger = { ...any, spells: [longer[index] as SpellFact] };
        // Alone, a longer spell is never worse; among others it may shift an average, but never the months or the place.
        expect(rank[run(singleLonger).verdict]).toBeGreaterThanOrEqual(rank[run(single).verdict]);
        if (run(single).verdict === 'eligible') expect(run(singleLonger).amountFen).toBeGreaterThanOrEqual(run(single).amountFen);
        for (const id of ['away', 'months', 'same_employer']) {
          const status = (f: Facts) => run(f).checks.find((check) => check.id === id)?.status;
          if (status(any) === 'passed') expect(status({ ...any, spells: longer })).toBe('passed');
        }
      }),
      RUNS,
    );
  });
});

describe('months by union', () => {
  const window = windowOf('2025', '2026-03-02');
  const masked = (spells: SpellFact[]) => workedIn({ ...someFacts(), spells }, window);

  test('never more than the period holds, never fewer than the longest alone, never more than all apart', () => {
    fc.assert(
      fc.property(fc.array(spell, { maxLength: 6 }), (spells) => {
        const work = masked(spells);
        const alone = work.map((one) => countMonths(one.mask));
        const months = monthsOf(work, 'calendar_months');
        expect(months).toBeLessThanOrEqual(12);
        expect(months).toBeGreaterThanOrEqual(Math.max(0, ...alone));
        expect(months).toBeLessThanOrEqual(alone.reduce((a, b) => a + b, 0));
        expect(daysOf(work)).toBeLessThanOrEqual(365);
      }),
    );
  });

  test('agrees with counting day by day', () => {
    fc.assert(
      fc.property(fc.array(spell, { maxLength: 4 }), (spells) => {
        const days = new Set<string>();
        for (const one of spells) {
          for (let at = laterOf(one.start, '2025-01-01'); at <= '2025-12-31' && (one.end === null || at <= one.end); at = addDays(at, 1))
            days.add(at);
        }
        const work = masked(spells);
        expect(daysOf(work)).toBe(days.size);
        expect(monthsOf(work, 'thirty_days')).toBe(Math.floor(days.size / 30));
        expect(monthsOf(work, 'calendar_months')).toBe(new Set([...days].map((one) => one.slice(0, 7))).size);
      }),
      { numRuns: 40 },
    );
  });

  test('a quarter and a running year', () => {
    const whole = [{ ...someFacts().spells[0], start: '2024-01-01', end: null } as SpellFact];
    const months = (period: string, asOf: string) =>
      monthsOf(workedIn({ ...someFacts(), spells: whole }, windowOf(period, asOf)), 'calendar_months');
    expect([
      months('2025', '2026-03-02'),
      months('2025', '2025-04-01'),
      months('2025Q2', '2026-03-02'),
      months('2026', '2025-12-31'),
    ]).toEqual([12, 4, 3, 0]);
    expect(addMonths('2025-01-31', 1)).toBe('2025-02-28');
  });
});
