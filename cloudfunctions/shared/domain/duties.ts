// Duties: what a named person is to do by a day, and how such a record begins.
import type { DateText, DutyKind, DutyRecord, Instant } from './records';

export interface DutyWanted {
  /** Deterministic where the same cause must not make two: `duty:{kind}:{what it follows from}`. */
  id: string;
  kind: DutyKind;
  place: { county: string; town: string; village: string };
  /** '' = whoever keeps the household, else the village head. */
  owner: string;
  ownerName: string;
  person: { id: string; name: string } | null;
  household: string | null;
  words: string;
  dueOn: DateText;
  from: { collection: string; record: string };
  newcomer?: DutyRecord['newcomer'];
}

/** A duty as it is first written, through Change.put. */
export function newDuty(wanted: DutyWanted, now: Instant, by: { openid: string; name: string }): DutyRecord {
  const { id, place, person, ...rest } = wanted;
  return {
    ...rest,
    ...place,
    _id: id,
    status: 'open',
    sortKey: `${wanted.dueOn}:${id}`,
    person: person?.id ?? null,
    personName: person?.name ?? '',
    at: now,
    by,
    outcome: null,
    version: 0,
    auditHead: '',
  };
}
