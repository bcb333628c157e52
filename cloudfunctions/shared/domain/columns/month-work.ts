// A row's months read as works: months that follow one another at one place are one work, a gap or another place makes two. Pure.
import { earlierOf, lastDayOfMonth, monthIndex, monthText, monthWords } from '../dates';
import { readAmount } from '../fields/amount';
import { halfWidth } from '../fields/typed';
import { yuanText } from '../money';
import type { DateText, MonthText } from '../records';
import { readYes } from './cell';
import type { MonthField } from './month-heads';
import { placeText, readPlace, type WorkPlace } from './places';
import type { CellProblem, WorkDraft } from './work-draft';

/** One cell of a month's column. */
export interface MonthCell {
  month: MonthText;
  field: MonthField;
  text: string;
}

export interface MonthsReading {
  /** Earliest first. */
  works: WorkDraft[];
  problems: CellProblem[];
  /** The last month that is told says in so many words that there is no work. */
  home: boolean;
  /** What was made of them, in a sentence; '' when nothing is told. */
  read: string;
}

const HOME = /^(在家|家|家里|家中|居家|在村|本村|未外出|未务工|没出去|没有|返乡|回家|未就业|待业|闲置|否|×|无|0|[-—/\\])$/;

interface Month {
  month: MonthText;
  at: boolean;
  home: boolean;
  place: string;
  employer: string;
  fen: number | null;
}

/** What one month says. */
function monthOf(month: MonthText, cells: readonly MonthCell[], wrong: (field: MonthField, words: string) => void): Month {
  const text = (field: MonthField): string => halfWidth(cells.find((one) => one.field === field)?.text ?? '');
  const said = { place: text('month.place'), employer: text('month.employer'), wage: text('month.wage'), working: text('month.working') };
  const plain = (value: string): string => (HOME.test(value) ? '' : value);
  const [place, employer, wage] = [plain(said.place), plain(said.employer), plain(said.wage)];
  const label = monthWords(month);
  const read = wage === '' ? null : readAmount(wage.replace(/元?\/?月?$/, ''));
  if (wage !== '' && read === null) wrong('month.wage', `${label}收入「${wage.slice(0, 20)}」不是钱数，只写数字`);
  const working = said.working === '' ? null : readYes(said.working);
  if (said.working !== '' && working === null && !HOME.test(said.working))
    wrong('month.working', `${label}「${said.working.slice(0, 20)}」看不出在不在务工`);
  const away = HOME.test(said.place) || working === false;
  const paid = read !== null && read > 0;
  if (away && paid) wrong('month.place', `${label}写的是没在务工，又有收入，这个月没算`);
  const fen = paid && !away ? read : null;
  const at = !away && (place !== '' || employer !== '' || fen !== null || working === true);
  return { month, at, home: away || (said.wage !== '' && wage === ''), place, employer, fen };
}

const goesOn = (a: string, b: string): boolean => a === '' || b === '' || a === b;

/** Runs of months at one place: what is blank is what it was. */
function runsOf(months: readonly Month[]): Month[][] {
  const runs: Month[][] = [];
  for (const one of months) {
    if (!one.at) continue;
    const run = runs[runs.length - 1];
    const last = run?.[run.length - 1];
    const said = (key: 'place' | 'employer'): string => run?.find((month) => month[key] !== '')?.[key] ?? '';
    const same = goesOn(levelled(said('place')), levelled(one.place)) && goesOn(said('employer'), one.employer);
    if (run && last && monthIndex(one.month) === monthIndex(last.month) + 1 && same) run.push(one);
    else runs.push([one]);
  }
  return runs;
}

/** One place written in two ways is one. */
function levelled(typed: string): string {
  const place = readPlace(typed);
  return place ? placeText(place) : typed;
}

