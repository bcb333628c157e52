// Documents as the text they are stored and answered as: JSON, with EJSON marks for what JSON cannot say.
import { BSONRegExp, EJSON } from 'bson';
import type { Doc } from './values';

function plainProto(value: object): boolean {
  const proto = Object.getPrototypeOf(value);
  return proto === Object.prototype || proto === null;
}

/** The same value, or a copy in which dates, patterns, ids and unusual numbers are marked. Undefined fields are dropped. */
function marked(value: unknown): unknown {
  if (typeof value === 'number') {
    if (Number.isFinite(value) && !Object.is(value, -0)) return value;
    return { $numberDouble: Object.is(value, -0) ? '-0.0' : String(value) };
  }
  if (typeof value === 'bigint') return { $numberLong: String(value) };
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Date) return { $date: { $numberLong: String(value.getTime()) } };
  if (value instanceof RegExp) return { $regularExpression: { pattern: value.source, options: value.flags } };
  if (Array.isArray(value)) {
    const items = value.map((item) => marked(item === undefined ? null : item));
    return items.some((item, i) => item !== value[i]) ? items : value;
  }
  // Ids, binary data and the other types of BSON write themselves.
  if (!plainProto(value)) return EJSON.serialize(value as Doc, { relaxed: false });
  let copy: Doc | null = null;
  for (const key of Object.keys(value)) {
    const item = (value as Doc)[key];
    if (typeof item === 'string') continue;
    const next = marked(item);
    if (next === item) continue;
    copy ??= { ...value };
    Object.defineProperty(copy, key, { value: next, enumerable: true, configurable: true, writable: true });
  }
  return copy ?? value;
}

export function writeText(doc: Doc): string {
  return JSON.stringify(marked(doc));
}

function unmarked(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) value[i] = unmarked(value[i]);
    return value;
  }
  const keys = Object.keys(value);
  // A stored field's name never begins with $: an object that has one is a mark.
  if (keys[0]?.startsWith('$')) return fromMark(value as Doc);
  for (const key of keys) {
    const item = (value as Doc)[key];
    if (typeof item !== 'object' || item === null) continue;
    Object.defineProperty(value, key, { value: unmarked(item), enumerable: true, configurable: true, writable: true });
  }
  return value;
}

function fromMark(mark: Doc): unknown {
  const date = mark.$date as { $numberLong?: string } | undefined;
  if (date?.$numberLong !== undefined) return new Date(Number(date.$numberLong));
  const value: unknown = EJSON.deserialize({ mark }).mark;
  return value instanceof BSONRegExp ? new RegExp(value.pattern, value.options) : value;
}

export function readText(text: string): Doc {
  const doc = JSON.parse(text) as Doc;
  return text.includes('{"$') ? (unmarked(doc) as Doc) : doc;
}
