// An application's way from 我想去 to a month of work, as one table: who may take which step from where, what is due next, what it counts.

import { addDays } from './dates';
import { movedPosting } from './postings';
import type { ApplicationEnd, ApplicationRecord, ApplicationStatus, ApplicationStep, DateText, Instant, PostingRecord } from './records';

/** want: 我想去 · ask: 问过了 · agree: 说好要去 · take: 录用上岗 · stay: 干满一个月 · end: 不成了. */
export const APPLICATION_VERBS = ['want', 'ask', 'agree', 'take', 'stay', 'end'] as const;
export type ApplicationVerb = (typeof APPLICATION_VERBS)[number];

/** As whom somebody moves it: the person, who helps them, an officer of their place. */
export type MoverAs = ApplicationStep['by']['as'];

interface Move {
  to: ApplicationStatus;
  from: readonly (ApplicationStatus | 'none')[];
  by: readonly MoverAs[];
}

const EVERYBODY: readonly MoverAs[] = ['self', 'helper', 'cadre'];
const OFFICERS: readonly MoverAs[] = ['cadre'];

export const APPLICATION_MOVES: Readonly<Record<ApplicationVerb, Move>> = {
  want: { to: 'wants', from: ['none', 'ended'], by: EVERYBODY },
  ask: { to: 'asked', from: ['wants'], by: OFFICERS },
  agree: { to: 'going', from: ['wants', 'asked'], by: EVERYBODY },
  take: { to: 'taken', from: ['wants', 'asked', 'going'], by: OFFICERS },
  stay: { to: 'stayed', from: ['taken'], by: OFFICERS },
  end: { to: 'ended', from: ['wants', 'asked', 'going', 'taken', 'stayed'], by: [...EVERYBODY, 'house'] },
};

/** Under way: somebody still waits to hear. */
export const LIVE_STATUSES: readonly ApplicationStatus[] = ['wants', 'asked', 'going', 'taken'];
export const OVER_STATUSES: readonly ApplicationStatus[] = ['stayed', 'ended'];
/** They hold one of the places the posting offers. */
const HOLDING: readonly ApplicationStatus[] = ['taken', 'stayed'];

/** Within how many days somebody asks what became of it, by where it stands. */
const DUE_DAYS: Partial<Record<ApplicationStatus, number>> = { wants: 3, asked: 7, going: 3, taken: 30 };

/** 干满一个月 is so after as many days as the shortest month has. */
export const MONTH_DAYS = 28;

export class ApplicationRefused extends Error {
  override name = 'ApplicationRefused';
}

/** The steps open to somebody, in the order of the table. */
export function verbsFor(status: ApplicationStatus | 'none', as: MoverAs): ApplicationVerb[] {
  return APPLICATION_VERBS.filter((verb) => APPLICATION_MOVES[verb].from.includes(status) && APPLICATION_MOVES[verb].by.includes(as));
}

export const isLive = ({ status }: Pick<ApplicationRecord, 'status'>): boolean => LIVE_STATUSES.includes(status as ApplicationStatus);
export const holdsPlace = ({ status }: Pick<ApplicationRecord, 'status'>): boolean => HOLDING.includes(status as ApplicationStatus);
export const applicationId = (posting: string, person: string): string => `${posting}:${person}`;

/** The day it last came there; '' = never. */
export const lastOf = ({ steps }: Pick<ApplicationRecord, 'steps'>, status: ApplicationStatus): DateText | '' =>
  [...steps].reverse().find(({ to }) => to === status)?.on ?? '';

export interface Step {
  verb: ApplicationVerb;
  by: ApplicationStep['by'];
  on: DateText;
  at: Instant;
  /** Needed by `end`, '' otherwise. */
  why: ApplicationEnd | '';
  words: string;
}

/**
 * The application after a step.
 * @throws ApplicationRefused in plain Chinese when the table has no such step from here for this mover.
 */
export function stepped(application: ApplicationRecord, { verb, by, on, at, why, words }: Step): ApplicationRecord {
  const { to, from, by: movers } = APPLICATION_MOVES[verb];
  const status = application.steps.length === 0 ? 'none' : application.status;
  if (status === 'merged') throw new ApplicationRefused('这一条跟着人合到另一条里了');
  if (!movers.includes(by.as)) throw new ApplicationRefused('这一步要村里的干部来记');
  if (!from.includes(status)) throw new ApplicationRefused(`现在是「${STATUS_OFFICIAL[status as ApplicationStatus]}」，不能记这一步`);
  const taken = lastOf(application, 'taken');
  if (verb === 'stay' && taken !== '' && on < addDays(taken, MONTH_DAYS)) throw new ApplicationRefused(`${taken} 上岗，还不满一个月`);
  if (verb === 'end' && why === '') throw new ApplicationRefused('选一个没去成的原因');
  const days = DUE_DAYS[to];
  const dueOn = days === undefined ? '' : addDays(on, days);
  const step: ApplicationStep = { to, on, at, by, why: verb === 'end' ? why : '', words };
  // Somebody who left work that was written down may want the same again, and that becomes work of its own.
  const spell = verb === 'want' ? '' : application.spell;
  const sortKey = `${dueOn || on}:${application._id}`;
  return { ...application, status: to, dueOn, spell, sortKey, steps: [...application.steps, step], note: null };
}

/** What the house does is signed by nobody. */
const HOUSE: ApplicationStep['by'] = { openid: 'house', name: '', as: 'house' };

