// Every field a column of a sheet can stand for: those of persons and households from the registry's own table, the row's keys and the work.

import { ALL_PERSON_FIELDS, type AnyField, HOUSEHOLD_FIELDS, optionOf, readTyped } from '../fields/registry-fields';
import { halfWidth, levelled } from '../fields/typed';
import { readWhen } from './when';
import { MONTH_COLUMNS, OWN_COLUMNS, type OwnColumn } from './work-fields';

export interface ColumnField extends OwnColumn {
  of: 'persons' | 'households' | 'row' | 'work';
  /** The registry's field, for persons and households. */
  registry: AnyField | null;
}

/** Fields that decide who is paid or bind a number to another record: changed one at a time, never from a sheet. */
const NOT_FROM_SHEETS: Readonly<Record<string, string>> = {
  account: '收款账户不从表里收，在名册里逐个改',
  disability: '残疾证号不从表里收，在名册里逐个改',
  contact: '联系人不从表里收，在名册里逐个改',
};
const TAKEN: readonly string[] = ['disability.category', 'disability.level', 'disability.issuedOn'];

/** Why a field is not taken from a sheet; null when it is. */
export function notFromSheets(id: string): string | null {
  return TAKEN.includes(id) ? null : (NOT_FROM_SHEETS[id.split('.')[0] as string] ?? null);
}

const share = (part: number, whole: number): boolean => whole > 0 && part / whole >= 0.5;

function looksOf(field: AnyField): ((text: string) => boolean) | undefined {
  switch (field.kind) {
    case 'id_number':
      return (text) => /^\d{17}[\dX]|^\d{15}$|^\d\.\d+E\+?\d{2}$/i.test(levelled(text));
    case 'phone':
      return (text) => /^(\+?86)?1\d{9,10}$/.test(levelled(text)) || /^0\d{9,11}$/.test(levelled(text));
    case 'date':
    case 'month':
      return (text) => readWhen(text) !== null;
    case 'fen':
      return (text) => /^[¥￥]?[\d,]+(\.\d+)?元?$/.test(halfWidth(text));
    case 'yes_no':
      return (text) => !('problem' in readTyped(field, text));
    case 'option':
      return field.open ? undefined : (text) => optionOf(field, text) !== null;
    default:
      return undefined;
  }
}

function ofRegistry(of: 'persons' | 'households', fields: readonly unknown[]): ColumnField[] {
  return (fields as readonly AnyField[]).map((field) => ({
    id: field.id,
    of,
    words: field.words.official,
    heads: field.heads,
    registry: field,
    ...(field.options ? { options: field.options } : {}),
    ...(field.open ? { open: true } : {}),
    ...(field.kind === 'option' || field.kind === 'several' ? {} : {}),
    ...(looksOf(field) ? { looks: looksOf(field) as (text: string) => boolean } : {}),
  }));
}

export const COLUMN_FIELDS: readonly ColumnField[] = [
  ...[...OWN_COLUMNS, ...MONTH_COLUMNS].map(
    (own): ColumnField => ({ ...own, of: own.id.startsWith('row.') ? 'row' : 'work', registry: null }),
  ),
  ...ofRegistry('persons', ALL_PERSON_FIELDS),
  ...ofRegistry('households', HOUSEHOLD_FIELDS),
];

export function columnField(id: string): ColumnField | null {
  return COLUMN_FIELDS.find((field) => field.id === id) ?? null;
}

/** A head as it is compared: without spaces, brackets and marks. 元 and 月 in brackets stay apart from those without by their other heads. */
export const headKey = (text: string): string => halfWidth(text).replace(/[*()（）:：【】[\]"“”.。、]/g, '');

const BY_HEAD = new Map<string, ColumnField[]>();
for (const field of COLUMN_FIELDS)
  for (const head of field.heads) BY_HEAD.set(headKey(head), [...(BY_HEAD.get(headKey(head)) ?? []), field]);

/** Fields that go by this very name, in the order of the table. */
export function fieldsNamed(head: string): readonly ColumnField[] {
  const key = headKey(head).replace(/^\d+/, '');
  return BY_HEAD.get(key) ?? BY_HEAD.get(key.replace(/(必填|选填|文本|元|下拉选择)$/, '')) ?? [];
}

/** 致贫/返贫风险1 to 5 are one field. */
export const headWithoutNumber = (head: string): string => head.replace(/[1-5一二三四五]$/, '');

/** Whether most of these cells look like the field's. True when nothing can be said against it. */
export function fits(field: ColumnField, cells: readonly string[]): boolean {
  const filled = cells.filter((text) => text !== '');
  const { looks } = field;
  return looks === undefined || filled.length === 0 || share(filled.filter((text) => looks(text)).length, filled.length);
}
