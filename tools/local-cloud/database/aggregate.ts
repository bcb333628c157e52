// Pipelines: a leading $match, $sort and $limit go through the indexes, the rest through mingo.
import { Aggregator } from 'mingo/aggregator';
import type { QueryRecord } from '../api';
import { requestFailed, ServiceError } from '../errors';
import type { Collection } from './catalog';
import type { Reader } from './engine';
import { bucketAsGroup, PIPELINE_CONTEXT } from './expressions';
import { MINGO } from './matching';
import { checkQuery } from './operators';
import type { SortSpec } from './planner';
import { checkStage } from './stages';
import { type Doc, isPlain } from './values';

export interface PipelineHouse {
  collection(name: string): Collection;
  reader(collection: Collection): Reader;
  note(record: QueryRecord): void;
  now(): Date;
}

/** Run checked stages over a collection. */
export function aggregate(stages: readonly Doc[], house: PipelineHouse, name: string): Doc[] {
  for (const stage of stages) checkStage(stage);
  const collection = house.collection(name);
  const rest = [...stages];
  const query: Doc[] = [];
  while (rest[0]?.$match) query.push((rest.shift() as { $match: Doc }).$match);
  let sort: SortSpec = [];
  let limit: number | undefined;
  if (isPlain(rest[0]?.$sort)) {
    sort = sortSpecOf((rest.shift() as { $sort: Doc }).$sort);
    if (typeof rest[0]?.$limit === 'number') limit = (rest.shift() as { $limit: number }).$limit;
  } else if (typeof rest[0]?.$limit === 'number') limit = (rest.shift() as { $limit: number }).$limit;
  const condition: Doc = query.length === 0 ? {} : query.length === 1 ? (query[0] as Doc) : { $and: query };
  checkQuery(condition);
  const reader = house.reader(collection);
  const { found, plan } = reader.find(condition, { sort, limit });
  house.note(reader.record(plan, found.length, limit ?? null));
  const docs = found.map(({ doc }) => doc);
  if (rest.length === 0) return docs;
  const resolver = (other: string): Doc[] => {
    const foreign = house.reader(house.collection(other));
    const result = foreign.find({});
    house.note({ ...foreign.record(result.plan, result.found.length, null), collection: other });
    return result.found.map(({ doc }) => doc);
  };
  try {
    return new Aggregator(corrected(rest) as never, { ...MINGO, context: PIPELINE_CONTEXT, collectionResolver: resolver }).run(
      docs,
    ) as Doc[];
  } catch (error) {
    if (error instanceof ServiceError) throw error;
    throw requestFailed(`aggregation failed: ${(error as Error).message}`);
  }
}

/** Stages that mingo answers wrongly, said with others; inside $facet too. */
function corrected(stages: readonly Doc[]): Doc[] {
  return stages.flatMap((stage) => {
    if (stage.$bucket) return bucketAsGroup(stage.$bucket as Doc);
    if (!stage.$facet) return [stage];
    const facets = Object.entries(stage.$facet as Record<string, Doc[]>).map(([name, inner]) => [name, corrected(inner)]);
    return [{ $facet: Object.fromEntries(facets) }];
  });
}

export function sortSpecOf(sort: Doc): SortSpec {
  return Object.entries(sort).map(([field, direction]) => {
    if (direction !== 1 && direction !== -1) throw requestFailed(`sort direction of '${field}' must be 1 or -1`);
    return [field, direction];
  });
}
