// Sheets of postings: where the table stands, which column is what, what a row says, what is said for all, and how it differs from the board.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { postingFields } from '@shared/contract/posting';
import { readRow, takenPostingColumns } from '@shared/domain/posting-columns/draft';
import { POSTING_COLUMNS } from '@shared/domain/posting-columns/fields';
import { findPostings, recognisePostings } from '@shared/domain/posting-columns/recognise';
import { changesTo, overlaid, settle, wrongTexts } from '@shared/domain/posting-columns/settle';
import { POSTING_FIELDS } from '@shared/domain/posting-fields';
import { EMPTY_POSTING, type PostingFields } from '@shared/domain/postings';
import fc from 'fast-check';
import { parse } from 'yaml';

interface Case {
  name: string;
  heads: string[];
  cells: string[];
  above?: string[];
  is?: Record<string, string>;
  not?: string[];
  unread?: string[];
  notes?: string[];
  left?: string[];
}

const HOME = { province: '山西省', city: '晋中市', county: '云岭县' };
const SETTING = { today: '2026-03-02', home: HOME, near: ['青石乡', '青石村'] };
const SETTLE = {
  today: '2026-03-02',
  home: HOME,
  spots: [
    { name: '青石村', spot: { kind: 'village', code: '140799100001' } },
    { name: '青石乡', spot: { kind: 'town_seat' } },
  ],
} as const;
const cases: Case[] = parse(readFileSync(join(__dirname, 'posting-columns.yaml'), 'utf8'));
const texts = (fields: PostingFields): Record<string, string> =>
  Object.fromEntries(POSTING_FIELDS.map(({ key, write }) => [key, write(fields)]));

function read(heads: readonly string[], cells: readonly string[], above: readonly string[] = []) {
  const columns = heads.map((head, at) => ({ at, path: head.split('／') }));
  const guesses = recognisePostings(columns, [{ row: 2, cells: [...cells] }]);
  return { guesses, draft: readRow(cells, above, takenPostingColumns(guesses), SETTING) };
}

test.each(cases)('$name', ({ heads, cells, above, is = {}, not = [], unread = [], notes = [], left = [] }) => {
  const { guesses, draft } = read(heads, cells, above);
  const written = texts(draft.fields);
  expect(Object.fromEntries(Object.keys(is).map((key) => [key, written[key]]))).toEqual(is);
  expect(not.filter((key) => draft.told.includes(key))).toEqual([]);
  expect(draft.unread.map(({ field }) => field).filter((field) => field !== 'channel')).toEqual(unread);
  for (const words of notes) expect(draft.notes.join('\n')).toContain(words);
  expect(guesses.filter(({ state }) => state === 'left').map(({ head }) => head)).toEqual(left);
});

test('no head means two columns', () => {
  const heads = POSTING_COLUMNS.flatMap((column) => column.heads);
  expect(heads.filter((head, i) => heads.indexOf(head) !== i)).toEqual([]);
});

describe('whatever stands in the cells', () => {
  const pieces = [
    '4500-6000元/月',
    '18-50岁',
    '包吃住',
    '若干',
    '面议',
    '19912345678',
    '0354-1234567',
    '2026年3月1日至3月31日',
    '省外',
    '江苏省昆山市',
    '是',
    '无',
    '男',
    '１８０元／天',
  ];
  const cell = fc.oneof(
    fc.constantFrom(...pieces, ''),
    fc.string({ unit: 'binary', maxLength: 80 }),
    fc.array(fc.constantFrom(...pieces, '，', '；', '\n', ' ', '1、'), { maxLength: 60 }).map((parts) => parts.join('')),
  );
  const column = fc.constantFrom(...POSTING_COLUMNS.map(({ id }) => id));
  test('it is read without a fault, into fields the form takes, and never twice otherwise', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(column, { minLength: 1, maxLength: 12 }),
        fc.array(cell, { minLength: 12, maxLength: 12 }),
        (fields, cells) => {
          const columns = fields.map((field, at) => ({ at, head: field, field }));
          const draft = readRow(cells, cells, columns, SETTING);
          expect(postingFields.safeParse(draft.fields).error?.issues ?? []).toEqual([]);
          expect(readRow(cells, cells, columns, SETTING)).toEqual(draft);
          const settled = settle(draft, { payHow: '月结', until: '2026-03-31' }, {}, SETTLE);
          // What it tells goes onto an empty posting and is found there.
          expect(changesTo(overlaid(settled.fields, settled), settled)).toEqual([]);
        },
      ),
      { numRuns: 400, seed: 20260302 },
    );
  });
});

describe('the table of a page', () => {
  test('under a title, with merged heads of two rows, without totals and notes', () => {
    const title = [
      '云岭县2026年春风行动岗位汇总表',
      '云岭县2026年春风行动岗位汇总表',
      '云岭县2026年春风行动岗位汇总表',
      '云岭县2026年春风行动岗位汇总表',
    ];
    const found = findPostings([
      title,
      ['填报单位：县就业中心', '', '', '2026年2月'],
      ['用人单位', '招聘岗位', '招聘人数', '招聘人数'],
      ['用人单位', '招聘岗位', '男', '女'],
      ['福满服装厂', '缝纫工', '2', '18'],
      ['福满服装厂', '保洁员', '', '1'],
      ['合计', '', '2', '19'],
      ['联系人：某某', '', '', ''],
    ]);
    expect(found?.columns.map(({ path }) => path.join('／'))).toEqual(['用人单位', '招聘岗位', '招聘人数／男', '招聘人数／女']);
    expect(found?.rows.map(({ row }) => row)).toEqual([5, 6]);
    expect(found?.title).toContain('春风行动');
  });
  test('one column of whole messages', () => {
    const found = findPostings([['招聘信息'], ['福满服装厂招缝纫工15人，电话19912340043'], [''], ['完']]);
    expect(found?.rows.map(({ row }) => row)).toEqual([2]);
  });
  test('people are no postings', () => {
    expect(
      findPostings([
        ['姓名', '证件号码', '户编号'],
        ['某某', '140799199001011234', '1'],
      ]),
    ).toBeNull();
  });
});

