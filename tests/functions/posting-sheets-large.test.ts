// Sheets of postings as they come: merged cells, heads of two rows, parts and totals between the rows, another tab; and two thousand rows, looked at
// and brought in with little more read than given.
import { newWorkbook } from '@shared/papers/sheets';
import { applied, bookOf, linesOf, looked, row } from '../support/posting-sheets';
import { openTown, type Town } from '../support/town';

let town: Town;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town?.close());
const clerk = () => town.as('labour_clerk');

/** Merged as a county makes it: the firm over its posts, the wage over two columns, parts of the sheet over all of it. */
async function messy(): Promise<Uint8Array> {
  const book = await newWorkbook();
  const sheet = book.addWorksheet('省外');
  const rows = [
    ['2026年“春风行动”岗位汇总表'],
    ['填报单位：县就业中心', '', '', '', '', '', '2026年2月'],
    ['用工企业', '招聘岗位', '薪资待遇', '', '招聘人数', '', '工作地址', '联系电话', '有效期'],
    ['用工企业', '招聘岗位', '最低', '最高', '男', '女', '工作地址', '联系电话', '有效期'],
    ['一、省外企业'],
    ['昆山槐香里电子厂', '普工', 4800, 6000, 10, 20, '江苏省昆山市开发区三号路', '19912340501', new Date(Date.UTC(2026, 2, 31))],
    ['', '质检员', 5200, 6500, '', 5, '', '', new Date(Date.UTC(2026, 2, 31))],
    ['小计', '', '', '', 10, 25],
    ['二、省内企业'],
    ['太原并州物业', '保洁员', 2400, 2600, 2, 3, '山西省太原市小店区', '0351-7654321', '2026.3.20'],
    ['合计', '', '', '', 12, 28],
    ['备注：以上岗位以企业当天公布的为准'],
  ];
  for (const one of rows) sheet.addRow(one);
  for (const range of ['A1:I1', 'A3:A4', 'B3:B4', 'C3:D3', 'E3:F3', 'G3:G4', 'H3:H4', 'I3:I4', 'A5:I5', 'A6:A7', 'G6:G7', 'H6:H7', 'A9:I9'])
    sheet.mergeCells(range);
  for (const at of ['I6', 'I7']) sheet.getCell(at).numFmt = 'yyyy-mm-dd';
  const other = book.addWorksheet('企业名录');
  other.addRow(['企业名称', '统一社会信用代码', '法人']);
  other.addRow(['昆山槐香里电子厂', '91320583MA1ABCDE01', '某某']);
  return new Uint8Array(await book.xlsx.writeBuffer());
}

test('a county’s own workbook: every post with its firm, place and telephone, nothing else', async () => {
  const sheet = await looked(clerk(), await messy());
  expect(sheet.pages).toEqual([
    { name: '省外', rows: 3, taken: true },
    { name: '企业名录', rows: 1, taken: false },
  ]);
  const lines = await linesOf(clerk(), sheet.id);
  expect(lines.map(({ rowWords, title, employer, summary }) => [rowWords, title, employer, summary])).toEqual([
    ['第 6 行', '普工', '昆山槐香里电子厂', '按月 4800-6000 元 · 要 30 人 · 昆山市 · 招到 2026-03-31'],
    ['第 7 行', '质检员', '昆山槐香里电子厂', '按月 5200-6500 元 · 要 5 人 · 昆山市 · 招到 2026-03-31'],
    ['第 10 行', '保洁员', '太原并州物业', '按月 2400-2600 元 · 要 5 人 · 小店区 · 招到 2026-03-20'],
  ]);
  // Nobody says how the wages are paid.
  expect(sheet.lacks).toEqual([{ field: 'payHow', label: '发放方式', rows: 3 }]);
});

test('in GBK, parted by commas', async () => {
  // 用人单位,岗位,招聘人数,月薪 / 福满服装厂,缝纫工,5,4500
  const gbk = Buffer.from(
    'd3c3c8cbb5a5cebb2cb8dacebb2cd5d0c6b8c8cbcafd2cd4c2d0bd0d0ab8a3c2fab7fed7b0b3a72cb7ecc8d2b9a42c352c343530300d0a',
    'hex',
  );
  const sheet = await looked(clerk(), gbk, '表.csv');
  expect((await linesOf(clerk(), sheet.id)).map(({ title, employer, summary }) => [title, employer, summary])).toEqual([
    ['缝纫工', '福满服装厂', '按月 4500 元 · 要 5 人 · 县内'],
  ]);
});

test('two thousand rows', async () => {
  const rows = Array.from({ length: 2000 }, (_, n) => row(1000 + n, n % 10 === 9 ? { 招聘人数: '若干' } : {}));
  const book = await bookOf(rows);
  town.cloud.queries.take();
  const began = performance.now();
  const sheet = await looked(clerk(), book);
  const seen = performance.now();
  expect(sheet.tally).toEqual({ new: 1800, lacking: 200 });
  const look = town.cloud.queries.take();
  const job = await applied(clerk(), sheet.id);
  const done = performance.now();
  expect([job.failed, job.tally]).toEqual([0, { made: 1800, draft: 200 }]);
  const bring = town.cloud.queries.take();
  const examined = (queries: typeof look): number => queries.reduce((sum, query) => sum + query.examined, 0);
  process.stdout.write(
    `2,000 rows: looked at in ${Math.round(seen - began)} ms, ${examined(look)} documents examined in ${look.length} queries; brought in ${Math.round(done - seen)} ms, ${examined(bring)} in ${bring.length}\n`,
  );
  for (const queries of [look, bring])
    expect(queries.filter(({ index, examined: of, returned }) => index === null || of > 2 * returned + 20).slice(0, 3)).toEqual([]);
  expect(examined(look)).toBeLessThan(2000 * 5);
  expect(examined(bring)).toBeLessThan(2000 * 5);
  // The same again finds each of them by what it says.
  const again = await looked(clerk(), book);
  expect(again.tally).toEqual({ same: 2000 });
}, 600_000);
