var __create = Object.create;
var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __getProtoOf = Object.getPrototypeOf;
var __hasOwnProp = Object.prototype.hasOwnProperty;
var __copyProps = (to, from, except, desc) => {
  if (from && typeof from === "object" || typeof from === "function") {
    for (let key of __getOwnPropNames(from))
      if (!__hasOwnProp.call(to, key) && key !== except)
        __defProp(to, key, { get: () => from[key], enumerable: !(desc = __getOwnPropDesc(from, key)) || desc.enumerable });
  }
  return to;
};
var __toESM = (mod, isNodeMode, target) => (target = mod != null ? __create(__getProtoOf(mod)) : {}, __copyProps(
  // If the importer is in node compatibility mode or this is not an ESM
  // file that has been converted to a CommonJS file using a Babel-
  // compatible transform (i.e. "__esModule" has not been set), then set
  // "default" to the CommonJS "module.exports" for node compatibility.
  isNodeMode || !mod || !mod.__esModule ? __defProp(target, "default", { value: mod, enumerable: true }) : target,
  mod
));

// tools/local-cloud/database/store.ts
var import_node_fs2 = __toESM(require("node:fs"));
var import_node_path = __toESM(require("node:path"));
var import_lmdb = require("lmdb");

// tools/local-cloud/database/torn.ts
var import_node_fs = __toESM(require("node:fs"));
var META = { magic: 24, version: 28, pageSize: 48, lastPage: 144, txn: 152, length: 160 };
var MAGIC = 3203383518;
var FORMAT = 2;
function readMeta(file, slot, pageSize) {
  const page = Buffer.alloc(META.length);
  const read = import_node_fs.default.readSync(file, page, 0, META.length, slot * pageSize);
  if (read < META.length || page.readUInt32LE(META.magic) !== MAGIC || page.readUInt32LE(META.version) !== FORMAT) return null;
  return { page, txn: page.readBigUInt64LE(META.txn), needs: (Number(page.readBigUInt64LE(META.lastPage)) + 1) * pageSize };
}
function mendTorn(path3) {
  if (!import_node_fs.default.existsSync(path3)) return "whole";
  const file = import_node_fs.default.openSync(path3, "r+");
  try {
    const { size } = import_node_fs.default.fstatSync(file);
    if (size === 0) return "whole";
    const head = Buffer.alloc(META.pageSize + 4);
    import_node_fs.default.readSync(file, head, 0, head.length, 0);
    const pageSize = head.readUInt32LE(META.pageSize);
    const metas = pageSize >= 512 && pageSize <= 65536 ? [readMeta(file, 0, pageSize), readMeta(file, 1, pageSize)] : [null, null];
    const [newest, older] = metas.filter((meta) => meta !== null).sort((a, b) => a.txn < b.txn ? 1 : -1);
    if (!newest)
      throw new Error(`the store ${path3} is damaged: its first pages are not readable. Restore a copy, or remove the file to begin anew`);
    if (size >= newest.needs) return "whole";
    if (!older || size < older.needs || older.txn === 0n)
      throw new Error(
        `the store ${path3} is cut short: ${size} of ${newest.needs} bytes are there. Restore a copy, or remove the file to begin anew`
      );
    const slot = metas.indexOf(newest);
    const page = Buffer.from(older.page);
    page.writeBigUInt64LE(BigInt(slot), 0);
    page.writeBigUInt64LE(older.txn - 1n, META.txn);
    import_node_fs.default.writeSync(file, page, 0, page.length, slot * pageSize);
    import_node_fs.default.fsyncSync(file);
    return "mended";
  } finally {
    import_node_fs.default.closeSync(file);
  }
}

// tools/local-cloud/database/store.ts
function openStore(dataDir, options = {}) {
  import_node_fs2.default.mkdirSync(dataDir, { recursive: true });
  const file = import_node_path.default.join(dataDir, "cloud.mdb");
  mendTorn(file);
  const root = (0, import_lmdb.open)({
    path: file,
    noSubdir: true,
    maxDbs: 8,
    encoding: "binary",
    keyEncoding: "binary",
    // A commit includes its flush: what was acknowledged is on disk, not on its way.
    overlappingSync: false,
    noSync: options.flush === false
  });
  const binary = (name) => root.openDB({ name, encoding: "binary", keyEncoding: "binary" });
  const json = (name) => root.openDB({ name, encoding: "json" });
  let closing = null;
  let waiting = [];
  let committing = false;
  const commit = () => {
    const batch = waiting;
    waiting = [];
    const work = () => {
      for (const job of batch) job.run();
    };
    if (options.flush === false) {
      committing = false;
      try {
        root.transactionSync(work);
        for (const job of batch) job.settle();
      } catch (error) {
        for (const job of batch) job.fail(error);
      }
      return;
    }
    const done = root.transaction(work);
    done.then(
      () => {
        for (const job of batch) job.settle();
      },
      (error) => {
        for (const job of batch) job.fail(error);
      }
    ).finally(() => {
      committing = waiting.length > 0;
      if (committing) commit();
    });
  };
  return {
    docs: binary("docs"),
    index: binary("index"),
    meta: json("meta"),
    files: json("files"),
    messages: json("messages"),
    write(work) {
      return new Promise((resolve, reject) => {
        let settle = () => void 0;
        const run = () => {
          try {
            const value = work();
            settle = () => resolve(value);
          } catch (error) {
            settle = () => reject(error);
          }
        };
        waiting.push({ run, settle: () => settle(), fail: reject });
        if (committing) return;
        committing = true;
        if (options.flush === false) queueMicrotask(commit);
        else commit();
      });
    },
    snapshot() {
      const transaction = root.useReadTransaction();
      return { transaction, done: () => transaction.done() };
    },
    close() {
      closing ??= root.close();
      return closing;
    }
  };
}

// tools/local-cloud/errors.ts
var ServiceError = class extends Error {
  constructor(code, message) {
    super(message);
    this.code = code;
    this.name = "ServiceError";
  }
  code;
};
function unsupportedOperator(name, where) {
  return new ServiceError("DATABASE_INVALID_OPERRATOR", `[InvalidOperator] ${name} is not supported in ${where}`);
}
function invalidParam(message) {
  return new ServiceError("INVALID_PARAM", `[InvalidParameter] ${message}`);
}
function requestFailed(message) {
  return new ServiceError("DATABASE_REQUEST_FAILED", `[FailedOperation] ${message}`);
}
function collectionMissing(name) {
  return new ServiceError("DATABASE_COLLECTION_NOT_EXIST", `[ResourceNotFound] Db or Table not exist: ${name}`);
}
function duplicateKey(collection, index, key) {
  return new ServiceError(
    "DATABASE_REQUEST_FAILED",
    `[FailedOperation.DuplicateWrite] E11000 duplicate key error collection: ${collection} index: ${index} dup key: ${key}`
  );
}
function transactionConflict() {
  return new ServiceError(
    "DATABASE_TRANSACTION_CONFLICT",
    "[ResourceUnavailable.TransactionConflict] Transaction is conflict, maybe resource operated by others. Please check your request, or try again later."
  );
}
function transactionGone() {
  return new ServiceError(
    "DATABASE_TRANSACTION_FAIL",
    "[ResourceUnavailable.TransactionNotExist] Transaction does not exist on the server, transaction must be commit or abort in 30 seconds."
  );
}

// tools/local-cloud/database/aggregate.ts
var import_aggregator = require("mingo/aggregator");

// tools/local-cloud/database/expressions.ts
var import_mingo = require("mingo");
var import_core = require("mingo/core");
var accumulators = __toESM(require("mingo/operators/accumulator"));
var expressions = __toESM(require("mingo/operators/expression"));
var stages = __toESM(require("mingo/operators/pipeline"));
var projections = __toESM(require("mingo/operators/projection"));
var queries = __toESM(require("mingo/operators/query"));

// tools/local-cloud/database/values.ts
var import_bson = require("bson");
function isPlain(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value) && Object.getPrototypeOf(value) === Object.prototype;
}
function valuesAt(doc, path3) {
  const values = [];
  let throughArray = false;
  const walk = (value, parts) => {
    if (parts.length === 0) {
      if (Array.isArray(value)) {
        throughArray = true;
        values.push(...value.length === 0 ? [EMPTY] : value);
      } else values.push(value);
      return;
    }
    const [head, ...rest] = parts;
    if (Array.isArray(value)) {
      throughArray = true;
      if (/^\d+$/.test(head)) walk(value[Number(head)], rest);
      else for (const item of value) walk(item, parts);
      return;
    }
    walk(isPlain(value) && Object.hasOwn(value, head) ? value[head] : void 0, rest);
  };
  walk(doc, path3.split("."));
  return { values: values.length === 0 ? [void 0] : values, throughArray };
}
var EMPTY = /* @__PURE__ */ Symbol("empty array");

