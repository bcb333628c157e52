// The table of the registry's fields: cells read by text, written back the same, said in words; what is refused and what only warned of.
import { certProblem, readCert } from '@shared/domain/fields/disability-cert';
import { checkSign } from '@shared/domain/fields/id-number';
import {
  ALL_PERSON_FIELDS,
  type AnyField,
  cellOf,
  changesBetween,
  type FieldValue,
  fieldOf,
  fieldOfHead,
  fieldsOf,
  HOUSEHOLD_FIELDS,
  kindProblem,
  mayChange,
  problemsIn,
  readTyped,
  sayValue,
  valuesOf,
  warningsIn,
  withValues,
} from '@shared/domain/fields/registry-fields';
import type { HouseholdRecord, PersonRecord } from '@shared/domain/records';
import * as fc from 'fast-check';

const TIME = { today: '2026-03-02' };
const place = { county: '140799', town: '140799201000', village: '140799201201', status: 'active', version: 3, auditHead: '' };
const person = {
  ...place,
  _id: 'p-1',
  sortKey: 'p-1',
  household: 'h-1',
  name: '周满仓',
  initials: 'zmc',
  sex: '男',
  born: '1967-08-16',
  relation: '户主',
  labourSkill: '普通劳动力',
  schooling: '初中',
  studentStatus: null,
  health: '健康',
  idNumber: 'k1.a.b.c',
  idIndex: 'k1.i',
  idTail: '1234',
  phone: null,
  phoneIndex: null,
  phoneTail: null,
  account: null,
} as PersonRecord;
const household = {
  ...place,
  _id: 'h-1',
  sortKey: 'h-1',
  code: 'YL0001',
  headName: '周满仓',
  group: '二组',
  householdType: '一般脱贫户',
  monitoring: null,
  resettled: false,
} as HouseholdRecord;

const field = (of: 'persons' | 'households', id: string): AnyField => {
  const found = fieldOf(of, id);
  if (!found) throw new Error(`no field ${id}`);
  return found as unknown as AnyField;
};
const ALL = [...ALL_PERSON_FIELDS, ...HOUSEHOLD_FIELDS] as unknown as readonly AnyField[];

describe('the table', () => {
  test('names each field once, and no column stands for two', () => {
    expect(new Set(ALL.map(({ id }) => id)).size).toBe(ALL.length);
    const heads = ALL.flatMap((one) => one.heads);
    expect(heads.filter((head, at) => heads.indexOf(head) !== at)).toEqual([]);
    for (const one of ALL) expect(fieldOfHead(` ${one.heads[0]}* `)?.field.id).toBe(one.id);
    expect(fieldOfHead('毫不相干')).toBeNull();
  });

  test('other writings stand for options that exist', () => {
    for (const one of ALL)
      for (const meant of Object.values(one.also ?? {}))
        if (meant !== '') expect([one.id, one.options]).toEqual([one.id, expect.arrayContaining([meant])]);
  });

  test('who may change what', () => {
    expect(mayChange(field('households', 'householdType'), ['cadre', 'village_head'])).toBe(false);
    expect(mayChange(field('households', 'householdType'), ['station_clerk'])).toBe(true);
    expect(mayChange(field('persons', 'account.number'), ['labour_clerk'])).toBe(false);
    expect(mayChange(field('persons', 'skills'), ['labour_clerk'])).toBe(true);
    for (const one of ALL) expect(mayChange(one, ['lead', 'auditor', 'payer', 'resident', 'admin'])).toBe(false);
  });
});

