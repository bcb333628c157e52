// What must hold for any facts: more work never lowers, order does not matter, every answer explains itself, caps hold.
import type { Assessment, CheckResult } from '@shared/domain/assessment';
import { addDays, addMonths, dayNumber, dayText, laterOf } from '@shared/domain/dates';
import type { Facts, SpellFact } from '@shared/domain/facts';
import { HOUSEHOLD_TYPES, LABOUR_SKILLS } from '@shared/domain/records';
import { countMonths, daysOf, monthsOf, windowOf, workedIn } from '@shared/domain/spells';
import { checkWords, REGISTERS } from '@shared/domain/words';
import { compilePack, mostFen } from '@shared/policies';
import { conditionsOf } from '@shared/policies/assess';
import fc from 'fast-check';
import { PLACES, someFacts } from './support/case';
import { packsByName } from './support/packs';

const packs = Object.entries(packsByName()).map(([name, pack]) => ({ name, pack, run: compilePack(pack) }));

const day = (from: string, to: string) => fc.integer({ min: dayNumber(from), max: dayNumber(to) }).map(dayText);

const spell: fc.Arbitrary<SpellFact> = fc
  .record({
    start: day('2024-06-01', '2026-02-28'),
    days: fc.option(fc.integer({ min: 0, max: 400 }), { freq: 5 }),
    place: fc.constantFrom(...Object.values(PLACES)),
    employer: fc.option(fc.constantFrom('甲厂', '乙厂', '丙工地'), { freq: 5 }),
    monthlyFen: fc.option(fc.constantFrom(0, 80000, 99999, 100000, 420000), { freq: 5 }),
    organised: fc.option(fc.boolean(), { freq: 5 }),
    channel: fc.constantFrom('外出务工', '公益岗位', ''),
    kind: fc.constantFrom('单位录用聘用人员', '其他形式务工就业人员'),
  })
  .map(({ place, days, ...rest }) => ({ ...rest, ...place, id: '', end: days === null ? null : addDays(rest.start, days) }));

const facts: fc.Arbitrary<Facts> = fc
  .record({
    spells: fc.array(spell, { maxLength: 6 }),
    born: fc.option(day('1950-01-01', '2012-12-31'), { freq: 9 }),
    skill: fc.option(fc.constantFrom(...LABOUR_SKILLS), { freq: 9 }),
    type: fc.option(fc.constantFrom(...HOUSEHOLD_TYPES), { freq: 9 }),
    identifiedOn: fc.option(day('2023-01-01', '2026-02-28')),
    clearedAfter: fc.option(fc.integer({ min: 1, max: 500 })),
    alive: fc.boolean(),
    student: fc.option(fc.constant('高中一年级')),
    prior: fc.option(fc.constantFrom('transport', 'stabilisation')),
    on: day('2025-01-01', '2026-04-30'),
  })
  .map((any) => {
    const monitoring =
      any.identifiedOn === null
        ? null
        : { identifiedOn: any.identifiedOn, clearedOn: any.clearedAfter === null ? null : addDays(any.identifiedOn, any.clearedAfter) };
    const base = someFacts(
      {
        born: any.born,
        skill: any.skill,
        household: any.type,
        monitoring,
        alive: any.alive,
        student: any.student,
        prior: any.prior === null ? [] : [{ programme: any.prior }],
      },
      any.on,
    );
    return { ...base, spells: any.spells.map((one, index) => ({ ...one, id: `spell-${index}` })) };
  });

/** Mostly eligible people, so that properties about sums are not about nothing. */
const worker: fc.Arbitrary<Facts> = fc.array(spell, { minLength: 1, maxLength: 5 }).map((spells) => ({
  ...someFacts(),
  spells: spells.map((one, index) => ({ ...one, id: `spell-${index}` })),
}));

/** What an answer leaves unexplained. */
function silence(check: CheckResult): string[] {
  const missing: string[] = [];
  if (check.basis.title === '' || check.basis.article === '') missing.push(`${check.id}: no article`);
  if (check.status === 'unknown' && check.remedy === null) missing.push(`${check.id}: nothing that would settle it`);
  if (check.status === 'passed' && (check.remedy !== null || check.actual === null)) missing.push(`${check.id}: passed without a finding`);
  if (check.from.some((source) => source.record === '' || source.words === '')) missing.push(`${check.id}: a source without a name`);
  for (const register of REGISTERS) {
    const words = checkWords(check, register);
    if (words.label === '' || words.found === '') missing.push(`${check.id}: no ${register} words`);
  }
  return missing;
}

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
    );
  });

  test('the order of spells does not matter', () => {
    fc.assert(
      fc.property(worker, fc.infiniteStream(fc.nat()), (any, keys) => {
        const shuffled = any.spells.map((one) => ({ one, key: keys.next().value as number })).sort((a, b) => a.key - b.key);
        expect(run({ ...any, spells: shuffled.map(({ one }) => one) })).toEqual(run(any));
      }),
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