// tools/local-cloud/database/expressions.ts
var DATE_PARTS = [
  "$year",
  "$month",
  "$dayOfMonth",
  "$dayOfWeek",
  "$dayOfYear",
  "$isoDayOfWeek",
  "$isoWeek",
  "$isoWeekYear",
  "$week",
  "$hour",
  "$minute",
  "$second",
  "$millisecond"
];
function nullWithoutDate(original) {
  return (obj, expr, options) => {
    const source = isPlain(expr) && "date" in expr ? expr.date : Array.isArray(expr) && expr.length === 1 ? expr[0] : expr;
    const date = (0, import_core.evalExpr)(obj, source, options);
    return date === null || date === void 0 ? null : original(obj, expr, options);
  };
}
function toDecimals(name, step) {
  return (obj, expr, options) => {
    const [value, places = 0] = (Array.isArray(expr) ? expr : [expr]).map((item) => (0, import_core.evalExpr)(obj, item, options));
    if (value === null || value === void 0) return null;
    if (typeof value !== "number" || !Number.isInteger(places)) throw new TypeError(`${name} needs a number and whole decimals`);
    const shifted = Number(`${value}e${places}`);
    return Number.isFinite(shifted) ? Number(`${step(shifted)}e${-places}`) : value;
  };
}
function halfToEven(value) {
  const rounded = Math.round(value);
  return Math.abs(value % 1) === 0.5 && rounded % 2 !== 0 ? rounded - 1 : rounded;
}
var indexOfCodePoint = (obj, expr, options) => {
  const [text2, part, from, to] = expr.map((item) => (0, import_core.evalExpr)(obj, item, options));
  if (text2 === null || text2 === void 0) return null;
  if (typeof text2 !== "string" || typeof part !== "string") throw new TypeError("$indexOfCP needs text");
  const points = [...text2].slice(0, typeof to === "number" ? to : void 0);
  const wanted = [...part];
  for (let at = typeof from === "number" ? from : 0; at + wanted.length <= points.length; at++)
    if (wanted.every((point, i) => points[at + i] === point)) return at;
  return -1;
};
function withoutMissing(original) {
  return (docs, expr, options) => {
    const plain = options.options ?? options;
    const present = docs.filter((doc) => (0, import_core.evalExpr)(doc, expr, plain) !== void 0);
    return original(present, expr, options);
  };
}
var all = expressions;
var collecting = accumulators;
var PIPELINE_CONTEXT = import_mingo.Context.init({
  accumulator: {
    ...collecting,
    $push: withoutMissing(collecting.$push),
    $addToSet: withoutMissing(collecting.$addToSet)
  },
  expression: {
    ...all,
    ...Object.fromEntries(DATE_PARTS.map((name) => [name, nullWithoutDate(all[name])])),
    $trunc: toDecimals("$trunc", Math.trunc),
    $round: toDecimals("$round", halfToEven),
    $indexOfCP: indexOfCodePoint
  },
  pipeline: stages,
  projection: projections,
  query: queries
});
function bucketAsGroup(spec) {
  const { groupBy, boundaries, default: rest, output } = spec;
  const bounds = boundaries;
  const branches = bounds.slice(0, -1).map((low, i) => ({
    case: { $and: [{ $gte: [groupBy, { $literal: low }] }, { $lt: [groupBy, { $literal: bounds[i + 1] }] }] },
    // biome-ignore lint/suspicious/noThenProperty: the database's own word
    then: { $literal: low }
  }));
  const key = { $switch: { branches, ...rest === void 0 ? {} : { default: { $literal: rest } } } };
  return [{ $group: { _id: key, ...output ?? { count: { $sum: 1 } } } }, { $sort: { _id: 1 } }];
}

// tools/local-cloud/database/matching.ts
var import_mingo2 = require("mingo");

// tools/local-cloud/database/keys.ts
var import_bson2 = require("bson");
var TAG = {
  emptyArray: 8,
  null: 16,
  number: 32,
  string: 48,
  object: 64,
  array: 80,
  binary: 96,
  objectId: 104,
  boolean: 112,
  date: 128,
  regexp: 144
};
function number64(value) {
  const bytes = Buffer.allocUnsafe(8);
  bytes.writeDoubleBE(Object.is(value, -0) ? 0 : value);
  if (bytes[0] & 128) for (let i = 0; i < 8; i++) bytes[i] = ~bytes[i] & 255;
  else bytes[0] = bytes[0] | 128;
  return bytes;
}
function text(value) {
  if (!value.includes(0)) return Buffer.concat([value, Buffer.of(0, 0)]);
  const out = [];
  for (const byte of value) {
    out.push(byte);
    if (byte === 0) out.push(255);
  }
  return Buffer.from([...out, 0, 0]);
}
function tagged(tag, ...rest) {
  return Buffer.concat([Buffer.of(tag), ...rest]);
}
function typeTag(value) {
  if (value === null || value === void 0) return TAG.null;
  if (typeof value === "number" || typeof value === "bigint" || value instanceof import_bson2.Long || value instanceof import_bson2.Decimal128) return TAG.number;
  if (typeof value === "string") return TAG.string;
  if (typeof value === "boolean") return TAG.boolean;
  if (value instanceof Date) return TAG.date;
  if (value instanceof import_bson2.ObjectId) return TAG.objectId;
  if (value instanceof RegExp) return TAG.regexp;
  if (value instanceof import_bson2.Binary || value instanceof Uint8Array) return TAG.binary;
  return Array.isArray(value) ? TAG.array : TAG.object;
}
function encodeValue(value) {
  const tag = typeTag(value);
  switch (tag) {
    case TAG.null:
      return Buffer.of(tag);
    case TAG.number:
      return tagged(tag, number64(Number(String(value))));
    case TAG.string:
      return tagged(tag, text(Buffer.from(value)));
    case TAG.boolean:
      return Buffer.of(tag, value ? 1 : 0);
    case TAG.date:
      return tagged(tag, number64(value.getTime()));
    case TAG.objectId:
      return tagged(tag, value.id);
    case TAG.regexp:
      return tagged(tag, text(Buffer.from(value.source)), text(Buffer.from(value.flags)));
    case TAG.binary:
      return tagged(tag, text(Buffer.from(value instanceof import_bson2.Binary ? value.buffer : value)));
    case TAG.array:
      return tagged(tag, ...value.map(encodeValue), Buffer.of(0));
    default: {
      const parts = Object.entries(value).map(
        ([key, item]) => Buffer.concat([Buffer.of(typeTag(item)), text(Buffer.from(key)), encodeValue(item)])
      );
      return tagged(tag, ...parts, Buffer.of(0));
    }
  }
}
var EMPTY_ARRAY = Buffer.of(TAG.emptyArray);
function inverted(bytes) {
  const out = Buffer.allocUnsafe(bytes.length);
  for (let i = 0; i < bytes.length; i++) out[i] = ~bytes[i] & 255;
  return out;
}
function directed(bytes, direction) {
  return direction === 1 ? bytes : inverted(bytes);
}
function after(prefix) {
  const out = Buffer.from(prefix);
  for (let i = out.length - 1; i >= 0; i--) {
    if (out[i] < 255) {
      out[i] = out[i] + 1;
      return out.subarray(0, i + 1);
    }
  }
  return Buffer.concat([prefix, Buffer.alloc(8, 255)]);
}
function typeRange(value) {
  const tag = typeTag(value);
  return [Buffer.of(tag), Buffer.of(tag + 1)];
}
function prefixRange(prefix) {
  const head = tagged(TAG.string, Buffer.from(prefix));
  return [head, after(head)];
}

// tools/local-cloud/database/matching.ts
var MINGO = { useStrictMode: true, scriptEnabled: false };
function withoutAll(query) {
  const extra = [];
  const out = {};
  for (const [key, condition] of Object.entries(query)) {
    if (Array.isArray(condition) && (key === "$and" || key === "$or" || key === "$nor"))
      out[key] = condition.map((part) => withoutAll(part));
    else if (isPlain(condition) && "$all" in condition) {
      const { $all, ...rest } = condition;
      const list = $all;
      extra.push(
        ...list.length === 0 ? [{ [key]: { $in: [] } }] : list.map((item) => ({ [key]: isPlain(item) && "$elemMatch" in item ? item : { $eq: item } }))
      );
      if (Object.keys(rest).length > 0) out[key] = rest;
    } else out[key] = condition;
  }
  return extra.length === 0 ? out : { $and: [out, ...extra] };
}
function matcher(query) {
  if (Object.keys(query).length === 0) return () => true;
  try {
    const compiled = new import_mingo2.Query(withoutAll(query), MINGO);
    return (doc) => compiled.test(doc);
  } catch (error) {
    throw invalidParam(`query cannot be understood: ${error.message}`);
  }
}
function sortKey(doc, sort) {
  return Buffer.concat(
    sort.map(([field, direction]) => {
      const encoded = valuesAt(doc, field).values.map((value) => directed(value === EMPTY ? EMPTY_ARRAY : encodeValue(value), direction));
      return encoded.reduce((least, item) => Buffer.compare(item, least) < 0 ? item : least);
    })
  );
}

