// Seals over ten-minute windows of the audit: a Merkle root of the window's entries, chained to the seal before.
import type { Instant } from '@shared/domain/records';
import { type AuditEntry, windowOf } from './audit';
import { canonical, sha256 } from './canonical';
import { range, type Store } from './store';

export interface SealRecord {
  /** `seal:{window}`. */
  _id: string;
  window: string;
  count: number;
  /** Merkle root over the hashes of the window's entries, by id. */
  root: string;
  /** Hash of the seal before, '' for the first. */
  prev: string;
  hash: string;
  at: Instant;
}

/** Merkle root of hashes in the order given; leaves and nodes are marked apart, an odd one moves up as it is. '' of nothing. */
export function merkleRoot(hashes: readonly string[]): string {
  let level = hashes.map((hash) => sha256(`leaf:${hash}`));
  while (level.length > 1) {
    const next: string[] = [];
    for (let i = 0; i < level.length; i += 2) {
      const left = level[i] as string;
      const right = level[i + 1];
      next.push(right === undefined ? left : sha256(`node:${left}:${right}`));
    }
    level = next;
  }
  return level[0] ?? '';
}

export function sealHash(seal: Omit<SealRecord, 'hash'>): string {
  const { hash: _hash, ...content } = seal as SealRecord;
  return sha256(canonical(content));
}

/** The seal of one window; `entries` sorted by id. */
export function sealOf(window: string, entries: readonly Pick<AuditEntry, 'hash'>[], prev: string, at: Instant): SealRecord {
  const seal = { _id: `seal:${window}`, window, count: entries.length, root: merkleRoot(entries.map(({ hash }) => hash)), prev, at };
  return { ...seal, hash: sealHash(seal) };
}

const PAGE = 500;
/** A call that began before its window ended has long been over by then. */
const SETTLED_MS = 2 * 60_000;
/** After a long standstill the rest is sealed by the next runs. */
const MOST_WINDOWS = 50;

async function entriesOf(store: Store, window: string): Promise<AuditEntry[]> {
  const found: AuditEntry[] = [];
  for (let after = ''; ; ) {
    const page = await store.list<AuditEntry>('audits', {
      where: { window, _id: range({ gt: after }) },
      order: ['_id', 'asc'],
      limit: PAGE,
    });
    found.push(...page);
    if (page.length < PAGE) return found;
    after = (page.at(-1) as AuditEntry)._id;
  }
}

/** Seals every window that ended two minutes ago or earlier and has entries; answers the windows sealed. Safe to run twice at once. */
export async function sealWindows(store: Store, now: Instant): Promise<string[]> {
  const before = windowOf(new Date(Date.parse(now) - SETTLED_MS).toISOString());
  const [newest] = await store.list<SealRecord>('seals', { where: { window: range({ gt: '' }) }, order: ['window', 'desc'], limit: 1 });
  let last = newest ?? null;
  const sealed: string[] = [];
  while (sealed.length < MOST_WINDOWS) {
    const [next] = await store.list<AuditEntry>('audits', {
      where: { window: range({ gt: last?.window ?? '', lt: before }) },
      order: ['window', 'asc'],
      limit: 1,
    });
    if (!next) break;
    const seal = sealOf(next.window, await entriesOf(store, next.window), last?.hash ?? '', now);
    // Another run sealed it meanwhile: it will go on from there.
    if (!(await store.insert('seals', seal))) break;
    sealed.push(seal.window);
    last = seal;
  }
  return sealed;
}
