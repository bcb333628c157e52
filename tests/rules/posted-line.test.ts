// The line of a posted list: fed with every number there is, it lets none through, whatever field it was typed into.

import { sampleOf } from '@shared/domain/clean';
import { maskName } from '@shared/domain/masks';
import { POSTED_COLUMNS, postableText, postedLine } from '@shared/domain/posted-line';
import fc from 'fast-check';
import { someClaim } from './support/claim';

const NUMBERS = [
  '140799198501011234',
  '14079919850101123X',
  '19900000001',
  '6217000000001234567',
  '199 0000 0001',
  '199-0000-0001',
  '１９９００００００００１',
];

test.each(NUMBERS)('%s typed into any field leaves nothing of itself', (number) => {
  const claim = { ...someClaim([]), personName: `周满仓${number}` };
  const spell = {
    id: 's',
    start: '2025-02-01',
    end: '2025-11-30',
    province: `广东省${number}`,
    city: '深圳市',
    county: number,
    employer: `${number}厂`,
    monthlyFen: 1,
    channel: number,
    organised: null,
  };
  const facts = { asOf: '2026-03-02', spells: [spell] } as never;
  const line = postedLine({ ...claim, facts }, { sex: '男', born: '1985-01-01' }, POSTED_COLUMNS, '2026-03-02T01:00:00.000Z');
  expect(JSON.stringify(line).replace(/[^0-9０-９]/g, ' ')).not.toMatch(/[0-9０-９]{7}/);
  expect(line.name).toBe('周满仓');
  expect(line.workPeriod).toBe('2025年2月至2025年11月');
});

test('whatever is fed, no run of seven digits is left, and what is clean stays as it is', () => {
  fc.assert(
    fc.property(fc.string(), fc.array(fc.constantFrom(...NUMBERS)), (text, numbers) => {
      const out = postableText(text + numbers.join(text));
      expect(out.replace(/[\s\-_.()*]/g, '')).not.toMatch(/\d{7}/);
    }),
  );
  for (const clean of ['广东省深圳市宝安区', '2025年1月至2025年12月', '3号工地', '第八建筑公司']) expect(postableText(clean)).toBe(clean);
  expect(maskName('周满仓')).toBe('周**');
});

test('a column the document does not name stays empty', () => {
  const line = postedLine(
    { ...someClaim([]), facts: null },
    { sex: '男', born: '1985-01-01' },
    ['name', 'amount'],
    '2026-03-02T01:00:00.000Z',
  );
  expect(line).toEqual({ name: '甲', sex: null, age: null, workPeriod: null, workPlace: null, employer: null, amountFen: 150000 });
});

test('of each lot at least one is drawn, and always the same', () => {
  const lot = [0.9, 0.5, 0.7].map((chance, index) => ({ id: `c${index}`, chance }));
  expect([...sampleOf(lot, 0.05)]).toEqual(['c1']);
  expect([...sampleOf(lot, 0.8)].sort()).toEqual(['c1', 'c2']);
  expect(sampleOf([], 0.05).size).toBe(0);
});
