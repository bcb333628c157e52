// The printed table of rows.
import type { Row } from './row';

const number = (value: number): string =>
  value >= 1000 ? Math.round(value).toLocaleString('en-US') : value >= 10 ? value.toFixed(1) : value.toFixed(3);

export const targetWords = ({ target }: Pick<Row, 'target'>): string =>
  target === null ? 'reported' : 'atLeast' in target ? `≥ ${target.atLeast}` : `≤ ${target.atMost}`;

export function table(rows: readonly Row[]): string {
  const cells = [
    ['name', 'ours', 'peer', 'unit', 'ratio', 'target', 'holds'],
    ...rows.map((r) => [
      r.name,
      number(r.ours),
      number(r.peer),
      r.unit,
      number(r.ratio),
      targetWords(r),
      r.target === null ? '' : r.holds ? 'yes' : 'NO',
    ]),
  ];
  const widths = (cells[0] ?? []).map((_, column) => Math.max(...cells.map((line) => (line[column] ?? '').length)));
  return cells
    .map((line) =>
      line
        .map((cell, column) => (column === 0 || column === 3 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
        .join('  '),
    )
    .join('\n');
}
