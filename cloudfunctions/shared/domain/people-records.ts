// The shapes of stored records about who is who: personal codes, who acts for whom, consents, complaints. Part of records.ts.
import type { DateText, Grant, Instant, Placed, Role, Sealed, Versioned } from './records';

/** 儿女、老伴… : what somebody who helps is to the person, in the words people use. */
export const RELATIONS = ['老伴', '儿子', '闺女', '儿媳', '女婿', '父母', '兄弟姐妹', '孙辈', '其他亲戚'] as const;
export type Relation = (typeof RELATIONS)[number];

/** 'invited': agreed to at the door before the helper's WeChat is known; waits for it. */
export const BOND_STATUSES = ['invited', 'asked', 'confirmed', 'declined', 'ended', 'revoked'] as const;
export type BondStatus = (typeof BOND_STATUSES)[number];

/** How it was made sure that the person agrees to be helped: on their own phone, by signing on the cadre's at the door, on signed paper, by a recorded sentence, by a cadre's call. */
export const CONFIRM_HOWS = ['own_phone', 'signed', 'paper', 'voice', 'call'] as const;
export type ConfirmHow = (typeof CONFIRM_HOWS)[number];

export interface BondProof {
  /** Where only functions look; never leaves. */
  fileID: string;
  sha256: string;
  mime: string;
  bytes: number;
}

export interface BondConfirmation {
  how: ConfirmHow;
  on: DateText;
  /** Whom the cadre spoke with and what was said; '' on the person's own phone. */
  note: string;
  proof: BondProof | null;
  by: { openid: string; name: string; role: Role };
}

/**
 * bonds/{bond:person:openid}: one WeChat acts, acted or asks to act for one person (认人, 家里人). accounts/{openid} opens the door;
 * the bond says why, since when, until when and how the person agreed. `sortKey` = when it was asked.
 */
export interface BondRecord extends Placed, Versioned {
  _id: string;
  person: string;
  personName: string;
  /** '' while 'invited', and ever after of an invitation: the bond it became has an id of its own. */
  openid: string;
  as: 'self' | 'helper';
  status: BondStatus;
  /** What the helper calls themselves; the person's own name for 'self'. */
  name: string;
  relation: Relation | '';
  /** The helper's own person in the registry, when known: lets a shared telephone be recognised as the family's. */
  helperPerson: string | null;
  via: 'code' | 'phone' | 'number' | 'seed' | 'door';
  /** Of an invitation: the helper's telephone, by which their WeChat may be known. Sealed as bonds.helperPhone. */
  helperPhone?: { sealed: Sealed; tail: string };
  /** Its blind index; an index field. */
  helperIndex?: string;
  askedAt: Instant;
  confirmed: BondConfirmation | null;
  /** Last day; null for oneself and while asked. An index field: '' would sort before every day. */
  until: DateText | null;
  ended: { at: Instant; why: string; by: { openid: string; name: string; role: Role } } | null;
  /** The day the end was announced. */
  warnedOn: DateText | null;
}

/** codes/{code:sha256}: a personal code; only its hash is stored. status 'open' | 'used' | 'void'. */
export interface CodeRecord extends Versioned {
  _id: string;
  kind: 'person' | 'staff' | 'employer';
  status: 'open' | 'used' | 'void';
  /** kind 'person': whom it is for. */
  person: string | null;
  /** The invitation it opens: who takes it helps as agreed to, and nothing else. */
  bond?: string | null;
  /** kind 'employer': whom who takes it writes for. */
  employer?: string | null;
  /** Only this WeChat may use it: what one's own telephone or number found. null = whoever opens it first. */
  onlyFor: string | null;
  via: 'code' | 'phone' | 'number';
  /** kind 'staff': who joins, as what. */
  invite: StaffInvite | null;
  issuedBy: { openid: string; name: string };
  issuedAt: Instant;
  until: Instant;
  usedBy: string | null;
}

export interface StaffInvite {
  name: string;
  title: string;
  phone: string;
  grant: Grant;
}

/** One staff member acts in another's stead: their grants hold in these days, and everybody sees it beforehand. */
export interface StandIn {
  /** The openid of the one who is away. */
  forOpenid: string;
  forName: string;
  from: DateText;
  until: DateText;
}

/** 联系人 of a labourer: whom to ask when the person does not answer. The telephone is sealed as persons.contactPhone. */
export interface PersonContact {
  kind: 'family' | 'cadre';
  name: string;
  relation: string;
  phone: Sealed | null;
  phoneIndex: string | null;
  phoneTail: string | null;
}

/** An account no longer used; it opens as the person's field `account`, as the present one. */
export interface PastAccount {
  sealed: Sealed;
  tail: string;
  bank: string;
  holder: string;
  until: Instant;
}

/** consents/{openid}:{version}: what this WeChat agreed to before the first identity, telephone or account number. */
export interface ConsentRecord extends Versioned {
  _id: string;
  openid: string;
  /** Version of the words agreed to; see domain/privacy.ts. */
  text: string;
  fields: string[];
  agreedAt: Instant;
}

/** complaints/{random}: 投诉建议. status 'open' | 'answered'. Places are '' above the level the writer named. */
export interface ComplaintRecord extends Placed, Versioned {
  _id: string;
  openid: string;
  kind: 'complaint' | 'advice';
  /** Name and telephone as the writer gave them; '' and null = did not say. */
  name: string;
  phone: Sealed | null;
  phoneTail: string | null;
  text: string;
  at: Instant;
  dueOn: DateText;
  answer: { text: string; at: Instant; by: { openid: string; name: string; title: string } } | null;
}
