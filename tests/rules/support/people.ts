// Facts made up for property tests: people of every kind, and mostly eligible workers, moved into the period of the pack at hand.
import { addDays, dayNumber, dayText } from '@shared/domain/dates';
import { type Facts, type SpellFact, type TicketFact, TRANSPORT_MODES } from '@shared/domain/facts';
import { HOUSEHOLD_TYPES, LABOUR_SKILLS } from '@shared/domain/records';
import type { PolicyPack } from '@shared/policies';
import fc from 'fast-check';
import { PLACES, someFacts } from './case';

export const day = (from: string, to: string) => fc.integer({ min: dayNumber(from), max: dayNumber(to) }).map(dayText);

export const spell: fc.Arbitrary<SpellFact> = fc
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

const base: fc.Arbitrary<Facts> = fc
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
const plainWorker: fc.Arbitrary<Facts> = fc.array(spell, { minLength: 1, maxLength: 5 }).map((spells) => ({
  ...someFacts(),
  spells: spells.map((one, index) => ({ ...one, id: `spell-${index}` })),
}));

/** Tickets of one person within the year: mostly readable. */
export const ticket: fc.Arbitrary<Omit<TicketFact, 'id'>> = fc.record({
  date: fc.option(day('2025-01-01', '2025-12-31'), { freq: 9 }),
  from: fc.constantFrom('甲地', '乙地'),
  to: fc.option(fc.constantFrom('丙地', '丁地'), { freq: 9 }),
  fareFen: fc.option(fc.integer({ min: 1, max: 200_000 }), { freq: 9 }),
  mode: fc.option(fc.constantFrom(...TRANSPORT_MODES), { freq: 9 }),
  traveller: fc.option(fc.constantFrom('甲', '甲', '甲', '乙'), { freq: 9 }),
  direction: fc.option(fc.constantFrom('out', 'back'), { freq: 9 }),
  railFareFen: fc.option(fc.integer({ min: 1, max: 100_000 }), { freq: 9 }),
});

const family = fc.array(
  fc.record({
    programme: fc.constantFrom('award', 'transport'),
    amountFen: fc.integer({ min: 0, max: 200_000 }),
    status: fc.constantFrom('paid', 'in_stage', 'rejected'),
  }),
  { maxLength: 3 },
);

/** What some packs ask for beside the plain facts. */
const more = fc.record({
  tickets: fc.option(fc.array(ticket, { maxLength: 5 }), { freq: 9 }),
  family: fc.option(family, { freq: 9 }),
  perCapitaFen: fc.option(fc.integer({ min: 0, max: 3_000_000 }), { freq: 9 }),
});

function withMore(facts: fc.Arbitrary<Facts>): fc.Arbitrary<Facts> {
  return fc.tuple(facts, more).map(([any, { tickets, family: others, perCapitaFen }]) => ({
    ...any,
    tickets: tickets?.map((one, index) => ({ ...one, id: `ticket-${index}` })),
    household: {
      ...any.household,
      perCapitaFen,
      prior: others?.map((one, index) => ({ ...one, id: `claim:family-${index}`, period: any.period, ours: true })),
    },
  }));
}

/** People of every kind. */
export const facts = withMore(base);
/** Mostly eligible people, so that properties about sums are not about nothing. */
export const worker = withMore(plainWorker);

/** A day on which the pack takes claims of the period. */
export function claimDay(pack: PolicyPack, period: string): string | null {
  const year = Number(period.slice(0, 4));
  for (const one of pack.conditions) {
    if (one.use === 'claim_window') return `${year + one.closesYear}-${one.closesDay}`;
    if (one.use === 'monthly_window') return `${year}-12-${one.toDay}`;
    if (one.use === 'quarterly_window') {
      const closes = one.closes[Number(period.charAt(5)) - 1];
      return `${year + (closes?.year ?? 0)}-${closes?.day ?? ''}`;
    }
  }
  return null;
}

/** The same person in a period the pack pays for: every day of 2025 becomes that day of its year. */
export function inPeriodOf(pack: PolicyPack, any: Facts): Facts {
  if (pack.periods.includes(any.period)) return any;
  const period = pack.periods[0] as string;
  const shift = Number(period.slice(0, 4)) - 2025;
  const moved = (on: string): string => `${Number(on.slice(0, 4)) + shift}${on.slice(4) === '-02-29' ? '-02-28' : on.slice(4)}`;
  const { monitoring, prior } = any.household;
  const own = <T extends { period: string }>(claims: T[]): T[] =>
    claims.map((one) => ({ ...one, period: one.period === any.period ? period : one.period }));
  return {
    ...any,
    period,
    asOf: moved(any.asOf),
    submittedOn: claimDay(pack, period),
    spells: any.spells.map((one) => ({ ...one, start: moved(one.start), end: one.end && moved(one.end) })),
    tickets: any.tickets?.map((one) => ({ ...one, date: one.date && moved(one.date) })),
    prior: own(any.prior),
    household: {
      ...any.household,
      monitoring: monitoring && {
        ...monitoring,
        identifiedOn: moved(monitoring.identifiedOn),
        clearedOn: monitoring.clearedOn && moved(monitoring.clearedOn),
      },
      prior: prior && own(prior),
    },
  };
}
