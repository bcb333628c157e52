// Words: every code has both registers, nothing a resident reads names a target group, and unknown codes fall back gracefully.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CheckResult, CheckValue } from '@shared/domain/assessment';
import { CHECK_NAMES, REMEDIES } from '@shared/domain/check-names';
import { CLAIM_STATUSES, STAGE_KINDS } from '@shared/domain/records';
import { VERBS } from '@shared/domain/stages';
import {
  assessmentWords,
  checkWords,
  DISTANCE_WORDS,
  EVENT_WORDS,
  EVIDENCE_WORDS,
  eventWords,
  evidenceWords,
  REASON_NEXT,
  REASON_WORDS,
  REFUSAL_WORDS,
  REGISTERS,
  REMEDY_WORDS,
  reasonNext,
  reasonWords,
  refusalWords,
  remedyWords,
  STATUS_WORDS,
  stageWords,
  statusWords,
  VERB_WORDS,
  VERDICT_WORDS,
  valueWords,
  verbWords,
  verdictWords,
} from '@shared/domain/words';
import { assess, cardOf, examplePacks, statementOf } from '@shared/policies';
import { libraryPacks } from '@shared/policies/library';
import { allCases, factsFrom, someFacts } from './support/case';
import { NEVER } from './support/never';
import { packsByName, withEdits } from './support/packs';

const tables = {
  STATUS_WORDS,
  VERB_WORDS,
  EVENT_WORDS,
  VERDICT_WORDS,
  REASON_WORDS,
  REASON_NEXT,
  REMEDY_WORDS,
  DISTANCE_WORDS,
  EVIDENCE_WORDS,
};

describe.each(Object.entries(tables))('%s', (_name, table) => {
  test.each(Object.entries(table))('%s has both registers', (_code, words) => {
    for (const register of REGISTERS) expect(words[register].trim().length).toBeGreaterThan(0);
    // 「退回来」 is how people say it; the official 退回 alone is not.
    expect(words.resident.replace('退回来', '')).not.toMatch(NEVER);
  });
});

test('every status, verb, remedy and refusal is in its table', () => {
  expect(Object.keys(STATUS_WORDS).sort()).toEqual([...CLAIM_STATUSES].sort());
  expect(Object.keys(VERB_WORDS).sort()).toEqual([...VERBS].sort());
  expect(Object.keys(REMEDY_WORDS).sort()).toEqual([...REMEDIES].sort());
  expect(Object.values(REFUSAL_WORDS).every((words) => words.length > 5)).toBe(true);
});

test('every evidence kind of a shipped pack has words without the pack', () => {
  const kinds = [...examplePacks(), ...libraryPacks()].flatMap((pack) => pack.evidence.flatMap((set) => set.kinds.map((one) => one.kind)));
  expect(kinds.filter((kind) => !(kind in EVIDENCE_WORDS))).toEqual([]);
});

const packs = packsByName();
const answers = allCases().flatMap(
  (one) => assess(withEdits(packs[one.pack] as NonNullable<(typeof packs)[string]>, one.edits), factsFrom(one)).checks,
);

test('the cases meet every check in every outcome it can have', () => {
  const met = new Set(answers.map((check) => `${check.check} ${check.status}`));
  const sure = new Set([
    'period_covered',
    'claim_window',
    'alive',
    'not_student',
    'not_claimed_before',
    'no_other_programme',
    'claims_agree',
    'months_worked',
    'quarterly_window',
    'monthly_window',
    'not_paid_last_year',
    'person_cap',
  ]);
  for (const name of CHECK_NAMES) {
    expect([...met]).toContain(`${name} passed`);
    expect([...met]).toContain(`${name} failed`);
    if (!sure.has(name)) expect([...met]).toContain(`${name} unknown`);
  }
});

