// Looks for records that may be one person: the same name and birth day in the township, the same name and end of the identity number, one
// telephone in two households that nothing relates.
import { phoneSharing } from '@shared/domain/phone-sharing';
import type { BondRecord, PersonRecord, TwinReason } from '@shared/domain/records';
import { twinId } from '@shared/repos/merges';
import { among } from '@shared/runtime/store';
import type { WorkContext } from '@shared/runtime/work-context';
import { type Alike, alikes, twinSearch } from './twin-search';

const MOST_ALIKE = 50;

async function personsLike(person: PersonRecord, { store }: Pick<WorkContext, 'store'>): Promise<Alike<PersonRecord, TwinReason>[]> {
  const alike = (where: Readonly<Record<string, string>>) => store.list<PersonRecord>('persons', { where, limit: MOST_ALIKE });
  const [named, phoned] = await Promise.all([
    alike({ town: person.town, name: person.name }),
    person.phoneIndex === null ? Promise.resolve([]) : alike({ phoneIndex: person.phoneIndex }),
  ]);
  const { note, all } = alikes<PersonRecord, TwinReason>(person);
  for (const other of named) if (other.born === person.born) note(other, 'name_born');
  for (const other of named) if (other.idTail === person.idTail) note(other, 'tail_name');
  for (const other of await unrelated(person, phoned, store)) note(other, 'phone');
  return all();
}

/** Those with the same telephone whom neither household nor a helper relates. */
async function unrelated(person: PersonRecord, holders: readonly PersonRecord[], store: WorkContext['store']): Promise<PersonRecord[]> {
  const elsewhere = holders.filter(({ household }) => household !== person.household);
  if (elsewhere.length === 0) return [];
  const bonds = await store.list<BondRecord>('bonds', {
    where: { person: among(holders.map(({ _id }) => _id).slice(0, MOST_ALIKE)) },
    limit: 200,
  });
  return elsewhere.filter((other) => phoneSharing([person, other], bonds).some(({ known }) => !known));
}

export const registryTwins = twinSearch<PersonRecord, TwinReason>({
  kind: 'registry.twins',
  words: '正在找登重的人',
  of: 'persons',
  pairs: 'twins',
  idOf: twinId,
  nameOf: ({ name }) => name,
  like: personsLike,
  // What is alike by name weighs more than a telephone.
  weight: (reasons) => `${reasons.length}${reasons.includes('phone') && reasons.length === 1 ? 0 : 1}`,
});
