// A workbook written in parts: whatever the rows and wherever they are cut, it reads back as it was given; text stays text.

import type { CellValue, Column } from '@shared/papers/sheets';
import { readSheets } from '@shared/papers/tables/read';
import { closeSheet, openSheet, packRows, zipBook } from '@shared/papers/tables/write-parts';
import * as fc from 'fast-check';

const COLUMNS: Column[] = [
  { head: '姓名' },
  { head: '证件号码', width: 22 },
  { head: '金额', kind: 'money' },
  { head: '人数', kind: 'number' },
];

async function written(name: string, cuts: readonly (readonly (readonly CellValue[])[])[], above: string[] = []): Promise<Buffer> {
  const parts = [openSheet(COLUMNS, above)];
  for (const rows of cuts) parts.push(packRows(COLUMNS, rows, parts[parts.length - 1] as never));
  const end = closeSheet(parts[parts.length - 1] as never);
  parts.push(end);
  const pieces: Uint8Array[] = [];
  const bytes = parts.reduce((sum, { packed }) => sum + packed.length, 0);
  for await (const piece of zipBook(
    name,
    parts.map(({ packed }) => packed),
    end,
    bytes,
  ))
    pieces.push(piece);
  return Buffer.concat(pieces);
}

const read = async (bytes: Buffer): Promise<string[][]> => (await readSheets(bytes))[0]?.rows ?? [];

test('text is text: no formula, no number cut off, signs of other planes and stray characters do no harm', async () => {
  const rows: CellValue[][] = [
    ['=1+1', '140799197203140015', 150_010, 3],
    ['@周<某>&"', '0012', 0, 0],
    ['㛃𬭎', ' 前后有空 ', null, null],
    ['断\ud83d的\u0001字', '', -5, 12],
  ];
  const bytes = await written('表/一', [rows], ['青石乡', '2026-03-02 做']);
  expect(await read(bytes)).toEqual([
    ['青石乡'],
    ['2026-03-02 做'],
    ['姓名', '证件号码', '金额', '人数'],
    ['=1+1', '140799197203140015', '1500.1', '3'],
    ['@周<某>&"', '0012', '0', '0'],
    ['㛃𬭎', '前后有空'],
    ['断的字', '', '-0.05', '12'],
  ]);
  expect(bytes.includes('<f>')).toBe(false);
});

test('wherever the rows are cut, the table is the same', async () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 12 }).filter((one) => one.trim() !== '');
  const cell = fc.tuple(text, text, fc.integer({ min: 1, max: 10_000_000 }), fc.nat(10_000));
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(cell, { maxLength: 5 }), { maxLength: 5 }), async (cuts) => {
      const whole = await read(await written('表', [cuts.flat()]));
      expect(await read(await written('表', cuts))).toEqual(whole);
      expect(whole).toHaveLength(cuts.flat().length + 1);
    }),
    { numRuns: 30 },
  );
});

test('equal tables make equal files', async () => {
  const rows: CellValue[][] = [['周某', '1', 2, 3]];
  expect((await written('表', [rows])).equals(await written('表', [rows]))).toBe(true);
});