// tools/local-cloud/database/expression-names.ts
var ACCUMULATORS = [
  "$addToSet",
  "$avg",
  "$first",
  "$last",
  "$max",
  "$min",
  "$push",
  "$stdDevPop",
  "$stdDevSamp",
  "$sum",
  "$mergeObjects"
];
var EXPRESSIONS = /* @__PURE__ */ new Set([
  ...ACCUMULATORS,
  ...[
    "$abs",
    "$add",
    "$ceil",
    "$divide",
    "$exp",
    "$floor",
    "$ln",
    "$log",
    "$log10",
    "$mod",
    "$multiply",
    "$pow",
    "$sqrt",
    "$subtract",
    "$trunc",
    "$round"
  ],
  ...[
    "$arrayElemAt",
    "$arrayToObject",
    "$concatArrays",
    "$filter",
    "$in",
    "$indexOfArray",
    "$isArray",
    "$map",
    "$objectToArray",
    "$range",
    "$reduce",
    "$reverseArray",
    "$size",
    "$slice",
    "$zip"
  ],
  ...["$and", "$not", "$or", "$cmp", "$eq", "$gt", "$gte", "$lt", "$lte", "$ne", "$cond", "$ifNull", "$switch"],
  ...[
    "$dateFromParts",
    "$dateFromString",
    "$dateToString",
    "$dateToParts",
    "$dayOfMonth",
    "$dayOfWeek",
    "$dayOfYear",
    "$hour",
    "$isoDayOfWeek",
    "$isoWeek",
    "$isoWeekYear",
    "$millisecond",
    "$minute",
    "$month",
    "$second",
    "$week",
    "$year"
  ],
  ...["$literal", "$let", "$type", "$convert", "$toBool", "$toDate", "$toDouble", "$toInt", "$toLong", "$toString"],
  ...["$allElementsTrue", "$anyElementTrue", "$setDifference", "$setEquals", "$setIntersection", "$setIsSubset", "$setUnion"],
  ...[
    "$concat",
    "$indexOfBytes",
    "$indexOfCP",
    "$ltrim",
    "$rtrim",
    "$trim",
    "$split",
    "$strLenBytes",
    "$strLenCP",
    "$strcasecmp",
    "$substr",
    "$substrBytes",
    "$substrCP",
    "$toLower",
    "$toUpper",
    "$regexMatch",
    "$regexFind"
  ]
]);
function checkExpression(expression) {
  if (Array.isArray(expression)) {
    for (const item of expression) checkExpression(item);
    return;
  }
  if (!isPlain(expression)) return;
  for (const [key, value] of Object.entries(expression)) {
    if (key.startsWith("$") && !EXPRESSIONS.has(key)) throw unsupportedOperator(key, "aggregation expression");
    if (key !== "$literal") checkExpression(value);
  }
}

// tools/local-cloud/database/operators.ts
var LOGIC = /* @__PURE__ */ new Set(["$and", "$or", "$nor"]);
var FIELD_OPERATORS = /* @__PURE__ */ new Set([
  "$eq",
  "$ne",
  "$gt",
  "$gte",
  "$lt",
  "$lte",
  "$in",
  "$nin",
  "$exists",
  "$type",
  "$size",
  "$all",
  "$elemMatch",
  "$mod",
  "$regex",
  "$options",
  "$not",
  "$bitsAllClear",
  "$bitsAllSet",
  "$bitsAnyClear",
  "$bitsAnySet"
]);
var TOP_OPERATORS = /* @__PURE__ */ new Set([...LOGIC, "$expr"]);
var LISTS = /* @__PURE__ */ new Set(["$in", "$nin", "$all"]);
var UPDATE_OPERATORS = /* @__PURE__ */ new Set([
  "$set",
  "$unset",
  "$inc",
  "$mul",
  "$min",
  "$max",
  "$rename",
  "$push",
  "$pull",
  "$pullAll",
  "$pop",
  "$addToSet",
  "$bit",
  "$currentDate"
]);
var PUSH_MODIFIERS = /* @__PURE__ */ new Set(["$each", "$position", "$sort", "$slice"]);
function checkQuery(query) {
  if (!isPlain(query)) throw invalidParam("query must be an object");
  for (const [key, condition] of Object.entries(query)) {
    if (!key.startsWith("$")) checkCondition(key, condition);
    else if (!TOP_OPERATORS.has(key)) throw unsupportedOperator(key, "query");
    else if (key === "$expr") checkExpression(condition);
    else {
      if (!Array.isArray(condition) || condition.length === 0) throw invalidParam(`${key} must be a nonempty array`);
      for (const part of condition) checkQuery(part);
    }
  }
}
function checkCondition(field, condition) {
  if (!isPlain(condition)) return;
  const keys = Object.keys(condition);
  const operators = keys.filter((key) => key.startsWith("$"));
  if (operators.length === 0) return;
  if (operators.length !== keys.length) throw invalidParam(`'${field}' mixes operators and fields`);
  for (const operator of operators) {
    if (!FIELD_OPERATORS.has(operator)) throw unsupportedOperator(operator, `query of '${field}'`);
    const operand = condition[operator];
    if (LISTS.has(operator) && !Array.isArray(operand)) throw invalidParam(`${operator} needs an array`);
    if (operator === "$not" && !(operand instanceof RegExp)) {
      if (!isPlain(operand)) throw invalidParam("$not needs a regex or a document");
      checkCondition(field, operand);
    }
    if (operator === "$elemMatch") {
      if (!isPlain(operand)) throw invalidParam("$elemMatch needs an object");
      if (Object.keys(operand).every((key) => FIELD_OPERATORS.has(key))) checkCondition(field, operand);
      else checkQuery(operand);
    }
    if (operator === "$size" && !(Number.isInteger(operand) && operand >= 0))
      throw invalidParam("$size must be a whole number, not negative");
    if (operator === "$options" && !("$regex" in condition)) throw invalidParam("$options needs a $regex");
    if (operator === "$regex" && typeof operand !== "string" && !(operand instanceof RegExp))
      throw invalidParam("$regex has to be a string");
    if (operator === "$mod" && !(Array.isArray(operand) && operand.length === 2 && operand.every((n) => typeof n === "number") && operand[0] !== 0))
      throw invalidParam("$mod needs [divisor, remainder]");
  }
}
function checkUpdate(update) {
  if (!isPlain(update) || Object.keys(update).length === 0) throw invalidParam("update must be a nonempty object");
  for (const [operator, fields] of Object.entries(update)) {
    if (!operator.startsWith("$")) throw invalidParam(`update mixes operators and the plain field '${operator}'`);
    if (!UPDATE_OPERATORS.has(operator)) throw unsupportedOperator(operator, "update");
    if (!isPlain(fields) || Object.keys(fields).length === 0) throw invalidParam(`${operator} needs an object of fields`);
    for (const [field, operand] of Object.entries(fields)) checkUpdateField(operator, field, operand);
  }
}
function checkUpdateField(operator, field, operand) {
  if (field === "" || field.split(".").some((part) => part === ""))
    throw invalidParam(`the update path '${field}' contains an empty field name`);
  if (field.split(".").some((part) => part === "__proto__")) throw invalidParam(`the field name '__proto__' is not supported here`);
  if (field === "_id" || field.startsWith("_id."))
    throw invalidParam("Performing an update on the path '_id' would modify the immutable field '_id'");
  if (operator === "$push" && isPlain(operand) && Object.keys(operand).some((key) => key.startsWith("$"))) {
    const unknown = Object.keys(operand).find((key) => !PUSH_MODIFIERS.has(key));
    if (unknown) throw unsupportedOperator(unknown, `$push of '${field}'`);
    if (!Array.isArray(operand.$each)) throw invalidParam("$each must be an array");
  }
  if ((operator === "$inc" || operator === "$mul") && typeof operand !== "number")
    throw invalidParam(`${operator} of '${field}' needs a number`);
  if (operator === "$pullAll" && !Array.isArray(operand)) throw invalidParam("$pullAll needs an array");
}

// tools/local-cloud/database/stages.ts
var STAGES = /* @__PURE__ */ new Set([
  "$addFields",
  "$bucket",
  "$bucketAuto",
  "$count",
  "$facet",
  "$graphLookup",
  "$group",
  "$limit",
  "$lookup",
  "$match",
  "$project",
  "$replaceRoot",
  "$sample",
  "$skip",
  "$sort",
  "$sortByCount",
  "$unwind"
]);
function checkStage(stage) {
  const names = Object.keys(stage);
  const name = names[0];
  if (names.length !== 1 || name === void 0) throw invalidParam("a pipeline stage has exactly one field");
  if (!STAGES.has(name)) throw unsupportedOperator(name, "pipeline");
  const value = stage[name];
  if (name === "$match") checkQuery(value);
  else if (name === "$lookup") checkLookup(value);
  else if (name === "$facet") {
    if (!isPlain(value)) throw invalidParam("$facet needs an object");
    for (const pipeline of Object.values(value)) for (const inner of pipeline) checkStage(inner);
  } else if (name === "$limit" || name === "$skip") {
    if (!Number.isInteger(value) || value < (name === "$limit" ? 1 : 0)) throw invalidParam(`${name} must be a whole number`);
  } else if (name === "$graphLookup") {
    if (!isPlain(value)) throw invalidParam("$graphLookup needs an object");
    if (value.restrictSearchWithMatch !== void 0) checkQuery(value.restrictSearchWithMatch);
  } else if (name === "$bucket") checkBucket(value);
  else checkExpression(value);
}
function checkBucket(value) {
  if (!isPlain(value)) throw invalidParam("$bucket needs an object");
  const { boundaries } = value;
  const ascending = Array.isArray(boundaries) && boundaries.length >= 2 && boundaries.every((bound2, i) => i === 0 || typeof bound2 === typeof boundaries[0] && bound2 > boundaries[i - 1]);
  if (!ascending) throw invalidParam("$bucket.boundaries must be at least two values of one type, ascending");
  checkExpression(value.groupBy);
  if (value.output !== void 0) checkExpression(value.output);
}
function checkLookup(value) {
  if (!isPlain(value) || typeof value.from !== "string" || typeof value.as !== "string")
    throw invalidParam("$lookup needs 'from' and 'as'");
  if (value.pipeline !== void 0) {
    if (!Array.isArray(value.pipeline)) throw invalidParam("$lookup.pipeline must be an array");
    for (const inner of value.pipeline) checkStage(inner);
  }
  if (value.let !== void 0) checkExpression(value.let);
}

