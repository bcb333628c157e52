// The shapes of stored records, one interface per collection. Types only: who may write them is repos/, what leaves is present.ts.
import type { PastAccount, PersonContact, StandIn } from './people-records';
import type { HouseholdMore, PersonMore } from './registry-records';
import type { Counting } from './standing-facts';

export * from './application-records';
export * from './claim-records';
export * from './counting-records';
export * from './export-records';
export * from './fair-records';
export * from './finding-records';
export * from './handover-records';
export * from './happening-records';
export * from './home-merge-records';
export * from './intake-records';
export * from './list-records';
export * from './merge-records';
export * from './minutes-records';
export * from './month-records';
export * from './paying-records';
export * from './people-records';
export * from './posting-record';
export * from './posting-sheet-records';
export * from './publicity-records';
export * from './push-records';
export * from './recheck-records';
export * from './registry-records';
export * from './retype-records';
export * from './visit-records';

/** `YYYY-MM-DD`, a day in Beijing. */
export type DateText = string;
/** `YYYY-MM`, a month in Beijing. */
export type MonthText = string;
/** An instant, ISO 8601 in UTC with milliseconds. */
export type Instant = string;
/** Money, a whole number of fen (1 yuan = 100 fen). */
export type Fen = number;
/** `k1.<iv>.<ct>.<tag>`: a sealed sensitive value; see runtime/crypto.ts. */
export type Sealed = string;

/** What every listed record carries, so that scope, state and order are one index prefix. Codes are the 6/12-digit region codes. */
export interface Placed {
  county: string;
  town: string;
  village: string;
  status: string;
  /** Orders a list within scope and status; unique enough to serve as a cursor together with `_id`. */
  sortKey: string;
}

/** What every changeable record carries: optimistic version and the head of its audit chain (hash of the newest entry, '' before the first). */
export interface Versioned {
  version: number;
  auditHead: string;
}

export const HOUSEHOLD_TYPES = ['一般脱贫户', '低保脱贫户', '特困供养脱贫户', '一般农户'] as const;
export type HouseholdType = (typeof HOUSEHOLD_TYPES)[number];

export const MONITORING_CATEGORIES = ['脱贫不稳定户', '边缘易致贫户', '突发严重困难户'] as const;
export type MonitoringCategory = (typeof MONITORING_CATEGORIES)[number];

export const LABOUR_SKILLS = ['普通劳动力', '技能劳动力', '弱劳动力或半劳动力', '丧失劳动力', '无劳动力'] as const;
export type LabourSkill = (typeof LABOUR_SKILLS)[number];

/** 防返贫监测: the household's risk, when found and when declared gone. */
export interface Monitoring {
  category: MonitoringCategory;
  identifiedOn: DateText;
  clearedOn: DateText | null;
}

/** households/{random}: status 'active' | 'gone'. */
export interface HouseholdRecord extends Placed, Versioned, HouseholdMore {
  _id: string;
  /** 户编号 of the national system, as text. */
  code: string;
  headName: string;
  /** 村民小组, e.g. '二组'. */
  group: string;
  householdType: HouseholdType;
  monitoring: Monitoring | null;
  /** 易地搬迁安置. */
  resettled: boolean;
  /** 包户人: the officer who looks after this household; null or absent = nobody yet. */
  keeper?: string | null;
  keeperName?: string;
}

/** A paying account: the number is sealed, the tail (last four) is what people see. */
export interface AccountField {
  sealed: Sealed;
  tail: string;
  bank: string;
  holder: string;
}

/** persons/{random}: status 'active' | 'dead' | 'gone'. */
export interface PersonRecord extends Placed, Versioned, PersonMore {
  _id: string;
  household: string;
  name: string;
  /** Pinyin initials, lower case, for anchored search. */
  initials: string;
  sex: '男' | '女';
  born: DateText;
  /** 与户主关系, national words. */
  relation: string;
  labourSkill: LabourSkill;
  /** 文化程度; exactly one of schooling and studentStatus is filled. */
  schooling: string | null;
  /** 在校生状况. */
  studentStatus: string | null;
  health: string;
  idNumber: Sealed;
  idIndex: string;
  idTail: string;
  phone: Sealed | null;
  phoneIndex: string | null;
  phoneTail: string | null;
  account: AccountField | null;
  /** Blind index of the account number, so that a card held by two is found; null or absent without one. */
  accountIndex?: string | null;
  /** Accounts before the present one, newest first. */
  pastAccounts?: PastAccount[];
  /** 联系人. */
  contact?: PersonContact | null;
}

/** spells/{random}: a 务工记录, dated; status 'open' | 'ended'. sortKey = person + start. */
export interface SpellRecord extends Placed, Versioned {
  _id: string;
  person: string;
  start: DateText;
  /** null while it lasts. */
  end: DateText | null;
  place: { province: string; city: string; county: string };
  employer: string | null;
  /** 月收入, average per month. null = not known yet. */
  monthlyFen: Fen | null;
  industry: string;
  /** 就业渠道, national words. */
  channel: string;
  /** 是否点对点输送; null = not known. */
  organised: boolean | null;
  /** 单位录用聘用人员 | 其他形式务工就业人员 (灵活就业). */
  kind: string;
  /** Facts filled in by asking, newest last: which, how it was asked, by whom. Absent = none. */
  asked?: SpellAsked[];
  /** 工种, in words. */
  job?: string;
  /** 所属行业 below `industry`. */
  subIndustry?: string;
  /** 是否国外务工. */
  overseas?: boolean;
  /** 暂回: at home for a while, the work goes on; null or absent = there. */
  away?: SpellAway | null;
  /** Why it ended: one of RETURN_REASONS, or that another work followed; '' or absent = not asked. */
  endReason?: string;
  /** 合同到期; null or absent = not known. */
  contractUntil?: DateText | null;
  /** 工资被欠着: reported, so that nobody reads missing pay as none. Its months count all the same; null or absent = not reported. */
  owed?: { since: MonthText; toldOn: DateText } | null;
  /** The last month somebody confirmed it, and how. */
  confirmed?: { month: MonthText; how: string } | null;
}

