// Projections of query results: inclusion, exclusion, and the two operators that may stand there.
import { find } from 'mingo';
import { invalidParam } from '../errors';
import { MINGO } from './matching';
import { type Doc, isPlain } from './values';

/** `$slice: n` keeps the first (or, negative, the last) n items; `$slice: [skip, n]` n items after skip. */
function sliced(list: unknown[], operand: unknown): unknown[] {
  if (typeof operand === 'number') return operand >= 0 ? list.slice(0, operand) : list.slice(operand);
  if (Array.isArray(operand) && operand.length === 2 && operand.every((n) => typeof n === 'number') && Number(operand[1]) > 0) {
    const [skip, count] = operand as [number, number];
    const from = skip >= 0 ? skip : Math.max(0, list.length + skip);
    return list.slice(from, from + count);
  }
  throw invalidParam('$slice needs a number or [skip, limit]');
}

function sliceAt(value: unknown, path: readonly string[], operand: unknown): unknown {
  if (path.length === 0) return Array.isArray(value) ? sliced(value, operand) : value;
  const [head, ...rest] = path as [string, ...string[]];
  if (!isPlain(value) || !Object.hasOwn(value, head)) return value;
  return { ...value, [head]: sliceAt(value[head], rest, operand) };
}

/** Apply a checked projection. `$slice` alone hides no other field; beside inclusions its field is included. */
export function project(docs: Doc[], projection: Doc): Doc[] {
  const slices: [string, unknown][] = [];
  const rest: Doc = {};
  for (const [field, value] of Object.entries(projection)) {
    if (isPlain(value) && '$slice' in value) slices.push([field, value.$slice]);
    else rest[field] = value;
  }
  const cut = docs.map((doc) => slices.reduce((kept, [field, operand]) => sliceAt(kept, field.split('.'), operand) as Doc, doc));
  const including = Object.values(rest).some(Boolean);
  if (including) for (const [field] of slices) rest[field] = 1;
  if (Object.keys(rest).length === 0) return cut;
  try {
    const found = find(cut, {}, rest, MINGO).all() as Doc[];
    return found.map((doc) => ('_id' in doc ? { _id: doc._id, ...doc } : doc));
  } catch (error) {
    throw invalidParam(`projection cannot be applied: ${(error as Error).message}`);
  }
}
