// A sheet brought in and its rows as the pages show them: a word, a tone and a drawing for each state and outcome.
import type { Output } from '@shared/contract/index';
import type { Tone } from '../../../present/tone';

type State = Output<'intake.list'>['items'][number]['status'];
type Line = Output<'intake.look'>['items'][number];
export type Outcome = Line['outcome'];

interface Look {
  words: string;
  tone: Tone;
  icon: string;
}

const STATES: Readonly<Record<State, Look>> = {
  columns: { words: '等您认栏目', tone: 'wait', icon: 'ask' },
  checking: { words: '正在对', tone: 'calm', icon: 'clock' },
  checked: { words: '对完了，还没收', tone: 'wait', icon: 'clock' },
  applying: { words: '正在收', tone: 'calm', icon: 'clock' },
  applied: { words: '收进来了', tone: 'good', icon: 'check' },
  undoing: { words: '正在撤', tone: 'calm', icon: 'clock' },
  undone: { words: '撤回了', tone: 'calm', icon: 'retry' },
  dropped: { words: '没收', tone: 'calm', icon: 'cross' },
};
/** `compare`: brought to compare with, so nothing waits to be taken in. */
export const stateLook = (status: State, compare = ''): Look =>
  compare !== '' && status === 'checked' ? { words: '比完了', tone: 'good', icon: 'check' } : STATES[status];

export const OUTCOMES: readonly (Look & { outcome: Outcome })[] = [
  { outcome: 'wrong', words: '要改的', tone: 'stop', icon: 'cross' },
  { outcome: 'conflict', words: '要您定', tone: 'wait', icon: 'ask' },
  { outcome: 'changed', words: '有变化', tone: 'wait', icon: 'retry' },
  { outcome: 'new', words: '新添的', tone: 'good', icon: 'plus' },
  { outcome: 'same', words: '没变化', tone: 'calm', icon: 'check' },
  { outcome: 'absent', words: '表里没有', tone: 'calm', icon: 'people' },
];

export interface LineItem extends Look {
  key: string;
  row: number;
  title: string;
  village: string;
  blocked: string;
  read: string;
  problems: { key: string; words: string }[];
  changes: (Line['changes'][number] & { asks: boolean; decided: string })[];
}

const DECIDED = { '': '', ours: '留名册的', theirs: '用表里的' } as const;

export function lineItem(line: Line): LineItem {
  const { words, tone, icon } = OUTCOMES.find(({ outcome }) => outcome === line.outcome) as Look;
  return {
    key: `${line.row}:${line.person ?? ''}:${line.name}`,
    row: line.row,
    title: `${line.name}${line.idTail === '' ? '' : `（${line.idTail}）`}`,
    village: [line.rowWords, line.villageName].filter((part) => part !== '').join(' · '),
    words,
    tone,
    icon,
    blocked: line.blocked === '' ? '' : `${line.blocked.replace(/。$/, '')}。这一行不收。`,
    read: line.read,
    problems: line.problems.map((one, at) => ({
      key: String(at),
      words: `${one.fieldWords === '' ? '' : `${one.fieldWords}：`}${one.words.replace(/。$/, '')}。这一格不收。`,
    })),
    changes: line.changes.map((one) => ({ ...one, asks: one.kind !== 'set', decided: DECIDED[one.choice] })),
  };
}
