// A posting as lines on the screens of those who keep the board: its state, what it says, what can be done next.
import type { Output } from '@shared/contract/index';
import { daysBetween, dayWords } from '@shared/domain/dates';
import { PARTS_OF_POSTING, POSTING_FIELDS } from '@shared/domain/posting-fields';
import { type PostingVerb, STATUS_WORDS } from '@shared/domain/postings';
import { payWords } from '../../present/job';
import type { Tone } from '../../present/tone';

type Row = Output<'posting.list'>['items'][number];
export type Case = Output<'posting.show'>;
export type Status = Row['status'];

const CHIPS: Readonly<Record<Status, { tone: Tone; icon: string }>> = {
  draft: { tone: 'calm', icon: 'paper' },
  waiting: { tone: 'wait', icon: 'clock' },
  open: { tone: 'good', icon: 'check' },
  full: { tone: 'calm', icon: 'people' },
  expired: { tone: 'calm', icon: 'clock' },
  stopped: { tone: 'stop', icon: 'stop' },
  refused: { tone: 'stop', icon: 'stop' },
};
export const chipOf = (status: Status) => ({ ...CHIPS[status], words: STATUS_WORDS[status] });

const UNITS = { month: '一个月', day: '一天', hour: '一小时', piece: '一件' } as const;
export const CHECK_WORDS = { phone: '打过电话', visited: '去看过', paper: '有公函', known: '熟悉这家' } as const;

export interface BoardRow {
  id: string;
  title: string;
  employer: string;
  pay: string;
  end: string;
  chip: ReturnType<typeof chipOf>;
  phone: string;
}

export function boardRow(row: Row & { contact?: { phone: string } }, today: string): BoardRow {
  const { id, title, employer, place, pay, until, askAgainOn, status, headcount } = row;
  const due = status === 'open' && askAgainOn !== '' && askAgainOn <= today;
  return {
    id,
    title: title || '还没写岗位',
    employer: [employer || '还没写哪家', place.county || place.city || place.province].filter((one) => one !== '').join(' · '),
    pay: pay.maxFen === 0 ? '工钱没写' : `${UNITS[pay.unit]} ${payWords(pay)}，要 ${headcount} 人`,
    end: due ? `该再问了，过了 ${daysBetween(askAgainOn, today)} 天` : until === '' ? '' : `招到${dayWords(until, today)}`,
    chip: chipOf(status),
    phone: row.contact?.phone ?? '',
  };
}

/** What a posting says, part by part; lines nobody filled in are left out. */
export function partsOf(posting: Case['posting'], spot = ''): { part: string; lines: { key: string; value: string }[] }[] {
  return Object.entries(PARTS_OF_POSTING)
    .map(([part, words]) => ({
      part: words,
      lines: POSTING_FIELDS.filter((field) => field.part === part && field.key !== 'title' && field.key !== 'contactPhone')
        .map((field) => ({ key: field.label, value: field.kind === 'money' ? `${field.write(posting)} 元` : field.write(posting) }))
        .filter(({ value }) => value !== '' && value !== ' 元' && value !== '没有' && value !== '男女都行')
        .concat(part === 'place' && spot !== '' ? [{ key: '离家按', value: spot }] : []),
    }))
    .filter(({ lines }) => lines.length > 0);
}

/** Where two postings differ, line by line; what both say alike is left out. '—' = not said. */
export function differencesOf(here: Case['posting'], there: Case['posting']): { key: string; here: string; there: string }[] {
  const [mine, other] = [here, there].map(
    (one) => new Map(partsOf(one).flatMap(({ lines }) => lines.map(({ key, value }) => [key, value]))),
  );
  const rows = [
    { key: '岗位', here: here.title, there: there.title },
    ...[...new Set([...(mine?.keys() ?? []), ...(other?.keys() ?? [])])].map((key) => ({
      key,
      here: mine?.get(key) ?? '—',
      there: other?.get(key) ?? '—',
    })),
    { key: '联系电话', here: here.contact.phone || '—', there: there.contact.phone || '—' },
  ];
  return rows.filter((row) => row.here !== row.there);
}

/** Each step: what its button says, what is asked with it, in which words it is confirmed. */
export const STEPS: Readonly<
  Record<
    Exclude<PostingVerb, 'expire'>,
    { button: string; heading: string; hint: string; ask: '' | 'how' | 'words' | 'still'; done: string }
  >
> = {
  submit: { button: '送去核对', heading: '送去核对？', hint: '乡里的站打电话核对过，大家才看得到。', ask: '', done: '送去了' },
  check: { button: '核对过，放出去', heading: '怎么核对的', hint: '大家会看到是谁、哪天、怎么核对的。', ask: 'how', done: '放出去了' },
  refuse: { button: '不放', heading: '为什么不放', hint: '登的人会看到，可以改了再送。', ask: 'words', done: '退回去了' },
  still: { button: '还招', heading: '还招', hint: '问清楚还要几个人、招到哪天。', ask: 'still', done: '记下了' },
  full: { button: '招满了', heading: '招满了？', hint: '找活的人看到「招满了」，不再推给人。', ask: '', done: '登成招满了' },
  stop: { button: '不招了，撤下', heading: '为什么撤下', hint: '撤下以后大家看不到了。', ask: 'words', done: '撤下了' },
  reopen: { button: '重新招', heading: '重新招？', hint: '要再核对一遍才放出去。', ask: '', done: '排到等着核对里了' },
  drop: { button: '不要了', heading: '不要这个草稿了？', hint: '丢了就找不回来。', ask: '', done: '丢掉了' },
};
/** In this order; the first is the plain next step. */
export const ORDER = ['submit', 'check', 'still', 'full', 'reopen', 'refuse', 'stop', 'drop'] as const;
export type Step = (typeof ORDER)[number];
