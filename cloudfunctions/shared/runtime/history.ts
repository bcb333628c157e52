// The history of every field of the registry: what a version changed, written in the same transaction as the version itself.
import type { HistoryRecord, Instant, Versioned } from '@shared/domain/records';
import type { CollectionName } from '@shared/repos/indexes';
import { canonical } from './canonical';
import type { Stored } from './store';

/** Collections whose past can be read. */
const KEPT: Partial<Record<CollectionName, HistoryRecord['collection']>> = {
  persons: 'persons',
  households: 'households',
  spells: 'spells',
};
/** Fields that are the record's own housekeeping and say nothing about anybody. */
const OWN: readonly string[] = ['_id', 'version', 'auditHead'];

type Fields = Readonly<Record<string, unknown>>;

/** The entry a record's new version leaves; null for collections without history. `before` is null for a first version. */
export function historyEntry<T extends Stored & Versioned>(
  collection: CollectionName,
  before: T | null,
  record: T,
  deed: { at: Instant; action: string; verb: string; by: { openid: string; role: string } },
): HistoryRecord | null {
  const kept = KEPT[collection];
  if (!kept) return null;
  const { at, action, verb, by } = deed;
  return {
    _id: `${record._id}:${record.version}`,
    collection: kept,
    record: record._id,
    version: record.version,
    at,
    by,
    action,
    verb,
    changed: before === null ? [] : changesBetween(before as unknown as Fields, record as unknown as Fields),
  };
}

function changesBetween(before: Fields, after: Fields): HistoryRecord['changed'] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((name) => !OWN.includes(name)).sort();
  return names.flatMap((field) => {
    const was = before[field];
    const is = after[field];
    if (canonical(was ?? null) === canonical(is ?? null) && Object.hasOwn(before, field) === Object.hasOwn(after, field)) return [];
    return [{ field, was: was ?? null, is: is ?? null, ...(Object.hasOwn(before, field) ? {} : { wasAbsent: true }) }];
  });
}

/**
 * The record as it was at an instant: the present one with every later change taken back, newest first. null when it did not exist yet.
 * `entries` are all of the record's history after that instant (others are ignored); a record without a first entry came with the
 * installation and was always there.
 */
export function recordAsOf<T extends Stored & Versioned>(record: T, entries: readonly HistoryRecord[], at: Instant): T | null {
  return takenBack(
    record,
    entries.filter((entry) => entry.at > at),
  );
}

/** The record as it was at one of its versions; `entries` are all of its history after that version. */
export function recordAtVersion<T extends Stored & Versioned>(record: T, entries: readonly HistoryRecord[], version: number): T | null {
  return takenBack(
    record,
    entries.filter((entry) => entry.version > version),
  );
}

function takenBack<T extends Stored & Versioned>(record: T, entries: readonly HistoryRecord[]): T | null {
  let fields: Record<string, unknown> = { ...(record as unknown as Fields) };
  for (const { version, changed } of entries.filter((one) => one.record === record._id).sort((a, b) => b.version - a.version)) {
    if (version === 0) return null;
    fields = { ...sidesOf(fields, changed).before, version: version - 1 };
  }
  return fields as unknown as T;
}

/** A record's fields on either side of one entry; fields the entry does not name are taken from `fields`. */
export function sidesOf(
  fields: Fields,
  changed: HistoryRecord['changed'],
): { before: Record<string, unknown>; after: Record<string, unknown> } {
  const before: Record<string, unknown> = { ...fields };
  const after: Record<string, unknown> = { ...fields };
  for (const { field, was, is, wasAbsent } of changed) {
    if (wasAbsent) delete before[field];
    else before[field] = was;
    after[field] = is;
  }
  return { before, after };
}