// tools/local-cloud/database/aggregate.ts
function aggregate(stages2, house, name) {
  for (const stage of stages2) checkStage(stage);
  const collection = house.collection(name);
  const rest = [...stages2];
  const query = [];
  while (rest[0]?.$match) query.push(rest.shift().$match);
  let sort = [];
  let limit;
  if (isPlain(rest[0]?.$sort)) {
    sort = sortSpecOf(rest.shift().$sort);
    if (typeof rest[0]?.$limit === "number") limit = rest.shift().$limit;
  } else if (typeof rest[0]?.$limit === "number") limit = rest.shift().$limit;
  const condition = query.length === 0 ? {} : query.length === 1 ? query[0] : { $and: query };
  checkQuery(condition);
  const reader = house.reader(collection);
  const { found, plan } = reader.find(condition, { sort, limit });
  house.note(reader.record(plan, found.length, limit ?? null));
  const docs = found.map(({ doc }) => doc);
  if (rest.length === 0) return docs;
  const resolver = (other) => {
    const foreign = house.reader(house.collection(other));
    const result = foreign.find({});
    house.note({ ...foreign.record(result.plan, result.found.length, null), collection: other });
    return result.found.map(({ doc }) => doc);
  };
  try {
    return new import_aggregator.Aggregator(corrected(rest), { ...MINGO, context: PIPELINE_CONTEXT, collectionResolver: resolver }).run(
      docs
    );
  } catch (error) {
    if (error instanceof ServiceError) throw error;
    throw requestFailed(`aggregation failed: ${error.message}`);
  }
}
function corrected(stages2) {
  return stages2.flatMap((stage) => {
    if (stage.$bucket) return bucketAsGroup(stage.$bucket);
    if (!stage.$facet) return [stage];
    const facets = Object.entries(stage.$facet).map(([name, inner]) => [name, corrected(inner)]);
    return [{ $facet: Object.fromEntries(facets) }];
  });
}
function sortSpecOf(sort) {
  return Object.entries(sort).map(([field, direction]) => {
    if (direction !== 1 && direction !== -1) throw requestFailed(`sort direction of '${field}' must be 1 or -1`);
    return [field, direction];
  });
}

// tools/local-cloud/database/indexes.ts
var MAX_VALUE_BYTES = 1024;
var MAX_KEY_BYTES = 1900;
function prefixOf(id) {
  const bytes = Buffer.allocUnsafe(4);
  bytes.writeUInt32BE(id);
  return bytes;
}
function entriesOf(index, doc, idKey) {
  let multikey = false;
  let rows = [{ parts: [prefixOf(index.id)], values: [] }];
  for (const [field, direction] of index.keys) {
    const { values, throughArray } = valuesAt(doc, field);
    multikey ||= throughArray;
    const encoded = /* @__PURE__ */ new Map();
    for (const value of values) {
      const bytes = value === EMPTY ? EMPTY_ARRAY : encodeValue(value);
      if (bytes.length > MAX_VALUE_BYTES)
        throw requestFailed(`value of '${field}' is too long for index '${index.name}' (at most ${MAX_VALUE_BYTES} bytes)`);
      encoded.set(bytes.toString("latin1"), { bytes: directed(bytes, direction), value });
    }
    rows = rows.flatMap(
      (row) => [...encoded.values()].map(({ bytes, value }) => ({ parts: [...row.parts, bytes], values: [...row.values, value ?? null] }))
    );
  }
  const entries = rows.map(({ parts, values }) => {
    const head = Buffer.concat(parts);
    if (head.length + idKey.length > MAX_KEY_BYTES) throw requestFailed(`key of index '${index.name}' is too long`);
    return { head, key: Buffer.concat([head, idKey]), values };
  });
  return { entries, multikey };
}
function wholeIndex(index) {
  const prefix = prefixOf(index.id);
  return [prefix, after(prefix)];
}
function showKey(index, values) {
  const shown = index.keys.map(([field], i) => `${field}: ${JSON.stringify(values[i] ?? null)}`);
  return `{ ${shown.join(", ")} }`;
}

// tools/local-cloud/database/text.ts
var import_bson3 = require("bson");
function plainProto(value) {
  const proto = Object.getPrototypeOf(value);
  return proto === Object.prototype || proto === null;
}
function marked(value) {
  if (typeof value === "number") {
    if (Number.isFinite(value) && !Object.is(value, -0)) return value;
    return { $numberDouble: Object.is(value, -0) ? "-0.0" : String(value) };
  }
  if (typeof value === "bigint") return { $numberLong: String(value) };
  if (typeof value !== "object" || value === null) return value;
  if (value instanceof Date) return { $date: { $numberLong: String(value.getTime()) } };
  if (value instanceof RegExp) return { $regularExpression: { pattern: value.source, options: value.flags } };
  if (Array.isArray(value)) {
    const items = value.map((item) => marked(item === void 0 ? null : item));
    return items.some((item, i) => item !== value[i]) ? items : value;
  }
  if (!plainProto(value)) return import_bson3.EJSON.serialize(value, { relaxed: false });
  let copy = null;
  for (const key of Object.keys(value)) {
    const item = value[key];
    const next = marked(item);
    if (next === item) continue;
    copy ??= { ...value };
    Object.defineProperty(copy, key, { value: next, enumerable: true, configurable: true, writable: true });
  }
  return copy ?? value;
}
function writeText(doc) {
  return JSON.stringify(marked(doc));
}
function unmarked(value) {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) value[i] = unmarked(value[i]);
    return value;
  }
  const keys = Object.keys(value);
  if (keys[0]?.startsWith("$")) return fromMark(value);
  for (const key of keys) {
    const item = value[key];
    if (typeof item !== "object" || item === null) continue;
    Object.defineProperty(value, key, { value: unmarked(item), enumerable: true, configurable: true, writable: true });
  }
  return value;
}
function fromMark(mark) {
  const date = mark.$date;
  if (date?.$numberLong !== void 0) return new Date(Number(date.$numberLong));
  const value = import_bson3.EJSON.deserialize({ mark }).mark;
  return value instanceof import_bson3.BSONRegExp ? new RegExp(value.pattern, value.options) : value;
}
function readText(text2) {
  const doc = JSON.parse(text2);
  return text2.includes('{"$') ? unmarked(doc) : doc;
}

// tools/local-cloud/database/record.ts
var VERSION_BYTES = 8;
function makeRecord(version, text2) {
  const bytes = Buffer.allocUnsafe(VERSION_BYTES + Buffer.byteLength(text2));
  bytes.writeDoubleBE(version);
  bytes.write(text2, VERSION_BYTES, "utf8");
  return bytes;
}
function recordVersion(bytes) {
  return bytes.readDoubleBE(0);
}
function recordText(bytes) {
  return bytes.toString("utf8", VERSION_BYTES);
}
function recordDoc(bytes) {
  return readText(recordText(bytes));
}

// tools/local-cloud/database/catalog.ts
var KEY = "catalog";
var MAX_INDEXES = 20;
var Catalog = class {
  constructor(store) {
    this.store = store;
    const saved = store.meta.get(KEY);
    this.next = saved?.next ?? 1;
    for (const collection of saved?.collections ?? []) this.byName.set(collection.name, collection);
  }
  store;
  byName = /* @__PURE__ */ new Map();
  next;
  names() {
    return [...this.byName.keys()];
  }
  find(name) {
    return typeof name === "string" ? this.byName.get(name) : void 0;
  }
  /** The collection, or the service's refusal. */
  need(name) {
    if (typeof name !== "string" || name === "") throw invalidParam("collectionName is missing");
    const collection = this.byName.get(name);
    if (!collection) throw collectionMissing(name);
    return collection;
  }
  /** Create a collection. Within a write. */
  add(name) {
    if (typeof name !== "string" || !/^[A-Za-z_-][\w-]{0,127}$/.test(name))
      throw invalidParam(`'${String(name)}' is not a valid collection name`);
    if (this.byName.has(name)) throw new ServiceError("DATABASE_REQUEST_FAILED", `[ResourceExist] Table exist: ${name}`);
    this.byName.set(name, { id: this.next++, name, indexes: [] });
    this.save();
  }
  /** Saved when a flag of an index changes. Within a write. */
  save() {
    this.store.meta.putSync(KEY, { next: this.next, collections: [...this.byName.values()] });
  }
  /** Create declared collections, build new indexes, drop those no longer declared. Within a write. */
  declare(declaration) {
    for (const [name, { indexes }] of Object.entries(declaration.collections)) {
      if (!this.byName.has(name)) this.add(name);
      if (indexes.length > MAX_INDEXES) throw requestFailed(`collection '${name}' declares more than ${MAX_INDEXES} indexes`);
      const collection = this.need(name);
      const same = (a, b) => a.name === b.name && Boolean(a.unique) === Boolean(b.unique) && JSON.stringify(a.keys) === JSON.stringify(b.keys);
      for (const old of collection.indexes) if (!indexes.some((index) => same(index, old))) this.drop(old);
      const kept = collection.indexes.filter((old) => indexes.some((index) => same(index, old)));
      collection.indexes = indexes.map((index) => kept.find((old) => same(index, old)) ?? this.build(collection, index));
    }
    this.save();
  }
  drop(index) {
    const [start, end] = wholeIndex(index);
    for (const key of [...this.store.index.getKeys({ start, end })]) this.store.index.removeSync(Buffer.from(key));
  }
  build(collection, declaration) {
    const index = {
      name: declaration.name,
      keys: declaration.keys,
      unique: declaration.unique ?? false,
      id: this.next++,
      multikey: false
    };
    const start = prefixOf(collection.id);
    for (const { key, value } of this.store.docs.getRange({ start, end: after(start) })) {
      const idKey = Buffer.from(key.subarray(4));
      const { entries, multikey } = entriesOf(index, recordDoc(value), idKey);
      index.multikey ||= multikey;
      for (const entry of entries) {
        const taken = index.unique && [...this.store.index.getKeys({ start: entry.head, end: after(entry.head), limit: 1 })].length > 0;
        if (taken)
          throw requestFailed(`unique index '${index.name}' of '${collection.name}' cannot be built: two documents have the same key`);
        this.store.index.putSync(entry.key, idKey);
      }
    }
    return index;
  }
};

