// Functions as the platform runs them: identity, limits, warm workers, timers, the clock.
import fs from 'node:fs';
import path from 'node:path';
import type { LocalCloud, PlatformFailure } from '../../tools/local-cloud/api';
import { closeAll, FULL, functionsFolder, refusal, sdkOf, startCloud, temporaryFolder } from './house';

const PROBE = `
const cloud = require('wx-server-sdk');
cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV });
let calls = 0;
const deeds = {
  whoami: (event) => ({ context: cloud.getWXContext(), event, calls, thread: require('node:worker_threads').threadId }),
  env: (event) => process.env[event.name] ?? null,
  clock: () => ({ date: new Date().toISOString(), now: Date.now(), parsed: new Date(0).toISOString(), isDate: new Date() instanceof Date, text: typeof Date() }),
  boom: () => { throw new Error('secret-free failure'); },
  hang: () => new Promise(() => {}),
  spin: () => { for (;;); },
  exit: () => process.exit(3),
  keep: (event) => { const all = []; for (let i = 0; i < event.mb; i++) all.push(new Array(131072).fill(i + 0.5)); return all.length; },
  leak: () => { console.log('mine', process.env.FIELD_KEYS, process.env.TENCENTCLOUD_SECRETKEY); console.log(process.env); throw new Error('with ' + process.env.TCB_SESSIONTOKEN + ' and ' + JSON.parse(process.env.FIELD_KEYS).k1.seal); },
  self: async () => (await cloud.callFunction({ name: 'other', data: { deed: 'self' } })).result,
  hoard: () => { const all = []; for (;;) all.push(new Array(1e5).fill(Math.random())); },
  large: (event) => 'x'.repeat(event.size),
  nothing: () => undefined,
  call: async (event) => (await cloud.callFunction({ name: event.name, data: event.data })).result,
  slow: async (event) => { const before = cloud.getWXContext().OPENID; await new Promise((r) => setTimeout(r, event.ms)); return { before, after: cloud.getWXContext().OPENID, n: event.n, who: event.who }; },
  write: async () => (await cloud.database().collection('seen').add({ data: { by: cloud.getWXContext().OPENID, at: cloud.database().serverDate() } }))._id,
  say: (event) => { console.log('said', { n: 1 }); console.warn('careful'); return event.password ? 'ok' : 'no'; },
  later: (event) => { setTimeout(() => console.log('late line'), 20); return 'now'; },
};
exports.main = async (event) => { calls++; return deeds[event.deed] ? deeds[event.deed](event) : { ...event, context: cloud.getWXContext() }; };
`;

const FIELD_KEYS = JSON.stringify({ k1: { seal: 'c2VhbC1rZXktb2YtdGVzdA==', index: 'aW5kZXgta2V5LW9mLXRlc3Q=' } });

let cloud: LocalCloud;
beforeAll(async () => {
  cloud = await startCloud(
    {
      functions: { probe: PROBE, other: PROBE, strict: PROBE, broken: 'throw new Error("cannot load")', mute: 'exports.nothing = 1' },
      table: {
        probe: { timeout: 20, memory: 128, openapi: [], triggers: [{ name: 'daily', type: 'timer', config: '0 30 9 * * * *' }] },
        strict: { timeout: 1, memory: 256, openapi: [], triggers: [] },
        other: { timeout: 20, memory: 512, openapi: [], triggers: [] },
      },
      collections: { seen: [] },
    },
    { functionEnv: { FIELD_KEY: 'k1', FIELD_KEYS }, timers: true },
  );
});
afterAll(closeAll);

const as = (openid: string, source?: string) => ({ openid, source });
async function run<T>(deed: string, data: object = {}, openid = 'o-anna'): Promise<T> {
  return (await cloud.call('probe', { deed, ...data }, as(openid))).result as T;
}
interface Who {
  context: Record<string, unknown>;
  event: Record<string, unknown>;
  calls: number;
  thread: number;
}

