// The keys postings are found by: below, at and above each age that ends one; what is not open has none; distance and pay in a month.
import { kmTo } from '@shared/domain/distance';
import { ageKey, cellOf, cellsOf, indexed, NO_AGE, townKey } from '@shared/domain/job-cells';
import { monthOf } from '@shared/domain/job-pay';
import type { PostingRecord } from '@shared/domain/records';

const TOWN = '140799201000';
type Celled = Parameters<typeof cellsOf>[0];
const posting = (more: Partial<Celled> = {}): Celled => ({
  status: 'open',
  area: 'outside_province',
  channel: 'outside_province',
  spot: { kind: 'elsewhere' },
  town: TOWN,
  strength: 'medium',
  age: { min: 18, max: 55 },
  skills: [],
  ...more,
});

describe('keys', () => {
  test.each([
    [17, false],
    [18, true],
    [55, true],
    [56, false],
    [71, false],
  ])('18 to 55 at %i: %s', (age, found) => {
    expect(cellsOf(posting()).includes(cellOf({ age: ageKey(age) }))).toBe(found);
  });

  test('a limit within a key is found by the whole key, and judged by the year later', () => {
    expect(cellsOf(posting({ age: { min: 18, max: 53 } }))).toContain(cellOf({ age: ageKey(55) }));
    expect(cellsOf(posting({ age: { min: 18, max: 50 } }))).not.toContain(cellOf({ age: ageKey(51) }));
  });

  test('only what asks no upper age is found by that', () => {
    expect(cellsOf(posting({ age: { min: 18, max: null } }))).toContain(cellOf({ age: NO_AGE }));
    expect(cellsOf(posting({ age: { min: 18, max: 70 } }))).not.toContain(cellOf({ age: NO_AGE }));
  });

  test.each([
    ['light', ['*', 'm', 'l']],
    ['medium', ['*', 'm']],
    ['heavy', ['*']],
  ] as const)('%s work is for %s', (strength, cans) => {
    for (const can of ['*', 'm', 'l'] as const)
      expect(cellsOf(posting({ strength })).includes(cellOf({ can }))).toBe((cans as readonly string[]).includes(can));
  });

  test('near home is the township; the county seat is the county; a workshop is found as one', () => {
    const shop = cellsOf(posting({ area: 'in_county', channel: 'workshop', spot: { kind: 'village', code: '140799201203' } }));
    expect(shop).toEqual(expect.arrayContaining([cellOf({ where: townKey(TOWN) }), cellOf({ where: 'workshop' })]));
    expect(cellsOf(posting({ area: 'in_county', channel: 'in_county', spot: { kind: 'county_seat' } }))).toContain('county|*|*');
  });

  test.each(['draft', 'waiting', 'full', 'expired', 'stopped', 'refused'])('%s has none', (status) => {
    expect(cellsOf(posting({ status }))).toEqual([]);
  });

  test('more pay stands first, and what need not be paid for counts', () => {
    const rank = (minFen: number, food: boolean) =>
      indexed({
        ...posting(),
        ...{ _id: 'j', title: '', employer: '', contact: { name: '', phone: '' } },
        pay: { minFen, maxFen: minFen, unit: 'month', how: '' },
        board: { food, lodging: false },
      } as PostingRecord).rankKey;
    expect(rank(450_000, false) > rank(440_000, false)).toBe(true);
    expect(rank(440_000, true) > rank(450_000, false)).toBe(true);
  });
});

const HOME = { village: 'v1', roads: { town: 7, county: 22 } };
test.each([
  [{ kind: 'village', code: 'v1' }, null, 0],
  [{ kind: 'village', code: 'v2' }, { town: 5, county: 9 }, 12],
  [{ kind: 'village', code: 'v2' }, null, null],
  [{ kind: 'town_seat' }, null, 7],
  [{ kind: 'county_seat' }, null, 22],
  [{ kind: 'elsewhere' }, null, null],
] as const)('%j is %j km away', (spot, other, km) => {
  expect(kmTo(spot, HOME, other)).toBe(km);
});

test('nobody measured: nothing is made up', () => {
  expect(kmTo({ kind: 'town_seat' }, { village: 'v1', roads: null })).toBeNull();
  expect(kmTo({ kind: 'village', code: 'v1' }, { village: 'v1', roads: null })).toBe(0);
});

test.each([
  ['month', 400_000, ''],
  ['day', 22_000 * 22, '22 天'],
  ['hour', 2_000 * 176, '8 小时'],
] as const)('a month of pay by the %s', (unit, fen, says) => {
  const minFen = { month: 400_000, day: 22_000, hour: 2_000 }[unit];
  const month = monthOf({ minFen, maxFen: minFen, unit, how: '' });
  expect(month?.minFen).toBe(fen);
  expect(month?.assumed).toContain(says);
});

test('piece work has no month', () => {
  expect(monthOf({ minFen: 500, maxFen: 900, unit: 'piece', how: '' })).toBeNull();
});
