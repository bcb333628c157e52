// Whether a person is an officer's own kin, by what is declared or on record: then somebody else should look.
import type { Caller } from '@shared/access';
import type { PersonRecord } from '@shared/domain/records';

export function isKin(
  caller: Pick<Caller, 'self' | 'relatives' | 'household' | 'persons'>,
  person: Pick<PersonRecord, '_id' | 'household'>,
): boolean {
  return (
    caller.self === person._id ||
    caller.relatives.includes(person._id) ||
    caller.persons.includes(person._id) ||
    (caller.household != null && caller.household === person.household)
  );
}
