// The clerk's desk: a pack in plain words, two versions side by side, edits within the schema, an example made the county's own.

import type { PolicyPack } from '@shared/policies';
import { comparePacks } from '@shared/policies/compare';
import { adoptPack, applyEdits, type EditableField, editableFields, type FieldValue, type PackEdit } from '@shared/policies/edit';
import { PLAIN_SECTIONS, plainWords } from '@shared/policies/plain';
import { fillTemplate } from '@shared/policies/template';
import { packsByName, shippedPacks } from './support/packs';

const shipped = Object.entries(shippedPacks());
const pack = (name: string): PolicyPack => packsByName()[name] as PolicyPack;

/** The pack with one edit that must be taken. */
function edited(from: PolicyPack, ...edits: PackEdit[]): PolicyPack {
  const { pack: made, errors } = applyEdits(from, edits);
  if (made === null) throw new Error(JSON.stringify(errors));
  return made;
}

describe.each(Object.entries(packsByName()))('plain words of %s', (_name, own) => {
  const lines = plainWords(own);

  test('every line reads, and its place is named once', () => {
    for (const { line } of lines) expect(line).not.toMatch(/undefined|null|NaN|\{|\}|_|[a-z]+\.[a-z]+/);
    const paths = lines.map((one) => one.path);
    expect(paths.filter((path, index) => paths.indexOf(path) !== index)).toEqual([]);
  });

  test('sections come in their order', () => {
    const at = lines.map((one) => PLAIN_SECTIONS.indexOf(one.section));
    expect(at).toEqual([...at].sort((a, b) => a - b));
  });

  test('every condition, sum, stage and proof is said, beside its article', () => {
    const said = new Set(lines.map((one) => one.path));
    for (const { id } of own.conditions) expect(said).toContain(`conditions.${id}`);
    for (const { id } of own.evidence) expect(said).toContain(`evidence.${id}`);
    own.stages.forEach((_, index) => {
      expect(said).toContain(`stages.${index}`);
    });
    for (const { section, basis, path } of lines) {
      if (['对象和条件', '补贴标准', '需要的凭证', '审核', '公示', '发放'].includes(section))
        expect([path, basis?.title === '']).toEqual([path, false]);
    }
  });
});

test('the sentences of a shipped pack', () => {
  const lines = plainWords(pack('transport')).map((one) => one.line);
  expect(lines).toContain('跨省务工（省外）：定额 1500 元');
  expect(lines).toContain('申领时间：当年1月1日至次年3月31日');
  expect(lines).toContain('年满 16 周岁，不设上限（按务工期间计）');
  expect(lines).toContain('报县发');
  expect(plainWords(pack('award-2023')).map((one) => one.line)).toContain('务工收入10000 元以上、30000 元及以下：3%');
  expect(plainWords(pack('chongxin-2024')).map((one) => one.line)).toContain('陕西、宁夏（省外：陕西省、宁夏回族自治区）：定额 400 元');
  expect(plainWords(pack('fenyang-2025')).map((one) => one.line)).toContain('跨省（远省）（省外：地名没有读到，待县里补全）：定额 1500 元');
});

test.each(shipped)('%s says what could not be read, and that it is an example', (name, own) => {
  const sections = plainWords(own).map((one) => one.section);
  expect(own.notice).toBe('示例，以本县文件为准');
  if (name !== 'transport' && name !== 'stabilisation') expect(sections).toContain('没读到的内容');
});

describe('comparing', () => {
  test('a pack with itself: nothing', () => {
    for (const [, own] of shipped) expect(comparePacks(own, own)).toEqual([]);
  });

  test('says the sentence before and after, also the one residents read', () => {
    const before = pack('transport');
    const after = edited(before, { path: 'amount.tiers.outside_province.fen', value: 120000 });
    expect(comparePacks(before, after)).toEqual([
      {
        path: 'amount.tiers.outside_province',
        section: '补贴标准',
        before: '跨省务工（省外）：定额 1500 元',
        after: '跨省务工（省外）：定额 1200 元',
      },
      {
        path: 'summary.0',
        section: '给群众看的话',
        before: '在外省干活，一年 1500 元；在省里外县干活，一年 600 元。',
        after: '在外省干活，一年 1200 元；在省里外县干活，一年 600 元。',
      },
    ]);
  });

  test('says what came and what went', () => {
    const before = pack('transport');
    const after = { ...before, conditions: before.conditions.slice(1) };
    expect(comparePacks(before, after)).toEqual([
      { path: 'conditions.period', section: '申领时间', before: '申领的年度在本办法执行年度内', after: null },
    ]);
    expect(comparePacks(after, before)[0]).toMatchObject({ before: null, after: '申领的年度在本办法执行年度内' });
  });

  test('a switch that was thrown', () => {
    const before = pack('yushe-2025');
    const after = edited(before, { path: 'switches.public_post.chosen', value: 'allow' });
    expect(comparePacks(before, after).map(({ path, after: now }) => [path, now])).toEqual([
      ['switches.public_post', '公益岗位人员能不能领稳岗补助：能领'],
      ['conditions.posts', '不含通过公益岗位就业的（选「不能领」时才算，现在不算）'],
    ]);
  });
});

