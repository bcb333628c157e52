// What the local cloud's tests share: a cloud in a folder of its own, the real SDK pointed at it, functions bundled as they ship.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { buildSync } from 'esbuild';
import { startLocalCloud } from '../../tools/local-cloud';
import type { LocalCloud, LocalCloudOptions } from '../../tools/local-cloud/api';
import { PROBE_APIS } from '../../tools/local-cloud/cases/open-api';
import type { Sdk } from '../../tools/local-cloud/forms/sdk-types';

export type { Db, Doc, Sdk } from '../../tools/local-cloud/forms/sdk-types';

/** Long suites run only when asked for. */
export const FULL = process.env.FULL === '1';

const made: string[] = [];
const started: LocalCloud[] = [];

export function temporaryFolder(): string {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'local-cloud-'));
  made.push(dir);
  return dir;
}

export interface Index {
  name: string;
  keys: [string, 1 | -1][];
  unique?: boolean;
}

export interface Declarations {
  /** Source of each function; `require('wx-server-sdk')` is bundled in. */
  functions?: Record<string, string>;
  table?: Record<string, object>;
  collections?: Record<string, Index[]>;
  storage?: object;
}

/** A folder like dist/cloudfunctions. */
export function functionsFolder(declared: Declarations): string {
  const dir = temporaryFolder();
  const write = (name: string, value: object): void => fs.writeFileSync(path.join(dir, name), JSON.stringify(value));
  const collections = Object.fromEntries(Object.entries(declared.collections ?? {}).map(([name, indexes]) => [name, { indexes }]));
  write('functions.json', declared.table ?? {});
  write('database.json', { collections });
  write('storage.json', declared.storage ?? { read: false, write: 'resource.openid == auth.openid' });
  for (const [name, contents] of Object.entries(declared.functions ?? {})) {
    buildSync({
      stdin: { contents, resolveDir: process.cwd() },
      bundle: true,
      platform: 'node',
      target: 'node18',
      outfile: path.join(dir, name, 'index.js'),
      logLevel: 'silent',
    });
  }
  return dir;
}

/** The function that the cases call, permitted what conform wants it permitted, but with less patience. */
export const PROBE = {
  functions: { 'conform-probe': fs.readFileSync(path.resolve('tools/local-cloud/cases/probe/index.js'), 'utf8') },
  table: { 'conform-probe': { timeout: 1, memory: 256, openapi: PROBE_APIS, triggers: [] } },
};

/** A cloud that is closed and forgotten after the tests. Its clock stands still unless told otherwise. */
export async function startCloud(declared: Declarations = {}, options: Partial<LocalCloudOptions> = {}): Promise<LocalCloud> {
  const cloud = await startLocalCloud({
    dataDir: temporaryFolder(),
    functionsDir: functionsFolder(declared),
    frozen: true,
    startAt: '2026-03-02T01:00:00.000Z',
    timers: false,
    flush: false,
    ...options,
  });
  started.push(cloud);
  return cloud;
}

/** The real SDK in this process, as an administrator of the cloud. */
export function sdkOf(cloud: LocalCloud): Sdk {
  Object.assign(process.env, cloud.env);
  const sdk = require('wx-server-sdk') as Sdk;
  sdk.init({ env: cloud.envId });
  return sdk;
}

/** What a refused promise was refused with. */
export async function refusal(work: Promise<unknown>): Promise<{ errCode: number; errMsg: string }> {
  try {
    await work;
  } catch (error) {
    return error as { errCode: number; errMsg: string };
  }
  throw new Error('it was not refused');
}

/** A request to the gateway without the SDK. */
export async function knock(
  cloud: LocalCloud,
  body: object,
  headers: Record<string, string> = {},
): Promise<{ status: number; json: { code?: string; message?: string } }> {
  const response = await fetch(`${cloud.url}/admin`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  return { status: response.status, json: (await response.json()) as { code?: string; message?: string } };
}

/** Close everything; call from afterAll. */
export async function closeAll(): Promise<void> {
  await Promise.all(started.splice(0).map((cloud) => cloud.close()));
  for (const dir of made.splice(0)) fs.rmSync(dir, { recursive: true, force: true });
}
