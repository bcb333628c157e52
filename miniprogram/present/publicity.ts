// A posted list as lines on the screen: its head, its columns, its days, what is said against it.
import type { Output } from '@shared/contract/index';
import { beijingDate, dayWords, periodWords } from '@shared/domain/dates';
import { moneyWords, payerText } from '@shared/domain/money';
import { COLUMN_WORDS, objectionWords } from '@shared/domain/words/publicity';
import type { Tone } from './tone';

type Head = Output<'publicity.open'>['list'];
type Line = Output<'publicity.open'>['lines'][number];
type Column = Head['columns'][number];

const CELLS: Record<Column, (line: Line) => string> = {
  name: (line) => line.name,
  sex: (line) => line.sex ?? '',
  age: (line) => (line.age === null ? '' : String(line.age)),
  work_period: (line) => line.workPeriod ?? '',
  work_place: (line) => line.workPlace ?? '',
  employer: (line) => line.employer ?? '',
  amount: (line) => (line.amountFen === null ? '' : payerText(line.amountFen)),
};

export interface SheetRow {
  no: number;
  name: string;
  cells: { key: string; words: string }[];
  /** The same in one line, for a narrow screen. */
  line: string;
  amount: string;
}

export function sheetColumns(columns: readonly Column[]): { key: string; words: string }[] {
  return columns.map((column) => ({ key: column, words: COLUMN_WORDS[column] }));
}

export function sheetRow(line: Line, columns: readonly Column[]): SheetRow {
  const rest = columns.filter((column) => column !== 'name' && column !== 'amount');
  return {
    no: line.no,
    name: line.name,
    cells: columns.map((column) => ({ key: column, words: CELLS[column](line) })),
    line: rest
      .map((column) => (column === 'age' && line.age !== null ? `${line.age} 岁` : CELLS[column](line)))
      .filter((words) => words !== '')
      .join(' · '),
    amount: line.amountFen === null ? '' : moneyWords(line.amountFen),
  };
}

const LOOK: Record<Head['status'], { tone: Tone; icon: string; words: string }> = {
  building: { tone: 'wait', icon: 'clock', words: '正在做榜' },
  posted: { tone: 'wait', icon: 'wall', words: '正在公示' },
  closing: { tone: 'wait', icon: 'clock', words: '正在收榜' },
  closed: { tone: 'good', icon: 'check', words: '公示期满' },
  void: { tone: 'calm', icon: 'cross', words: '没有人，作废' },
};
/** As residents say it. */
const SPOKEN: Record<Head['status'], string> = {
  building: '正在写榜',
  posted: '正贴着',
  closing: '正在收榜',
  closed: '贴满了',
  void: '没有人，不贴了',
};

export interface ListHead {
  id: string;
  code: string;
  title: string;
  place: string;
  name: string;
  days: string;
  left: string;
  sum: string;
  chip: { tone: Tone; icon: string; words: string };
  phone: string;
  office: string;
  basis: string;
  seal: string;
  hash: string;
}

/** 2026年3月2日 */
function fullDay(day: string): string {
  const [year, month, date] = day.split('-');
  return day === '' ? '' : `${year}年${Number(month)}月${Number(date)}日`;
}

export function listHead(list: Head, today: string, register: 'official' | 'resident' = 'official'): ListHead {
  const over = list.status === 'posted' && list.left === 0;
  return {
    id: list.id,
    code: list.code,
    title: `${list.placeName}${periodWords(list.period)}${list.name}公示`,
    place: list.placeName,
    name: `${list.name} · ${periodWords(list.period)}${list.n > 1 ? ` · 第 ${list.n} 榜` : ''}`,
    days: list.from === '' ? '' : `${fullDay(list.from)} 至 ${fullDay(list.until)}（${list.daysWords}）`,
    left:
      list.status !== 'posted'
        ? ''
        : over
          ? '贴满了，可以收'
          : `还贴 ${list.daysWords.replace(/^\d+/, String(list.left))}，${dayWords(list.until, today)}为止`,
    sum: `${list.count} 人，${moneyWords(list.sumFen)}`,
    chip: over
      ? { tone: 'good', icon: 'check', words: '贴满了' }
      : { ...LOOK[list.status], ...(register === 'resident' ? { words: SPOKEN[list.status] } : {}) },
    phone: list.phone,
    office: list.office,
    basis: list.basis,
    seal: list.hash.slice(0, 16).toUpperCase(),
    hash: list.hash,
  };
}

type Objection = Output<'publicity.show'>['list']['objections'][number];

export interface ObjectionRow {
  id: string;
  version: number;
  about: string;
  kind: string;
  text: string;
  when: string;
  due: string;
  from: string;
  chip: { tone: Tone; icon: string; words: string };
  open: boolean;
  whole: boolean;
  answer: string;
  barred: string;
}

const RESULT: Record<Objection['status'], { tone: Tone; icon: string; words: string }> = {
  open: { tone: 'wait', icon: 'ask', words: '要答复' },
  upheld: { tone: 'stop', icon: 'back', words: '成立' },
  dismissed: { tone: 'good', icon: 'check', words: '不成立' },
};

export function objectionRow(one: Objection, today: string): ObjectionRow {
  return {
    id: one.id,
    version: one.version,
    about: one.no === 0 ? '对整张榜' : `第 ${one.no} 行 ${one.personName}`,
    kind: objectionWords(one.kind, 'official'),
    text: one.text,
    when: dayWords(beijingDate(one.at), today),
    due: one.status === 'open' ? `${dayWords(one.dueOn, today)}前答复` : '',
    from: one.name === '' ? '没有留名' : `${one.name}${one.phoneMasked === '' ? '' : ` ${one.phoneMasked}`}`,
    chip: RESULT[one.status],
    open: one.status === 'open',
    whole: one.claim === null,
    answer: one.answer === null ? '' : `${one.answer.by}：${one.answer.text}`,
    barred: one.barred,
  };
}