export const AWAY_WHYS = ['new_year', 'farming', 'ill', 'family', 'other'] as const;
export type AwayWhy = (typeof AWAY_WHYS)[number];

/** 回家过年/农忙/看病，还回去. Only 「不去了」 or 45 days past `backOn` makes a returnee of somebody. */
export interface SpellAway {
  since: DateText;
  why: AwayWhy;
  backOn: DateText;
}

/** Where a fact of a work record comes from, when somebody asked the person for it. */
export interface SpellAsked {
  field: 'monthlyFen' | 'employer' | 'organised' | 'place';
  how: 'phone' | 'chat' | 'door';
  on: DateText;
  note: string;
  by: { openid: string; name: string };
}

export const ROLES = [
  'visitor',
  'resident',
  'cadre',
  'village_head',
  'station_clerk',
  'labour_clerk',
  'payer',
  'lead',
  'auditor',
  'admin',
] as const;
export type Role = (typeof ROLES)[number];
export type ScopeLevel = 'county' | 'town' | 'village';

/** A role held within a place for a term; `code` is the county's, town's or village's region code. */
export interface Grant {
  role: Exclude<Role, 'visitor' | 'resident'>;
  level: ScopeLevel;
  code: string;
  from: DateText;
  /** Last day of the term; null = until revoked. */
  until: DateText | null;
  /** An auditor's programme periods; absent = all. */
  periods?: string[];
}

/** staff/{openid}: read at every call; status 'active' | 'revoked'. */
export interface StaffRecord extends Versioned {
  _id: string;
  name: string;
  title: string;
  /** Office telephone shown to residents; not a personal secret. */
  phone: string;
  status: 'active' | 'revoked';
  grants: Grant[];
  /** The staff member's own person record, if registered, and declared relatives': nobody decides on these. */
  self: string | null;
  relatives: string[];
  /** Whom this one acts for while they are away; see access.ts. */
  standIns?: StandIn[];
}

/** accounts/{openid}: the persons one WeChat acts for (认人). */
export interface AccountRecord extends Versioned {
  _id: string;
  persons: { person: string; as: 'self' | 'helper'; until: DateText | null }[];
}

/** policy_versions/{programme@version}: immutable once in force; see policies/schema.ts for `pack`. `example`: to look at and start from, never in force. */
export interface PolicyVersionRecord {
  _id: string;
  programme: string;
  county: string;
  status: 'in_force' | 'retired' | 'example';
  sortKey: string;
  hash: string;
  author: string;
  approver: string;
  importedAt: Instant;
  pack: unknown;
}

/** places/{code}: the scope tree with the words and people of the installation. */
export interface PlaceRecord {
  _id: string;
  level: ScopeLevel;
  name: string;
  county: string;
  town: string;
  /** Code of the place one level up; '' for the county. */
  parent: string;
  /** 片: the group of villages a village belongs to, as the township calls it; '' or absent = none. */
  zone?: string;
  /** Whom residents call: e.g. { words: '周书记', phone }. */
  contact: { words: string; phone: string };
  /** Kilometres by road to the seats of the township and the county; absent = nobody measured. */
  roads?: { town: number; county: number };
}

/** settings/installation: names of this installation; none of them is a word of the code. */
export interface InstallationRecord {
  _id: 'installation';
  county: string;
  operator: string;
  filing: string;
  complaintPhone: string;
  /** The station that reviews at town level and the office at county level, as residents hear them. */
  offices: { town: string; county: string };
  /** Where home is, in the names work places are recorded with: what is outside the province, the city, the county is told from it. */
  home: { province: string; city: string; county: string };
  /** Share of clean claims that must be looked at one by one, 0 to 1; absent = 0.05. At least one of each lot always is. */
  sampleShare?: number;
  /** Days within which a refusal may be appealed; absent = 60 (行政复议). */
  appealDays?: number;
  /** The month's question: the day it must be answered by (absent = 25), and how many of each village are drawn for 回访 (absent = 5). */
  monthly?: { cutoffDay?: number; rechecks?: number };
  /** Telephones for 有难处, by key of domain/troubles.ts; absent = the national ones. */
  helplines?: Record<string, { words: string; phone: string }>;
  /** Quiet hours, cards a day and how long it is kept who opened one; what is absent is as in domain/push-rules.ts. */
  pushing?: { quietFrom?: string; quietUntil?: string; perDay?: number; reachDays?: number };
  /** Days after which an open posting is asked about again; absent as in domain/postings.ts. */
  postings?: { askAgainDays?: number };
  /** Whether an account of somebody else of the family may be recorded for a person; absent = no. */
  othersAccounts?: boolean;
  /** How labour is counted here; what is absent is as in domain/standing-facts.ts. */
  counting?: Partial<Counting>;
}
