// A sheet that goes out, as its list shows it: what, of where, how far.
import type { Output } from '@shared/contract/index';
import { beijingDate, beijingTime, dayWords } from '@shared/domain/dates';
import type { Tone } from './tone';

type Row = Output<'export.list'>['items'][number];

const STATES: Record<Row['status'], { words: string; tone: Tone; icon: string }> = {
  asked: { words: '等另一个人同意', tone: 'wait', icon: 'clock' },
  running: { words: '正在做', tone: 'wait', icon: 'clock' },
  ready: { words: '做好了', tone: 'good', icon: 'check' },
  refused: { words: '没同意', tone: 'stop', icon: 'cross' },
  over: { words: '已清掉', tone: 'calm', icon: 'bin' },
};

export interface ExportItem {
  id: string;
  name: string;
  state: string;
  tone: Tone;
  icon: string;
  /** Who, when, why. */
  about: string;
  /** Whole numbers or masked, how many rows. */
  holds: string;
  answer: string;
  canAgree: boolean;
  canFetch: boolean;
  canDrive: boolean;
  task: string;
  version: number;
}

export function exportItem(row: Row, today: string): ExportItem {
  const { words, tone, icon } = STATES[row.status];
  const day = dayWords(beijingDate(row.at), today);
  return {
    id: row.id,
    name: row.name,
    state: words,
    tone,
    icon,
    about: `${row.by} ${day} · ${row.reason}`,
    holds: `${row.full ? '完整号码' : '号码打星'}${row.rows > 0 ? ` · ${row.rows} 行` : ''}${row.until === null ? '' : ` · 留到 ${beijingTime(row.until)}`}`,
    answer: row.agreed === null ? '' : `${row.agreed.name}${row.agreed.yes ? '同意的' : '没同意'}`,
    canAgree: row.can.includes('agree'),
    canFetch: row.can.includes('fetch'),
    canDrive: row.can.includes('drive'),
    task: row.task ?? '',
    version: row.version,
  };
}
