// What an update makes of a document: mingo's operators, behind the refusals MongoDB makes and mingo does not.
import { updateOne } from 'mingo/updater';
import { invalidParam, requestFailed } from '../errors';
import { MINGO } from './matching';
import { writeText } from './text';
import { type Doc, isPlain } from './values';

/** Apply checked operators to a document (which is changed in place); whether anything changed. */
export function applyUpdate(doc: Doc, update: Record<string, Doc>, query: Doc, now: Date): boolean {
  const before = writeText(doc);
  const operators = { ...update };
  if (operators.$currentDate) {
    operators.$set = { ...operators.$set, ...Object.fromEntries(Object.keys(operators.$currentDate).map((field) => [field, now])) };
    delete operators.$currentDate;
  }
  checkPaths(operators);
  for (const [operator, fields] of Object.entries(operators))
    for (const [path, operand] of Object.entries(fields)) {
      checkTarget(doc, operator, path);
      if (operator === '$rename') checkTarget(doc, '$set', String(operand));
    }
  const holder = [doc];
  try {
    // Positional `$` looks at the query; the document is known to match, and an empty query skips testing it again.
    const positional = Object.values(operators).some((fields) => Object.keys(fields).some((path) => path.split('.').includes('$')));
    updateOne(holder, positional ? query : {}, operators as never, { cloneMode: 'deep' }, MINGO);
  } catch (error) {
    throw requestFailed((error as Error).message);
  }
  return writeText(holder[0] as Doc) !== before;
}

/** Two operators must not touch the same path, or one inside the other. */
function checkPaths(update: Record<string, Doc>): void {
  const seen: string[] = [];
  for (const [operator, fields] of Object.entries(update)) {
    const paths = Object.keys(fields).flatMap((path) => (operator === '$rename' ? [path, String(fields[path])] : [path]));
    for (const path of paths) {
      const clash = seen.find((other) => other === path || other.startsWith(`${path}.`) || path.startsWith(`${other}.`));
      if (clash !== undefined) throw requestFailed(`Updating the path '${path}' would create a conflict at '${clash}'`);
      seen.push(path);
    }
  }
}

const NUMERIC = new Set(['$inc', '$mul']);
const ARRAYS = new Set(['$push', '$addToSet', '$pull', '$pullAll', '$pop']);

/** The service refuses to build a field inside null or text, to add to text, to push into what is no array. */
function checkTarget(doc: Doc, operator: string, path: string): void {
  const parts = path.split('.');
  let value: unknown = doc;
  for (const [i, part] of parts.entries()) {
    if (part === '$' || part.startsWith('$[')) return;
    if (Array.isArray(value)) {
      if (!/^\d+$/.test(part)) {
        if (operator === '$unset') return;
        throw requestFailed(`Cannot create field '${part}' in element {${parts[i - 1]}: ${JSON.stringify(value)}}`);
      }
      value = value[Number(part)];
    } else if (isPlain(value)) value = Object.hasOwn(value, part) ? value[part] : undefined;
    else if (value === undefined || operator === '$unset' || operator === '$pull' || operator === '$pullAll' || operator === '$pop') return;
    else throw requestFailed(`Cannot create field '${part}' in element {${parts[i - 1]}: ${JSON.stringify(value)}}`);
  }
  if (value === undefined) return;
  if (NUMERIC.has(operator) && typeof value !== 'number')
    throw requestFailed(`Cannot apply ${operator} to a value of non-numeric type. The field '${path}' is ${JSON.stringify(value)}`);
  if (ARRAYS.has(operator) && !Array.isArray(value))
    throw requestFailed(`The field '${path}' must be an array but is ${JSON.stringify(value)}`);
}

/** The document that `set` leaves: everything new, the id kept. */
export function replacement(id: unknown, data: unknown): Doc {
  if (!isPlain(data)) throw invalidParam('data must be an object');
  const operator = Object.keys(data).find((key) => key.startsWith('$'));
  if (operator !== undefined) throw invalidParam(`The dollar ($) prefixed field '${operator}' is not valid for storage.`);
  return { _id: id, ...data };
}
