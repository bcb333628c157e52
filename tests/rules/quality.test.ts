// The published data rules as one table: every rule finds what it is for and nothing beside it, at every threshold.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DOOR_RULES, lookThrough, RULES, ruleOf } from '@shared/domain/quality';
import { parse } from 'yaml';
import { CTX, householdOf, type QualityCase } from './support/quality';

const cases = parse(readFileSync(join(__dirname, 'quality.yaml'), 'utf8')) as QualityCase[];

/** Codes of the checks on work, posts, labour, telephones, numbers and 雨露 as published (policy facts, 2023-12/2024-01). */
const PUBLISHED = `5_01_007 5_12_006 5_01_005_203 5_01_005_204 4_12_001 5_01_003 5_12_002 5_16_001 5_16_002 1111_12 5_12_001 1111_16 1111_17
  1111_08 5_16_010 4_01_006 4_12_002 2_01_015 2_12_004 1111_07 2_12_014 5_12_008 1111_14 1111_15 5_01_004 5_12_003 3_01_008 5_12_004 5_01_006
  5_12_005 3_01_005 3_01_006 3_01_010 3_01_011 1111_10 5_17_011 5_17_012 5_17_013 4_11_014 1111_3 4_11_012 5_15_008 5_15_009 5_15_021 5_15_022
  2_01_013 2_01_014 2_12_007 5_13_003 5_15_011 5_15_012 1111_2 5_20_028 5_20_029 5_20_030 5_20_031 5_15_013 5_15_014 4_01_003`.split(/\s+/);

describe('the table', () => {
  test('has every published check once, and an own id for every rule', () => {
    const codes = RULES.flatMap((rule) => rule.codes);
    expect(PUBLISHED.filter((code) => !codes.includes(code))).toEqual([]);
    expect(codes.filter((code, at) => codes.indexOf(code) !== at)).toEqual([]);
    expect(new Set(RULES.map(({ id }) => id)).size).toBe(RULES.length);
    expect(RULES.length).toBeGreaterThanOrEqual(45);
  });

  test('says what is wrong and how to mend it, in whole sentences', () => {
    for (const { title, mend } of RULES) {
      expect(title).toMatch(/[一-龥]{4}/);
      expect(mend).toMatch(/。$/);
    }
  });

  test('stops the pen at the door by at most five', () => {
    expect(DOOR_RULES.length).toBeGreaterThan(0);
    expect(DOOR_RULES.length).toBeLessThanOrEqual(5);
    expect(DOOR_RULES.every(({ severity }) => severity === 'block')).toBe(true);
  });

  test('has for every rule a case it finds and one it leaves alone', () => {
    const of = (finds: boolean) => new Set(cases.filter((one) => one.finds === finds).map(({ rule }) => rule));
    expect(RULES.filter(({ id }) => !of(true).has(id)).map(({ id }) => id)).toEqual([]);
    expect(RULES.filter(({ id }) => !of(false).has(id)).map(({ id }) => id)).toEqual([]);
  });
});

describe('each rule', () => {
  test.each(cases.map((one) => [`${one.rule}：${one.name}`, one] as const))('%s', (_name, one) => {
    const rule = ruleOf(one.rule);
    if (!rule) throw new Error(`there is no rule ${one.rule}`);
    const found = lookThrough(householdOf(one), { ...CTX, ...(one.on ? { today: one.on } : {}) }, [rule]);
    expect(found.length > 0).toBe(one.finds);
    if (one.says) expect(found.map(({ words }) => words).join()).toContain(one.says);
  });
});

test('an ordinary household is left alone by all of them', () => {
  expect(lookThrough(householdOf({ rule: '', name: '', finds: false }), CTX)).toEqual([]);
});
