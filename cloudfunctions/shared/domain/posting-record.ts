// The shapes of job postings, of who offers them and of what residents report of them; part of records.ts, which everybody imports.
import type { DateText, Fen, Instant, Placed, Versioned } from './records';

export const JOB_AREAS = ['outside_province', 'in_province', 'in_county'] as const;
export type JobArea = (typeof JOB_AREAS)[number];

/** 就业渠道 of a posting: the three distances for ordinary work, then what the place itself provides. */
export const JOB_CHANNELS = ['outside_province', 'in_province', 'in_county', 'workshop', 'welfare', 'relief', 'casual'] as const;
export type JobChannel = (typeof JOB_CHANNELS)[number];

/** How a posting came in. */
export const JOB_SOURCES = ['typed', 'pasted', 'sheet', 'employer', 'workshop', 'partner', 'exchange'] as const;
export type JobSource = (typeof JOB_SOURCES)[number];

/** How heavy the work is, told honestly: 轻活, 一般, 重活. */
export const JOB_STRENGTHS = ['light', 'medium', 'heavy'] as const;
export type JobStrength = (typeof JOB_STRENGTHS)[number];

/**
 * draft: being written · waiting: to be checked by a named person · open · full: 招满 · expired: 过期 · stopped: taken down, with why ·
 * refused: checked and not taken. Residents see open, full and expired alone.
 */
export const POSTING_STATUSES = ['draft', 'waiting', 'open', 'full', 'expired', 'stopped', 'refused'] as const;
export type PostingStatus = (typeof POSTING_STATUSES)[number];

/** Where the work is, for distance from home: a village's code, the township's or the county's seat; '' = elsewhere or not known. */
export type PostingSpot = { kind: 'village'; code: string } | { kind: 'town_seat' } | { kind: 'county_seat' } | { kind: 'elsewhere' };

/** Who stands behind a posting: 帮扶单位 or 劳务协作, and whether a bus goes; null = nobody said. */
export interface PostingBacking {
  kind: 'partner' | 'exchange';
  name: string;
  bus: boolean | null;
  /** When and from where the bus goes, in words. */
  busWords: string;
}

/** How a named person made sure of it. */
export const CHECK_WAYS = ['phone', 'visited', 'paper', 'known'] as const;
export type CheckWay = (typeof CHECK_WAYS)[number];

export interface PostingChecked {
  /** Title and name as residents read it. */
  by: string;
  on: DateText;
  how?: CheckWay;
  /** What was asked and found, for staff: 打电话问过老板，工资按月发; absent = nothing noted. */
  note?: string;
  openid?: string;
}

/** postings/{random}: a 岗位. */
export interface PostingRecord extends Placed, Versioned {
  _id: string;
  title: string;
  employer: string;
  /** employers/…; '' = not looked up yet. */
  employerId: string;
  area: JobArea;
  channel: JobChannel;
  place: { province: string; city: string; county: string; address: string };
  spot: PostingSpot;
  pay: { minFen: Fen; maxFen: Fen; unit: 'month' | 'day' | 'hour' | 'piece'; how: string };
  board: { food: boolean; lodging: boolean };
  /** The last day one can still come. */
  until: DateText;
  headcount: number;
  /** How many were taken through us, counted anew from the applications with every one that is taken or leaves; absent = none yet. */
  taken?: number;
  hours: string;
  strength: JobStrength;
  /** As the employer honestly asks it; max null = no upper age. `why`: the law or the work that asks it, '' = none given. */
  age: { min: number; max: number | null; why?: string };
  /** Only where the law forbids the work to one sex (女职工禁忌劳动); null = everybody. */
  onlySex: { sex: '男' | '女'; why: string } | null;
  skills: string[];
  certificates: string[];
  insurance: string;
  contract: string;
  transport: string;
  description: string;
  contact: { name: string; phone: string };
  photos: string[];
  source: JobSource;
  /** The sheet it was brought in with; absent = none. */
  sheet?: string;
  backing: PostingBacking | null;
  /** Who wrote it down, for questions and for keeping writer and checker apart where they must be. */
  by: { openid: string; name: string };
  /** null until a named person has checked it. */
  checked: PostingChecked | null;
  /** To be asked again by then whether it still holds; '' = not open. */
  askAgainOn: DateText;
  /** Why it was stopped or refused, in words; '' otherwise. */
  why: string;
  /** What may be the same posting: hash of title, employer and telephone without punctuation. */
  sameKey: string;
  /** What postings of the same employer or telephone have in common: keys by likenessOf() of domain/posting-likeness.ts, set by indexed(). */
  alike?: string[];
  /** Looked at beside these and kept as another one. */
  differs?: string[];
  /** Lower-case title + employer + place, for substring search within the listed page. */
  searchText: string;
  /** What it fits, as index keys, and the order within one; both by indexed() of domain/job-cells.ts. No keys unless open. */
  cells: string[];
  rankKey: string;
}

export const EMPLOYER_MARKS = ['arrears', 'fraud', 'fee', 'injury_hidden'] as const;
export type EmployerMark = (typeof EMPLOYER_MARKS)[number];

export const EMPLOYER_KINDS = ['company', 'workshop', 'site', 'agency', 'public', 'farm', 'person'] as const;
export type EmployerKind = (typeof EMPLOYER_KINDS)[number];
export const EMPLOYER_STATUSES = ['good', 'watched', 'stopped'] as const;
export type EmployerStatus = (typeof EMPLOYER_STATUSES)[number];

export interface EmployerMarked {
  mark: EmployerMark;
  on: DateText;
  /** What is known, for staff. */
  words: string;
  /** Who found it: 县劳动监察大队. */
  from: string;
  /** Published or decided by an authority: only then are residents told. */
  official: boolean;
  by: { openid: string; name: string };
  lifted: { on: DateText; why: string; by: { openid: string; name: string } } | null;
}

/**
 * employers/employer:{town}:{hash of nameKey}: whoever offers work, as one township keeps them; the id follows from the name, so that a posting
 * knows its employer without looking. status: EMPLOYER_STATUSES, by statusOf() of domain/employers.ts; a stopped one's postings are taken
 * down and no new ones opened.
 */
export interface EmployerRecord extends Placed, Versioned {
  _id: string;
  name: string;
  /** The name without punctuation, blanks and 有限公司 and the like: two spellings meet. */
  nameKey: string;
  kind: EmployerKind;
  place: { province: string; city: string; county: string; address: string };
  contact: { name: string; phone: string };
  marks: EmployerMarked[];
  /** Taken off by a checker, whatever the marks; null = not. */
  stopped: { on: DateText; why: string; by: { openid: string; name: string } } | null;
  /** WeChats that write for it. */
  openids: string[];
  note: string;
}

export const REPORT_REASONS = ['filled', 'pay_differs', 'asks_money', 'cannot_reach', 'work_differs', 'other'] as const;
export type ReportReason = (typeof REPORT_REASONS)[number];

/** posting_reports/{posting}:{openid}: what a resident found wrong. status 'open' | 'answered'. */
export interface PostingReportRecord extends Placed, Versioned {
  _id: string;
  posting: string;
  title: string;
  openid: string;
  reason: ReportReason;
  words: string;
  at: Instant;
  answer: { words: string; result: 'kept' | 'mended' | 'full' | 'stopped'; at: Instant; by: { openid: string; name: string } } | null;
}
