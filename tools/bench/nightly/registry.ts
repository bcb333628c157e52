// A generated registry of any size: villages of two hundred copied from the story's people, as they are stored, each with ids of its own.
import type { KeyRing } from '@shared/runtime/crypto';
import { generateCounty } from '../../generate/county';
import { openedYears, policyVersions, sealPerson } from '../../generate/seed';
import { COUNTY, TOWN } from '../../generate/villages';
import type { LocalCloud } from '../../local-cloud/api';

export const PER_VILLAGE = 200;

const codeOf = (village: number): string => `${TOWN.code.slice(0, 6)}${String(100_000 + village)}`;

/** Writes `people` persons with their households and work into an empty cloud; answers the codes of their villages. */
export async function fill(cloud: LocalCloud, people: number, keys: KeyRing): Promise<string[]> {
  const county = generateCounty({ seed: 7, size: 'township' });
  const { database } = cloud;
  await database.import('settings', [county.installation, { _id: 'keys', fingerprints: {} }]);
  const models = county.persons.slice(0, PER_VILLAGE).map((person) => sealPerson(person, keys));
  const ids = new Set(models.map(({ _id }) => _id));
  const households = county.households.filter(({ _id }) => models.some(({ household }) => household === _id));
  const spells = county.spells.filter(({ person }) => ids.has(person));
  const codes = Array.from({ length: people / PER_VILLAGE }, (_, i) => codeOf(i));
  await database.import('places', [
    ...county.places.filter(({ level }) => level !== 'village'),
    ...codes.map((code) => ({
      _id: code,
      level: 'village',
      name: `村${code.slice(-4)}`,
      county: COUNTY.code,
      town: TOWN.code,
      parent: TOWN.code,
      contact: { words: '', phone: '' },
    })),
  ]);
  await database.import('policy_versions', policyVersions(county));
  await database.import('years', openedYears(county));
  for (const village of codes) {
    const own = (id: string) => `${id}-${village}`;
    const place = { village, town: TOWN.code, county: COUNTY.code };
    await database.import(
      'households',
      households.map((one) => ({ ...one, ...place, _id: own(one._id), code: own(one.code), sortKey: own(one.sortKey) })),
    );
    await database.import(
      'persons',
      models.map((one) => ({
        ...one,
        ...place,
        _id: own(one._id),
        household: own(one.household),
        sortKey: own(one.sortKey),
        idIndex: own(one.idIndex),
        phoneIndex: one.phoneIndex && own(one.phoneIndex),
        accountIndex: one.accountIndex && own(one.accountIndex),
      })),
    );
    await database.import(
      'spells',
      spells.map((one) => ({ ...one, ...place, _id: own(one._id), person: own(one.person), sortKey: own(one.sortKey) })),
    );
  }
  return codes;
}
