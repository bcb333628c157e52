// Writing one row's plan: household, person and work, each record in a transaction of its own with the deed that says it was written, so that
// a row begun twice is done once and all of it can be taken back.
import type { FieldValue } from '@shared/domain/fields/registry-fields';
import { withValues } from '@shared/domain/fields/registry-fields';
import type { HouseholdRecord, IntakeDeed, IntakeRecord, PersonRecord, SpellRecord, Versioned } from '@shared/domain/records';
import { canonical, sha256 } from '@shared/runtime/canonical';
import type { Change } from '@shared/runtime/change';
import { blindIndex, keyedHash, sealField } from '@shared/runtime/crypto';
import { initialsOf } from '@shared/runtime/initials';
import type { Stored } from '@shared/runtime/store';
import type { WorkContext } from '@shared/runtime/work-context';
import type { RowPlan } from './plan';

type Written = 'households' | 'persons' | 'spells';

/** What a record says, without its housekeeping: equal = nobody changed it. */
export function stateOf(record: Stored & Versioned): string {
  const { version: _version, auditHead: _head, ...rest } = record;
  return sha256(canonical(rest));
}

export const deedId = (intake: string, record: string, version: number): string => `${intake}:${record}:${version}`;

interface Deed<T> {
  collection: Written;
  id: string;
  /** The record as it shall be; null = it is so already. */
  wanted(before: T | null): T | null;
}

/** One record in one transaction. Answers whether something was written. */
async function put<T extends Stored & Versioned>(
  ctx: WorkContext,
  intake: IntakeRecord,
  plan: RowPlan,
  { collection, id, wanted }: Deed<T>,
): Promise<boolean> {
  let written = false;
  await ctx.change(async (change: Change) => {
    written = false;
    const before = await change.get<T>(collection, id);
    const after = wanted(before);
    if (after === null || (before !== null && stateOf(before) === stateOf(after)))
      return { record: id, version: before?.version ?? 0, note: {} };
    const row = plan.draft.row;
    const stored = await change.put(collection, before, after, {
      verb: before ? 'import' : 'import_new',
      role: 'station_clerk',
      detail: { intake: intake._id, row },
    });
    const deed: IntakeDeed = {
      _id: deedId(intake._id, id, stored.version),
      intake: intake._id,
      sortKey: `${ctx.now}:${String(row).padStart(9, '0')}:${collection === 'households' ? 0 : collection === 'persons' ? 1 : 2}:${id}:${String(stored.version).padStart(6, '0')}`,
      row,
      name: plan.line.name,
      collection,
      record: id,
      version: stored.version,
      made: before === null,
      state: stateOf(stored),
    };
    await change.keep('intake_deeds', deed);
    written = true;
    return { record: id, version: stored.version, note: {} };
  });
  return written;
}

/** Ids that say nothing about anybody and are the same each time: the same sheet again finds what it made. */
function madeId(kind: 'h' | 'p' | 's', text: string, { services }: WorkContext): string {
  return `${kind}-${keyedHash(services.ring, 'intake', text).slice(0, 22).replace(/[-_]/g, 'x')}`;
}

const placed = (intake: IntakeRecord, village: string) => ({ county: intake.county, town: intake.town, village });

async function writeHousehold(ctx: WorkContext, intake: IntakeRecord, plan: RowPlan): Promise<{ id: string; wrote: boolean }> {
  const household = plan.household;
  const id = plan.line.household ?? (household ? madeId('h', `h|${household.code}`, ctx) : '');
  if (household === null) return { id, wrote: false };
  const wrote = await put<HouseholdRecord>(ctx, intake, plan, {
    collection: 'households',
    id,
    wanted(before) {
      if (before && before.status === 'active') return withValues('households', before, household.values, ctx);
      const fresh: HouseholdRecord = {
        _id: id,
        ...placed(intake, plan.village),
        status: 'active',
        sortKey: `${household.code}:${id}`,
        code: household.code,
        headName: household.headName,
        group: '',
        householdType: '一般农户',
        monitoring: null,
        resettled: false,
        version: 0,
        auditHead: '',
      };
      const { gone: _gone, ...kept } = before ?? fresh;
      return withValues('households', { ...kept, status: 'active' } as HouseholdRecord, household.values, ctx);
    },
  });
  return { id, wrote };
}