/** The last month the row tells of: one that is over, or has something in it. */
function lastTold(months: readonly Month[], cells: readonly MonthCell[], asOf: DateText): MonthText {
  const filled = cells.filter(({ text }) => text.trim() !== '').map(({ month }) => month);
  const over = asOf === lastDayOfMonth(asOf.slice(0, 7)) ? asOf.slice(0, 7) : monthText(monthIndex(asOf.slice(0, 7)) - 1);
  const newest = filled.includes(asOf.slice(0, 7)) ? asOf.slice(0, 7) : over;
  const last = months[months.length - 1]?.month ?? newest;
  return earlierOf(last, newest);
}

/**
 * `shared`: what the row says of all its work. Pay that differs from month to month is their mean in whole yuan; a run that reaches the last
 * month told goes on; one that begins in the first may have begun before (`carried`).
 */
export function readMonths(
  cells: readonly MonthCell[],
  shared: Omit<WorkDraft, 'start' | 'end' | 'carried'>,
  { asOf, today }: { asOf: DateText; today: DateText },
): MonthsReading {
  const problems: CellProblem[] = [];
  const wrong = (field: MonthField, words: string): void => void problems.push({ field, words });
  const told = [...new Set(cells.map(({ month }) => month))].sort();
  const present = told.filter((month) => month <= today.slice(0, 7));
  for (const month of told)
    if (!present.includes(month) && cells.some((one) => one.month === month && !['', '0'].includes(one.text.trim())))
      wrong('month.place', `${monthWords(month)}还没到，没算`);
  const months = present.map((month) =>
    monthOf(
      month,
      cells.filter((one) => one.month === month),
      wrong,
    ),
  );
  const last = lastTold(months, cells, asOf);
  const works = runsOf(months).map((run): WorkDraft => workOf(run, shared, { last, first: present[0] ?? '' }, wrong));
  const newest = months.find(({ month }) => month === last);
  return { works, problems, home: newest?.home === true && !newest.at, read: saying(works) };
}

function workOf(
  run: readonly Month[],
  shared: Omit<WorkDraft, 'start' | 'end' | 'carried'>,
  { first, last }: { first: MonthText; last: MonthText },
  wrong: (field: MonthField, words: string) => void,
): WorkDraft {
  const [from, to] = [run[0] as Month, run[run.length - 1] as Month];
  const typed = run.find(({ place }) => place !== '')?.place ?? '';
  const place: WorkPlace | null = typed === '' ? shared.place : readPlace(typed);
  if (typed !== '' && place === null && shared.overseas !== true)
    wrong('month.place', `${monthWords(from.month)}务工地点「${typed.slice(0, 30)}」要写全省、市、县（区）`);
  const employer = run.find((month) => month.employer !== '')?.employer ?? shared.employer;
  const paid = run.flatMap(({ fen }) => (fen === null ? [] : [fen]));
  const mean = Math.round(paid.reduce((sum, fen) => sum + fen, 0) / Math.max(1, paid.length) / 100) * 100;
  const { employer: _employer, monthlyFen, ...rest } = shared;
  return {
    ...rest,
    start: { day: null, month: from.month },
    end: to.month >= last ? null : { day: null, month: to.month },
    place,
    ...(employer === undefined ? {} : { employer }),
    ...(paid.length > 0 ? { monthlyFen: mean } : monthlyFen === undefined ? {} : { monthlyFen }),
    ...(from.month === first ? { carried: true } : {}),
  };
}

function saying(works: readonly WorkDraft[]): string {
  if (works.length === 0) return '';
  const one = ({ start, end, place, monthlyFen }: WorkDraft): string => {
    const span =
      end === null
        ? `${monthWords(start.month)}起`
        : end.month === start.month
          ? monthWords(start.month)
          : `${monthWords(start.month)}到${monthWords(end.month)}`;
    return [span, place ? placeText(place) : '', monthlyFen === undefined ? '' : `月平均 ${yuanText(monthlyFen)} 元`]
      .filter((part) => part !== '')
      .join(' ');
  };
  return `逐月的读成 ${works.length} 段：${works.map(one).join('；')}`;
}
