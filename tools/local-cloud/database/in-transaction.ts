// What may be done with documents inside a transaction: one at a time, by id.
import type { QueryRecord } from '../api';
import { duplicateKey } from '../errors';
import type { Collection } from './catalog';
import { checkUpdate } from './operators';
import { readText, writeText } from './text';
import type { Transactions } from './transactions';
import { applyUpdate, replacement } from './update';
import type { Doc } from './values';
import { checkDocument, idKeyOf, withId } from './writes';

export class InTransaction {
  constructor(
    private readonly transactionId: string,
    private readonly collection: Collection,
    private readonly transactions: Transactions,
    private readonly now: () => Date,
    private readonly note: (record: QueryRecord) => void,
  ) {}

  private read(id: unknown): Doc | null {
    return this.transactions.read(this.transactionId, this.collection, idKeyOf(id));
  }

  private write(id: unknown, next: Doc | null): void {
    this.transactions.write(this.transactionId, this.collection, idKeyOf(id), next);
  }

  get(id: unknown): Doc | null {
    const doc = this.read(id);
    const returned = doc ? 1 : 0;
    this.note({ collection: this.collection.name, index: '_id_', examined: returned, returned, limit: 1 });
    return doc;
  }

  insert(docs: readonly unknown[]): unknown[] {
    return docs.map((raw) => {
      const doc = withId(raw);
      if (this.read(doc._id)) {
        this.transactions.abort(this.transactionId);
        throw duplicateKey(this.collection.name, '_id_', `{ _id: ${JSON.stringify(doc._id)} }`);
      }
      this.write(doc._id, doc);
      return doc._id;
    });
  }

  update(id: unknown, update: unknown): number {
    checkUpdate(update);
    const before = this.read(id);
    if (!before) return 0;
    const next = readText(writeText(before));
    const changed = applyUpdate(next, update, { _id: id }, this.now());
    checkDocument(next);
    this.write(id, next);
    return changed ? 1 : 0;
  }

  replace(id: unknown, data: unknown): { updated: number; upsertId: unknown } {
    const next = replacement(id, data);
    checkDocument(next);
    const before = this.read(id);
    this.write(id, next);
    return before ? { updated: 1, upsertId: null } : { updated: 0, upsertId: id };
  }

  remove(id: unknown): number {
    if (!this.read(id)) return 0;
    this.write(id, null);
    return 1;
  }
}
