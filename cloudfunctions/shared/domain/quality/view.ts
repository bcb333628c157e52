// What the data rules look at: one household with its members, their work and what was paid, in plain values. null = not known, never a guess.
// Built from records in the cloud and from a form on the phone alike; holds no identity number, telephone or account, only what is wrong with them.
import type { DateText, Fen, MonthText, Whereabouts } from '../records';

/** What is known of an identity number without the number: the national system's placeholder begins with 999999. */
export type NumberState = 'ok' | 'missing' | 'placeholder' | 'bad';
export type PhoneState = 'ok' | 'none' | 'bad';

export interface SpellView {
  id: string;
  start: DateText;
  end: DateText | null;
  province: string;
  city: string;
  county: string;
  employer: string | null;
  monthlyFen: Fen | null;
  industry: string;
  channel: string;
  organised: boolean | null;
  kind: string;
  overseas: boolean;
  away: { since: DateText; backOn: DateText } | null;
  /** The last month somebody confirmed it. */
  confirmedMonth: MonthText | null;
}

export interface PersonView {
  id: string;
  name: string;
  sex: '男' | '女';
  born: DateText | null;
  status: 'active' | 'dead' | 'gone';
  relation: string;
  labourSkill: string;
  schooling: string | null;
  studentStatus: string | null;
  /** 健康状况, each word by itself. */
  health: string[];
  disability: { hasCert: boolean } | null | undefined;
  /** 特困供养, 低保; '' = neither, null = not asked. */
  support: string | null;
  number: NumberState | null;
  /** What the number itself says; null when it cannot be read. */
  numberSays: { born: DateText; sex: '男' | '女' } | null;
  phone: PhoneState;
  /** Whether somebody else can be called for them. */
  hasContact: boolean;
  accountHolder: string | null;
  workWish: { plans: boolean; needs: string[]; why: string } | null;
  /** 雨露计划; null = not asked. */
  yulu: boolean | null;
  spells: SpellView[];
  /** Subsidies of work paid, by programme and year. */
  paid: { programme: string; period: string; fen: Fen }[];
  /** Programme years the house finds them entitled to that nobody claimed. */
  owed: { programme: string; period: string }[];
  /** Others in the town with the same telephone, card or name and birthday; null = nobody looked. */
  sharing: {
    phone: { id: string; name: string; household: string; known: boolean }[];
    account: { id: string; name: string; known: boolean }[];
    twins: { id: string; name: string; villageName: string }[];
  } | null;
  whereabouts: Whereabouts | null;
}

export interface HouseholdView {
  id: string;
  type: string;
  monitoring: { category: string; identifiedOn: DateText; clearedOn: DateText | null } | null;
  risks: string[];
  /** 上年度人均纯收入; null = not known. */
  perCapitaFen: Fen | null;
  members: PersonView[];
}

export interface QualityContext {
  today: DateText;
  home: { province: string; city: string; county: string };
}
