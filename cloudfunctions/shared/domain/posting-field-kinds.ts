// How each kind of field of a posting reads what was typed and writes it back; the fields themselves stand in posting-fields.ts.
import type { PostingFields } from './postings';

export type PostingFieldKind = 'text' | 'long' | 'money' | 'count' | 'date' | 'choice' | 'yes' | 'phone' | 'texts';
export type PostingPart = 'what' | 'place' | 'pay' | 'work' | 'who' | 'terms' | 'contact' | 'backing';

export interface Unread {
  problem: string;
}
export const problem = (words: string): Unread => ({ problem: words });
export const isProblem = (read: PostingFields | Unread): read is Unread => 'problem' in read;

export interface FieldRow {
  key: string;
  part: PostingPart;
  /** In sheets and for cadres. */
  label: string;
  /** As a resident says it. */
  spoken: string;
  kind: PostingFieldKind;
  /** Must be there before it is opened. */
  required: boolean;
  /** Need not be there, but is asked when the employer is called. */
  asked?: boolean;
  /** Signs of a text, the greatest of a number (money in fen). */
  most?: number;
  least?: number;
  /** value → words. */
  options?: Readonly<Record<string, string>>;
  hint?: string;
  /** The value as text: options as their words, '' = not said. */
  write: (fields: PostingFields) => string;
  /** The fields with what was typed; for a choice its value or its words. */
  read: (fields: PostingFields, text: string) => PostingFields | Unread;
}

type Path = readonly [keyof PostingFields, string?];
interface TextAsk {
  required?: boolean;
  asked?: boolean;
  hint?: string;
  long?: boolean;
}

function at(fields: PostingFields, [key, inner]: Path): unknown {
  const value = fields[key];
  return inner === undefined ? value : (value as unknown as Record<string, unknown> | null)?.[inner];
}

function put(fields: PostingFields, [key, inner]: Path, value: unknown): PostingFields {
  return { ...fields, [key]: inner === undefined ? value : { ...(fields[key] as object), [inner]: value } };
}

export function boundedText(
  key: string,
  part: PostingPart,
  label: string,
  spoken: string,
  most: number,
  ask: TextAsk,
  path: Path,
): FieldRow {
  const { required = false, asked, hint, long } = ask;
  return {
    key,
    part,
    label,
    spoken,
    kind: long ? 'long' : 'text',
    required,
    most,
    ...(asked ? { asked } : {}),
    ...(hint === undefined ? {} : { hint }),
    write: (fields) => String(at(fields, path) ?? ''),
    read: (fields, text) => (text.trim().length > most ? problem(`太长了，最多 ${most} 个字`) : put(fields, path, text.trim())),
  };
}

export function countOf(
  key: string,
  part: PostingPart,
  label: string,
  spoken: string,
  { required = false, least, most }: { required?: boolean; least: number; most: number },
  path: Path,
): FieldRow {
  return {
    key,
    part,
    label,
    spoken,
    kind: 'count',
    required,
    least,
    most,
    write: (fields) => (at(fields, path) === 0 ? '' : String(at(fields, path))),
    read(fields, text) {
      const bare = text.trim().replace(/[人名个岁]$/, '');
      if (bare === '') return put(fields, path, required ? 0 : at(fields, path));
      const count = Number(bare);
      return Number.isInteger(count) && count >= least && count <= most ? put(fields, path, count) : problem(`写 ${least} 到 ${most} 的数`);
    },
  };
}

export function choice<V extends string>(
  key: string,
  part: PostingPart,
  label: string,
  spoken: string,
  options: Readonly<Record<V, string>>,
  { get, set }: { get: (fields: PostingFields) => V; set: (fields: PostingFields, value: V) => PostingFields },
): FieldRow {
  const values = Object.keys(options) as V[];
  return {
    key,
    part,
    label,
    spoken,
    kind: 'choice',
    required: false,
    options,
    write: (fields) => options[get(fields)],
    read(fields, text) {
      const said = text.trim();
      if (said === '') return fields;
      const found = values.find((value) => value === said || options[value] === said);
      return found === undefined ? problem(`只能是：${values.map((value) => options[value]).join('、')}`) : set(fields, found);
    },
  };
}

const YES = ['是', '有', '包', '管', '对', '要'];
const NO = ['否', '没有', '无', '不包', '不管', '不', '不要'];

export function yesNo(
  key: string,
  part: PostingPart,
  label: string,
  spoken: string,
  get: (fields: PostingFields) => boolean | null,
  set: (fields: PostingFields, value: boolean | null) => PostingFields,
): FieldRow {
  const words = (value: boolean | null): string => (value === null ? '' : value ? '是' : '否');
  return {
    key,
    part,
    label,
    spoken,
    kind: 'yes',
    required: false,
    options: { 是: '是', 否: '否' },
    write: (fields) => words(get(fields)),
    read(fields, text) {
      const said = text.trim();
      if (said === '') return set(fields, null);
      if (YES.includes(said)) return set(fields, true);
      return NO.includes(said) ? set(fields, false) : problem('写「是」或「否」');
    },
  };
}

const MOST_ITEMS = 8;
const MOST_SIGNS = 20;

export function listOf(key: string, part: PostingPart, label: string, spoken: string, path: Path): FieldRow {
  return {
    key,
    part,
    label,
    spoken,
    kind: 'texts',
    required: false,
    most: MOST_ITEMS,
    hint: '几样之间用顿号隔开',
    write: (fields) => (at(fields, path) as string[]).join('、'),
    read(fields, text) {
      const items = text.split(/[、，,;；\n]/).map((item) => item.trim());
      const said = items.filter((item, i) => item !== '' && items.indexOf(item) === i);
      const fits = said.length <= MOST_ITEMS && said.every((item) => item.length <= MOST_SIGNS);
      return fits ? put(fields, path, said) : problem(`最多 ${MOST_ITEMS} 样，一样最多 ${MOST_SIGNS} 个字`);
    },
  };
}

/** A business number: a mobile, or a landline with or without its area code. */
const PHONE = /^(1[3-9]\d{9}|0\d{2,3}-?\d{7,8}|\d{7,8}|400-?\d{3}-?\d{4})$/;

export function phoneText(key: string, part: PostingPart, label: string, spoken: string, path: Path): FieldRow {
  return {
    key,
    part,
    label,
    spoken,
    kind: 'phone',
    required: true,
    most: 13,
    write: (fields) => String(at(fields, path) ?? ''),
    read(fields, text) {
      const bare = text.replace(/[\s()（）]/g, '');
      return bare === '' || PHONE.test(bare) ? put(fields, path, bare) : problem('电话写得不对：手机 11 位，座机带区号');
    },
  };
}
