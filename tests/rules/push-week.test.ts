// What is chosen for a village's week, case by case; which keys are read for whom.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MatchPerson } from '@shared/domain/matching-parts';
import { bestOfWeek, type Candidate, MOST_OF_WEEK, weekPlan } from '@shared/domain/push-week';
import type { EmployerMark, PostingRecord } from '@shared/domain/records';
import { parse } from 'yaml';

type Of = Record<string, unknown>;
interface Case {
  words: string;
  people: (Of & { times: number })[];
  postings: (Of & { title: string; km?: number; marks?: EmployerMark[] })[];
  chosen?: string[];
  most?: number;
  why?: Record<string, string>;
  served: number;
}
const cases = parse(readFileSync(join(__dirname, 'push-week.yaml'), 'utf8')) as Case[];
const TODAY = '2026-03-02';

const personOf = (more: Of = {}): MatchPerson => ({
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
  ...more,
});
const candidateOf = ({ km = undefined, marks = [], ...more }: Case['postings'][number], at: number): Candidate => ({
  around: { km: km ?? null, marks },
  posting: {
    _id: `j-${at}`,
    status: 'open',
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
    rankKey: `050:j-${9 - at}`,
    ...more,
  } as unknown as PostingRecord,
});

test.each(cases)('$words', ({ people, postings, chosen, most, why = {}, served }) => {
  const all = people.flatMap(({ times, ...more }) => Array.from({ length: times }, () => personOf(more)));
  const week = bestOfWeek(all, postings.map(candidateOf), TODAY);
  if (chosen) expect(week.chosen.map(({ posting }) => posting.title)).toEqual(chosen);
  if (most !== undefined) expect(week.chosen).toHaveLength(most);
  expect(week.chosen.length).toBeLessThanOrEqual(MOST_OF_WEEK);
  expect(week.served).toBe(served);
  const said = new Map(week.chosen.map(({ posting, why: words }) => [posting.title, words]));
  for (const [title, words] of Object.entries(why)) expect(`${said.get(title)}，`).toContain(words.replace(/，?$/, '，'));
});

test('what is said names nobody and no target group', () => {
  for (const { people, postings } of cases)
    for (const { why } of bestOfWeek(
      people.map(({ times: _, ...more }) => personOf(more)),
      postings.map(candidateOf),
      TODAY,
    ).chosen)
      expect(why).not.toMatch(/脱贫|监测|兜底|弱劳|残疾|患有|慢性病/);
});

test('postings are read under the keys of the most frequent kinds of people, at most 180', () => {
  const many = Array.from({ length: 400 }, (_, at) => personOf({ age: 18 + (at % 60), health: at % 3 === 0 ? '长期慢性病' : '健康' }));
  const plan = weekPlan(many, 'T');
  expect(plan.reduce((sum, { most }) => sum + most, 0)).toBeLessThanOrEqual(180);
  expect(new Set(plan.map(({ cell }) => cell)).size).toBe(plan.length);
  expect(weekPlan([personOf({ age: 62 })], 'T').map(({ cell }) => cell)).toEqual(['tT|m|65', 'county|m|65', '*|m|65']);
  expect(weekPlan([], 'T')).toEqual([]);
});
