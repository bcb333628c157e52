// Fields of the registry as a form shows them: rows of inputs, chips and pickers from the table; and as a page reads them out.

import { readAmount } from '@shared/domain/fields/amount';
import {
  type AnyField,
  type FieldValue,
  fieldsOf,
  kindProblem,
  type RegistryOf,
  SECTIONS,
  sameValue,
  sayValue,
} from '@shared/domain/fields/registry-fields';
import { yuanText } from '@shared/domain/money';
import { hasKey as has } from '@shared/domain/tables';

export type Values = Record<string, FieldValue>;

/** Up to so many options are chips in sight; more are a wheel. */
const MOST_CHIPS = 8;

export interface FormRow {
  id: string;
  words: string;
  hint: string;
  wrong: string;
  warning: string;
  look: 'text' | 'lines' | 'chips' | 'wheel' | 'date' | 'month';
  type: 'text' | 'number' | 'digit' | 'idcard';
  text: string;
  placeholder: string;
  maxlength: number;
  chips: { words: string; key: string; on: boolean }[];
  options: string[];
  at: number;
  /** Words of one's own are taken beside the chips. */
  own: boolean;
  sealed: boolean;
  /** Something is recorded that can be taken away. */
  held: boolean;
  /** What somebody else wrote there meanwhile; '' = nobody. */
  crossed: string;
  choice: '' | 'theirs' | 'mine';
}

export interface FormState {
  /** As recorded. */
  values: Values;
  /** As typed; only what was touched. */
  typed: Values;
  wrongs: Record<string, string>;
  warnings: Record<string, string>;
  crossed: Record<string, string>;
  choices: Record<string, 'theirs' | 'mine'>;
}

const list = (value: FieldValue | undefined): string[] => (Array.isArray(value) ? [...(value as readonly string[])] : []);
const textOf = (field: AnyField, value: FieldValue | undefined): string => {
  if (value === null || value === undefined) return '';
  if (field.kind === 'fen') return typeof value === 'number' ? yuanText(value) : String(value);
  return Array.isArray(value) ? value.join(field.kind === 'lines' ? '\n' : '、') : String(value);
};

function lookOf(field: AnyField): FormRow['look'] {
  if (field.kind === 'date' || field.kind === 'month') return field.kind;
  if (field.kind === 'lines') return 'lines';
  if (field.kind === 'yes_no' || field.kind === 'several') return 'chips';
  if (field.kind === 'option') return (field.options ?? []).length <= MOST_CHIPS ? 'chips' : 'wheel';
  return 'text';
}

const TYPES: Partial<Record<AnyField['kind'], FormRow['type']>> = {
  phone: 'number',
  account: 'number',
  fen: 'digit',
  id_number: 'idcard',
  cert: 'idcard',
};

function chipsOf(field: AnyField, value: FieldValue | undefined): FormRow['chips'] {
  if (field.kind === 'yes_no')
    return [
      { words: '是', key: 'yes', on: value === true },
      { words: '否', key: 'no', on: value === false },
    ];
  const chosen = field.kind === 'several' ? list(value) : typeof value === 'string' && value !== '' ? [value] : [];
  const options = (field.options ?? []).map((words) => ({ words, key: words, on: chosen.indexOf(words) >= 0 }));
  return field.kind === 'several' && field.open
    ? [...options, { words: '没有', key: '', on: Array.isArray(value) && value.length === 0 }]
    : options;
}

function rowOf(field: AnyField, state: FormState): FormRow {
  const { id } = field;
  const touched = has(state.typed, id);
  const value = touched ? state.typed[id] : field.sealed ? null : state.values[id];
  const options = field.options ?? [];
  const own = field.open === true && lookOf(field) === 'chips';
  const ownWords =
    field.kind === 'several'
      ? list(value)
          .filter((one) => options.indexOf(one) < 0)
          .join('、')
      : typeof value === 'string' && options.indexOf(value) < 0
        ? value
        : '';
  const held = field.sealed !== undefined && state.values[id] !== null && state.values[id] !== undefined;
  return {
    id,
    words: field.words.official,
    hint: field.hint ?? '',
    wrong: state.wrongs[id] ?? '',
    warning: touched ? '' : (state.warnings[id] ?? ''),
    look: lookOf(field),
    type: TYPES[field.kind] ?? 'text',
    text: own ? ownWords : textOf(field, value),
    placeholder: held ? `${textOf(field, state.values[id])}，不改就空着` : own ? '别的，自己写' : '没填',
    maxlength: field.kind === 'lines' ? 300 : field.sealed ? 40 : (field.most ?? 60),
    chips: chipsOf(field, value),
    options: [...options],
    at: typeof value === 'string' ? Math.max(0, options.indexOf(value)) : 0,
    own,
    sealed: field.sealed !== undefined,
    held: held && !field.needed && value !== '',
    crossed: state.crossed[id] ?? '',
    choice: state.choices[id] ?? '',
  };
}

