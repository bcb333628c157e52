// A record's fields against what a row says of them: what is new, what was changed here since, said in words; numbers by their ends.
import { columnField } from '@shared/domain/columns/column-fields';
import { dayWords } from '@shared/domain/dates';
import {
  type AnyField,
  type FieldValue,
  fieldOf,
  mayChange,
  problemsIn,
  sayValue,
  withValues,
} from '@shared/domain/fields/registry-fields';
import { maskPhone } from '@shared/domain/masks';
import type { HouseholdRecord, LineChange, PersonRecord } from '@shared/domain/records';
import { blindIndexes } from '@shared/runtime/crypto';
import type { Setting } from './setting';
import type { Found } from './who';

export type Values = Record<string, FieldValue>;
type Of = 'persons' | 'households';

const set = (value: FieldValue): readonly string[] => (Array.isArray(value) ? [...(value as string[])].sort() : [String(value)]);

/** Whether two values say the same; the order of several says nothing. */
export function agrees(a: FieldValue, b: FieldValue): boolean {
  if (a === null || b === null) return a === b;
  const [one, other] = [set(a), set(b)];
  return Array.isArray(a) === Array.isArray(b) && one.length === other.length && one.every((item, i) => item === other[i]);
}

const sealedSame = (id: string, record: unknown, value: FieldValue, { ring }: Setting): boolean =>
  id === 'phone' && blindIndexes(ring, 'persons.phone', String(value)).includes((record as PersonRecord).phoneIndex ?? '');

export function said(id: string, value: FieldValue): string {
  const field = columnField(id)?.registry;
  if (id === 'phone') return value === null || value === '' ? '未填' : maskPhone(String(value).slice(-4));
  return field ? sayValue(field as AnyField, value) : String(value ?? '');
}

/** Stored fields a field of the table lies in. */
const storedIn = (id: string): string[] => {
  const top = id.split('.')[0] as string;
  return [top, `${top}Index`];
};

export interface FieldsPlan {
  changes: LineChange[];
  /** What is to be written, conflicts settled for the sheet among it. */
  values: Values;
  problems: { field: string; words: string }[];
}

/** Compares a row's values with a record of the registry. */
export function compare(
  of: Of,
  record: PersonRecord | HouseholdRecord,
  values: Values,
  row: number,
  { found, setting, rows }: { found: Found; setting: Setting; rows: ReadonlyMap<string, string> },
): FieldsPlan {
  const plan: FieldsPlan = { changes: [], values: {}, problems: [] };
  for (const [id, value] of Object.entries(values)) {
    const field = fieldOf(of, id) as unknown as AnyField | null;
    if (!field || value === null) continue;
    const was = (field.read as (one: unknown) => FieldValue)(record);
    const same = field.sealed ? sealedSame(id, record, value, setting) : agrees(was, value);
    const other = rows.get(id);
    if (same && other === undefined) continue;
    if (!mayChange(field, setting.roles)) {
      if (!same) plan.problems.push({ field: id, words: `${field.words.official}不归您改，名册里是「${sayValue(field, was)}」` });
      continue;
    }
    const entry = found.changedSince(record._id, storedIn(id));
    const change: LineChange = {
      field: id,
      words: field.words.official,
      was: sayValue(field, was),
      is: said(id, value),
      kind: other !== undefined ? 'rows' : entry ? 'conflict' : 'set',
      why: other ?? (entry ? `表的日子以后，${dayWords(entry.at.slice(0, 10), setting.today)}这里改过` : ''),
    };
    plan.changes.push(change);
    if (change.kind === 'set' || setting.choice(row, change) === 'theirs') plan.values[id] = value;
  }
  return withoutWrong(of, record, plan, setting);
}

/** What the registry's own rules refuse is a problem of the cell; the rest stays. */
export function withoutWrong(of: Of, record: PersonRecord | HouseholdRecord, plan: FieldsPlan, { today }: Setting): FieldsPlan {
  let { values, changes, problems } = plan;
  for (;;) {
    const after = withValues(of, record as never, values, { today });
    const wrong = Object.entries(problemsIn(of, after as never, values, { today })).filter(([id]) => values[id] !== undefined);
    if (wrong.length === 0) return { values, changes, problems };
    const bad = new Set(wrong.map(([id]) => id));
    problems = [...problems, ...wrong.map(([field, words]) => ({ field, words: `${said(field, values[field] ?? null)}：${words}` }))];
    values = Object.fromEntries(Object.entries(values).filter(([id]) => !bad.has(id)));
    changes = changes.filter(({ field }) => !bad.has(field));
  }
}
