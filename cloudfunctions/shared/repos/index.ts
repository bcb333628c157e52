// The repositories of one call, with the caller's reach built in.
import type { Caller } from '@shared/access';
import type { Store } from '@shared/runtime/store';
import { applicationsRepo } from './applications';
import { arrearsRepo } from './arrears';
import { bondsRepo } from './bonds';
import { claimsRepo } from './claims';
import { complaintsRepo } from './complaints';
import { dutiesRepo } from './duties';
import { employersRepo } from './employers';
import { exportsRepo } from './exports';
import { fairsRepo } from './fairs';
import { findingsRepo } from './findings';
import { handoversRepo } from './handovers';
import { happeningsRepo } from './happenings';
import { historyRepo } from './history';
import { homeMergesRepo } from './home-merges';
import { installationRepo } from './installation';
import { intakesRepo } from './intakes';
import { ledgersRepo } from './ledgers';
import { listsRepo } from './lists';
import { mergesRepo } from './merges';
import { monthsRepo } from './months';
import { packsRepo } from './packs';
import { papersRepo } from './papers';
import { payingRepo } from './paying';
import { personsRepo } from './persons';
import { placesRepo } from './places';
import { postingSheetsRepo } from './posting-sheets';
import { postingsRepo } from './postings';
import { publicitiesRepo } from './publicities';
import { pushesRepo } from './pushes';
import { receiptsRepo } from './receipts';
import { registryRepo } from './registry';
import { reportsRepo } from './reports';
import { retypesRepo } from './retypes';
import { spellsRepo } from './spells';
import { staffRepo } from './staff';
import { toldRepo } from './told';
import { traceRepo } from './trace';
import { visitsRepo } from './visits';
import { whereRepo } from './where';

export function reposFor(store: Store, caller: Caller) {
  return {
    applications: applicationsRepo(store, caller),
    arrears: arrearsRepo(store, caller),
    bonds: bondsRepo(store, caller),
    claims: claimsRepo(store, caller),
    complaints: complaintsRepo(store, caller),
    duties: dutiesRepo(store, caller),
    employers: employersRepo(store, caller),
    exports: exportsRepo(store, caller),
    fairs: fairsRepo(store, caller),
    findings: findingsRepo(store, caller),
    handovers: handoversRepo(store, caller),
    happenings: happeningsRepo(store, caller),
    history: historyRepo(store),
    homeMerges: homeMergesRepo(store, caller),
    installation: installationRepo(store),
    intakes: intakesRepo(store, caller),
    ledgers: ledgersRepo(store),
    lists: listsRepo(store, caller),
    months: monthsRepo(store, caller),
    merges: mergesRepo(store, caller),
    packs: packsRepo(store, caller),
    papers: papersRepo(store, caller),
    paying: payingRepo(store, caller),
    persons: personsRepo(store, caller),
    places: placesRepo(store),
    postings: postingsRepo(store, caller),
    postingSheets: postingSheetsRepo(store, caller),
    publicities: publicitiesRepo(store, caller),
    pushes: pushesRepo(store, caller),
    receipts: receiptsRepo(store),
    registry: registryRepo(store, caller),
    reports: reportsRepo(store, caller),
    retypes: retypesRepo(store, caller),
    spells: spellsRepo(store),
    staff: staffRepo(store, caller),
    told: toldRepo(store, caller),
    trace: traceRepo(store, caller),
    visits: visitsRepo(store, caller),
    where: whereRepo(store, caller),
  };
}

export type Repos = ReturnType<typeof reposFor>;
