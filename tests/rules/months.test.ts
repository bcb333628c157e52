// Sheets with a column for each month: which head is which month's, and how a row's months become works. The tables are months.yaml.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { draftOf } from '@shared/domain/columns/draft';
import { findTable } from '@shared/domain/columns/header';
import { monthColumns, monthHead } from '@shared/domain/columns/month-heads';
import { readMonths } from '@shared/domain/columns/month-work';
import { recognise } from '@shared/domain/columns/recognise';
import { takenColumns } from '@shared/intake/setting';
import { parse } from 'yaml';

interface Head {
  head: string;
  month?: number;
  year?: number | null;
  field?: string;
  none?: boolean;
}
interface Works {
  name: string;
  asOf: string;
  months: Record<string, string>;
  home?: boolean;
  problems?: string[];
  expect: { from: string; to: string | null; at: string | null; yuan?: number; carried?: boolean }[];
}
const tables = parse(readFileSync(join(__dirname, 'months.yaml'), 'utf8')) as { heads: Head[]; works: Works[] };
const PLACES: Readonly<Record<string, string>> = { 深圳: '广东省深圳市宝安区', 北京: '北京市朝阳区' };
const TODAY = '2026-03-02';

test.each(tables.heads)('head $head', ({ head, month, year, field, none }) => {
  const found = monthHead(head);
  if (none) return expect(found).toBeNull();
  expect(found).toMatchObject({ month, year });
  // A kind counts once two months have it.
  const other = head.replace(/(1[0-2]|\d|十一)月/, '9月');
  const columns = [head, other].map((one, at) => ({ at, path: one.split('／') }));
  expect(monthColumns(columns, () => []).get(0) ?? 'none').toBe(field);
  expect(monthColumns(columns.slice(0, 1), () => []).size).toBe(0);
});

test.each(tables.works)('$name', ({ asOf, months, home = false, problems = [], expect: wanted }) => {
  const cells = Object.entries(months).flatMap(([month, said]) => {
    const [place = '', wage = ''] = said.split('|');
    const at = `${asOf.slice(0, 4)}-${month.padStart(2, '0')}`;
    return [
      { month: at, field: 'month.place' as const, text: PLACES[place] ?? place },
      { month: at, field: 'month.wage' as const, text: wage },
    ];
  });
  const read = readMonths(cells, { place: null }, { asOf, today: asOf > TODAY ? asOf : TODAY });
  expect(
    read.works.map(({ start, end, place, monthlyFen, carried }) => ({
      from: start.month,
      to: end?.month ?? null,
      at: place === null ? null : (Object.keys(PLACES).find((one) => PLACES[one]?.endsWith(place.county)) ?? ''),
      ...(monthlyFen === undefined ? {} : { yuan: monthlyFen / 100 }),
      ...(carried ? { carried } : {}),
    })),
  ).toEqual(wanted);
  expect(read.problems.map(({ field }) => field)).toEqual(problems);
  expect(read.home).toBe(home);
  expect(read.read === '').toBe(wanted.length === 0);
});

const ID = '140799197203140015';
const NOTHING = { villages: [], answered: new Map<string, string>() };
const drafted = (rows: string[][], asOf = '2025-12-31') => {
  const table = findTable(rows);
  if (!table) throw new Error('no table');
  const columns = recognise(table.columns, table.rows, NOTHING);
  const [row] = table.rows as [(typeof table.rows)[number]];
  return { columns, draft: draftOf(row, takenColumns({ columns }), new Map(), { asOf, today: TODAY }) };
};

test('one head of two rows, with merged cells or with the month over the first alone', () => {
  const row = ['周满仓', ID, '广东省深圳市宝安区', '4000', '广东省深圳市宝安区', '4200', '', ''];
  const under = ['', '', '地点', '收入', '地点', '收入', '地点', '收入'];
  for (const over of [
    ['姓名', '身份证号', '1月', '1月', '2月', '2月', '3月', '3月'],
    ['姓名', '身份证号', '1月', '', '2月', '', '3月', ''],
  ]) {
    const { columns, draft } = drafted([['2025年务工台账'], over, under, row]);
    expect(columns.slice(2).map(({ field, state, head }) => [field, state, head.slice(0, 2)])).toEqual(
      ['1月', '1月', '2月', '2月', '3月', '3月'].map((month, i) => [i % 2 === 0 ? 'month.place' : 'month.wage', 'sure', month]),
    );
    expect(draft.work).toMatchObject({ start: { month: '2025-01' }, end: { month: '2025-02' }, monthlyFen: 410_000 });
    expect([draft.later, draft.problems]).toEqual([[], []]);
    expect(draft.read).toBe('逐月的读成 1 段：2025年1月到2025年2月 广东省深圳市宝安区 月平均 4100 元');
  }
});

test('months alone are read by what stands in them; one place for all is every month’s; a beginning written rules the months out', () => {
  const heads = ['姓名', '身份证号', '务工地点', '务工单位', '1月', '2月', '3月'];
  const { columns, draft } = drafted([heads, ['周满仓', ID, '北京市朝阳区', '朝阳餐饮', '3000', '', '3200']]);
  expect(columns.slice(4).map(({ field }) => field)).toEqual(['month.wage', 'month.wage', 'month.wage']);
  expect([draft.work, ...draft.later].map((one) => [one?.start.month, one?.end?.month ?? null, one?.place?.county, one?.employer])).toEqual(
    [
      ['2025-01', '2025-01', '朝阳区', '朝阳餐饮'],
      ['2025-03', null, '朝阳区', '朝阳餐饮'],
    ],
  );
  const begun = drafted([
    [...heads.slice(0, 2), '开始时间', '务工地点', '1月工资', '2月工资', '3月工资'],
    ['周满仓', ID, '2025.1', '北京市朝阳区', '3000', '3100', '3200'],
  ]);
  expect(begun.columns.slice(4).map(({ state }) => state)).toEqual(['left', 'left', 'left']);
  expect(begun.draft.later).toEqual([]);
  const one = drafted([
    [...heads.slice(0, 2), '开始时间', '12月工资'],
    ['周满仓', ID, '2025.1', '3000'],
  ]);
  expect(one.columns[3]).toMatchObject({ state: 'sure', field: 'work.wage' });
});
