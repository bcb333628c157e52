// Whom it asks for: how many, which age; a demand for one sex is not taken over unless the law itself forbids the work to the other.
import type { PostingRecord } from '../posting-record';
import { numberOf, TO } from './numbers';
import { type Match, type Piece, type Said, type Stretch, said } from './text';

type Age = PostingRecord['age'];

/** Nobody works below it (劳动法第十五条). */
export const YOUNGEST = 16;
const OLDEST = 99;
const YEARS = '\\s*(?:周?岁)?';

export interface PeopleRead {
  age: Said<Age> | null;
  headcount: Said<number> | null;
  onlySex: Said<NonNullable<PostingRecord['onlySex']>> | null;
  notes: string[];
}

/** Ages by sex are put together: what the law lets one ask is an age of the work, not of a sex. */
export function readPeople(stretch: Stretch): PeopleRead {
  const notes: string[] = [];
  const onlySex = readSex(stretch, notes);
  const age = readAge(stretch, notes);
  return { age, headcount: readHeadcount(stretch, notes), onlySex, notes };
}

const MEN = /(?:只|仅|限|光)(?:招|要|收)?男|男工|男性|招男|要男|(?:性别)\s?[:是]?\s?男(?!女)/;
const WOMEN = /(?:只|仅|限|光)(?:招|要|收)?女|女工|女性|招女|要女|(?:性别)\s?[:是]?\s?女/;
const BOTH = /男女(?:不限|都|均|皆|老少|各)|不限男女|性别不限|男女工?(?!比)|夫妻/;
/** Work the law keeps women from (女职工劳动保护特别规定附录). */
const FORBIDDEN = /井下|第四级体力|四级体力劳动/;

function readSex(stretch: Stretch, notes: string[]): PeopleRead['onlySex'] {
  if (stretch.has(BOTH)) return null;
  const [men, women] = [stretch.first(MEN), stretch.first(WOMEN)];
  const one = men && !women ? men : women && !men ? women : undefined;
  if (!one) return null;
  const law = stretch.first(FORBIDDEN);
  if (men && law) return said({ sex: '男' as const, why: '井下或四级体力的活，法律不让女职工干' }, one.piece, law.piece);
  notes.push(`${men ? '只招男的' : '只招女的'}：没有法律依据，不写`);
  return null;
}

const RANGES = [
  new RegExp(`(?:年龄|岁数|男|女)\\s?[:要求在工]*\\s?(\\d{2})${YEARS}${TO}(\\d{2})(?!\\d)${YEARS}`),
  new RegExp(`(\\d{2})${YEARS}${TO}(\\d{2})\\s*(?:周岁|岁)`),
  new RegExp(`(\\d{2})\\s*(?:周岁|岁)${TO}(\\d{2})(?!\\d)`),
];
const UP_TO =
  /(?:年龄)?\s?(?:在|不超过|不超|不得超过|最大|到)?\s?(\d{2})\s*(?:周岁|岁)\s*(?:\(含\))?\s*(?:以下|以内|之内|内|封顶|为止)|(?:不超过|不超|最大|年龄到)\s?(\d{2})\s*(?:周岁|岁)?(?!\d)/;
const FROM = /(?:年满|满)?\s?(\d{2})\s*(?:周岁|岁)\s*(?:以上|起)|年满\s?(\d{2})\s*(?:周岁|岁)/;
const FREE = /(?:不限|不问|不看|不论|不管)(?:年龄|岁数|男女老少)|(?:年龄|岁数)[:\s]*(?:不限|不论|不做要求|无要求|没要求)|男女老少/;

