// Chooses how to find documents: by id, along a declared index, or by reading the whole collection.

import { conjuncts, type Demand, demandsOf, isExact } from './demands';
import { arraysOf, type Index, prefixOf } from './indexes';
import { after, type Direction, directed, encodeValue } from './keys';
import type { Doc } from './values';

/** One stretch of an index (or of the ids), read forwards or backwards. */
export interface Stretch {
  index: Index | 'ids' | null;
  from: Buffer;
  to: Buffer;
  reverse: boolean;
  /** Exactly one document: its encoded id. */
  only?: Buffer;
}

export interface Plan {
  stretches: Stretch[];
  /** Name shown in the query record; null = the whole collection is read. */
  index: string | null;
  /** Whether every stretch yields documents in the order asked for. */
  sorted: boolean;
  /** Whether the stretches hold exactly what the query asks for, so that no document has to be tested. */
  covered: boolean;
}

export type SortSpec = [field: string, direction: Direction][];

const MAX_STRETCHES = 200;
const NOTHING = Buffer.alloc(0);

interface Candidate {
  plan: Plan;
  score: number;
}

/** Plan for one conjunctive query. */
function planConjunction(indexes: readonly Index[], collectionId: number, query: Doc, sort: SortSpec): Candidate {
  const demands = demandsOf(query);
  const ids = demands.get('_id');
  if (ids?.points && ids.points.length <= 1000) {
    const stretches = ids.points.map((point): Stretch => {
      const only = encodeValue(point);
      return { index: 'ids', from: NOTHING, to: NOTHING, reverse: false, only };
    });
    const covered = isExact(demands, query, new Set(['_id']), new Set());
    return { plan: { stretches, index: '_id_', sorted: ids.points.length === 1 || sort.length === 0, covered }, score: 1000 };
  }
  const primary: Index = { id: collectionId, name: '_id_', keys: [['_id', 1]], unique: true, multikey: false };
  let best: Candidate | null = null;
  for (const index of [...indexes, primary]) {
    const candidate = planIndex(index, index === primary, demands, sort, query);
    if (candidate && (!best || candidate.score > best.score)) best = candidate;
  }
  if (best) return best;
  const prefix = prefixOf(collectionId);
  return {
    plan: {
      stretches: [{ index: null, from: prefix, to: after(prefix), reverse: false }],
      index: null,
      sorted: sort.length === 0,
      covered: Object.keys(query).length === 0,
    },
    score: 0,
  };
}

function planIndex(index: Index, isPrimary: boolean, demands: Map<string, Demand>, sort: SortSpec, query: Doc): Candidate | null {
  let heads: Buffer[] = [prefixOf(index.id)];
  let used = 0;
  const fixed = new Set<string>();
  for (const [field, direction] of index.keys) {
    const points = demands.get(field)?.points;
    if (!points || points.length === 0 || heads.length * points.length > MAX_STRETCHES) break;
    const encoded = new Map(points.map((point) => [encodeValue(point).toString('latin1'), point]));
    heads = heads.flatMap((head) => [...encoded.values()].map((point) => Buffer.concat([head, directed(encodeValue(point), direction)])));
    if (encoded.size === 1) fixed.add(field);
    used++;
  }
  const next = index.keys[used];
  const demand = next ? demands.get(next[0]) : undefined;
  const ranged = Boolean(next && demand && (demand.low || demand.high));
  // An array is ordered by its least item even when another of its items was found: part of such an index is in no useful order. But under
  // one given item every document has one entry, in the order of the fields after it.
  const arrays = arraysOf(index);
  const loose = arrays.some((field) => !fixed.has(field) || sort.some(([wanted]) => wanted === field));
  const partial = loose && (used > 0 || ranged);
  const order = partial && sort.length > 0 ? 0 : sortAlong(index, used, sort, fixed);
  if (used === 0 && !ranged && !(order && sort.length > 0)) return null;
  const stretches = heads.map((head): Stretch => {
    const [from, to] = ranged && next && demand ? rangeWithin(head, next[1], demand, arrays.includes(next[0])) : [head, after(head)];
    return { index: isPrimary ? 'ids' : index, from, to, reverse: order === -1 };
  });
  const score = used * 10 + (ranged ? 5 : 0) + (order && sort.length > 0 ? 7 : 0);
  const asPoints = new Set(index.keys.slice(0, used).map(([field]) => field));
  const covered = !index.multikey && isExact(demands, query, asPoints, new Set(ranged && next ? [next[0]] : []));
  return { plan: { stretches, index: index.name, sorted: order !== 0, covered }, score };
}

function rangeWithin(head: Buffer, direction: Direction, demand: Demand, multikey: boolean): [Buffer, Buffer] {
  // An array matches {$gt: 1, $lt: 5} through two different items, so only one side can be cut.
  const low = demand.low ?? Buffer.alloc(0);
  const high = multikey && demand.low ? undefined : demand.high;
  if (direction === 1) return [Buffer.concat([head, low]), high ? Buffer.concat([head, high]) : after(head)];
  // Turned round: x < high becomes inv(x) > inv(high), and a key that begins with inv(high) is high itself, which is excluded.
  const from = high ? after(Buffer.concat([head, directed(high, -1)])) : head;
  const to = low.length > 0 ? after(Buffer.concat([head, directed(low, -1)])) : after(head);
  return [from, to];
}

/** 1 or -1 when reading along (or against) the index gives the order asked for, 0 when not. No order asked for counts as along. */
function sortAlong(index: Index, used: number, sort: SortSpec, fixed: ReadonlySet<string>): Direction | 0 {
  const wanted = sort.filter(([field]) => !fixed.has(field));
  if (wanted.length === 0) return 1;
  let way: Direction | 0 = 0;
  // Fields bound to several points are merged from several stretches, each in order from `used` on.
  for (const [i, [field, direction]] of wanted.entries()) {
    const key = index.keys[used + i];
    if (!key || key[0] !== field) return 0;
    const here: Direction = key[1] === direction ? 1 : -1;
    if (way !== 0 && way !== here) return 0;
    way = here;
  }
  return way;
}

/** Plan a query. When one conjunct is an $or whose branches all have an index, they are read branch by branch and merged. */
export function planQuery(indexes: readonly Index[], collectionId: number, query: Doc, sort: SortSpec): Plan {
  const whole = planConjunction(indexes, collectionId, query, sort);
  const parts = conjuncts(query);
  const choices = parts.filter((part) => '$or' in part);
  const [choice] = choices;
  if (choices.length !== 1 || !choice || whole.score >= 1000) return whole.plan;
  const rest = parts.filter((part) => part !== choice);
  const branches = (choice.$or as Doc[]).map((branch) => planConjunction(indexes, collectionId, { $and: [...rest, branch] }, sort));
  const gain = Math.min(...branches.map((branch) => branch.score));
  if (gain === 0 || gain <= whole.score) return whole.plan;
  const names = [...new Set(branches.map((branch) => branch.plan.index))];
  return {
    stretches: branches.flatMap((branch) => branch.plan.stretches),
    index: names.join('|'),
    sorted: branches.every((branch) => branch.plan.sorted),
    covered: false,
  };
}
