// Puts the local cloud together: store, clock, database, functions, storage, open API behind one loopback gateway.
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { LocalCloud, LocalCloudOptions } from './api';
import { PlatformClock } from './clock';
import { LocalDatabase } from './database/database';
import type { DatabaseDeclaration } from './database/indexes';
import { openStore } from './database/store';
import { processEnvironment } from './environment';
import { ServiceError } from './errors';
import { Faults } from './faults';
import { FunctionTable } from './functions/config';
import { CallFailure } from './functions/failure';
import { FunctionRunner } from './functions/runner';
import { Secrets } from './functions/secrets';
import { Timers } from './functions/timers';
import { type Action, databaseActions } from './gateway/database-actions';
import { functionActions } from './gateway/function-actions';
import { startGateway } from './gateway/http';
import { openApiActions } from './gateway/openapi-actions';
import { storageActions } from './gateway/storage-actions';
import { ownFolder } from './one-owner';
import { CloudIds } from './openapi/cloud-ids';
import { Messages } from './openapi/messages';
import { clientStorage } from './storage/client';
import { serveStorage } from './storage/http';
import type { StorageRule } from './storage/rule';
import { LocalStorage } from './storage/storage';

export type { LocalCloud, LocalCloudOptions } from './api';

const DEFAULT_WORKERS = 8;

/** Start a local cloud on 127.0.0.1; everything durable is under `dataDir`. */
export async function startLocalCloud(options: LocalCloudOptions): Promise<LocalCloud> {
  const leave = ownFolder(path.resolve(options.dataDir));
  try {
    return await startIn(options, leave);
  } catch (error) {
    leave();
    throw error;
  }
}

async function startIn(options: LocalCloudOptions, leave: () => void): Promise<LocalCloud> {
  const envId = options.envId ?? 'local';
  const appid = options.appid ?? 'wxlocal0000000000';
  const store = openStore(path.resolve(options.dataDir), { flush: options.flush });
  const clock = new PlatformClock({ load: () => store.meta.get('clock'), save: (state) => store.meta.putSync('clock', state) }, options);
  const now = (): Date => clock.now();
  const faults = new Faults();
  const database = new LocalDatabase(store, now, { transactionMs: options.transactionMs });
  await database.declare(readJson<DatabaseDeclaration>(options.functionsDir, 'database.json') ?? { collections: {} });
  const cloudIds = new CloudIds(appid, now);
  const messages = new Messages(store, now);
  const rule = readJson<StorageRule>(options.functionsDir, 'storage.json');
  const storage = new LocalStorage({ store, dataDir: path.resolve(options.dataDir), envId, now, rule });

  // Functions need the gateway's address, the gateway needs what it serves: the address comes first, the actions before anyone can know it.
  const actions: Record<string, Action> = {};
  let openApi: ReturnType<typeof openApiActions> = {};
  const gateway = await startGateway(
    {
      async action(body) {
        const name = String(body.action ?? '');
        faults.check(name);
        const binary = Object.hasOwn(openApi, name) ? openApi[name] : undefined;
        if (binary) return { bytes: await binary(body) };
        const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
        if (!action) throw new ServiceError('INVALID_PARAM', `[InvalidParameter] action '${name}' is not supported`);
        return { json: await action(body) };
      },
      storage: (request, response, at) => serveStorage(storage, request, response, at),
      report: (error) => runner.log('gateway', '', 'error', error instanceof Error ? String(error.stack) : String(error)),
    },
    options.port ?? 0,
    options.limits,
  );
  const url = `http://127.0.0.1:${gateway.port}`;
  const env = processEnvironment({
    url,
    envId,
    secretId: `local${randomBytes(8).toString('hex')}`,
    secretKey: randomBytes(16).toString('hex'),
  });
  const table = new FunctionTable(options.functionsDir);
  const runner = new FunctionRunner({
    table,
    env: { ...env, ...options.functionEnv },
    envId,
    appid,
    clock: clock.shared,
    now,
    cloudIds,
    maxWorkers: options.maxWorkers ?? DEFAULT_WORKERS,
    onLog: options.onLog,
    secrets: new Secrets([env.TENCENTCLOUD_SECRETID ?? '', env.TENCENTCLOUD_SECRETKEY ?? '', ...Object.values(options.functionEnv ?? {})]),
  });
  Object.assign(
    actions,
    databaseActions({ database, faults, now, warn: (text) => runner.log('database', '', 'warn', text) }),
    functionActions(runner),
    storageActions(storage, () => url),
  );
  openApi = openApiActions(runner, table, { messages, cloudIds, appid, now });
  const timers = new Timers(table, now, (fn, timer, firedAt) => runner.trigger(fn, timer, firedAt));
  if (options.timers ?? true) timers.start();
  clock.onMove(() => timers.look());

  let closing: Promise<void> | null = null;
  const stop = async (): Promise<void> => {
    timers.stop();
    await runner.close();
    await gateway.close();
    database.close();
    await store.close();
    leave();
  };
  return {
    url,
    envId,
    appid,
    env,
    clock,
    async call(fn, data, caller) {
      try {
        const source = caller.source ?? 'wx_client';
        const { result, requestId } = await runner.call({ fn, data, openid: caller.openid, source, fromClient: true, nested: false });
        return { result, requestID: requestId };
      } catch (error) {
        throw error instanceof CallFailure ? error.forClient() : error;
      }
    },
    trigger: (fn, timer) => runner.trigger(fn, timer),
    openData: {
      issue: (openid, data) => cloudIds.issue(openid, data),
      phoneCode: (openid, phone) => cloudIds.issue(openid, { phoneNumber: `+86${phone}`, purePhoneNumber: phone, countryCode: '86' }),
    },
    storage: clientStorage(storage, url),
    messages: {
      sent: () => messages.sent(),
      allow: (openid, templateId, quota) => messages.allow(openid, templateId, quota),
      left: (openid, templateId) => messages.quota(openid, templateId),
    },
    database: {
      import: (collection, docs) => database.import(collection, docs),
      get: async (collection, id) => database.get(collection, id),
      all: async (collection) => [...database.all(collection)],
      put: (collection, doc) => database.import(collection, [doc]),
    },
    inspect: (collection) => database.inspect(collection),
    queries: { take: () => database.takeQueries() },
    writes: { take: () => database.takeWrites() },
    workers: { take: () => runner.takeWorkers() },
    logs: { take: () => runner.takeLogs() },
    faults: {
      conflictCommits: (times) => faults.conflictCommits(times),
      conflictEvery: (commits) => faults.conflictEvery(commits),
      figures: () => faults.figures(),
      failDatabase: (action, code, times) => faults.failDatabase(action, code, times),
      killWorker: () => runner.killOne(),
    },
    idle: () => runner.idle(),
    close() {
      closing ??= stop();
      return closing;
    },
  };
}

function readJson<T>(dir: string | undefined, name: string): T | null {
  const file = dir === undefined ? null : path.join(dir, name);
  return file && fs.existsSync(file) ? (JSON.parse(fs.readFileSync(file, 'utf8')) as T) : null;
}
