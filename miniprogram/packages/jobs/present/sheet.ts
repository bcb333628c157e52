// A sheet of postings and its rows as the pages show them: a word, a tone and a drawing for each state and outcome, what came of it in words.
import type { Output } from '@shared/contract/index';
import { postingField } from '@shared/domain/posting-fields';
import type { Tone } from '../../../present/tone';
import type { Task } from '../../../services/task';
import { type FormField, formFieldOf } from '../form-parts';

export type Sheet = Output<'sheet.show'>['sheet'];
type Line = Output<'sheet.look'>['items'][number];
export type Outcome = Line['outcome'];

interface Look {
  words: string;
  tone: Tone;
  icon: string;
}

const STATES: Readonly<Record<Sheet['status'], Look>> = {
  columns: { words: '等您认栏目', tone: 'wait', icon: 'ask' },
  checking: { words: '正在对', tone: 'calm', icon: 'clock' },
  checked: { words: '对完了，还没收', tone: 'wait', icon: 'clock' },
  bringing: { words: '正在收', tone: 'calm', icon: 'clock' },
  brought: { words: '收进来了', tone: 'good', icon: 'check' },
  undoing: { words: '正在撤', tone: 'calm', icon: 'clock' },
  undone: { words: '撤回了', tone: 'calm', icon: 'retry' },
  dropped: { words: '没收', tone: 'calm', icon: 'cross' },
};
export const stateLook = (status: Sheet['status']): Look => STATES[status];

export const OUTCOMES: readonly (Look & { outcome: Outcome })[] = [
  { outcome: 'lacking', words: '要补的', tone: 'wait', icon: 'ask' },
  { outcome: 'changed', words: '有变化', tone: 'wait', icon: 'retry' },
  { outcome: 'new', words: '新岗位', tone: 'good', icon: 'plus' },
  { outcome: 'same', words: '板上有了', tone: 'calm', icon: 'check' },
  { outcome: 'twice', words: '表里重了', tone: 'calm', icon: 'people' },
  { outcome: 'stopped', words: '单位停了', tone: 'stop', icon: 'stop' },
];

const RESULTS: Readonly<Record<NonNullable<Line['result']>['verb'], Look>> = {
  made: { words: '等着核对', tone: 'good', icon: 'check' },
  draft: { words: '存成草稿', tone: 'calm', icon: 'paper' },
  updated: { words: '照表改了', tone: 'good', icon: 'check' },
  same: { words: '板上有了', tone: 'calm', icon: 'check' },
  taken_back: { words: '撤回了', tone: 'calm', icon: 'retry' },
};

/** 还差：招聘人数（表里写的「若干」）、截止日期 */
function lackWords(lacks: Line['lacks']): string {
  const said = lacks.map(({ field, words }) => {
    const label = field === 'payMin' ? '工钱' : field === 'province' ? '在哪里' : (postingField(field)?.label ?? '');
    return `${label}${/（表里写的「.*」）$/.exec(words)?.[0] ?? ''}`;
  });
  return said.length === 0 ? '' : `还差：${said.join('、')}`;
}

/** What was to be asked is told by now. */
const done = (note: string, { mended, outcome }: Line): boolean => mended && outcome === 'new' && /请?问清/.test(note);

/** Cells that were not understood and are not named among what is lacking. */
export const unreadOf = ({ unread, lacks }: Line): Line['unread'] =>
  unread.filter(({ text }) => !lacks.some(({ words }) => words.includes(`「${text}」`)));