// tools/local-cloud/database/found.ts
function docKey(collection, idKey) {
  return Buffer.concat([prefixOf(collection.id), idKey]);
}
var StoredDoc = class {
  constructor(idKey, bytes) {
    this.idKey = idKey;
    this.bytes = bytes;
  }
  idKey;
  bytes;
  read = null;
  get version() {
    return recordVersion(this.bytes);
  }
  get text() {
    return recordText(this.bytes);
  }
  get doc() {
    this.read ??= this.copy();
    return this.read;
  }
  copy() {
    return recordDoc(this.bytes);
  }
};

// tools/local-cloud/database/demands.ts
function demandsOf(query, into = /* @__PURE__ */ new Map()) {
  for (const [key, condition] of Object.entries(query)) {
    if (key === "$and") for (const part of condition) demandsOf(part, into);
    else if (!key.startsWith("$")) addDemand(into, key, condition);
  }
  return into;
}
function addDemand(into, field, condition) {
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
  if (keys.length === 0 || !keys.every((key) => key.startsWith("$"))) {
    demand.inexact = true;
    return;
  }
  for (const [operator, operand] of Object.entries(condition)) {
    if (operator === "$regex")
      anchored(demand, operand instanceof RegExp ? operand : safeRegExp(String(operand), String(condition.$options ?? "")));
    else if (operator === "$in" && operand.every(isPoint)) setPoints(demand, operand);
    else if (operator === "$eq" && isPoint(operand)) setPoints(demand, [operand]);
    else if (operand !== null && isPoint(operand)) bound(demand, operator, operand);
    else demand.inexact = true;
  }
}
function setPoints(demand, points) {
  if (demand.points || points.some((point) => typeof point === "number" && !Number.isFinite(point))) demand.inexact = true;
  demand.points ??= [...points];
}
function isPoint(value) {
  return !Array.isArray(value) && !isPlain(value) && !(value instanceof RegExp);
}
function safeRegExp(source, flags) {
  return new RegExp(source, [...flags].filter((letter) => "ims".includes(letter)).join(""));
}
function bound(demand, operator, operand) {
  const [low, high] = typeRange(operand);
  const value = encodeValue(operand);
  const limits = {
    $gt: [after(value), high],
    $gte: [value, high],
    $lt: [low, value],
    $lte: [low, after(value)]
  };
  const limit = limits[operator];
  if (limit) narrow(demand, ...limit);
  else demand.inexact = true;
}
function narrow(demand, low, high) {
  if (!demand.low || Buffer.compare(low, demand.low) > 0) demand.low = low;
  if (!demand.high || Buffer.compare(high, demand.high) < 0) demand.high = high;
}
function anchored(demand, pattern) {
  demand.inexact = true;
  if (pattern.flags.includes("i") || pattern.flags.includes("m")) return;
  const match = /^\^((?:[^\\^$.*+?()[\]{}|]|\\[^a-zA-Z0-9])+)/.exec(pattern.source);
  if (!match?.[1] || pattern.source.includes("|")) return;
  let literal = match[1];
  if (/^[*?{]/.test(pattern.source.slice(match[0].length))) literal = literal.replace(/\\?.$/su, "");
  literal = literal.replace(/\\(.)/gs, "$1");
  if (literal) narrow(demand, ...prefixRange(literal));
}
function conjuncts(query) {
  return Object.entries(query).flatMap(
    ([key, condition]) => key === "$and" ? condition.flatMap(conjuncts) : [{ [key]: condition }]
  );
}
function isExact(demands, query, asPoints, asRange) {
  if (!conjuncts(query).every((part) => !Object.keys(part)[0]?.startsWith("$"))) return false;
  for (const [field, demand] of demands) {
    const bounded = Boolean(demand.low || demand.high);
    if (demand.inexact || !(asPoints.has(field) ? demand.points && !bounded : asRange.has(field) && bounded && !demand.points))
      return false;
  }
  return true;
}

// tools/local-cloud/database/planner.ts
var MAX_STRETCHES = 200;
var NOTHING = Buffer.alloc(0);
function planConjunction(indexes, collectionId, query, sort) {
  const demands = demandsOf(query);
  const ids = demands.get("_id");
  if (ids?.points && ids.points.length <= 1e3) {
    const stretches = ids.points.map((point) => {
      const only = encodeValue(point);
      return { index: "ids", from: NOTHING, to: NOTHING, reverse: false, only };
    });
    const covered = isExact(demands, query, /* @__PURE__ */ new Set(["_id"]), /* @__PURE__ */ new Set());
    return { plan: { stretches, index: "_id_", sorted: ids.points.length === 1 || sort.length === 0, covered }, score: 1e3 };
  }
  const primary = { id: collectionId, name: "_id_", keys: [["_id", 1]], unique: true, multikey: false };
  let best = null;
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
      covered: Object.keys(query).length === 0
    },
    score: 0
  };
}
function planIndex(index, isPrimary, demands, sort, query) {
  let heads = [prefixOf(index.id)];
  let used = 0;
  const fixed = /* @__PURE__ */ new Set();
  for (const [field, direction] of index.keys) {
    const points = demands.get(field)?.points;
    if (!points || points.length === 0 || heads.length * points.length > MAX_STRETCHES) break;
    const encoded = new Map(points.map((point) => [encodeValue(point).toString("latin1"), point]));
    heads = heads.flatMap((head) => [...encoded.values()].map((point) => Buffer.concat([head, directed(encodeValue(point), direction)])));
    if (encoded.size === 1) fixed.add(field);
    used++;
  }
  const next = index.keys[used];
  const demand = next ? demands.get(next[0]) : void 0;
  const ranged = Boolean(next && demand && (demand.low || demand.high));
  const partial = index.multikey && (used > 0 || ranged);
  const order = partial && sort.length > 0 ? 0 : sortAlong(index, used, sort, fixed);
  if (used === 0 && !ranged && !(order && sort.length > 0)) return null;
  const stretches = heads.map((head) => {
    const [from, to] = ranged && next && demand ? rangeWithin(head, next[1], demand, index.multikey) : [head, after(head)];
    return { index: isPrimary ? "ids" : index, from, to, reverse: order === -1 };
  });
  const score = used * 10 + (ranged ? 5 : 0) + (order && sort.length > 0 ? 7 : 0);
  const asPoints = new Set(index.keys.slice(0, used).map(([field]) => field));
  const covered = !index.multikey && isExact(demands, query, asPoints, new Set(ranged && next ? [next[0]] : []));
  return { plan: { stretches, index: index.name, sorted: order !== 0, covered }, score };
}
function rangeWithin(head, direction, demand, multikey) {
  const low = demand.low ?? Buffer.alloc(0);
  const high = multikey && demand.low ? void 0 : demand.high;
  if (direction === 1) return [Buffer.concat([head, low]), high ? Buffer.concat([head, high]) : after(head)];
  const from = high ? after(Buffer.concat([head, directed(high, -1)])) : head;
  const to = low.length > 0 ? after(Buffer.concat([head, directed(low, -1)])) : after(head);
  return [from, to];
}
function sortAlong(index, used, sort, fixed) {
  const wanted = sort.filter(([field]) => !fixed.has(field));
  if (wanted.length === 0) return 1;
  let way = 0;
  for (const [i, [field, direction]] of wanted.entries()) {
    const key = index.keys[used + i];
    if (!key || key[0] !== field) return 0;
    const here = key[1] === direction ? 1 : -1;
    if (way !== 0 && way !== here) return 0;
    way = here;
  }
  return way;
}
function planQuery(indexes, collectionId, query, sort) {
  const whole = planConjunction(indexes, collectionId, query, sort);
  const parts = conjuncts(query);
  const choices = parts.filter((part) => "$or" in part);
  const [choice] = choices;
  if (choices.length !== 1 || !choice || whole.score >= 1e3) return whole.plan;
  const rest = parts.filter((part) => part !== choice);
  const branches = choice.$or.map((branch) => planConjunction(indexes, collectionId, { $and: [...rest, branch] }, sort));
  const gain = Math.min(...branches.map((branch) => branch.score));
  if (gain === 0 || gain <= whole.score) return whole.plan;
  const names = [...new Set(branches.map((branch) => branch.plan.index))];
  return {
    stretches: branches.flatMap((branch) => branch.plan.stretches),
    index: names.join("|"),
    sorted: branches.every((branch) => branch.plan.sorted),
    covered: false
  };
}

