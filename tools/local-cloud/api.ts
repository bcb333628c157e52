// What the rest of the house sees of the local cloud: start it, call as a person, look inside, move its clock, stop it.

export interface LocalCloudOptions {
  /** Where everything durable lives; created when missing. */
  dataDir: string;
  /** Built functions (`dist/cloudfunctions`): one folder each, plus functions.json, database.json, storage.json. Without it: database and storage only. */
  functionsDir?: string;
  /** 0 = any free port. */
  port?: number;
  /** Environment id; default 'local'. */
  envId?: string;
  /** Extra variables every function worker gets, e.g. the field keys. */
  functionEnv?: Record<string, string>;
  /** Starts the platform's clock here instead of real time (ISO instant); it then runs on at normal speed. Kept in dataDir across restarts. */
  startAt?: string;
  /** Freeze the clock: it moves only by `clock.set` and `clock.advance`. For tests. */
  frozen?: boolean;
  /** Whether timers fire by cron on their own (default true); tests call `trigger`. */
  timers?: boolean;
  appid?: string;
  /** Lifetime of a transaction in milliseconds; the service's 30,000 unless a test cannot wait. */
  transactionMs?: number;
  /** Flush to the disk in the background and be safe from a power cut (default true). Acknowledged writes survive the death of the process either way: without it for tests. */
  flush?: boolean;
  /** How many functions run at once at most; more wait (default 8). */
  maxWorkers?: number;
  /** Hears each log line as it comes, beside `logs.take()`. */
  onLog?: (line: FunctionLog) => void;
  /** Bounds of the gateway; each has a default. */
  limits?: Partial<GatewayLimits>;
}

export interface GatewayLimits {
  /** Connections open at once; more are closed at once. */
  connections: number;
  /** Bytes of one body, and of all bodies being read at once. */
  bodyBytes: number;
  allBodyBytes: number;
  /** Milliseconds a client may take for its headers, and for a whole request. */
  headersMs: number;
  requestMs: number;
}

export interface Clock {
  now(): Date;
  set(instant: string): void;
  advance(ms: number): void;
}

export interface FunctionLog {
  at: string;
  fn: string;
  requestId: string;
  level: 'log' | 'info' | 'warn' | 'error';
  text: string;
}

/** One query as the database ran it. */
export interface QueryRecord {
  collection: string;
  /** Declared index used; null = whole collection scanned. */
  index: string | null;
  examined: number;
  returned: number;
  limit: number | null;
}

/** Rejected as `wx.cloud.callFunction` would: errCode and errMsg of the platform. */
export interface PlatformFailure extends Error {
  errCode: number;
  errMsg: string;
}

export interface LocalCloud {
  url: string;
  envId: string;
  appid: string;
  /** Environment variables for a foreign process that uses wx-server-sdk or @cloudbase/node-sdk against this cloud. */
  env: Record<string, string>;
  clock: Clock;
  /** Call a function as a mini-program client of `openid` would. */
  call(fn: string, data: unknown, caller: { openid: string; source?: string }): Promise<{ result: unknown; requestID: string }>;
  /** Fire a declared timer now. */
  trigger(fn: string, timer: string): Promise<unknown>;
  /** Open data for a person: the CloudID that their phone would hold. In `call`'s data a top-level `CloudID.prefix:id` (what `wx.cloud.CloudID(id)` becomes in JSON) or `{ $cloudID: id }` is opened. */
  openData: {
    issue(openid: string, data: object): string;
    /** The code that the get-phone-number button gives on this person's phone; `phonenumber.getPhoneNumber` takes it once. */
    phoneCode(openid: string, phone: string): string;
  };
  storage: {
    /** Upload as a client: the storage rule is enforced. */
    upload(cloudPath: string, bytes: Uint8Array, caller: { openid: string }): Promise<{ fileID: string }>;
    /** Read as an administrator; null when missing. */
    read(fileID: string): Promise<Uint8Array | null>;
    list(prefix: string): Promise<string[]>;
    /** Delete as a client: the rule is enforced. */
    removeAs(fileID: string, caller: { openid: string }): Promise<void>;
    /** A download link as a client would ask for it: refused unless the rule lets clients read. */
    linkFor(fileID: string, caller: { openid: string }): Promise<string>;
    /** `wx.cloud.getTempFileURL` as a client: each file has its own status (0, -503002 forbidden, -503003 missing); at most 50. */
    linksFor(
      fileIDs: readonly string[],
      caller: { openid: string },
    ): Promise<{ fileID: string; status: number; errMsg: string; tempFileURL: string; maxAge: number }[]>;
    /** `wx.cloud.downloadFile` as a client: rejects with errCode -503002 or -503003. */
    download(fileID: string, caller: { openid: string }): Promise<Uint8Array>;
  };
  /** Administrator's view of the database, for seeding and for looking in tests. */
  database: {
    import(collection: string, docs: readonly object[]): Promise<void>;
    get(collection: string, id: string): Promise<Record<string, unknown> | null>;
    all(collection: string): Promise<Record<string, unknown>[]>;
    put(collection: string, doc: { _id: string }): Promise<void>;
  };
  /** How many documents a collection has, and entries each of its indexes: for tests that look whether they agree. */
  inspect(collection: string): { documents: number; indexEntries: Record<string, number> };
  /** Queries since the last `take`. */
  queries: { take(): QueryRecord[] };
  /** Atomic writes since the last `take`, oldest first: the collections each of them touched, by name, once for every document. */
  writes: { take(): string[][] };
  /** Function workers since the last `take`: how many were in the middle of a call at the same moment, at most, and how many answered one. */
  workers: { take(): { most: number; answered: number } };
  logs: { take(): FunctionLog[] };
  /** Planted trouble, for tests. */
  faults: {
    /** The next `times` commits answer DATABASE_TRANSACTION_CONFLICT. */
    conflictCommits(times: number): void;
    /** One of so many commits answers DATABASE_TRANSACTION_CONFLICT, until 0 is given. */
    conflictEvery(commits: number): void;
    /** Commits asked for since the start, and those a planted conflict refused. */
    figures(): { commits: number; refused: number };
    /** The next `times` matching database actions fail with the code, e.g. ('database.modifyDocument', 'SYS_ERR'). */
    failDatabase(action: string, code: string, times: number): void;
    /** Kill a random worker in the middle of a call, as hard as a thread can be killed; answers with the request that dies, null when none is running. */
    killWorker(): string | null;
  };
  /** Subscription messages sent through the open API, newest last. */
  messages: {
    sent(): { openid: string; templateId: string; data: Record<string, { value: string }>; page?: string; at: string }[];
    allow(openid: string, templateId: string, quota: number): void;
    /** Acceptances not yet spent. */
    left(openid: string, templateId: string): number;
  };
  /** Resolves when no function is running. */
  idle(): Promise<void>;
  close(): Promise<void>;
}
