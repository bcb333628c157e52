// The questions at the door, what stops the pen there, what can be settled: tables over a household as it lies on the phone.
import { atDoor, DOOR_CHECKS, forLater } from '@shared/domain/door-checks';
import { isSettled, settleItems } from '@shared/domain/settle';
import type { SpellMove } from '@shared/domain/spell-moves';
import { composeWork, isLabourer, QUESTIONS, questionOf, questionsFor, workParts, workProblem } from '@shared/domain/survey';
import { addPromise, answerField, answerWork, beginDraft, sayUnchanged } from '@shared/domain/sync/draft';
import { HOUSEHOLD_FIELDS, PERSON_FIELDS } from '@shared/domain/sync/fields';
import { byGroup } from '@shared/domain/sync/groups';
import { journalWords, visitRecordWords } from '@shared/domain/sync/journal';
import type { HouseholdOnPhone, PersonOnPhone } from '@shared/domain/sync/on-phone';

const TODAY = '2026-01-20';
const AT = '2026-01-20T02:00:00.000Z';
const work = { spell: 's1', version: 1, start: '2025-03-01', end: null, words: '广东省深圳市 某厂', away: false };
const person = (patch: Partial<PersonOnPhone> = {}): PersonOnPhone => ({
  id: 'p1',
  version: 1,
  name: '周某',
  sex: '男',
  age: 45,
  relation: '户主',
  values: { education: { schooling: '初中', studentStatus: null }, health: '健康', labourSkill: '普通劳动力' },
  phoneTail: '0001',
  card: { tail: '0014', bank: '农商行' },
  work,
  pay: 420000,
  channel: '外出务工',
  past: [],
  where: '',
  lines: [],
  bonds: [],
  known: true,
  ...patch,
});
const house = (...persons: PersonOnPhone[]): HouseholdOnPhone => ({
  id: 'h1',
  version: 0,
  headName: '周某',
  group: '二组',
  type: '一般脱贫户',
  marks: [],
  keeper: '',
  values: { address: null },
  last: null,
  promises: [],
  persons,
});
const fresh = beginDraft({ key: 'k', device: 'd', household: 'h1', village: 'v', headName: '周某', on: TODAY, at: AT });
const keys = (one: PersonOnPhone) => questionsFor(one).map(({ key }) => key);

