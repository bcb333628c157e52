// Columns of a month each: 「1月务工地」「1月收入」, or 1月 over 地点 and 收入. Which month a head names, and what is asked of it there.
import { readAmount } from '../fields/amount';
import { halfWidth } from '../fields/typed';
import { readYes } from './cell';
import type { HeadColumn } from './header';
import { readPlace } from './places';

export interface MonthHead {
  /** null when the head does not say it: then it is the year of the sheet. */
  year: number | null;
  month: number;
  /** What stands beside the month. */
  rest: string;
}

/** The four things a month's column can say. */
export const MONTH_FIELDS = ['month.place', 'month.wage', 'month.employer', 'month.working'] as const;
export type MonthField = (typeof MONTH_FIELDS)[number];

export const isMonthField = (field: string): field is MonthField => (MONTH_FIELDS as readonly string[]).includes(field);

const SIGNS = '一二三四五六七八九十';
const MONTH = /^(?:(20\d{2}|\d{2})[年.\-/])?(1[0-2]|0?[1-9]|十[一二]|[一二三四五六七八九十])月(?:份)?(.*)$/;
/** 1月1日, 6月底前, 1月至3月: no column of a month. */
const NO_MONTH = /^(\d|底|末|初|前|后|以|至|到|[-~—]|龄|数)/;

const numberOf = (text: string): number => {
  if (/^\d/.test(text)) return Number(text);
  return text.length === 2 ? 10 + SIGNS.indexOf(text.charAt(1)) + 1 : SIGNS.indexOf(text) + 1;
};

/** The month a head names; its parts are joined by ／ from outside to inside. null when it names none. */
export function monthHead(head: string): MonthHead | null {
  const parts = head.split('／').map(halfWidth);
  for (const [at, part] of parts.entries()) {
    const found = MONTH.exec(part);
    if (!found || NO_MONTH.test(found[3] as string)) continue;
    const above = /(20\d{2})年?/.exec(parts.slice(0, at).join(''));
    const year = found[1] ?? above?.[1] ?? null;
    const rest = [found[3], ...parts.slice(at + 1)].join('').replace(/[()（）]/g, '');
    return { year: year === null ? null : Number(year.padStart(4, '20')), month: numberOf(found[2] as string), rest };
  }
  return null;
}

const KINDS: readonly (readonly [RegExp, MonthField])[] = [
  [/(收入|工资|薪|报酬)/, 'month.wage'],
  [/(单位|企业|公司|雇主|厂)/, 'month.employer'],
  [/(地|去向|区域|在哪|省市)/, 'month.place'],
  [/^(是否|在外|在岗)/, 'month.working'],
];

/** By what stands in them, where the heads say the month alone. */
function byContent(cells: readonly string[]): MonthField | null {
  const filled = cells.filter((text) => text !== '');
  const most = (test: (text: string) => boolean): boolean => filled.length > 0 && filled.filter(test).length / filled.length >= 0.5;
  if (most((text) => readPlace(text) !== null)) return 'month.place';
  if (most((text) => readAmount(text) !== null && !/^[01]$/.test(text))) return 'month.wage';
  return most((text) => readYes(text) !== null) ? 'month.working' : null;
}

/** Which columns are a month's, and of what; a kind that only one month has is none. */
export function monthColumns(columns: readonly HeadColumn[], cellsOf: (at: number) => readonly string[]): Map<number, MonthField> {
  const found = columns.flatMap(({ at, path }) => {
    const head = monthHead(path.join('／'));
    return head
      ? [{ at, month: head.month + (head.year ?? 0) * 12, kind: KINDS.find(([words]) => words.test(head.rest))?.[1] ?? null }]
      : [];
  });
  const bare = byContent(found.filter(({ kind }) => kind === null).flatMap(({ at }) => cellsOf(at)));
  const known = found.flatMap(({ at, month, kind }) => {
    const field = kind ?? bare;
    return field === null ? [] : [{ at, month, field }];
  });
  const months = (field: MonthField): Set<number> => new Set(known.filter((one) => one.field === field).map(({ month }) => month));
  return new Map(known.filter(({ field }) => months(field).size > 1).map(({ at, field }) => [at, field]));
}

/** 1月 over two columns, written over the first alone: the second is of the same month. */
export function monthsCarried(columns: readonly HeadColumn[]): HeadColumn[] {
  let over: { at: number; outer: string[] } | null = null;
  return columns.map((column) => {
    const month = monthHead(column.path.join('／'));
    const whole = column.path.length > 1 && month !== null;
    if (whole) over = { at: column.at, outer: column.path.slice(0, -1) };
    else if (
      over &&
      column.at === over.at + 1 &&
      column.path.length === 1 &&
      month === null &&
      KINDS.some(([words]) => words.test(column.path[0] as string))
    ) {
      over = { ...over, at: column.at };
      return { ...column, path: [...over.outer, ...column.path] };
    } else over = null;
    return column;
  });
}
