// Words of the month: how it is known, what came of it, where somebody stands, what is still to do. Cadres read the official terms.
import { dayWords } from '../dates';
import type { AwayWhy, CheckHow, CheckOutcome, MonthFigures, MonthText, RecheckQuestion, Whereabouts } from '../records';

export const HOW_WORDS: Readonly<Record<CheckHow, string>> = {
  self: '本人点的',
  phone: '电话',
  met: '见面',
  family: '家里人说',
  group: '群里说',
  carried: '沿用上月',
};

export const OUTCOME_WORDS: Readonly<Record<CheckOutcome, string>> = {
  due: '还没问',
  same: '还在老地方',
  moved: '换地方了',
  away: '暂时回来',
  back: '回来了，不去了',
  trouble: '有难处',
  unreached: '没打通',
  carried: '沿用上月',
};

/** 「还在老地方」 is said of somebody at work; at home one is 「还在家」. */
export const outcomeWords = (outcome: CheckOutcome, working: boolean): string =>
  outcome === 'same' && !working ? '还在家' : OUTCOME_WORDS[outcome];

export const AWAY_WORDS: Readonly<Record<AwayWhy, string>> = {
  new_year: '回家过年',
  farming: '农忙',
  ill: '看病',
  family: '家里有事',
  other: '别的事',
};

export const WHEREABOUTS_WORDS: Readonly<Record<Whereabouts, string>> = {
  other_province: '在省外',
  in_province: '在省内县外',
  in_county: '在县里上班',
  local_post: '车间/公益岗/以工代赈',
  self_employed: '自己干',
  home_for_now: '暂回',
  just_back: '刚回来没着落',
  waiting: '在家等活',
  cannot_leave: '去不了',
  unwilling: '不想去',
  not_counted: '不算数',
};

export const RECHECK_WORDS: Readonly<Record<RecheckQuestion, string>> = {
  where: '在哪干活',
  pay: '一月多少',
  had: '领过啥',
  when: '几月领的',
  visited: '干部来过没',
};

/** 「3月」. */
export const monthShort = (month: MonthText): string => `${Number(month.slice(5, 7))}月`;

/** 「3月 · 25号前，」 and 「还差 41 人（26 户）」: one line, broken between them where it is narrow. */
export function leftWords(
  month: MonthText,
  cutoff: string,
  { left, leftHouseholds }: Pick<MonthFigures, 'left' | 'leftHouseholds'>,
): [head: string, left: string] {
  return [
    `${monthShort(month)} · ${Number(cutoff.slice(8, 10))}号前，`,
    left === 0 ? '都问到了' : `还差 ${left} 人（${leftHouseholds} 户）`,
  ];
}

/** 「已清：本人点的 60，打过 71，沿用 18」: what is nought is left out, 沿用 never. */
export function clearedWords({ self, phone, met, family, group, carried }: MonthFigures): string {
  const parts = [
    ['本人点的', self],
    ['打过', phone],
    ['见面', met],
    ['家里人说', family],
    ['群里说', group],
  ] as const;
  return `已清：${[...parts.filter(([, n]) => n > 0).map(([words, n]) => `${words} ${n}`), `沿用 ${carried}`].join('，')}`;
}

/** 「说 4月10日 再去」. */
export const backOnWords = (backOn: string, today: string): string => `说 ${dayWords(backOn, today)} 再去`;
