// persons/{random}: reached through somebody one acts for, or through a claim one may already see; never by search here.
import { actsFor, type Caller } from '@shared/access';
import type { ClaimRecord, HouseholdRecord, PersonRecord } from '@shared/domain/records';
import { Problem } from '@shared/runtime/problem';
import type { Store } from '@shared/runtime/store';

/** A person and the household they belong to. */
export interface Subject {
  person: PersonRecord;
  household: HouseholdRecord | null;
}

export function personsRepo(store: Store, caller: Caller) {
  const load = async (id: string): Promise<Subject> => {
    const person = await store.get<PersonRecord>('persons', id);
    if (!person) throw new Problem('not_found');
    return { person, household: await store.get<HouseholdRecord>('households', person.household) };
  };
  return {
    /** Somebody the caller acts for; anybody else does not exist for them. */
    async mine(id: string): Promise<Subject> {
      if (!actsFor(caller, id))
        throw new Problem('not_found', { message: '没找到这个人，或者您还没有认过他。', next: '回到首页，看看「换人」里有没有。' });
      return load(id);
    },
    /** The person of a claim that was loaded within the caller's reach. */
    ofClaim: (claim: ClaimRecord) => load(claim.person),
    /** All the persons the caller acts for, in the order of the account. */
    async allMine(): Promise<PersonRecord[]> {
      const found = await store.getMany<PersonRecord>('persons', caller.persons.slice(0, 50));
      const byId = new Map(found.map((person) => [person._id, person]));
      // One merged into another is seen as that one.
      const seen = (person: PersonRecord) => !(person.gone?.why === 'merged' && caller.persons.includes(person.gone.into ?? ''));
      return caller.persons.flatMap((id) => byId.get(id) ?? []).filter(seen);
    },
  };
}
