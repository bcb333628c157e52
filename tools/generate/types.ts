// What a generated county is: records as they are stored, except that identity fields are still in plain text.
import type {
  AccountRecord,
  BondRecord,
  DateText,
  EmployerRecord,
  HouseholdRecord,
  InstallationRecord,
  PersonRecord,
  PlaceRecord,
  PostingRecord,
  SpellRecord,
  StaffRecord,
} from '@shared/domain/records';
import type { CastMember } from '../simulator/api';
import type { Size } from './villages';

export type { Size } from './villages';

export interface PlainAccount {
  number: string;
  tail: string;
  bank: string;
  holder: string;
}

/** A person with identity number, phone and account readable; `seed.ts` seals them on the way into a database. */
export interface PlainContact {
  kind: 'family' | 'cadre';
  name: string;
  relation: string;
  phone: string;
}

export interface PlainPerson extends Omit<PersonRecord, 'idNumber' | 'idIndex' | 'phone' | 'phoneIndex' | 'account' | 'contact'> {
  idNumber: string;
  phone: string | null;
  account: PlainAccount | null;
  /** 联系人; absent for those who do not work. */
  contact?: PlainContact | null;
}

/** A case put in on purpose, so that tests and people can find it. */
export interface Planted {
  /** Stable key, e.g. 'wage_999_99'. */
  key: string;
  persons: string[];
  words: string;
}

export interface CountyMember extends CastMember {
  /** The person this cast member is in the ledger; null for those who are not in it. */
  person: string | null;
}

export interface County {
  seed: number;
  size: Size;
  asOf: DateText;
  places: PlaceRecord[];
  installation: InstallationRecord;
  households: HouseholdRecord[];
  persons: PlainPerson[];
  spells: SpellRecord[];
  postings: PostingRecord[];
  /** Who offers them, as the stations keep them; not everybody is written down. */
  employers: EmployerRecord[];
  staff: StaffRecord[];
  accounts: AccountRecord[];
  bonds: BondRecord[];
  cast: CountyMember[];
  planted: Planted[];
}
