// The work a row records, from its cells: when, where, for whom, for how much. A month written is a month; days are not made up.
import { lastDayOfMonth, monthIndex, monthText } from '../dates';
import { readAmount } from '../fields/amount';
import { halfWidth } from '../fields/typed';
import type { DateText } from '../records';
import { readCell, readYes, type WordAnswers } from './cell';
import { columnField } from './column-fields';
import { provinceName, readPlace, type WorkPlace } from './places';
import { isStill, readSpan, readWhen, type When } from './when';

export interface CellProblem {
  field: string;
  words: string;
}

export interface WorkDraft {
  start: When;
  /** null while it lasts, or when nothing was written. */
  end: When | null;
  place: WorkPlace | null;
  employer?: string;
  monthlyFen?: number;
  industry?: string;
  subIndustry?: string;
  channel?: string;
  organised?: boolean;
  kind?: string;
  job?: string;
  overseas?: boolean;
  /** It begins in the first month the sheet tells of, and may have begun before. */
  carried?: boolean;
}

export interface WorkReading {
  work: WorkDraft | null;
  /** 是否已务工 as the row says; null = not said. */
  working: boolean | null;
  problems: CellProblem[];
}

/** The day a beginning or an end stands for. */
export const firstDay = ({ day, month }: When): DateText => day ?? `${month}-01`;
export const lastDay = ({ day, month }: When): DateText => day ?? lastDayOfMonth(month);

type Cells = ReadonlyMap<string, string>;
const WORDS = ['work.employer', 'work.industry', 'work.subIndustry', 'work.channel', 'work.kind', 'work.job'] as const;

/** What a row says of its work beside the times. */
export interface WorkDetails extends Omit<WorkDraft, 'start' | 'end' | 'carried'> {
  working: boolean | null;
  problems: CellProblem[];
}

export function readDetails(cells: Cells, answers: WordAnswers): WorkDetails {
  const text = (id: string): string => (cells.get(id) ?? '').trim();
  const problems: CellProblem[] = [];
  const wrong = (field: string, words: string): null => {
    problems.push({ field, words });
    return null;
  };
  const yes = (id: string): boolean | undefined => {
    if (text(id) === '') return undefined;
    const said = answers.get(`${id}|${text(id)}`);
    if (said !== undefined) return said === '' ? undefined : said === '是';
    const read = readYes(text(id));
    if (read === null) wrong(id, `「${text(id)}」看不出是还是否`);
    return read ?? undefined;
  };
  const working = yes('work.working') ?? null;
  const words: Record<string, string> = {};
  for (const id of WORDS) {
    const field = columnField(id);
    const read = field ? readCell(field, text(id), answers) : { value: null };
    if ('value' in read && typeof read.value === 'string') words[id.slice(5)] = read.value;
    else if ('unknown' in read) wrong(id, `没有「${read.unknown}」这一项`);
  }
  if (!saysWork(cells)) return { place: null, working, problems };
  const monthlyFen =
    text('work.wage') === '' || /^[-—/无]$/.test(text('work.wage')) ? undefined : readAmount(text('work.wage').replace(/元?\/?月$/, ''));
  if (monthlyFen === null) wrong('work.wage', `月收入「${text('work.wage').slice(0, 20)}」不是钱数，只写数字`);
  const organised = yes('work.organised');
  const overseas = yes('work.overseas');
  const place = readPlaces(text, overseas === true, wrong);
  return {
    working,
    problems,
    place,
    ...words,
    ...(typeof monthlyFen === 'number' ? { monthlyFen } : {}),
    ...(organised === undefined ? {} : { organised }),
    ...(overseas === undefined ? {} : { overseas }),
  };
}

const saysWork = (cells: Cells): boolean =>
  [...cells].some(([id, cell]) => id.startsWith('work.') && id !== 'work.working' && cell.trim() !== '' && !isStill(cell));

