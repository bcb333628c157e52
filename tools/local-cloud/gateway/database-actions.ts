// The database actions of the wire: parse what the SDK sends, run it, answer in the service's shapes.

import { sortSpecOf } from '../database/aggregate';
import type { LocalDatabase } from '../database/database';
import { checkProjection } from '../database/operators';
import type { SortSpec } from '../database/planner';
import { project } from '../database/project';
import { writeText } from '../database/text';
import { type Doc, isPlain, parseEjson } from '../database/values';
import { invalidParam, ServiceError, unsupportedOperator } from '../errors';
import type { Faults } from '../faults';

export type Body = Record<string, unknown>;
export type Action = (body: Body) => Promise<Doc> | Doc;

/** Largest answer, in bytes of its documents. */
const MAX_ANSWER_BYTES = 1024 * 1024;
const MAX_LIMIT = 1000;
const DEFAULT_LIMIT = 100;
/** What a pipeline without a $limit of its own answers at most. // believed */
const DEFAULT_PIPELINE_LIMIT = 20;

export interface DatabaseHouse {
  database: LocalDatabase;
  faults: Faults;
  now(): Date;
  /** A trap worth a line in the log, e.g. a silently cut answer. */
  warn(text: string): void;
}

export function databaseActions(house: DatabaseHouse): Record<string, Action> {
  const { database } = house;
  const ejson = (value: unknown, what: string): unknown => parseEjson(value, house.now(), what);

  const queryOf = (body: Body): Doc => {
    const { query } = body;
    if (query === undefined || query === null || query === '') return {};
    const parsed = ejson(query, 'query');
    if (!isPlain(parsed)) throw invalidParam('query must be an object');
    return parsed;
  };

  /** Inside a transaction only `doc(id)` is allowed: the query must be exactly one id. */
  const idInTransaction = (body: Body): unknown => {
    if (body.queryType !== 'DOC') throw unsupportedOperator('where()', 'a transaction, only doc() can be used');
    const query = queryOf(body);
    if (
      Object.keys(query).length !== 1 ||
      !('_id' in query) ||
      (isPlain(query._id) && Object.keys(query._id).some((key) => key.startsWith('$')))
    )
      throw invalidParam('a transaction works on documents by _id only');
    return query._id;
  };

  const wholeNumber = (value: unknown, name: string): number | undefined => {
    if (value === undefined || value === null) return undefined;
    if (!Number.isInteger(value) || (value as number) < 0) throw invalidParam(`${name} must be a whole number, not negative`);
    return value as number;
  };

  const sortOf = (value: unknown): SortSpec => {
    if (value === undefined || value === null || value === '') return [];
    const parsed = ejson(value, 'order');
    // Older SDKs send a list of {field, direction}.
    if (Array.isArray(parsed)) return parsed.map((item) => [String((item as Doc).field), (item as Doc).direction === 'desc' ? -1 : 1]);
    if (!isPlain(parsed)) throw invalidParam('order must be an object');
    return sortSpecOf(parsed);
  };

  /** The answer's texts: as stored, or of what a projection leaves. */
  const shown = (body: Body, found: readonly { text: string; doc: Doc }[]): readonly string[] => {
    if (body.projection === undefined || body.projection === null || body.projection === '') return answer(found.map(({ text }) => text));
    const projection = ejson(body.projection, 'projection');
    checkProjection(projection);
    return answer(
      project(
        found.map(({ doc }) => doc),
        projection,
      ).map(writeText),
    );
  };

  const answer = (texts: readonly string[]): readonly string[] => {
    let bytes = 0;
    for (const text of texts) {
      bytes += Buffer.byteLength(text);
      if (bytes > MAX_ANSWER_BYTES)
        throw new ServiceError('EXCEED_MAX_RESPONSE_SIZE', '[LimitExceeded.ResponseSize] database query result size exceed limit (1MB)');
    }
    return texts;
  };

  const transactionOf = (body: Body): string | null =>
    typeof body.transactionId === 'string' && body.transactionId !== '' ? body.transactionId : null;
  const nameOf = (body: Body): string => {
    database.catalog.need(body.collectionName);
    return body.collectionName as string;
  };
  const setsWhole = (body: Body): boolean => body.merge === false;

  return {
    'database.addCollection': async (body) => {
      await database.createCollection(body.collectionName);
      return {};
    },

    'database.getDocument': (body) => {
      const name = nameOf(body);
      const transaction = transactionOf(body);
      if (transaction) {
        const id = idInTransaction(body);
        const doc = database.inTransaction(transaction, name).get(id);
        return { data: { list: shown(body, doc ? [{ doc, text: writeText(doc) }] : []) } };
      }
      const query = queryOf(body);
      const limit = Math.min(wholeNumber(body.limit, 'limit') ?? DEFAULT_LIMIT, MAX_LIMIT);
      const found = database.select({ collection: name, query, sort: sortOf(body.order), skip: wholeNumber(body.offset, 'offset'), limit });
      return { data: { list: shown(body, found) } };
    },

    'database.calculateDocument': (body) => ({ data: { total: database.count(nameOf(body), queryOf(body)) } }),

    'database.insertDocument': async (body) => {
      const name = nameOf(body);
      const list = Array.isArray(body.data) ? body.data : [body.data];
      if (list.length === 0) throw invalidParam('data is empty');
      const docs = list.map((item) => ejson(item, 'data'));
      const transaction = transactionOf(body);
      return {
        data: { insertedIds: transaction ? database.inTransaction(transaction, name).insert(docs) : await database.insert(name, docs) },
      };
    },

    'database.modifyDocument': async (body) => {
      const name = nameOf(body);
      const transaction = transactionOf(body);
      const data = ejson(body.data, 'data');
      if (transaction) {
        const id = idInTransaction(body);
        const within = database.inTransaction(transaction, name);
        if (!setsWhole(body)) return { data: { updated: within.update(id, data), upsert_id: null } };
        const { updated, upsertId } = within.replace(id, data);
        return { data: { updated, upsert_id: upsertId } };
      }
      const query = queryOf(body);
      if (setsWhole(body)) {
        if (!('_id' in query)) throw invalidParam('set() needs a document id');
        const { updated, upsertId } = await database.replace(name, query._id, data);
        return { data: { updated, upsert_id: upsertId } };
      }
      return { data: { updated: await database.update(name, query, data, body.multi === true), upsert_id: null } };
    },

    // Only @cloudbase/node-sdk sends this.
    'database.modifyAndReturnDoc': async (body) => {
      const name = nameOf(body);
      if (transactionOf(body)) throw unsupportedOperator('where()', 'a transaction, only doc() can be used');
      const doc = await database.updateAndReturn(name, queryOf(body), ejson(body.data, 'data'));
      return { data: { updated: doc ? 1 : 0, doc: doc ? writeText(doc) : null } };
    },

    'database.removeDocument': async (body) => {
      const name = nameOf(body);
      const transaction = transactionOf(body);
      if (transaction) return { data: { deleted: database.inTransaction(transaction, name).remove(idInTransaction(body)) } };
      return { data: { deleted: await database.remove(name, queryOf(body), body.multi === true) } };
    },

    'database.aggregateDocuments': (body) => {
      const name = nameOf(body);
      if (!Array.isArray(body.stages)) throw invalidParam('stages must be an array');
      const stages = body.stages.map((stage: unknown) => {
        if (!isPlain(stage) || typeof stage.stageKey !== 'string') throw invalidParam('a stage needs stageKey and stageValue');
        return { [stage.stageKey]: ejson(stage.stageValue, stage.stageKey) };
      });
      const limited = stages.some((stage) => '$limit' in stage);
      const docs = database.aggregate(name, stages);
      if (!limited && docs.length > DEFAULT_PIPELINE_LIMIT) {
        house.warn(`aggregate of '${name}' without $limit: ${docs.length} results cut to ${DEFAULT_PIPELINE_LIMIT}`);
        docs.length = DEFAULT_PIPELINE_LIMIT;
      }
      return { data: { list: answer(docs.map(writeText)) } };
    },

    'database.startTransaction': () => ({ transactionId: database.transactions.start() }),
    'database.commitTransaction': async (body) => {
      const id = String(body.transactionId ?? '');
      if (house.faults.takeConflict()) throw database.transactions.refuse(id);
      await database.transactions.commit(id);
      return {};
    },
    'database.abortTransaction': (body) => {
      database.transactions.abort(String(body.transactionId ?? ''));
      return {};
    },
  };
}
