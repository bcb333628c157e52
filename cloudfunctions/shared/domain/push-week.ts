// 「这周给本村的」: a handful of open postings for the people of one village, chosen by rules anybody can read; each says why it is there.
import { ageOn, daysBetween } from './dates';
import type { DateText, PostingRecord } from './records';

export const MOST_OF_WEEK = 5;
/** Of them at least so many near home, where there are: for who cannot leave. */
const NEAR_HOME = 2;
/** A card is read over days: what closes tomorrow only disappoints. */
const LEAST_DAYS = 2;
/** Days a month and hours a day that a wage is compared by. */
const DAYS = 26;
const HOURS = 9;

export interface VillagePeople {
  /** Birthdays of those who can work. */
  born: readonly DateText[];
}

export interface Chosen {
  posting: PostingRecord;
  /** Whose age it asks for, in number. */
  fits: number;
  why: string;
}

/** A wage by the month, to compare by; of pay by the piece nobody knows what it comes to. */
export function monthlyFen({ minFen, unit }: PostingRecord['pay']): number {
  if (unit === 'month') return minFen;
  if (unit === 'day') return minFen * DAYS;
  return unit === 'hour' ? minFen * HOURS * DAYS : 0;
}

const nearHome = ({ area }: PostingRecord): boolean => area === 'in_county';

function whyOf(posting: PostingRecord, fits: number): string {
  const { age, board } = posting;
  return [
    age.max === null && fits > 0 ? '不限年纪' : `村里 ${fits} 人年纪合适`,
    ...(nearHome(posting) ? ['离家近'] : board.food && board.lodging ? ['管吃管住'] : []),
  ].join('，');
}

/**
 * Open ones that are still open in two days and ask for the age of somebody here; what fits at least half of the people first, then pay, then
 * what came last. Two near home where there are, and no kind of work twice.
 */
export function bestOfWeek(postings: readonly PostingRecord[], people: VillagePeople, today: DateText): Chosen[] {
  const ages = people.born.map((born) => ageOn(born, today));
  const seen = new Set<string>();
  const ranked = postings
    .filter(({ status, until }) => status === 'open' && daysBetween(today, until) >= LEAST_DAYS)
    .map((posting) => {
      const fits = ages.filter((age) => age >= posting.age.min && (posting.age.max === null || age <= posting.age.max)).length;
      return { posting, fits, why: whyOf(posting, fits) };
    })
    .filter(({ fits }) => fits > 0)
    .sort(
      (a, b) =>
        Number(b.fits * 2 >= ages.length) - Number(a.fits * 2 >= ages.length) ||
        monthlyFen(b.posting.pay) - monthlyFen(a.posting.pay) ||
        (a.posting.sortKey < b.posting.sortKey ? 1 : -1),
    )
    .filter(({ posting: { title } }) => !seen.has(title) && seen.add(title));
  const near = ranked.filter(({ posting }) => nearHome(posting)).slice(0, NEAR_HOME);
  const others = ranked.filter((one) => !near.includes(one)).slice(0, MOST_OF_WEEK - near.length);
  return [...near, ...others];
}