// tools/local-cloud/database/engine.ts
var Reader = class {
  constructor(store, collection, transaction) {
    this.store = store;
    this.collection = collection;
    this.transaction = transaction;
  }
  store;
  collection;
  transaction;
  examined = 0;
  /** The document under an encoded id, or null. */
  load(idKey) {
    const bytes = this.store.docs.get(docKey(this.collection, idKey), this.at());
    if (!bytes) return null;
    this.examined++;
    return new StoredDoc(idKey, bytes);
  }
  at() {
    return this.transaction ? { transaction: this.transaction } : void 0;
  }
  *walk(stretch) {
    if (stretch.only) {
      const found = this.load(stretch.only);
      if (found) yield found;
      return;
    }
    const [start, end] = stretch.reverse ? [stretch.to, stretch.from] : [stretch.from, stretch.to];
    const flags = stretch.reverse ? { reverse: true, exclusiveStart: true, inclusiveEnd: true } : {};
    const options = { start, end, ...flags, ...this.at() };
    if (stretch.index === null || stretch.index === "ids") {
      for (const { key, value } of this.store.docs.getRange(options)) {
        this.examined++;
        yield new StoredDoc(Buffer.from(key.subarray(4)), value);
      }
      return;
    }
    for (const { value } of this.store.index.getRange(options)) {
      const found = this.load(value);
      if (found) yield found;
    }
  }
  *matching(stretch, test) {
    for (const found of this.walk(stretch)) if (test === null || test(found.doc)) yield found;
  }
  /** Stretches in order of the sort, one document ahead each. */
  *merged(stretches, test, sort) {
    const heads = [];
    const advance = (rest) => {
      const next = rest.next();
      if (!next.done) heads.push({ found: next.value, key: sortKey(next.value.doc, sort), rest });
    };
    for (const stretch of stretches) advance(this.matching(stretch, test));
    while (heads.length > 0) {
      let least = 0;
      for (let i = 1; i < heads.length; i++)
        if (Buffer.compare(heads[i].key, heads[least].key) < 0) least = i;
      const [head] = heads.splice(least, 1);
      yield head.found;
      advance(head.rest);
    }
  }
  *once(source) {
    const seen = /* @__PURE__ */ new Set();
    for (const found of source) {
      const id = found.idKey.toString("latin1");
      if (seen.has(id)) continue;
      seen.add(id);
      yield found;
    }
  }
  /** Documents that satisfy a checked query, in order. */
  find(query, options = {}) {
    const sort = options.sort ?? [];
    const plan = planQuery(this.collection.indexes, this.collection.id, query, sort);
    const test = plan.covered ? null : matcher(query);
    const skip = options.skip ?? 0;
    const end = options.limit === void 0 ? Number.POSITIVE_INFINITY : skip + options.limit;
    const single = plan.stretches.length === 1;
    const stream = plan.sorted && sort.length > 0 && !single ? this.merged(plan.stretches, test, sort) : this.chained(plan.stretches, test);
    const [first] = plan.stretches;
    const mayRepeat = !single || first?.index !== null && first?.index !== "ids" && first?.index.multikey === true;
    const unique = mayRepeat ? this.once(stream) : stream;
    if (plan.sorted) {
      const found = [];
      let seen = 0;
      if (end > 0)
        for (const item of unique) {
          if (seen++ >= skip) found.push(item);
          if (seen >= end) break;
        }
      return { found, plan };
    }
    const rows = [...unique].map((item) => ({ item, key: sortKey(item.doc, sort) }));
    rows.sort((a, b) => Buffer.compare(a.key, b.key));
    return { found: rows.slice(skip, end).map(({ item }) => item), plan };
  }
  *chained(stretches, test) {
    for (const stretch of stretches) yield* this.matching(stretch, test);
  }
  record(plan, returned, limit) {
    return { collection: this.collection.name, index: plan.index, examined: this.examined, returned, limit };
  }
};

// tools/local-cloud/database/update.ts
var import_updater = require("mingo/updater");
function applyUpdate(doc, update, query, now) {
  const before = writeText(doc);
  const operators = { ...update };
  if (operators.$currentDate) {
    operators.$set = { ...operators.$set, ...Object.fromEntries(Object.keys(operators.$currentDate).map((field) => [field, now])) };
    delete operators.$currentDate;
  }
  checkPaths(operators);
  for (const [operator, fields] of Object.entries(operators))
    for (const [path3, operand] of Object.entries(fields)) {
      checkTarget(doc, operator, path3);
      if (operator === "$rename") checkTarget(doc, "$set", String(operand));
    }
  const holder = [doc];
  try {
    const positional = Object.values(operators).some((fields) => Object.keys(fields).some((path3) => path3.split(".").includes("$")));
    (0, import_updater.updateOne)(holder, positional ? query : {}, operators, { cloneMode: "deep" }, MINGO);
  } catch (error) {
    throw requestFailed(error.message);
  }
  return writeText(holder[0]) !== before;
}
function checkPaths(update) {
  const seen = [];
  for (const [operator, fields] of Object.entries(update)) {
    const paths = Object.keys(fields).flatMap((path3) => operator === "$rename" ? [path3, String(fields[path3])] : [path3]);
    for (const path3 of paths) {
      const clash = seen.find((other) => other === path3 || other.startsWith(`${path3}.`) || path3.startsWith(`${other}.`));
      if (clash !== void 0) throw requestFailed(`Updating the path '${path3}' would create a conflict at '${clash}'`);
      seen.push(path3);
    }
  }
}
var NUMERIC = /* @__PURE__ */ new Set(["$inc", "$mul"]);
var ARRAYS = /* @__PURE__ */ new Set(["$push", "$addToSet", "$pull", "$pullAll", "$pop"]);
function checkTarget(doc, operator, path3) {
  const parts = path3.split(".");
  let value = doc;
  for (const [i, part] of parts.entries()) {
    if (part === "$" || part.startsWith("$[")) return;
    if (Array.isArray(value)) {
      if (!/^\d+$/.test(part)) {
        if (operator === "$unset") return;
        throw requestFailed(`Cannot create field '${part}' in element {${parts[i - 1]}: ${JSON.stringify(value)}}`);
      }
      value = value[Number(part)];
    } else if (isPlain(value)) value = Object.hasOwn(value, part) ? value[part] : void 0;
    else if (value === void 0 || operator === "$unset" || operator === "$pull" || operator === "$pullAll" || operator === "$pop") return;
    else throw requestFailed(`Cannot create field '${part}' in element {${parts[i - 1]}: ${JSON.stringify(value)}}`);
  }
  if (value === void 0) return;
  if (NUMERIC.has(operator) && typeof value !== "number")
    throw requestFailed(`Cannot apply ${operator} to a value of non-numeric type. The field '${path3}' is ${JSON.stringify(value)}`);
  if (ARRAYS.has(operator) && !Array.isArray(value))
    throw requestFailed(`The field '${path3}' must be an array but is ${JSON.stringify(value)}`);
}
function replacement(id, data) {
  if (!isPlain(data)) throw invalidParam("data must be an object");
  const operator = Object.keys(data).find((key) => key.startsWith("$"));
  if (operator !== void 0) throw invalidParam(`The dollar ($) prefixed field '${operator}' is not valid for storage.`);
  return { _id: id, ...data };
}