describe('questions', () => {
  test('every one fills a field there is, and reads back what it wrote', () => {
    const known = [...Object.keys(PERSON_FIELDS), ...Object.keys(HOUSEHOLD_FIELDS), 'work'];
    expect(QUESTIONS.map(({ field }) => field).filter((field) => !known.includes(field))).toEqual([]);
    const values: Record<string, unknown> = {
      health: '长期慢性病、残疾',
      labourSkill: '技能劳动力',
      skills: ['焊工', '修表'],
      tiedBy: [],
      bestHour: '晚7点后',
      smartphone: false,
      education: { schooling: null, studentStatus: '本科二年级' },
      card: { works: false, why: '没激活', on: TODAY },
      workWish: { plans: true, why: '', where: '太原', leaveOn: '2026-03', needs: ['岗位信息'], asked: TODAY },
      trainingWish: { wants: true, trades: ['电工', '修车'], mode: '菜单式', when: '冬天', board: false, asked: TODAY },
      address: '村口',
    };
    for (const [field, value] of Object.entries(values)) {
      const question = QUESTIONS.find((one) => one.field === field);
      expect([field, question?.compose(question.spread(value), TODAY)]).toEqual([field, value]);
      expect([field, question?.problem(question.spread(value), TODAY)]).toEqual([field, null]);
    }
  });

  test('what does not apply is not asked', () => {
    expect(keys(person())).toEqual(['health', 'labourSkill', 'skills', 'work', 'trainingWish', 'phone', 'bestHour', 'smartphone', 'card']);
    expect(keys(person({ work: null }))).toContain('workWish');
    expect(keys(person({ work: { ...work, away: true } }))).toContain('tiedBy');
    const pupil = person({ age: 12, values: { education: { schooling: null, studentStatus: '小学' }, labourSkill: '无劳动力' } });
    expect(keys(pupil)).toEqual(['education', 'health']);
    const old = person({ age: 76, values: { education: { schooling: '小学', studentStatus: null }, labourSkill: '无劳动力' } });
    expect(keys(old)).toEqual(['health', 'labourSkill', 'phone']);
    expect([
      isLabourer(person()),
      isLabourer(pupil),
      isLabourer(old),
      isLabourer(person({ age: 15 })),
      isLabourer(person({ age: 16 })),
    ]).toEqual([true, false, false, false, true]);
  });

  test.each([
    [{ how: '' }, '选一样。'],
    [{ how: 'same' }, null],
    [{ how: 'away', why: 'new_year', backOn: '2026-03-01' }, null],
    [{ how: 'away', why: 'new_year', backOn: '' }, /哪天再去/],
    [{ how: 'away', why: 'new_year', since: '2026-01-21', backOn: '2026-03-01' }, /今天以后/],
    [{ how: 'away', why: 'new_year', since: '2025-02-28', backOn: '2026-03-01' }, /开始干活/],
    [{ how: 'back', on: '2026-01-20' }, null],
    [{ how: 'back', on: '2026-01-21' }, /今天以后/],
    [{ how: 'back', on: '2025-02-28' }, /不能早于/],
    [{ how: 'moved', from: '2025-03-01', province: '广东', city: '深圳', county: '龙岗' }, /以后/],
    [{ how: 'moved', from: '2025-03-02', province: '广东', city: '深圳', county: '龙岗' }, null],
    [{ how: 'moved', from: '2026-01-21', province: '广东', city: '深圳', county: '龙岗' }, /还没去的/],
    [{ how: 'moved', from: '2026-01-02', province: '广东', city: '深圳', county: '' }, /都要填/],
    [{ how: 'moved', from: '2026-01-02', province: '广东', city: '深圳', county: '龙岗', monthly: 'x' }, /./],
  ])('work %j: %s', (filled, problem) => {
    const found = workProblem(filled as Record<string, string>, work, TODAY);
    if (problem instanceof RegExp) expect(found).toMatch(problem);
    else expect(found).toBe(problem);
  });

  test('work at home has other answers than work that goes on; being at home writes nothing', () => {
    expect(workParts(null)[0]?.options?.map(({ value }) => value)).toEqual(['home', 'begin']);
    expect(composeWork({ how: 'home' }, null, TODAY)).toBeNull();
    expect(
      composeWork({ how: 'begin', from: '2026-01-02', province: '广东', city: '深圳', county: '龙岗', monthly: '4200' }, null, TODAY),
    ).toMatchObject({
      kind: 'begin',
      on: '2026-01-02',
      work: { monthlyFen: 420000, employer: null },
    });
    expect(questionOf('nothing')).toBeNull();
  });
});

