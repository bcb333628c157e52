// Applications and returns as lines on the screen: where each has got to, since when, what is next.
import type { Output } from '@shared/contract/index';
import { END_WORDS, STATUS_OFFICIAL, STATUS_SPOKEN, VERB_WORDS } from '@shared/domain/applications';
import { dayWords } from '@shared/domain/dates';
import { SECOND_END_WORDS } from '@shared/domain/second-job';

export type Mine = Output<'application.mine'>['items'][number];
export type Shown = Output<'application.show'>;
export type Second = Output<'second.list'>['items'][number];
type Status = Mine['status'];

const TONES: Readonly<Record<Status, { tone: 'good' | 'wait' | 'calm'; icon: string }>> = {
  wants: { tone: 'wait', icon: 'clock' },
  asked: { tone: 'wait', icon: 'phone' },
  going: { tone: 'wait', icon: 'work' },
  taken: { tone: 'good', icon: 'check' },
  stayed: { tone: 'good', icon: 'check' },
  ended: { tone: 'calm', icon: 'stop' },
};

export interface StepLine {
  key: string;
  words: string;
  note: string;
}

function stepLines(steps: Mine['steps'], official: boolean, today: string): StepLine[] {
  const words = official ? STATUS_OFFICIAL : STATUS_SPOKEN;
  return steps.map(({ to, on, by, why, words: said }, i) => ({
    key: `${i}`,
    words: `${dayWords(on, today)} ${words[to]}${why === '' ? '' : `：${END_WORDS[why]}`}`,
    note: [by, said].filter((one) => one !== '').join('：'),
  }));
}

export interface WishItem {
  id: string;
  version: number;
  posting: string;
  title: string;
  who: string;
  state: string;
  tone: string;
  icon: string;
  /** What is next and until when. */
  next: string;
  /** What became of the posting since; '' = nothing. */
  told: string;
  steps: StepLine[];
  may: Mine['may'];
  mayAgree: boolean;
  mayEnd: boolean;
  /** What not going on is called: before the work 不去了, at it 不干了. */
  endWords: string;
  live: boolean;
}

const SPOKEN_NEXT: Readonly<Record<Status, string>> = {
  wants: '前村里给回话',
  asked: '前定下来',
  going: '前问您到了没有',
  taken: '问您干满一个月没有',
  stayed: '该领的补贴，到「补贴」里看',
  ended: '',
};
const OFFICIAL_NEXT: Readonly<Record<Status, string>> = {
  wants: '前问招工的，给回话',
  asked: '前定去不去',
  going: '前问到了没有、要了没有',
  taken: '问干满一个月没有',
  stayed: '',
  ended: '',
};

function itemOf(one: Mine, official: boolean, today: string): WishItem {
  const { id, version, posting, title, employer, status, dueOn, steps, may, note } = one;
  const next = (official ? OFFICIAL_NEXT : SPOKEN_NEXT)[status];
  return {
    id,
    version,
    posting,
    title,
    who: employer,
    state: (official ? STATUS_OFFICIAL : STATUS_SPOKEN)[status],
    ...TONES[status],
    next: dueOn === '' || next === '' ? next : `${dayWords(dueOn, today)}${next}`,
    told: note,
    steps: stepLines(steps, official, today),
    may,
    mayAgree: may.includes('agree'),
    mayEnd: may.includes('end'),
    endWords: status === 'taken' || status === 'stayed' ? '不干了' : '不去了',
    live: dueOn !== '',
  };
}

/** For whoever wants the job. */
export const mineItem = (one: Mine, today: string): WishItem => itemOf(one, false, today);

export interface BoardItem extends WishItem {
  name: string;
  person: string;
  village: string;
  call: string;
  written: boolean;
}

/** For officers of the place. */
export function boardItem(one: Output<'application.list'>['items'][number], today: string): BoardItem {
  const { person, villageName, call, written } = one;
  return { ...itemOf(one, true, today), name: person.name, person: person.id, village: villageName, call, written };
}

/** The steps an officer may record, as buttons: the most likely next one first, by where it stands. */
const LIKELY: Readonly<Record<Status, readonly (keyof typeof VERB_WORDS)[]>> = {
  wants: ['ask', 'agree', 'take', 'end'],
  asked: ['agree', 'take', 'end'],
  going: ['take', 'end'],
  taken: ['stay', 'end'],
  stayed: ['end'],
  ended: ['want'],
};
export const stepButtons = (may: Mine['may'], status: Status) =>
  LIKELY[status]
    .filter((verb) => may.includes(verb))
    .map((verb) => ({
      verb,
      words: verb === 'want' ? '又想去了' : verb === 'end' && (status === 'taken' || status === 'stayed') ? '不干了' : VERB_WORDS[verb],
    }));

export interface BackItem {
  id: string;
  version: number;
  name: string;
  village: string;
  why: string;
  state: string;
  tone: 'good' | 'wait' | 'calm';
  icon: string;
  next: string;
  open: boolean;
}

export function backItem(
  { id, version, status, person, villageName, why, backOn, offerBy, offered, end }: Second,
  today: string,
): BackItem {
  const open = status === 'open';
  return {
    id,
    version,
    name: person.name,
    village: villageName,
    why: `${dayWords(backOn, today)}起在家：${why}`,
    state: end === null ? (offered === 0 ? '还没推活' : `推了 ${offered} 回`) : SECOND_END_WORDS[end.how],
    tone: open ? 'wait' : end?.how === 'refused' || end?.how === 'left_us' ? 'calm' : 'good',
    icon: open ? 'clock' : 'check',
    next: end === null ? (offered === 0 ? `${dayWords(offerBy, today)}前推几个活` : '等着落') : `${dayWords(end.on, today)} ${end.words}`,
    open,
  };
}