// tools/local-cloud/database/writes.ts
var import_node_crypto = require("node:crypto");
var MAX_DOCUMENT_BYTES = 16 * 1024 * 1024;
function checkDocument(doc) {
  if (!isPlain(doc)) throw invalidParam("a document must be an object");
  checkNames(doc);
  const id = doc._id;
  if (Array.isArray(id) || id instanceof RegExp || id === null || typeof id === "boolean")
    throw invalidParam("the '_id' value is of a type that cannot be an id");
}
function withId(doc) {
  checkDocument(doc);
  return doc._id === void 0 ? { _id: (0, import_node_crypto.randomBytes)(16).toString("hex"), ...doc } : doc;
}
function checkNames(value) {
  if (Array.isArray(value)) for (const item of value) checkNames(item);
  else if (isPlain(value))
    for (const [key, item] of Object.entries(value)) {
      if (key.startsWith("$")) throw invalidParam(`The dollar ($) prefixed field '${key}' is not valid for storage.`);
      if (key.includes(".")) throw invalidParam(`The dotted field '${key}' is not valid for storage.`);
      checkNames(item);
    }
}
function idKeyOf(id) {
  const key = encodeValue(id);
  if (key.length > 1e3) throw requestFailed("_id is too long");
  return key;
}
function lockNames(change) {
  const names = [`d${docKey(change.collection, change.idKey).toString("latin1")}`];
  for (const index of change.collection.indexes) {
    if (!index.unique || !change.after) continue;
    for (const entry of entriesOf(index, change.after, change.idKey).entries) names.push(`u${entry.head.toString("latin1")}`);
  }
  return names;
}
var Writer = class {
  constructor(store, catalog) {
    this.store = store;
    this.catalog = catalog;
  }
  store;
  catalog;
  lastVersion = Date.now() * 1e3;
  /** Throw E11000 where a unique key belongs to another document. `leaving` are ids whose entries go away in the same write. */
  checkUnique(change, leaving = /* @__PURE__ */ new Set()) {
    if (!change.after) return;
    for (const index of change.collection.indexes) {
      if (!index.unique) continue;
      for (const entry of entriesOf(index, change.after, change.idKey).entries) this.refuseTaken(change, index, entry, leaving);
    }
  }
  refuseTaken(change, index, entry, leaving) {
    for (const { value } of this.store.index.getRange({ start: entry.head, end: after(entry.head) })) {
      if (value.equals(change.idKey) || leaving.has(docKey(change.collection, value).toString("latin1"))) continue;
      throw duplicateKey(change.collection.name, index.name, showKey(index, entry.values));
    }
  }
  /** Check and prepare all changes; the returned function applies them and cannot fail. */
  prepare(changes) {
    const leaving = new Set(changes.map((change) => docKey(change.collection, change.idKey).toString("latin1")));
    const steps = [];
    const taken = /* @__PURE__ */ new Set();
    for (const change of changes) {
      this.checkUnique(change, leaving);
      for (const index of change.collection.indexes) {
        const before = change.before ? entriesOf(index, change.before, change.idKey).entries : [];
        const next = change.after ? entriesOf(index, change.after, change.idKey) : { entries: [], multikey: false };
        if (index.unique)
          for (const entry of next.entries) {
            const head = entry.head.toString("latin1");
            if (taken.has(head)) throw duplicateKey(change.collection.name, index.name, showKey(index, entry.values));
            taken.add(head);
          }
        steps.push(() => this.applyEntries(index, before, next.entries, change.idKey, next.multikey));
      }
      steps.push(this.record(change));
    }
    return () => {
      for (const step of steps) step();
    };
  }
  record(change) {
    const key = docKey(change.collection, change.idKey);
    if (!change.after) return () => void this.store.docs.removeSync(key);
    this.lastVersion = Math.max(this.lastVersion + 1, Date.now() * 1e3);
    const bytes = makeRecord(this.lastVersion, writeText(change.after));
    if (bytes.length > MAX_DOCUMENT_BYTES) throw requestFailed("document is larger than 16 MB");
    return () => void this.store.docs.putSync(key, bytes);
  }
  applyEntries(index, before, next, idKey, multikey) {
    const kept = new Set(next.map((entry) => entry.key.toString("latin1")));
    const had = new Set(before.map((entry) => entry.key.toString("latin1")));
    for (const entry of before) if (!kept.has(entry.key.toString("latin1"))) this.store.index.removeSync(entry.key);
    for (const entry of next) if (!had.has(entry.key.toString("latin1"))) this.store.index.putSync(entry.key, idKey);
    if (multikey && !index.multikey) {
      index.multikey = true;
      this.catalog.save();
    }
  }
};
function changeOf(collection, found, next) {
  return { collection, idKey: found.idKey, before: found.doc, after: next };
}

// tools/local-cloud/database/in-transaction.ts
var InTransaction = class {
  constructor(transactionId, collection, transactions, now, note) {
    this.transactionId = transactionId;
    this.collection = collection;
    this.transactions = transactions;
    this.now = now;
    this.note = note;
  }
  transactionId;
  collection;
  transactions;
  now;
  note;
  read(id) {
    return this.transactions.read(this.transactionId, this.collection, idKeyOf(id));
  }
  write(id, next) {
    this.transactions.write(this.transactionId, this.collection, idKeyOf(id), next);
  }
  get(id) {
    const doc = this.read(id);
    const returned = doc ? 1 : 0;
    this.note({ collection: this.collection.name, index: "_id_", examined: returned, returned, limit: 1 });
    return doc;
  }
  insert(docs) {
    return docs.map((raw) => {
      const doc = withId(raw);
      if (this.read(doc._id)) {
        this.transactions.abort(this.transactionId);
        throw duplicateKey(this.collection.name, "_id_", `{ _id: ${JSON.stringify(doc._id)} }`);
      }
      this.write(doc._id, doc);
      return doc._id;
    });
  }
  update(id, update) {
    checkUpdate(update);
    const before = this.read(id);
    if (!before) return 0;
    const next = readText(writeText(before));
    const changed = applyUpdate(next, update, { _id: id }, this.now());
    checkDocument(next);
    this.write(id, next);
    return changed ? 1 : 0;
  }
  replace(id, data) {
    const next = replacement(id, data);
    checkDocument(next);
    const before = this.read(id);
    this.write(id, next);
    return before ? { updated: 1, upsertId: null } : { updated: 0, upsertId: id };
  }
  remove(id) {
    if (!this.read(id)) return 0;
    this.write(id, null);
    return 1;
  }
};

// tools/local-cloud/database/locks.ts
var Locks = class {
  holders = /* @__PURE__ */ new Map();
  release = /* @__PURE__ */ new Map();
  /** The wait for one of `names` held by somebody else, or null when all are free (or ours). */
  held(names, owner) {
    for (const name of names) {
      const holder = this.holders.get(name);
      if (holder && holder.owner !== owner) return holder.freed;
    }
    return null;
  }
  /** Take names that are free. */
  take(names, owner) {
    let freed = [...this.holders.values()].find((holder) => holder.owner === owner)?.freed;
    freed ??= new Promise((resolve) => this.release.set(owner, resolve));
    for (const name of names) this.holders.set(name, { owner, freed });
  }
  free(owner) {
    for (const [name, holder] of this.holders) if (holder.owner === owner) this.holders.delete(name);
    this.release.get(owner)?.();
    this.release.delete(owner);
  }
};

// tools/local-cloud/database/transactions.ts
var import_node_crypto2 = require("node:crypto");
var LIFETIME_MS = 3e4;
var Transactions = class {
  constructor(store, writer, locks, lifetimeMs) {
    this.store = store;
    this.writer = writer;
    this.locks = locks;
    this.lifetimeMs = lifetimeMs;
  }
  store;
  writer;
  locks;
  lifetimeMs;
  open = /* @__PURE__ */ new Map();
  start() {
    const id = (0, import_node_crypto2.randomBytes)(16).toString("hex");
    const timer = setTimeout(() => this.end(id), this.lifetimeMs);
    timer.unref();
    this.open.set(id, { id, snapshot: this.store.snapshot(), writes: /* @__PURE__ */ new Map(), timer, committing: false });
    return id;
  }
  need(id) {
    const transaction = this.open.get(id);
    if (!transaction || transaction.committing) throw transactionGone();
    return transaction;
  }
  end(id) {
    const transaction = this.open.get(id);
    if (!transaction || transaction.committing) return;
    this.close(transaction);
  }
  close(transaction) {
    clearTimeout(transaction.timer);
    this.open.delete(transaction.id);
    transaction.snapshot.done();
    this.locks.free(transaction.id);
  }
  abort(id) {
    this.need(id);
    this.end(id);
  }
  closeAll() {
    for (const id of [...this.open.keys()]) this.end(id);
  }
  /** The document as this transaction sees it. */
  read(id, collection, idKey) {
    const transaction = this.need(id);
    const pending = transaction.writes.get(docKey(collection, idKey).toString("latin1"));
    if (pending) return pending.after;
    return this.inSnapshot(transaction, collection, idKey)?.doc ?? null;
  }
  inSnapshot(transaction, collection, idKey) {
    return new Reader(this.store, collection, transaction.snapshot.transaction).load(idKey);
  }
  /**
   * Write one document inside a transaction. Somebody else's lock, or a change committed since the snapshot, is a conflict at once;
   * any refusal ends the transaction, as the database behind the service does. // believed
   */
  write(id, collection, idKey, next) {
    const transaction = this.need(id);
    try {
      const key = docKey(collection, idKey).toString("latin1");
      const earlier = transaction.writes.get(key);
      const seen = this.inSnapshot(transaction, collection, idKey);
      const pending = { collection, idKey, before: seen?.doc ?? null, base: seen?.version ?? null, after: next };
      const names = lockNames(pending);
      if (this.locks.held(names, id)) throw transactionConflict();
      if (!earlier && this.moved(pending)) throw transactionConflict();
      this.refuseOwnDuplicate(transaction, pending, key);
      this.writer.checkUnique(pending, new Set(transaction.writes.keys()));
      this.locks.take(names, id);
      transaction.writes.set(key, pending);
    } catch (error) {
      this.end(id);
      throw error;
    }
  }
  refuseOwnDuplicate(transaction, pending, key) {
    const mine = new Set(lockNames(pending).filter((name) => name.startsWith("u")));
    if (mine.size === 0) return;
    for (const [otherKey, other] of transaction.writes) {
      if (otherKey === key) continue;
      const clash = lockNames(other).find((name) => mine.has(name));
      if (clash !== void 0) throw duplicateKey(pending.collection.name, "unique", "two documents of one transaction");
    }
  }
  moved(pending) {
    const now = new Reader(this.store, pending.collection).load(pending.idKey);
    return (now?.version ?? null) !== pending.base;
  }
  /** Commit; afterwards the transaction is gone, whatever came of it. */
  async commit(id) {
    const transaction = this.need(id);
    transaction.committing = true;
    try {
      const changes = [...transaction.writes.values()];
      if (changes.length === 0) return;
      const refused = await this.store.write(() => {
        try {
          if (changes.some((pending) => this.moved(pending))) throw transactionConflict();
          this.writer.prepare(changes)();
          return null;
        } catch (error) {
          return error;
        }
      });
      if (refused) throw refused;
    } finally {
      this.close(transaction);
    }
  }
  /** Give up a transaction whose commit is refused by plan (planted trouble). */
  refuse(id) {
    this.end(id);
    return transactionConflict();
  }
};