async function writePerson(
  ctx: WorkContext,
  intake: IntakeRecord,
  plan: RowPlan,
  household: string,
): Promise<{ id: string; wrote: boolean }> {
  const number = plan.draft.id?.number ?? '';
  const id = plan.line.person ?? madeId('p', `p|${number}`, ctx);
  if (plan.person === null) return { id, wrote: false };
  const { phone, ...values } = plan.person.values;
  const { ring } = ctx.services;
  const seal = (field: string, value: string) => sealField(ring, { collection: 'persons', record: id, field }, value);
  const initials = plan.line.person === null ? await initialsOf(plan.draft.name) : '';
  const phoned = (person: PersonRecord): PersonRecord =>
    typeof phone !== 'string' || person.phoneIndex === blindIndex(ring, 'persons.phone', phone)
      ? person
      : { ...person, phone: seal('phone', phone), phoneIndex: blindIndex(ring, 'persons.phone', phone), phoneTail: phone.slice(-4) };
  const wrote = await put<PersonRecord>(ctx, intake, plan, {
    collection: 'persons',
    id,
    wanted(before) {
      if (before && before.status === 'active') return phoned(withValues('persons', before, values as Record<string, FieldValue>, ctx));
      const head = values.relation === '户主' ? '01' : '50';
      const fresh: PersonRecord = {
        _id: id,
        ...placed(intake, plan.village),
        status: 'active',
        sortKey: `${plan.draft.code}-${head}:${id}`,
        household,
        name: plan.draft.name,
        initials,
        sex: '男',
        born: '',
        relation: '其他',
        labourSkill: '无劳动力',
        schooling: null,
        studentStatus: null,
        health: '',
        idNumber: seal('idNumber', number),
        idIndex: blindIndex(ring, 'persons.idNumber', number),
        idTail: number.slice(-4),
        phone: null,
        phoneIndex: null,
        phoneTail: null,
        account: null,
        ...(plan.draft.id?.placeholder ? { idStandIn: true } : {}),
        version: 0,
        auditHead: '',
      };
      const { gone: _gone, ...kept } = before ?? fresh;
      return phoned(withValues('persons', { ...kept, status: 'active' } as PersonRecord, values as Record<string, FieldValue>, ctx));
    },
  });
  return { id, wrote };
}

async function writeSpells(ctx: WorkContext, intake: IntakeRecord, plan: RowPlan, person: string): Promise<number> {
  let count = 0;
  for (const { record, after } of plan.spells) {
    const id = record === null || record.startsWith('new:') ? madeId('s', `s|${intake._id}|${person}|${after.start}`, ctx) : record;
    const wrote = await put<SpellRecord>(ctx, intake, plan, {
      collection: 'spells',
      id,
      wanted(before) {
        if (before) return { ...before, ...after };
        return {
          ...(after as SpellRecord),
          _id: id,
          ...placed(intake, plan.village),
          status: after.end === null ? 'open' : 'ended',
          sortKey: `${person}:${after.start}:${id}`,
          person,
          away: null,
          version: 0,
          auditHead: '',
        };
      },
    });
    if (wrote) count += 1;
  }
  return count;
}

/** Writes a row's plan; counts for the job's tally. Safe to run again: what is written already is found so. */
export async function writeRow(ctx: WorkContext, intake: IntakeRecord, plan: RowPlan): Promise<Record<string, number>> {
  const household = await writeHousehold(ctx, intake, plan);
  const person = await writePerson(ctx, intake, plan, household.id);
  const spells = await writeSpells(ctx, intake, plan, person.id);
  const counts = { households: household.wrote ? 1 : 0, persons: person.wrote ? 1 : 0, spells };
  return Object.fromEntries(Object.entries(counts).filter(([, n]) => n > 0));
}
