// Which stages a pipeline may have, and what may stand in them.
import { invalidParam, unsupportedOperator } from '../errors';
import { checkExpression } from './expression-names';
import { checkQuery } from './operators';
import { type Doc, isPlain } from './values';

const STAGES = new Set([
  '$addFields',
  '$bucket',
  '$bucketAuto',
  '$count',
  '$facet',
  '$graphLookup',
  '$group',
  '$limit',
  '$lookup',
  '$match',
  '$project',
  '$replaceRoot',
  '$sample',
  '$skip',
  '$sort',
  '$sortByCount',
  '$unwind',
]);

/** A stage of a pipeline: its name, and the expressions within. */
export function checkStage(stage: Doc): void {
  const names = Object.keys(stage);
  const name = names[0];
  if (names.length !== 1 || name === undefined) throw invalidParam('a pipeline stage has exactly one field');
  if (!STAGES.has(name)) throw unsupportedOperator(name, 'pipeline');
  const value = stage[name];
  if (name === '$match') checkQuery(value);
  else if (name === '$lookup') checkLookup(value);
  else if (name === '$facet') {
    if (!isPlain(value)) throw invalidParam('$facet needs an object');
    for (const pipeline of Object.values(value)) for (const inner of pipeline as Doc[]) checkStage(inner);
  } else if (name === '$limit' || name === '$skip') {
    if (!Number.isInteger(value) || (value as number) < (name === '$limit' ? 1 : 0)) throw invalidParam(`${name} must be a whole number`);
  } else if (name === '$graphLookup') {
    if (!isPlain(value)) throw invalidParam('$graphLookup needs an object');
    if (value.restrictSearchWithMatch !== undefined) checkQuery(value.restrictSearchWithMatch);
  } else if (name === '$bucket') checkBucket(value);
  else checkExpression(value);
}

function checkBucket(value: unknown): void {
  if (!isPlain(value)) throw invalidParam('$bucket needs an object');
  const { boundaries } = value;
  const ascending =
    Array.isArray(boundaries) &&
    boundaries.length >= 2 &&
    boundaries.every((bound, i) => i === 0 || (typeof bound === typeof boundaries[0] && bound > boundaries[i - 1]));
  if (!ascending) throw invalidParam('$bucket.boundaries must be at least two values of one type, ascending');
  checkExpression(value.groupBy);
  if (value.output !== undefined) checkExpression(value.output);
}

function checkLookup(value: unknown): void {
  if (!isPlain(value) || typeof value.from !== 'string' || typeof value.as !== 'string')
    throw invalidParam("$lookup needs 'from' and 'as'");
  if (value.pipeline !== undefined) {
    if (!Array.isArray(value.pipeline)) throw invalidParam('$lookup.pipeline must be an array');
    for (const inner of value.pipeline) checkStage(inner as Doc);
  }
  if (value.let !== undefined) checkExpression(value.let);
}
