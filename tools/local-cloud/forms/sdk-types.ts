// The part of wx-server-sdk that the tests use, typed as it behaves: the package's own typings allow callbacks everywhere and know no options.

export type Doc = Record<string, unknown> & { _id: string };

export interface QueryRef {
  where(query: unknown): QueryRef;
  orderBy(field: string, direction: 'asc' | 'desc'): QueryRef;
  skip(n: number): QueryRef;
  limit(n: number): QueryRef;
  field(projection: object): QueryRef;
  get(): Promise<{ data: Doc[] }>;
  count(): Promise<{ total: number }>;
  update(options: { data: object }): Promise<{ stats: { updated: number } }>;
  remove(): Promise<{ stats: { removed: number } }>;
}

export interface DocumentRef {
  field(projection: object): DocumentRef;
  get(): Promise<{ data: Doc }>;
  set(options: { data: object }): Promise<{ _id: string; stats: { updated: number; created: number } }>;
  update(options: { data: object }): Promise<{ stats: { updated: number } }>;
  remove(): Promise<{ stats: { removed: number } }>;
}

type StageName =
  | 'addFields'
  | 'bucket'
  | 'bucketAuto'
  | 'count'
  | 'group'
  | 'limit'
  | 'lookup'
  | 'match'
  | 'project'
  | 'replaceRoot'
  | 'sample'
  | 'skip'
  | 'sort'
  | 'sortByCount'
  | 'unwind'
  | 'facet'
  | 'graphLookup'
  | 'redact'
  | 'geoNear'
  | 'out';
export type Pipeline = { end(): Promise<{ list: Record<string, unknown>[] }> } & { [stage in StageName]: (value: unknown) => Pipeline };

export interface CollectionRef extends QueryRef {
  doc(id: string | number): DocumentRef;
  add(options: { data: object | object[] }): Promise<{ _id: string; _ids?: string[] }>;
  aggregate(): Pipeline;
}

export interface TransactionRef {
  collection(name: string): CollectionRef;
  commit(): Promise<unknown>;
  rollback(reason?: unknown): Promise<unknown>;
}

/** `db.command` and `db.command.aggregate`: operators can be chained, so each returns something with the same operators. */
type OperatorName =
  | 'abs'
  | 'add'
  | 'addToSet'
  | 'all'
  | 'allElementsTrue'
  | 'and'
  | 'anyElementTrue'
  | 'arrayElemAt'
  | 'arrayToObject'
  | 'avg'
  | 'bit'
  | 'ceil'
  | 'cmp'
  | 'concat'
  | 'concatArrays'
  | 'cond'
  | 'dateFromParts'
  | 'dateFromString'
  | 'dateToString'
  | 'dayOfMonth'
  | 'dayOfWeek'
  | 'dayOfYear'
  | 'divide'
  | 'elemMatch'
  | 'eq'
  | 'exists'
  | 'exp'
  | 'expr'
  | 'filter'
  | 'first'
  | 'floor'
  | 'geoIntersects'
  | 'geoNear'
  | 'geoWithin'
  | 'gt'
  | 'gte'
  | 'hour'
  | 'ifNull'
  | 'in'
  | 'inc'
  | 'indexOfArray'
  | 'indexOfBytes'
  | 'indexOfCP'
  | 'isArray'
  | 'isoDayOfWeek'
  | 'isoWeek'
  | 'isoWeekYear'
  | 'jsonSchema'
  | 'last'
  | 'let'
  | 'literal'
  | 'ln'
  | 'log'
  | 'log10'
  | 'lt'
  | 'lte'
  | 'map'
  | 'max'
  | 'mergeObjects'
  | 'meta'
  | 'millisecond'
  | 'min'
  | 'minute'
  | 'mod'
  | 'month'
  | 'mul'
  | 'multiply'
  | 'neq'
  | 'nin'
  | 'nor'
  | 'not'
  | 'objectToArray'
  | 'or'
  | 'pipeline'
  | 'pop'
  | 'pow'
  | 'pull'
  | 'pullAll'
  | 'push'
  | 'range'
  | 'reduce'
  | 'remove'
  | 'rename'
  | 'reverseArray'
  | 'second'
  | 'set'
  | 'setDifference'
  | 'setEquals'
  | 'setIntersection'
  | 'setIsSubset'
  | 'setUnion'
  | 'shift'
  | 'size'
  | 'slice'
  | 'split'
  | 'sqrt'
  | 'stdDevPop'
  | 'stdDevSamp'
  | 'strLenBytes'
  | 'strLenCP'
  | 'strcasecmp'
  | 'substr'
  | 'substrBytes'
  | 'substrCP'
  | 'subtract'
  | 'switch'
  | 'sum'
  | 'text'
  | 'toLower'
  | 'toUpper'
  | 'trunc'
  | 'unshift'
  | 'week'
  | 'year'
  | 'zip';
export type Operators = { [name in OperatorName]: (...args: unknown[]) => Operators };

export interface Db {
  collection(name: string): CollectionRef;
  createCollection(name: string): Promise<unknown>;
  startTransaction(): Promise<TransactionRef>;
  runTransaction<T>(work: (transaction: TransactionRef) => Promise<T>, times?: number): Promise<T>;
  serverDate(options?: { offset: number }): unknown;
  RegExp(options: { regexp: string; options?: string }): unknown;
  Geo: { Point(longitude: number, latitude: number): unknown };
  command: Operators & { aggregate: Operators; project: Operators };
}

export interface Sdk {
  init(options: { env: string }): void;
  database(options?: object): Db;
  callFunction(options: { name: string; data?: unknown }): Promise<{ result: unknown; requestID: string }>;
  uploadFile(options: {
    cloudPath: string;
    fileContent: Buffer | NodeJS.ReadableStream;
  }): Promise<{ fileID: string; statusCode: number; errMsg: string }>;
  downloadFile(options: { fileID: string }): Promise<{ fileContent: Buffer }>;
  getTempFileURL(options: {
    fileList: unknown[];
  }): Promise<{ fileList: { fileID: string; status: number; errMsg: string; tempFileURL: string; maxAge?: number }[] }>;
  deleteFile(options: { fileList: string[] }): Promise<{ fileList: { fileID: string; status: number }[] }>;
  getOpenData(options: { list: string[] }): Promise<{ list: unknown[] }>;
  openapi: Record<string, Record<string, (params: object) => Promise<Record<string, unknown>>>>;
}
