// Long work: one at a time under a lease, killed between steps without loss or doubling, troubles noted, stopped by its owner and by a revoked role.

import type { Services } from '@shared/runtime/context';
import { keyRing, newKeys } from '@shared/runtime/crypto';
import { type JobKind, type JobRecord, newJob, orphans, stepJob } from '@shared/runtime/jobs';
import { Problem } from '@shared/runtime/problem';
import type { Store, Stored } from '@shared/runtime/store';
import { type WorkContext, workContext } from '@shared/runtime/work-context';
import { openTown, type Town } from '../support/town';

const NOW = '2026-03-02T01:00:00.000Z';
const at = (seconds: number) => new Date(Date.parse(NOW) + seconds * 1000).toISOString();

/** A store in memory with the few things jobs ask for; a transaction runs alone, as the real one does in effect. */
function memory(): Store & { docs: Map<string, Stored> } {
  const docs = new Map<string, Stored>();
  const key = (collection: string, id: string) => `${collection}/${id}`;
  const store: Store & { docs: Map<string, Stored> } = {
    docs,
    get: async <T extends Stored>(collection: string, id: string) =>
      (structuredClone(docs.get(key(collection, id))) as T | undefined) ?? null,
    list: async <T extends Stored>(collection: string) =>
      [...docs].filter(([name]) => name.startsWith(`${collection}/`)).map(([, doc]) => structuredClone(doc) as T),
    getMany: async <T extends Stored>(collection: string, ids: readonly string[]) =>
      ids.flatMap((id) => (docs.get(key(collection, id)) as T | undefined) ?? []),
    insert: async (collection, doc) => {
      if (docs.has(key(collection, doc._id))) return false;
      docs.set(key(collection, doc._id), structuredClone(doc));
      return true;
    },
    count: async () => 0,
    remove: async (collection, id) => void docs.delete(key(collection, id)),
    transaction: async (work) =>
      work({
        get: store.get,
        insert: async (collection, doc) => void docs.set(key(collection, doc._id), structuredClone(doc)),
        replace: async (collection, doc) => void docs.set(key(collection, doc._id), structuredClone(doc)),
        patch: async (collection, id, fields) =>
          void docs.set(key(collection, id), { ...(docs.get(key(collection, id)) as Stored), ...fields }),
        remove: async (collection, id) => void docs.delete(key(collection, id)),
      }),
  };
  return store;
}

interface Seen {
  handled: number[];
  finished: number;
}

/** Counts to `most`; a number in `bad` is wrong for good, one in `busy` is not to be had the first time. */
function counting(most: number, seen: Seen, { bad = [] as number[], busy = [] as number[] } = {}): JobKind<never, never, unknown> {
  const waiting = new Set(busy);
  const kind: JobKind<object, number, number> = {
    kind: 'counting',
    roles: ['station_clerk'],
    words: '正在数',
    page: async (job, limit) => {
      const from = job.cursor === null ? 0 : Number(job.cursor) + 1;
      const items = Array.from({ length: Math.max(0, Math.min(limit, most - from)) }, (_, i) => ({
        key: `第 ${from + i} 个`,
        cursor: String(from + i),
        value: from + i,
      }));
      return { items, total: most };
    },
    each: async (value) => {
      if (bad.includes(value)) throw new Problem('not_possible_now', { message: `${value} 不行` });
      if (waiting.delete(value)) throw new Problem('busy');
      seen.handled.push(value);
      return { sum: value };
    },
    finish: async (job) => {
      seen.finished += 1;
      return job.done;
    },
  };
  return kind as unknown as JobKind<never, never, unknown>;
}

async function bench(
  owner = '',
): Promise<{ store: ReturnType<typeof memory>; id: string; ctx: (now?: string) => Promise<WorkContext>; job: () => JobRecord }> {
  const store = memory();
  const services = { store, files: {}, ring: keyRing({ ...newKeys() }) } as unknown as Services;
  const job = newJob('counting', 'one', {}, { owner, county: '140799', town: '140799201000', village: '' }, NOW);
  await store.insert('jobs', job);
  await store.insert('staff', {
    _id: 'o-clerk',
    status: 'active',
    name: '某',
    title: '',
    phone: '',
    grants: [{ role: 'station_clerk', level: 'town', code: '140799201000', from: '2024-01-01', until: null }],
    self: null,
    relatives: [],
  } as Stored);
  return {
    store,
    id: job._id,
    ctx: (now = NOW) => workContext(services, 'counting', owner, now),
    job: () => store.docs.get(`jobs/${job._id}`) as JobRecord,
  };
}