describe('failures, as wx.cloud.callFunction rejects', () => {
  const failure = (fn: string, data: unknown): Promise<PlatformFailure> =>
    refusal(cloud.call(fn, data, as('o-anna'))) as Promise<PlatformFailure>;

  test('an exception is -504002 with its message', async () => {
    const { errCode, errMsg } = await failure('probe', { deed: 'boom' });
    expect(errCode).toBe(-504002);
    expect(errMsg).toMatch(
      /^cloud\.callFunction:fail Error: errCode: -504002 functions execute fail \| errMsg: Error: secret-free failure/,
    );
  });

  // believed: code and words of a timeout
  test.each(['hang', 'spin'])('a function that does not end (%s) is killed on its timeout, the next call finds a new one', async (deed) => {
    const began = Date.now();
    const { errCode, errMsg } = await failure('strict', { deed });
    expect(errCode).toBe(-504003);
    expect(errMsg).toContain('timed out after 1 seconds');
    expect(Date.now() - began).toBeLessThan(10_000);
    expect(((await cloud.call('strict', { deed: 'whoami' }, as('o-anna'))).result as Who).calls).toBe(1);
  });

  // believed: code and words
  test('a function that hoards memory is killed', async () => {
    expect((await failure('probe', { deed: 'hoard' })).errMsg).toMatch(/memory limit of 128 MB exceeded|timed out/);
  });

  test('the memory of its own declaration counts: what kills a function of 128 MB another of 512 MB bears', async () => {
    const keep = { deed: 'keep', mb: 220 };
    expect((await failure('probe', keep)).errMsg).toMatch(/errCode: -504005 .*memory limit of 128 MB exceeded/);
    expect((await cloud.call('other', keep, as('o-anna'))).result).toBe(220);
  });

  // believed: that there is a bound; its size is ours
  test('a function that calls itself without end is stopped, and the cloud goes on', async () => {
    const small = await startCloud({ functions: { other: PROBE }, table: { other: { timeout: 60, memory: 128 } } }, { maxWorkers: 2 });
    const { errMsg } = await refusal(small.call('other', { deed: 'self' }, as('o-anna')));
    expect(errMsg).toContain('too many functions called by functions at once');
    expect(((await small.call('other', { deed: 'whoami' }, as('o-boris'))).result as Who).context.OPENID).toBe('o-boris');
  });

  test('a function that ends its process has failed', async () => {
    expect((await failure('probe', { deed: 'exit' })).errCode).toBe(-504002);
  });

  // believed: the numbers and words
  test('an unknown function, one that cannot be loaded, one without main', async () => {
    expect((await failure('nobody', {})).errMsg).toContain('FunctionName parameter could not be found');
    expect((await failure('../probe', {})).errCode).toBe(-501000);
    expect((await failure('broken', {})).errMsg).toContain('could not be loaded: Error: cannot load');
    expect((await failure('mute', {})).errMsg).toContain('does not export main');
  });

  // believed: the bound and the number; vendor pages give 100 kB and 6 MB
  test('more than 100 kB in, more than 1 MB out', async () => {
    expect((await failure('probe', { deed: 'whoami', pad: 'x'.repeat(100 * 1024) })).errMsg).toContain('exceeds 100 KB');
    expect((await failure('probe', { deed: 'large', size: 1024 * 1024 })).errCode).toBe(-604001);
    expect(await run<string>('large', { size: 1024 * 1024 - 10 })).toHaveLength(1024 * 1024 - 10);
  });
});

