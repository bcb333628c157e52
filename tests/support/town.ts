// A small town on a local cloud of its own: the functions that ship, the real SDK, generated people, a clock that stands still.
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ActionName, Input, Output, Reply } from '@shared/contract';
import { servedBy } from '@shared/domain/served-by';
import { type KeyRing, keyRing, newKeys } from '@shared/runtime/crypto';
import { buildFunctions } from '../../tools/build/functions';
import { at } from '../../tools/build/paths';
import { hashSources } from '../../tools/build/stamp';
import { writeTree } from '../../tools/build/tree';
import { bondsOf } from '../../tools/generate/bonds';
import { generateCounty } from '../../tools/generate/county';
import { idCheck } from '../../tools/generate/identity';
import { sealPerson, seedCloud } from '../../tools/generate/seed';
import type { County, PlainPerson, Size } from '../../tools/generate/types';
import { startLocalCloud } from '../../tools/local-cloud';
import type { LocalCloud, LocalCloudOptions } from '../../tools/local-cloud/api';

export const BEGINS = '2026-03-02T01:00:00.000Z';

export type Refusal = Extract<Reply<never>, { ok: false }>['error'];

/** Somebody of the town with a phone. */
export interface Townsperson {
  openid: string;
  /** Calls and expects to be served. */
  call<A extends ActionName>(action: A, input: Input<A>, requestId?: string): Promise<Output<A>>;
  /** Calls and expects to be refused. */
  refused<A extends ActionName>(action: A, input: unknown, requestId?: string): Promise<Refusal>;
  /** The reply as it came. */
  reply<A extends ActionName>(action: A, input: unknown, requestId?: string): Promise<Reply<Output<A>>>;
  /** Uploads as the phone does; the fileID. */
  upload(bytes: Uint8Array, name?: string): Promise<string>;
}

export interface Town {
  cloud: LocalCloud;
  county: County;
  ring: KeyRing;
  /** A member of the cast by key, e.g. 'labourer'; or anybody by openid. */
  as(who: string): Townsperson;
  /** The person record of a cast member or newcomer. */
  personOf(key: string): string;
  /**
   * Somebody new to the village, with the ledger of a cast member and a WeChat of their own, for a test that needs a person nobody
   * else has used. The key for `as` and `personOf`.
   */
  newcomer(like?: string): Promise<string>;
  close(): Promise<void>;
}

/** The functions as `npm run build` makes them, built once per state of the sources. */
async function builtFunctions(): Promise<string> {
  const folder = at('.local', 'test-functions', hashSources(['cloudfunctions', 'tools/build']).slice(0, 24));
  if (existsSync(folder)) return folder;
  const { tree } = await buildFunctions();
  mkdirSync(at('.local', 'test-functions'), { recursive: true });
  const fresh = mkdtempSync(at('.local', 'test-functions', 'making-'));
  writeTree(tree, fresh);
  try {
    renameSync(fresh, folder);
  } catch (error) {
    // Another test file built the same at the same time.
    if (!existsSync(folder)) throw error;
    rmSync(fresh, { recursive: true, force: true });
  }
  return folder;
}

export interface TownOptions extends Partial<LocalCloudOptions> {
  seed?: number;
  /** 'township' = 15 villages, 1,150 labourers. */
  size?: Size;
  /** Keys the functions get, when they are not to fit what was sealed. */
  functionKeys?: Record<string, string>;
}

export async function openTown({ seed = 7, size = 'small', functionKeys, ...options }: TownOptions = {}): Promise<Town> {
  const dataDir = mkdtempSync(join(tmpdir(), 'town-'));
  const keys = { ...newKeys() };
  const ring = keyRing(keys);
  const cloud = await startLocalCloud({
    dataDir,
    functionsDir: await builtFunctions(),
    frozen: true,
    startAt: BEGINS,
    timers: false,
    // What is promised survives this process; no test of a town pulls the plug.
    flush: false,
    functionEnv: functionKeys ?? keys,
    ...options,
  });
  const county = generateCounty({ seed, size });
  await seedCloud(cloud, county, ring);
  cloud.queries.take();

  const newcomers = new Map<string, string>();
  const newcomer = async (like: string): Promise<string> => {
    const number = newcomers.size + 1;
    const key = `o-newcomer-${number}`;
    const model = county.cast.find((member) => member.key === like)?.person;
    const plain = county.persons.find(({ _id }) => _id === model);
    const household = county.households.find(({ _id }) => _id === plain?.household);
    if (!plain || !household) throw new Error(`${like} is not in the ledger`);
    const body = `${plain.idNumber.slice(0, 14)}${String(900 + number)}`;
    const own = { _id: `p-newcomer-${number}`, household: `h-newcomer-${number}` };
    const person: PlainPerson = { ...plain, ...own, idNumber: body + idCheck(body), idTail: (body + idCheck(body)).slice(-4) };
    await cloud.database.import('households', [{ ...household, _id: own.household, code: `${household.code}-${number}` }]);
    await cloud.database.import('persons', [sealPerson(person, ring)]);
    const spells = county.spells.filter((spell) => spell.person === model);
    await cloud.database.import(
      'spells',
      spells.map((spell, i) => ({ ...spell, _id: `s-newcomer-${number}-${i}`, person: own._id, sortKey: `${own._id}:${spell.start}` })),
    );
    const account = { _id: key, version: 0, auditHead: '', persons: [{ person: own._id, as: 'self' as const, until: null }] };
    await cloud.database.import('accounts', [account]);
    await cloud.database.import(
      'bonds',
      bondsOf([account], [person], () => ''),
    );
    newcomers.set(key, own._id);
    return key;
  };

  const openidOf = (who: string): string => county.cast.find(({ key }) => key === who)?.openid ?? who;
  const as = (who: string): Townsperson => {
    const openid = openidOf(who);
    const reply: Townsperson['reply'] = async (action, input, requestId = randomUUID()) => {
      const { result } = await cloud.call(servedBy(action), { action, input, requestId, clientVersion: 'test' }, { openid });
      return result as never;
    };
    return {
      openid,
      reply,
      async call(action, input, requestId) {
        const answer = await reply(action, input, requestId);
        if (!answer.ok)
          throw new Error(
            `${action} was refused: ${answer.error.code} ${answer.error.message} ${JSON.stringify(answer.error.fields ?? {})}`,
          );
        return answer.data;
      },
      async refused(action, input, requestId) {
        const answer = await reply(action, input, requestId);
        if (answer.ok) throw new Error(`${action} was served: ${JSON.stringify(answer.data).slice(0, 300)}`);
        return answer.error;
      },
      upload: async (bytes, name = '1.jpg') =>
        (await cloud.storage.upload(`in/${randomUUID().replaceAll('-', '')}/${name}`, bytes, { openid })).fileID,
    };
  };
  return {
    cloud,
    county,
    ring,
    as,
    personOf(key) {
      const person = newcomers.get(key) ?? county.cast.find((member) => member.key === key)?.person;
      if (!person) throw new Error(`${key} is not in the ledger`);
      return person;
    },
    newcomer: (like = 'labourer') => newcomer(like),
    async close() {
      await cloud.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
