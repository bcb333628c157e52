// A push as its pages show it: its row in the list, the villages it goes to, its texts with their limits.
import type { Output } from '@shared/contract/index';
import { beijingDate, beijingTime, dayWords } from '@shared/domain/dates';
import type { SheetContent } from '@shared/domain/push-sheets';
import { MOST_SPOKEN, MOST_TEXT, MOST_TITLE } from '@shared/domain/push-texts';

export type Push = Output<'push.show'>['push'];
export type TextField = 'title' | 'text' | 'spoken';

export const FIELDS: { key: TextField; words: string; hint: string; most: number }[] = [
  { key: 'title', words: '卡片上的字', hint: '一眼看见的就是它：先写工钱', most: MOST_TITLE },
  { key: 'text', words: '群里的话', hint: '复制了粘到群里，跟卡片一起发', most: MOST_TEXT },
  { key: 'spoken', words: '大喇叭念的', hint: '念一遍约半分钟，号码念两遍', most: MOST_SPOKEN },
];

/** Signs a second at the pace of reading out. */
const PACE = 4.5;
export const secondsOf = (spoken: string): number => Math.round(Array.from(spoken).length / PACE);
export const lengthOf = (text: string): number => Array.from(text).length;

/** 今天 9:05, 3月2日 9:05. */
export function whenWords(at: string, today: string): string {
  const day = beijingDate(at);
  return `${day === today ? '今天' : dayWords(day, today)} ${beijingTime(at)}`;
}

export interface ShareRow {
  code: string;
  name: string;
  groups: string;
  done: { id: string; words: string; version: number }[];
  today: string;
  wait: string;
  reads: boolean;
}

export const shareRows = ({ shares }: Pick<Push, 'shares'>, today: string): ShareRow[] =>
  shares.map(({ code, name, groups, shares: done, today: now, most, wait, reads }) => ({
    code,
    name,
    groups: groups.length === 0 ? '群还没认得：有人从群里点开卡片就认得了' : groups.map((one) => one.name || '还没起名的群').join('、'),
    done: done.map(({ id, at, by, version }) => ({ id, words: `${whenWords(at, today)} ${by}发了`, version })),
    today: `今天发过 ${now} 次，最多 ${most} 次`,
    wait,
    reads,
  }));

/** What card and poster are drawn of. `whose`: the village they are for, '' = several. */
export function contentOf(
  { postings, title }: Pick<Push, 'title'> & { postings: readonly Omit<Push['postings'][number], 'status'>[] },
  { whose, by, on }: Pick<SheetContent, 'whose' | 'by' | 'on'>,
): SheetContent {
  return { subjects: postings, title, whose, by, on };
}
