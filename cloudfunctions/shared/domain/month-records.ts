// The shapes of stored records of the living ledger: where everyone stands, the monthly check, the round of a village. Part of records.ts.
import type { DateText, Fen, Instant, MonthText, Placed, Versioned } from './records';

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

/** whereabouts/{person}: made anew from the ledger when something changed and each night; never added to. status = where; sortKey = village, group, household, person. */
export interface WhereaboutsRecord extends Placed {
  _id: string;
  status: Whereabouts;
  person: string;
  name: string;
  initials: string;
  household: string;
  headName: string;
  group: string;
  keeper: string | null;
  keeperName: string;
  /** Which rule decided, for the sentence that explains it. */
  rule: string;
  /** That sentence, in words for cadres. */
  words: string;
  /** Since when; null = not known. */
  since: DateText | null;
  /** The open or last spell it rests on. */
  spell: string | null;
  /** 省 市 县 of it, in words; '' at home. */
  place: string;
  channel: string;
  /** Of the present work; null = none, or not known. */
  monthlyFen: Fen | null;
  /** Of the work a year ago on the same day. */
  lastYearFen: Fen | null;
  /** 暂回: the day of going back. */
  backOn: DateText | null;
  /** What is to be done next: a key of NEXT_STEPS in domain/next-steps.ts. */
  next: string;
  marks: WhereaboutsMark[];
  /** Why 就业困难, codes of domain/figures.ts; [] = it does not apply. */
  hard: string[];
  /** Every named figure the person is counted in: a figure opens its people by this very field. */
  figures: string[];
  /** Goes up with each rewriting, so that nobody writes over what is newer. */
  version: number;
  at: Instant;
}

/** where_changes/{person}:{version}: that somebody was counted otherwise from then on; 「比上次报的」 is folded from these. Written once. */
export interface WhereChangeRecord {
  _id: string;
  county: string;
  town: string;
  village: string;
  /** `{at}:{person}:{version}`. */
  sortKey: string;
  person: string;
  name: string;
  was: { status: Whereabouts; figures: string[] } | null;
  is: { status: Whereabouts; figures: string[]; words: string } | null;
  at: Instant;
}

/** stats/{village}:{month}: the figures of a village, recomputed while the month lasts; what earlier months said stays. */
export interface StatsRecord {
  _id: string;
  county: string;
  town: string;
  village: string;
  month: MonthText;
  /** People, or households, by key of domain/figures.ts. */
  counts: Record<string, number>;
  /** Monthly pay of those at work whose pay is known, and of the same day a year ago. */
  wage: { people: number; fen: Fen; lastPeople: number; lastFen: Fen };
  /** Answers to the month's question by outcome. */
  checks: Record<string, number>;
  version: number;
  asOf: Instant;
}

/** targets/{place}:{year}: what the place is measured by; set by the clerk for each village. */
export interface TargetRecord extends Versioned {
  _id: string;
  county: string;
  town: string;
  village: string;
  year: string;
  /** 年度任务; null = not set. */
  task: number | null;
  /** 去年底在岗 as it was reported; null = counted from the ledger. */
  lastYearEnd: number | null;
}

/** reports/{random}: figures as somebody reported them, with the sentence. Written once. */
export interface FigureReportRecord extends Placed {
  _id: string;
  status: 'kept';
  /** The place it is about; its level tells which of the three codes. */
  place: string;
  month: MonthText;
  counts: Record<string, number>;
  sentence: string;
  /** The instant the figures were as of; the difference begins here. */
  asOf: Instant;
  at: Instant;
  by: { openid: string; name: string };
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
