// An employer and what it offers as lines on the screen.
import type { Output } from '@shared/contract/index';
import { dayWords } from '@shared/domain/dates';
import { EMPLOYER_KIND_WORDS, EMPLOYER_MARKS_TABLE, EMPLOYER_STATUS_WORDS } from '@shared/domain/employers';
import { STATUS_WORDS } from '@shared/domain/postings';
import type { Tone } from '../../present/tone';

type Row = Output<'employer.list'>['items'][number];
type Posting = Output<'employer.show'>['employer']['postings'][number];
type Offered = Output<'offer.send'>['posting'];

export interface ChipWords {
  tone: Tone;
  icon: string;
  words: string;
}

const CHIPS: Record<Row['status'], Omit<ChipWords, 'words'>> = {
  good: { tone: 'good', icon: 'check' },
  watched: { tone: 'wait', icon: 'ask' },
  stopped: { tone: 'stop', icon: 'stop' },
};

export const employerChip = (status: Row['status']): ChipWords => ({ ...CHIPS[status], words: EMPLOYER_STATUS_WORDS[status] });

export function employerLine({ id, name, kind, status, place, marks }: Row) {
  const where = [place.city, place.county].filter((one, at, all) => one !== '' && all.indexOf(one) === at).join('');
  return {
    id,
    name,
    about: [EMPLOYER_KIND_WORDS[kind], where].filter((one) => one !== '').join(' · '),
    held: [...new Set(marks)].map((mark) => EMPLOYER_MARKS_TABLE[mark].official).join('、'),
    chip: employerChip(status),
  };
}
export type EmployerLine = ReturnType<typeof employerLine>;

const TONES: Partial<Record<Posting['status'], Omit<ChipWords, 'words'>>> = {
  open: { tone: 'good', icon: 'check' },
  waiting: { tone: 'wait', icon: 'clock' },
  refused: { tone: 'stop', icon: 'stop' },
  stopped: { tone: 'stop', icon: 'stop' },
};

export function postingLine({ id, title, status, headcount, until, why, checked }: Posting, today: string) {
  return {
    id,
    title,
    about: `招 ${headcount} 人，到 ${dayWords(until, today)}`,
    why,
    checked: checked ? `${dayWords(checked.on, today)}，${checked.by} 核对过` : '',
    chip: { ...(TONES[status] ?? { tone: 'calm' as const, icon: 'people' }), words: STATUS_WORDS[status] },
  };
}

/** For whoever offers it: how it stands and what comes next, in plain words. */
const OFFER_STATES: Readonly<Record<Posting['status'], (one: Offered, today: string) => string>> = {
  draft: () => '',
  waiting: () => '送到站里了。站里打电话核对过，大家才看得到。',
  open: ({ checked, askAgainOn }, today) =>
    `放出去了，大家看得到。${checked ? `${dayWords(checked.on, today)} ${checked.by}核对过。` : ''}${askAgainOn ? `${dayWords(askAgainOn, today)}站里再问一遍还招不招。` : ''}`,
  full: () => '招满了，不再让人来问。还招就点「还招」。',
  expired: ({ until }, today) => `招到${dayWords(until, today)}，日子过了，不再放。还招就点「还招」，站里核对了再放。`,
  stopped: ({ why }) => `撤下了：${why}。`,
  refused: ({ why }) => `没放出去：${why}。点「改」，改好再送一次。`,
};
export const offerState = (one: Offered, today: string): string => OFFER_STATES[one.status](one, today);
