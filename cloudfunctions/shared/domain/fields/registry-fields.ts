// All fields of the registry in one table, in the order of forms and sheets; and what forms, history, diffs and sheets ask of it.

import type { HouseholdRecord, PersonRecord, Role } from '../records';
import { hasKey, tableOf } from '../tables';
import type { Register, Wording } from '../words/register';
import { HOUSEHOLD_FIELDS } from './household-fields';
import { PERSON_BODY } from './person-body';
import { PERSON_FIELDS } from './person-fields';
import { PERSON_WISHES } from './person-wishes';
import { type FieldTime, type FieldValue, kindProblem, type RegistryField, sameValue, sayValue } from './registry-kinds';

export { certProblem, normalCert, readCert } from './disability-cert';
export { HOUSEHOLD_FIELDS } from './household-fields';
export * from './registry-kinds';

export type RegistryOf = 'persons' | 'households';
type RecordOf = { persons: PersonRecord; households: HouseholdRecord };
export type AnyField = RegistryField<never>;

export const ALL_PERSON_FIELDS: readonly RegistryField<PersonRecord>[] = [...PERSON_FIELDS, ...PERSON_BODY, ...PERSON_WISHES];

export const SECTIONS: Readonly<Record<string, Wording>> = {
  identity: { official: '身份', resident: '身份' },
  contact: { official: '联系方式', resident: '电话' },
  school: { official: '文化与在校', resident: '念书' },
  health: { official: '健康与劳动能力', resident: '身体' },
  skills: { official: '技能', resident: '手艺' },
  work: { official: '务工意愿', resident: '出去干活的打算' },
  training: { official: '培训意愿', resident: '学手艺的打算' },
  account: { official: '收款账户', resident: '收钱的卡' },
  household: { official: '户基本信息', resident: '这一户' },
  monitoring: { official: '监测与风险', resident: '难处' },
  resettlement: { official: '易地搬迁', resident: '搬迁' },
};

/** All fields of persons or of households. */
export function fieldsOf<C extends RegistryOf>(of: C): readonly RegistryField<RecordOf[C]>[] {
  return (of === 'persons' ? ALL_PERSON_FIELDS : HOUSEHOLD_FIELDS) as unknown as readonly RegistryField<RecordOf[C]>[];
}

export function fieldOf<C extends RegistryOf>(of: C, id: string): RegistryField<RecordOf[C]> | null {
  return fieldsOf(of).find((field) => field.id === id) ?? null;
}

/** Whether one of the roles may change the field. */
export function mayChange(field: Pick<AnyField, 'may'>, roles: Iterable<Role>): boolean {
  return [...roles].some((role) => field.may.includes(role));
}

/** Every field's value as it may be shown: sealed ones as their mask. */
export function valuesOf<C extends RegistryOf>(of: C, record: RecordOf[C]): Record<string, FieldValue> {
  return tableOf(fieldsOf(of).map((field) => [field.id, field.read(record)]));
}

/** Whether a field says the same in two versions of a record; sealed ones by their index. */
export function sameField<C extends RegistryOf>(field: RegistryField<RecordOf[C]>, a: RecordOf[C], b: RecordOf[C]): boolean {
  return field.mark ? field.mark(a) === field.mark(b) : sameValue(field.read(a), field.read(b));
}

export interface FieldChange {
  field: string;
  words: string;
  was: string;
  is: string;
}

/** What differs between two versions, said in words; sealed values masked. */
export function changesBetween<C extends RegistryOf>(
  of: C,
  before: RecordOf[C],
  after: RecordOf[C],
  register: Register = 'official',
): FieldChange[] {
  return fieldsOf(of)
    .filter((field) => !sameField(field, before, after))
    .map((field) => ({
      field: field.id,
      words: field.words[register],
      was: sayValue(field as unknown as AnyField, field.read(before), register),
      is: sayValue(field as unknown as AnyField, field.read(after), register),
    }));
}

/** The record with the values written, in the order of the table; sealed fields are left to whoever holds the keys. Unknown ids are ignored. */
export function withValues<C extends RegistryOf>(
  of: C,
  record: RecordOf[C],
  values: Readonly<Record<string, FieldValue>>,
  time: FieldTime,
): RecordOf[C] {
  let after = record;
  for (const field of fieldsOf(of)) {
    const value = hasKey(values, field.id) ? values[field.id] : undefined;
    if (value !== undefined && field.write) after = withoutUndefined({ ...after, ...field.write(after, value, time) });
  }
  return after;
}

/** Absent says never asked; undefined is not kept by the database. */
function withoutUndefined<T extends object>(record: T): T {
  return tableOf(Object.entries(record).filter(([, value]) => value !== undefined)) as T;
}

/** What is wrong with the values to be written, by field; `after` is the record with them. Sealed ones are looked at by their kind alone. */
export function problemsIn<C extends RegistryOf>(
  of: C,
  after: RecordOf[C],
  values: Readonly<Record<string, FieldValue>>,
  time: FieldTime,
): Record<string, string> {
  const found: Record<string, string> = {};
  for (const field of fieldsOf(of)) {
    const value = hasKey(values, field.id) ? values[field.id] : undefined;
    if (value === undefined) continue;
    const wrong = kindProblem(field as unknown as AnyField, value) ?? (field.sealed ? null : (field.problem?.(value, after, time) ?? null));
    if (wrong !== null) found[field.id] = wrong;
  }
  if (of === 'persons' && values.schooling && values.studentStatus) found.studentStatus = '文化程度和在校生状况只填一样';
  return found;
}

/** What to look at, by field; stops nobody. */
export function warningsIn<C extends RegistryOf>(of: C, after: RecordOf[C], time: FieldTime): Record<string, string> {
  const found: Record<string, string> = {};
  for (const field of fieldsOf(of)) {
    const said = field.warning?.(field.read(after), after, time) ?? null;
    if (said !== null) found[field.id] = said;
  }
  return found;
}

/** The field a column of a sheet stands for, by its heading; null when none. Identity before hand-made names that fit several. */
export function fieldOfHead(head: string): { of: RegistryOf; field: AnyField } | null {
  const level = (words: string): string => words.replace(/[\s*＊（）()：:]/g, '');
  const wanted = level(head);
  if (wanted === '') return null;
  for (const kind of ['persons', 'households'] as const)
    for (const field of fieldsOf(kind))
      if (field.heads.some((one) => level(one) === wanted)) return { of: kind, field: field as unknown as AnyField };
  return null;
}
