// Merging a visit's answers about one record into what is stored now: what fits is written, what clashes becomes a conflict with who and when.
import type {
  ConflictField,
  ConflictRecord,
  HistoryRecord,
  HouseholdRecord,
  PersonRecord,
  StaffRecord,
  VisitRecord,
} from '@shared/domain/records';
import { compared, type Education, fieldOf } from '@shared/domain/sync/fields';
import { mergeField, type VisitUnit } from '@shared/domain/sync/merge';
import type { FieldEdit } from '@shared/domain/sync/visit';
import type { Change } from '@shared/runtime/change';
import type { Store } from '@shared/runtime/store';
import type { Taking } from './visit-steps';

export type Registered = PersonRecord | HouseholdRecord;
type RecordUnit = Extract<VisitUnit, { kind: 'record' }>;
export type SealedPhone = { sealed: string; index: string; tail: string };

/** One version of a record: which fields it touched, by whom, when. */
export interface LastWriter {
  fields: readonly string[];
  at: string;
  by: { openid: string; name: string };
}

/** Who wrote one of the fields last; null touches = any. */
export function lastWriter(history: readonly LastWriter[], touches: readonly string[] | null): LastWriter | null {
  return history.find(({ fields }) => touches === null || touches.some((field) => fields.includes(field))) ?? null;
}

/** The newest versions of what a step may clash with, with the names of those who wrote them. */
export async function historiesOf(units: readonly VisitUnit[], store: Store): Promise<Map<string, LastWriter[]>> {
  const records = units.flatMap((unit) =>
    unit.kind === 'record' && unit.edits.length > 0 ? [unit.record] : unit.kind === 'work' && unit.work.base ? [unit.work.base.spell] : [],
  );
  const lists = await Promise.all(
    records.map((record) => store.list<HistoryRecord>('field_history', { where: { record }, order: ['version', 'desc'], limit: 50 })),
  );
  const openids = [...new Set(lists.flat().map(({ by }) => by.openid))].slice(0, 50);
  const staff = openids.length > 0 ? await store.getMany<StaffRecord>('staff', openids) : [];
  const names = new Map(staff.map(({ _id, name }) => [_id, name]));
  return new Map(
    records.map((record, i) => [
      record,
      (lists[i] ?? []).map(({ at, by, changed }) => ({
        fields: changed.map(({ field }) => field),
        at,
        by: { openid: by.openid, name: names.get(by.openid) ?? (by.role === 'resident' ? '本人' : '') },
      })),
    ]),
  );
}

/** Stored fields a value of a visit becomes. */
export function patchOf(field: string, value: unknown): Partial<PersonRecord> & Partial<HouseholdRecord> {
  if (field === 'education') {
    const { schooling, studentStatus } = value as Education;
    return { schooling, studentStatus };
  }
  if (field === 'phone') {
    const { sealed, index, tail } = value as SealedPhone;
    return { phone: sealed, phoneIndex: index, phoneTail: tail, phoneWorks: null };
  }
  return { [field]: value } as Partial<PersonRecord>;
}

/** What stands there now, comparable with what an edit saw and wants. A telephone is compared by its index. */
function facing(record: Registered, edit: FieldEdit): { value: unknown; base: unknown; wanted: unknown } {
  const read = fieldOf(edit.collection, edit.field)?.read as ((one: Registered) => unknown) | undefined;
  const value = read?.(record) ?? null;
  if (edit.field !== 'phone') return { value: compared(value), base: compared(edit.base), wanted: compared(edit.value) };
  const { phoneIndex, phoneTail } = record as PersonRecord;
  const seenIt = (edit.base ?? null) === phoneTail;
  return { value: phoneIndex, base: seenIt ? phoneIndex : 'another', wanted: (edit.value as SealedPhone).index };
}

/** What is kept of the other side in a conflict: enough to write it back and to say it. */
export function keptValue(record: Registered, field: string, collection: FieldEdit['collection']): unknown {
  if (field === 'phone') {
    const { phone, phoneIndex, phoneTail } = record as PersonRecord;
    return phone === null ? null : { sealed: phone, index: phoneIndex, tail: phoneTail };
  }
  return (fieldOf(collection, field)?.read as ((one: Registered) => unknown) | undefined)?.(record) ?? null;
}

export interface MergeSetting {
  taking: Taking;
  by: { openid: string; name: string };
  histories: ReadonlyMap<string, LastWriter[]>;
  clash: (wanted: Pick<ConflictRecord, 'collection' | 'record' | 'name' | 'fields' | 'why'>) => Promise<void>;
}

/** One record of a visit: written at most once, with one conflict for all fields that clash. */
export async function mergeRecord(change: Change, visit: VisitRecord, unit: RecordUnit, setting: MergeSetting): Promise<void> {
  const before = await change.get<Registered>(unit.collection, unit.record);
  if (!before) return;
  const writers = setting.histories.get(unit.record) ?? [];
  let wanted: Registered = before;
  const clashes: ConflictField[] = [];
  for (const edit of unit.edits) {
    const field = fieldOf(edit.collection, edit.field);
    if (!field) continue;
    const { value, base, wanted: will } = facing(before, edit);
    const verdict = mergeField({ value, version: before.version }, { seen: edit.seen, base, value: will });
    if (verdict === 'apply') wanted = { ...wanted, ...patchOf(edit.field, edit.value) } as Registered;
    if (verdict !== 'conflict') continue;
    const writer = lastWriter(writers, field.touches);
    clashes.push({
      field: edit.field,
      base: edit.base ?? null,
      ours: { value: edit.value, at: edit.at, by: setting.by },
      theirs: {
        value: keptValue(before, edit.field, edit.collection),
        at: writer?.at ?? setting.taking.now,
        by: writer?.by ?? { openid: '', name: '' },
      },
      decided: null,
    });
  }
  if (unit.collection === 'households') wanted = visited(wanted as HouseholdRecord, visit);
  if (wanted !== before)
    await change.put(unit.collection, before, wanted, {
      verb: 'visit',
      role: 'cadre',
      detail: {
        visit: visit._id,
        fields: unit.edits.map(({ field }) => field).filter((one) => !clashes.some(({ field }) => field === one)),
      },
    });
  const name = unit.collection === 'households' ? `${(before as HouseholdRecord).headName}家` : (before as PersonRecord).name;
  if (clashes.length > 0) await setting.clash({ collection: unit.collection, record: unit.record, name, fields: clashes, why: '' });
}

/** The last visit is the latest day's, whatever order visits arrive in. */
function visited(household: HouseholdRecord, { on, visitorName, _id }: VisitRecord): HouseholdRecord {
  if (household.visited && household.visited.on > on) return household;
  return { ...household, visited: { on, by: visitorName, visit: _id } };
}
