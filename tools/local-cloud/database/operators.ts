// What may stand in queries, updates and projections. Everything else is refused by its name, never ignored.
import { invalidParam, unsupportedOperator } from '../errors';
import { checkExpression } from './expression-names';
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
