// Every named figure as a sum over where people stand: a table. A person carries the keys of the figures they are counted in, so that a
// figure and the list it opens are one index read, and sums of villages are the town (方案·二(六); two answers of one question can never differ).

import { AT_WORK, WHEREABOUTS, type Whereabouts } from './month-records';
import type { WhereaboutsMark } from './records';
import type { Reach } from './standing-facts';

/** What figures look at. */
export interface Counted {
  state: Whereabouts;
  rule: string;
  reach: Reach;
  channel: string;
  industry: string;
  overseas: boolean;
  sex: '男' | '女';
  weak: boolean;
  returned: boolean;
  marks: readonly WhereaboutsMark[];
  /** The one of the household who carries figures that count households: the first of its labourers. */
  carries: boolean;
  /** Whether anybody of the household is at work. */
  householdWorks: boolean;
  /** Worked at all in the last calendar year, as 去年底务工总数 counts (占去年务工总数 of the national bulletins). */
  lastYearEnd: boolean;
  /** Outside the county last year, and not since the New Year. */
  outLastYearOnly: boolean;
  secondJob: boolean;
  /** Whether the telephone answered the last time it was dialled; null = nobody dialled yet. */
  phoneWorks: boolean | null;
}

export interface Figure {
  words: string;
  unit: '人' | '户';
  /** Figures of one family share out everybody the family is about; '' = stands alone. */
  family: '' | 'state' | 'group' | 'reach' | 'not_counted';
  has: (one: Counted) => boolean;
}

const atWork = ({ state }: Counted): boolean => AT_WORK.includes(state);
const counted = ({ state }: Counted): boolean => state !== 'not_counted';
const atHome = (one: Counted): boolean => counted(one) && !atWork(one);
const marked = (mark: WhereaboutsMark) => (one: Counted) => one.marks.includes(mark);
const channel = (name: string) => (one: Counted) => atWork(one) && one.channel === name;
/** 弱劳力 at home and whoever cannot leave: 兜底. */
const fallback = (one: Counted): boolean => atHome(one) && (one.state === 'cannot_leave' || one.weak);

const alone = (words: string, has: Figure['has']): Figure => ({ words, unit: '人', family: '', has });
const houses = (words: string, has: Figure['has']): Figure => ({ words, unit: '户', family: '', has: (one) => one.carries && has(one) });
const of =
  (family: Figure['family']) =>
  (words: string, has: Figure['has']): Figure => ({ words, unit: '人', family, has });
const state = (words: string, code: Whereabouts) => of('state')(words, (one) => one.state === code);
const group = of('group');
const reach = of('reach');
const aside = (words: string, rules: readonly string[]) =>
  of('not_counted')(words, (one) => one.state === 'not_counted' && rules.includes(one.rule));

