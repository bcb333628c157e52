// What was planted against what was found: faults nobody noticed, and rows accused of what nobody did.
import type { Output } from '@shared/contract';
import type { Fault, MessyRow } from './faults';
import { national, rowsOf } from './sheets';
import type { Town } from './town';

type Line = Output<'intake.look'>['items'][number];

const ACCUSED: readonly Line['outcome'][] = ['wrong', 'conflict'];

/** Faults none of whose rows is accused and whose word was not asked about. */
export function missed(
  faults: readonly Fault[],
  at: ReadonlyMap<MessyRow, number>,
  lines: readonly Line[],
  words: readonly string[],
): string[] {
  const accused = new Set(lines.filter(({ outcome }) => ACCUSED.includes(outcome)).map(({ row }) => row));
  return faults
    .filter(({ rows, word }) => !(word && words.includes(word)) && !rows.some((row) => accused.has(at.get(row) ?? -1)))
    .map(({ what, rows }) => `${what}: ${rows.map((row) => at.get(row)).join(', ')}`);
}

/** Rows accused although nothing was done to them. */
export function invented(faults: readonly Fault[], at: ReadonlyMap<MessyRow, number>, lines: readonly Line[]): string[] {
  const done = new Set(faults.flatMap(({ rows }) => rows.map((row) => at.get(row))));
  return lines
    .filter(({ outcome, row }) => ACCUSED.includes(outcome) && !done.has(row))
    .map(
      ({ row, name, blocked, problems, changes }) =>
        `${row} ${name}: ${[blocked, ...problems.map(({ words }) => words), ...changes.map(({ words, was, is, why }) => `${words} ${was}→${is} ${why}`)].join('; ')}`,
    );
}

/** The registry's own people as rows of the messy sheet: one row a person, without work. */
export function registryRows(town: Town): MessyRow[] {
  const houses = new Map<string, number>();
  return rowsOf(national('people'), town).map(({ cells, household }) => {
    if (!houses.has(household._id)) houses.set(household._id, 1_000_000 + houses.size);
    const kept = ['户编号', '姓名', '证件号码', '与户主关系', '性别', '户类型', '文化程度', '健康状况', '劳动技能'];
    return {
      house: houses.get(household._id) as number,
      cells: {
        ...Object.fromEntries(kept.map((head) => [head, cells[head] ?? ''])),
        村: cells.行政村 ?? '',
        户主姓名: household.headName,
        联系电话: cells.家庭成员联系电话 ?? '',
      },
    };
  });
}