describe('steps', () => {
  test('fifty at a time, the cursor after the last, the result at the end', async () => {
    const seen: Seen = { handled: [], finished: 0 };
    const { id, ctx, job } = await bench();
    const kind = counting(120, seen);
    expect(await stepJob(id, kind, await ctx())).toMatchObject({ state: 'running', done: 50, cursor: '49', total: 120, lease: '' });
    expect(await stepJob(id, kind, await ctx())).toMatchObject({ state: 'running', done: 100 });
    expect(await stepJob(id, kind, await ctx())).toMatchObject({ state: 'finished', done: 120, result: 120, tally: { sum: 7140 } });
    expect(await stepJob(id, kind, await ctx())).toMatchObject({ state: 'finished', done: 120 });
    expect(seen).toMatchObject({ finished: 1 });
    expect(new Set(seen.handled).size).toBe(120);
    expect(job().finishedAt).toBe(NOW);
  });

  test('exactly fifty needs a second look to know that there is no more', async () => {
    const seen: Seen = { handled: [], finished: 0 };
    const { id, ctx } = await bench();
    expect((await stepJob(id, counting(50, seen), await ctx())).state).toBe('running');
    expect((await stepJob(id, counting(50, seen), await ctx())).state).toBe('finished');
  });

  test('what is wrong with one is noted in words, and the rest goes on', async () => {
    const seen: Seen = { handled: [], finished: 0 };
    const { id, ctx } = await bench();
    const after = await stepJob(id, counting(5, seen, { bad: [1, 3] }), await ctx());
    expect(after).toMatchObject({
      state: 'finished',
      done: 3,
      failed: 2,
      troubles: [
        { key: '第 1 个', words: '1 不行' },
        { key: '第 3 个', words: '3 不行' },
      ],
    });
  });

  test('what passes by itself is tried again by the next step and is no trouble', async () => {
    const seen: Seen = { handled: [], finished: 0 };
    const { id, ctx } = await bench();
    const kind = counting(5, seen, { busy: [2] });
    expect(await stepJob(id, kind, await ctx())).toMatchObject({ state: 'running', done: 2, failed: 0, cursor: '1' });
    expect(await stepJob(id, kind, await ctx())).toMatchObject({ state: 'finished', done: 5, failed: 0 });
    expect(seen.handled).toEqual([0, 1, 2, 3, 4]);
  });

  test('a job that is not there is refused', async () => {
    const { ctx } = await bench();
    await expect(stepJob('job:counting:none', counting(1, { handled: [], finished: 0 }), await ctx())).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});

describe('the lease', () => {
  test('two at once: one works, the other sees it as it is', async () => {
    const seen: Seen = { handled: [], finished: 0 };
    const { id, ctx, store } = await bench();
    await store.transaction((tx) => tx.patch('jobs', id, { lease: 'somebody', leaseUntil: at(30) }));
    expect(await stepJob(id, counting(5, seen), await ctx())).toMatchObject({ state: 'running', done: 0, lease: 'somebody' });
    expect(seen.handled).toEqual([]);
  });

  test('killed in the middle of a step: after the lease another goes on from the last cursor', async () => {
    const seen: Seen = { handled: [], finished: 0 };
    const { id, ctx, store } = await bench();
    const kind = counting(60, seen);
    await stepJob(id, kind, await ctx());
    // The next one took the lease and died.
    await store.transaction((tx) => tx.patch('jobs', id, { lease: 'dead', leaseUntil: at(60) }));
    expect((await stepJob(id, kind, await ctx(at(59)))).done).toBe(50);
    expect(await stepJob(id, kind, await ctx(at(60)))).toMatchObject({ state: 'finished', done: 60 });
    expect(seen.handled).toHaveLength(60);
  });

  test('whose lease ran out writes nothing over the one who went on', async () => {
    const seen: Seen = { handled: [], finished: 0 };
    const { id, ctx, store, job } = await bench();
    const slow = counting(5, seen) as unknown as JobKind<object, number, number>;
    const stolen = {
      ...slow,
      each: async (value: number, ...rest: [never, never]) => {
        if (value === 4) await store.transaction((tx) => tx.patch('jobs', id, { lease: 'other', leaseUntil: at(120), done: 99 }));
        return slow.each(value, ...rest);
      },
    } as unknown as JobKind<never, never, unknown>;
    await stepJob(id, stolen, await ctx());
    expect(job()).toMatchObject({ lease: 'other', done: 99, state: 'running' });
  });
});

describe('an end before the end', () => {
  test('stopped while a step was at work: it stays stopped', async () => {
    const seen: Seen = { handled: [], finished: 0 };
    const { id, ctx, store, job } = await bench();
    const kind = counting(5, seen) as unknown as JobKind<object, number, number>;
    const stopping = {
      ...kind,
      each: async (value: number, ...rest: [never, never]) => {
        if (value === 2) await store.transaction((tx) => tx.patch('jobs', id, { state: 'stopped', lease: '' }));
        return kind.each(value, ...rest);
      },
    } as unknown as JobKind<never, never, unknown>;
    await stepJob(id, stopping, await ctx());
    expect(job().state).toBe('stopped');
    expect((await stepJob(id, counting(5, seen), await ctx())).state).toBe('stopped');
  });

  test('an owner whose role was revoked works no further', async () => {
    const seen: Seen = { handled: [], finished: 0 };
    const { id, ctx, store, job } = await bench('o-clerk');
    const kind = counting(60, seen);
    expect((await stepJob(id, kind, await ctx())).done).toBe(50);
    await store.transaction((tx) => tx.patch('staff', 'o-clerk', { status: 'revoked' }));
    expect(await stepJob(id, kind, await ctx())).toMatchObject({ state: 'stopped', done: 50 });
    expect(job().troubles.at(-1)?.words).toContain('不在岗');
    expect(seen.handled).toHaveLength(50);
  });

  test('what is wrong with the job as a whole ends it in words; what is broken is tried again later', async () => {
    const { id, ctx, job } = await bench();
    const broken = (error: Error) =>
      ({ ...(counting(1, { handled: [], finished: 0 }) as unknown as object), page: () => Promise.reject(error) }) as unknown as JobKind<
        never,
        never,
        unknown
      >;
    await expect(stepJob(id, broken(new Error('the database is away')), await ctx())).rejects.toThrow('away');
    expect(job().state).toBe('running');
    expect(await stepJob(id, broken(new Problem('busy')), await ctx(at(61)))).toMatchObject({ state: 'running' });
    expect(await stepJob(id, broken(new Problem('not_possible_now', { message: '表没了' })), await ctx(at(62)))).toMatchObject({
      state: 'failed',
      troubles: [{ words: '表没了' }],
    });
  });
});

describe('on the real cloud', () => {
  let town: Town;
  beforeAll(async () => {
    town = await openTown();
  });
  afterAll(() => town?.close());

  async function begun(): Promise<string> {
    const clerk = town.as('clerk');
    const people = town.county.persons.slice(0, 60).map(({ name, idNumber }, i) => `${name},${idNumber},稳岗补助,2024,${1200 + i},`);
    const fileID = await clerk.upload(Buffer.from(`姓名,身份证号,补贴项目,年度,金额,日期\n${people.join('\n')}`), '1.csv');
    return (await clerk.call('opening.check', { fileID, fileName: `${Math.random()}.csv`, programme: null, period: null })).task.id;
  }

  test('the minute timer drives what nobody looks at', async () => {
    const id = await begun();
    await town.cloud.trigger('work', 'minute');
    expect((await town.cloud.database.all('jobs')).find(({ _id }) => _id === id)).toMatchObject({ state: 'finished', lease: '' });
  });

  test('a stranger neither sees nor stops it; others of its place may look, its owner alone may stop', async () => {
    const id = (await town.cloud.database.all('jobs'))[0]?._id as string;
    expect(await town.as('labourer').refused('task.drive', { task: id })).toMatchObject({ code: 'not_allowed' });
    expect(await town.as('cadre').refused('task.drive', { task: id })).toMatchObject({ code: 'not_found' });
    expect((await town.as('lead').reply('task.stop', { task: id })).ok).toBe(false);
    expect((await town.as('clerk').call('task.stop', { task: id })).task.state).toBe('finished');
    expect(await town.as('clerk').refused('task.drive', { task: 'job:none:none' })).toMatchObject({ code: 'not_found' });
  });

  test('orphans are those nobody is at, longest waiting first', async () => {
    const listed: unknown[] = [];
    const list = async (collection: string, listing: unknown) => {
      listed.push({ collection, listing });
      return [];
    };
    const store = { list } as unknown as Store;
    await orphans(store, NOW, 5);
    expect(listed).toMatchObject([
      { collection: 'jobs', listing: { where: { state: 'running' }, order: ['leaseUntil', 'asc'], limit: 5 } },
    ]);
  });
});