export const FIGURES = {
  other_province: state('在省外', 'other_province'),
  in_province: state('在省内县外', 'in_province'),
  in_county: state('在县里上班', 'in_county'),
  local_post: state('车间、公益岗、以工代赈', 'local_post'),
  self_employed: state('自己干', 'self_employed'),
  home_for_now: state('暂回', 'home_for_now'),
  just_back: state('刚回来没着落', 'just_back'),
  waiting: state('在家等活', 'waiting'),
  cannot_leave: state('去不了', 'cannot_leave'),
  unwilling: state('不想去', 'unwilling'),
  not_counted: state('不算数', 'not_counted'),

  // 方案·二(六): three groups and 兜底; together everybody who counts.
  group_out: group('已经在外、在岗的', atWork),
  group_not_gone: group('春节后还没出去的', (one) => atHome(one) && !fallback(one) && !one.returned),
  group_returned: group('返乡回流的', (one) => atHome(one) && !fallback(one) && one.returned),
  group_fallback: group('兜底', fallback),

  labourers: alone('全部脱贫劳动力', counted),
  at_work: alone('在岗', atWork),
  not_at_work: alone('没在岗', atHome),
  /** 暂回 counts where its work is. */
  reach_other_province: reach('省外', (one) => atWork(one) && one.reach === 'other_province'),
  reach_in_province: reach('省内县外', (one) => atWork(one) && one.reach === 'in_province'),
  reach_in_county: reach('县内', (one) => atWork(one) && one.reach === 'in_county'),
  reach_unknown: reach('地点没登记', (one) => atWork(one) && one.reach === ''),
  welfare_post: alone('公益岗', channel('公益岗位')),
  workshop: alone('帮扶车间', channel('帮扶车间')),
  work_relief: alone('以工代赈', channel('以工代赈')),
  at_work_beside_posts: alone('在岗，不含公益岗', (one) => atWork(one) && one.channel !== '公益岗位'),
  last_year_end: alone('去年底务工总数', ({ lastYearEnd }) => lastYearEnd),
  out_last_year_only: alone('去年在外、今年还没出去的', (one) => atHome(one) && one.outLastYearOnly),
  returned: alone('真回来的', marked('returned')),
  second_job: alone('回来后二次就业的', (one) => atWork(one) && one.secondJob),

  hard_to_place: alone('就业困难人员', marked('hard_to_place')),
  zero_work: houses('零就业户', marked('zero_work_household')),
  monitored: alone('监测户劳动力', (one) => counted(one) && marked('monitored')(one)),
  monitored_at_work: alone('监测户在岗', (one) => atWork(one) && marked('monitored')(one)),
  resettled: alone('搬迁户劳动力', (one) => counted(one) && marked('resettled')(one)),
  resettled_at_work: alone('搬迁户在岗', (one) => atWork(one) && marked('resettled')(one)),
  resettled_houses: houses('有劳力的搬迁户', marked('resettled')),
  resettled_zero: houses('没人有活的搬迁户', (one) => marked('resettled')(one) && !one.householdWorks),
  aged: alone('大龄劳动力', (one) => counted(one) && marked('aged')(one)),
  aged_at_work: alone('大龄在岗', (one) => atWork(one) && marked('aged')(one)),
  disabled: alone('残疾劳动力', (one) => counted(one) && marked('disabled')(one)),
  women_at_work: alone('女的在岗', (one) => atWork(one) && one.sex === '女'),
  building: alone('在工地', (one) => atWork(one) && one.industry.includes('建筑')),
  overseas: alone('在境外', (one) => atWork(one) && one.overseas),

  phone_tried: alone('打过电话的', (one) => counted(one) && one.phoneWorks !== null),
  phone_works: alone('电话打得通的', (one) => counted(one) && one.phoneWorks === true),

  aside_child: aside('不满 16 岁', ['child']),
  aside_student: aside('在上学', ['student']),
  aside_no_labour: aside('没有劳动能力', ['no_labour']),
  aside_retired: aside('到了年纪，本地不算劳力', ['retired']),
  aside_gone: aside('不在了、迁走了', ['dead', 'gone']),
} as const satisfies Record<string, Figure>;

export type FigureKey = keyof typeof FIGURES;
export const FIGURE_KEYS = Object.keys(FIGURES) as FigureKey[];

export const isFigure = (key: string): key is FigureKey => (FIGURE_KEYS as string[]).includes(key);
export const STATE_FIGURES: readonly FigureKey[] = WHEREABOUTS;
export const GROUP_FIGURES: readonly FigureKey[] = ['group_not_gone', 'group_out', 'group_returned', 'group_fallback'];
export const REACH_FIGURES: readonly FigureKey[] = ['reach_other_province', 'reach_in_province', 'reach_in_county', 'reach_unknown'];

/** The figures somebody is counted in, in the order of the table. */
export function figuresOf(one: Counted): FigureKey[] {
  return FIGURE_KEYS.filter((key) => FIGURES[key].has(one));
}

export type Counts = Record<string, number>;

export function emptyCounts(): Counts {
  const counts: Counts = {};
  for (const key of FIGURE_KEYS) counts[key] = 0;
  return counts;
}

/** Town and county are sums of their villages; a figure a village's record does not know yet counts nothing. */
export function summed(all: readonly Readonly<Counts>[]): Counts {
  const sum = emptyCounts();
  for (const counts of all) for (const key of FIGURE_KEYS) sum[key] = (sum[key] ?? 0) + (counts[key] ?? 0);
  return sum;
}

/** 在岗 as this installation counts it: 公益岗 inside or beside. */
export function inScale(counts: Readonly<Counts>, postsInScale: boolean): number {
  return (postsInScale ? counts.at_work : counts.at_work_beside_posts) ?? 0;
}

/** One of the three denominators that are never shown without their names. */
export interface Denominator {
  key: 'task' | 'last_year_end' | 'labourers';
  words: string;
  /** null = not known: no share is shown. */
  of: number | null;
  /** In tenths of a percent, rounded down, so that 89.99 % is never told as 90 %. */
  permille: number | null;
}

export function denominators(
  counts: Readonly<Counts>,
  targets: { task: number | null; lastYearEnd: number | null },
  postsInScale: boolean,
): Denominator[] {
  const have = inScale(counts, postsInScale);
  const one = (key: Denominator['key'], words: string, whole: number | null): Denominator => ({
    key,
    words,
    of: whole,
    permille: whole === null || whole === 0 ? null : Math.floor((have * 1000) / whole),
  });
  return [
    one('task', '占年度任务', targets.task),
    one('last_year_end', '占去年底务工总数', targets.lastYearEnd ?? counts.last_year_end ?? null),
    one('labourers', '占全部脱贫劳动力', counts.labourers ?? null),
  ];
}
