// What the data rules say of a person or household while they are typed: only what the typing brought, what must be mended apart from what is asked.
import { emptyHome, householdDoubts, newPersonDoubts, personDoubts, type Seen } from '../../miniprogram/packages/registry/present/doubts';
import type { Values } from '../../miniprogram/packages/registry/present/form';
import { keepProblem } from '../../miniprogram/packages/registry/present/keeping';

const HOME = { province: '山西省', city: '晋中市', county: '云岭县' };
type Member = Seen['household']['members'][number];
const member = (id: string, more: Partial<Member> = {}): Member => ({
  id,
  name: id,
  sex: '男',
  born: '1975-06-01',
  status: 'active',
  relation: '户主',
  labourSkill: '普通劳动力',
  schooling: '初中',
  studentStatus: null,
  health: ['健康'],
  disability: null,
  support: '',
  number: 'ok',
  numberSays: { born: '1975-06-01', sex: '男' },
  phone: 'ok',
  hasContact: true,
  accountHolder: null,
  workWish: null,
  yulu: null,
  spells: [],
  ...more,
});
const seen = (members: Member[], more: Partial<Seen['household']> = {}): Seen => ({
  today: '2026-03-02',
  home: HOME,
  household: { id: 'h', type: '一般脱贫户', monitoring: null, risks: [], perCapitaFen: null, members, ...more },
});
const rules = (found: { rule: string; must: boolean }[]): [string, boolean][] => found.map(({ rule, must }) => [rule, must]);
const WORKING = {
  id: 's',
  start: '2026-01-01',
  end: null,
  province: '广东省',
  city: '深圳市',
  county: '宝安区',
  employer: '厂',
  monthlyFen: 420_000,
  industry: '制造业',
  channel: '自发外出',
  organised: false,
  kind: '脱贫人口',
  overseas: false,
  away: null,
  confirmedMonth: '2026-03',
};

it.each<[string, Values, [string, boolean][]]>([
  ['nothing', {}, []],
  ['a good telephone', { phone: '19900000001' }, []],
  ['a telephone too short', { phone: '1990000' }, [['phone_malformed', true]]],
  ['a number that cannot be', { idNumber: '140799197506011230' }, [['number_wrong', true]]],
  ['another head', { relation: '之子' }, [['one_head', true]]],
  ['healthy and ill', { health: ['健康', '大病'] }, [['health_contradicts', true]]],
  [
    'ability that contradicts the work',
    { labourSkill: '无劳动力' },
    [
      ['no_labour_working', false],
      ['able_but_unable', false],
    ],
  ],
  [
    'school and schooling',
    { studentStatus: '本科一年级' },
    [
      ['student_with_labour', false],
      ['schooling_or_school', true],
    ],
  ],
  ['a card of another', { 'account.holder': '别人' }, [['card_of_another', false]]],
])('a person: %s', (_name, typed, expected) => {
  const found = personDoubts(seen([member('周某', { spells: [WORKING] })]), '周某', typed);
  expect(rules(found)).toEqual(expect.arrayContaining(expected));
  expect(found).toHaveLength(expected.length);
});

it('what was wrong before is no matter of this form; what it makes worse is', () => {
  const wrong = seen([member('周某', { phone: 'bad' })]);
  expect(personDoubts(wrong, '周某', { bestHour: '周末' })).toEqual([]);
  expect(rules(personDoubts(wrong, '周某', { labourSkill: '丧失劳动力' }))).toEqual([['able_but_unable', false]]);
});

it('a household: dates of monitoring, risks nobody can meet, a kind that is no target', () => {
  const dates = { 'monitoring.category': '突发严重困难户', 'monitoring.identifiedOn': '2026-04-01' };
  expect(rules(householdDoubts(seen([member('周某')]), dates))).toEqual([['monitoring_dates', true]]);
  const risks = { risks: ['务工就业不稳'] };
  expect(rules(householdDoubts(seen([member('周某')]), risks))).toEqual([['risk_without_work', false]]);
  expect(rules(householdDoubts(seen([member('周某')]), { householdType: '一般农户' }))).toEqual([['not_a_target', false]]);
});

it('somebody new: what is not typed yet is not held against them; a second spouse, a reversed generation are said', () => {
  const at = seen([member('周某'), member('张某', { sex: '女', relation: '配偶' })]);
  expect(newPersonDoubts(at, { name: '周小' }, '')).toEqual([]);
  expect(rules(newPersonDoubts(at, { relation: '配偶' }, ''))).toEqual([['one_spouse', true]]);
  const old = { relation: '之子', idNumber: '999999197001010000', born: '1970-01-01', sex: '男', schooling: '初中' };
  expect(rules(newPersonDoubts(at, old, ''))).toEqual([['generations_reversed', false]]);
  const alone = emptyHome('2026-03-02', HOME, '一般脱贫户');
  expect(rules(newPersonDoubts(alone, { health: ['健康', '残疾'] }, '户主'))).toEqual([['health_contradicts', true]]);
});

it('a reason is none, or four words long', () => {
  const doubts = personDoubts(seen([member('周某', { spells: [WORKING] })]), '周某', { labourSkill: '无劳动力' });
  expect(keepProblem(doubts, {})).toBe('');
  expect(keepProblem(doubts, { no_labour_working: '  ' })).toBe('');
  expect(keepProblem(doubts, { no_labour_working: '轻活' })).toContain('至少四个字');
  expect(keepProblem(doubts, { no_labour_working: '在厂里看门' })).toBe('');
});
