// A function that is killed before its n-th write, for every n: records and files alike. Whatever stands then must be in order, and asking
// again must finish the work. The product's own dispatcher and long work run here over the real SDK against the town's cloud.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ActionName, Input, Output } from '@shared/contract';
import type { Action } from '@shared/runtime/action';
import type { AuditEntry } from '@shared/runtime/audit';
import { auditVerify } from '@shared/runtime/audit-verify';
import type { Services } from '@shared/runtime/context';
import type { JobRecord } from '@shared/runtime/jobs';
import type { Store } from '@shared/runtime/store';
import { at } from '../../tools/build/paths';
import type { Town } from './town';

/** How a function that was killed looks from outside: no answer. */
class Killed extends Error {
  override name = 'Killed';
}

/** Writes a function may still make, and whether it wanted one more: then it was killed there, whatever the code went on to say. */
interface Life {
  left: number;
  killed: boolean;
}

/** A lease left behind by a killed step runs out in this time (ms). */
const LEASE_OVER = 61_000;
const MOST_DEATHS = 200;

export interface Survived<A extends ActionName> {
  data: Output<A>;
  /** How often it was killed before it got through. */
  deaths: number;
}

export interface Crashing {
  /**
   * Calls an action whose function is killed before its first write, then before its second, …, until it gets through. Each time the same
   * request comes again, as a phone sends it; `anew` makes a request of its own each time, as a person does who is refused a second file.
   */
  ask<A extends ActionName>(who: string, action: A, input: Input<A> | (() => Promise<Input<A>>), anew?: 'anew'): Promise<Survived<A>>;
  /** Drives a task to its end, killed one write later each time. Answers the job and how often it died. */
  drive(who: string, task: string): Promise<{ job: JobRecord; deaths: number }>;
  /** Runs a part of a timer's work until it gets through, killed one write later each time. */
  timer<T>(part: string, work: (services: Services, now: string) => Promise<T>): Promise<{ result: T; deaths: number }>;
  /** What got through here, as support/writes names it. */
  proved: ReadonlySet<string>;
  all<T>(collection: string): Promise<T[]>;
  /** The trail of these collections and its seals must be whole. */
  trailIsWhole(collections: readonly string[]): Promise<void>;
  close(): void;
}

/** The SDK reads its environment as it loads, so the product is loaded only after it is set. */
function loaded(town: Town) {
  const pair = town.ring.keys.get(town.ring.current);
  const keys = { [town.ring.current]: { seal: pair?.seal.toString('base64'), index: pair?.index.toString('base64') } };
  Object.assign(process.env, town.cloud.env, { FIELD_KEYS: JSON.stringify(keys), FIELD_KEY: town.ring.current });
  const { cloudServices } = require('@shared/runtime/entry') as typeof import('@shared/runtime/entry');
  const { dispatch } = require('@shared/runtime/dispatch') as typeof import('@shared/runtime/dispatch');
  const folder = at('cloudfunctions/shared/actions');
  const exported = readdirSync(folder).flatMap((file) => Object.values(require(join(folder, file)) as Record<string, unknown>));
  const isAction = (one: unknown): one is Action => typeof one === 'object' && one !== null && 'roles' in one && 'changes' in one;
  return { services: cloudServices(), dispatch, actions: new Map(exported.filter(isAction).map((one) => [one.name as string, one])) };
}

function mortal({ store, files, ...rest }: Services, life: Life): Services {
  const spend = <T>(write: () => Promise<T>): Promise<T> => {
    life.killed ||= life.left <= 0;
    if (life.killed) return Promise.reject(new Killed('the function was killed'));
    life.left -= 1;
    return write();
  };
  const dying: Store = {
    ...store,
    insert: (collection, doc) => spend(() => store.insert(collection, doc)),
    count: (...what) => spend(() => store.count(...what)),
    remove: (...what) => spend(() => store.remove(...what)),
    transaction: (work) => spend(() => store.transaction(work)),
  };
  const burning = {
    ...files,
    store: (path: string, bytes: Uint8Array) => spend(() => files.store(path, bytes)),
    remove: (fileID: string) => spend(() => files.remove(fileID)),
  };
  return { ...rest, store: dying, files: burning };
}

