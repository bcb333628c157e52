// The append-only trail: one entry per change of a record, chained by hash without a global lock, and single entries for what changes nothing.
import type { Instant, Versioned } from '@shared/domain/records';
import { canonical, sha256 } from './canonical';
import type { Stored } from './store';

/** What an entry may say beside verb and record. Never a sensitive value. */
export type AuditDetail = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

export interface AuditEntry {
  /** `{record}:{version}`, or an id of its own for an entry without a record: two writers of one version collide here. */
  _id: string;
  /** Beginning of the ten-minute window it is sealed with, `2026-03-02T01:00Z`. */
  window: string;
  at: Instant;
  action: string;
  verb: string;
  by: { openid: string; role: string };
  collection: string | null;
  record: string | null;
  version: number | null;
  detail: AuditDetail;
  /** Hash of the record as it stands after this entry, without its auditHead; '' without a record. */
  state: string;
  /** Hash of the record's entry before, '' for the first. */
  prev: string;
  hash: string;
}

export interface Deed {
  at: Instant;
  action: string;
  verb: string;
  by: { openid: string; role: string };
  detail?: AuditDetail;
}

export const WINDOW_MINUTES = 10;

/** The ten-minute window an instant falls in. */
export function windowOf(at: Instant): string {
  const minute = Math.floor(Number(at.slice(14, 16)) / WINDOW_MINUTES) * WINDOW_MINUTES;
  return `${at.slice(0, 14)}${String(minute).padStart(2, '0')}Z`;
}

/** The hash an entry must have: over everything in it but the hash itself. */
export function entryHash(entry: Omit<AuditEntry, 'hash'>): string {
  const { hash: _hash, ...content } = entry as AuditEntry;
  return sha256(canonical(content));
}

/** Hash of a record's content: all but the head that the entry will become. */
export function stateHash(record: object): string {
  const { auditHead: _head, ...content } = record as { auditHead?: unknown };
  return sha256(canonical(content));
}

function sealedEntry(entry: Omit<AuditEntry, 'hash'>): AuditEntry {
  return { ...entry, hash: entryHash(entry) };
}

/** The record one version on and the entry that says so; `before` is null for a new record, which begins at version 0. */
export function nextVersion<T extends Stored & Versioned>(
  collection: string,
  before: T | null,
  wanted: T,
  deed: Deed,
): { record: T; entry: AuditEntry } {
  const version = before ? before.version + 1 : 0;
  const next = { ...wanted, version };
  const entry = sealedEntry({
    _id: `${wanted._id}:${version}`,
    window: windowOf(deed.at),
    at: deed.at,
    action: deed.action,
    verb: deed.verb,
    by: deed.by,
    collection,
    record: wanted._id,
    version,
    detail: deed.detail ?? {},
    state: stateHash(next),
    prev: before?.auditHead ?? '',
  });
  return { record: { ...next, auditHead: entry.hash }, entry };
}

/** An entry about something that changed no record: a reveal, a signed link, a refusal. `id` makes it once-only. */
export function singleEntry(id: string, about: { collection: string; record: string } | null, deed: Deed): AuditEntry {
  return sealedEntry({
    _id: id,
    window: windowOf(deed.at),
    at: deed.at,
    action: deed.action,
    verb: deed.verb,
    by: deed.by,
    collection: about?.collection ?? null,
    record: about?.record ?? null,
    version: null,
    detail: deed.detail ?? {},
    state: '',
    prev: '',
  });
}