describe('identity', () => {
  test('comes from the platform; what the client writes into userInfo is replaced', async () => {
    const { context, event } = await run<Who>('whoami', { userInfo: { openId: 'o-evil' } });
    expect(context).toMatchObject({ OPENID: 'o-anna', APPID: cloud.appid, SOURCE: 'wx_client', ENV: 'local' });
    expect(event.userInfo).toEqual({ appId: cloud.appid, openId: 'o-anna' });
  });

  test('a warm worker serves the next person as that person', async () => {
    const first = await run<Who>('whoami', {}, 'o-anna');
    const second = await run<Who>('whoami', {}, 'o-boris');
    expect(second.thread).toBe(first.thread);
    expect(second.calls).toBe(first.calls + 1);
    expect(second.context.OPENID).toBe('o-boris');
  });

  test('a timer is nobody, even in a worker a person has just used', async () => {
    await run('whoami', {}, 'o-anna');
    const result = (await cloud.trigger('probe', 'daily')) as { context: Record<string, unknown>; Type: string; TriggerName: string };
    expect(result.context.SOURCE).toBe('wx_trigger');
    expect('OPENID' in result.context).toBe(false);
    expect(result).toMatchObject({ Type: 'Timer', TriggerName: 'daily' });
    await expect(cloud.trigger('probe', 'unknown')).rejects.toThrow("no timer 'unknown'");
  });

  test('goes on to a called function; its source tells the chain', async () => {
    const { context, event } = await run<Who>(
      'call',
      { name: 'other', data: { deed: 'whoami', userInfo: { openId: 'o-evil' } } },
      'o-carla',
    );
    expect(context).toMatchObject({ OPENID: 'o-carla', SOURCE: 'wx_client,scf' });
    expect(event.userInfo).toEqual({ appId: cloud.appid, openId: 'o-carla' });
    const failed = await refusal(cloud.call('probe', { deed: 'call', name: 'other', data: { deed: 'boom' } }, as('o-carla')));
    expect(failed.errMsg).toContain('secret-free failure');
  });

  test('an administrator calls without a person', async () => {
    const { result } = await sdkOf(cloud).callFunction({ name: 'probe', data: { deed: 'whoami' } });
    expect('OPENID' in (result as Who).context).toBe(false);
    expect('userInfo' in (result as Who).event).toBe(false);
  });

  test('numeric-looking openids are read as numbers by the SDK: a trap, kept', async () => {
    expect((await run<Who>('whoami', {}, '123456')).context.OPENID).toBe(123456);
  });

  test('overlapping calls of many people never mix', async () => {
    const calls = FULL ? 10_000 : 400;
    const people = 50;
    let mixed = 0;
    const one = async (n: number): Promise<void> => {
      const who = `o-person-${n % people}`;
      const seen = await run<{ before: string; after: string; n: number; who: string }>('slow', { ms: n % 7, n, who }, who);
      if (seen.before !== who || seen.after !== who || seen.n !== n || seen.who !== who) mixed++;
    };
    for (let from = 0; from < calls; from += 200)
      await Promise.all(Array.from({ length: Math.min(200, calls - from) }, (_, i) => one(from + i)));
    expect(mixed).toBe(0);
  });
});

test('a function killed in the middle of a transaction leaves nothing of it, and its locks go with the transaction', async () => {
  const half = `
    const cloud = require('wx-server-sdk');
    cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV });
    exports.main = async () => {
      const t = await cloud.database().startTransaction();
      await t.collection('pairs').doc('a').update({ data: { n: 1 } });
      await t.collection('pairs').add({ data: { _id: 'b' } });
      for (;;);
    };`;
  const own = await startCloud(
    { functions: { half }, table: { half: { timeout: 1, memory: 128, openapi: [], triggers: [] } }, collections: { pairs: [] } },
    { transactionMs: 1500 },
  );
  await own.database.put('pairs', { _id: 'a' });
  expect((await refusal(own.call('half', {}, as('o')))).errCode).toBe(-504003);
  await sdkOf(own)
    .database()
    .collection('pairs')
    .doc('a')
    .update({ data: { n: 2 } });
  expect(await own.database.all('pairs')).toEqual([{ _id: 'a', n: 2 }]);
});

