// Each kind of condition as a sentence of a document.
import { moneyWords } from '@shared/domain/money';
import type { Condition } from '../checks';
import { dayIn, distances, MONITORED_WORDS } from './names';

type Say = { [K in Condition['use']]: (condition: Extract<Condition, { use: K }>) => string };

const bounds = (min: number | null, max: number | null): string => {
  if (min !== null && max !== null) return `年龄 ${min} 至 ${max} 周岁`;
  return min === null ? `年龄不超过 ${max} 周岁` : `年满 ${min} 周岁，不设上限`;
};

const QUARTERS = ['一', '二', '三', '四'] as const;

const LINES: Say = {
  period_covered: () => '申领的年度在本办法执行年度内',
  claim_window: (one) => `申领时间：${dayIn(one.opensYear, one.opensDay)}至${dayIn(one.closesYear, one.closesDay)}`,
  quarterly_window: (one) =>
    `按季申领，${one.opens === 'period_start' ? '当季起' : '季末起'}受理，截止：${one.closes
      .map(({ year, day }, index) => `${QUARTERS[index]}季度${dayIn(year, day)}`)
      .join('、')}`,
  monthly_window: (one) => `每月 ${one.fromDay} 日至 ${one.toDay} 日受理，最晚${dayIn(one.closesYear, one.closesDay)}`,
  rolling_window: (one) => `随时受理，最晚为务工结束后 ${one.months} 个月`,
  alive: () => '本人在世',
  target_household: (one) => `对象：${[...one.types, MONITORED_WORDS[one.monitored]].filter((words) => words !== '').join('、')}`,
  age_range: (one) => `${bounds(one.min, one.max)}（${one.on === 'work' ? '按务工期间' : '按补贴期末'}计）`,
  labour_able: (one) => `劳动技能：${one.skills.join('、')}`,
  not_student: () => '非在校生',
  worked_outside_county: (one) => `务工地点：${distances(one.distances)}`,
  months_worked: (one) => `累计务工满 ${one.atLeast} 个月`,
  months_away: (one) => `在${distances(one.distances)}${one.continuous ? '连续' : '累计'}务工满 ${one.atLeast} 个月`,
  same_employer_months: (one) => `在同一用工单位累计务工满 ${one.atLeast} 个月`,
  average_income_at_least: (one) =>
    `月平均工资不低于 ${moneyWords(one.atLeastFen)}（${one.of === 'best_employer' ? '按同一用工单位' : '按全部务工'}计）`,
  period_income_at_least: (one) => `补贴期内务工收入不低于 ${moneyWords(one.atLeastFen)}`,
  not_claimed_before: (one) => (one.within === 'ever' ? '以前没有享受过本项补贴' : '同一年度（季度）只享受一次'),
  not_paid_last_year: () => '上一年度已享受的不再享受',
  not_organised_transport: (one) => `前往${distances(one.distances)}务工不是点对点统一输送`,
  not_through_channels: (one) => `不含通过${one.channels.join('、')}就业的`,
  no_other_programme: () => '同一年度没有享受与本项互斥的补贴',
  claims_agree: () => '与另一项补贴申领的务工信息一致',
  person_cap: (one) => `每人每年累计不超过 ${moneyWords(one.atMostFen)}`,
  household_cap: (one) => `每户每年累计不超过 ${moneyWords(one.atMostFen)}`,
  amount_due: () => '按下列标准算得出应发金额',
};

export function conditionLine(condition: Condition): string {
  return (LINES[condition.use] as (one: Condition) => string)(condition);
}

const WINDOWS: ReadonlySet<string> = new Set(['claim_window', 'quarterly_window', 'monthly_window', 'rolling_window', 'period_covered']);
const CEILINGS: ReadonlySet<string> = new Set(['person_cap', 'household_cap', 'amount_due']);

/** The part of the pack a condition is read in. */
export function conditionSection({ use }: Pick<Condition, 'use'>): '申领时间' | '补贴标准' | '对象和条件' {
  if (WINDOWS.has(use)) return '申领时间';
  return CEILINGS.has(use) ? '补贴标准' : '对象和条件';
}
