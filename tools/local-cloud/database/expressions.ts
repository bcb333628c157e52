// The operators of pipelines: mingo's, corrected where the database answers differently.
import { Context } from 'mingo';
import { evalExpr } from 'mingo/core';
import * as accumulators from 'mingo/operators/accumulator';
import * as expressions from 'mingo/operators/expression';
import * as stages from 'mingo/operators/pipeline';
import * as projections from 'mingo/operators/projection';
import * as queries from 'mingo/operators/query';
import type { Options } from 'mingo/types';
import { type Doc, isPlain } from './values';

type Expression = (obj: unknown, expr: unknown, options: Options) => unknown;
type Accumulator = (docs: unknown[], expr: unknown, options: Options) => unknown;

/** Parts of a date that is missing or null are null; mingo refuses them. */
const DATE_PARTS = [
  '$year',
  '$month',
  '$dayOfMonth',
  '$dayOfWeek',
  '$dayOfYear',
  '$isoDayOfWeek',
  '$isoWeek',
  '$isoWeekYear',
  '$week',
  '$hour',
  '$minute',
  '$second',
  '$millisecond',
] as const;

function nullWithoutDate(original: Expression): Expression {
  return (obj, expr, options) => {
    const source = isPlain(expr) && 'date' in expr ? expr.date : Array.isArray(expr) && expr.length === 1 ? expr[0] : expr;
    const date = evalExpr(obj, source, options);
    return date === null || date === undefined ? null : original(obj, expr, options);
  };
}

/** Cut or rounded (half to even) to a number of decimals; the number of decimals may be left out. */
function toDecimals(name: string, step: (scaled: number) => number): Expression {
  return (obj, expr, options) => {
    const [value, places = 0] = (Array.isArray(expr) ? expr : [expr]).map((item) => evalExpr(obj, item, options));
    if (value === null || value === undefined) return null;
    if (typeof value !== 'number' || !Number.isInteger(places)) throw new TypeError(`${name} needs a number and whole decimals`);
    // Through the decimal text: 1.005 * 100 is not 100.5.
    const shifted = Number(`${value}e${places as number}`);
    return Number.isFinite(shifted) ? Number(`${step(shifted)}e${-(places as number)}`) : value;
  };
}

function halfToEven(value: number): number {
  const rounded = Math.round(value);
  return Math.abs(value % 1) === 0.5 && rounded % 2 !== 0 ? rounded - 1 : rounded;
}

const indexOfCodePoint: Expression = (obj, expr, options) => {
  const [text, part, from, to] = (expr as unknown[]).map((item) => evalExpr(obj, item, options));
  if (text === null || text === undefined) return null;
  if (typeof text !== 'string' || typeof part !== 'string') throw new TypeError('$indexOfCP needs text');
  const points = [...text].slice(0, typeof to === 'number' ? to : undefined);
  const wanted = [...part];
  for (let at = typeof from === 'number' ? from : 0; at + wanted.length <= points.length; at++)
    if (wanted.every((point, i) => points[at + i] === point)) return at;
  return -1;
};

/** A missing value is not collected; mingo makes it null. */
function withoutMissing(original: Accumulator): Accumulator {
  return (docs, expr, options) => {
    // The group's own scope has the group as its root; the plain options take each document as root.
    const plain = (options as Options & { options?: Options }).options ?? options;
    const present = docs.filter((doc) => evalExpr(doc, expr, plain) !== undefined);
    return original(present, expr, options);
  };
}

const all = expressions as unknown as Record<string, Expression>;
const collecting = accumulators as unknown as Record<string, Accumulator>;

/** Everything a pipeline may use; what it may name is decided by the operator lists. */
export const PIPELINE_CONTEXT = Context.init({
  accumulator: {
    ...collecting,
    $push: withoutMissing(collecting.$push as Accumulator),
    $addToSet: withoutMissing(collecting.$addToSet as Accumulator),
  } as never,
  expression: {
    ...all,
    ...Object.fromEntries(DATE_PARTS.map((name) => [name, nullWithoutDate(all[name] as Expression)])),
    $trunc: toDecimals('$trunc', Math.trunc),
    $round: toDecimals('$round', halfToEven),
    $indexOfCP: indexOfCodePoint,
  } as never,
  pipeline: stages as never,
  projection: projections as never,
  query: queries as never,
});

/** `$bucket` said by $group: mingo puts a value that equals an inner boundary into the bucket before it. */
export function bucketAsGroup(spec: Doc): Doc[] {
  const { groupBy, boundaries, default: rest, output } = spec;
  const bounds = boundaries as unknown[];
  const branches = bounds.slice(0, -1).map((low, i) => ({
    case: { $and: [{ $gte: [groupBy, { $literal: low }] }, { $lt: [groupBy, { $literal: bounds[i + 1] }] }] },
    // biome-ignore lint/suspicious/noThenProperty: the database's own word
    then: { $literal: low },
  }));
  const key = { $switch: { branches, ...(rest === undefined ? {} : { default: { $literal: rest } }) } };
  return [{ $group: { _id: key, ...((output as Doc | undefined) ?? { count: { $sum: 1 } }) } }, { $sort: { _id: 1 } }];
}
