// What a field of the registry is: its words, kind, options, who may change it; how a value is read from a cell and said in a sentence.

import { isDate, isMonth, monthWords } from '../dates';
import { yuanText } from '../money';
import type { Role } from '../records';
import { tableOf } from '../tables';
import type { Register, Wording } from '../words/register';
import { accountProblem, normalAccount } from './account';
import { readAmount } from './amount';
import { readDate, readMonth } from './date-text';
import { normalCert } from './disability-cert';
import { normalIdNumber } from './id-number';
import { normalPhone } from './phone';
import { halfWidth } from './typed';

/** One field's value: null = never asked, '' or [] = asked and there is none. Money in fen. A sealed one is its mask when read, clear when written. */
export type FieldValue = string | number | boolean | readonly string[] | null;

export type FieldKind =
  | 'text'
  | 'option'
  | 'several'
  | 'date'
  | 'month'
  | 'yes_no'
  | 'fen'
  | 'lines'
  | 'id_number'
  | 'phone'
  | 'account'
  | 'cert';

/** Where a sealed value of a person opens: the field name it is bound to. */
export type SealedPlace = 'idNumber' | 'phone' | 'account' | 'disabilityCert' | 'contactPhone';

export interface FieldTime {
  today: string;
}

export interface RegistryField<R> {
  /** Unique over persons and households; part of a compound after a dot. */
  id: string;
  section: string;
  words: Wording;
  kind: FieldKind;
  /** The system's own words; a cell is matched with them by text. */
  options?: readonly string[];
  /** Words of one's own are taken beside the options. */
  open?: boolean;
  /** Most signs of a text, most items of several. */
  most?: number;
  /** May not be made empty once it is filled. */
  needed?: boolean;
  /** Who may change it; nobody = it follows from others. */
  may: readonly Role[];
  /** Leaves masked, is never in a history or a sheet in clear. */
  sealed?: SealedPlace;
  /** Column names it goes by: the national system's first, then those of hand-made sheets. */
  heads: readonly string[];
  /** Other ways its options are written. */
  also?: Readonly<Record<string, string>>;
  hint?: string;
  read(record: R): FieldValue;
  /** What two sealed values are compared by; never leaves. */
  mark?(record: R): string | null;
  /** The top-level fields of the record after the change. Sealed ones are written where the keys are. */
  write?(record: R, value: FieldValue, time: FieldTime): Partial<R>;
  /** What is wrong with it beyond its kind, `after` the whole change; plain words, or null. */
  problem?(value: FieldValue, after: R, time: FieldTime): string | null;
  /** Something to look at that stops nobody. */
  warning?(value: FieldValue, after: R, time: FieldTime): string | null;
}

/** Other ways options are written, as `写法=选项 写法=选项`. */
export function other(pairs: string): Readonly<Record<string, string>> {
  return tableOf(pairs.split(' ').map((pair) => pair.split('=') as [string, string]));
}

/** A part of an answer with several: empty there means not filled. */
export function part(value: FieldValue | undefined): FieldValue {
  return value === undefined || value === '' || (Array.isArray(value) && value.length === 0) ? null : value;
}

export const MOST_TEXT = 60;
export const MOST_SEVERAL = 10;

const level = (text: string): string => halfWidth(text).replace(/[()（）]/g, '');

/** The option a text stands for; null when none. */
export function optionOf(field: Pick<RegistryField<never>, 'options' | 'also'>, typed: string): string | null {
  const text = level(typed);
  const exact = (field.options ?? []).find((option) => level(option) === text);
  if (exact !== undefined) return exact;
  const other = Object.entries(field.also ?? {}).find(([written]) => level(written) === text);
  return other?.[1] ?? null;
}

const YES: readonly string[] = ['是', '有', '愿意', '能', '会', '用', 'Y', 'y', '1', 'true', '√', '✓'];
const NO: readonly string[] = ['否', '无', '不愿意', '没有', '不能', '不会', '不用', 'N', 'n', '0', 'false', '×'];
const EMPTY: readonly string[] = ['', '-', '—', '/', '\\', '无', '暂无', 'null', 'NULL'];

export type Reading = { value: FieldValue } | { problem: string };

/** A cell or a typed text as a value of the field. Empty gives null. Option words are matched by text, never by number. */
export function readTyped(field: RegistryField<never>, typed: string): Reading {
  const text = typed.trim();
  if (field.kind === 'yes_no') return yesNo(text);
  if (field.kind !== 'option' && field.kind !== 'several' && EMPTY.includes(text)) return { value: null };
  switch (field.kind) {
    case 'option':
      return text === '' ? { value: null } : option(field, text);
    case 'several':
      return several(field, text);
    case 'lines':
      return { value: text.split(/[\n；;、，,]/).flatMap((line) => (line.trim() === '' ? [] : [line.trim()])) };
    case 'date': {
      const day = readDate(text);
      return day === null ? { problem: '没有这一天，照这样写：2026-03-02' } : { value: day };
    }
    case 'month': {
      const month = readMonth(text) ?? readDate(text)?.slice(0, 7) ?? null;
      return month === null ? { problem: '月份写得不对，照这样写：2026-03' } : { value: month };
    }
    case 'fen': {
      const fen = readAmount(text);
      return fen === null ? { problem: '钱数写得不对，只写数字，比如 1500' } : { value: fen };
    }
    default:
      return { value: normalOf(field.kind)(text) };
  }
}

