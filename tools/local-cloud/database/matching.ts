// What a query and a sort mean for one document: mingo's answer, corrected where the database gives another.
import { Query } from 'mingo';
import { invalidParam } from '../errors';
import { directed, EMPTY_ARRAY, encodeValue } from './keys';
import type { SortSpec } from './planner';
import { type Doc, EMPTY, isPlain, valuesAt } from './values';

export const MINGO = { useStrictMode: true, scriptEnabled: false } as const;

/** `$all` as the conjunction it stands for: mingo would match lists only, the database matches a single value too. */
function withoutAll(query: Doc): Doc {
  const extra: Doc[] = [];
  const out: Doc = {};
  for (const [key, condition] of Object.entries(query)) {
    if (Array.isArray(condition) && (key === '$and' || key === '$or' || key === '$nor'))
      out[key] = condition.map((part: Doc) => withoutAll(part));
    else if (isPlain(condition) && '$all' in condition) {
      const { $all, ...rest } = condition;
      const list = $all as unknown[];
      // Nothing has all of nothing.
      extra.push(
        ...(list.length === 0
          ? [{ [key]: { $in: [] } }]
          : list.map((item) => ({ [key]: isPlain(item) && '$elemMatch' in item ? item : { $eq: item } }))),
      );
      if (Object.keys(rest).length > 0) out[key] = rest;
    } else out[key] = condition;
  }
  return extra.length === 0 ? out : { $and: [out, ...extra] };
}

/** A tester for a checked query; patterns and operands that the engine cannot take are refused. */
export function matcher(query: Doc): (doc: Doc) => boolean {
  if (Object.keys(query).length === 0) return () => true;
  try {
    const compiled = new Query(withoutAll(query), MINGO);
    return (doc) => compiled.test(doc);
  } catch (error) {
    throw invalidParam(`query cannot be understood: ${(error as Error).message}`);
  }
}

/** Bytes that order documents by a sort specification; an array sorts by its smallest item upwards, its largest downwards. */
export function sortKey(doc: Doc, sort: SortSpec): Buffer {
  return Buffer.concat(
    sort.map(([field, direction]) => {
      const encoded = valuesAt(doc, field).values.map((value) => directed(value === EMPTY ? EMPTY_ARRAY : encodeValue(value), direction));
      return encoded.reduce((least, item) => (Buffer.compare(item, least) < 0 ? item : least));
    }),
  );
}
