// The shapes of stored records of the living ledger: where everyone stands, the monthly check, the round of a village. Part of records.ts.
import type { DateText, Instant, MonthText, Placed, Versioned } from './records';

/**
 * Where a person stands, exactly one at any time, by rule (domain/whereabouts.ts):
 * 在省外 · 在省内县外 · 在县里上班 · 车间/公益岗/以工代赈 · 自己干 · 暂回 · 刚回来没着落 · 在家等活 · 去不了 · 不想去 · 不算数.
 */
export const WHEREABOUTS = [
  'other_province',
  'in_province',
  'in_county',
  'local_post',
  'self_employed',
  'home_for_now',
  'just_back',
  'waiting',
  'cannot_leave',
  'unwilling',
  'not_counted',
] as const;
export type Whereabouts = (typeof WHEREABOUTS)[number];

/** At work: 在岗. 暂回 counts, its work goes on. */
export const AT_WORK: readonly Whereabouts[] = [
  'other_province',
  'in_province',
  'in_county',
  'local_post',
  'self_employed',
  'home_for_now',
];

/** Lists of their own beside where somebody stands. */
export const WHEREABOUTS_MARKS = [
  'hard_to_place',
  'zero_work_household',
  'monitored',
  'resettled',
  'returned',
  'aged',
  'disabled',
] as const;
export type WhereaboutsMark = (typeof WHEREABOUTS_MARKS)[number];

/** whereabouts/{person}: made anew from the ledger when something changed and each night; never added to. status = where; sortKey = group, household, person. */
export interface WhereaboutsRecord extends Placed {
  _id: string;
  status: Whereabouts;
  person: string;
  name: string;
  household: string;
  headName: string;
  group: string;
  keeper: string | null;
  /** Which rule decided, for the sentence that explains it. */
  rule: string;
  /** Since when; null = not known. */
  since: DateText | null;
  /** The open or last spell it rests on. */
  spell: string | null;
  /** 省 市 县 of it, in words; '' at home. */
  place: string;
  channel: string;
  /** What is to be done next: a key of NEXT_STEPS in domain/whereabouts.ts. */
  next: string;
  marks: WhereaboutsMark[];
  at: Instant;
}

/** What the month's question was answered with; 'due' = not yet, 'carried' = 沿用上月, counted apart and never as checked. */
export const CHECK_OUTCOMES = ['due', 'same', 'moved', 'away', 'back', 'trouble', 'unreached', 'carried'] as const;
export type CheckOutcome = (typeof CHECK_OUTCOMES)[number];

/** How it is known: 本人点的 / 电话 / 见面 / 家里人说 / 群里说 / 沿用上月. */
export const CHECK_HOWS = ['self', 'phone', 'met', 'family', 'group', 'carried'] as const;
export type CheckHow = (typeof CHECK_HOWS)[number];

/** checks/{check:month:person}: the month's question about one labourer. status = the outcome; sortKey = group, household, person. */
export interface CheckRecord extends Placed, Versioned {
  _id: string;
  status: CheckOutcome;
  month: MonthText;
  person: string;
  name: string;
  household: string;
  headName: string;
  group: string;
  /** Who calls: an openid of the village's cadres; null = whoever takes it. */
  caller: string | null;
  how: CheckHow | null;
  /** Whether the month before was carried or not reached: these come first. */
  first: boolean;
  note: string;
  at: Instant | null;
  by: { openid: string; name: string } | null;
  /** Tries that did not get through, newest last. */
  tries: { at: Instant; by: { openid: string; name: string } }[];
  /** Where the person was said to be, frozen with the answer: the ledger of that month. */
  seen: { whereabouts: Whereabouts; place: string; employer: string; monthlyFen: number | null } | null;
}

/** rounds/{round:village:month}: one village's month. status 'open' | 'closed'. Figures are frozen when it is closed and stay as they were reported. */
export interface RoundRecord extends Placed, Versioned {
  _id: string;
  status: 'open' | 'closed';
  month: MonthText;
  cutoff: DateText;
  openedAt: Instant;
  closedAt: Instant | null;
  closedBy: { openid: string; name: string } | null;
  figures: Record<string, number> | null;
}
