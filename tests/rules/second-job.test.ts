// Back for good: what opens a second job, what does not, what ends it by itself. Days below, at and above each bound.
import { addDays } from '@shared/domain/dates';
import type { SpellRecord } from '@shared/domain/records';
import { goesOver, isNewReturn, returnOf, type Stood, selfEnd } from '@shared/domain/second-job';
import { COUNTING, type StandingPerson, standingFacts } from '@shared/domain/standing-facts';
import { standingOf } from '@shared/domain/whereabouts';

const TODAY = '2026-06-10';
const home = { province: '山西省', city: '晋中市', county: '云岭县' };
const away = { province: '广东省', city: '深圳市', county: '宝安区' };

const spell = (more: Partial<SpellRecord>): SpellRecord =>
  ({
    _id: 's-1',
    start: '2026-03-01',
    end: null,
    place: away,
    employer: '某电子厂',
    monthlyFen: 400_000,
    industry: '制造业',
    channel: '外出务工',
    away: null,
    endReason: '',
    ...more,
  }) as SpellRecord;

function stood(spells: readonly SpellRecord[], more: Partial<StandingPerson> = {}, today = TODAY): Stood {
  const person = {
    status: 'active',
    born: '1980-01-01',
    sex: '男',
    labourSkill: '普通劳动力',
    studentStatus: '',
    health: '健康',
    workWish: null,
    tiedBy: [],
    ...more,
  } as unknown as StandingPerson;
  const input = { person, spells, home, today, counting: COUNTING };
  return { state: standingOf(input).state, facts: standingFacts(input) };
}

const over = (end: string, endReason = '企业停产或裁员') => spell({ end, endReason, status: 'ended' } as Partial<SpellRecord>);

test.each([
  [0, false],
  [1, true],
  [90, true],
  [91, false],
])('work that ended %i days ago opens one: %s', (days, opens) => {
  const found = returnOf(stood([over(addDays(TODAY, -days))]));
  expect(found !== null).toBe(opens);
  if (found) expect(found).toMatchObject({ spell: 's-1', why: '企业停产或裁员', backOn: addDays(TODAY, 1 - days) });
});

test.each([
  [1, 3],
  [3, 1],
  [4, 0],
  [30, 0],
])('ended %i days ago, something is offered within %i days from today', (ago, left) => {
  expect(returnOf(stood([over(addDays(TODAY, -ago))]))?.offerBy).toBe(addDays(TODAY, left));
});

test.each([
  [
    'a wish of after the return not to go',
    { workWish: { plans: false, why: '工资不合适', where: '', leaveOn: null, needs: [], asked: TODAY } },
  ],
  ['under sixteen', { born: '2010-06-11' }],
  ['no labour', { labourSkill: '无劳动力' }],
  ['at school', { studentStatus: '高职高专一年级' }],
  ['dead', { status: 'dead' }],
  ['moved away', { status: 'gone' }],
] as const)('%s: nothing opens', (_words, more) => {
  expect(returnOf(stood([over('2026-06-05')], more as never))).toBeNull();
});

test('somebody tied to home or weak is offered work near it all the same', () => {
  expect(returnOf(stood([over('2026-06-05')], { tiedBy: ['看孩子'] }))).not.toBeNull();
  expect(returnOf(stood([over('2026-06-05')], { labourSkill: '弱劳动力或半劳动力' }))).not.toBeNull();
});

test.each([
  [0, false],
  [44, false],
  [45, true],
])('暂回, %i days past the day of going back: %s', (past, opens) => {
  const at = { since: '2026-03-20', why: 'family' as const, backOn: addDays(TODAY, -past) };
  const found = returnOf(stood([spell({ away: at })]));
  expect(found !== null).toBe(opens);
  if (found) expect(found).toMatchObject({ backOn: TODAY, why: '说好再去，过了 45 天没走' });
});

describe('what ends an open one', () => {
  const open = { spell: 's-1' };
  const next = (more: Partial<SpellRecord>) => stood([over('2026-06-01'), spell({ _id: 's-2', start: '2026-06-05', ...more })]);
  test.each([
    ['work elsewhere', next({}), 'work', 's-2'],
    ['a workshop', next({ channel: '帮扶车间', place: home }), 'local_post', 's-2'],
    ['a welfare post', next({ channel: '公益岗位', place: home }), 'local_post', 's-2'],
    ['own business', next({ channel: '自主创业', place: home }), 'business', 's-2'],
    ['going back to the same', stood([spell({})]), 'left_us', 's-1'],
    ['an end put right away', stood([]), 'left_us', ''],
    ['death', stood([over('2026-06-01')], { status: 'dead' }), 'left_us', ''],
  ] as const)('%s', (_words, now, how, record) => {
    expect(selfEnd(open, now as Stood)).toMatchObject({ how, record });
  });
  test('nothing else', () => {
    expect(selfEnd(open, stood([over('2026-06-01')]))).toBeNull();
  });
});

test('the same return is one, a later one of the same work another', () => {
  const found = returnOf(stood([over('2026-06-05')]));
  if (!found) throw new Error('not found');
  expect(isNewReturn(null, found)).toBe(true);
  expect(isNewReturn({ status: 'open', backOn: '2026-05-01' }, found)).toBe(false);
  expect(isNewReturn({ status: 'done', backOn: found.backOn }, found)).toBe(false);
  expect(isNewReturn({ status: 'done', backOn: '2026-05-01' }, found)).toBe(true);
});

test('what is recorded goes over to another record of the person while under way, or where it ended only because the other one went', () => {
  const end = (how: 'left_us' | 'refused', by: { openid: string; name: string } | null) => ({ how, on: TODAY, words: '', record: '', by });
  expect(goesOver(null, 'p-2')).toBe(false);
  expect(goesOver({ person: 'p-2', status: 'open', end: null }, 'p-2')).toBe(false);
  expect(goesOver({ person: 'p-1', status: 'open', end: null }, 'p-2')).toBe(true);
  expect(goesOver({ person: 'p-1', status: 'done', end: end('left_us', null) }, 'p-2')).toBe(true);
  expect(goesOver({ person: 'p-2', status: 'done', end: end('left_us', null) }, 'p-2')).toBe(false);
  expect(goesOver({ person: 'p-1', status: 'done', end: end('refused', { openid: 'o', name: '周' }) }, 'p-2')).toBe(false);
});
