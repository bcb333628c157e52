// Looks for records that may be one person: the same name and birth day in the township, the same name and end of the identity number, one
// telephone in two households that nothing relates. Each person is looked up by index; a pair is written once and stays as it was decided.
import { REGISTRY_KEEPERS } from '@shared/actions/registry-parts';
import { phoneSharing } from '@shared/domain/phone-sharing';
import type { BondRecord, PersonRecord, TwinReason, TwinRecord } from '@shared/domain/records';
import { twinId } from '@shared/repos/merges';
import type { JobKind } from '@shared/runtime/jobs';
import { among, range } from '@shared/runtime/store';
import type { WorkContext } from '@shared/runtime/work-context';

interface Input {
  town: string;
  /** '' = the whole township. */
  village: string;
}

const MOST_ALIKE = 50;

export async function pairsOf(
  person: PersonRecord,
  { store }: Pick<WorkContext, 'store'>,
): Promise<{ other: PersonRecord; reasons: TwinReason[] }[]> {
  const alike = (where: Readonly<Record<string, string>>) => store.list<PersonRecord>('persons', { where, limit: MOST_ALIKE });
  const [named, phoned] = await Promise.all([
    alike({ town: person.town, name: person.name }),
    person.phoneIndex === null ? Promise.resolve([]) : alike({ phoneIndex: person.phoneIndex }),
  ]);
  const strangers = await unrelated(person, phoned, store);
  const found = new Map<string, { other: PersonRecord; reasons: TwinReason[] }>();
  const note = (other: PersonRecord, reason: TwinReason) => {
    if (other._id === person._id || other.status !== 'active' || other.town !== person.town) return;
    const pair = found.get(other._id) ?? { other, reasons: [] };
    found.set(other._id, { other, reasons: [...pair.reasons, reason] });
  };
  for (const other of named) if (other.born === person.born) note(other, 'name_born');
  for (const other of named) if (other.idTail === person.idTail) note(other, 'tail_name');
  for (const other of strangers) note(other, 'phone');
  return [...found.values()];
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

export const registryTwins: JobKind<Input, PersonRecord, { found: number }> = {
  kind: 'registry.twins',
  roles: REGISTRY_KEEPERS,
  words: '正在找登重的人',
  async page(job, limit, ctx) {
    const { town, village } = job.input;
    const persons = await ctx.store.list<PersonRecord>('persons', {
      where: {
        ...(village === '' ? { town } : { village }),
        status: 'active',
        ...(job.cursor === null ? {} : { sortKey: range({ gt: job.cursor }) }),
      },
      order: ['sortKey', 'asc'],
      limit,
    });
    return { items: persons.map((value) => ({ key: value.name, cursor: value.sortKey, value })) };
  },
  async each(person, _job, ctx) {
    let found = 0;
    for (const { other, reasons } of await pairsOf(person, ctx)) {
      const _id = twinId(person._id, other._id);
      const [a, b] = person._id < other._id ? [person, other] : [other, person];
      await ctx.change(async (change) => {
        const before = await change.get<TwinRecord>('twins', _id);
        // Decided once, it stays decided.
        if (before) return { record: _id, version: before.version, note: {} };
        const record: TwinRecord = {
          _id,
          county: a.county,
          town: a.town,
          village: a.village === b.village ? a.village : '',
          status: 'open',
          // The likeliest first: what is alike by name weighs more than a telephone.
          sortKey: `${reasons.length}${reasons.includes('phone') && reasons.length === 1 ? 0 : 1}:${_id}`,
          a: a._id,
          b: b._id,
          names: [a.name, b.name],
          reasons,
          foundOn: ctx.today,
          note: '',
          version: 0,
          auditHead: '',
        };
        await change.put('twins', null, record, { verb: 'find', role: 'cadre' });
        found = 1;
        return { record: _id, version: 0, note: {} };
      });
    }
    return { found };
  },
  finish: (job) => Promise.resolve({ found: job.tally.found ?? 0 }),
};
