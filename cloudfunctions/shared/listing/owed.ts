// Whom somebody told of as owing them pay, as keys of where they stand: an employer's page finds by them who said so.
import type { OwedWork, PersonRecord, SpellRecord, WhereaboutsRecord } from '@shared/domain/records';
import { employerIdOf } from '@shared/repos/employers';

/** Nothing for whoever told of nothing or of nobody in particular, so that their records stay as they are. `spells` may be others' as well. */
export function owedOf(
  { _id, town }: Pick<PersonRecord, '_id' | 'town'>,
  spells: readonly Pick<SpellRecord, 'person' | 'employer' | 'owed' | 'end'>[],
): Pick<WhereaboutsRecord, 'owed' | 'owedBy'> {
  const owed = spells
    .filter(({ person }) => person === _id)
    .flatMap(({ owed: told, employer: name, end }): OwedWork[] => {
      const employer = told && name ? employerIdOf(town, name) : '';
      return told && name && employer !== '' ? [{ employer, name, since: told.since, toldOn: told.toldOn, left: end !== null }] : [];
    });
  return owed.length === 0 ? {} : { owed, owedBy: [...new Set(owed.map(({ employer }) => employer))] };
}
