// What must hold for sums on tickets, shares of the wage and ceilings, whatever people hand in and in whatever order.
import type { Facts, PriorClaim, TicketFact } from '@shared/domain/facts';
import { assess, type PolicyPack } from '@shared/policies';
import { marginalShare, wholeShare } from '@shared/policies/amounts/wages';
import fc from 'fast-check';
import { someFacts } from './support/case';
import { packsByName, withEdits } from './support/packs';
import { claimDay, inPeriodOf, ticket, worker } from './support/people';

const packs = packsByName();
const pack = (name: string): PolicyPack => {
  const found = packs[name];
  if (!found) throw new Error(`no pack named ${name}`);
  return found;
};

const withTickets = (any: Facts, tickets: Omit<TicketFact, 'id'>[]): Facts => ({
  ...any,
  tickets: tickets.map((one, index) => ({ ...one, id: `ticket-${index}` })),
});
const away = (yuan: number): Facts => someFacts({ spells: [{ from: '2025-01-05', to: '2025-06-30', yuan }], family: [] });

const readable = ticket.filter((one) => one.fareFen !== null && one.date !== null);

describe.each(['zhongyang-2022', 'chongqing-2021', 'chengkou-2023', 'quarterly-travel-2023', 'rolling'])('tickets: %s', (name) => {
  const run = (any: Facts) => assess(pack(name), inPeriodOf(pack(name), any));

  test('one ticket handed in as two of the same way and day is worth no more', () => {
    fc.assert(
      fc.property(
        fc.array(readable, { minLength: 1, maxLength: 4 }),
        fc.nat(),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (list, pick, part) => {
          const index = pick % list.length;
          const whole = list[index] as (typeof list)[number];
          const first = Math.floor((whole.fareFen as number) * part);
          const halves = [
            { ...whole, fareFen: first },
            { ...whole, fareFen: (whole.fareFen as number) - first },
          ];
          const split = [...list.slice(0, index), ...halves, ...list.slice(index + 1)];
          expect(run(withTickets(away(4200), split)).amountFen).toBeLessThanOrEqual(run(withTickets(away(4200), list)).amountFen);
        },
      ),
    );
  });

  test('the order of tickets does not matter', () => {
    fc.assert(
      fc.property(fc.array(ticket, { maxLength: 5 }), fc.infiniteStream(fc.nat()), (list, keys) => {
        const kept = withTickets(away(4200), list);
        const shuffled = (kept.tickets ?? []).map((one) => ({ one, key: keys.next().value as number })).sort((a, b) => a.key - b.key);
        const again = run({ ...kept, tickets: shuffled.map(({ one }) => one) });
        const { amountFen, verdict } = run(kept);
        expect([again.amountFen, again.verdict]).toEqual([amountFen, verdict]);
      }),
    );
  });

  test('no more than all tickets together, or the substitute', () => {
    const { amount } = pack(name);
    const substitutes = 'substitutes' in amount ? amount.substitutes.map((one) => one.fen) : [];
    fc.assert(
      fc.property(fc.array(ticket, { maxLength: 5 }), (list) => {
        const all = list.reduce((sum, one) => sum + (one.fareFen ?? 0), 0);
        expect(run(withTickets(away(4200), list)).amountFen).toBeLessThanOrEqual(Math.max(all, 0, ...substitutes));
      }),
    );
  });
});

test('first payment and top-up together come to the tickets, or to the substitute where that was more', () => {
  const chengkou = pack('chengkou-2023');
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 200_000 }), fc.integer({ min: 0, max: 200_000 }), (out, back) => {
      const base = { ...inPeriodOf(chengkou, away(4200)), asOf: '2024-03-20', submittedOn: '2024-03-20' };
      const first = assess(chengkou, { ...base, tickets: [] });
      const fare = { mode: 'train', traveller: '甲', from: '甲地', to: '乙地' } as const;
      const tickets: TicketFact[] = [
        { ...fare, id: 't1', date: '2023-01-05', fareFen: out, direction: 'out' },
        { ...fare, id: 't2', date: '2023-06-30', fareFen: back, direction: 'back' },
      ];
      const paid: PriorClaim = { id: 'c', programme: 'transport', period: '2023', status: 'paid', amountFen: first.amountFen, ours: true };
      const topUp = assess(chengkou, { ...base, tickets, prior: [paid], seq: 1 });
      expect([first.verdict, first.amountFen + topUp.amountFen]).toEqual(['eligible', Math.max(first.amountFen, out + back)]);
    }),
  );
});

