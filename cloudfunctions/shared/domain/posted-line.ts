// What may stand on a posted list: a type that cannot hold an identity number, a telephone or an account, and the only way to make one.
import { ageOn, beijingDate, earlierOf, laterOf, periodDays } from './dates';
import type { SpellFact } from './facts';
import type { ClaimRecord, DateText, Fen, Instant } from './records';

declare const postable: unique symbol;
/** Text without a run of digits long enough to be a number of somebody. Made by `postableText` alone. */
export type PostableText = string & { readonly [postable]: true };

export const POSTED_COLUMNS = ['name', 'sex', 'age', 'work_period', 'work_place', 'employer', 'amount'] as const;
export type PostedColumn = (typeof POSTED_COLUMNS)[number];

/** One line; what the pack's columns do not name is null. */
export interface PostedLine {
  name: PostableText;
  sex: '男' | '女' | null;
  age: number | null;
  workPeriod: PostableText | null;
  workPlace: PostableText | null;
  employer: PostableText | null;
  amountFen: Fen | null;
}

/** Longer than a year with its month, shorter than any telephone, also when written with spaces, dashes or full-width digits. */
const MOST_DIGITS = 6;
const MOST_SIGNS = 60;

function tooManyDigits(text: string): boolean {
  const plain = text.replace(/[０-９]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0)).replace(/[\s\-‐-―_.·()（）*]/g, '');
  return new RegExp(`[0-9]{${MOST_DIGITS + 1},}[0-9Xx]?`).test(plain);
}

/** Numbers are cut out, whatever field somebody typed them into; what remains stays readable. */
export function postableText(text: string): PostableText {
  const cut = tooManyDigits(text) ? text.replace(/[0-9０-９Xx*\-‐-―_.·()（）]+/g, '').replace(/\s+/g, ' ') : text;
  return Array.from(cut.trim()).slice(0, MOST_SIGNS).join('') as PostableText;
}

function uniqueOf(values: readonly string[]): string[] {
  return [...new Set(values.filter((value) => value !== ''))];
}

function monthOf(day: DateText): string {
  return `${day.slice(0, 4)}年${Number(day.slice(5, 7))}月`;
}

/** Work within the period, first day to last, in months as sheets say it. */
function periodOf(spells: readonly SpellFact[], period: string, asOf: DateText): string {
  const within = inPeriod(spells, period);
  if (within.length === 0) return '';
  const { from, to } = periodDays(period);
  const starts = within.map(({ start }) => laterOf(start, from)).sort();
  const ends = within.map(({ end }) => earlierOf(end ?? asOf, to)).sort();
  const [first, last] = [monthOf(starts[0] as DateText), monthOf(ends[ends.length - 1] as DateText)];
  return first === last ? first : `${first}至${last}`;
}

function inPeriod(spells: readonly SpellFact[], period: string): SpellFact[] {
  const { from, to } = periodDays(period);
  return spells.filter(({ start, end }) => start <= to && (end === null || end >= from));
}

function placeOf({ province, city, county }: SpellFact): string {
  return uniqueOf([province, city, county]).join('');
}

/** The line of a claim, from the facts it was decided on. */
export function postedLine(
  claim: Pick<ClaimRecord, 'personName' | 'facts' | 'period' | 'amountFen'>,
  person: { sex: '男' | '女'; born: DateText },
  columns: readonly string[],
  now: Instant,
): PostedLine {
  const spells = claim.facts?.spells ?? [];
  const within = inPeriod(spells, claim.period);
  const wants = (column: PostedColumn) => columns.includes(column);
  const text = (column: PostedColumn, value: string) => (wants(column) ? postableText(value) : null);
  return {
    name: postableText(claim.personName),
    sex: wants('sex') ? person.sex : null,
    age: wants('age') ? ageOn(person.born, beijingDate(now)) : null,
    workPeriod: text('work_period', periodOf(spells, claim.period, claim.facts?.asOf ?? beijingDate(now))),
    workPlace: text('work_place', uniqueOf(within.map(placeOf)).slice(0, 2).join('、')),
    employer: text(
      'employer',
      uniqueOf(within.map(({ employer }) => employer ?? ''))
        .slice(0, 2)
        .join('、'),
    ),
    amountFen: wants('amount') ? claim.amountFen : null,
  };
}
