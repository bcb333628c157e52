// A household as it lies on the phone for a visit: what village.bundle gives, nothing sensitive.
import type { DateText, Fen } from '../records';
import type { WorkSeen } from './visit';

export interface LineOnPhone {
  programme: string;
  period: string;
  name: string;
  amountFen: Fen;
  line: string;
  missing: string[];
}

export interface PersonOnPhone {
  id: string;
  version: number;
  name: string;
  sex: string;
  age: number;
  relation: string;
  values: Record<string, unknown>;
  phoneTail: string;
  card: { tail: string; bank: string } | null;
  work: WorkSeen | null;
  pay: Fen | null;
  channel: string;
  past: string[];
  /** A state of domain/whereabouts, the sentence that explains it, a key of domain/next-steps; '' from a fetch before there were any. */
  where: string;
  why?: string;
  next?: string;
  lines: LineOnPhone[];
  agreed?: string[];
  bonds: { id: string; name: string; relation: string; status: string }[];
  known: boolean;
}

export interface HouseholdOnPhone {
  id: string;
  version: number;
  headName: string;
  group: string;
  type: string;
  marks: string[];
  keeper: string;
  values: Record<string, unknown>;
  last: { on: DateText; by: string; said: string } | null;
  promises: { id: string; words: string; dueOn: DateText; owner: string }[];
  persons: PersonOnPhone[];
}
