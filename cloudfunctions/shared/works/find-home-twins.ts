// Looks for records that may be one household: heads of one name in one place, the same person in both, one 户编号 written in two ways.
// Each household is looked up by index; a pair is written once and stays as it was decided.
import { REGISTRY_KEEPERS } from '@shared/actions/registry-parts';
import { codeVariants, sharedMembers } from '@shared/domain/home-merging';
import type { HomeTwinReason, HomeTwinRecord, HouseholdRecord, PersonRecord } from '@shared/domain/records';
import { homeTwinId } from '@shared/repos/home-merges';
import type { JobKind } from '@shared/runtime/jobs';
import { among, range } from '@shared/runtime/store';
import type { WorkContext } from '@shared/runtime/work-context';

interface Input {
  town: string;
  /** '' = the whole township. */
  village: string;
}

const MOST_ALIKE = 50;
const MOST_MEMBERS = 50;
/** One household asks for all of its members' namesakes. */
const PER_STEP = 20;

interface Alike {
  other: HouseholdRecord;
  reasons: HomeTwinReason[];
}

const samePlace = (a: HouseholdRecord, b: HouseholdRecord): boolean =>
  a.village === b.village && (a.group === b.group || (a.address !== undefined && a.address !== '' && a.address === b.address));

export async function homesLike(home: HouseholdRecord, { store }: Pick<WorkContext, 'store'>): Promise<Alike[]> {
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
  const found = new Map<string, Alike>();
  const note = (other: HouseholdRecord, reason: HomeTwinReason) => {
    if (other._id === home._id || other.status !== 'active' || other.town !== home.town) return;
    const alike = found.get(other._id) ?? { other, reasons: [] };
    found.set(other._id, { other, reasons: [...alike.reasons, reason] });
  };
  for (const other of coded) note(other, 'code');
  for (const other of headed) if (samePlace(home, other)) note(other, 'head_place');
  for (const other of await store.getMany<HouseholdRecord>('households', [...shared].slice(0, 100))) note(other, 'members');
  return [...found.values()];
}

export const householdTwins: JobKind<Input, HouseholdRecord, { found: number }> = {
  kind: 'household.twins',
  roles: REGISTRY_KEEPERS,
  words: '正在找登重的户',
  perStep: PER_STEP,
  async page(job, limit, ctx) {
    const { town, village } = job.input;
    const homes = await ctx.store.list<HouseholdRecord>('households', {
      where: {
        ...(village === '' ? { town } : { village }),
        status: 'active',
        ...(job.cursor === null ? {} : { sortKey: range({ gt: job.cursor }) }),
      },
      order: ['sortKey', 'asc'],
      limit,
    });
    return { items: homes.map((value) => ({ key: value.headName, cursor: value.sortKey, value })) };
  },
  async each(home, _job, ctx) {
    let found = 0;
    for (const { other, reasons } of await homesLike(home, ctx)) {
      const _id = homeTwinId(home._id, other._id);
      const [a, b] = home._id < other._id ? [home, other] : [other, home];
      await ctx.change(async (change) => {
        const before = await change.get<HomeTwinRecord>('home_twins', _id);
        // Decided once, it stays decided.
        if (before) return { record: _id, version: before.version, note: {} };
        const record: HomeTwinRecord = {
          _id,
          county: a.county,
          town: a.town,
          village: a.village === b.village ? a.village : '',
          status: 'open',
          sortKey: `${reasons.length}:${_id}`,
          a: a._id,
          b: b._id,
          names: [a.headName, b.headName],
          reasons,
          foundOn: ctx.today,
          note: '',
          version: 0,
          auditHead: '',
        };
        await change.put('home_twins', null, record, { verb: 'find', role: 'cadre' });
        found = 1;
        return { record: _id, version: 0, note: {} };
      });
    }
    return { found };
  },
  finish: (job) => Promise.resolve({ found: job.tally.found ?? 0 }),
};
