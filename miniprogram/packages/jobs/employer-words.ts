// An employer and what it offers as lines on the screen.
import type { Output } from '@shared/contract/index';
import { dayWords } from '@shared/domain/dates';
import { EMPLOYER_KIND_WORDS, EMPLOYER_MARKS_TABLE, EMPLOYER_STATUS_WORDS } from '@shared/domain/employers';
import { STATUS_WORDS } from '@shared/domain/postings';
import type { Tone } from '../../present/tone';

type Row = Output<'employer.list'>['items'][number];
type Posting = Output<'employer.show'>['employer']['postings'][number];

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
