// A row of a sheet as what it says of a person, their household and their work; with what is wrong in it. Pure; whom it means is matched elsewhere.
import { type IdNumber, readIdNumber } from '../fields/id-number';
import { type FieldValue, fieldOf } from '../fields/registry-fields';
import { halfWidth } from '../fields/typed';
import { readPastId } from '../past-ids';
import type { DateText, PersonRecord } from '../records';
import { plainName, readCell, readYes, type WordAnswers, wordKey } from './cell';
import { columnField } from './column-fields';
import type { SheetRow } from './header';
import { isMonthField } from './month-heads';
import { type MonthCell, readMonths } from './month-work';
import { readWhen } from './when';
import { type CellProblem, readDetails, readWork, type WorkDraft, type WorkReading } from './work-draft';

export type { CellProblem, WorkDraft } from './work-draft';

/** A column that is taken: where it stands and which field it is. */
export interface TakenColumn {
  at: number;
  field: string;
  /** Of a month's column: which; `year` null = the year of the sheet. */
  month?: { year: number | null; month: number };
}

export interface Draft {
  row: number;
  /** Read whole and right; null otherwise. */
  id: IdNumber | null;
  /** Nothing was written where the number should be. */
  noId: boolean;
  name: string;
  village: string;
  code: string;
  /** Name of the head, if the row says it. */
  head: string;
  persons: Record<string, FieldValue>;
  households: Record<string, FieldValue>;
  work: WorkDraft | null;
  /** Further works, where the sheet has a column for each month. */
  later: WorkDraft[];
  /** What was made of those columns, in a sentence; '' without them. */
  read: string;
  working: boolean | null;
  /** Cells that cannot be taken; the rest of the row can. */
  problems: CellProblem[];
  /** Why nothing of the row can be taken; '' when something can. */
  blocked: string;
  /** All that was written in it, to tell a row copied twice. */
  print: string;
}

export interface Times {
  /** The day the sheet speaks of. */
  asOf: DateText;
  today: DateText;
}

/** Cells by field; several columns of one field are joined. */
function cellsOf({ cells }: SheetRow, columns: readonly TakenColumn[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const { at, field, month } of columns) {
    const text = (cells[at] ?? '').trim();
    if (text === '' || month) continue;
    const before = found.get(field);
    found.set(field, before === undefined ? text : `${before}、${text}`);
  }
  return found;
}

/** Cells of the months' columns, blank ones too: a blank month is a month without work. */
const monthCells = ({ cells }: SheetRow, columns: readonly TakenColumn[], asOf: DateText): MonthCell[] =>
  columns.flatMap(({ at, field, month }) =>
    month && isMonthField(field)
      ? [{ month: `${month.year ?? asOf.slice(0, 4)}-${String(month.month).padStart(2, '0')}`, field, text: (cells[at] ?? '').trim() }]
      : [],
  );

function readId(typed: string): { id: IdNumber | null; wrong: string } {
  if (typed === '') return { id: null, wrong: '' };
  const read = readPastId(typed);
  switch (read.kind) {
    case 'number':
      return { id: readIdNumber(read.number), wrong: '' };
    case 'none':
      return { id: null, wrong: '' };
    case 'rounded':
      return { id: null, wrong: '证件号后几位被表格吃掉了，补不回来：把这一列改成文本，重新填上' };
    case 'wrong':
      return { id: null, wrong: read.words };
    default:
      return { id: null, wrong: '证件号不全，写全 18 位' };
  }
}

const nameProblem = (name: string): string | null => fieldOf('persons', 'name')?.problem?.(name, {} as PersonRecord, { today: '' }) ?? null;

/** 出生日期 and 性别 must be what the number says; a month written agrees with any day in it. */
function againstId(id: IdNumber, cells: ReadonlyMap<string, string>): string {
  if (id.placeholder) return '';
  const sex = halfWidth(cells.get('sex') ?? '').charAt(0);
  if ((sex === '男' || sex === '女') && sex !== id.sex) return `性别写的是${sex}，证件号里是${id.sex}`;
  const born = readWhen(cells.get('born') ?? '');
  if (born === null) return '';
  const same = born.day === null ? born.month === id.born.slice(0, 7) : born.day === id.born;
  return same ? '' : `出生日期写的是 ${born.day ?? born.month}，证件号里是 ${id.born}`;
}

const OWN: readonly string[] = ['idNumber', 'name', 'born', 'sex', 'code'];