describe('what surrounds a call', () => {
  // believed: the numbers -601005, -601006, -601007 and the five minutes
  test('open data: a CloudID at the top level is opened for its owner only', async () => {
    const mine = cloud.openData.issue('o-anna', { openGId: 'g-1' });
    const theirs = cloud.openData.issue('o-boris', { openGId: 'g-2' });
    const { event, context } = await run<Who>('whoami', {
      group: { $cloudID: mine },
      asText: `CloudID.prefix:${mine}`,
      stolen: { $cloudID: theirs },
      forged: { $cloudID: 'x' },
      deep: { group: { $cloudID: mine } },
    });
    expect(event.group).toMatchObject({ cloudID: mine, data: { openGId: 'g-1', watermark: { appid: cloud.appid } } });
    expect(event.asText).toEqual(event.group);
    expect(event.stolen).toMatchObject({ errCode: -601007 });
    expect(event.forged).toMatchObject({ errCode: -601005 });
    expect(event.deep).toEqual({ group: { $cloudID: mine } });
    expect(context.OPEN_DATA_INFO).toBe('{"keys":["group","asText"]}');
    cloud.clock.advance(6 * 60_000);
    expect((await run<Who>('whoami', { group: { $cloudID: mine } })).event.group).toMatchObject({ errCode: -601006 });
  });

  test('a plain object that looks opened is not in OPEN_DATA_INFO', async () => {
    const { context } = await run<Who>('whoami', { group: { cloudID: 'x', data: { openGId: 'forged' } } });
    expect('OPEN_DATA_INFO' in context).toBe(false);
  });

  test("the platform's clock is the function's clock, jumps included", async () => {
    cloud.clock.set('2026-03-05T02:03:04.000Z');
    const before = await run<{ date: string; now: number; parsed: string; isDate: boolean; text: string }>('clock');
    expect(before).toEqual({
      date: '2026-03-05T02:03:04.000Z',
      now: Date.parse('2026-03-05T02:03:04.000Z'),
      parsed: '1970-01-01T00:00:00.000Z',
      isDate: true,
      text: 'string',
    });
    cloud.clock.advance(24 * 3600_000);
    expect((await run<{ date: string }>('clock')).date).toBe('2026-03-06T02:03:04.000Z');
    const id = await run<string>('write');
    expect(await cloud.database.get('seen', id)).toEqual({ _id: id, by: 'o-anna', at: new Date('2026-03-06T02:03:04.000Z') });
  });

  test('environment variables: the given ones, none of this process', async () => {
    process.env.LOCAL_CLOUD_SECRET_OF_TEST = 'x';
    expect(await run('env', { name: 'FIELD_KEY' })).toBe('k1');
    expect(await run('env', { name: 'TENCENTCLOUD' })).toBe('true');
    expect(await run('env', { name: 'LOCAL_CLOUD_SECRET_OF_TEST' })).toBeNull();
    expect(await run('env', { name: 'HOME' })).toBeNull();
  });

  test('undefined arrives as null, the event is a copy', async () => {
    expect(await run('nothing')).toBeNull();
  });

  test('logs carry function and request, and nothing of what was sent', async () => {
    cloud.logs.take();
    const { requestID } = await cloud.call('probe', { deed: 'say', password: 'hunter2' }, as('o-anna'));
    const logs = cloud.logs.take();
    expect(logs.map(({ fn, requestId, level, text }) => ({ fn, requestId, level, text }))).toEqual([
      { fn: 'probe', requestId: requestID, level: 'log', text: 'said { n: 1 }' },
      { fn: 'probe', requestId: requestID, level: 'warn', text: 'careful' },
    ]);
    expect(JSON.stringify(logs)).not.toContain('hunter2');
  });

  test('a function that prints its keys prints none into the log', async () => {
    cloud.logs.take();
    await refusal(cloud.call('probe', { deed: 'leak' }, as('o-anna')));
    const texts = cloud.logs.take().map(({ text }) => text);
    expect(texts[0]).toBe('mine *** ***');
    expect(texts.join('\n')).toContain("FIELD_KEY: 'k1'");
    expect(texts.at(-1)).toMatch(/^Error: with \*\*\* and \*\*\*/);
    const { seal, index } = (JSON.parse(FIELD_KEYS) as { k1: { seal: string; index: string } }).k1;
    for (const secret of [seal, index, cloud.env.TENCENTCLOUD_SECRETKEY, cloud.env.TENCENTCLOUD_SECRETID])
      expect(texts.join('\n')).not.toContain(secret);
  });

  test('idle waits for running functions', async () => {
    const slow = run('slow', { ms: 150, n: 1, who: 'x' });
    await cloud.idle();
    expect(await Promise.race([slow.then(() => 'done'), new Promise((resolve) => setTimeout(() => resolve('running'), 20))])).toBe('done');
  });

  // The clock of the service does not jump; what a jump does is ours.
  test('timers fire by the clock, once for a jump over many days', async () => {
    const watch = await startCloud(
      {
        functions: { tick: "exports.main = async (event) => { console.log('Timer', event.TriggerName); }" },
        table: { tick: { timeout: 3, memory: 128, openapi: [], triggers: [{ name: 'daily', type: 'timer', config: '0 30 9 * * * *' }] } },
      },
      { timers: true, startAt: '2026-03-10T01:29:59.000Z' },
    );
    const count = async (): Promise<number> => {
      await new Promise((resolve) => setImmediate(resolve));
      await watch.idle();
      return watch.logs.take().filter(({ text }) => text.startsWith('Timer')).length;
    };
    expect(await count()).toBe(0);
    watch.clock.advance(1000);
    expect(await count()).toBe(1);
    watch.clock.advance(3 * 24 * 3600_000);
    expect(await count()).toBe(1);
    watch.clock.set('2026-03-10T01:29:00.000Z');
    expect(await count()).toBe(0);
    watch.clock.advance(60_000);
    expect(await count()).toBe(1);
  });

  // believed: as all asynchronous calls of the service, twice more; a call on demand tells its failure instead
  test('a timer that fails is fired again a minute later, twice at most, as the same firing', async () => {
    const watch = await startCloud(
      {
        functions: {
          tick: `let n = 0; exports.main = async (event) => { console.log('Timer', event.Time, ++n); if (n !== 5) throw new Error('not yet'); }`,
        },
        table: { tick: { timeout: 3, memory: 128, openapi: [], triggers: [{ name: 'daily', type: 'timer', config: '0 30 9 * * * *' }] } },
      },
      { timers: true, startAt: '2026-03-10T01:29:59.000Z' },
    );
    const fired = async (ms: number): Promise<string[]> => {
      watch.clock.advance(ms);
      await watch.idle();
      await new Promise((resolve) => setImmediate(resolve));
      return watch.logs.take().flatMap(({ text }) => (text.startsWith('Timer') ? [text.slice(6)] : []));
    };
    expect(await fired(1000)).toEqual(['2026-03-10T01:30:00.000Z 1']);
    expect(await fired(30_000)).toEqual([]);
    expect(await fired(30_000)).toEqual(['2026-03-10T01:30:00.000Z 2']);
    expect(await fired(60_000)).toEqual(['2026-03-10T01:30:00.000Z 3']);
    expect(await fired(60_000)).toEqual([]);
    await expect(watch.trigger('tick', 'daily')).rejects.toThrow('not yet');
    watch.logs.take();
    expect(await fired(60_000)).toEqual([]);
    // The next firing succeeds: it is not repeated.
    expect(await fired(24 * 3600_000)).toEqual([expect.stringMatching(/ 5$/)]);
    expect(await fired(60_000)).toEqual([]);
  });

  test('changed code is loaded by the next call', async () => {
    const functionsDir = functionsFolder({ functions: { change: 'exports.main = async () => 1' } });
    const other = await startCloud({}, { functionsDir });
    const call = async () => (await other.call('change', {}, as('o'))).result;
    expect(await call()).toBe(1);
    const file = path.join(functionsDir, 'change', 'index.js');
    fs.writeFileSync(file, 'exports.main = async () => 2');
    fs.utimesSync(file, new Date(), new Date(Date.now() + 5000));
    expect(await call()).toBe(2);
  });

  test('the clock is kept across restarts', async () => {
    const dataDir = temporaryFolder();
    const first = await startCloud({}, { dataDir });
    first.clock.set('2026-04-01T00:00:00.000Z');
    await first.close();
    const second = await startCloud({}, { dataDir });
    expect(second.clock.now().toISOString()).toBe('2026-04-01T00:00:00.000Z');
    await second.close();
    const running = await startCloud({}, { dataDir: temporaryFolder(), frozen: false });
    expect(Math.abs(running.clock.now().getTime() - Date.parse('2026-03-02T01:00:00.000Z'))).toBeLessThan(5000);
  });
});
