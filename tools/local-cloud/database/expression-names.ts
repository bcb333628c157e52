// Which operators an aggregation expression may name; whether mingo has one is decided here once, not when a document meets it.
import { unsupportedOperator } from '../errors';
import { isPlain } from './values';

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