function readAge(stretch: Stretch, notes: string[]): Said<Age> | null {
  const ranges = RANGES.flatMap((pattern) => {
    const found = stretch
      .all(pattern)
      .filter(
        ({ groups, piece }) =>
          isAge(groups) &&
          !/^\d/.test(stretch.after(piece.end, 1)) &&
          !(/^\d/.test(groups[0] ?? '') && /\d$/.test(stretch.before(piece.start, 1))),
      );
    for (const { piece } of found) stretch.hide(piece);
    return found;
  });
  if (ranges.length > 0) {
    const ends = ranges.map(({ groups: [, from, to] }) => [Number(from), Number(to)] as const);
    const apart = ends.some(([from, to]) => from !== ends[0]?.[0] || to !== ends[0]?.[1]);
    const min = Math.min(...ends.map(([from]) => from));
    const max = Math.max(...ends.map(([, to]) => to));
    if (apart) notes.push(`男女岁数分开要：没有法律依据，合起来写 ${Math.max(YOUNGEST, min)} 到 ${max} 岁`);
    return settled(
      min,
      max,
      ranges.map(({ piece }) => piece),
      notes,
    );
  }
  const [upper, lower] = [stretch.first(UP_TO), stretch.first(FROM)];
  for (const match of [upper, lower]) if (match) stretch.hide(match.piece);
  if (upper || lower) {
    const max = upper ? yearsOf(upper) : null;
    const min = lower ? yearsOf(lower) : YOUNGEST;
    const pieces = [upper, lower].flatMap((match) => (match ? [match.piece] : []));
    if (max === null || max >= min) return settled(min, max, pieces, notes);
  }
  const free = stretch.first(FREE);
  return free ? said({ min: YOUNGEST, max: null }, free.piece) : null;
}

const isAge = ([, from, to]: readonly string[]): boolean => Number(from) >= 10 && Number(from) <= Number(to) && Number(to) <= OLDEST;
const yearsOf = ({ groups }: Match): number => Number(groups.slice(1).find((group) => group !== ''));

function settled(min: number, max: number | null, pieces: readonly Piece[], notes: string[]): Said<Age> | null {
  if (max !== null && max < YOUNGEST) return null;
  if (min < YOUNGEST) notes.push(`写的是 ${min} 岁起：不满 16 岁的不许招，按 16 岁写`);
  return { value: { min: Math.max(YOUNGEST, min), max }, pieces, sure: 'said' };
}

const COUNT = new RegExp(
  `(\\d{1,3}|[一二两三四五六七八九十百]{1,4})(?:${TO}(\\d{1,3}|[一二两三四五六七八九十百]{1,4}))?\\s?(?:多)?\\s?(名|位|人|个人|个|号人)`,
);
/** Not people to be taken on: 八人间, 四人一间, 一个月, 两个班. */
const NOT_PEOPLE = /^(?:间|一间|\/间|寝|一屋|宿舍|一桌|月|小时|班|钟|工|多?月|以上|车间|民币|地方|点|半|房|厂|一组)/;
const ASKS = /(?:招聘|招|找|需要|需|要|缺|聘|差|人数|名额|数量|各)[^,。;\n\d]{0,10}$/;

function readHeadcount(stretch: Stretch, notes: string[]): Said<number> | null {
  const found = stretch.all(COUNT).filter(({ groups, piece }) => {
    const [, , , unit = ''] = groups;
    if (/[\d.]$/.test(stretch.before(piece.start, 1)) || NOT_PEOPLE.test(stretch.after(piece.end, 3))) return false;
    const asked = ASKS.test(stretch.before(piece.start, 16));
    return unit === '名' || asked || (unit !== '个' && /\d/.test(groups[1] ?? ''));
  });
  const bySex = found.filter(({ piece }) => /[男女]工?[^,。;\n]{0,3}$/.test(stretch.before(piece.start, 5)));
  const used = bySex.length > 1 ? bySex : found.slice(0, 1);
  const counted = used.map(({ groups: [, from = ''] }) => numberOf(from) ?? 0).filter((count) => count > 0);
  if (counted.length > 0) {
    const sum = counted.reduce((all, one) => all + one, 0);
    const ranged = used.some(({ groups: [, , to] }) => to !== '');
    if (ranged) notes.push('人数写的是从几到几：按少的写');
    if (sum <= 999) return { value: sum, pieces: used.map(({ piece }) => piece), sure: ranged ? 'guessed' : 'said' };
  }
  const labelled = stretch.first(/(?:招聘人数|需求人数|招工人数|人数|名额)\s?[:是]\s?(\d{1,3})(?!\d)/);
  if (labelled && Number(labelled.groups[1]) > 0) return said(Number(labelled.groups[1]), labelled.piece);
  if (stretch.has(/若干|数名|大量|多名|长期招/)) notes.push('没说几个人，只说了「若干」「大量」：请问清楚');
  return null;
}
