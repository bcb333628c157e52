// The one place where transactions open: single documents by id, bounded, conflicts retried with a random pause.
import { randomInt } from 'node:crypto';
import type { CollectionName } from '@shared/repos/indexes';
import type { CloudCollection, CloudDatabase } from './cloud';
import { Problem } from './problem';
import type { Stored, Tx } from './store';
import { isDuplicate, isPassing } from './trouble';

const MOST_DOCUMENTS = 20;
const MOST_RETRIES = 6;
/** The service ends a transaction after 30 s; nothing of ours needs a third of that. */
const LONGEST_MS = 10_000;

/** Everything but the id; the SDK refuses an `_id` among the fields it writes. */
function fieldsOf(doc: Stored): object {
  const { _id, ...fields } = doc;
  return fields;
}

export function safeId(id: string): string {
  // The SDK accepts doc('') and would then write to a document of that name.
  if (typeof id !== 'string' || id === '' || id.length > 400) throw new TypeError('a document id must be text of 1 to 400 characters');
  return id;
}

function transactionOver(db: CloudDatabase, open: { collection(name: string): CloudCollection }): Tx {
  const touched = new Set<string>();
  const startedAt = performance.now();
  const at = (collection: CollectionName, id: string) => {
    touched.add(`${collection}/${id}`);
    if (touched.size > MOST_DOCUMENTS) throw new Error(`a transaction touches at most ${MOST_DOCUMENTS} documents`);
    if (performance.now() - startedAt > LONGEST_MS) throw new Problem('busy');
    return open.collection(collection).doc(safeId(id));
  };
  return {
    async get<T extends Stored>(collection: CollectionName, id: string): Promise<T | null> {
      return ((await at(collection, id).get()).data as T | null) ?? null;
    },
    async insert(collection, doc) {
      at(collection, doc._id);
      await open.collection(collection).add({ data: { ...doc } });
    },
    async replace(collection, doc) {
      await at(collection, doc._id).set({ data: fieldsOf(doc) });
    },
    async patch(collection, id, fields) {
      // set() replaces a nested object; a bare object would be merged into the stored one.
      const data = Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, db.command.set(value)]));
      await at(collection, id).update({ data });
    },
    async remove(collection, id) {
      await at(collection, id).remove();
    },
  };
}

export type Pause = (ms: number) => Promise<void>;
const wait: Pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Runs `work` in one transaction; see Store.transaction.
 * The SDK would try a conflict again three times without a pause and would not try the documented kind at all, so its own retries
 * are switched off and ours run outside it.
 */
export async function runTransaction<T>(db: CloudDatabase, work: (tx: Tx) => Promise<T>, pause: Pause = wait): Promise<T> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await db.runTransaction((open) => work(transactionOver(db, open)), 0);
    } catch (error) {
      if (error instanceof Problem) throw error;
      if (isDuplicate(error)) throw new Problem('already_done');
      if (!isPassing(error)) throw error;
      if (attempt >= MOST_RETRIES) throw new Problem('busy');
      await pause(randomInt(20, 601));
    }
  }
}