test('a family never gets more than its ceiling, in whatever order its members claim', () => {
  const award = withEdits(pack('award-2023'), { 'switches.bracket_reading.chosen': 'whole' });
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 2500, max: 12_000 }), { minLength: 1, maxLength: 6 }), (pays) => {
      const family: PriorClaim[] = [];
      pays.forEach((yuan, index) => {
        const facts = inPeriodOf(award, away(yuan));
        const { amountFen, verdict } = assess(award, { ...facts, household: { ...facts.household, prior: family } });
        expect(amountFen > 0).toBe(verdict === 'eligible');
        if (verdict === 'eligible')
          family.push({ id: `claim:${index}`, programme: 'award', period: facts.period, status: 'in_stage', amountFen, ours: true });
      });
      expect(family.reduce((sum, one) => sum + one.amountFen, 0)).toBeLessThanOrEqual(300_000);
    }),
  );
});

test('a person never gets more than the ceiling of the year, quarter after quarter', () => {
  const travel = withEdits(pack('quarterly-travel-2023'), { 'switches.cap_is.chosen': 'per_year' });
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 150_000 }), { minLength: 4, maxLength: 4 }), (fares) => {
      const prior: PriorClaim[] = [];
      fares.forEach((fareFen, index) => {
        const first = index * 3 + 1;
        const date = `2023-${first < 10 ? '0' : ''}${first}-10`;
        const period = `2023Q${index + 1}`;
        const facts: Facts = {
          ...someFacts({ spells: [{ from: '2023-01-01' }] }, `2023-${first + 2 < 10 ? '0' : ''}${first + 2}-28`),
          period,
          prior: [...prior],
          tickets: [{ id: 't', date, from: '甲地', to: '乙地', fareFen, mode: 'train', traveller: '甲', direction: 'out' }],
        };
        const { amountFen } = assess(travel, facts);
        if (amountFen > 0) prior.push({ id: period, programme: 'transport', period, status: 'paid', amountFen, ours: true });
      });
      const total = prior.reduce((sum, one) => sum + one.amountFen, 0);
      expect(total).toBe(
        Math.min(
          100_000,
          fares.reduce((sum, one) => sum + Math.min(one, 100_000), 0),
        ),
      );
    }),
  );
});

test('of two readings of rising shares the marginal one is never more, and more pay never lowers either', () => {
  const { amount } = pack('award-2023');
  if (amount.mode !== 'wage_brackets') throw new Error('award-2023 pays by brackets');
  const { brackets } = amount;
  fc.assert(
    fc.property(fc.nat({ max: 10_000_000 }), fc.nat({ max: 1_000_000 }), (fen, more) => {
      expect(marginalShare(fen, brackets)).toBeLessThanOrEqual(wholeShare(fen, brackets));
      expect(marginalShare(fen + more, brackets)).toBeGreaterThanOrEqual(marginalShare(fen, brackets));
      expect(wholeShare(fen + more, brackets)).toBeGreaterThanOrEqual(wholeShare(fen, brackets));
      expect([marginalShare(fen, brackets), wholeShare(fen, brackets)].every(Number.isInteger)).toBe(true);
    }),
  );
});

test.each(Object.keys(packs))('the people made up for these tests are not all refused: %s', (name) => {
  const own = pack(name);
  // Some packs ask the county first, or are for monitored households alone.
  const monitored = { category: '边缘易致贫户' as const, identifiedOn: '2020-01-01', clearedOn: null };
  const verdicts = fc.sample(worker, { numRuns: 300, seed: 7 }).map((any) => {
    const facts = inPeriodOf(own, { ...any, household: { ...any.household, monitoring: monitored } });
    return assess(own, { ...facts, submittedOn: claimDay(own, facts.period) }).verdict;
  });
  expect(verdicts.filter((verdict) => verdict !== 'not_eligible').length).toBeGreaterThan(5);
});
