// Spreadsheets: what people send is read as they see it; what we make opens elsewhere as it is meant.
import { writeCsv, writeSheets } from '@shared/papers/sheets';
import { changeCsv } from '@shared/papers/tables/csv-back';
import { readSheets } from '@shared/papers/tables/read';
import { unzippedSize } from '@shared/papers/zip';
import { Workbook } from 'exceljs';

async function workbook(make: (book: Workbook) => void): Promise<Uint8Array> {
  const book = new Workbook();
  make(book);
  return new Uint8Array(await book.xlsx.writeBuffer());
}

describe('what cannot be read is refused in words', () => {
  test.each([
    ['an old .xls', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), '老格式'],
    ['a picture', Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(100)]), '打不开'],
    ['an empty file', Buffer.alloc(0), '空的'],
    ['a zip that is no workbook', Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(40)]), '太大'],
  ])('%s', async (_name, bytes, words) => {
    await expect(readSheets(bytes)).rejects.toThrow(words);
  });

  test('a workbook that would unpack to more than a small memory holds', async () => {
    const bytes = Buffer.from(await workbook((book) => void book.addWorksheet('a').addRow(['x'])));
    const directory = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]));
    bytes.writeUInt32LE(0xfffffff0, directory + 24);
    expect(unzippedSize(bytes)).toBeGreaterThan(4e9);
    await expect(readSheets(bytes)).rejects.toThrow('太大');
  });
});

test('cells are read as people see them: days, long numbers, results, rich text, merged heads', async () => {
  const bytes = await workbook((book) => {
    const sheet = book.addWorksheet('名单');
    sheet.addRow(['姓名', '务工', '']);
    sheet.mergeCells('B1:C1');
    sheet.addRow(['', '开始', '金额']);
    sheet.addRow(['周满仓', new Date(Date.UTC(2025, 2, 1)), 1500.1]);
    sheet.addRow([{ richText: [{ text: '周' }, { text: '小燕' }] }, '140799197203140015', { formula: '1+1', result: 2 }]);
    sheet.addRow([]);
    book.addWorksheet('藏起来的', { state: 'hidden' }).addRow(['x']);
  });
  const sheets = await readSheets(bytes);
  expect(sheets.map(({ name }) => name)).toEqual(['名单']);
  expect(sheets[0]?.rows).toEqual([
    ['姓名', '务工', '务工'],
    ['', '开始', '金额'],
    ['周满仓', '2025-03-01', '1500.1'],
    ['周小燕', '140799197203140015', '2'],
  ]);
});

test.each([
  ['UTF-8 with a mark', Buffer.from('\uFEFF姓名,金额\r\n周满仓,1500.00\r\n', 'utf8')],
  [
    'GBK, as banks write it',
    Buffer.concat([
      Buffer.from([0xd0, 0xd5, 0xc3, 0xfb, 0x2c, 0xbd, 0xf0, 0xb6, 0xee, 0x0d, 0x0a]),
      Buffer.from([0xd6, 0xdc, 0xc2, 0xfa, 0xb2, 0xd6]),
      Buffer.from(',1500.00\r\n'),
    ]),
  ],
  ['tabs and numbers kept as text', Buffer.from("姓名\t金额\n周满仓\t'1500.00\n", 'utf8')],
])('csv: %s', async (_name, bytes) => {
  expect((await readSheets(bytes))[0]?.rows).toEqual([
    ['姓名', '金额'],
    ['周满仓', '1500.00'],
  ]);
});

test('a text sheet in GBK goes back in GBK with its guards and line ends; a sign GBK lacks is worth more than the encoding', async () => {
  const name = Buffer.from([0xd6, 0xdc, 0xc2, 0xfa, 0xb2, 0xd6]);
  const head = Buffer.from([0xd0, 0xd5, 0xc3, 0xfb, 0x2c, 0xbd, 0xf0, 0xb6, 0xee]);
  const bytes = Buffer.concat([head, Buffer.from('\n'), name, Buffer.from(",'1500.00\n"), name, Buffer.from(',\n')]);
  const change = (text: string) =>
    changeCsv(bytes, { head: 1, last: 2, word: '金额', rows: new Map([[3, { cells: new Map([[1, text]]), note: '=1+1' }]]) });
  const back = Buffer.from(await change('0880'));
  const amount = head.subarray(5);
  const comma = Buffer.from(',');
  expect(back).toEqual(
    Buffer.concat([head, comma, amount, Buffer.from('\n'), name, Buffer.from(",'1500.00,\n"), name, Buffer.from(",'0880,'=1+1\n")]),
  );
  const rare = Buffer.from(await change('𠮷'));
  expect([...rare.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  expect(rare.toString('utf8')).toContain("周满仓,'𠮷,");
});

test('what we write is read back: text as text, fen as yuan, nothing runs as a formula', async () => {
  const table = {
    name: '第1批',
    title: '2025年路费补贴',
    columns: [{ head: '姓名' }, { head: '账号', width: 24 }, { head: '金额', kind: 'money' as const }],
    rows: [
      ['=1+1', '0099999900000000014', 150_000],
      ['周满仓', '9999990000000000014', 1],
    ],
    foot: ['截至 2026-03-02'],
  };
  const [sheet] = await readSheets(await writeSheets([table]));
  expect(sheet?.rows.slice(1)).toEqual([
    ['姓名', '账号', '金额'],
    ['=1+1', '0099999900000000014', '1500'],
    ['周满仓', '9999990000000000014', '0.01'],
    ['截至 2026-03-02'],
  ]);
  const csv = Buffer.from(await writeCsv(table)).toString('utf8');
  expect(csv).toBe("\uFEFF姓名,账号,金额\r\n'=1+1,0099999900000000014,1500.00\r\n周满仓,9999990000000000014,0.01\r\n");
});
