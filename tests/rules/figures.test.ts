// Figures and what they are measured by: shares never rounded up, unknown parts never summed, the sentence that names every number.
import { denominators, emptyCounts, FIGURE_KEYS, FIGURES, inScale, summed } from '@shared/domain/figures';
import type { TargetRecord } from '@shared/domain/records';
import { targetOfCounty, targetOfTown, targetOfVillages } from '@shared/domain/targets';
import { historyWords } from '@shared/domain/words/spells';
import { averageYuan, eveningWords, shareText } from '@shared/domain/words/where';

const counts = (more: Record<string, number>) => ({ ...emptyCounts(), ...more });

test.each([
  [899, 1000, 899, '89.9%'],
  [8999, 10_000, 899, '89.9%'],
  [900, 1000, 900, '90.0%'],
  [901, 1000, 901, '90.1%'],
  [0, 10, 0, '0.0%'],
  [12, 10, 1200, '120.0%'],
])('%i of %i is told as %i permille, %s', (have, whole, permille, words) => {
  const [share] = denominators(counts({ at_work: have }), { task: whole, lastYearEnd: null }, true);
  expect(share).toMatchObject({ key: 'task', of: whole, permille });
  expect(shareText(permille)).toBe(words);
});

test('a denominator nobody set, or of nobody, tells no share; 去年底 as it was reported goes before the ledger', () => {
  const some = counts({ at_work: 5, at_work_beside_posts: 4, last_year_end: 8 });
  const [task, last, all] = denominators(some, { task: null, lastYearEnd: null }, true);
  expect([task?.of, task?.permille, last?.of, all?.permille]).toEqual([null, null, 8, null]);
  expect(denominators(some, { task: null, lastYearEnd: 10 }, true)[1]).toMatchObject({ of: 10, permille: 500 });
  // 公益岗 inside or beside: the switch of the installation.
  expect([inScale(some, true), inScale(some, false)]).toEqual([5, 4]);
  expect(denominators(some, { task: 10, lastYearEnd: null }, false)[0]?.permille).toBe(400);
});

const target = (villages: TargetRecord['villages'], whole: TargetRecord['whole'] = { task: null, lastYearEnd: null }): TargetRecord => ({
  _id: 'targets:t:2026',
  county: 'c',
  town: 't',
  village: '',
  year: '2026',
  whole,
  villages,
  version: 0,
  auditHead: '',
});

test('targets sum where every part is known, and the number given for the whole goes before the sum', () => {
  const both = target({ a: { task: 10, lastYearEnd: 9 }, b: { task: 5, lastYearEnd: null } });
  expect(targetOfTown(both, ['a', 'b'])).toEqual({ task: 15, lastYearEnd: null });
  expect(targetOfTown(both, ['a', 'b', 'c'])).toEqual({ task: null, lastYearEnd: null });
  expect(targetOfTown({ ...both, whole: { task: 20, lastYearEnd: 18 } }, ['a', 'b', 'c'])).toEqual({ task: 20, lastYearEnd: 18 });
  expect(targetOfVillages(both, ['a'])).toEqual({ task: 10, lastYearEnd: 9 });
  expect(targetOfVillages(null, ['a'])).toEqual({ task: null, lastYearEnd: null });
  const other = { ...target({ d: { task: 7, lastYearEnd: 7 } }), town: 'u' };
  const of = (town: string) => (town === 't' ? ['a', 'b'] : ['d']);
  expect(targetOfCounty([both, other], of, ['t', 'u'])).toEqual({ task: 22, lastYearEnd: null });
  expect(targetOfCounty([both], of, ['t', 'u'])).toEqual({ task: null, lastYearEnd: null });
});

test('sums are of every figure, also where a village does not know one yet', () => {
  const sum = summed([{ at_work: 3 }, { at_work: 4, waiting: 1 }]);
  expect([sum.at_work, sum.waiting, sum.aged]).toEqual([7, 1, 0]);
  expect(Object.keys(sum)).toEqual(FIGURE_KEYS);
  expect(new Set(FIGURE_KEYS.map((key) => FIGURES[key].words)).size).toBe(FIGURE_KEYS.length);
});

test('the sentence of the evening names every number and every share', () => {
  const some = counts({ labourers: 1150, at_work: 865, at_work_beside_posts: 805, welfare_post: 60, last_year_end: 960, reach_unknown: 2 });
  const told = (postsInScale: boolean) =>
    eveningWords({
      place: '青石乡',
      asOf: '3月20日 21:05',
      counts: some,
      shares: denominators(some, { task: 960, lastYearEnd: null }, postsInScale),
      postsInScale,
      wage: { people: 2, fen: 840_100, lastPeople: 0, lastFen: 0 },
    });
  expect(told(true)).toContain('在岗 865 人（含公益岗 60 人，不含是 805 人）：占年度任务 960 人的 90.1%，占去年底务工总数 960 人的 90.1%');
  expect(told(true)).toContain('地点没登记 2 人');
  expect(told(true)).toContain('平均月工资 4201 元（2 人登记了工资）');
  expect(told(false)).toContain('在岗 805 人（不含公益岗，另有公益岗 60 人）');
  expect([averageYuan(0, 0), averageYuan(100, 3)]).toEqual([null, 0]);
});

test('history in words', () => {
  expect(historyWords({ verb: 'begin', changed: [] })).toBe('记了一条新的');
  expect(historyWords({ verb: 'correct', changed: [{ field: 'monthlyFen', was: null, is: 420_000 }] })).toBe(
    '改了记错的：月收入 没记 → 4200 元',
  );
  expect(
    historyWords({ verb: 'away', changed: [{ field: 'away', was: null, is: { since: '2026-02-01', why: 'ill', backOn: '2026-03-08' } }] }),
  ).toBe('记了暂回：暂回 没记 → 看病，2月1日到3月8日');
  expect(
    historyWords({
      verb: 'back',
      changed: [
        { field: 'end', was: null, is: '2026-03-01' },
        { field: 'sortKey', was: 'a', is: 'b' },
      ],
    }),
  ).toBe('记了不去了：结束 还在干 → 2026-03-01');
});
