// Who offers work: when two spellings are one, what follows from what is held against one, and which reports come first.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { arrearsWords, EMPLOYER_MARKS_TABLE, nameKeyOf, statusOf, warningsOf } from '@shared/domain/employers';
import { areaOf, offererWords, offerWrongs } from '@shared/domain/offered-posting';
import { EMPLOYER_MARKS, type EmployerMark, type EmployerMarked, REPORT_REASONS, type ReportReason } from '@shared/domain/records';
import { isUrgent, isUrgentKey, REPORT_WORDS, waitingKey } from '@shared/domain/reports';
import { owedOf } from '@shared/listing/owed';
import { employerIdOf } from '@shared/repos/employers';
import fc from 'fast-check';
import { parse } from 'yaml';

interface Held {
  name: string;
  marks: EmployerMark[];
  official?: boolean;
  lifted?: boolean;
  stopped: boolean;
  is: string;
  told?: number;
}
const cases = parse(readFileSync(join(__dirname, 'employers.yaml'), 'utf8')) as {
  same: { key: string; names: string[] }[];
  another: [string, string][];
  status: Held[];
  urgent: { reason: ReportReason; others: number; is: boolean }[];
};
const BY = { openid: 'o', name: '巩站长' };

test.each(cases.same)('$key', ({ key, names }) => {
  expect(names.map(nameKeyOf)).toEqual(names.map(() => key));
  expect(new Set(names.map((name) => employerIdOf('140799201000', name))).size).toBe(1);
});

test.each(cases.another)('%s is not %s', (one, other) => {
  expect(nameKeyOf(one)).not.toBe(nameKeyOf(other));
});

test('a key is its own key, and an id is one the house allows', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (name) => {
      const key = nameKeyOf(name);
      expect(key).not.toMatch(/\s/);
      expect(employerIdOf('140799201000', name)).toMatch(/^(|employer:140799201000:[0-9a-f]{24})$/);
      expect(employerIdOf('140799201000', name) === '').toBe(key === '');
    }),
  );
});

test.each(cases.status)('$name', ({ marks, official = true, lifted = false, stopped, is, told = 0 }) => {
  const held = marks.map(
    (mark): EmployerMarked => ({
      ...{ mark, on: '2026-03-01', words: '有人反映', from: '县劳动监察大队', official, by: BY },
      lifted: lifted ? { on: '2026-03-02', why: '查清了', by: BY } : null,
    }),
  );
  expect(statusOf({ marks: held, stopped: stopped ? { on: '2026-03-01', why: '查着', by: BY } : null })).toBe(is);
  expect(warningsOf({ marks: held })).toHaveLength(told);
});

test('every mark and reason has words, and no resident reads what staff write', () => {
  for (const mark of EMPLOYER_MARKS) expect(EMPLOYER_MARKS_TABLE[mark].spoken).not.toBe(EMPLOYER_MARKS_TABLE[mark].official);
  for (const reason of REPORT_REASONS) expect(REPORT_WORDS[reason].spoken.length).toBeGreaterThan(3);
});

test.each(cases.urgent)('$reason after $others others: $is', ({ reason, others, is }) => {
  expect(isUrgent(reason, others)).toBe(is);
  const key = waitingKey(is, { at: '2026-03-02T00:00:00.000Z', _id: 'a' });
  expect(isUrgentKey(key)).toBe(is);
  expect(
    waitingKey(true, { at: '2026-03-09T00:00:00.000Z', _id: 'z' }) < waitingKey(false, { at: '2026-03-01T00:00:00.000Z', _id: 'a' }),
  ).toBe(true);
});

