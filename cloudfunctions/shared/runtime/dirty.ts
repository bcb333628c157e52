// Marks whose answers a change made old: one small document written with the change itself, so that none is forgotten.
import type { DirtyRecord, Instant } from '@shared/domain/records';
import type { CollectionName } from '@shared/repos/indexes';
import type { Stored } from './store';

type Whom = (record: Readonly<Record<string, unknown>>) => { person: unknown; household: unknown };
const ofPerson: Whom = ({ person }) => ({ person, household: null });

/** Records answers about people are made from. */
const WHOSE: Partial<Record<CollectionName, Whom>> = {
  claims: ofPerson,
  // Work taken back with the sheet it came from belongs to nobody; the answers about whose it was are old all the same.
  spells: ({ person }) => ({ person: String(person).replace(/^void:/, ''), household: null }),
  outside: ofPerson,
  standings: ofPerson,
  persons: ({ _id }) => ({ person: _id, household: null }),
  households: ({ _id }) => ({ person: null, household: _id }),
};

const textOrNull = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** The mark a record's new version leaves; null when no answer rests on it. Its id names that version, so it never collides. */
export function dirtyMark(collection: CollectionName, record: Stored & { version: number }, now: Instant): DirtyRecord | null {
  const fields = record as unknown as Readonly<Record<string, unknown>>;
  const whose = WHOSE[collection]?.(fields);
  if (!whose) return null;
  return {
    _id: `${collection}:${record._id}:${record.version}`,
    person: textOrNull(whose.person),
    household: textOrNull(whose.household),
    village: textOrNull(fields.village) ?? '',
    at: now,
  };
}
