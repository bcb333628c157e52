// Makes an environment ready for the cases, finds out what it lacks, and cleans up behind them.
import { randomBytes } from 'node:crypto';
import type { Db, Sdk } from '../forms/sdk-types';
import { COLLECTIONS, CREATED, SEED, UNIQUE_INDEX } from './all';
import type { Need, Target } from './case';
import { prefixed } from './names';

export interface EnvironmentOptions {
  /** Begins every collection and the folder of every file; nothing else is touched. */
  prefix: string;
  probe: string;
  transactionMs: number;
  /** Leave out what takes more than a few seconds. */
  quick: boolean;
}

/** Documents removed by one request at most. */
const BATCH = 500;

async function empty(db: Db, name: string): Promise<void> {
  for (;;) {
    const { data } = await db.collection(name).field({ _id: true }).limit(BATCH).get();
    if (data.length === 0) return;
    await db
      .collection(name)
      .where({ _id: db.command.in(data.map(({ _id }) => _id)) })
      .remove();
  }
}

/** Null when the collection is not there. */
const total = (db: Db, name: string): Promise<number | null> =>
  db
    .collection(name)
    .count()
    .then(
      (counted) => counted.total,
      (error: { errCode?: number }) => {
        if (error.errCode === -502005) return null;
        throw error;
      },
    );

/** Two documents without the indexed field: a unique index takes only one. */
async function hasUniqueIndex(db: Db): Promise<boolean> {
  const collection = db.collection(UNIQUE_INDEX.collection);
  const { _id } = await collection.add({ data: {} });
  const second = await collection.add({ data: {} }).catch(() => null);
  await collection.doc(_id).remove();
  if (second) await collection.doc(second._id).remove();
  return second === null;
}

export interface Environment {
  target: Target;
  /** Remove every document and file of the run; answers with the collections that stay, empty. */
  clean(): Promise<string[]>;
}

/** Create and fill the collections. Rejects with plain words when the environment cannot be used. */
export async function prepare(sdk: Sdk, { prefix, probe, transactionMs, quick }: EnvironmentOptions): Promise<Environment> {
  const db = prefixed(sdk.database(), prefix);
  const folder = `${prefix}${randomBytes(4).toString('hex')}`;
  const uploaded = new Set<string>();
  const isFresh = (await total(db, CREATED[0])) === null;
  for (const name of COLLECTIONS) if ((await total(db, name)) === null) await db.createCollection(name);
  // What an interrupted run left.
  for (const name of COLLECTIONS) await empty(db, name);
  for (const [name, docs] of Object.entries(SEED)) {
    // Few at a time where they are large: one request carries less than a megabyte.
    const step = name === 'heavy' ? 4 : 400;
    for (let from = 0; from < docs.length; from += step) await db.collection(name).add({ data: docs.slice(from, from + step) });
  }
  const isUnique = await hasUniqueIndex(db);
  const answers = await sdk.callFunction({ name: probe, data: { deed: 'ping' } }).then(
    ({ result }) => result === 'pong',
    () => false,
  );
  const lacking: Record<Need, string | null> = {
    'unique index': isUnique
      ? null
      : `create the unique index ${UNIQUE_INDEX.name} (ascending) on collection ${prefix}${UNIQUE_INDEX.collection} in the console first`,
    'probe function': answers ? null : `deploy the function in tools/local-cloud/cases/probe as '${probe}' (timeout 3 s, 256 MB) first`,
    'fresh collection': isFresh ? null : `collection ${prefix}${CREATED[0]} is there from an earlier run: delete it in the console first`,
    time: quick ? 'left out by --quick' : null,
  };
  const target: Target = {
    // Uploaded files are remembered, so that they can be deleted.
    sdk: {
      init: (options) => sdk.init(options),
      database: () => db,
      callFunction: (options) => sdk.callFunction(options),
      uploadFile: async (options) => {
        const answer = await sdk.uploadFile(options);
        uploaded.add(answer.fileID);
        return answer;
      },
      downloadFile: (options) => sdk.downloadFile(options),
      getTempFileURL: (options) => sdk.getTempFileURL(options),
      deleteFile: (options) => sdk.deleteFile(options),
      getOpenData: (options) => sdk.getOpenData(options),
      openapi: sdk.openapi,
    },
    db,
    named: (name) => prefix + name,
    file: (name) => `${folder}/${name}`,
    probe,
    transactionMs,
    lacks: (need) => lacking[need],
  };
  return {
    target,
    async clean() {
      const all = [...COLLECTIONS, ...((await total(db, CREATED[0])) === null ? [] : CREATED)];
      // A case that went otherwise than thought may have left a transaction open: its locks go with it, so a second time is enough.
      for (const name of all)
        await empty(db, name).catch(async () => {
          await new Promise((resolve) => setTimeout(resolve, transactionMs));
          await empty(db, name);
        });
      const files = [...uploaded];
      for (let from = 0; from < files.length; from += 50) await sdk.deleteFile({ fileList: files.slice(from, from + 50) });
      return all.map((name) => prefix + name);
    },
  };
}
