// The figures of a place as its page shows them: every number with its name and what it opens; the words of figures come from one table.
import type { Output } from '@shared/contract/index';
import { beijingDate, beijingTime, dayWords } from '@shared/domain/dates';
import { FIGURES, type FigureKey, STATE_FIGURES } from '@shared/domain/figures';
import { yuanText } from '@shared/domain/money';
import { averageYuan, shareText } from '@shared/domain/words/where';

export type Answer = Output<'where.figures'>;

export interface Line {
  key: string;
  words: string;
  count: number;
  unit: string;
  /** 比上月 +3，比去年同月 −12; '' where nothing was kept. */
  than: string;
  hint: string;
}

const GROUP_HINTS: Readonly<Record<string, string>> = {
  group_not_gone: '动员：问为啥没走，缺活、缺路费还是家里有事',
  group_out: '稳住：每月问一声，工资、安全、难处',
  group_returned: '二次就业：县里的活、再出去、搞产业',
  group_fallback: '干不了重活的、走不开的：公益岗、车间、以工代赈',
};

const OWN_LISTS: readonly FigureKey[] = [
  'out_last_year_only',
  'returned',
  'second_job',
  'hard_to_place',
  'zero_work',
  'monitored',
  'monitored_at_work',
  'resettled',
  'resettled_zero',
  'aged',
  'aged_at_work',
  'disabled',
  'welfare_post',
  'workshop',
  'work_relief',
  'women_at_work',
  'building',
  'overseas',
  'phone_works',
];
const ASIDE: readonly FigureKey[] = ['aside_child', 'aside_student', 'aside_no_labour', 'aside_retired', 'aside_gone'];

const signed = (n: number): string => (n > 0 ? `+${n}` : n < 0 ? `−${-n}` : '一样');

function than(answer: Answer, key: string): string {
  const { month, year } = answer.before;
  const now = answer.counts[key] ?? 0;
  return [
    month === null ? '' : `比上月 ${signed(now - (month[key] ?? 0))}`,
    year === null ? '' : `比去年同月 ${signed(now - (year[key] ?? 0))}`,
  ]
    .filter((part) => part !== '')
    .join('，');
}

function lines(answer: Answer, keys: readonly FigureKey[], hints: Readonly<Record<string, string>> = {}): Line[] {
  return keys.map((key) => ({
    key,
    words: FIGURES[key].words,
    count: answer.counts[key] ?? 0,
    unit: FIGURES[key].unit,
    than: than(answer, key),
    hint: hints[key] ?? '',
  }));
}

export interface FiguresView {
  code: string;
  name: string;
  asOf: string;
  uncounted: number;
  atWork: number;
  posts: string;
  shares: { words: string; of: string; text: string }[];
  wage: string;
  states: Line[];
  groups: Line[];
  reaches: Line[];
  lists: Line[];
  aside: Line[];
  aside_total: number;
  labourers: number;
  villages: {
    code: string;
    name: string;
    zone: string;
    atWork: number;
    labourers: number;
    share: string;
    notGone: number;
    returned: number;
    fallback: number;
    zero: number;
  }[];
  sentence: string;
  last: { id: string; when: string; by: string; atWork: number; differs: string } | null;
  mayReport: boolean;
  maySetTargets: boolean;
}

export const whenWords = (at: string): string => `${dayWords(beijingDate(at))} ${beijingTime(at)}`;

function wageWords({ people, fen, lastPeople, lastFen }: Answer['wage']): string {
  const now = averageYuan(fen, people);
  const last = averageYuan(lastFen, lastPeople);
  if (now === null) return '在岗的都没登记工资';
  const more = last === null || last === 0 ? '' : `，去年同期 ${yuanText(last * 100)} 元（${signed(now - last)}）`;
  return `${yuanText(now * 100)} 元，${people} 人登记了${more}`;
}

export function figuresView(answer: Answer): FiguresView {
  const { counts, postsInScale, last } = answer;
  const posts = counts.welfare_post ?? 0;
  const all = counts.at_work ?? 0;
  const atWork = postsInScale ? all : (counts.at_work_beside_posts ?? 0);
  const reported = last === null ? null : ((postsInScale ? last.counts.at_work : last.counts.at_work_beside_posts) ?? 0);
  return {
    code: answer.place.code,
    name: answer.zone === '' ? answer.place.name : `${answer.place.name}${answer.zone}`,
    asOf: answer.asOf === null ? '' : whenWords(answer.asOf),
    uncounted: answer.uncounted,
    atWork,
    posts: postsInScale ? `含公益岗 ${posts} 人，不含是 ${all - posts} 人` : `不含公益岗；公益岗 ${posts} 人，加上是 ${all} 人`,
    shares: answer.shares.map(({ words, of, permille }) => ({
      words,
      of: of === null ? '还没定数' : `${of} 人`,
      text: permille === null ? '—' : shareText(permille),
    })),
    wage: wageWords(answer.wage),
    states: lines(answer, STATE_FIGURES.filter((key) => key !== 'not_counted') as FigureKey[]),
    groups: lines(answer, ['group_not_gone', 'group_out', 'group_returned', 'group_fallback'], GROUP_HINTS),
    reaches: lines(answer, [
      'reach_other_province',
      'reach_in_province',
      'reach_in_county',
      ...((counts.reach_unknown ?? 0) > 0 ? (['reach_unknown'] as const) : []),
    ]),
    lists: lines(answer, OWN_LISTS),
    aside: lines(answer, ASIDE).filter(({ count }) => count > 0),
    aside_total: counts.not_counted ?? 0,
    labourers: counts.labourers ?? 0,
    villages: answer.villages.map(({ code, name, zone, counts: of }) => {
      const labourers = of.labourers ?? 0;
      const working = (postsInScale ? of.at_work : of.at_work_beside_posts) ?? 0;
      return {
        code,
        name,
        zone,
        atWork: working,
        labourers,
        share: labourers === 0 ? '—' : shareText(Math.floor((working * 1000) / labourers)),
        notGone: of.group_not_gone ?? 0,
        returned: of.group_returned ?? 0,
        fallback: of.group_fallback ?? 0,
        zero: of.zero_work ?? 0,
      };
    }),
    sentence: answer.sentence,
    last:
      last === null || reported === null
        ? null
        : {
            id: last.id,
            when: whenWords(last.at),
            by: last.by,
            atWork: reported,
            differs: reported === atWork ? '一样' : atWork > reported ? `多 ${atWork - reported} 人` : `少 ${reported - atWork} 人`,
          },
    mayReport: answer.mayReport,
    maySetTargets: answer.maySetTargets,
  };
}

/** Rows of a table that pastes into a spreadsheet: a tab between cells; what begins like a formula is told as text. */
export function tableText(rows: readonly (readonly (string | number)[])[]): string {
  const cell = (value: string | number): string => {
    const text = String(value).replace(/[\t\r\n]+/g, ' ');
    return /^[=+\-@−]/.test(text) && typeof value === 'string' ? `'${text}` : text;
  };
  return rows.map((row) => row.map(cell).join('\t')).join('\n');
}

export function villagesTable({ villages, asOf, name }: FiguresView): string {
  return tableText([
    [`${name}，截至 ${asOf}`],
    ['村', '脱贫劳动力', '在岗', '占劳动力', '春节后还没出去的', '返乡回流的', '兜底', '零就业户'],
    ...villages.map((one) => [one.name, one.labourers, one.atWork, one.share, one.notGone, one.returned, one.fallback, one.zero]),
  ]);
}