describe('which column is what', () => {
  const heads = (...names: string[]) =>
    recognisePostings(
      names.map((head, at) => ({ at, path: [head] })),
      [{ row: 2, cells: names.map(() => '某') }],
    );
  test('unsure is asked, unknown is left out and says so', () => {
    expect(heads('公司全称', '岗位', '颜色').map(({ state, field }) => [state, field])).toEqual([
      ['ask', 'employer'],
      ['sure', 'title'],
      ['left', ''],
    ]);
  });
  test('of two for one thing the later is asked about', () => {
    expect(heads('岗位', '工种').map(({ state, field }) => [state, field])).toEqual([
      ['sure', 'title'],
      ['ask', ''],
    ]);
  });
  test('what was answered before is taken', () => {
    const guesses = recognisePostings(
      [
        { at: 0, path: ['颜色'] },
        { at: 1, path: ['岗位'] },
      ],
      [],
      new Map([
        ['颜色', 'description'],
        ['岗位', ''],
      ]),
    );
    expect(guesses.map(({ state, field }) => [state, field])).toEqual([
      ['sure', 'description'],
      ['left', ''],
    ]);
  });
});

describe('settled', () => {
  const heads = ['用人单位', '岗位', '人数', '月薪', '联系电话', '地址'];
  const row = (more: Partial<Record<string, string>> = {}) =>
    read(
      heads,
      heads.map(
        (head) =>
          more[head] ??
          { 用人单位: '福满服装厂', 岗位: '缝纫工', 人数: '5', 月薪: '4500', 联系电话: '19912340043', 地址: '青石村' }[head] ??
          '',
      ),
    ).draft;

  test('what is lacking is named by the field of the form, with what the sheet wrote', () => {
    expect(settle(row(), {}, {}, SETTLE).lacks.map(({ field }) => field)).toEqual(['payHow', 'until']);
    const { lacks } = settle(row({ 月薪: '面议' }), {}, {}, SETTLE);
    expect(lacks.find(({ field }) => field === 'payMin')?.words).toContain('表里写的「面议」');
  });
  test('what was not understood stands in the description until somebody tells it', () => {
    const draft = row({ 月薪: '面议', 人数: '若干' });
    expect(settle(draft, {}, {}, SETTLE).fields.description).toBe('人数：若干\n月薪：面议');
    expect(settle(draft, {}, { payMin: '3000', payMax: '4000' }, SETTLE).fields.description).toBe('人数：若干');
  });
  test('said for all fills only what the row does not tell', () => {
    const common = { payHow: '每月15号发', until: '2026-03-31', headcount: '99' };
    const { fields, lacks } = settle(row(), common, {}, SETTLE);
    expect(lacks).toEqual([]);
    expect(fields).toMatchObject({ headcount: 5, until: '2026-03-31', pay: { how: '每月15号发', minFen: 450_000 } });
  });
  test('mended by hand goes before everything', () => {
    const { fields, told } = settle(row(), { until: '2026-03-31' }, { until: '2026-04-01', headcount: '7' }, SETTLE);
    expect(fields).toMatchObject({ headcount: 7, until: '2026-04-01' });
    expect(told).toEqual(expect.arrayContaining(['until', 'headcount']));
  });
  test('an address that names a village is there; a place said by hand tells how far it is', () => {
    expect(settle(row(), {}, {}, SETTLE).fields.spot).toEqual({ kind: 'village', code: '140799100001' });
    const far = settle(row({ 地址: '某某路1号' }), { province: '江苏省', city: '苏州市' }, {}, SETTLE).fields;
    expect(far).toMatchObject({ area: 'outside_province', channel: 'outside_province', spot: { kind: 'elsewhere' } });
  });
  test('only what the row tells is compared and changed', () => {
    const stands: PostingFields = { ...settle(row(), {}, {}, SETTLE).fields, headcount: 9, until: '2026-03-31', hours: '长白班' };
    const now = settle(row(), { until: '2026-12-31' }, {}, SETTLE);
    expect(changesTo(stands, now)).toEqual([{ field: 'headcount', label: '招聘人数', was: '9', is: '5' }]);
    expect(overlaid(stands, now)).toMatchObject({ headcount: 5, until: '2026-03-31', hours: '长白班' });
  });
  test('what is said for all goes onto one that stands only where nobody has said it', () => {
    const now = settle(row(), { payHow: '每月15号发', until: '2026-12-31' }, {}, SETTLE);
    const stands: PostingFields = { ...now.fields, until: '2026-03-31', pay: { ...now.fields.pay, how: '' } };
    expect(changesTo(stands, now)).toEqual([{ field: 'payHow', label: '发放方式', was: '', is: '每月15号发' }]);
    expect(overlaid(stands, now)).toMatchObject({ until: '2026-03-31', pay: { how: '每月15号发' } });
  });
  test('texts that cannot be read are named', () => {
    expect(Object.keys(wrongTexts({ until: '下个月', headcount: '5', nothing: '1' }, EMPTY_POSTING)).sort()).toEqual(['nothing', 'until']);
  });
});
