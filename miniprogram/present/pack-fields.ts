// The fields of a policy version as rows to type in: money in yuan, shares in per cent, lists parted by signs; and read back.
import type { Output } from '@shared/contract/index';
import { yuanText } from '@shared/domain/money';

export type Field = Output<'pack.draft'>['draft']['fields'][number];

export interface FieldRow {
  path: string;
  /** The path as a class name. */
  mark: string;
  label: string;
  /** As one types it: yuan for money, percent for shares. */
  text: string;
  unit: string;
  input: 'text' | 'date' | 'choice';
  options: { words: string }[];
  line: string;
  basis: string;
}
export interface FieldGroup {
  section: string;
  rows: FieldRow[];
}

/** How a value is shown for typing, and read back; what cannot be read is sent as typed, so that the cloud says what is wrong. */
const TYPED: Record<string, { show: (value: number) => string; read: (text: string) => number }> = {
  fen: { show: yuanText, read: (text) => Math.round(Number(text) * 100) },
  basis_points: { show: (value) => String(value / 100), read: (text) => Math.round(Number(text) * 100) },
};

/** The value as one types it; '' when it is left open. */
export function shown({ kind, value, options }: Field): string {
  if (value === null) return '';
  if (kind === 'choice') return options.find((one) => one.value === value)?.words ?? '';
  if (Array.isArray(value)) return value.join('、');
  return typeof value === 'number' ? (TYPED[kind]?.show(value) ?? String(value)) : value;
}

export function read({ kind }: Field, text: string): Field['value'] {
  const words = text.trim();
  if (words === '') return null;
  if (kind === 'names' || kind === 'periods') return words.split(/[\s,，、]+/).filter((one) => one !== '');
  if (['day', 'month_day', 'text'].includes(kind)) return words;
  const number = TYPED[kind]?.read(words) ?? Number(words);
  return Number.isFinite(number) ? number : words;
}

const rowOf = (field: Field): FieldRow => ({
  path: field.path,
  mark: field.path.replace(/[^A-Za-z0-9]+/g, '-'),
  label: field.label,
  text: shown(field),
  unit: field.unit,
  input: field.kind === 'choice' ? 'choice' : field.kind === 'day' ? 'date' : 'text',
  options: field.options.map(({ words }) => ({ words })),
  line: field.line,
  basis: field.basis ? `${field.basis.docNo || field.basis.title} ${field.basis.article}` : '',
});

export function grouped(fields: readonly Field[]): FieldGroup[] {
  const groups: FieldGroup[] = [];
  for (const field of fields) {
    let group = groups.find(({ section }) => section === field.section);
    if (!group) {
      group = { section: field.section, rows: [] };
      groups.push(group);
    }
    group.rows.push(rowOf(field));
  }
  return groups;
}
