// Documents between the wire (EJSON text), the store (BSON) and the query engine (plain values).
import { BSONRegExp, EJSON } from 'bson';
import { invalidParam } from '../errors';

export type Doc = Record<string, unknown>;

/** A plain object: what has operators and paths inside, unlike a date, an id or a pattern. */
export function isPlain(value: unknown): value is Doc {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.getPrototypeOf(value) === Object.prototype;
}

/**
 * Parse what the SDK sent. `$tcb_server_date` becomes the platform's time plus its offset, patterns become RegExp.
 * Everything else that looks like an operator stays for the caller to judge.
 */
export function parseEjson(textOrObject: unknown, now: Date, what: string): unknown {
  let parsed: unknown;
  try {
    parsed = EJSON.parse(typeof textOrObject === 'string' ? textOrObject : JSON.stringify(textOrObject));
  } catch {
    throw invalidParam(`${what} is not valid EJSON`);
  }
  return revive(parsed, now, 0);
}

function revive(value: unknown, now: Date, depth: number): unknown {
  if (depth > 100) throw invalidParam('nested deeper than 100 levels');
  if (value instanceof BSONRegExp) return toRegExp(value.pattern, value.options);
  if (Array.isArray(value)) return value.map((item) => revive(item, now, depth + 1));
  if (!isPlain(value)) return value;
  if ('$tcb_server_date' in value) {
    const mark = value.$tcb_server_date;
    const offset = isPlain(mark) ? Number(mark.offset ?? 0) : 0;
    return new Date(now.getTime() + offset);
  }
  const out: Doc = {};
  for (const [key, item] of Object.entries(value)) {
    // A field really named __proto__ must be stored as a field, never reach the prototype.
    Object.defineProperty(out, key, { value: revive(item, now, depth + 1), enumerable: true, configurable: true, writable: true });
  }
  return out;
}

/** JavaScript has no `x`; PCRE's `s`, `i`, `m` are the same letters. */
export function toRegExp(pattern: string, options: string): RegExp {
  const unknown = [...options].find((letter) => !'gimsuy'.includes(letter));
  if (unknown) throw invalidParam(`regular expression option '${unknown}' is not supported`);
  try {
    return new RegExp(pattern, [...new Set(options)].filter((letter) => 'ims'.includes(letter)).join(''));
  } catch {
    throw invalidParam(`'${pattern}' is not a valid regular expression`);
  }
}

/** All values at a dotted path, looking through arrays as an index does. An absent field is `undefined`. */
export function valuesAt(doc: unknown, path: string): { values: unknown[]; throughArray: boolean } {
  const values: unknown[] = [];
  let throughArray = false;
  const walk = (value: unknown, parts: readonly string[]): void => {
    if (parts.length === 0) {
      if (Array.isArray(value)) {
        throughArray = true;
        values.push(...(value.length === 0 ? [EMPTY] : value));
      } else values.push(value);
      return;
    }
    const [head, ...rest] = parts as [string, ...string[]];
    if (Array.isArray(value)) {
      throughArray = true;
      if (/^\d+$/.test(head)) walk(value[Number(head)], rest);
      else for (const item of value) walk(item, parts);
      return;
    }
    walk(isPlain(value) && Object.hasOwn(value, head) ? value[head] : undefined, rest);
  };
  walk(doc, path.split('.'));
  return { values: values.length === 0 ? [undefined] : values, throughArray };
}

/** The value at a dotted path when no array lies on the way, else `SEVERAL`: what almost every document has at almost every path. */
export function oneValueAt(doc: Doc, path: string): unknown {
  let value: unknown = doc;
  for (let from = 0; from <= path.length; ) {
    const dot = path.indexOf('.', from);
    const part = from === 0 && dot < 0 ? path : path.slice(from, dot < 0 ? path.length : dot);
    value = isPlain(value) && Object.hasOwn(value, part) ? value[part] : undefined;
    if (Array.isArray(value)) return SEVERAL;
    if (dot < 0) return value;
    from = dot + 1;
  }
  return undefined;
}

/** Stands for what only `valuesAt` can tell. */
export const SEVERAL: unique symbol = Symbol('several values');

/** Stands for an empty array among the values of a path. */
export const EMPTY: unique symbol = Symbol('empty array');
