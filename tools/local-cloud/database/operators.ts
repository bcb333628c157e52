// What may stand in queries, updates, projections and pipelines. Everything else is refused by its name, never ignored.
import { invalidParam, unsupportedOperator } from '../errors';
import { type Doc, isPlain } from './values';

const LOGIC = new Set(['$and', '$or', '$nor']);
const FIELD_OPERATORS = new Set([
  '$eq',
  '$ne',
  '$gt',
  '$gte',
  '$lt',
  '$lte',
  '$in',
  '$nin',
  '$exists',
  '$type',
  '$size',
  '$all',
  '$elemMatch',
  '$mod',
  '$regex',
  '$options',
  '$not',
  '$bitsAllClear',
  '$bitsAllSet',
  '$bitsAnyClear',
  '$bitsAnySet',
]);
const TOP_OPERATORS = new Set([...LOGIC, '$expr']);
const LISTS = new Set(['$in', '$nin', '$all']);

const UPDATE_OPERATORS = new Set([
  '$set',
  '$unset',
  '$inc',
  '$mul',
  '$min',
  '$max',
  '$rename',
  '$push',
  '$pull',
  '$pullAll',
  '$pop',
  '$addToSet',
  '$bit',
  '$currentDate',
]);
const PUSH_MODIFIERS = new Set(['$each', '$position', '$sort', '$slice']);

