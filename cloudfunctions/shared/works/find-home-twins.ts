// Looks for records that may be one household: heads of one name in one place, the same person in both, one 户编号 written in two ways.
import { codeVariants, sharedMembers } from '@shared/domain/home-merging';
import type { HomeTwinReason, HouseholdRecord, PersonRecord } from '@shared/domain/records';
import { homeTwinId } from '@shared/repos/home-merges';
import { among } from '@shared/runtime/store';
import type { WorkContext } from '@shared/runtime/work-context';
import { type Alike, alikes, twinSearch } from './twin-search';

const MOST_ALIKE = 50;
const MOST_MEMBERS = 50;
/** One household asks for all of its members' namesakes. */
const PER_STEP = 20;

const samePlace = (a: HouseholdRecord, b: HouseholdRecord): boolean =>
  a.village === b.village && (a.group === b.group || (a.address !== undefined && a.address !== '' && a.address === b.address));

async function homesLike(home: HouseholdRecord, { store }: Pick<WorkContext, 'store'>): Promise<Alike<HouseholdRecord, HomeTwinReason>[]> {
  const variants = codeVariants(home.code, home.village);
  const members = await store.list<PersonRecord>('persons', { where: { household: home._id }, limit: MOST_MEMBERS });
  const names = [...new Set(members.filter(({ status }) => status === 'active').map(({ name }) => name))];
  const [headed, coded, named] = await Promise.all([
    store.list<HouseholdRecord>('households', { where: { town: home.town, headName: home.headName }, limit: MOST_ALIKE }),
    variants.length === 0
      ? Promise.resolve([])
      : store.list<HouseholdRecord>('households', { where: { code: among(variants) }, limit: variants.length }),
    names.length === 0
      ? Promise.resolve([])
      : store.list<PersonRecord>('persons', { where: { town: home.town, name: among(names) }, limit: MOST_ALIKE * names.length }),
  ]);
  const shared = new Set(
    [...new Set(named.map(({ household }) => household))].filter(
      (id) =>
        id !== home._id &&
        sharedMembers(
          members,
          named.filter(({ household }) => household === id),
        ).length > 0,
    ),
  );
  const { note, all } = alikes<HouseholdRecord, HomeTwinReason>(home);
  for (const other of coded) note(other, 'code');
  for (const other of headed) if (samePlace(home, other)) note(other, 'head_place');
  for (const other of await store.getMany<HouseholdRecord>('households', [...shared].slice(0, 100))) note(other, 'members');
  return all();
}

export const householdTwins = twinSearch<HouseholdRecord, HomeTwinReason>({
  kind: 'household.twins',
  words: '正在找登重的户',
  perStep: PER_STEP,
  of: 'households',
  pairs: 'home_twins',
  idOf: homeTwinId,
  nameOf: ({ headName }) => headName,
  like: homesLike,
  weight: (reasons) => String(reasons.length),
});
