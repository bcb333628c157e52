// Puts the local cloud together: store, clock, database, functions, storage, open API behind one loopback gateway.
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { LocalCloud, LocalCloudOptions } from './api';
import { PlatformClock } from './clock';
import { LocalDatabase } from './database/database';
import { Reader } from './database/engine';
import type { DatabaseDeclaration } from './database/indexes';
import { openStore } from './database/store';
import type { Doc } from './database/values';
import { idKeyOf } from './database/writes';
import { processEnvironment } from './environment';
import { ServiceError } from './errors';
import { Faults } from './faults';
import { databaseActions } from './gateway/database-actions';
import { startGateway } from './gateway/http';

export type { LocalCloud, LocalCloudOptions } from './api';

/** Start a local cloud on 127.0.0.1; everything durable is under `dataDir`. */
export async function startLocalCloud(options: LocalCloudOptions): Promise<LocalCloud> {
  const envId = options.envId ?? 'local';
  const appid = options.appid ?? 'wxlocal0000000000';
  const store = openStore(path.resolve(options.dataDir));
  const clock = new PlatformClock({ load: () => store.meta.get('clock'), save: (state) => store.meta.putSync('clock', state) }, options);
  const faults = new Faults();
  const database = new LocalDatabase(store, () => clock.now(), { transactionMs: options.transactionMs });
  await database.declare(readJson<DatabaseDeclaration>(options.functionsDir, 'database.json') ?? { collections: {} });
  const actions = databaseActions({ database, faults, now: () => clock.now(), warn: () => undefined });
  const gateway = await startGateway(
    {
      async action(body) {
        const name = String(body.action ?? '');
        faults.check(name);
        const action = actions[name];
        if (!action) throw new ServiceError('INVALID_PARAM', `[InvalidParameter] action ${name} is not supported`);
        return { json: await action(body) };
      },
      async storage(_request, response) {
        response.writeHead(404).end();
      },
      report: (error) => console.error('[local-cloud]', error),
    },
    options.port ?? 0,
  );
  const url = `http://127.0.0.1:${gateway.port}`;
  const env = processEnvironment({
    url,
    envId,
    secretId: `local${randomBytes(8).toString('hex')}`,
    secretKey: randomBytes(16).toString('hex'),
  });
  return {
    url,
    envId,
    appid,
    env,
    clock,
    database: {
      import: (collection: string, docs: readonly object[]) => database.import(collection, docs),
      async get(collection: string, id: string) {
        const known = database.catalog.find(collection);
        return known ? (new Reader(store, known).load(idKeyOf(id))?.doc ?? null) : null;
      },
      all: async (collection: string) => [...database.all(collection)],
      put: (collection: string, doc: { _id: string }) => database.import(collection, [doc]),
    },
    queries: { take: () => database.takeQueries() },
    faults,
    async close() {
      await gateway.close();
      database.close();
      await store.close();
    },
  } as unknown as LocalCloud;
}

function readJson<T>(dir: string | undefined, name: string): T | null {
  const file = dir === undefined ? null : path.join(dir, name);
  return file && fs.existsSync(file) ? (JSON.parse(fs.readFileSync(file, 'utf8')) as T) : null;
}

export type { Doc };
