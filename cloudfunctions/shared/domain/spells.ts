// Work spells → what was worked within a period: clipped, joined by union, by employer and by how far from home.
//
// Which months count: by default every calendar month that work touches. The national system records the beginning and end of
// work as months (「yyyy年MM月」, 务工月监测 fields 开始时间, 结束时间), so a finer count could not be checked against it. A pack whose
// document counts days may ask for `thirty_days`: days of the union, 30 to a month.
import { dayNumber, earlierOf, monthIndex, periodDays } from './dates';
import type { Facts, Source, SpellFact } from './facts';
import type { DateText } from './records';

export const MONTH_RULES = ['calendar_months', 'thirty_days'] as const;
export type MonthRule = (typeof MONTH_RULES)[number];

/** How far from home a spell was worked. */
export const DISTANCES = ['other_province', 'other_city', 'other_county', 'home_county'] as const;
export type Distance = (typeof DISTANCES)[number];

/** The days that count: the period, not beyond the day the facts were read. `from` > `to` when it has not begun. */
export interface Window {
  from: DateText;
  to: DateText;
  /** Whole period's last day, also when it is still going on. */
  end: DateText;
  firstMonth: number;
  lastMonth: number;
}

/** Days a period stands for when they are not its calendar year or quarter, e.g. last year's Q4 with this year's Q1-Q3; years are offsets. */
export interface Span {
  fromYear: number;
  fromDay: string;
  toYear: number;
  toDay: string;
}

/** First and last day that count for a period. */
export function daysOfPeriod(period: string, span?: Span): { from: DateText; to: DateText } {
  if (span === undefined) return periodDays(period);
  const year = Number(period.slice(0, 4));
  return { from: `${year + span.fromYear}-${span.fromDay}`, to: `${year + span.toYear}-${span.toDay}` };
}

export function windowOf(period: string, asOf: DateText, span?: Span): Window {
  const { from, to: end } = daysOfPeriod(period, span);
  const to = earlierOf(asOf, end);
  return { from, to, end, firstMonth: monthIndex(from), lastMonth: monthIndex(to) };
}

/** A spell as far as it lies in the window. */
export interface Worked {
  spell: SpellFact;
  from: DateText;
  to: DateText;
  /** One bit for each calendar month of the period that it touches. */
  mask: number;
  /** null when the place is not known well enough. */
  distance: Distance | null;
  source: Source;
}

/** Work for one 用工单位, all spells there together. */
export interface EmployerWork {
  employer: string;
  work: Worked[];
  months: number;
  /** Σ monthly pay × months of those spells whose pay is known, and those months. */
  paidFen: number;
  paidMonths: number;
  /** Months of spells whose pay is not known. */
  unpaidMonths: number;
}

/** How far from home; null where a name is missing that would decide it. */
export function distanceOf(spell: SpellFact, home: Facts['home']): Distance | null {
  if (spell.province === '') return null;
  if (spell.province !== home.province) return 'other_province';
  if (spell.city === '') return null;
  if (spell.city !== home.city) return 'other_city';
  if (spell.county === '') return null;
  return spell.county === home.county ? 'home_county' : 'other_county';
}

interface Place {
  province: string;
  city: string;
  county: string;
}

/** Places already put into words, by county name: a town's people work in few, and a whole county is assessed at once. */
const PLACE_WORDS = new Map<string, Place & { words: string }>();

/** The place in words, each name once: 广东省 深圳市 宝安区. */
export function placeWords({ province, city, county }: Place): string {
  const known = PLACE_WORDS.get(county);
  if (known !== undefined && known.city === city && known.province === province) return known.words;
  const names = [province, city === province ? '' : city, county === city ? '' : county].filter((name) => name !== '');
  const words = names.length === 0 ? '地点不详' : names.join(' ');
  if (PLACE_WORDS.size < 5000) PLACE_WORDS.set(county, { province, city, county, words });
  return words;
}

/**
 * The spells that touch the window, clipped to it, in order of beginning (then id).
 * Spells still open end on the day the facts were read. `countFrom` moves the beginning for people whose time counts later only.
 */
export function workedIn(facts: Facts, window: Window, countFrom: DateText = window.from): Worked[] {
  let worked: Worked[] | null = null;
  const { to, firstMonth, lastMonth } = window;
  const { spells, home } = facts;
  for (let i = 0; i < spells.length; i += 1) {
    const spell = spells[i] as SpellFact;
    // Told apart once: comparing texts is what this costs most.
    const begins = spell.start > countFrom;
    const ends = spell.end !== null && spell.end < to;
    const start = begins ? spell.start : countFrom;
    const end = ends ? (spell.end as DateText) : to;
    if (start > end) continue;
    const first = !begins && start === window.from ? firstMonth : monthIndex(start);
    const last = ends ? monthIndex(end) : lastMonth;
    const item: Worked = {
      spell,
      from: start,
      to: end,
      mask: ((1 << (last - first + 1)) - 1) << (first - firstMonth),
      distance: distanceOf(spell, home),
      source: { record: spell.id, words: sourceWords(spell) },
    };
    // One element at first: most people have one, and a list grown by push keeps room for many.
    if (worked === null) {
      worked = [item];
      continue;
    }
    let at = worked.length;
    while (at > 0 && isLater(worked[at - 1] as Worked, item)) {
      worked[at] = worked[at - 1] as Worked;
      at -= 1;
    }
    worked[at] = item;
  }
  return worked ?? [];
}