/** `inOrder` is what must hold after every death. */
export function crashing(town: Town, inOrder: () => Promise<void>): Crashing {
  const before = { ...process.env };
  const { services, dispatch, actions } = loaded(town);
  const living: Services = { ...services, clock: () => town.cloud.clock.now() };
  const proved = new Set<string>();
  let sent = 0;

  const all = async <T>(collection: string) => (await town.cloud.database.all(collection)) as unknown as T[];

  /** A killed function says so in its log, and nothing else does. */
  async function quietly<T>(work: () => Promise<T>): Promise<T> {
    const log = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    try {
      return await work();
    } finally {
      log.mockRestore();
    }
  }

  /** One life of a function after another, each a write longer, until one is long enough. */
  async function lives<T>(name: string, live: (services: Services, life: Life) => Promise<T>): Promise<{ result: T; deaths: number }> {
    for (let deaths = 0; deaths < MOST_DEATHS; deaths += 1) {
      const life = { left: deaths, killed: false };
      const result = await quietly(() => live(mortal(living, life), life).catch((error: unknown) => ({ error })));
      await inOrder();
      if (life.killed) continue;
      if (typeof result === 'object' && result !== null && 'error' in result && result.error instanceof Error) throw result.error;
      return { result: result as T, deaths };
    }
    throw new Error(`${name} never ends`);
  }

  return {
    proved,
    all,
    async ask(who, action, input, anew) {
      const { openid } = town.as(who);
      sent += 1;
      const request = `crash-request-${sent}`;
      const given = async () => (typeof input === 'function' ? await input() : input);
      let tries = 0;
      const { result, deaths } = await lives(action, async (dying) => {
        tries += 1;
        const requestId = anew ? `${request}-${tries}` : request;
        const envelope = { action, input: await given(), requestId, clientVersion: 'crash' };
        return dispatch({ openid, envelope }, dying, actions);
      });
      if (!result.ok) throw new Error(`${action} was refused after ${deaths} deaths: ${JSON.stringify(result.error)}`);
      proved.add(action);
      return { data: result.data as never, deaths };
    },
    async drive(who, task) {
      let deaths = 0;
      for (let left = 0; left < MOST_DEATHS; left += 1) {
        const job = (await town.cloud.database.get('jobs', task)) as unknown as JobRecord | null;
        if (job && job.state !== 'running') {
          expect({
            task,
            state: job.state,
            failed: job.failed,
            troubles: job.troubles.filter(({ words }) => words.includes('毛病')),
          }).toEqual({ task, state: 'finished', failed: job.failed, troubles: [] });
          proved.add(`work:${job.kind}`);
          return { job, deaths };
        }
        town.cloud.clock.advance(LEASE_OVER);
        sent += 1;
        const life = { left, killed: false };
        const envelope = { action: 'task.drive', input: { task }, requestId: `crash-drive-${sent}`, clientVersion: 'crash' };
        await quietly(() => dispatch({ openid: town.as(who).openid, envelope }, mortal(living, life), actions));
        if (life.killed) deaths += 1;
        await inOrder();
      }
      throw new Error(`${task} never ends`);
    },
    async timer(part, work) {
      const survived = await lives(part, (dying) => work(dying, town.cloud.clock.now().toISOString()));
      proved.add(`timer:${part}`);
      // Long work the house drove to its end under these deaths.
      for (const { kind, state } of await all<JobRecord>('jobs')) if (state === 'finished') proved.add(`work:${kind}`);
      return survived;
    },
    async trailIsWhole(collections) {
      const records: Record<string, never> = {};
      for (const name of collections) records[name] = (await town.cloud.database.all(name)) as never;
      const found = auditVerify(await all<AuditEntry>('audits'), (await town.cloud.database.all('seals')) as never, records);
      expect(found).toMatchObject({ first: null, breaks: 0 });
    },
    close() {
      process.env = before;
    },
  };
}
