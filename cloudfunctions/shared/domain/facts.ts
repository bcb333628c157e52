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
  /** Township, asked for only where 县内乡外 counts; absent or null = not known. */
  town?: string | null;
  employer: string | null;
  monthlyFen: Fen | null;
  /** Pay is owed for it (欠薪 reported): its months count, and pay that did not come is not pay of nothing. Absent = not reported. */
  owed?: boolean;
  channel: string;
  organised: boolean | null;
  /** 单位录用聘用人员 | 其他形式务工就业人员; the second has no 用工单位, so a missing employer is then a fact and not a gap. */
  kind?: string | null;
}

export const TRANSPORT_MODES = ['train', 'high_speed', 'coach', 'plane', 'ship', 'other'] as const;
export type TransportMode = (typeof TRANSPORT_MODES)[number];

/** One ticket, booking or order screenshot as read from a picture or typed in; what could not be read is null. */
export interface TicketFact {
  /** The receipt it was read from. */
  id: string;
  date: DateText | null;
  /** Places or stations as printed. */
  from: string | null;
  to: string | null;
  fareFen: Fen | null;
  mode: TransportMode | null;
  /** Name as printed. */
  traveller: string | null;
  /** Towards the place of work, or home from it. */
  direction: 'out' | 'back' | null;
  /** The lowest second-class rail fare of the way (the lowest coach fare where no such train goes): the cap of plane and ship. */
  railFareFen?: Fen | null;
}

/** An earlier or other claim or payment that caps and once-only rules look at; never the claim being assessed itself. */
export interface PriorClaim {
  id: string;
  programme: string;
  period: string;
  /** 0 the ordinary claim, 1 its top-up. Absent = 0. */
  seq?: number;
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
  /** Programme period: '2025' or '2025Q1'. Which days it covers, the pack says. */
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
    /** 上年度人均纯收入; absent or null = not known. */
    perCapitaFen?: Fen | null;
    /** Claims and payments of the other members, for caps per household; absent or null = nobody looked. */
    prior?: PriorClaim[] | null;
  };
  /** Where home is; names as in spells, so that place tiers can be told. */
  home: { province: string; city: string; county: string; town?: string };
  spells: SpellFact[];
  prior: PriorClaim[];
  /** 0 the ordinary claim, 1 the top-up once tickets turned up. Absent = 0. */
  seq?: number;
  /** Tickets shown. [] = the person has none; absent or null = not asked yet. */
  tickets?: TicketFact[] | null;
  /** Evidence kinds already attached to the claim. */
  evidence: string[];
}
