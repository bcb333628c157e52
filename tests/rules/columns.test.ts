// Sheets as they come: where the table is, which column is which field, how cells are read. What cannot be read is said, never guessed.
import { draftOf, unknownWords } from '@shared/domain/columns/draft';
import { findTable } from '@shared/domain/columns/header';
import { NATIONAL_SHEETS } from '@shared/domain/columns/national';
import { placeText, readPlace } from '@shared/domain/columns/places';
import { recognise } from '@shared/domain/columns/recognise';
import { readSpan, readWhen } from '@shared/domain/columns/when';

const NOTHING = { villages: ['青石村', '柳沟村'], answered: new Map<string, string>() };
const TIMES = { asOf: '2025-12-31', today: '2026-03-02' };
const ID = '140799197203140015';

describe('days and months', () => {
  test.each([
    ['45717', '2025-03-01', '2025-03'],
    ['2025-03-01', '2025-03-01', '2025-03'],
    ['2025/3/1 0:00:00', '2025-03-01', '2025-03'],
    ['２０２５．３', null, '2025-03'],
    ['2025.3', null, '2025-03'],
    ['2025年3月', null, '2025-03'],
    ['25年3月', null, '2025-03'],
    ['72年3月', null, '1972-03'],
    ['2025年03月初', null, '2025-03'],
    ['202503', null, '2025-03'],
    ['20250301', '2025-03-01', '2025-03'],
  ])('%s', (typed, day, month) => expect(readWhen(typed)).toEqual({ day, month }));
  test.each(['', '2025.13', '2025-02-30', '三月', '12345678', '99999', '3.5', '2025'])('%s is none', (typed) =>
    expect(readWhen(typed)).toBeNull(),
  );
  test.each([
    ['2025.3-2025.11', '2025-03', '2025-11'],
    ['2025年3月至今', '2025-03', null],
    ['2025年3-11月', '2025-03', '2025-11'],
    ['2025-03-2025-11', '2025-03', '2025-11'],
    ['2025/3/1~2025/11/30', '2025-03', '2025-11'],
  ])('from and to: %s', (typed, from, to) => {
    const span = readSpan(typed);
    expect([span?.from.month, span?.to?.month ?? null]).toEqual([from, to]);
  });
});

describe('places of work', () => {
  test.each([
    ['广东省深圳市宝安区', ['广东省', '深圳市', '宝安区']],
    ['广东深圳市宝安区', ['广东省', '深圳市', '宝安区']],
    ['北京市朝阳区', ['北京市', '北京市', '朝阳区']],
    ['广东省东莞市', ['广东省', '东莞市', '东莞市']],
    ['内蒙古鄂尔多斯市东胜区', ['内蒙古自治区', '鄂尔多斯市', '东胜区']],
    ['山西省晋中市介休市', ['山西省', '晋中市', '介休市']],
    ['江苏省苏州市昆山市', ['江苏省', '苏州市', '昆山市']],
  ])('%s', (typed, [province = '', city = '', county = '']) => {
    const place = readPlace(typed);
    expect(place).toEqual({ province, city, county });
    expect(place && readPlace(placeText(place))).toEqual(place);
  });
  test.each(['深圳', '广东', '广东省深圳市', '宝安区', '江苏省昆山市', ''])('%s does not reach the county', (typed) =>
    expect(readPlace(typed)).toBeNull(),
  );
});

const bare = (rows: string[][]) => {
  const table = findTable(rows);
  if (!table) throw new Error('no table');
  const guesses = recognise(table.columns, table.rows, NOTHING);
  return { table, guesses, by: Object.fromEntries(guesses.map(({ head, state, field }) => [head, `${state}:${field}`])) };
};

describe('where the table is', () => {
  test('titles above, heads of two rows with merged cells, a row of numbers, blank rows, a total and a note', () => {
    const { table, by } = bare([
      ['青石乡务工台账', '青石乡务工台账', '青石乡务工台账', '青石乡务工台账', '青石乡务工台账', '青石乡务工台账', '青石乡务工台账'],
      [],
      ['序号', '姓名', '身份证号', '务工情况', '务工情况', '务工情况', '备注'],
      ['序号', '姓名', '身份证号', '开始时间', '务工地点', '月工资', '备注'],
      ['1', '2', '3', '4', '5', '6', '7'],
      ['1', '周 满仓', ID, '2025.3', '广东省深圳市宝安区', '4200', ''],
      [],
      ['2', '周小燕', '140799198811200020', '2025年3月', '北京市朝阳区', '3,800', ''],
      ['', '合计', '', '', '', '8000', ''],
      ['制表人：某', '', '', '', '审核：某'],
    ]);
    expect(table.head).toEqual({ from: 3, to: 4 });
    expect(table.rows.map(({ row }) => row)).toEqual([6, 8]);
    expect(by).toMatchObject({
      姓名: 'sure:name',
      身份证号: 'sure:idNumber',
      '务工情况／开始时间': 'sure:work.start',
      '务工情况／务工地点': 'sure:work.place',
      '务工情况／月工资': 'sure:work.wage',
      备注: 'left:',
    });
  });

  test.each(NATIONAL_SHEETS.map((sheet) => [sheet.name, sheet] as const))('the national sheet %s, heads on row 3', (_name, sheet) => {
    const heads = sheet.columns.map(({ head }) => head);
    const row = sheet.columns.map(({ field }) =>
      field === 'idNumber' ? ID : field === 'name' ? '周满仓' : field === 'work.start' ? '2025-03' : field === 'phone' ? '19900000001' : '',
    );
    const { table, by, guesses } = bare([[sheet.name], ['导出时间：2025-12-18'], heads, row]);
    expect(table.head).toEqual({ from: 3, to: 3 });
    expect(guesses.filter(({ state }) => state === 'ask')).toEqual([]);
    for (const { head, field } of sheet.columns) {
      const wanted = field === '' || field === 'place.county' ? 'left:' : `sure:${field.replace(/\.\d$/, '')}`;
      expect([head, by[head]]).toEqual([head, wanted]);
    }
  });

  test('no heads, no table', () =>
    expect(
      findTable([
        ['甲', '乙'],
        ['1', '2'],
      ]),
    ).toBeNull());
});

