// One change of state as one transaction: records with their audit entries, what is to be told, and the request record, or nothing at all.
import type { Instant, Versioned } from '@shared/domain/records';
import type { CollectionName } from '@shared/repos/indexes';
import { type AuditDetail, nextVersion } from './audit';
import { dirtyMark } from './dirty';
import { historyEntry } from './history';
import type { JobRecord } from './jobs';
import { outboxRow, type Telling } from './outbox';
import { doneBefore, type Outcome, type RequestMark, type RequestRecord, requestRecord } from './requests';
import type { Store, Stored } from './store';

export interface Change {
  get<T extends Stored>(collection: CollectionName, id: string): Promise<T | null>;
  /**
   * Writes a record one version on, with its audit entry. `before` is what `get` gave in this same change, null for a new record.
   * Returns the record as stored.
   */
  put<T extends Stored & Versioned>(
    collection: CollectionName,
    before: T | null,
    wanted: T,
    deed: { verb: string; role: string; detail?: AuditDetail },
  ): Promise<T>;
  /** A record that is written once and never changes; refused when its id is taken. */
  keep(collection: CollectionName, doc: Stored): Promise<void>;
  /** Long work begins with the change, or not at all. */
  begin(job: JobRecord): Promise<void>;
  /** To be told to somebody after the change. */
  tell(telling: Telling): void;
}

export interface ChangeSetting {
  store: Store;
  now: Instant;
  openid: string;
  action: string;
  /** null for timer work, whose own deterministic ids guard it. */
  request: RequestMark | null;
}

/**
 * Runs `work` once in effect: if this very request was done before, `work` does not run and the outcome of then is returned.
 * `work` may run several times before it takes effect; it must read through the change and have no other effect.
 */
export async function runChange(setting: ChangeSetting, work: (change: Change) => Promise<Outcome>): Promise<Outcome> {
  const { store, now, openid, action, request } = setting;
  return store.transaction(async (tx) => {
    if (request) {
      const before = doneBefore(request, await tx.get<RequestRecord>('requests', request.id));
      if (before) return before;
    }
    const tellings: Telling[] = [];
    const change: Change = {
      get: (collection, id) => tx.get(collection, id),
      async put(collection, before, wanted, { verb, role, detail }) {
        const { record, entry } = nextVersion(collection, before, wanted, { at: now, action, verb, by: { openid, role }, detail });
        if (before) await tx.replace(collection, record);
        else await tx.insert(collection, record);
        await tx.insert('audits', entry);
        const past = historyEntry(collection, before, record, { at: now, action, verb, by: { openid, role } });
        if (past) await tx.insert('field_history', past);
        const mark = dirtyMark(collection, record, now);
        if (mark) await tx.insert('dirty', mark);
        return record;
      },
      begin: (job) => tx.insert('jobs', job),
      keep: (collection, doc) => tx.insert(collection, doc),
      tell: (telling) => void tellings.push(telling),
    };
    const outcome = await work(change);
    for (const telling of tellings) await tx.insert('outbox', outboxRow(telling, now));
    if (request) await tx.insert('requests', requestRecord(request, outcome, now));
    return outcome;
  });
}
