// An example policy of another county put in force for the year in hand, so that tickets and the casual worker's form can be played whole.
import type { PolicyVersionRecord } from '@shared/domain/records';
import type { PolicyPack } from '@shared/policies';
import { adoptPack } from '@shared/policies/edit';
import { packHash } from '@shared/policies/hash';
import { libraryByName } from '@shared/policies/library';
import type { Town } from './town';

/** The county's own transport policy of the year, made of the example by its name in the library. */
export function adopted(name: string, county: string): PolicyPack {
  const example = libraryByName()[name];
  if (!example) throw new Error(`no example is called ${name}`);
  const own = { id: `${example.programme}@${name}-here`, county, periods: ['2025'], from: '2026-01-02', checkedOn: '2026-02-10' };
  const { pack, errors } = adoptPack(example, own);
  if (pack === null) throw new Error(JSON.stringify(errors));
  return pack;
}

/** Takes the place of the shipped policy of its programme. */
export async function putInForce(town: Pick<Town, 'cloud' | 'county'>, name: string): Promise<PolicyPack> {
  const pack = adopted(name, town.county.installation.county);
  const put = (one: PolicyVersionRecord) => town.cloud.database.put('policy_versions', one);
  const stored = (await town.cloud.database.all('policy_versions')) as unknown as PolicyVersionRecord[];
  const sample = stored.find(({ status }) => status === 'in_force');
  if (!sample) throw new Error('nothing is in force');
  for (const one of stored) if (one.status === 'in_force' && one.programme === pack.programme) await put({ ...one, status: 'example' });
  await put({
    ...sample,
    _id: pack.id,
    programme: pack.programme,
    sortKey: `${pack.from}:${pack.id}`,
    hash: packHash(pack),
    pack,
  });
  return pack;
}
