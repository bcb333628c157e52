// The matching table case by case; what residents read of it; what orders a list.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { byFit, MATCH_RULES, matchOf } from '@shared/domain/matching';
import { heard, type MatchPerson } from '@shared/domain/matching-parts';
import type { EmployerMark, PostingRecord } from '@shared/domain/records';
import { parse } from 'yaml';

interface Case {
  rule: string;
  words: string;
  person?: Record<string, unknown>;
  posting?: Record<string, unknown>;
  km?: number;
  marks?: EmployerMark[];
  fit: string | null;
  says?: string;
  official?: string;
  remedy?: string;
}
const cases = parse(readFileSync(join(__dirname, 'matching.yaml'), 'utf8')) as Case[];

/** null in a case = never recorded. */
const without = (values: Record<string, unknown> = {}): Record<string, unknown> =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, key === 'skills' && value === null ? undefined : value]));

const personOf = (more?: Record<string, unknown>): MatchPerson => ({
  age: 40,
  sex: '男',
  labourSkill: '普通劳动力',
  studentStatus: null,
  health: '健康',
  disability: null,
  skills: undefined,
  certificates: undefined,
  tiedBy: [],
  workWish: null,
  trainingWish: null,
  earnedFen: null,
  from: { village: 'v', roads: null },
  ...without(more),
});
const postingOf = (more: Record<string, unknown> = {}): PostingRecord =>
  ({
    area: 'outside_province',
    channel: 'outside_province',
    place: { province: '广东省', city: '深圳市', county: '宝安区', address: '' },
    spot: { kind: 'elsewhere' },
    pay: { minFen: 500_000, maxFen: 600_000, unit: 'month', how: '' },
    board: { food: true, lodging: true },
    until: '2026-04-20',
    strength: 'medium',
    age: { min: 18, max: 55 },
    onlySex: null,
    skills: [],
    certificates: [],
    rankKey: '050:j',
    ...more,
  }) as unknown as PostingRecord;

test.each(cases)('$rule: $words', ({ rule, person, posting, km = null, marks = [], fit, says, official, remedy }) => {
  const found = matchOf(personOf(person), postingOf(posting), { km: km ?? null, marks }).findings.find((one) => one.rule === rule);
  expect(found?.fit ?? null).toBe(fit);
  if (says) expect(found?.spoken).toContain(says);
  if (official) expect(found?.official).toContain(official);
  if (remedy) expect(found?.remedy).toContain(remedy);
});

test('every rule has cases of each answer it can give, and every case a rule', () => {
  expect([...new Set(cases.map(({ rule }) => rule))].sort()).toEqual(MATCH_RULES.map(({ id }) => id).sort());
  for (const { id } of MATCH_RULES) expect(cases.filter(({ rule }) => rule === id).length).toBeGreaterThan(1);
});

test('no resident reads the name of a target group or a term of the registry', () => {
  for (const { person, posting, km = null, marks = [] } of cases)
    for (const { spoken, remedy } of matchOf(personOf(person), postingOf(posting), { km: km ?? null, marks }).findings)
      expect(spoken + remedy).not.toMatch(/脱贫|监测户|兜底|弱劳|半劳动力|岗位|报名|公益/);
});

test('a family member hears of him or her, in every sentence the table has', () => {
  for (const { person, posting, km = null, marks = [] } of cases)
    for (const { spoken, remedy } of matchOf(personOf(person), postingOf(posting), { km: km ?? null, marks }).findings)
      expect(heard(spoken + remedy, '他')).not.toContain('您');
  expect(heard('离您村约 6 公里', '她')).toBe('离村里约 6 公里');
  expect(heard('要 18 到 55 岁，您 56 岁', '他')).toBe('要 18 到 55 岁，他 56 岁');
  expect(heard('您会缝纫', 'self')).toBe('您会缝纫');
});

test('sex and age weigh nothing beyond the range and the law', () => {
  const score = (more: Record<string, unknown>) => matchOf(personOf(more), postingOf(), { km: null, marks: [] }).score;
  expect(score({ sex: '女' })).toBe(score({ sex: '男' }));
  expect(score({ age: 19 })).toBe(score({ age: 55 }));
});

test('what fits stands before what does not, however well paid', () => {
  const ranked = (more: Record<string, unknown>) => {
    const posting = postingOf(more);
    return { posting, km: null, match: matchOf(personOf({ tiedBy: ['看孩子'] }), posting, { km: null, marks: [] }) };
  };
  const far = ranked({ rankKey: '200:far' });
  const near = ranked({ area: 'in_county', channel: 'casual', rankKey: '020:near' });
  expect([far, near].sort(byFit).map(({ posting }) => posting.rankKey)).toEqual(['020:near', '200:far']);
});