describe('at the door', () => {
  test('no more than five checks stop the pen', () => {
    expect(DOOR_CHECKS.filter(({ severity }) => severity === 'door').length).toBeLessThanOrEqual(5);
  });

  const moved = (patch: Partial<Extract<SpellMove, { kind: 'moved' }>['work']>): SpellMove => ({
    kind: 'moved',
    on: '2026-01-02',
    work: {
      place: { province: '广东', city: '深圳', county: '龙岗' },
      employer: null,
      monthlyFen: null,
      industry: '',
      channel: '外出务工',
      organised: null,
      kind: '',
      ...patch,
    },
  });
  const met = { ...fresh, met: ['周某'] };
  test.each([
    ['nothing recorded', fresh, 1],
    ['somebody met is enough', met, 0],
    ['a word is enough', { ...fresh, said: '都好' }, 0],
    ['a place half written', answerWork(met, 'p1', work, moved({ place: { province: '广东', city: '', county: '' } }), AT), 1],
    ['199 yuan a month', answerWork(met, 'p1', work, moved({ monthlyFen: 19_900 }), AT), 1],
    ['200 yuan a month', answerWork(met, 'p1', work, moved({ monthlyFen: 20_000 }), AT), 0],
    ['50,000 yuan a month', answerWork(met, 'p1', work, moved({ monthlyFen: 5_000_000 }), AT), 0],
    ['50,001 yuan a month', answerWork(met, 'p1', work, moved({ monthlyFen: 5_000_100 }), AT), 1],
    ['a promise for yesterday', addPromise(met, { words: '问一声', dueOn: '2026-01-19', person: null }), 1],
    ['a promise for today', addPromise(met, { words: '问一声', dueOn: TODAY, person: null }), 0],
  ])('%s', (_name, draft, stops) => {
    expect(atDoor(draft, house(person()))).toHaveLength(stops);
  });

  test('the rest waits for later, each in words', () => {
    const two = house(person(), person({ id: 'p2', name: '李某', phoneTail: '', card: null }));
    expect(forLater(met, two)).toEqual(['周某还没问', '李某还没问', '李某的电话', '李某的银行卡号']);
    expect(forLater(sayUnchanged(met, 'p1', work, AT), house(person()))).toEqual([]);
    expect(forLater(answerWork(met, 'p1', work, moved({}), AT), house(person()))).toEqual(['周某在哪家干', '周某一个月多少']);
  });
});

test('what can be settled: subsidies, a helper who asked, the card, being known, training, when they go; answers settle their own row', () => {
  const line = { programme: 'transport', period: '2025', name: '路费补贴', amountFen: 150000, line: 'missing', missing: ['工资截图'] };
  const one = person({ work: null, known: false, lines: [line], bonds: [{ id: 'b1', name: '周小燕', relation: '闺女', status: 'asked' }] });
  const items = settleItems(house(one));
  expect(items.map(({ kind }) => kind)).toEqual(['line', 'proxy', 'card', 'known', 'training', 'leave']);
  expect(items[0]?.words).toContain('2025年路费补贴');
  const edit = {
    collection: 'persons' as const,
    record: 'p1',
    field: 'card',
    seen: 1,
    base: null,
    value: { works: true, why: '', on: TODAY },
    at: AT,
  };
  const draft = { ...answerField(fresh, edit, 'card'), done: [items[0]?.key ?? ''] };
  expect(items.filter((item) => isSettled(item, draft)).map(({ kind }) => kind)).toEqual(['line', 'card']);
});

test('the day writes itself', () => {
  const visit = {
    headName: '周某',
    group: '二组',
    startedAt: AT,
    endedAt: '2026-01-20T02:30:00.000Z',
    met: ['周某'],
    said: '想找个近处的活',
    changes: [{ name: '周某', label: '健康状况', is: '残疾' }],
    settled: ['周某：2025年路费补贴 1500 元'],
    promises: [{ words: '问水泥厂招不招人', dueOn: '2026-01-27' }],
    later: [],
  };
  expect(visitRecordWords(visit)).toBe(
    '在周某家见到周某。谈到：想找个近处的活。情况有变：周某健康状况：残疾。当场办了：周某：2025年路费补贴 1500 元。答应办的：问水泥厂招不招人（1月27日前）。',
  );
  const text = journalWords(TODAY, '任某', [visit, { ...visit, headName: '李某', met: [], startedAt: '2026-01-20T01:00:00.000Z' }]);
  expect(text).toContain('09:00至10:30走访 2 户，见到 1 人');
  expect(text.indexOf('李某家没人在家')).toBeLessThan(text.indexOf('周某家见到'));
});

test('groups stand as people count them', () => {
  expect(['十一组', '三组', '一组', '南沟', '十组', '二组'].sort(byGroup)).toEqual(['一组', '二组', '三组', '十组', '十一组', '南沟']);
});
