// What the registry holds of persons and households beyond the first need, and the history of every field. Part of records.ts.
// Everything here is optional on the record: absent = never asked, null or '' = asked and there is none.
import type { DateText, Instant, MonthText, Role, Sealed, Versioned } from './records';
import type { VisitComing } from './sync/visit';

/** 残疾: the certificate's number holds the identity number (20 or 22 characters) and is sealed like it, as persons.disabilityCert. */
export interface Disability {
  category: string;
  level: string;
  cert: Sealed | null;
  /** Blind index of the number. */
  certIndex?: string | null;
  certTail: string | null;
  issuedOn: DateText | null;
}

/** A certificate of skill. */
export interface Certificate {
  name: string;
  /** 初级工…, '' when it has no grade. */
  level: string;
  on: DateText | null;
}

/** 培训意愿. */
export interface TrainingWish {
  wants: boolean;
  /** What one would learn, at most three, best first. */
  trades: string[];
  mode: string;
  /** When one is free, in the person's words. */
  when: string;
  /** Whether one can stay away over night; null = not asked. */
  board: boolean | null;
  asked: DateText;
}

/** 务工意愿 and 计划外出务工. */
export interface WorkWish {
  /** 是否计划外出务工 or 愿意务工. */
  plans: boolean;
  /** 原因 when not; one of UNWILLING_REASONS or own words. */
  why: string;
  /** Where to, in words. */
  where: string;
  /** When one goes, `YYYY-MM`; null = not known. */
  leaveOn: MonthText | null;
  /** 就业服务需求. */
  needs: string[];
  asked: DateText;
}

/** Whether the card works, as found out at the door or from a bank's answer. */
export interface CardState {
  works: boolean;
  why: string;
  on: DateText;
}

export const GONE_WHYS = ['moved_out', 'married_out', 'army', 'school', 'prison', 'merged', 'entered_by_mistake', 'other'] as const;
export type GoneWhy = (typeof GONE_WHYS)[number];

/** Why somebody, or a whole household, is no longer counted here. `into`: the record that holds what was theirs after a merge or a move. */
export interface Gone {
  why: GoneWhy | 'dead';
  on: DateText;
  note: string;
  into: string | null;
}

export interface PersonMore {
  /** The identity number is the national system's 999999 stand-in: to be replaced when the real one is issued. */
  idStandIn?: boolean;
  /** 民族. */
  nation?: string;
  disability?: Disability | null;
  /** What one can do, in words: 焊工, 带班, 做饭. */
  skills?: string[];
  certificates?: Certificate[];
  trainingWish?: TrainingWish | null;
  workWish?: WorkWish | null;
  /** Ties that keep somebody at home: 看孩子, 照顾老人, 有病. [] = asked, none. */
  tiedBy?: string[];
  /** 特困供养, 低保 of the person. */
  support?: string;
  /** Whether 雨露计划 is drawn; null or absent = not asked. */
  yulu?: boolean | null;
  /** Whether somebody there uses WeChat; null = not asked. */
  smartphone?: boolean | null;
  /** When the telephone is answered best, in words: 晚7点后. */
  bestHour?: string;
  /** Whether the telephone answered the last time it was dialled. */
  phoneWorks?: { works: boolean; on: DateText } | null;
  card?: CardState | null;
  gone?: Gone | null;
  /** The record this one was merged into, or those merged into it. */
  mergedFrom?: string[];
}

export interface HouseholdMore {
  /** 安置点, for those resettled. */
  resettlementSite?: string;
  /** 致贫/返贫风险, up to five, as RISKS or own words. */
  risks?: string[];
  /** 风险消除方式. */
  riskClearedBy?: string;
  /** 上年度人均纯收入, fen. */
  perCapitaFen?: number | null;
  /** Where they live, in words; never a coordinate. */
  address?: string;
  /** The last finished visit: when and by whom. */
  visited?: { on: DateText; by: string; visit: string } | null;
  gone?: Gone | null;
  mergedFrom?: string[];
}

/**
 * field_history/{record}:{version}: what one version of a registry record changed, written with it. Sealed values stay sealed and open in
 * the record's own place. From the present record, walked backwards, comes the record as of any past day.
 */
export interface HistoryRecord {
  _id: string;
  collection: 'persons' | 'households' | 'spells';
  record: string;
  version: number;
  at: Instant;
  by: { openid: string; role: Role | string };
  action: string;
  verb: string;
  /** undefined is stored as null together with `absent`. A first version lists nothing: before it there was no record. */
  changed: { field: string; was: unknown; is: unknown; wasAbsent?: boolean }[];
}

/** duties/{random or what it follows from}: something a named person is to do by a day. status 'open' | 'done' | 'dropped'. */
export const DUTY_KINDS = [
  'promise',
  'arrears',
  'injury',
  'no_certificate',
  'no_work',
  'family_matter',
  'wants_move',
  'returned',
  'application',
  'untold',
  'recheck',
  'conflict',
  'data_rule',
  'overlap',
  'handover',
  'other',
] as const;
export type DutyKind = (typeof DUTY_KINDS)[number];

export interface DutyRecord extends Versioned {
  _id: string;
  county: string;
  town: string;
  village: string;
  status: 'open' | 'done' | 'dropped';
  /** `{dueOn}:{id}`: what is due first stands first. */
  sortKey: string;
  kind: DutyKind;
  /** Who is to do it; '' = whoever keeps the household, else the village head. */
  owner: string;
  ownerName: string;
  person: string | null;
  personName: string;
  household: string | null;
  /** What is to be done, one sentence. */
  words: string;
  dueOn: DateText;
  /** What it came from: a visit, a monthly check, a finding. */
  from: { collection: string; record: string };
  /** Somebody new as told at a door: registering them, or taking them up again, closes the duty. */
  newcomer?: Omit<VisitComing, 'at'>;
  at: Instant;
  by: { openid: string; name: string };
  /** What came of it. */
  outcome: { words: string; at: Instant; by: { openid: string; name: string } } | null;
}
