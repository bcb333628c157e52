// The repositories of one call, with the caller's reach built in.
import type { Caller } from '@shared/access';
import type { Store } from '@shared/runtime/store';
import { claimsRepo } from './claims';
import { installationRepo } from './installation';
import { personsRepo } from './persons';
import { placesRepo } from './places';
import { postingsRepo } from './postings';
import { receiptsRepo } from './receipts';
import { spellsRepo } from './spells';

export function reposFor(store: Store, caller: Caller) {
  return {
    claims: claimsRepo(store, caller),
    installation: installationRepo(store),
    persons: personsRepo(store, caller),
    places: placesRepo(store),
    postings: postingsRepo(store),
    receipts: receiptsRepo(store),
    spells: spellsRepo(store),
  };
}

export type Repos = ReturnType<typeof reposFor>;