function sourceWords(spell: SpellFact): string {
  const words = spell.employer === null ? placeWords(spell) : `${placeWords(spell)} ${spell.employer}`;
  return spell.owed ? `${words}（工资被欠着，干的月份照算）` : words;
}

function isLater(a: Worked, b: Worked): boolean {
  return a.from > b.from || (a.from === b.from && a.spell.id > b.spell.id);
}

/** Bits set in a mask of months. */
export function countMonths(mask: number): number {
  let count = 0;
  for (let left = mask; left !== 0; left &= left - 1) count += 1;
  return count;
}

/** Months worked in all these spells together; overlapping time counts once. */
export function monthsOf(work: Worked[], rule: MonthRule): number {
  if (rule === 'thirty_days') return Math.floor(daysOf(work) / 30);
  let mask = 0;
  for (let i = 0; i < work.length; i += 1) mask |= (work[i] as Worked).mask;
  return countMonths(mask);
}

/** The longest run of months without a gap: bits side by side in the mask, or days of the union side by side, 30 to a month. */
export function longestRun(work: Worked[], rule: MonthRule): number {
  if (rule === 'thirty_days') return Math.floor(longestDays(work) / 30);
  let mask = 0;
  for (const item of work) mask |= item.mask;
  let run = 0;
  for (; mask !== 0; mask &= mask << 1) run += 1;
  return run;
}

function longestDays(work: Worked[]): number {
  let best = 0;
  let from = 0;
  let reached = Number.NEGATIVE_INFINITY;
  for (const item of work) {
    const start = dayNumber(item.from);
    if (start > reached + 1) from = start;
    reached = Math.max(reached, dayNumber(item.to));
    best = Math.max(best, reached - from + 1);
  }
  return best;
}

/** Days of the union; needs the order workedIn gives. */
export function daysOf(work: Worked[]): number {
  let days = 0;
  let reached = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < work.length; i += 1) {
    const item = work[i] as Worked;
    const from = Math.max(dayNumber(item.from), reached + 1);
    const to = dayNumber(item.to);
    if (to >= from) days += to - from + 1;
    if (to > reached) reached = to;
  }
  return days;
}

const EMPLOYER_KEYS = new Map<string, string>();

/** One 用工单位 written two ways is one: full-width brackets and spaces are levelled. */
export function employerKey(name: string): string {
  const known = EMPLOYER_KEYS.get(name);
  if (known !== undefined) return known;
  const key = name.replace(/\s+/g, '').replace(/（/g, '(').replace(/）/g, ')');
  if (EMPLOYER_KEYS.size < 5000) EMPLOYER_KEYS.set(name, key);
  return key;
}

/** Whether the person worked for nobody in particular (灵活就业), so that an employer cannot be asked for. */
export function isFlexible(spell: Pick<SpellFact, 'kind'>): boolean {
  return spell.kind === '其他形式务工就业人员';
}

/** Work by employer in order of first beginning, and what has none on record though it should (`nameless`). */
export function byEmployer(work: Worked[], rule: MonthRule): { employers: EmployerWork[]; nameless: Worked[] } {
  const employers: EmployerWork[] = [];
  const nameless: Worked[] = [];
  for (let i = 0; i < work.length; i += 1) {
    const item = work[i] as Worked;
    const name = item.spell.employer;
    if (name === null || name === '') {
      if (!isFlexible(item.spell)) nameless.push(item);
      continue;
    }
    const key = work.length === 1 ? name : employerKey(name);
    let found: EmployerWork | null = null;
    for (let j = 0; j < employers.length; j += 1) if ((employers[j] as EmployerWork).employer === key) found = employers[j] as EmployerWork;
    if (found === null) {
      found = { employer: key, work: [item], months: 0, paidFen: 0, paidMonths: 0, unpaidMonths: 0 };
      employers.push(found);
    } else found.work.push(item);
    const months = countMonths(item.mask);
    if (item.spell.monthlyFen === null) found.unpaidMonths += months;
    else {
      found.paidFen += item.spell.monthlyFen * months;
      found.paidMonths += months;
    }
  }
  for (let i = 0; i < employers.length; i += 1) {
    const one = employers[i] as EmployerWork;
    one.months = monthsOf(one.work, rule);
  }
  return { employers, nameless };
}