export const STAGES = new Set([
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

const ACCUMULATORS = [
  '$addToSet',
  '$avg',
  '$first',
  '$last',
  '$max',
  '$min',
  '$push',
  '$stdDevPop',
  '$stdDevSamp',
  '$sum',
  '$mergeObjects',
];
const EXPRESSIONS = new Set([
  ...ACCUMULATORS,
  ...[
    '$abs',
    '$add',
    '$ceil',
    '$divide',
    '$exp',
    '$floor',
    '$ln',
    '$log',
    '$log10',
    '$mod',
    '$multiply',
    '$pow',
    '$sqrt',
    '$subtract',
    '$trunc',
    '$round',
  ],
  ...[
    '$arrayElemAt',
    '$arrayToObject',
    '$concatArrays',
    '$filter',
    '$in',
    '$indexOfArray',
    '$isArray',
    '$map',
    '$objectToArray',
    '$range',
    '$reduce',
    '$reverseArray',
    '$size',
    '$slice',
    '$zip',
  ],
  ...['$and', '$not', '$or', '$cmp', '$eq', '$gt', '$gte', '$lt', '$lte', '$ne', '$cond', '$ifNull', '$switch'],
  ...[
    '$dateFromParts',
    '$dateFromString',
    '$dateToString',
    '$dateToParts',
    '$dayOfMonth',
    '$dayOfWeek',
    '$dayOfYear',
    '$hour',
    '$isoDayOfWeek',
    '$isoWeek',
    '$isoWeekYear',
    '$millisecond',
    '$minute',
    '$month',
    '$second',
    '$week',
    '$year',
  ],
  ...['$literal', '$let', '$type', '$convert', '$toBool', '$toDate', '$toDouble', '$toInt', '$toLong', '$toString'],
  ...['$allElementsTrue', '$anyElementTrue', '$setDifference', '$setEquals', '$setIntersection', '$setIsSubset', '$setUnion'],
  ...[
    '$concat',
    '$indexOfBytes',
    '$indexOfCP',
    '$ltrim',
    '$rtrim',
    '$trim',
    '$split',
    '$strLenBytes',
    '$strLenCP',
    '$strcasecmp',
    '$substr',
    '$substrBytes',
    '$substrCP',
    '$toLower',
    '$toUpper',
    '$regexMatch',
    '$regexFind',
  ],
]);

/** Refuse a query that asks for what is not there; also rejects shapes MongoDB rejects (a list operator without a list). */
export function checkQuery(query: unknown): asserts query is Doc {
  if (!isPlain(query)) throw invalidParam('query must be an object');
  for (const [key, condition] of Object.entries(query)) {
    if (!key.startsWith('$')) checkCondition(key, condition);
    else if (!TOP_OPERATORS.has(key)) throw unsupportedOperator(key, 'query');
    else if (key === '$expr') checkExpression(condition);
    else {
      if (!Array.isArray(condition) || condition.length === 0) throw invalidParam(`${key} must be a nonempty array`);
      for (const part of condition) checkQuery(part);
    }
  }
}

function checkCondition(field: string, condition: unknown): void {
  if (!isPlain(condition)) return;
  const keys = Object.keys(condition);
  const operators = keys.filter((key) => key.startsWith('$'));
  if (operators.length === 0) return;
  if (operators.length !== keys.length) throw invalidParam(`'${field}' mixes operators and fields`);
  for (const operator of operators) {
    if (!FIELD_OPERATORS.has(operator)) throw unsupportedOperator(operator, `query of '${field}'`);
    const operand = condition[operator];
    if (LISTS.has(operator) && !Array.isArray(operand)) throw invalidParam(`${operator} needs an array`);
    if (operator === '$not' && !(operand instanceof RegExp)) {
      if (!isPlain(operand)) throw invalidParam('$not needs a regex or a document');
      checkCondition(field, operand);
    }
    if (operator === '$elemMatch') {
      if (!isPlain(operand)) throw invalidParam('$elemMatch needs an object');
      if (Object.keys(operand).every((key) => FIELD_OPERATORS.has(key))) checkCondition(field, operand);
      else checkQuery(operand);
    }
    if (operator === '$size' && !(Number.isInteger(operand) && (operand as number) >= 0))
      throw invalidParam('$size must be a whole number, not negative');
    if (operator === '$options' && !('$regex' in condition)) throw invalidParam('$options needs a $regex');
    if (operator === '$regex' && typeof operand !== 'string' && !(operand instanceof RegExp))
      throw invalidParam('$regex has to be a string');
    if (
      operator === '$mod' &&
      !(Array.isArray(operand) && operand.length === 2 && operand.every((n) => typeof n === 'number') && operand[0] !== 0)
    )
      throw invalidParam('$mod needs [divisor, remainder]');
  }
}

/** Refuse an update that is not made of known operators over fields. */
export function checkUpdate(update: unknown): asserts update is Record<string, Doc> {
  if (!isPlain(update) || Object.keys(update).length === 0) throw invalidParam('update must be a nonempty object');
  for (const [operator, fields] of Object.entries(update)) {
    if (!operator.startsWith('$')) throw invalidParam(`update mixes operators and the plain field '${operator}'`);
    if (!UPDATE_OPERATORS.has(operator)) throw unsupportedOperator(operator, 'update');
    if (!isPlain(fields) || Object.keys(fields).length === 0) throw invalidParam(`${operator} needs an object of fields`);
    for (const [field, operand] of Object.entries(fields)) checkUpdateField(operator, field, operand);
  }
}

function checkUpdateField(operator: string, field: string, operand: unknown): void {
  if (field === '' || field.split('.').some((part) => part === ''))
    throw invalidParam(`the update path '${field}' contains an empty field name`);
  if (field.split('.').some((part) => part === '__proto__')) throw invalidParam(`the field name '__proto__' is not supported here`);
  if (field === '_id' || field.startsWith('_id.'))
    throw invalidParam("Performing an update on the path '_id' would modify the immutable field '_id'");
  if (operator === '$push' && isPlain(operand) && Object.keys(operand).some((key) => key.startsWith('$'))) {
    const unknown = Object.keys(operand).find((key) => !PUSH_MODIFIERS.has(key));
    if (unknown) throw unsupportedOperator(unknown, `$push of '${field}'`);
    if (!Array.isArray(operand.$each)) throw invalidParam('$each must be an array');
  }
  if ((operator === '$inc' || operator === '$mul') && typeof operand !== 'number')
    throw invalidParam(`${operator} of '${field}' needs a number`);
  if (operator === '$pullAll' && !Array.isArray(operand)) throw invalidParam('$pullAll needs an array');
}

/** Names of operators anywhere in an aggregation expression. `$literal` hides what is inside. */
export function checkExpression(expression: unknown): void {
  if (Array.isArray(expression)) {
    for (const item of expression) checkExpression(item);
    return;
  }
  if (!isPlain(expression)) return;
  for (const [key, value] of Object.entries(expression)) {
    if (key.startsWith('$') && !EXPRESSIONS.has(key)) throw unsupportedOperator(key, 'aggregation expression');
    if (key !== '$literal') checkExpression(value);
  }
}

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

const PROJECTION_OPERATORS = new Set(['$slice', '$elemMatch']);

export function checkProjection(projection: unknown): asserts projection is Doc {
  if (!isPlain(projection)) throw invalidParam('projection must be an object');
  const included = new Set<boolean>();
  for (const [field, value] of Object.entries(projection)) {
    if (isPlain(value)) {
      const unknown = Object.keys(value).find((key) => !PROJECTION_OPERATORS.has(key));
      if (unknown !== undefined) throw unsupportedOperator(unknown, `projection of '${field}'`);
    } else if (field !== '_id') included.add(Boolean(value));
  }
  if (included.size > 1) throw invalidParam('Projection cannot have a mix of inclusion and exclusion.');
}