/** Another value the field takes, or null where there is none to make up. */
function another({ kind, value, min = 0, max = 0, options }: EditableField): FieldValue {
  switch (kind) {
    case 'day':
      return '2027-01-02';
    case 'month_day':
      return value === '11-30' ? '11-29' : '11-30';
    case 'choice':
      return options?.find((one) => one.value !== value)?.value ?? null;
    case 'text':
      return `${String(value)}新`;
    case 'names':
      return ['某地'];
    case 'periods':
      return null;
    default:
      return typeof value === 'number' && value < max ? value + 1 : min;
  }
}

describe.each(Object.entries(packsByName()))('editing %s', (_name, own) => {
  const fields = editableFields(own);

  test('every number and day of the conditions and sums is a field, with words, within its own bounds', () => {
    for (const field of fields) {
      expect([field.path, field.label === '' || field.line === '']).toEqual([field.path, false]);
      if (typeof field.value === 'number' && field.kind !== 'choice') {
        expect([field.path, field.value >= (field.min ?? 0) && field.value <= (field.max ?? 0)]).toEqual([field.path, true]);
      }
    }
    const text = JSON.stringify([own.conditions, own.amount], (key, value) => (key === 'basis' || key === 'travel' ? undefined : value));
    const numbers = (text.match(/:\d+|"\d\d-\d\d"/g) ?? []).length;
    const offered = fields.filter((one) => /^(conditions|amount)\./.test(one.path) && one.kind !== 'names' && one.value !== null).length;
    // The lower end of the lowest income band is always nothing and no field.
    expect(offered).toBe(own.amount.mode === 'by_household_income' ? numbers - 1 : numbers);
  });

  test('what is written is what is read, and the pack itself is left alone', () => {
    const before = JSON.stringify(own);
    for (const field of fields) {
      const value = another(field);
      if (value === null || field.path === 'id') continue;
      const { pack: made, errors } = applyEdits(own, [{ path: field.path, value }]);
      if (made === null) {
        // Two fields that belong together, e.g. an opening after its closing: said at that place.
        expect(errors.every((one) => /[一-鿿]/.test(one.message))).toBe(true);
        continue;
      }
      expect(editableFields(made).find((one) => one.path === field.path)?.value).toEqual(value);
    }
    expect(JSON.stringify(own)).toBe(before);
  });

  test('nothing edited gives an equal pack', () => {
    expect(applyEdits(own, [])).toEqual({ pack: own, errors: [] });
  });
});

