// What is known of one person for one programme period: the only thing eligibility looks at. A missing fact is null, never a guess.
import type { DateText, Fen, HouseholdType, LabourSkill, Monitoring } from './records';

/** A record a fact was read from, with the words people know it by. */
export interface Source {
  record: string;
  words: string;
}

export interface SpellFact {
  id: string;
  start: DateText;
  /** null = still going on at `asOf`. */
  end: DateText | null;
  province: string;
  city: string;
  county: string;
  employer: string | null;
  monthlyFen: Fen | null;
  channel: string;
  organised: boolean | null;
  /** 单位录用聘用人员 | 其他形式务工就业人员; the second has no 用工单位, so a missing employer is then a fact and not a gap. */
  kind?: string | null;
}

/** An earlier or other claim or payment that caps and once-only rules look at; never the claim being assessed itself. */
export interface PriorClaim {
  id: string;
  programme: string;
  period: string;
  status: string;
  amountFen: Fen;
  /** false for a payment imported from outside this system (系统外发放). */
  ours: boolean;
  /** The spells that claim was decided on, from its frozen facts: compared where two claims must agree. Absent = nothing to compare. */
  spells?: SpellFact[] | null;
}

export interface Facts {
  /** The day the facts were read. */
  asOf: DateText;
  /** The Beijing day the claim was handed in; absent before that. The claim window looks at it, so that a slow review harms nobody. */
  submittedOn?: DateText | null;
  /** Programme period, e.g. '2025' (calendar year). */
  period: string;
  person: {
    id: string;
    name: string;
    born: DateText | null;
    labourSkill: LabourSkill | null;
    studentStatus: string | null;
    alive: boolean;
  };
  household: {
    id: string;
    type: HouseholdType | null;
    monitoring: Monitoring | null;
  };
  /** Where home is; names as in spells, so that place tiers can be told. */
  home: { province: string; city: string; county: string };
  spells: SpellFact[];
  prior: PriorClaim[];
  /** Evidence kinds already attached to the claim. */
  evidence: string[];
}
