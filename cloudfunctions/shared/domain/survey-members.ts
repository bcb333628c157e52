// Who came and who went, asked at the door in the parts of a sheet. Identity numbers are asked by the registry, never here.
import { HEAD_RELATIONS } from './options';
import { type Filled, type Part, plain, text } from './survey-parts';
import type { VisitComing, VisitGoing } from './sync/visit';

export type MemberKey = 'came' | 'went';

const HOWS: readonly { value: VisitComing['how']; words: string }[] = [
  { value: 'born', words: '生了娃' },
  { value: 'married_in', words: '嫁进来、上门' },
  { value: 'moved_in', words: '户口迁来' },
  { value: 'back', words: '当兵、上学、服刑回来' },
  { value: 'missed', words: '以前漏登' },
];
const WHYS: readonly { value: VisitGoing['why']; words: string }[] = [
  { value: 'dead', words: '去世' },
  { value: 'married_out', words: '嫁出、入赘出去' },
  { value: 'moved_out', words: '户口迁走' },
  { value: 'army', words: '参军' },
  { value: 'school', words: '上学迁走户口' },
  { value: 'prison', words: '服刑' },
  { value: 'other', words: '别的原因' },
];

export const MEMBER_WORDS: Readonly<Record<MemberKey, string>> = { came: '家里添了谁', went: '家里谁不在册了' };
export const isMemberKey = (key: string): key is MemberKey => key === 'came' || key === 'went';

/** `people`: who is there, for whom the second question is. */
export function memberParts(key: MemberKey, people: readonly { id: string; name: string }[]): readonly Part[] {
  if (key === 'went')
    return [
      { name: 'person', kind: 'one', label: '谁', options: people.map(({ id, name }) => ({ value: id, words: name })) },
      { name: 'why', kind: 'one', label: '怎么了', options: WHYS },
      { name: 'on', kind: 'date', label: '哪天' },
    ];
  return [
    { name: 'how', kind: 'one', label: '怎么来的', options: HOWS },
    { name: 'name', kind: 'text', label: '姓名' },
    { name: 'sex', kind: 'one', label: '男女', options: plain(['男', '女']) },
    { name: 'relation', kind: 'one', label: '和户主是啥关系', options: plain(HEAD_RELATIONS) },
    { name: 'on', kind: 'date', label: '哪天（新生儿写出生那天）' },
  ];
}

/** What is wrong with what was filled in; null when it can be kept. */
export function memberProblem(key: MemberKey, filled: Filled, today: string): string | null {
  for (const { name, label } of memberParts(key, []))
    if (text(filled, name) === '' && !(name === 'on' && text(filled, 'how') === 'missed')) return `「${label}」还没填。`;
  if (key === 'came' && text(filled, 'name').length < 2) return '姓名写全。';
  if (text(filled, 'on') > today) return '日子不能在今天以后。';
  return null;
}

export const composeComing = (filled: Filled, today: string, at: string): VisitComing => ({
  how: text(filled, 'how') as VisitComing['how'],
  name: text(filled, 'name'),
  sex: text(filled, 'sex'),
  relation: text(filled, 'relation'),
  on: text(filled, 'on') || today,
  at,
});

export const composeGoing = (filled: Filled, at: string): VisitGoing => ({
  person: text(filled, 'person'),
  why: text(filled, 'why') as VisitGoing['why'],
  on: text(filled, 'on'),
  at,
});

/** One line for the page and the record of the day. */
export const comingWords = ({ name, how }: VisitComing): string => `添了${name}：${HOWS.find(({ value }) => value === how)?.words ?? ''}`;
export const goingWords = ({ why }: VisitGoing, name: string): string => `${name}：${WHYS.find(({ value }) => value === why)?.words ?? ''}`;
