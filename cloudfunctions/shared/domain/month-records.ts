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
  /** Whose telephone there is to dial; '' = none recorded. */
  call: 'own' | 'contact' | '';
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
  /** What work they could take, as index keys of domain/person-cells.ts; absent = made before there were any. */
  matchKeys?: string[];
  /** Pay they told of as owed, work by work; absent = none. */
  owed?: OwedWork[];
  /** By which employers, as ids of employers/… of their township, to be found by; absent = none. */
  owedBy?: string[];
  /** Goes up with each rewriting, so that nobody writes over what is newer. */
  version: number;
  at: Instant;
}

/** Work for which somebody told that pay is owed. */
export interface OwedWork {
  /** employers/… as the name gives it; such a record need not be there. */
  employer: string;
  name: string;
  since: MonthText;
  toldOn: DateText;
  /** The work has ended. */
  left: boolean;
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

export interface WageSum {
  people: number;
  fen: Fen;
  lastPeople: number;
  lastFen: Fen;
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
  wage: WageSum;
  /** What lists of the village can be narrowed by. */
  groups: string[];
  keepers: { id: string; name: string }[];
  version: number;
  asOf: Instant;
}

/** targets/{town}:{year}: what the town and its villages are measured by; null = not set, or counted from the ledger. */
export interface TargetRecord extends Versioned {
  _id: string;
  county: string;
  town: string;
  village: string;
  year: string;
  /** 年度任务 and 去年底务工总数 as it was reported, of the town as a whole. */
  whole: Target;
  villages: Record<string, Target>;
}

export interface Target {
  task: number | null;
  lastYearEnd: number | null;
}

/** figure_reports/{random}: figures as somebody reported them, with the sentence. Written once. */
export interface FigureReportRecord extends Placed, Versioned {
  _id: string;
  status: 'kept';
  /** The place it is about; its level tells which of the three codes. */
  place: string;
  month: MonthText;
  counts: Record<string, number>;
  sentence: string;
  /** The instant each village's figures were as of; the difference begins there. */
  asOfs: Record<string, Instant>;
  at: Instant;
  by: { openid: string; name: string };
}

/** What the month's question was answered with; 'due' = not yet, 'carried' = 沿用上月, counted apart and never as checked. */
export const CHECK_OUTCOMES = ['due', 'same', 'moved', 'away', 'back', 'trouble', 'unreached', 'carried'] as const;
export type CheckOutcome = (typeof CHECK_OUTCOMES)[number];

/** How it is known: 本人点的 / 电话 / 见面 / 家里人说 / 群里说 / 沿用上月. */
export const CHECK_HOWS = ['self', 'phone', 'met', 'family', 'group', 'carried'] as const;
export type CheckHow = (typeof CHECK_HOWS)[number];

/** 有难处: what a labourer needs help with; domain/troubles.ts says whom it goes to. Each is a kind of duty too. */
export const TROUBLE_KINDS = ['arrears', 'injury', 'no_certificate', 'no_work', 'family_matter', 'wants_move'] as const;
export type TroubleKind = (typeof TROUBLE_KINDS)[number];

/** One answer as it was given, kept beside the one that stands. */
export interface CheckSaid {
  outcome: CheckOutcome;
  how: CheckHow | null;
  note: string;
  at: Instant;
  by: { openid: string; name: string };
}

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
  /** What others said of the same month, oldest first: said before and put right, or said by somebody who had not seen it. Nothing disappears. */
  others?: CheckSaid[];
  /** The month this answer was given for, when that month was closed already. */
  late?: MonthText | null;
  /** What came for this month after it was closed and before the next was opened: it opens the next one. */
  after?: CheckSaid | null;
  /** 有难处, as said with this month. */
  troubles?: TroubleKind[];
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
  figures: MonthFigures | null;
  /** What the random draw of 回访 was made with, so that it can be drawn again and compared; null while open. */
  drawSeed?: string | null;
}

/** The figures of one village's month; every one counts people asked. */
export const MONTH_COUNTS = [
  'asked',
  'left',
  'leftHouseholds',
  'self',
  'phone',
  'met',
  'family',
  'group',
  'carried',
  'unreached',
  'late',
  'changed',
  'troubles',
  'doubtful',
] as const;
export type MonthFigures = Record<(typeof MONTH_COUNTS)[number], number>;

/** One person to be seen to first, with why. */
export interface StakeRow {
  person: string;
  name: string;
  household: string;
  headName: string;
  group: string;
  /** Keys of domain/stakes.ts, the heaviest first, each with its sentence. */
  why: { key: string; words: string }[];
  weight: number;
}

/** month_figures/{figures:village:month}: counted anew when something changed, never added to. */
export interface MonthFiguresRecord {
  _id: string;
  county: string;
  town: string;
  village: string;
  month: MonthText;
  sortKey: string;
  figures: MonthFigures;
  /** 今天先办: the heaviest stakes first. */
  first: StakeRow[];
  /** Something changed since. */
  stale: boolean;
  /** Who is counting what stands until now; '' or none once something changed after they began. */
  counting?: string;
  asOf: Instant;
}
