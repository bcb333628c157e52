// spells/{random}: the work records of a person already loaded within the caller's reach.
import type { HistoryRecord, PersonRecord, SpellRecord, StaffRecord } from '@shared/domain/records';
import type { Store } from '@shared/runtime/store';

/** Nobody has begun a hundred jobs in the years a ledger covers; more would be a fault worth seeing. */
const MOST_SPELLS = 200;
const MOST_ENTRIES = 30;

export function spellsRepo(store: Store) {
  return {
    /** Oldest first. */
    ofPerson: (person: PersonRecord) =>
      store.list<SpellRecord>('spells', { where: { person: person._id }, order: ['start', 'asc'], limit: MOST_SPELLS }),
    /** What happened to one of them, newest first. */
    historyOf: (spell: string) =>
      store.list<HistoryRecord>('field_history', { where: { record: spell }, order: ['version', 'desc'], limit: MOST_ENTRIES }),
    /** Who wrote it, by openid; whoever is no staff goes unnamed. */
    async namesOf(openids: readonly string[]): Promise<Map<string, string>> {
      const found = await store.getMany<StaffRecord>('staff', [...new Set(openids)].slice(0, 100));
      return new Map(found.map(({ _id, name }) => [_id, name]));
    },
  };
}