/** The rows of a section's form: those the caller may change. */
export function formRows(of: RegistryOf, section: string, may: readonly string[], state: FormState): FormRow[] {
  return fields(of)
    .filter((field) => field.section === section && may.indexOf(field.id) >= 0)
    .map((field) => rowOf(field, state));
}

/** Rows of named fields, in the table's order: for adding somebody. */
export function rowsOf(of: RegistryOf, ids: readonly string[], state: FormState): FormRow[] {
  return fields(of)
    .filter(({ id }) => ids.indexOf(id) >= 0)
    .map((field) => rowOf(field, state));
}

const fields = (of: RegistryOf): AnyField[] => fieldsOf(of) as unknown as AnyField[];
export const fieldNamed = (of: RegistryOf, id: string): AnyField | undefined => fields(of).filter((field) => field.id === id)[0];

/** What a tap on a chip makes of the value. */
export function chipped(field: AnyField, value: FieldValue | undefined, key: string): FieldValue {
  if (field.kind === 'yes_no') {
    const said = key === 'yes';
    return value === said ? null : said;
  }
  if (field.kind !== 'several') return value === key ? '' : key;
  if (key === '') return [];
  const chosen = list(value);
  return chosen.indexOf(key) >= 0 ? chosen.filter((one) => one !== key) : [...chosen, key];
}

/** What was typed as a value of the field; own words join what the chips say. */
export function typedValue(field: AnyField, value: FieldValue | undefined, text: string): FieldValue {
  if (field.kind === 'fen') return text.trim() === '' ? null : (readAmount(text) ?? text);
  if (field.kind === 'lines')
    return text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
  if (field.kind === 'several') {
    const options = field.options ?? [];
    const own = text.split(/[、，,\s]+/).filter((one) => one !== '');
    return [...list(value).filter((one) => options.indexOf(one) >= 0), ...own];
  }
  return text;
}

/** Only what differs from what is recorded: what is sent. */
export function changedValues(of: RegistryOf, values: Values, typed: Values): Values {
  const changed: Values = {};
  for (const field of fields(of)) {
    if (!has(typed, field.id)) continue;
    const value = typed[field.id] as FieldValue;
    if (
      field.sealed ? value !== null : !sameValue(value, values[field.id] ?? null) && !(value === '' && (values[field.id] ?? null) === null)
    )
      changed[field.id] = value;
  }
  return changed;
}

/** What is wrong by kind alone, said while typing. */
export function kindWrongs(of: RegistryOf, changed: Values): Record<string, string> {
  const wrongs: Record<string, string> = {};
  for (const id of Object.keys(changed)) {
    const field = fieldNamed(of, id);
    const wrong = field ? kindProblem(field, changed[id] as FieldValue) : null;
    if (wrong !== null) wrongs[id] = wrong;
  }
  return wrongs;
}

export interface SectionView {
  id: string;
  words: string;
  rows: { id: string; words: string; value: string; empty: boolean; warning: string }[];
  /** Names of what nobody filled in. */
  missing: string;
  /** Whether anything in it is the caller's to change. */
  editable: boolean;
}

/** Not a gap: whoever is out of school has no class, whoever has no disability no certificate of it, who goes out needs no reason for not going. */
function moot(id: string, values: Values): boolean {
  if (id === 'schooling') return (values.studentStatus ?? null) !== null;
  if (id === 'studentStatus') return (values.schooling ?? null) !== null;
  if (id.indexOf('disability.') === 0) return list(values.health).indexOf('残疾') < 0;
  if (id === 'workWish.why') return values['workWish.plans'] === true;
  return id.indexOf('trainingWish.') === 0 && id !== 'trainingWish.wants' && values['trainingWish.wants'] !== true;
}

/** All sections as read; what was never asked says so. */
export function sectionsOf(of: RegistryOf, values: Values, may: readonly string[], warnings: Record<string, string>): SectionView[] {
  const sections: SectionView[] = [];
  for (const field of fields(of)) {
    let section = sections.filter(({ id }) => id === field.section)[0];
    if (section === undefined) {
      section = { id: field.section, words: SECTIONS[field.section]?.official ?? '', rows: [], missing: '', editable: false };
      sections.push(section);
    }
    const value = values[field.id] ?? null;
    section.editable = section.editable || may.indexOf(field.id) >= 0;
    const words = field.words.official;
    const warning = warnings[field.id] ?? '';
    if (value === null && warning === '' && moot(field.id, values)) continue;
    if (value === null && warning === '') section.missing = section.missing === '' ? words : `${section.missing}、${words}`;
    else section.rows.push({ id: field.id, words, value: sayValue(field, value), empty: value === null, warning });
  }
  return sections;
}
