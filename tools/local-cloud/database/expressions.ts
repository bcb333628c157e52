// The expression operators of pipelines: mingo's, corrected where the database answers differently.
import { Context } from 'mingo';
import { evalExpr } from 'mingo/core';
import * as accumulators from 'mingo/operators/accumulator';
import * as expressions from 'mingo/operators/expression';
import * as stages from 'mingo/operators/pipeline';
import * as projections from 'mingo/operators/projection';
import * as queries from 'mingo/operators/query';
import type { Options } from 'mingo/types';
import { isPlain } from './values';

type Expression = (obj: unknown, expr: unknown, options: Options) => unknown;

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

const all = expressions as unknown as Record<string, Expression>;
const corrected = Object.fromEntries(DATE_PARTS.map((name) => [name, nullWithoutDate(all[name] as Expression)]));

/** Everything a pipeline may use; what it may name is decided by the operator lists. */
export const PIPELINE_CONTEXT = Context.init({
  accumulator: accumulators as never,
  expression: { ...all, ...corrected } as never,
  pipeline: stages as never,
  projection: projections as never,
  query: queries as never,
});
