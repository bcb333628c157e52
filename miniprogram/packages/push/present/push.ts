// A push as its pages show it: its row in the list, the villages it goes to, its texts with their limits.
import type { Output } from '@shared/contract/index';
import type { Sheet } from '@shared/domain/boxes';
import { beijingDate, beijingTime, dayWords } from '@shared/domain/dates';
import { fairCard, fairPoster } from '@shared/domain/push-fair-sheets';
import { cardSheet, posterSheet, type SheetContent } from '@shared/domain/push-sheets';
import { MOST_SPOKEN, MOST_TEXT, MOST_TITLE } from '@shared/domain/push-texts';

export type Push = Output<'push.show'>['push'];
export type TextField = 'title' | 'text' | 'spoken';

export const FIELDS: { key: TextField; words: string; hint: string; most: number }[] = [
  { key: 'title', words: '卡片上的字', hint: '一眼看见的就是它：先写工钱', most: MOST_TITLE },
  { key: 'text', words: '群里的话', hint: '复制了粘到群里，跟卡片一起发', most: MOST_TEXT },
  { key: 'spoken', words: '大喇叭念的', hint: '念一遍约半分钟，号码念两遍', most: MOST_SPOKEN },
];

/** Of a fair there is no pay to begin with. */
export const fieldsFor = (kind: Push['kind']): typeof FIELDS =>
  kind !== 'fair' ? FIELDS : FIELDS.map((one) => (one.key === 'title' ? { ...one, hint: '一眼看见的就是它：先写哪天、哪一场' } : one));

/** Signs a second at the pace of reading out. */
const PACE = 4.5;
export const secondsOf = (spoken: string): number => Math.round(Array.from(spoken).length / PACE);
export const lengthOf = (text: string): number => Array.from(text).length;

/** 今天 9:05, 3月2日 9:05. */
export function whenWords(at: string, today: string): string {
  const day = beijingDate(at);
  return `${day === today ? '今天' : dayWords(day, today)} ${beijingTime(at)}`;
}

export interface TargetRow {
  /** Village and group, for the page's own use. */
  key: string;
  group: string;
  /** The group where a village has several; '' = the village's only one, which needs no name. */
  name: string;
  button: string;
  done: { id: string; words: string; version: number }[];
  today: string;
  wait: string;
}

export interface ShareRow {
  code: string;
  name: string;
  /** What is known of its groups, where it has one or none. */
  groups: string;
  targets: TargetRow[];
  done: boolean;
  reads: boolean;
}

type Village = Push['shares'][number];

function targetName({ groups }: Village, group: string, today: string): string {
  if (group === '') return '别的群（还没认得的）';
  const found = groups.find(({ id }) => id === group);
  return found?.name || `还没起名的群（${found ? dayWords(found.since, today) : ''}认得的）`;
}

function targetRows(one: Village, today: string): TargetRow[] {
  const several = one.targets.length > 1;
  return one.targets.map(({ group, shares, today: now, most, wait }) => {
    const name = several ? targetName(one, group, today) : '';
    return {
      key: `${one.code}:${group}`,
      group,
      name,
      button: shares.length > 0 ? '再发一次' : several ? '发到这个群' : `发到${one.name}群`,
      done: shares.map(({ id, at, by, version }) => ({ id, words: `${whenWords(at, today)} ${by}发了`, version })),
      today: `今天发过 ${now} 次，最多 ${most} 次`,
      wait,
    };
  });
}

export const shareRows = ({ shares }: Pick<Push, 'shares'>, today: string): ShareRow[] =>
  shares.map((one) => ({
    code: one.code,
    name: one.name,
    groups:
      one.groups.length === 0
        ? '群还没认得：有人从群里点开卡片就认得了'
        : one.groups.length === 1
          ? (one.groups[0]?.name ?? '') || '还没起名的群'
          : `${one.groups.length} 个群，发到哪个点哪个`,
    targets: targetRows(one, today),
    done: one.targets.some((target) => target.shares.length > 0),
    reads: one.reads,
  }));

export interface Drawn extends Pick<SheetContent, 'whose' | 'by' | 'on'> {
  title: string;
  postings: readonly Omit<Push['postings'][number], 'status'>[];
  fair: Push['fair'];
}

/** The boxes of card or poster. `whose`: the village they are for, '' = several. */
export function sheetOf(what: 'card' | 'poster', { postings, fair, ...said }: Drawn): Sheet {
  if (fair) return (what === 'card' ? fairCard : fairPoster)({ fair, ...said });
  return (what === 'card' ? cardSheet : posterSheet)({ subjects: postings, ...said });
}
