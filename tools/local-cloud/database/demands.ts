// What a query asks of single fields, as far as an index can answer it: points, bounds, and whether that is all.
import { after, encodeValue, prefixRange, typeRange } from './keys';
import { type Doc, isPlain } from './values';

/** What a query demands of one field, as far as an index can use it. */
export interface Demand {
  points?: unknown[];
  /** Encoded bounds [from, to), each already cut to one type. */
  low?: Buffer;
  high?: Buffer;
  /** Something about the field is not said by points and bounds. */
  inexact?: boolean;
}

/** Collect what all documents must satisfy; only conjunctions count, the whole query is tested again on every document. */
export function demandsOf(query: Doc, into = new Map<string, Demand>()): Map<string, Demand> {
  for (const [key, condition] of Object.entries(query)) {
    if (key === '$and') for (const part of condition as Doc[]) demandsOf(part, into);
    else if (!key.startsWith('$')) addDemand(into, key, condition);
  }
  return into;
}

function addDemand(into: Map<string, Demand>, field: string, condition: unknown): void {
  const demand = into.get(field) ?? {};
  into.set(field, demand);
  if (condition instanceof RegExp) {
    anchored(demand, condition);
    return;
  }
  if (!isPlain(condition)) {
    if (Array.isArray(condition)) demand.inexact = true;
    else setPoints(demand, [condition]);
    return;
  }
  const keys = Object.keys(condition);
  if (keys.length === 0 || !keys.every((key) => key.startsWith('$'))) {
    demand.inexact = true;
    return;
  }
  for (const [operator, operand] of Object.entries(condition)) {
    if (operator === '$regex')
      anchored(demand, operand instanceof RegExp ? operand : safeRegExp(String(operand), String(condition.$options ?? '')));
    else if (operator === '$in' && (operand as unknown[]).every(isPoint)) setPoints(demand, operand as unknown[]);
    else if (operator === '$eq' && isPoint(operand)) setPoints(demand, [operand]);
    else if (operand !== null && isPoint(operand)) bound(demand, operator, operand);
    else demand.inexact = true;
  }
}

/** Points count once; a second demand of the same field is left to the test. */
function setPoints(demand: Demand, points: readonly unknown[]): void {
  if (demand.points || points.some((point) => typeof point === 'number' && !Number.isFinite(point))) demand.inexact = true;
  demand.points ??= [...points];
}

function isPoint(value: unknown): boolean {
  return !Array.isArray(value) && !isPlain(value) && !(value instanceof RegExp);
}

function safeRegExp(source: string, flags: string): RegExp {
  return new RegExp(source, [...flags].filter((letter) => 'ims'.includes(letter)).join(''));
}

function bound(demand: Demand, operator: string, operand: unknown): void {
  const [low, high] = typeRange(operand);
  const value = encodeValue(operand);
  const limits: Record<string, [Buffer, Buffer]> = {
    $gt: [after(value), high],
    $gte: [value, high],
    $lt: [low, value],
    $lte: [low, after(value)],
  };
  const limit = limits[operator];
  if (limit) narrow(demand, ...limit);
  else demand.inexact = true;
}

function narrow(demand: Demand, low: Buffer, high: Buffer): void {
  if (!demand.low || Buffer.compare(low, demand.low) > 0) demand.low = low;
  if (!demand.high || Buffer.compare(high, demand.high) < 0) demand.high = high;
}

/** A pattern that begins with ^ and plain characters is a range of strings. */
function anchored(demand: Demand, pattern: RegExp): void {
  demand.inexact = true;
  if (pattern.flags.includes('i') || pattern.flags.includes('m')) return;
  const match = /^\^((?:[^\\^$.*+?()[\]{}|]|\\[^a-zA-Z0-9])+)/.exec(pattern.source);
  if (!match?.[1] || pattern.source.includes('|')) return;
  let literal = match[1];
  // The last character belongs to a quantifier that may allow it to be absent.
  if (/^[*?{]/.test(pattern.source.slice(match[0].length))) literal = literal.replace(/\\?.$/su, '');
  literal = literal.replace(/\\(.)/gs, '$1');
  if (literal) narrow(demand, ...prefixRange(literal));
}

/** The conjuncts of a query: `$and` within `$and` taken apart. */
export function conjuncts(query: Doc): Doc[] {
  return Object.entries(query).flatMap(([key, condition]) =>
    key === '$and' ? (condition as Doc[]).flatMap(conjuncts) : [{ [key]: condition }],
  );
}

/** Whether points and bounds that were used say the whole query. */
export function isExact(demands: Map<string, Demand>, query: Doc, asPoints: ReadonlySet<string>, asRange: ReadonlySet<string>): boolean {
  if (!conjuncts(query).every((part) => !Object.keys(part)[0]?.startsWith('$'))) return false;
  for (const [field, demand] of demands) {
    const bounded = Boolean(demand.low || demand.high);
    if (demand.inexact || !(asPoints.has(field) ? demand.points && !bounded : asRange.has(field) && bounded && !demand.points))
      return false;
  }
  return true;
}