export function draftOf(row: SheetRow, columns: readonly TakenColumn[], answers: WordAnswers, times: Times): Draft {
  const cells = cellsOf(row, columns);
  const months = monthCells(row, columns, times.asOf);
  const text = (id: string): string => cells.get(id) ?? '';
  const { id, wrong } = readId(text('idNumber'));
  const name = plainName(text('name'));
  const draft: Draft = {
    row: row.row,
    id,
    noId: halfWidth(text('idNumber')) === '',
    name,
    village: halfWidth(text('row.village')),
    code: halfWidth(text('code')).replace(/^'/, ''),
    head: plainName(text('row.head')),
    persons: {},
    households: {},
    work: null,
    later: [],
    read: '',
    working: null,
    problems: [],
    print: [...[...cells].map(([field, cell]) => `${field}=${halfWidth(cell)}`), ...months.map(({ text }) => halfWidth(text))].join('|'),
    blocked:
      name === ''
        ? '没有姓名'
        : (nameProblem(name) ?? '') !== ''
          ? `姓名「${name.slice(0, 12)}」不像名字`
          : wrong !== ''
            ? wrong
            : id
              ? againstId(id, cells)
              : '',
  };
  if (/E\+?\d{2}$/i.test(draft.code)) draft.blocked ||= '户编号被表格改成了科学记数，把这一列改成文本重新填';
  for (const [field, cell] of cells) {
    const column = columnField(field);
    if (!column || column.of === 'row' || column.of === 'work' || OWN.includes(field)) continue;
    const read = readCell(column, cell, answers);
    if ('problem' in read) draft.problems.push({ field, words: read.problem });
    else if ('unknown' in read) draft.problems.push({ field, words: `没有「${read.unknown}」这一项` });
    else if (read.value !== null) draft[column.of][field] = read.value;
  }
  // Without a number the two are the row's own; with one they follow from it.
  if (id) Object.assign(draft.persons, id.placeholder ? {} : { born: id.born, sex: id.sex });
  const read = months.length > 0 ? readMonthly(cells, months, answers, times) : single(readWork(cells, answers, times));
  const born = id && !id.placeholder ? id.born : null;
  const old = read.works.filter(({ start }) => born === null || !under16(born, start.month));
  const young = old.length < read.works.length;
  const [work = null, ...later] = old;
  return {
    ...draft,
    work,
    later,
    read: read.read,
    working: read.working,
    problems: [...draft.problems, ...read.problems, ...(young ? [{ field: 'work.start', words: '开始时不满 16 岁' }] : [])],
  };
}

interface WorksReading {
  works: WorkDraft[];
  working: boolean | null;
  problems: CellProblem[];
  read: string;
}

const single = ({ work, working, problems }: WorkReading): WorksReading => ({ works: work ? [work] : [], working, problems, read: '' });

/** Where each month has a column: what the row says of all its work, and the works the months make. */
function readMonthly(cells: ReadonlyMap<string, string>, months: readonly MonthCell[], answers: WordAnswers, times: Times): WorksReading {
  const { working, problems, ...shared } = readDetails(cells, answers);
  const { works, problems: wrongs, home, read } = readMonths(months, shared, times);
  return { works, working: working ?? (home ? false : null), problems: [...problems, ...wrongs], read };
}

/** Rule 5_16_010: start month less birth under 16 years. */
function under16(born: DateText, month: string): boolean {
  return month < `${Number(born.slice(0, 4)) + 16}${born.slice(4, 7)}`;
}

export interface UnknownWord {
  field: string;
  word: string;
  /** In how many rows. */
  count: number;
}

/** Words of option columns that are none of the options, most frequent first: each is asked about once. */
export function unknownWords(rows: readonly SheetRow[], columns: readonly TakenColumn[], answers: WordAnswers): UnknownWord[] {
  const counts = new Map<string, UnknownWord>();
  const note = (field: string, word: string): void => {
    const key = wordKey(field, word);
    const one = counts.get(key) ?? { field, word, count: 0 };
    counts.set(key, { ...one, count: one.count + 1 });
  };
  for (const row of rows)
    for (const [field, cell] of cellsOf(row, columns)) {
      const column = columnField(field);
      if (!column || (column.of === 'row' && field !== 'work.working')) continue;
      if (YES_NO.includes(field)) {
        if (readYes(cell) === null && answers.get(wordKey(field, cell)) === undefined) note(field, cell);
        continue;
      }
      if (!column.options && column.registry?.kind !== 'yes_no') continue;
      const read = readCell(column, cell, answers);
      if ('unknown' in read) note(field, read.unknown);
    }
  return [...counts.values()].sort((a, b) => b.count - a.count);
}

const YES_NO: readonly string[] = ['work.working', 'work.organised', 'work.overseas'];

/** What a word may be said to mean. */
export function choicesFor(field: string): readonly string[] {
  const column = columnField(field);
  return YES_NO.includes(field) || column?.registry?.kind === 'yes_no' ? ['是', '否'] : (column?.options ?? []);
}