describe('cells', () => {
  test.each<[string, string, FieldValue]>([
    ['labourSkill', '弱劳动力', '弱劳动力或半劳动力'],
    ['labourSkill', '普通 劳动力', '普通劳动力'],
    ['relation', '长子', '之子'],
    ['health', '长期慢性病，残疾', ['长期慢性病', '残疾']],
    ['health', '健康良好', ['健康']],
    ['nation', '汉', '汉族'],
    ['studentStatus', '初三', '九年级'],
    ['smartphone', '是', true],
    ['workWish.plans', '否', false],
    ['workWish.leaveOn', '2026年3月', '2026-03'],
    ['born', '1967.8.16', '1967-08-16'],
    ['idNumber', ' 14079919720314001５', '140799197203140015'],
    ['support', '', null],
    ['tiedBy', '无', []],
    ['skills', '焊工、会修拖拉机', ['焊工', '会修拖拉机']],
    ['certificates', '焊工证 中级工 2023-05-01；驾驶证', ['焊工证 中级工 2023-05-01', '驾驶证']],
  ])('%s 「%s」', (id, typed, value) => {
    expect(readTyped(field('persons', id), typed)).toEqual({ value });
  });

  test.each([
    ['labourSkill', '3'],
    ['health', '还行'],
    ['smartphone', '也许'],
    ['born', '1967-02-30'],
    ['workWish.leaveOn', '开春'],
  ])('%s 「%s」 is refused in words', (id, typed) => {
    expect(readTyped(field('persons', id), typed)).toEqual({ problem: expect.stringMatching(/[\u4e00-\u9fff]/) });
  });

  test('a value written to a cell and read back is the same, for every field and option', () => {
    const money = fc.integer({ min: 0, max: 10_000_000_000 });
    const day = fc.integer({ min: 0, max: 20_000 }).map((n) => new Date(n * 86_400_000).toISOString().slice(0, 10));
    const drawn = (one: AnyField): fc.Arbitrary<FieldValue> | null => {
      if (one.kind === 'fen') return money;
      if (one.kind === 'date') return day;
      if (one.kind === 'month') return day.map((text) => text.slice(0, 7));
      if (one.kind === 'yes_no') return fc.boolean();
      if (one.kind === 'option') return fc.constantFrom(...(one.options ?? []));
      if (one.kind === 'several') return fc.uniqueArray(fc.constantFrom(...(one.options ?? [])), { minLength: 1, maxLength: 3 });
      return null;
    };
    for (const one of ALL) {
      const values = drawn(one);
      if (values)
        fc.assert(
          fc.property(values, (value) => {
            expect(kindProblem(one, value)).toBeNull();
            expect(readTyped(one, cellOf(one, value))).toEqual({ value });
          }),
          { numRuns: 25 },
        );
    }
  });
});

