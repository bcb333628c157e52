// Projections of query results: inclusion, exclusion, and the two operators that may stand there.
import { find } from 'mingo';
import { invalidParam } from '../errors';
import { MINGO } from './engine';
import type { Doc } from './values';

/** Apply a checked projection. `query` is what the positional operator would look at. */
export function project(docs: Doc[], projection: Doc, query: Doc): Doc[] {
  if (Object.keys(projection).length === 0) return docs;
  void query;
  try {
    return find(docs, {}, projection, MINGO).all() as Doc[];
  } catch (error) {
    throw invalidParam(`projection cannot be applied: ${(error as Error).message}`);
  }
}
