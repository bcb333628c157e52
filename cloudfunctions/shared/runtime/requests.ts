// Request records: the same request again is shown what it did, another body under the same id is refused.
import type { Instant } from '@shared/domain/records';
import { canonical } from './canonical';
import { type KeyRing, keyedHash } from './crypto';
import { Problem } from './problem';

/** What a change did: enough to read the record again and show it, nothing that would go stale. */
export interface Outcome {
  record: string;
  version: number;
  note: Readonly<Record<string, string | number | boolean>>;
}

export interface RequestRecord {
  /** `request:{openid}:{requestId}`. */
  _id: string;
  caller: string;
  action: string;
  /** Keyed: the input may hold what must not be guessed from its hash. */
  inputHash: string;
  outcome: Outcome;
  at: Instant;
}

export interface RequestMark {
  id: string;
  caller: string;
  action: string;
  inputHash: string;
}

export function requestMark(ring: KeyRing, caller: string, requestId: string, action: string, input: unknown): RequestMark {
  return { id: `request:${caller}:${requestId}`, caller, action, inputHash: keyedHash(ring, 'request', canonical(input)) };
}

/** What the request did before, or null when it is new. Throws 'request_reused' for another body or action under its id. */
export function doneBefore(mark: RequestMark, stored: RequestRecord | null): Outcome | null {
  if (!stored) return null;
  if (stored.caller !== mark.caller || stored.action !== mark.action || stored.inputHash !== mark.inputHash)
    throw new Problem('request_reused');
  return stored.outcome;
}

export function requestRecord(mark: RequestMark, outcome: Outcome, at: Instant): RequestRecord {
  return { _id: mark.id, caller: mark.caller, action: mark.action, inputHash: mark.inputHash, outcome, at };
}