describe('which column is which', () => {
  const people = (heads: string[], rows: string[][]) => bare([heads, ...rows]).by;

  test('by name and by content; a second column for the same field is left out', () => {
    const by = people(
      ['姓名', '证件号码', '联系方式', '住处', '号码', '电话'],
      [
        ['周满仓', ID, '19900000001', '村东', '19900000002', '没有'],
        ['周小燕', '140799198811200020', '19900000003', '村西', '19900000004', '不用'],
        ['周铁', '140799200507060035', '19900000005', '村北', '19900000006', '座机'],
      ],
    );
    expect(by).toEqual({
      姓名: 'sure:name',
      证件号码: 'sure:idNumber',
      联系方式: 'sure:phone',
      住处: 'left:',
      号码: 'left:',
      电话: 'left:',
    });
  });

  test('asked where name and content do not agree, or where only the content speaks', () => {
    const rows = [ID, '140799198811200020', '140799200507060035'].map((id, i) => [`周${'甲乙丙'.charAt(i)}`, id, '没有', `1990000000${i}`]);
    expect(people(['姓名', '证件号码', '电话'], rows)).toMatchObject({ 电话: 'ask:phone' });
    expect(people(['姓名', '证件号码', '别的', '号码'], rows)).toMatchObject({ 号码: 'ask:phone' });
  });

  test('the head of the household under a head is not the person; months and spans under one name', () => {
    const by = people(
      ['户主姓名', '户主身份证号', '姓名', '证件号码', '务工时间', '务工地点'],
      [['周满仓', ID, '周小燕', '140799198811200020', '2025.3-2025.11', '北京市朝阳区']],
    );
    expect(by).toMatchObject({ 户主姓名: 'sure:row.head', 户主身份证号: 'sure:row.headId', 务工时间: 'sure:work.span' });
    const months = people(['姓名', '证件号码', '开始时间', '务工时间'], [['周小燕', '140799198811200020', '2025.3', '8']]);
    expect(months.务工时间).toBe('sure:work.months');
  });

  test('what was answered before is not asked again', () => {
    const table = findTable([
      ['姓名', '证件号码', '怪栏'],
      ['周满仓', ID, '19900000001'],
    ]);
    const answered = new Map([['怪栏', 'phone']]);
    const guesses = recognise(table?.columns ?? [], table?.rows ?? [], { ...NOTHING, answered });
    expect(guesses[2]).toMatchObject({ state: 'sure', field: 'phone', why: '上次说过的' });
  });
});

describe('rows', () => {
  const heads = ['姓名', '证件号码', '性别', '出生日期', '文化程度', '联系电话', '开始时间', '结束时间', '务工地点', '月收入', '就业渠道'];
  const good = ['周满仓', ID, '男', '1972-03-14', '初中', '19900000001', '2025.3', '', '广东省深圳市宝安区', '4200', '外出务工'];
  const read = (change: Record<string, string>) => {
    const cells = good.map((cell, at) => change[heads[at] as string] ?? cell);
    const { table, guesses } = bare([heads, cells, good]);
    const columns = guesses.flatMap(({ at, field }) => (field === '' ? [] : [{ at, field }]));
    return { draft: draftOf(table.rows[0] as never, columns, new Map(), TIMES), words: unknownWords(table.rows, columns, new Map()) };
  };

  test('a good row has nothing wrong', () => {
    const { draft, words } = read({});
    expect(draft).toMatchObject({ blocked: '', problems: [], name: '周满仓', persons: { schooling: '初中', phone: '19900000001' } });
    expect(draft.work).toMatchObject({ start: { month: '2025-03' }, end: null, monthlyFen: 420_000, channel: '外出务工' });
    expect(words).toEqual([]);
  });

  test.each([
    ['a number cut off by the sheet', { 证件号码: '1.40799197203140E+17' }, '吃掉'],
    ['two digits swapped', { 证件号码: '140799197203140051' }, '有一位不对'],
    ['a number too short', { 证件号码: '14079919720314001' }, '18 位'],
    ['another sex', { 性别: '女' }, '性别'],
    ['another birthday', { 出生日期: '1973.3' }, '出生日期'],
    ['no name', { 姓名: '' }, '没有姓名'],
  ])('nothing is taken of a row with %s', (_what, change, words) => expect(read(change).draft.blocked).toContain(words));

  test.each([
    ['a telephone too short', { 联系电话: '1990000000' }, 'phone'],
    ['a month that is none', { 开始时间: '2025.13' }, 'work.start'],
    ['an end before the beginning', { 结束时间: '2025.1' }, 'work.end'],
    ['a beginning to come', { 开始时间: '2027.1' }, 'work.start'],
    ['words for a wage', { 月收入: '四千多' }, 'work.wage'],
    ['a place that is only a city', { 务工地点: '深圳' }, 'work.place'],
    ['work before sixteen', { 开始时间: '1987.3' }, 'work.start'],
  ])('the cell is left out and the rest taken: %s', (_what, change, field) => {
    const { draft } = read(change);
    expect(draft.blocked).toBe('');
    expect(draft.problems.map((one) => one.field)).toEqual([field]);
  });

  test('a word that is no option is asked about', () => {
    expect(read({ 文化程度: '初中肄业' }).words).toEqual([{ field: 'schooling', word: '初中肄业', count: 1 }]);
  });
});
