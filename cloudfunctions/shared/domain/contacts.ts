// Whom one can ring about a labourer beside themselves: 联系人 of the family. A cadre named as 联系人 would be ringing themselves.
import type { PersonContact, PersonRecord } from './records';

/** The contact of the family with a telephone; null without one. */
export function familyContact({ contact }: Pick<PersonRecord, 'contact'>): PersonContact | null {
  return contact?.kind === 'family' && contact.phone !== null ? contact : null;
}

/** Whether anybody can be rung. */
export const isReachable = (person: Pick<PersonRecord, 'phone' | 'contact'>): boolean =>
  person.phone !== null || familyContact(person) !== null;
