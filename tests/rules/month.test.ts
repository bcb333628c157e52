// The month's rules: whom it asks, when it ends, what answers do, who calls whom, what is drawn, what stands first.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAskedMonthly } from '@shared/domain/asked-monthly';
import { drawn } from '@shared/domain/draw';
import { byGroup } from '@shared/domain/groups';
import { countMonth, cutoffOf, fits, moveOf, standingOf } from '@shared/domain/month';
import { hourWords } from '@shared/domain/month-hours';
import { seenOf } from '@shared/domain/month-seen';
import { type SpellRecord, TROUBLE_KINDS } from '@shared/domain/records';
import { shareOut } from '@shared/domain/share-out';
import { type StakeFacts, stakesOf } from '@shared/domain/stakes';
import { lineFor, TROUBLES } from '@shared/domain/troubles';
import { clearedWords, leftWords } from '@shared/domain/words/month';
import { parse } from 'yaml';

const labourer = { status: 'active', labourSkill: '普通劳动力', studentStatus: null, born: '1980-05-01', sex: '男', health: '健康' };
const HOME = { province: '山西省', city: '晋中市', county: '云岭县' };
const tables = parse(readFileSync(join(__dirname, 'month.yaml'), 'utf8')) as {
  asked: { words: string; person?: object; household?: object | null; asked: boolean }[];
  stakes: { words: string; facts?: Partial<StakeFacts>; work?: object | null; keys: string[] }[];
  seen: { words: string; spell: Partial<SpellRecord> | null; whereabouts: string }[];
  hours: Record<string, string>;
};

const spell = (more: Partial<SpellRecord> = {}): SpellRecord => ({
  _id: 's-1',
  county: '140799',
  town: '140799201000',
  village: '140799201201',
  status: 'open',
  sortKey: 'p:2025-02-10:s-1',
  version: 0,
  auditHead: '',
  person: 'p',
  start: '2025-02-10',
  end: null,
  place: { province: '广东省', city: '深圳市', county: '宝安区' },
  employer: '某喷涂厂',
  monthlyFen: 420_000,
  industry: '制造业',
  channel: '外出务工',
  organised: false,
  kind: '单位录用聘用人员',
  ...more,
});

test.each(tables.asked)('asked each month: $words', ({ person, household, asked }) => {
  const somebody = { ...labourer, ...person };
  const home = household === null ? null : { status: 'active', householdType: '一般脱贫户', monitoring: null, ...household };
  expect(isAskedMonthly(somebody as never, home as never, [], { home: HOME }, '2026-03-02')).toBe(asked);
});

test.each(tables.stakes)('at stake: $words', ({ facts, work, keys }) => {
  const known = { away: null, contractUntil: null, placeKnown: true, monthlyFen: 420_000, employer: '某厂', flexible: false };
  const whole: StakeFacts = {
    today: '2026-03-02',
    status: 'due',
    first: false,
    tries: 0,
    work: work === null ? null : { ...known, ...work },
    reachable: true,
    duties: [],
    subsidy: null,
    ...facts,
  };
  expect(stakesOf(whole).map(({ key }) => key)).toEqual(keys);
});

test.each(tables.seen)('seen: $words', ({ spell: given, whereabouts }) => {
  const seen = seenOf(labourer as never, given === null ? [] : [spell(given)], { home: HOME }, '2026-03-02');
  expect(seen.whereabouts).toBe(whereabouts);
});

test.each(Object.entries(tables.hours))('a telephone answered at %s: %s', (time, words) => {
  expect(hourWords(time)).toBe(words);
});

test('the month ends on the county’s day, never after its own end', () => {
  expect(cutoffOf('2026-03', null)).toBe('2026-03-25');
  expect(cutoffOf('2026-03', { monthly: { cutoffDay: 5 } })).toBe('2026-03-05');
  expect(cutoffOf('2026-02', { monthly: { cutoffDay: 31 } })).toBe('2026-02-28');
});

