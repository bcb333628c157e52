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
 * `entries` are all of the record's history after that instant (others are ignored); `born` is when its first version was written, null
 * for records that came with the installation.
 */
export function recordAsOf<T extends Stored & Versioned>(record: T, entries: readonly HistoryRecord[], at: Instant): T | null {
  const later = entries.filter((entry) => entry.record === record._id && entry.at > at).sort((a, b) => b.version - a.version);
  let fields: Record<string, unknown> = { ...(record as unknown as Fields) };
  for (const { version, changed } of later) {
    if (version === 0) return null;
    for (const { field, was, wasAbsent } of changed) {
      const { [field]: _gone, ...rest } = fields;
      fields = wasAbsent ? rest : { ...rest, [field]: was };
    }
    fields = { ...fields, version: version - 1 };
  }
  return fields as unknown as T;
}
