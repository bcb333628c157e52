// Official words for the codes a pack is written with.

import type { TransportMode } from '@shared/domain/facts';
import type { ScopeLevel, Stage } from '@shared/domain/records';
import type { Distance, MonthRule } from '@shared/domain/spells';
import { DISTANCE_WORDS } from '@shared/domain/words';
import type { Tier } from '../amount-schema';
import type { PAID_BY, ProxyKind, PublicityColumn, WorkerKind } from '../procedure-schema';

export const YEAR_WORDS: Record<number, string> = { [-1]: '上年', 0: '当年', 1: '次年', 2: '第三年' };
export const LEVEL_WORDS: Record<ScopeLevel, string> = { village: '村', town: '乡镇', county: '县' };
export const STAGE_WORDS: Record<Stage['kind'], string> = { review: '审核', phone_check: '电话核查', publicity: '公示', confirm: '确认' };
export const PROXY_WORDS: Record<ProxyKind, string> = {
  relative: '亲属',
  village_cadre: '村干部',
  resident_team: '驻村干部',
  contact: '帮扶联系人',
  town_staff: '乡镇工作人员',
};
export const CONSENT_WORDS: Record<'written' | 'any', string> = { written: '要有本人书面委托', any: '要征得本人同意，方式不限' };
export const PAID_BY_WORDS: Record<(typeof PAID_BY)[number], string> = { town: '乡镇发', county: '报县发', card_system: '一卡通系统发' };
export const COLUMN_WORDS: Record<PublicityColumn, string> = {
  name: '姓名',
  sex: '性别',
  age: '年龄',
  work_period: '务工时间',
  work_place: '务工地点',
  employer: '务工单位',
  amount: '金额',
};
export const WORKER_WORDS: Record<WorkerKind, string> = { employed: '有用工单位的', flexible: '临工、灵活就业的' };
export const MODE_WORDS: Record<TransportMode, string> = {
  train: '普通火车',
  high_speed: '高铁动车',
  coach: '长途汽车',
  plane: '飞机',
  ship: '轮船',
  other: '其他',
};
export const MONTH_RULE_WORDS: Record<MonthRule, string> = {
  calendar_months: '按日历月计，当月务工即算一个月，重叠的只算一次',
  thirty_days: '按天累计，30 天算一个月，重叠的只算一次',
};
export const MONITORED_WORDS: Record<'none' | 'any' | 'uncleared_in_period' | 'uncleared_now', string> = {
  none: '',
  any: '监测户',
  uncleared_in_period: '补贴期内风险未消除的监测户',
  uncleared_now: '风险未消除的监测户',
};

export const distances = (list: readonly Distance[]): string => list.map((one) => DISTANCE_WORDS[one].official).join('、');

/** `03-31`, 1 → 次年3月31日. */
export function dayIn(year: number, day: string): string {
  const [month, date] = day.split('-').map(Number);
  return `${YEAR_WORDS[year] ?? ''}${month}月${date}日`;
}

/** Where a tier holds. */
export function tierWhere({ distances: far, places, outsideTown }: Tier): string {
  if (outsideTown === true) return '县内乡外';
  if (places === undefined) return distances(far);
  const open = places.unread === true ? '地名没有读到，待县里补全' : '';
  return `${distances(far)}：${[...places.names, open].filter((one) => one !== '').join('、')}`;
}