describe('writing', () => {
  test('what was written is what is read, field by field', () => {
    const values: Record<string, FieldValue> = {
      nation: '汉族',
      bestHour: '晚8点后',
      smartphone: false,
      'contact.name': '周小燕',
      health: ['长期慢性病', '残疾'],
      'disability.category': '肢体',
      'disability.level': '三级',
      'disability.issuedOn': '2020-05-06',
      support: '低保',
      skills: ['焊工'],
      certificates: ['焊工证 中级工 2023-05-01', '电工证'],
      'workWish.plans': true,
      'workWish.needs': ['交通补贴'],
      'workWish.leaveOn': '2026-04',
      tiedBy: [],
      'trainingWish.wants': true,
      'trainingWish.trades': ['电工', '厨师'],
      'trainingWish.board': false,
    };
    const after = withValues('persons', person, values, TIME);
    expect(valuesOf('persons', after)).toMatchObject(values);
    expect(after.workWish).toMatchObject({ asked: TIME.today });
    expect(problemsIn('persons', after, values, TIME)).toEqual({});
    expect(
      changesBetween('persons', person, after)
        .map((one) => one.field)
        .sort(),
    ).toEqual(Object.keys(values).sort());
    expect(changesBetween('persons', person, after).find((one) => one.field === 'tiedBy')).toMatchObject({ was: '未填', is: '无' });
    // Emptied again, nothing is left over: absent is absent, none is none.
    const emptied = withValues('persons', after, { skills: null, 'disability.category': '' }, TIME);
    expect(Object.hasOwn(emptied, 'skills')).toBe(false);
    expect(emptied.disability).toBeNull();
  });

  test('exactly one of schooling and student status stays', () => {
    const pupil = withValues('persons', person, { studentStatus: '九年级' }, TIME);
    expect([pupil.schooling, pupil.studentStatus]).toEqual([null, '九年级']);
    const out = withValues('persons', pupil, { schooling: '初中' }, TIME);
    expect([out.schooling, out.studentStatus]).toEqual(['初中', null]);
    expect(problemsIn('persons', out, { schooling: '初中', studentStatus: '九年级' }, TIME)).toHaveProperty('studentStatus');
  });

  test('监测 has a category, a beginning, and an end that is not before it', () => {
    const wrong = (values: Record<string, FieldValue>) =>
      Object.keys(problemsIn('households', withValues('households', household, values, TIME), values, TIME));
    expect(wrong({ 'monitoring.identifiedOn': '2025-01-01' })).toEqual(['monitoring.identifiedOn']);
    expect(wrong({ 'monitoring.category': '边缘易致贫户', 'monitoring.identifiedOn': '' })).toEqual(['monitoring.identifiedOn']);
    const all = { 'monitoring.category': '边缘易致贫户', 'monitoring.identifiedOn': '2025-06-01' };
    expect(wrong({ ...all, 'monitoring.clearedOn': '2025-05-31' })).toEqual(['monitoring.clearedOn']);
    expect(wrong({ ...all, 'monitoring.clearedOn': '2025-06-01' })).toEqual([]);
    expect(wrong({ ...all, 'monitoring.clearedOn': '2026-03-03' })).toEqual(['monitoring.clearedOn']);
    expect(wrong({ risks: ['因病', '因残', '因学', '因灾', '其他'] })).toEqual([]);
    expect(wrong({ risks: ['因病', '因残', '因学', '因灾', '其他', '缺劳动力'] })).toEqual(['risks']);
    expect(wrong({ resettlementSite: '青石新村' })).toEqual(['resettlementSite']);
    expect(wrong({ resettled: true, resettlementSite: '青石新村' })).toEqual([]);
  });

  test('what does not fit is refused by field, what is odd only warned of', () => {
    const after = withValues('persons', person, { health: ['健康', '残疾'], name: '周1', born: '2026-03-03' }, TIME);
    expect(Object.keys(problemsIn('persons', after, { health: ['健康', '残疾'], name: '周1', born: '2026-03-03' }, TIME)).sort()).toEqual([
      'born',
      'health',
      'name',
    ]);
    expect(problemsIn('persons', person, { name: '巴图·乌云其其格' }, TIME)).toEqual({});
    expect(problemsIn('persons', person, { name: '任𬭎' }, TIME)).toEqual({});
    const pupil = withValues('persons', person, { studentStatus: '小学' }, TIME);
    expect(warningsIn('persons', pupil, TIME)).toHaveProperty('labourSkill');
  });
});

describe('the certificate of disability', () => {
  const id = (() => {
    const digits = '14079919680412001';
    return `${digits}${checkSign(digits)}`;
  })();
  test.each([
    ['one sign short', `${id}4`, false],
    ['20 signs', `${id}43`, true],
    ['21 signs', `${id}43B`, false],
    ['22 signs', `${id}43B1`, true],
    ['no such kind', `${id}83`, false],
    ['no such level', `${id}45`, false],
    ['an identity number alone', id, false],
  ])('%s', (_words, cert, good) => expect(certProblem(cert) === null).toBe(good));

  test('goes with the identity number, and says kind and level', () => {
    expect(certProblem(`${id}43`, id)).toBeNull();
    expect(certProblem(`${id}43`, '140799197203140015')).toContain('不一样');
    expect(readCert(`${id}43b1`)).toEqual({ category: '肢体', level: '三级' });
  });
});

test('values are said in words', () => {
  expect(sayValue(field('households', 'perCapitaFen'), 1_250_000)).toBe('12500 元');
  expect(sayValue(field('persons', 'tiedBy'), [])).toBe('无');
  expect(sayValue(field('persons', 'tiedBy'), null, 'resident')).toBe('没问过');
  expect(sayValue(field('persons', 'workWish.leaveOn'), '2026-03')).toBe('2026年3月');
  expect(
    fieldsOf('persons')
      .filter((one) => one.sealed)
      .map((one) => one.id),
  ).toEqual(['idNumber', 'phone', 'contact.phone', 'disability.cert', 'account.number']);
});