function normalOf(kind: FieldKind): (typed: string) => string {
  if (kind === 'id_number') return normalIdNumber;
  if (kind === 'phone') return normalPhone;
  if (kind === 'account') return normalAccount;
  if (kind === 'cert') return normalCert;
  return (typed) => typed.trim();
}

function yesNo(text: string): Reading {
  if (YES.includes(halfWidth(text))) return { value: true };
  if (NO.includes(halfWidth(text))) return { value: false };
  return EMPTY.includes(text) ? { value: null } : { problem: '只填「是」或「否」' };
}

function option(field: RegistryField<never>, text: string): Reading {
  const found = optionOf(field, text);
  if (found !== null) return { value: found };
  if (field.open) return { value: EMPTY.includes(text) ? '' : text };
  if (EMPTY.includes(text)) return { value: field.needed ? null : '' };
  return { problem: `没有「${text}」这一项，只能是：${(field.options ?? []).join('、')}` };
}

function several(field: RegistryField<never>, text: string): Reading {
  if (text === '') return { value: null };
  const parts = text.split(/[\s、，,；;|/]+/).flatMap((part) => (part.trim() === '' ? [] : [part.trim()]));
  const items: string[] = [];
  for (const part of parts) {
    const found = optionOf(field, part) ?? (EMPTY.includes(part) ? '' : null) ?? (field.open ? part : null);
    if (found === null) return { problem: `没有「${part}」这一项，只能是：${(field.options ?? []).join('、')}` };
    if (found !== '' && !items.includes(found)) items.push(found);
  }
  return { value: items };
}

/** The value as a national sheet holds it: yes and no as 是/否, several joined by 、, yuan without separators. */
export function cellOf(field: Pick<RegistryField<never>, 'kind'>, value: FieldValue): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (typeof value === 'number') return field.kind === 'fen' ? yuanText(value) : String(value);
  return typeof value === 'string' ? value : value.join('、');
}

/** The value in a sentence. */
export function sayValue(field: Pick<RegistryField<never>, 'kind'>, value: FieldValue, register: Register = 'official'): string {
  if (value === null || value === undefined) return register === 'official' ? '未填' : '没问过';
  if (value === '' || (Array.isArray(value) && value.length === 0)) return '无';
  if (field.kind === 'fen' && typeof value === 'number') return `${yuanText(value)} 元`;
  if (field.kind === 'month' && typeof value === 'string' && isMonth(value)) return monthWords(value);
  return cellOf(field, value);
}

/** What is wrong with a value by the field's kind alone; null when nothing is. */
export function kindProblem(field: RegistryField<never>, value: FieldValue): string | null {
  const name = field.words.official;
  if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) return field.needed ? `${name}不能空着` : null;
  switch (field.kind) {
    case 'yes_no':
      return typeof value === 'boolean' ? null : '只能选「是」或「否」';
    case 'fen':
      return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 10_000_000_000 ? null : '钱数写得不对';
    case 'date':
      return typeof value === 'string' && isDate(value) ? null : '没有这一天，照这样写：2026-03-02';
    case 'month':
      return typeof value === 'string' && isMonth(value) ? null : '月份写得不对，照这样写：2026-03';
    case 'several':
    case 'lines':
      return itemsProblem(field, value);
    default:
      return textProblem(field, value);
  }
}

function itemsProblem(field: RegistryField<never>, value: FieldValue): string | null {
  if (!Array.isArray(value)) return `${field.words.official}写得不对`;
  const items = value as readonly string[];
  const most = field.most ?? MOST_SEVERAL;
  if (items.length > most) return `最多 ${most} 项，现在是 ${items.length} 项`;
  if (items.some((item) => Array.from(item).length > MOST_TEXT)) return `每一项最多 ${MOST_TEXT} 个字`;
  if (new Set(items).size !== items.length) return '有两项是一样的';
  const strange = field.open ? undefined : items.find((item) => !(field.options ?? [item]).includes(item));
  return strange === undefined ? null : `没有「${strange}」这一项`;
}

function textProblem(field: RegistryField<never>, value: FieldValue): string | null {
  if (typeof value !== 'string') return `${field.words.official}写得不对`;
  if (field.kind === 'option' && !field.open && !(field.options ?? []).includes(value)) return `没有「${value}」这一项`;
  if (field.kind === 'account') return accountProblem(value);
  const most = field.most ?? MOST_TEXT;
  return Array.from(value).length > most ? `最多 ${most} 个字，现在是 ${Array.from(value).length} 个` : null;
}

/** Whether two values say the same. */
export function sameValue(a: FieldValue, b: FieldValue): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, at) => item === b[at]);
  return a === b;
}
