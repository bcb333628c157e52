// What the data rules say of a work while it is typed: the table of the night, asked of the form.
import { typedDoubts } from '../../miniprogram/packages/where/present/doubts';
import { EMPTY, type Page, type Spell, type WorkForm } from '../../miniprogram/packages/where/present/work';

const TODAY = '2026-03-02';
const page = (about: Partial<Page['about']> = {}, spells: Spell[] = []): Page => ({
  person: { id: 'p1', name: '周某', age: 40, group: '二组', headName: '周某', villageName: '石桥村' },
  about: {
    sex: '男',
    born: '1985-06-01',
    relation: '户主',
    labourSkill: '普通劳动力',
    schooling: '初中',
    studentStatus: null,
    health: ['健康'],
    support: '',
    householdType: '一般脱贫户',
    ...about,
  },
  today: TODAY,
  spells,
  standing: null,
  home: { province: '山西省', city: '晋中市', county: '云岭县' },
  history: [],
  mayWrite: true,
});
const form = (more: Partial<WorkForm> = {}): WorkForm => ({
  ...EMPTY,
  province: '广东省',
  city: '深圳市',
  county: '宝安区',
  employer: '宝安喷涂厂',
  yuan: '4200',
  industry: '制造业',
  ...more,
});
const rules = (at: Page, typed: Partial<WorkForm> = {}, start = TODAY): string[] =>
  typedDoubts(at, { form: form(typed), start, end: null, instead: null }).map(({ rule }) => rule);

it('leaves an ordinary work alone', () => {
  expect(rules(page())).toEqual([]);
});

it.each<[string, Partial<Page['about']>, Partial<WorkForm>]>([
  ['wage_high', {}, { yuan: '42000' }],
  ['wage_low', {}, { yuan: '120' }],
  ['local_channel_outside', {}, { channel: '公益岗位' }],
  ['work_incomplete', {}, { yuan: '' }],
  ['no_labour_working', { labourSkill: '无劳动力' }, {}],
  ['pupil_working', { studentStatus: '普通高中二年级', schooling: null }, {}],
  ['supported_working_away', { support: '特困供养' }, {}],
  ['too_young_at_start', { born: '2011-01-01', labourSkill: '普通劳动力' }, {}],
])('says %s while it is typed, with how it is mended', (rule, about, typed) => {
  const found = typedDoubts(page(about), { form: form(typed), start: TODAY, end: null, instead: null });
  const one = found.find((doubt) => doubt.rule === rule);
  expect(one?.words).toMatch(/：/);
  expect(one?.mend).toMatch(/。$/);
});

it('says what must be mended apart from what is only asked', () => {
  const must = (typed: Partial<WorkForm>) =>
    typedDoubts(page(), { form: form(typed), start: TODAY, end: null, instead: null }).map((doubt) => doubt.must);
  expect(must({ channel: '帮扶车间' })).toEqual([true]);
  expect(must({ yuan: '42000' })).toEqual([false]);
});

it('says that two works overlap, but not of the one that is being left', () => {
  const before = {
    id: 's1',
    version: 0,
    start: '2026-02-01',
    end: null,
    place: { province: '广东省', city: '深圳市', county: '宝安区' },
    employer: '宝安喷涂厂',
    monthlyFen: 420_000,
    industry: '制造业',
    subIndustry: '',
    channel: '外出务工',
    organised: false,
    kind: '单位录用聘用人员',
    job: '',
    overseas: false,
    contractUntil: null,
    away: null,
    endReason: '',
    confirmed: { month: '2026-03', how: 'phone' },
  } satisfies Spell;
  expect(rules(page({}, [before]))).toContain('work_overlaps');
  const moved = typedDoubts(page({}, [before]), { form: form(), start: TODAY, end: null, instead: 's1' });
  expect(moved.map(({ rule }) => rule)).toEqual([]);
});