/** `open`: rows may still be mended and chosen. */
export function lineItem(line: Line, { all, status }: Pick<Sheet, 'all' | 'status'>) {
  const open = status === 'checked';
  const outcome = OUTCOMES.find((one) => one.outcome === line.outcome) as Look;
  const update = line.choice === 'update' || (line.choice === '' && all === 'update');
  const left = line.choice === 'leave';
  const look = line.result ? RESULTS[line.result.verb] : left ? { words: '不收这行', tone: 'calm' as const, icon: 'cross' } : outcome;
  return {
    ...{ row: line.row, posting: line.result?.posting ?? '' },
    lacks: line.outcome === 'lacking' && !left ? lackWords(line.lacks) : '',
    // What is not taken needs no remarks.
    notes: (line.outcome === 'lacking' || line.outcome === 'new') && !line.result ? line.notes.filter((note) => !done(note, line)) : [],
    ...{ words: look.words, tone: look.tone, icon: look.icon },
    title: line.title || '没写岗位',
    under: [line.rowWords, line.employer || '没写哪家', line.mended ? '补过' : ''].filter((part) => part !== '').join(' · '),
    summary: line.summary,
    changes: line.outcome === 'changed' ? line.changes.map((one) => ({ ...one, was: one.was || '没写', is: one.is || '没写' })) : [],
    about: [
      line.stands?.words ?? '',
      line.like && open && !left ? `${line.like.words}；是同一个就别收` : '',
      line.twice === '' ? '' : `和${line.twice}一样，只收一条`,
    ]
      .filter((part) => part !== '')
      .join('；'),
    /** Said of a row that stands and differs: what will be done. */
    asks: open && line.outcome === 'changed' && line.stands?.may === true,
    update: update && !left,
    mends: open && !line.result && line.outcome !== 'same',
  };
}
export type LineItem = ReturnType<typeof lineItem>;

/** What a county's sheet leaves out for all its rows alike: said once. */
const FILLS: Readonly<Record<string, readonly string[]>> = {
  employer: ['employer'],
  province: ['province', 'city', 'county'],
  payHow: ['payHow'],
  until: ['until'],
  contactPhone: ['contactName', 'contactPhone'],
  backingName: ['backingName'],
};

export interface FillGroup {
  words: string;
  fields: FormField[];
}

export function fillsOf({ lacks, common }: Pick<Sheet, 'lacks' | 'common'>): FillGroup[] {
  const open = Object.keys(FILLS).filter(
    (key) => lacks.some(({ field }) => field === key) || (FILLS[key] ?? []).some((one) => common[one]),
  );
  return open.map((key) => {
    const rows = lacks.find(({ field }) => field === key)?.rows ?? 0;
    const fields = (FILLS[key] ?? []).flatMap((one) => {
      const row = postingField(one);
      return row ? [formFieldOf(row)] : [];
    });
    return { words: rows > 0 ? `${rows} 行没写` : '补上了', fields };
  });
}

const DONE: readonly (readonly [string, (count: number) => string])[] = [
  ['made', (count) => `${count} 条等着核对`],
  ['draft', (count) => `${count} 条差东西，存成草稿`],
  ['updated', (count) => `${count} 条照表改了`],
  ['same', (count) => `${count} 条板上本来就有`],
  ['left', (count) => `${count} 行没收`],
];

/** What went wrong and what next, as two sentences. */
export const twoWords = ({ message, next }: { message: string; next: string }): string =>
  `${message}${/[。！？]$/.test(message) || next === '' ? '' : '。'}${next}`;

/** What came of bringing or taking back, in one sentence; '' while there is nothing to tell. */
export function resultWords({ status, done }: Pick<Sheet, 'status' | 'done'>, task: Task | null): string {
  if (task?.kind === 'postings.unbring' && task.state !== 'running')
    return `撤回了 ${task.tally.undone ?? 0} 条${task.failed > 0 ? `；${task.failed} 条没撤，列在下面` : ''}。`;
  if (status !== 'brought') return '';
  const parts = DONE.flatMap(([verb, words]) => ((done[verb] ?? 0) > 0 ? [words(done[verb] ?? 0)] : []));
  const failed = done.failed ?? 0;
  return `${[...parts, ...(failed > 0 ? [`${failed} 行没办成，列在下面`] : [])].join('；') || '没有要收的'}。`;
}
