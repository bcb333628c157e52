// One person where they stand, as a row: state, the sentence that explains it, what to do next and by whom.
import type { Output } from '@shared/contract/index';
import { dayWords } from '@shared/domain/dates';
import { FIGURES } from '@shared/domain/figures';
import { HARD_WORDS, type HardWhy } from '@shared/domain/household-standing';
import { NEXT_WHO, nextStep } from '@shared/domain/next-steps';
import type { Tone } from '../../../present/tone';

export type Row = Output<'where.people'>['items'][number];

const LOOK: Readonly<Record<Row['state'], { tone: Tone; icon: string }>> = {
  other_province: { tone: 'good', icon: 'work' },
  in_province: { tone: 'good', icon: 'work' },
  in_county: { tone: 'good', icon: 'work' },
  local_post: { tone: 'good', icon: 'work' },
  self_employed: { tone: 'good', icon: 'work' },
  home_for_now: { tone: 'wait', icon: 'clock' },
  just_back: { tone: 'wait', icon: 'back' },
  waiting: { tone: 'wait', icon: 'ask' },
  cannot_leave: { tone: 'calm', icon: 'stop' },
  unwilling: { tone: 'calm', icon: 'cross' },
  not_counted: { tone: 'calm', icon: 'person' },
};

export interface StandingItem {
  person: string;
  name: string;
  /** 石桥村 · 二组 · 周满仓家 · 包户人 任某 */
  where: string;
  state: string;
  tone: Tone;
  icon: string;
  words: string;
  /** 问一声回去没有（包户干部） */
  next: string;
  marks: string;
  call: Row['call'];
}

export function standingItem(row: Row, several: boolean): StandingItem {
  const { words, who } = nextStep(row.next);
  const whose = who === 'keeper' && row.keeperName !== '' ? row.keeperName : NEXT_WHO[who];
  const hard = row.hard.flatMap((why) => (why in HARD_WORDS ? [HARD_WORDS[why as HardWhy]] : []));
  const marks = [
    hard.length > 0 ? `就业困难：${hard.join('、')}` : '',
    row.marks.includes('monitored') ? '监测户' : '',
    row.marks.includes('resettled') ? '搬迁户' : '',
    row.marks.includes('zero_work_household') && !row.hard.includes('zero_work') ? '零就业户' : '',
  ];
  return {
    person: row.person,
    name: row.name,
    where: [
      several ? row.villageName : '',
      row.group,
      row.headName === '' || row.headName === row.name ? '户主' : `${row.headName}家`,
      row.keeperName === '' ? '' : `包户人 ${row.keeperName}`,
    ]
      .filter((part) => part !== '')
      .join(' · '),
    state: FIGURES[row.state].words,
    ...LOOK[row.state],
    words: row.words,
    next: words === '' ? '' : `${words}${whose === '' ? '' : `（${whose}）`}`,
    marks: marks.filter((one) => one !== '').join(' · '),
    call: row.call,
  };
}

/** The cells of one person in a table for a spreadsheet; no number of anybody. */
export function standingCells(row: Row): string[] {
  const { words } = nextStep(row.next);
  return [
    row.villageName,
    row.group,
    row.headName,
    row.name,
    FIGURES[row.state].words,
    row.since === null ? '' : dayWords(row.since),
    row.place,
    row.words,
    words,
    row.keeperName,
  ];
}
export const STANDING_HEAD = ['村', '组', '户主', '姓名', '在哪', '从哪天起', '地点', '怎么回事', '下一步', '包户人'];
