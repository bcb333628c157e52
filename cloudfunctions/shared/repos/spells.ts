// spells/{random}: the work records of a person already loaded within the caller's reach.
import type { PersonRecord, SpellRecord } from '@shared/domain/records';
import type { Store } from '@shared/runtime/store';

/** Nobody has begun a hundred jobs in the years a ledger covers; more would be a fault worth seeing. */
const MOST_SPELLS = 200;

export function spellsRepo(store: Store) {
  return {
    /** Oldest first. */
    ofPerson: (person: PersonRecord) =>
      store.list<SpellRecord>('spells', { where: { person: person._id }, order: ['start', 'asc'], limit: MOST_SPELLS }),
  };
}