test('what an answer does to the work: the old place, a new one, home for a while, back, and nothing', () => {
  const work = { place: { province: '江苏省', city: '苏州市', county: '昆山市' }, employer: null, monthlyFen: null };
  expect(moveOf({ kind: 'same' }, spell(), '2026-03', 'phone', HOME)).toEqual({ kind: 'same', month: '2026-03', how: 'phone' });
  expect(moveOf({ kind: 'same' }, null, '2026-03', 'phone', HOME)).toBeNull();
  expect(moveOf({ kind: 'unreached' }, spell(), '2026-03', 'phone', HOME)).toBeNull();
  expect(moveOf({ kind: 'carried' }, spell(), '2026-03', 'carried', HOME)).toBeNull();
  const moved = moveOf({ kind: 'moved', on: '2026-03-01', work }, spell(), '2026-03', 'phone', HOME);
  expect(moved).toMatchObject({ kind: 'moved', work: { channel: '外出务工', kind: '其他形式务工就业人员', industry: '制造业' } });
  const near = moveOf({ kind: 'moved', on: '2026-03-01', work: { ...work, place: HOME } }, null, '2026-03', 'met', HOME);
  expect(near).toMatchObject({ kind: 'begin', work: { channel: '其他形式就业' } });
  expect([fits('back', 'home'), fits('away', 'home'), fits('moved', 'home'), fits('back', 'away')]).toEqual([false, false, true, true]);
  expect([
    standingOf(null),
    standingOf(spell()),
    standingOf(spell({ away: { since: '2026-02-01', why: 'ill', backOn: '2026-03-01' } })),
  ]).toEqual(['home', 'working', 'away']);
});

test('组 in the order people count them', () => {
  expect(['十一组', '三组', '二组', '10组', '一组', '二十组'].sort(byGroup)).toEqual(['一组', '二组', '三组', '10组', '十一组', '二十组']);
});

test('households are shared evenly, 组 by 组; the keeper keeps their own; alone one calls all; nobody there, nobody called', () => {
  const homes = Array.from({ length: 110 }, (_, i) => ({ id: `h${i}`, group: `${(i % 5) + 1}组`, keeper: i < 7 ? 'b' : null }));
  const shares = shareOut(homes, ['a', 'b', 'c']);
  const counts = ['a', 'b', 'c'].map((who) => [...shares.values()].filter((one) => one === who).length);
  expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(2);
  expect(homes.slice(0, 7).every(({ id }) => shares.get(id) === 'b')).toBe(true);
  expect(shareOut([...homes].reverse(), ['a', 'b', 'c'])).toEqual(new Map([...shares].map((entry) => entry)));
  expect(new Set(shareOut(homes, ['a']).values())).toEqual(new Set(['a']));
  expect(shareOut(homes, []).size).toBe(0);
});

test('the draw: the same for the same seed in any order, another for another, each as likely as the next', () => {
  const ids = Array.from({ length: 190 }, (_, i) => `p${i}`);
  expect(drawn([...ids].reverse(), 'seed', 5)).toEqual(drawn(ids, 'seed', 5));
  expect(drawn(ids, 'seed', 5)).not.toEqual(drawn(ids, 'other', 5));
  expect(drawn(ids.slice(0, 3), 'seed', 5)).toHaveLength(3);
  const times = new Map<string, number>();
  for (let seed = 0; seed < 3800; seed += 1) for (const id of drawn(ids, `s${seed}`, 5)) times.set(id, (times.get(id) ?? 0) + 1);
  // 100 expected; five standard deviations on either side.
  expect(Math.min(...ids.map((id) => times.get(id) ?? 0))).toBeGreaterThan(50);
  expect(Math.max(...times.values())).toBeLessThan(150);
});

test('a month adds up, and 沿用 is never checked', () => {
  const check = (status: string, how: string | null, household = 'h') => ({ status, how, household, late: null, troubles: [] }) as never;
  const figures = countMonth([
    check('same', 'self'),
    check('moved', 'phone'),
    check('back', 'family'),
    check('carried', 'carried'),
    check('unreached', null, 'h2'),
    check('due', null, 'h2'),
    check('trouble', 'self'),
  ]);
  expect(figures).toMatchObject({
    asked: 7,
    left: 2,
    leftHouseholds: 1,
    self: 2,
    phone: 1,
    family: 1,
    carried: 1,
    unreached: 1,
    changed: 2,
  });
  expect(leftWords('2026-03', '2026-03-25', { left: 41, leftHouseholds: 26 }).join('')).toBe('3月 · 25号前，还差 41 人（26 户）');
  expect(clearedWords({ ...figures, self: 60, phone: 71, family: 0, carried: 18 })).toBe('已清：本人点的 60，打过 71，沿用 18');
});

test('every trouble has sentences, a day, an owner, and a telephone that the county may replace', () => {
  for (const kind of TROUBLE_KINDS) {
    const { say, days, owners } = TROUBLES[kind];
    expect(say.length).toBeGreaterThan(0);
    expect(days).toBeGreaterThan(0);
    expect(owners.length).toBeGreaterThan(0);
    expect(JSON.stringify(TROUBLES[kind])).not.toMatch(/脱贫|监测户|兜底|弱劳力/);
  }
  expect(lineFor('arrears', null)?.phone).toBe('12333');
  expect(lineFor('arrears', { helplines: { labour: { words: '县劳动监察大队', phone: '0354-0000000' } } })?.words).toBe('县劳动监察大队');
  expect(lineFor('family_matter', null)).toBeNull();
});
