// Of the hand-written peer: articles, expected values, and the work of a period.
import type { Basis, CheckResult, CheckStatus, CheckValue } from '@shared/domain/assessment';
import type { Facts, Source, SpellFact } from '@shared/domain/facts';

const NOTICE = '关于简化脱贫劳动力外出务工就业一次性交通补贴和稳岗补助审核发放流程的通知';
const COUNTY = '云岭县2025年度外出务工交通补贴和稳岗补助发放安排（示例）';
const YUSHE = '榆社县2025年稳岗补助审核发放通知';
const article = (title: string, docNo: string, no: string): Basis => ({ title, docNo, article: no });
const notice = (no: string): Basis => article(NOTICE, '晋乡振发〔2023〕44号', no);

export const T = {
  amount: notice('交通补贴标准'),
  who: notice('交通补贴对象'),
  years: notice('执行年度'),
  window: article(COUNTY, '', '申领时间'),
  scope: article(COUNTY, '', '对象口径'),
  agree: article(YUSHE, '', '信息比照'),
};
export const S = {
  amount: notice('稳岗补助标准'),
  who: notice('稳岗补助对象'),
  years: notice('执行年度'),
  window: article(COUNTY, '', '申领时间'),
  scope: article(COUNTY, '', '对象口径'),
  age: article(YUSHE, '', '年龄'),
  agree: article(YUSHE, '', '信息比照'),
};

export const YES: CheckValue = { kind: 'yes' };
export const NO: CheckValue = { kind: 'no' };
export const ZERO: CheckValue = { kind: 'count', n: 0 };
export const PERIODS: CheckValue = { kind: 'texts', texts: ['2023', '2024', '2025'] };
export const HOUSEHOLDS: CheckValue = { kind: 'texts', texts: ['一般脱贫户', '低保脱贫户', '特困供养脱贫户', '监测户'] };
export const AGES: CheckValue = { kind: 'range', from: 16, to: null, unit: 'age' };
export const SKILLS: CheckValue = { kind: 'texts', texts: ['普通劳动力', '技能劳动力', '弱劳动力或半劳动力'] };
export const AWAY: CheckValue = { kind: 'texts', texts: ['other_province', 'other_city', 'other_county'] };
export const SIX_MONTHS: CheckValue = { kind: 'months', n: 6 };
export const THOUSAND: CheckValue = { kind: 'fen', n: 100000 };
export const NONE: Source[] = [];

export const result = (
  id: string,
  check: string,
  status: CheckStatus,
  expected: CheckValue,
  actual: CheckValue | null,
  from: Source[],
  basis: Basis,
  remedy: string | null,
): CheckResult => ({ id, check, status, expected, actual, from, basis, remedy });

/** A spell as far as it lies in the period; `far` is how far from home, 0 another province … 3 the home county, -1 not known. */
export interface Stretch {
  spell: SpellFact;
  from: string;
  to: string;
  mask: number;
  far: number;
  source: Source;
}
export const FAR = ['other_province', 'other_city', 'other_county', 'home_county'];

export function stretches(facts: Facts, first: string, last: string): Stretch[] {
  const list: Stretch[] = [];
  const { home } = facts;
  for (const spell of facts.spells) {
    const from = spell.start > first ? spell.start : first;
    const to = spell.end !== null && spell.end < last ? spell.end : last;
    if (from > to) continue;
    const a = Number(from.slice(5, 7)) - 1;
    const b = Number(to.slice(5, 7)) - 1;
    const far =
      spell.province === ''
        ? -1
        : spell.province !== home.province
          ? 0
          : spell.city === ''
            ? -1
            : spell.city !== home.city
              ? 1
              : spell.county === ''
                ? -1
                : spell.county !== home.county
                  ? 2
                  : 3;
    let words = spell.province;
    if (spell.city && spell.city !== spell.province) words += words ? ` ${spell.city}` : spell.city;
    if (spell.county && spell.county !== spell.city) words += words ? ` ${spell.county}` : spell.county;
    if (!words) words = '地点不详';
    if (spell.employer !== null) words += ` ${spell.employer}`;
    list.push({ spell, from, to, mask: ((1 << (b - a + 1)) - 1) << a, far, source: { record: spell.id, words } });
  }
  if (list.length > 1) list.sort((x, y) => (x.from < y.from || (x.from === y.from && x.spell.id < y.spell.id) ? -1 : 1));
  return list;
}

export function bits(mask: number): number {
  let count = 0;
  for (let left = mask; left; left &= left - 1) count++;
  return count;
}

export const sources = (list: Stretch[]): Source[] => list.map((one) => one.source);
export const union = (list: Stretch[]): number => bits(list.reduce((mask, one) => mask | one.mask, 0));
