// A visit as the phone makes it and the cloud takes it: who was met, what was said, each answer with the value it saw, what was promised.
import type { DateText, Instant, Relation } from '../records';
import type { SpellMove } from '../spell-moves';

/** One answer that changes a field of the registry. `base` and `seen`: the value and version the phone had when it was asked. */
export interface FieldEdit {
  collection: 'persons' | 'households';
  record: string;
  /** A key of PERSON_FIELDS or HOUSEHOLD_FIELDS. */
  field: string;
  seen: number;
  base: unknown;
  value: unknown;
  at: Instant;
}

/** What somebody's work looked like to whoever recorded a change of it; null = no work going on. */
export interface WorkSeen {
  spell: string;
  version: number;
  start: DateText;
  end: DateText | null;
  words: string;
  /** Whether the person was said to be home for a while. */
  away: boolean;
}

/** One change of somebody's work. At most one of a visit and person. */
export interface WorkDeed {
  person: string;
  base: WorkSeen | null;
  move: SpellMove;
  at: Instant;
}

export interface VisitPromise {
  words: string;
  dueOn: DateText;
  person: string | null;
}

/** A picture taken at the door, by the id it has on the phone. */
export interface VisitPhoto {
  id: string;
  kind: 'card' | 'proxy' | 'house' | 'paper' | 'signature';
  person: string | null;
}

/** A subsidy's line signed for at the door: the picture of the signature is one of the visit's. */
export interface VisitSign {
  person: string;
  programme: string;
  period: string;
  photo: string;
  at: Instant;
}

/** Somebody who is to help, named at the door: the person signed for it, the picture is one of the visit's. */
export interface VisitHelper {
  person: string;
  name: string;
  relation: Relation;
  /** As typed, while on the phone. */
  phone: string;
  photo: string;
  at: Instant;
}

/** Somebody new, as told at the door. No identity number: it does not lie on a phone, the registry asks for it. */
export interface VisitComing {
  how: 'born' | 'married_in' | 'moved_in' | 'missed' | 'back';
  name: string;
  sex: string;
  /** To the head of the household. */
  relation: string;
  on: DateText;
  at: Instant;
}

/** Somebody who is gone, as told at the door. */
export interface VisitGoing {
  person: string;
  why: 'dead' | 'moved_out' | 'married_out' | 'army' | 'school' | 'prison' | 'other';
  on: DateText;
  at: Instant;
}

export interface Visit {
  /** `visit:{random}`, made with the draft and never again: the same visit twice is one visit. */
  id: string;
  /** The phone it was made on; see devices. */
  device: string;
  household: string;
  on: DateText;
  startedAt: Instant;
  endedAt: Instant;
  /** Names of those who were met; [] = nobody at home. */
  met: string[];
  said: string;
  /** Persons of whom 「没变化」 was said. */
  unchanged: string[];
  edits: FieldEdit[];
  works: WorkDeed[];
  promises: VisitPromise[];
  /** 回去再补: what is still to be had, in words. */
  later: string[];
  /** What was settled at the door, in words for the record. */
  settled: string[];
  photos: VisitPhoto[];
  /** Absent on visits made before there were any. */
  signs?: VisitSign[];
  helpers?: VisitHelper[];
  comings?: VisitComing[];
  goings?: VisitGoing[];
}
