// 一次办齐: what this household can settle now, while people are at home, without signal: one row each, with who it is about and what it takes.
import { moneyWords } from './money';
import { isLabourer } from './survey';
import type { VisitDraft } from './sync/draft';
import type { HouseholdOnPhone, LineOnPhone, PersonOnPhone } from './sync/on-phone';

export type SettleKind = 'line' | 'proxy' | 'card' | 'known' | 'training' | 'leave';

export interface SettleItem {
  key: string;
  kind: SettleKind;
  person: string;
  name: string;
  /** What can be done, in a few words. */
  words: string;
  hint: string;
  line: LineOnPhone | null;
  bond: string | null;
}

const row = (kind: SettleKind, person: PersonOnPhone, words: string, hint: string, more: Partial<SettleItem> = {}): SettleItem => ({
  key: `${kind}:${person.id}${more.line ? `:${more.line.programme}:${more.line.period}` : ''}${more.bond ? `:${more.bond}` : ''}`,
  kind,
  person: person.id,
  name: person.name,
  words,
  hint,
  line: null,
  bond: null,
  ...more,
});

/** One row of a table per kind: for whom it is. */
const KINDS: readonly ((person: PersonOnPhone) => SettleItem[])[] = [
  ({ lines, ...person }) =>
    lines.map((line) =>
      row(
        'line',
        { ...person, lines },
        `${line.period.slice(0, 4)}年${line.name} ${moneyWords(line.amountFen)}`,
        line.missing.length > 0 ? `签个名；还缺：${line.missing.join('、')}` : '签个名就能交上去',
        { line },
      ),
    ),
  (person) =>
    person.bonds
      .filter(({ status }) => status === 'asked')
      .map((bond) => row('proxy', person, `${bond.relation}${bond.name}替他办`, '签在纸上，拍下来', { bond: bond.id })),
  (person) =>
    isLabourer(person) && person.card !== null && person.values.card == null
      ? [row('card', person, '看看卡能不能用', `${person.card.bank} 尾号 ${person.card.tail}`)]
      : [],
  (person) =>
    isLabourer(person) && !person.known && !person.bonds.some(({ status }) => status === 'invited')
      ? [row('known', person, '认人，以后自己手机上看', '没信号就记下，回去发；让家里人替他办，现在就能签字')]
      : [],
  (person) => (isLabourer(person) && person.values.trainingWish == null ? [row('training', person, '想不想学门手艺', '问一句就行')] : []),
  (person) =>
    isLabourer(person) && (person.work === null || person.work.away) && person.values.workWish == null
      ? [row('leave', person, '几时走，去哪儿', '问一句就行')]
      : [],
];

export function settleItems(household: HouseholdOnPhone): SettleItem[] {
  return household.persons.flatMap((person) => KINDS.flatMap((find) => find(person)));
}

/** Answers of the draft that settle a row by themselves. */
const ANSWERED: Partial<Record<SettleKind, string>> = { card: 'card', training: 'trainingWish', leave: 'workWish' };

/** Somebody who is helped by another is known through them. */
export const helperIn = (item: SettleItem, draft: Pick<VisitDraft, 'helpers'>) =>
  item.kind === 'known' ? (draft.helpers ?? []).find(({ person }) => person === item.person) : undefined;

/** What was settled at this door, in words for the record and the family's card. */
export function settledWords(household: HouseholdOnPhone, draft: VisitDraft & { done: readonly string[] }): string[] {
  return settleItems(household)
    .filter((item) => isSettled(item, draft))
    .map((item) => {
      const helper = helperIn(item, draft);
      return `${item.name}：${helper ? `让${helper.relation}${helper.name}替他办，本人签了名` : item.words}`;
    });
}

export function isSettled(item: SettleItem, draft: VisitDraft & { done: readonly string[] }): boolean {
  if (helperIn(item, draft)) return true;
  const field = ANSWERED[item.kind];
  if (field !== undefined && draft.answered.includes(`${item.person}:${field}`)) return true;
  return draft.done.includes(item.key);
}
