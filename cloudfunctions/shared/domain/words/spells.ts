// What happened to a work record, in words for cadres: which move, and which field from what to what.
import { dayWords, monthWords } from '../dates';
import { yuanText } from '../money';
import type { AwayWhy } from '../records';
import type { HistoryRecord } from '../registry-records';

export const MOVE_WORDS: Readonly<Record<string, string>> = {
  begin: '记了一条新的',
  same: '问过，还在老地方',
  away: '记了暂回',
  moved: '记了换地方，这一条结束',
  back: '记了不去了',
  correct: '改了记错的',
  fill: '补了一样',
  merge: '合并时从另一条登记转来',
  unmerge: '撤销合并，转回去',
  move: '跟着人转到新的村',
  restore: '恢复在册，接着算',
  import: '从表格导入',
  visit: '走访时记的',
};

export const AWAY_WORDS: Readonly<Record<AwayWhy, string>> = {
  new_year: '回家过年',
  farming: '回家农忙',
  ill: '看病',
  family: '家里有事',
  other: '别的事',
};

const FIELD_WORDS: Readonly<Record<string, string>> = {
  start: '开始',
  end: '结束',
  place: '地点',
  employer: '在哪一家',
  monthlyFen: '月收入',
  industry: '所属行业',
  subIndustry: '行业小类',
  channel: '就业渠道',
  organised: '点对点输送',
  kind: '人员类别',
  job: '工种',
  overseas: '境外',
  contractUntil: '合同到期',
  away: '暂回',
  endReason: '原因',
  confirmed: '问到',
};

const text = (value: unknown): string => (typeof value === 'string' && value !== '' ? value : '');

function valueWords(field: string, value: unknown): string {
  if (value === null || value === undefined || value === '') return field === 'end' ? '还在干' : '没记';
  if (field === 'monthlyFen') return `${yuanText(Number(value))} 元`;
  if (typeof value === 'boolean') return value ? '是' : '不是';
  if (typeof value !== 'object') return String(value);
  const parts = value as Record<string, unknown>;
  if (field === 'place')
    return [parts.province, parts.city, parts.county]
      .map(text)
      .filter((one) => one !== '')
      .join(' ');
  if (field === 'away') return `${AWAY_WORDS[parts.why as AwayWhy] ?? ''}，${dayWords(text(parts.since))}到${dayWords(text(parts.backOn))}`;
  if (field === 'confirmed') return monthWords(text(parts.month));
  return '';
}

/** The fields one entry changed, each in words. */
export function spellChanges({ changed }: Pick<HistoryRecord, 'changed'>): { field: string; words: string; was: string; is: string }[] {
  return changed.flatMap(({ field, was, is }) => {
    const words = FIELD_WORDS[field];
    return words === undefined ? [] : [{ field, words, was: valueWords(field, was), is: valueWords(field, is) }];
  });
}

/** One entry of a record's history: 记了换地方，这一条结束：结束 还在干 → 2026-03-01. */
export function historyWords({ verb, changed }: Pick<HistoryRecord, 'verb' | 'changed'>): string {
  const parts = spellChanges({ changed }).map(({ words, was, is }) => `${words} ${was} → ${is}`);
  const what = MOVE_WORDS[verb] ?? '改了';
  return parts.length === 0 ? what : `${what}：${parts.join('，')}`;
}
