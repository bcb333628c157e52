// The shapes of stored records of visits: the visit, what clashed, the phones villages were opened on. Part of records.ts.
import type { BondProof } from './people-records';
import type { Instant, Placed, Sealed, Versioned } from './records';
import type { Visit, VisitHelper, VisitPhoto } from './sync/visit';

interface Named {
  openid: string;
  name: string;
}

/** What became of something settled at the door, once the cloud had it. */
export interface VisitOutcome {
  kind: 'sign' | 'helper' | 'coming' | 'going';
  /** The person it is about; '' = not in the registry yet. */
  person: string;
  done: boolean;
  /** One sentence: what it became, or why it did not and what is to be done. */
  words: string;
  /** The record it became. */
  record: string | null;
}

/** visits/{visit:random of the phone}: status 'taking' while its steps are written, then 'taken'. sortKey = day and id. A new telephone in `edits` is sealed. */
export interface VisitRecord extends Placed, Versioned, Omit<Visit, 'id' | 'photos' | 'helpers'> {
  _id: string;
  status: 'taking' | 'taken';
  headName: string;
  group: string;
  visitor: string;
  visitorName: string;
  at: Instant;
  /** Steps written so far; see stepsOf. */
  steps: number;
  photos: (VisitPhoto & { proof: BondProof | null })[];
  /** The telephone sealed as that of the invitation it becomes. */
  helpers?: (Omit<VisitHelper, 'phone'> & { phone: { sealed: Sealed; index: string; tail: string } })[];
  /** Conflicts it made. */
  conflicts: string[];
  /** Absent where nothing was settled. */
  became?: VisitOutcome[];
}

/** One field two people wrote differently. Values are as edits name them; a telephone is sealed on both sides. */
export interface ConflictField {
  field: string;
  base: unknown;
  ours: { value: unknown; at: Instant; by: Named };
  theirs: { value: unknown; at: Instant; by: Named };
  decided: { take: 'ours' | 'theirs'; at: Instant; by: Named } | null;
}

/** conflicts/{conflict:visit:record}: status 'open' | 'decided'. */
export interface ConflictRecord extends Placed, Versioned {
  _id: string;
  status: 'open' | 'decided';
  visit: string;
  household: string;
  headName: string;
  collection: 'persons' | 'households' | 'spells';
  /** For spells: the person. */
  record: string;
  name: string;
  /** Who decides: the household's keeper; '' = the village head. */
  owner: string;
  ownerName: string;
  fields: ConflictField[];
  /** Why a change of work could not simply be written. */
  why: string;
  at: Instant;
}

/** devices/{device:random of the phone}: a phone a village was opened on. status 'active' | 'revoked'. */
export interface DeviceRecord extends Placed, Versioned {
  _id: string;
  status: 'active' | 'revoked';
  openid: string;
  ownerName: string;
  /** As the phone calls itself. */
  model: string;
  since: Instant;
  revoked: { at: Instant; by: Named; why: string } | null;
}