/** Ended by what became of the posting or of the person, from wherever it stands. */
export const endedByHouse = (application: ApplicationRecord, why: ApplicationEnd, words: string, on: DateText, at: Instant) =>
  stepped(application, { verb: 'end', by: HOUSE, on, at, why, words });

/** The step the house ended it with, while nobody has taken another; null = it was not the house. */
export function houseEnd({ steps, status }: Pick<ApplicationRecord, 'steps' | 'status'>): ApplicationStep | null {
  const last = steps[steps.length - 1];
  return status === 'ended' && last?.by.as === 'house' && last.to === 'ended' ? last : null;
}

/** Where it stood before the house ended it. */
export const stoodBefore = ({ steps }: Pick<ApplicationRecord, 'steps'>): ApplicationStatus => steps[steps.length - 2]?.to ?? 'ended';

/** The house's own end taken back: it stands where it stood, and is due anew from today. */
export function broughtBack(application: ApplicationRecord, words: string, on: DateText, at: Instant): ApplicationRecord {
  const to = stoodBefore(application);
  const days = DUE_DAYS[to];
  const dueOn = days === undefined ? '' : addDays(on, days);
  const step: ApplicationStep = { to, on, at, by: HOUSE, why: '', words };
  const sortKey = `${dueOn || on}:${application._id}`;
  return { ...application, status: to, dueOn, sortKey, steps: [...application.steps, step], note: null };
}

/** Why a posting cannot be wanted now, with what to do next; null = it can. */
export function wantBar(posting: Pick<PostingRecord, 'status' | 'until'>, today: DateText): { message: string; next: string } | null {
  const next = '看看别的活，还有在招的。';
  if (posting.status === 'full') return { message: '这个活招满了。', next };
  if (posting.status === 'expired' || (posting.status === 'open' && posting.until < today))
    return { message: '这个活过了日子，不招了。', next };
  return posting.status === 'open' ? null : { message: '这个活已经撤了。', next };
}

/**
 * A posting after its takers were counted: full by itself at its headcount, and then shown to nobody looking for work. It does not open
 * again by itself when somebody leaves: whether the employer still wants one is asked, not assumed.
 */
export function countedPosting(posting: PostingRecord, taken: number, today: DateText): PostingRecord {
  const full = posting.status === 'open' && taken >= posting.headcount;
  return full ? movedPosting({ ...posting, taken }, { verb: 'full', as: 'house', today }) : { ...posting, taken };
}

/** For cadres. */
export const STATUS_OFFICIAL: Readonly<Record<ApplicationStatus, string>> = {
  wants: '想去',
  asked: '问过了',
  going: '说好要去',
  taken: '录用上岗',
  stayed: '干满一个月',
  ended: '没去成',
};

/** What whoever asked reads. */
export const STATUS_SPOKEN: Readonly<Record<ApplicationStatus, string>> = {
  wants: '说了想去，等回话',
  asked: '问过了，等定下来',
  going: '说好要去',
  taken: '上班了',
  stayed: '干满一个月了',
  ended: '没去成',
};

export const VERB_WORDS: Readonly<Record<ApplicationVerb, string>> = {
  want: '想去',
  ask: '问过招工的了',
  agree: '说好要去',
  take: '录用上岗了',
  stay: '干满一个月了',
  end: '没去成',
};

export const END_WORDS: Readonly<Record<ApplicationEnd, string>> = {
  filled: '那边招满了',
  stopped: '那边停了，不招了',
  not_taken: '那边没要',
  pay: '工钱不合适',
  too_far: '太远了',
  too_hard: '活太重',
  family: '家里走不开',
  ill: '身体不行',
  other_job: '有别的活了',
  not_as_said: '和说的不一样',
  left: '干了一阵不干了',
  other: '别的原因',
  died: '人不在了',
  left_town: '人不在村里的册上了',
};

const DUTY_STANDS: Readonly<Record<ApplicationStatus, string>> = {
  wants: '想去',
  asked: '问过',
  going: '说好要去',
  taken: '去了',
  stayed: '去了',
  ended: '想去过',
};

/** What whoever keeps the household is to do, by where it stands; '' = nothing. */
export function dutyWords({ status, personName, title, employer, note }: ApplicationRecord): string {
  const what = `「${title}」（${employer}）`;
  if (note && isLive({ status })) return `${personName}${DUTY_STANDS[status as ApplicationStatus]}${what}。${note.words}`;
  switch (status as ApplicationStatus) {
    case 'wants':
      return `${personName}想去${what}：打电话问问招工的，给个回话`;
    case 'asked':
      return `${personName}问过${what}了：定下来去不去`;
    case 'going':
      return `${personName}说好要去${what}：问一声到了没有，要了没有`;
    case 'taken':
      return `${personName}去了${what}：问一声干满一个月没有`;
    default:
      return '';
  }
}

/** What the person and who helps them are told of a step somebody else took. */
export function toldWords({ status, personName, title, steps }: ApplicationRecord): { title: string; text: string } {
  const why = steps[steps.length - 1]?.why ?? '';
  const texts: Record<ApplicationStatus, string> = {
    wants: '村里替您记上了，三天里给您回话。',
    asked: '村里问过招工的了，去不去您定。',
    going: '说好了要去。走以前有难处，打电话给村里。',
    taken: '招工的要了。干得怎么样，村里会问您一声。',
    stayed: '干满一个月了。该领的补贴，到「补贴」里看。',
    ended: `这个活没成${why === '' ? '' : `：${END_WORDS[why]}`}。再看看别的。`,
  };
  return { title: `${personName}想去的活：${title}`, text: texts[status as ApplicationStatus] };
}