describe('what an edit may not be', () => {
  const refused = (name: string, path: string, value: FieldValue) => applyEdits(pack(name), [{ path, value }]).errors;

  test.each<[string, string, FieldValue, string]>([
    ['transport', 'amount.tiers.outside_province.fen', 0, '不能小于 0.01 元'],
    ['transport', 'amount.tiers.outside_province.fen', 1500.5, '金额要写到分为止的数字'],
    ['transport', 'amount.tiers.outside_province.fen', 20_000_000, '不能大于 100000 元'],
    ['transport', 'amount.tiers.outside_province.fen', null, '不能空着'],
    ['transport', 'conditions.age.min', 12, '不能小于 14 岁'],
    ['transport', 'conditions.age.max', 15, '年龄下限大于上限'],
    ['transport', 'conditions.window.closesDay', '02-30', '要写成月-日，例如 03-31'],
    ['transport', 'conditions.window.closesYear', 9, '只能选：当年、次年、第三年'],
    ['transport', 'conditions.window.closesYear', 0, ''],
    ['transport', 'from', '2026-13-01', '要写成年-月-日，例如 2026-03-31'],
    ['transport', 'until', '2020-01-01', '失效日期早于生效日期'],
    ['transport', 'id', 'other@1', '版本号要以「transport@」开头'],
    ['transport', 'periods', ['26'], '年度写成 2026，季度写成 2026Q1'],
    ['transport', 'publicity.days', 0, '不能小于 1 个工作日'],
    ['transport', 'name', '别的', '这一处不能在这里改'],
    ['transport', 'conditions.age.on', 'period_end', '这一处不能在这里改'],
    ['transport', 'paying.by', 'me', '只能选：乡镇发、报县发、一卡通系统发'],
    ['award-2023', 'amount.brackets.low.upToFen', 3_000_000, '分段要从低到高'],
    ['award-2023', 'amount.brackets.low.basisPoints', 10_001, '不能大于 100%'],
    ['award-2023', 'switches.bracket_reading.chosen', 'half', '只能选：全部收入都按所在一段的比例、各段分别按各段的比例，再加起来'],
    ['fenyang-2025', 'amount.tiers.province_far.places.names', [], '至少写一个地名，每个地名都要写全'],
    ['chengkou-2023', 'amount.topUp.closesYear', 0, ''],
  ])('%s %s = %j: %s', (name, path, value, message) => {
    expect(refused(name, path, value).map((one) => one.message)).toEqual(message === '' ? [] : [message]);
  });

  test('a number a sentence speaks of cannot go before the sentence does', () => {
    expect(refused('transport', 'conditions.age.min', null).map((one) => one.message)).toEqual([
      '年龄的上限下限至少写一个',
      '句子里的 {age.min} 找不到',
    ]);
    const both = applyEdits(pack('transport'), [
      { path: 'conditions.age.min', value: null },
      { path: 'conditions.age.max', value: 60 },
      { path: 'summary.1', value: '不满 {age.max}的都能领。' },
    ]);
    expect(both.pack && plainWords(both.pack).find((one) => one.path === 'summary.1')?.line).toBe('不满 60 岁的都能领。');
    expect(refused('transport', 'summary.1', '满 16 岁就行。').map((one) => one.path)).toEqual(['summary.1']);
  });

  test('every error of every edit is told at once, and nothing is applied', () => {
    const { pack: made, errors } = applyEdits(pack('transport'), [
      { path: 'from', value: '2026-02-30' },
      { path: 'publicity.days', value: 99 },
      { path: 'checkedOn', value: '2026-03-01' },
    ]);
    expect([made, errors.map((one) => one.path)]).toEqual([null, ['from', 'publicity.days']]);
  });

  test('an error between two fields is told at the field that was touched', () => {
    expect(refused('transport', 'until', '2020-01-01').map((one) => one.path)).toEqual(['until']);
    expect(refused('transport', 'amount.tiers.in_province.fen', 1)).toEqual([]);
  });
});

test('a list of places that was filled in is read from then on', () => {
  const filled = edited(pack('fenyang-2025'), { path: 'amount.tiers.province_far.places.names', value: ['广东省', '海南省'] });
  expect(plainWords(filled).find((one) => one.path === 'amount.tiers.province_far')?.line).toBe(
    '跨省（远省）（省外：广东省、海南省）：定额 1500 元',
  );
});

test('an example becomes the county’s own: its code, version, days and periods, and the rest as it was', () => {
  const own = { id: 'transport@2026-1', county: '140799', periods: ['2026'], from: '2026-04-01', checkedOn: '2026-03-02' };
  const { pack: made, errors } = adoptPack(pack('linyi-2024'), own);
  expect([errors, made]).toEqual([[], { ...pack('linyi-2024'), ...own, until: null }]);
  expect(adoptPack(pack('linyi-2024'), { ...own, id: 'stabilisation@1' }).errors[0]).toEqual({
    path: 'id',
    message: '版本号要以「transport@」开头',
  });
});

test('every placeholder of an amount', () => {
  const say = (name: string, line: string) => fillTemplate(line, pack(name)).text;
  expect(say('award-2023', '{bracket.low} {bracket.high} {share.cap} {household_cap.atMostFen}')).toBe('2% 4% 1500 元 3000 元');
  expect(say('chengkou-2023', '{topup.closes} {tier.in_city}')).toBe('第二年3月31日 50 元');
  expect(say('monthly', '{band.low} {window.fromDay}')).toBe('1000 元 5 日');
  expect(fillTemplate('{most} {share.cap}', pack('quarterly-labour-2023')).missing).toEqual(['most', 'share.cap']);
  expect(fillTemplate('{band.low} {month.fen} {topup.closes} {bracket.low}', pack('transport')).missing).toHaveLength(4);
});