// tools/local-cloud/database/database.ts
var KEPT_QUERIES = 1e4;
var LocalDatabase = class {
  constructor(store, now, options = {}) {
    this.store = store;
    this.now = now;
    this.catalog = new Catalog(store);
    this.writer = new Writer(store, this.catalog);
    this.transactions = new Transactions(store, this.writer, this.locks, options.transactionMs ?? LIFETIME_MS);
  }
  store;
  now;
  catalog;
  transactions;
  locks = new Locks();
  writer;
  queries = [];
  /** Run a write whose refusals come back as errors, never leaving half of it. */
  async write(work) {
    const outcome = await this.store.write(() => {
      try {
        return { value: work() };
      } catch (error) {
        return { error };
      }
    });
    if ("error" in outcome) throw outcome.error;
    return outcome.value;
  }
  /** Like `write`, for changes that wait while a transaction holds what they touch. */
  async writeChanges(work) {
    for (; ; ) {
      const outcome = await this.write(() => {
        const { changes, value } = work();
        const wait = this.locks.held(changes.flatMap(lockNames), null);
        if (wait) return { wait };
        this.writer.prepare(changes)();
        return { value };
      });
      if ("value" in outcome) return outcome.value;
      await outcome.wait;
    }
  }
  declare(declaration) {
    return this.write(() => this.catalog.declare(declaration));
  }
  createCollection(name) {
    return this.write(() => this.catalog.add(name));
  }
  note(record) {
    this.queries.push(record);
    if (this.queries.length > KEPT_QUERIES) this.queries.shift();
  }
  takeQueries() {
    const taken = this.queries;
    this.queries = [];
    return taken;
  }
  /** Documents that satisfy a query, as stored. */
  select(request) {
    checkQuery(request.query);
    const collection = this.catalog.need(request.collection);
    const reader = new Reader(this.store, collection);
    const { found, plan } = reader.find(request.query, request);
    this.note(reader.record(plan, found.length, request.limit ?? null));
    return found;
  }
  find(request) {
    return this.select(request).map(({ doc }) => doc);
  }
  count(name, query) {
    checkQuery(query);
    const collection = this.catalog.need(name);
    const reader = new Reader(this.store, collection);
    const { found, plan } = reader.find(query);
    this.note(reader.record(plan, found.length, null));
    return found.length;
  }
  aggregate(name, stages2) {
    return aggregate(
      stages2,
      {
        collection: (other) => this.catalog.need(other),
        reader: (collection) => new Reader(this.store, collection),
        note: (record) => this.note(record),
        now: this.now
      },
      name
    );
  }
  /** Insert documents; each gets an `_id` when it has none. All or none. */
  async insert(name, docs) {
    const prepared = docs.map((doc) => withId(doc));
    return this.writeChanges(() => {
      const collection = this.catalog.need(name);
      const changes = prepared.map((doc) => ({ collection, idKey: idKeyOf(doc._id), before: null, after: doc }));
      this.refuseKnownIds(collection, changes);
      return { changes, value: prepared.map((doc) => doc._id) };
    });
  }
  refuseKnownIds(collection, changes) {
    const seen = /* @__PURE__ */ new Set();
    for (const { idKey, after: doc } of changes) {
      const key = idKey.toString("latin1");
      if (seen.has(key) || new Reader(this.store, collection).load(idKey))
        throw duplicateKey(collection.name, "_id_", `{ _id: ${JSON.stringify(doc?._id)} }`);
      seen.add(key);
    }
  }
  /** Update the documents (or the first) that satisfy a query. `updated` counts documents really changed. // believed */
  async update(name, query, update, multi) {
    checkQuery(query);
    checkUpdate(update);
    return this.writeChanges(() => {
      const collection = this.catalog.need(name);
      const reader = new Reader(this.store, collection);
      const { found, plan } = reader.find(query, multi ? {} : { limit: 1 });
      this.note(reader.record(plan, found.length, multi ? null : 1));
      const changes = found.flatMap((item) => this.updated(collection, item, update, query) ?? []);
      return { changes, value: changes.length };
    });
  }
  /** Update the first document that satisfies a query and give it back as it then is. */
  async updateAndReturn(name, query, update) {
    checkQuery(query);
    checkUpdate(update);
    return this.writeChanges(() => {
      const collection = this.catalog.need(name);
      const reader = new Reader(this.store, collection);
      const { found, plan } = reader.find(query, { limit: 1 });
      this.note(reader.record(plan, found.length, 1));
      const [item] = found;
      if (!item) return { changes: [], value: null };
      const change = this.updated(collection, item, update, query);
      return { changes: change ? [change] : [], value: change?.after ?? item.copy() };
    });
  }
  updated(collection, item, update, query) {
    const next = item.copy();
    if (!applyUpdate(next, update, query, this.now())) return null;
    checkDocument(next);
    return changeOf(collection, item, next);
  }
  /** Put a whole document under an id, creating it when absent. */
  async replace(name, id, data) {
    const next = replacement(id, data);
    checkDocument(next);
    return this.writeChanges(() => {
      const collection = this.catalog.need(name);
      const idKey = idKeyOf(id);
      const before = new Reader(this.store, collection).load(idKey)?.doc ?? null;
      return {
        changes: [{ collection, idKey, before, after: next }],
        value: before ? { updated: 1, upsertId: null } : { updated: 0, upsertId: id }
      };
    });
  }
  async remove(name, query, multi) {
    checkQuery(query);
    return this.writeChanges(() => {
      const collection = this.catalog.need(name);
      const reader = new Reader(this.store, collection);
      const { found, plan } = reader.find(query, multi ? {} : { limit: 1 });
      this.note(reader.record(plan, found.length, multi ? null : 1));
      return { changes: found.map((item) => changeOf(collection, item, null)), value: found.length };
    });
  }
  /** The same single-document operations inside a transaction. */
  inTransaction(transactionId, name) {
    const collection = this.catalog.need(name);
    return new InTransaction(transactionId, collection, this.transactions, this.now, (record) => this.note(record));
  }
  /** One document as it is now; null when it or its collection is missing. */
  get(name, id) {
    const collection = this.catalog.find(name);
    return collection ? new Reader(this.store, collection).load(idKeyOf(id))?.doc ?? null : null;
  }
  /** Documents of a collection and entries of its indexes, counted. */
  inspect(name) {
    const collection = this.catalog.need(name);
    const start = prefixOf(collection.id);
    const documents = this.store.docs.getKeysCount({ start, end: after(start) });
    const counted = collection.indexes.map((index) => {
      const [from, to] = wholeIndex(index);
      return [index.name, this.store.index.getKeysCount({ start: from, end: to })];
    });
    return { documents, indexEntries: Object.fromEntries(counted) };
  }
  /** Every document of a collection, in order of id. */
  *all(name) {
    const collection = this.catalog.find(name);
    if (!collection) return;
    const start = prefixOf(collection.id);
    for (const { value } of this.store.docs.getRange({ start, end: after(start) })) yield recordDoc(value);
  }
  /** Administrator's import: collections appear as needed, known ids are replaced. */
  async import(name, docs, batch = 2e3) {
    if (!this.catalog.find(name)) await this.createCollection(name);
    for (let from = 0; from < docs.length; from += batch) {
      const part = docs.slice(from, from + batch).map((doc) => withId(readText(writeText({ ...doc }))));
      await this.writeChanges(() => {
        const collection = this.catalog.need(name);
        const changes = part.map((doc) => {
          const idKey = idKeyOf(doc._id);
          return { collection, idKey, before: new Reader(this.store, collection).load(idKey)?.doc ?? null, after: doc };
        });
        return { changes, value: void 0 };
      });
    }
  }
  close() {
    this.transactions.closeAll();
  }
};

// <stdin>
var import_node_fs3 = __toESM(require("node:fs"));
var import_node_path2 = __toESM(require("node:path"));
async function main() {
  for (const dir of import_node_fs3.default.readFileSync(0, "utf8").split("\n").filter(Boolean)) {
    try {
      const store = openStore(dir);
      const database = new LocalDatabase(store, () => /* @__PURE__ */ new Date(0));
      const left = [...database.all("left")].length;
      const right = [...database.all("right")].length;
      const { indexEntries } = database.inspect("left");
      await store.close();
      console.log(import_node_path2.default.basename(dir), left, right, indexEntries.n);
    } catch (error) {
      console.log(import_node_path2.default.basename(dir), "refused", error.message);
    }
  }
}
main();