test.each(REGISTERS)('every answer of every case reads well (%s)', (register) => {
  for (const check of answers) {
    const { label, found, remedy } = checkWords(check, register);
    expect([check.check, label.length > 2, found.length > 0]).toEqual([check.check, true, true]);
    expect(`${label}${found}${remedy}`).not.toMatch(/undefined|null|NaN|\{|other_|home_|年月日/);
    if (check.status === 'passed') expect(remedy).toBe('');
    if (register === 'resident') expect(`${label} ${found} ${remedy}`).not.toMatch(NEVER);
  }
});

const say = (pack: string, facts: Parameters<typeof someFacts>[0], id: string, register: 'resident' | 'official') => {
  const found = assess(packs[pack] as NonNullable<(typeof packs)[string]>, someFacts(facts)).checks.find((check) => check.id === id);
  return checkWords(found as CheckResult, register);
};

test('the words of the screens', () => {
  const twoJobs = {
    spells: [
      { from: '2025-01-05', to: '2025-04-30', employer: '甲厂' },
      { from: '2025-05-05', to: '2025-08-31', employer: '乙厂' },
    ],
  };
  expect(say('stabilisation', twoJobs, 'same_employer', 'resident')).toEqual({
    label: '在同一家干满 6 个月',
    found: '在同一家最多干了 4 个月',
    remedy: '还有没登记的活，跟村里说在哪干、干了多久',
  });
  expect(say('stabilisation', twoJobs, 'same_employer', 'official').found).toBe('同一用工单位累计 4 个月，不足 6 个月');
  expect(say('transport', {}, 'household', 'resident')).toEqual({ label: '您家在乡里的名册上', found: '在名册上', remedy: '' });
  expect(say('transport', { household: '一般农户' }, 'household', 'official')).toMatchObject({
    label: '对象：一般脱贫户、低保脱贫户、特困供养脱贫户、监测户',
    found: '一般农户',
  });
  expect(say('transport', {}, 'away', 'resident')).toMatchObject({ label: '到外县、外省干活', found: '在外省干活' });
  expect(say('transport', {}, 'away', 'official')).toMatchObject({ label: '县外务工', found: '省外务工' });
  expect(say('transport', {}, 'age', 'resident')).toMatchObject({ label: '满 16 岁', found: '40 岁' });
  expect(say('transport', {}, 'window', 'resident')).toMatchObject({ label: '2026年3月31日以前交上来', found: '赶得上' });
  expect(say('transport', {}, 'window', 'official')).toMatchObject({
    label: '申领时间：2025年1月1日至2026年3月31日',
    found: '2026年3月2日',
  });
  expect(say('stabilisation', { spells: [{ from: '2025-03-01', to: '2025-08-31', yuan: null }] }, 'income', 'resident')).toEqual({
    label: '平均一个月挣 1000 元以上',
    found: '还不知道工资，问清楚这一样就行',
    remedy: '交一张工资截图',
  });
});

test('an average that falls short never reads as enough', () => {
  const almost = {
    spells: [
      { from: '2025-01-05', to: '2025-03-31', yuan: 999.99 },
      { from: '2025-04-01', to: '2025-06-30', yuan: 1000 },
    ],
  };
  expect(say('stabilisation', almost, 'income', 'official')).toMatchObject({
    found: '月平均 999.99 元',
    remedy: '补充工资凭证，核实月收入',
  });
});

test('one line for an assessment', () => {
  const line = (pack: string, facts: Parameters<typeof someFacts>[0]) =>
    REGISTERS.map((register) => assessmentWords(assess(packs[pack] as NonNullable<(typeof packs)[string]>, someFacts(facts)), register));
  expect(line('transport', {})).toEqual(['能领 1500 元', '符合条件，应发 1500 元']);
  expect(line('transport', { alive: false })).toEqual(['这一项领不了', '不符合条件（1 项）']);
  expect(line('transport', { born: null })).toEqual(['大概能领 1500 元，还差 1 样', '待核实 1 项，预计 1500 元']);
  expect(line('transport', { spells: [{ at: '不详', from: '2025-03-01' }] })).toEqual(['还差 1 样', '待核实 1 项']);
});

test('summary and 承诺书 of the shipped packs are spoken and carry the computed numbers', () => {
  const [transport, stabilisation] = examplePacks().map((pack) => cardOf(pack).summary.join(''));
  expect(transport).toContain('一年 1500 元');
  expect(transport).toContain('满 16 岁就行');
  expect(stabilisation).toContain('干满 6 个月，平均一个月挣 1000 元以上，就能领 1200 元');
  for (const pack of [...examplePacks(), ...libraryPacks()]) {
    expect(`${cardOf(pack).spoken}${cardOf(pack).summary.join('')}${statementOf(pack).join('')}`).not.toMatch(NEVER);
    for (const kind of pack.evidence.flatMap((set) => set.kinds)) expect(kind.words).not.toMatch(NEVER);
  }
});

test('stages under the pictures of the way', () => {
  const review = { kind: 'review', level: 'village' };
  expect((['ahead', 'here', 'done', 'stopped'] as const).map((state) => stageWords(review, 'resident', state))).toEqual([
    '村里看',
    '村里在看',
    '村里看过了',
    '停在村里',
  ]);
  expect(stageWords({ kind: 'review', level: 'town' }, 'official', 'here')).toBe('乡镇审核中');
  expect(statusWords('in_stage', 'resident', { kind: 'review', level: 'town' })).toBe('乡里在看');
  expect(statusWords('approved', 'resident')).toBe('等县里拨款');
  for (const kind of STAGE_KINDS) {
    for (const level of ['village', 'town', 'county']) {
      for (const state of ['ahead', 'here', 'done', 'stopped'] as const) {
        expect(stageWords({ kind, level }, 'resident', state)).not.toMatch(NEVER);
        expect(stageWords({ kind, level }, 'official', state)).not.toContain('{');
      }
    }
  }
});

test('codes nobody knows yet still read as words', () => {
  const strange: CheckResult = {
    id: 'x1',
    check: 'lives_on_the_moon',
    status: 'unknown',
    expected: { kind: 'yes' },
    actual: null,
    from: [],
    basis: { title: '', docNo: '', article: '' },
    remedy: 'fly_there',
  };
  expect(checkWords(strange, 'resident')).toEqual({ label: '规定里的另一条', found: '还不知道，问清楚这一样就行', remedy: '打电话问村里' });
  expect(checkWords(strange, 'official').label).toBe('其他条件（x1）');
  for (const register of REGISTERS) {
    const words = [
      verdictWords('?', register),
      verbWords('?', register),
      eventWords('?', register),
      statusWords('?', register),
      statusWords('constructor', register),
      reasonWords('?', register),
      reasonNext('?', register),
      remedyWords('?', register),
      evidenceWords('?', register),
      stageWords({ kind: '?', level: '?' }, register),
    ];
    for (const word of words) expect(word).toMatch(/\p{Script=Han}/u);
  }
  expect(remedyWords(null, 'resident')).toBe('');
  expect(refusalWords('?')).toBe(REFUSAL_WORDS.not_now);
});

test('values of every kind', () => {
  const values: [CheckValue | null, string, string][] = [
    [null, '还不知道', '待核实'],
    [{ kind: 'months', n: 6 }, '6 个月', '6 个月'],
    [{ kind: 'age', n: 16 }, '16 岁', '16 周岁'],
    [{ kind: 'fen', n: 99999 }, '999.99 元', '999.99 元'],
    [{ kind: 'count', n: 1 }, '1 回', '1 笔'],
    [{ kind: 'date', date: '2026-03-02' }, '2026年3月2日', '2026年3月2日'],
    [{ kind: 'text', text: 'other_province' }, '外省', '省外'],
    [{ kind: 'text', text: '普通' }, '普通', '普通'],
    [{ kind: 'texts', texts: ['other_city', 'home_county'] }, '省里别的市、本县', '省内市外、县内'],
    [{ kind: 'range', from: 16, to: 60, unit: 'age' }, '16 岁到 60 岁', '16 周岁到 60 周岁'],
    [{ kind: 'range', from: null, to: 60, unit: 'age' }, '不超过 60 岁', '不超过 60 周岁'],
    [{ kind: 'range', from: null, to: null, unit: 'months' }, '不限', '不限'],
    [{ kind: 'range', from: 100, to: 100, unit: 'fen' }, '1 元', '1 元'],
    [{ kind: 'yes' }, '是', '是'],
    [{ kind: 'no' }, '不是', '不是'],
  ];
  for (const [value, resident, official] of values) {
    expect([valueWords(value, 'resident'), valueWords(value, 'official')]).toEqual([resident, official]);
  }
});

test('the domain keeps off what phones lack', () => {
  const folder = join(__dirname, '../../cloudfunctions/shared/domain');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  for (const file of files) {
    const code = readFileSync(join(folder, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
    expect([
      file,
      /\bIntl\b|toLocale|structuredClone|\beval\b|\(\?<[=!]|new Date\(\)|Date\.now|\.at\(|replaceAll|Object\.fromEntries/.exec(code)?.[0],
    ]).toEqual([file, undefined]);
    for (const [, from] of code.matchAll(/from '([^']+)'/g)) expect([file, /^\.|^dayjs/.test(from as string)]).toEqual([file, true]);
  }
});
