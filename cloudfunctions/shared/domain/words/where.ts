// The sentence of nine in the evening: every number with its name, every share with what it is a share of.
import type { Counts, Denominator } from '../figures';
import { yuanText } from '../money';
import type { WageSum } from '../month-records';

export interface Told {
  place: string;
  /** `3月20日21:05`. */
  asOf: string;
  counts: Readonly<Counts>;
  shares: readonly Denominator[];
  postsInScale: boolean;
  wage: WageSum;
}

/** `90.1%`; one decimal, cut off and not rounded up. */
export function shareText(permille: number): string {
  return `${Math.floor(permille / 10)}.${permille % 10}%`;
}

/** Whole yuan of an average; null when nobody's pay is known. */
export function averageYuan(fen: number, people: number): number | null {
  return people === 0 ? null : Math.round(fen / people / 100);
}

const n = (counts: Readonly<Counts>, key: string): number => counts[key] ?? 0;

function wageWords({ people, fen, lastPeople, lastFen }: WageSum): string {
  const now = averageYuan(fen, people);
  const last = averageYuan(lastFen, lastPeople);
  if (now === null) return '';
  return `平均月工资 ${yuanText(now * 100)} 元（${people} 人登记了工资${last === null ? '' : `，去年同期 ${yuanText(last * 100)} 元`}）。`;
}

/** Items 1 to 5 and 11 of what leaders ask; */
export function eveningWords({ place, asOf, counts, shares, postsInScale, wage }: Told): string {
  const shown = shares.map(({ words, of, permille }) =>
    of === null || permille === null ? `${words}：还没定数` : `${words} ${of} 人的 ${shareText(permille)}`,
  );
  const posts = n(counts, 'welfare_post');
  const scale = n(counts, postsInScale ? 'at_work' : 'at_work_beside_posts');
  const beside = postsInScale ? `含公益岗 ${posts} 人，不含是 ${scale - posts} 人` : `不含公益岗，另有公益岗 ${posts} 人`;
  const unknown = n(counts, 'reach_unknown');
  return [
    `截至${asOf}，${place}脱贫劳动力 ${n(counts, 'labourers')} 人，在岗 ${scale} 人（${beside}）：${shown.join('，')}。`,
    `省外 ${n(counts, 'reach_other_province')} 人，省内县外 ${n(counts, 'reach_in_province')} 人，县内 ${n(counts, 'reach_in_county')} 人${unknown === 0 ? '' : `，地点没登记 ${unknown} 人`}（都含公益岗和暂回）。`,
    `去年在外、今年还没出去的 ${n(counts, 'out_last_year_only')} 人；真回来的 ${n(counts, 'returned')} 人，暂回 ${n(counts, 'home_for_now')} 人，二次就业 ${n(counts, 'second_job')} 人。`,
    `监测户劳动力 ${n(counts, 'monitored')} 人，在岗 ${n(counts, 'monitored_at_work')} 人；零就业户 ${n(counts, 'zero_work')} 户；有劳力的搬迁户 ${n(counts, 'resettled_houses')} 户，没人有活的 ${n(counts, 'resettled_zero')} 户。`,
    wageWords(wage),
  ].join('');
}