test('how far away an employer is, and what is wrong with an offer as a whole', () => {
  const home = { province: '山西省', city: '晋中市', county: '云岭县' };
  const at = (province: string, county: string) => areaOf({ province, city: '', county }, home);
  expect([at('', ''), at('山西省', '云岭县'), at('山西省', '小店区'), at('广东省', '宝安区')]).toEqual([
    'in_county',
    'in_county',
    'in_province',
    'outside_province',
  ]);
  const pay = { minFen: 300000, maxFen: 300000, unit: 'month' as const, how: '' };
  const wrong = (more: object) =>
    Object.keys(offerWrongs({ pay, until: '2026-03-02', age: { min: 18, max: 18, why: '' }, ...more } as never, '2026-03-02'));
  expect(wrong({})).toEqual([]);
  expect(wrong({ pay: { ...pay, maxFen: 299999 } })).toEqual(['pay.maxFen']);
  expect(wrong({ until: '2026-03-01' })).toEqual(['until']);
  expect(wrong({ age: { min: 19, max: 18, why: '' } })).toEqual(['age.max']);
  expect(wrong({ age: { min: 60, max: null, why: '' } })).toEqual([]);
});

describe('whom somebody told of as owing them', () => {
  const person = { _id: 'p-1', town: '140799201000' };
  const spell = {
    person: 'p-1',
    employer: '青石乡柳编厂' as string | null,
    end: null as string | null,
    owed: { since: '2026-02', toldOn: '2026-03-02' },
  };
  const key = employerIdOf(person.town, '青石乡 柳编厂（一分厂）');

  test.each([
    ['nothing told', { ...spell, owed: null }],
    ['never asked', { ...spell, owed: undefined }],
    ['nobody in particular', { ...spell, employer: null }],
    ['a name without a letter', { ...spell, employer: '。。' }],
    ["another person's work", { ...spell, person: 'p-2' }],
  ])('%s: no key, and the record stays as it was', (_name, one) => expect(owedOf(person, [one])).toEqual({}));

  test('two spellings and two works of one employer are one key; the work that ended says so', () => {
    const { owed, owedBy } = owedOf(person, [spell, { ...spell, employer: '青石乡柳编厂有限公司', end: '2026-02-20' }]);
    expect(owedBy).toEqual([key]);
    expect(owed?.map(({ employer, left }) => ({ employer, left }))).toEqual([
      { employer: key, left: false },
      { employer: key, left: true },
    ]);
  });

  test('another township keeps its own', () => expect(owedOf({ ...person, town: '140799202000' }, [spell]).owedBy).not.toEqual([key]));

  test.each([
    [{ people: 1, more: false, last: '2026-03-02' }, '本乡有 1 人说过这家欠工资，最近一次在2026年3月'],
    [{ people: 50, more: true, last: '2025-12-31' }, '本乡有 50 人以上说过这家欠工资，最近一次在2025年12月'],
  ])('%j', (hint, words) => expect(arrearsWords(hint)).toBe(words));
});

describe('what an employer hears of what it offers', () => {
  const at = (status: string, more: object = {}) =>
    ({ status, title: '码砖工', why: '', until: '2026-04-20', headcount: 3, askAgainOn: '', ...more }) as never;
  test.each([
    ['waiting', 'open', { askAgainOn: '2026-04-01' }, '「码砖工」核对过了：放出去了，招到4月20日。招满了、不招了，进来点一下。'],
    ['open', 'open', { askAgainOn: '2026-04-01' }, '「码砖工」问过，还招：还要 3 人，招到4月20日。'],
    ['expired', 'open', { askAgainOn: '2026-04-01' }, '「码砖工」问过，还招：还要 3 人，招到4月20日。'],
    ['waiting', 'refused', { why: '电话打不通' }, '「码砖工」没放出去：电话打不通。改好再送一次。'],
    ['open', 'stopped', { why: '工人说不对' }, '「码砖工」撤下了：工人说不对。'],
    ['open', 'full', {}, '「码砖工」记成招满了：不再让人来问。还招就点「还招」。'],
    ['open', 'expired', {}, '「码砖工」到日子了：不再放了。还招就点「还招」，站里核对了再放。'],
    ['open', 'open', {}, null],
    ['waiting', 'waiting', {}, null],
    ['expired', 'waiting', {}, null],
  ])('%s → %s', (from, to, more, words) => {
    const told = offererWords(at(from), at(to, more), '2026-03-02');
    expect(told && `${told.title}：${told.text}`).toBe(words);
  });
});
