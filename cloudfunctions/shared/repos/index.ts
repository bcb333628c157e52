// The repositories of one call, with the caller's reach built in.
import type { Caller } from '@shared/access';
import type { Store } from '@shared/runtime/store';
import { bondsRepo } from './bonds';
import { claimsRepo } from './claims';
import { complaintsRepo } from './complaints';
import { installationRepo } from './installation';
import { personsRepo } from './persons';
import { placesRepo } from './places';
import { postingsRepo } from './postings';
import { receiptsRepo } from './receipts';
import { registryRepo } from './registry';
import { spellsRepo } from './spells';
import { staffRepo } from './staff';

export function reposFor(store: Store, caller: Caller) {
  return {
    bonds: bondsRepo(store, caller),
    claims: claimsRepo(store, caller),
    complaints: complaintsRepo(store, caller),
    installation: installationRepo(store),
    persons: personsRepo(store, caller),
    places: placesRepo(store),
    postings: postingsRepo(store),
    receipts: receiptsRepo(store),
    registry: registryRepo(store, caller),
    spells: spellsRepo(store),
    staff: staffRepo(store, caller),
  };
}

export type Repos = ReturnType<typeof reposFor>;
