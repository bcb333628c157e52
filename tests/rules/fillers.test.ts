// Whose word a work record stands on: the last to have filled in each fact, in records of the days that count.
import { fillersOf, touchesDays, withFillers } from '@shared/domain/fillers';
import type { SpellAsked } from '@shared/domain/records';

const YEAR = { from: '2025-01-01', to: '2025-12-31' };
const asked = (field: SpellAsked['field'], openid: string): SpellAsked => ({
  field,
  how: 'phone',
  on: '2026-03-02',
  note: '',
  by: { openid, name: openid },
});

test('of each fact the last; whoever was corrected has no part in it any more', () => {
  const spell = {
    start: '2025-03-01',
    end: null,
    asked: [asked('monthlyFen', 'o-a'), asked('employer', 'o-c'), asked('monthlyFen', 'o-b')],
  };
  expect(fillersOf([spell], YEAR)).toEqual(['o-b', 'o-c']);
  expect(fillersOf([{ start: '2025-03-01', end: null }], YEAR)).toEqual([]);
});

test.each([
  ['ends the month before', '2023-02-01', '2024-12-31', false],
  ['ends in the first month', '2023-02-01', '2025-01-01', true],
  ['begins in the last month', '2025-12-31', null, true],
  ['begins the month after', '2026-01-01', null, false],
])('a record that %s', (_name, start, end, counts) => {
  expect(touchesDays({ start, end }, YEAR)).toBe(counts);
  expect(fillersOf([{ start, end, asked: [asked('place', 'o-a')] }], YEAR)).toEqual(counts ? ['o-a'] : []);
});

test('each once, and the same list when nobody is new', () => {
  const claim = { filledBy: ['o-b'] };
  expect(withFillers(claim, ['o-b'])).toBe(claim.filledBy);
  expect(withFillers(claim, ['o-a', 'o-b'])).toEqual(['o-a', 'o-b']);
  expect(withFillers({}, [])).toEqual([]);
});