/** `asOf`: the day the sheet speaks of. `today`: nothing is recorded beyond it. */
export function readWork(cells: Cells, answers: WordAnswers, times: { asOf: DateText; today: DateText }): WorkReading {
  const { working, problems: found, ...details } = readDetails(cells, answers);
  const problems = [...found];
  if (!saysWork(cells)) return { work: null, working, problems };
  const text = (id: string): string => (cells.get(id) ?? '').trim();
  const { start, end } = readTimes(text, working, times, (field, words) => {
    problems.push({ field, words });
    return null;
  });
  return { work: start === null ? null : { start, end, ...details }, working, problems };
}

type Wrong = (field: string, words: string) => null;

function readTimes(
  text: (id: string) => string,
  working: boolean | null,
  { asOf, today }: { asOf: DateText; today: DateText },
  wrong: Wrong,
) {
  const none = { start: null, end: null };
  let start: When | null = null;
  let end: When | null = null;
  if (text('work.start') !== '') {
    start = readWhen(text('work.start'));
    if (start === null) wrong('work.start', `开始时间「${text('work.start')}」不是日子`);
  } else if (text('work.span') !== '') {
    const span = readSpan(text('work.span'));
    if (span === null) wrong('work.span', `起止时间「${text('work.span')}」看不懂，照这样写：2025.3-2025.11`);
    start = span?.from ?? null;
    end = span?.to ?? null;
  } else if (working !== false) wrong('work.start', '没写开始时间，记不成务工记录');
  if (start === null) return none;
  const typed = text('work.end');
  if (typed !== '' && !isStill(typed)) {
    end = readWhen(typed);
    if (end === null) {
      wrong('work.end', `结束时间「${typed}」不是日子`);
      return none;
    }
  } else if (typed === '' && end === null) end = endByMonths(text('work.months'), start, asOf);
  if (firstDay(start) > today) {
    wrong('work.start', `开始时间 ${start.month} 在今天以后`);
    return none;
  }
  if (end !== null && lastDay(end) < firstDay(start)) {
    wrong('work.end', `结束时间 ${end.month} 早于开始时间 ${start.month}`);
    return none;
  }
  if (end !== null && end.month > today.slice(0, 7)) {
    wrong('work.end', `结束时间 ${end.month} 在以后，还没结束就空着`);
    return none;
  }
  if (working === false && end === null) {
    wrong('work.end', '写的是没在务工，却没有结束时间');
    return none;
  }
  return { start, end };
}

/** 务工时间（月） within the sheet's own year tells the end; over a turn of the year it counts something else. */
function endByMonths(typed: string, start: When, asOf: DateText): When | null {
  const months = Number.parseInt(halfWidth(typed), 10);
  if (!(months >= 1) || start.month.slice(0, 4) !== asOf.slice(0, 4)) return null;
  const month = monthText(monthIndex(start.month) + months - 1);
  return month >= asOf.slice(0, 7) ? null : { day: null, month };
}

function readPlaces(text: (id: string) => string, overseas: boolean, wrong: Wrong): WorkPlace | null {
  const one = text('work.place');
  const parts = ['work.province', 'work.city', 'work.county'].map(text);
  if (one !== '') {
    const place = readPlace(parts[0] !== '' && readPlace(one) === null ? `${parts[0]}${parts[1]}${one}` : one);
    if (place !== null || overseas) return place;
    return wrong('work.place', `务工地点「${one.slice(0, 30)}」要写全省、市、县（区）`);
  }
  if (parts.every((part) => part === '')) return null;
  const [province = '', city = '', county = ''] = parts.map(halfWidth);
  if (county !== '' && province !== '') {
    const full = provinceName(province);
    return { province: full, city: city === '' || city === '市辖区' ? (full.endsWith('市') ? full : city) : city, county };
  }
  return readPlace(`${province}${city}${county}`) ?? wrong('work.county', '务工地点没写到县（区）');
}
