// What reaches an action: the five keys of the envelope, parsed strictly, from whoever the platform says is calling, and nothing else.
import { randomUUID } from 'node:crypto';
import { openTown, type Town } from '../support/town';

let town: Town;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());

/** Calls a function with an event as it is. */
async function raw(
  fn: string,
  event: unknown,
  openid = town.as('labourer').openid,
): Promise<{ ok: boolean; data?: unknown; error?: { code: string; message: string; fields?: Record<string, string> }; requestId: string }> {
  return (await town.cloud.call(fn, event, { openid })).result as never;
}
const envelope = (action: string, input: unknown, more: object = {}) => ({
  action,
  input,
  requestId: randomUUID(),
  clientVersion: 'test',
  ...more,
});

describe('refused before an action runs', () => {
  test.each([
    ['no action', { input: {}, requestId: 'r-00000001', clientVersion: '1' }, 'bad_input'],
    ['no request id', { action: 'session.me', input: {}, clientVersion: '1' }, 'bad_input'],
    ['a request id that could be a path', { action: 'session.me', input: {}, requestId: '../../etc/x', clientVersion: '1' }, 'bad_input'],
    ['a request id that is an object', { action: 'session.me', input: {}, requestId: { $ne: null }, clientVersion: '1' }, 'bad_input'],
    ['an action nobody knows', envelope('claim.destroy', {}), 'unknown_action'],
    ['an action of another function', envelope('claim.review', {}), 'unknown_action'],
    ['an action named like an inherited property', envelope('constructor', {}), 'unknown_action'],
    ['an action that is an object', { ...envelope('session.me', {}), action: { $gt: '' } }, 'bad_input'],
    ['an unknown key in the input', envelope('job.list', { areas: 'in_county' }), 'bad_input'],
    ['an operator where a word belongs', envelope('job.list', { area: { $ne: null } }), 'bad_input'],
    ['a pattern where a word belongs', envelope('job.detail', { id: { $regex: '.*' } }), 'bad_input'],
    ['an empty id', envelope('job.detail', { id: '' }), 'bad_input'],
    ['an id with a path', envelope('job.detail', { id: '../settings/keys' }), 'bad_input'],
    ['a limit beyond the page', envelope('job.list', { limit: 5000 }), 'bad_input'],
    ['no input', envelope('job.list', undefined), 'bad_input'],
    ['a list for an input', envelope('job.list', []), 'bad_input'],
  ])('%s', async (_name, event, code) => {
    const answer = await raw('public', event);
    expect(answer.error?.code).toBe(code);
    expect(answer.error?.message).toMatch(/[\u4e00-\u9fff]/);
  });

  test('a prototype in the input is an unknown key, not a prototype', async () => {
    const input = JSON.parse('{"__proto__":{"area":"in_county"},"limit":3}');
    const answer = await raw('public', envelope('job.list', input));
    // However the way to the function treats the key, nothing is inherited from it.
    if (answer.ok) expect((answer.data as { items: unknown[] }).items).toHaveLength(3);
    else expect(answer.error?.code).toBe('bad_input');
  });

  test('more than 100 kB', async () => {
    const answer = await raw('public', envelope('job.list', { text: 'x'.repeat(101_000) }));
    expect(answer.error?.code).toBe('too_large');
  });

  test('an event that is no object', async () => {
    expect((await raw('public', 'job.list')).error?.code).toBe('bad_input');
    expect((await raw('public', null)).error?.code).toBe('bad_input');
  });

  test('each field that is wrong is named, in words', async () => {
    const answer = await raw('resident', envelope('claim.draft', { person: 5, programme: 'No Such', period: '25' }));
    expect(Object.keys(answer.error?.fields ?? {}).sort()).toEqual(['period', 'person', 'programme']);
    for (const words of Object.values(answer.error?.fields ?? {})) expect(words).toMatch(/[\u4e00-\u9fff]/);
    // A form with one line for what is wrong can say it too.
    for (const words of Object.values(answer.error?.fields ?? {})) expect(answer.error?.message).toContain(words);
  });

  test('the reply carries the request id of the call', async () => {
    expect((await raw('public', { ...envelope('no.such', {}), requestId: 'my-request-1' })).requestId).toBe('my-request-1');
  });
});

describe('who is calling', () => {
  test('nothing in the event says it: userInfo, openid and the like are dropped', async () => {
    const clerk = town.as('clerk').openid;
    const event = envelope(
      'session.me',
      {},
      { userInfo: { openId: clerk, appId: 'x' }, openid: clerk, OPENID: clerk, wxContext: { OPENID: clerk } },
    );
    const answer = await raw('public', event, town.as('visitor').openid);
    expect(answer.ok).toBe(true);
    expect(answer.data).toMatchObject({ staff: null, roles: [], persons: [] });
  });

  test('no key beside the five reaches the input', async () => {
    const answer = await raw('public', envelope('session.me', {}, { roles: ['admin'] }));
    expect(answer.ok).toBe(true);
  });

  test('an openid that looks like a number beyond exactness is nobody', async () => {
    const answer = await raw('public', envelope('session.me', {}), '123456789012345678901234');
    expect(answer.error?.code).toBe('not_signed_in');
  });

  test('a worker that served one person serves the next as themselves', async () => {
    const calls = Array.from({ length: 12 }, (_, i) => (i % 2 === 0 ? 'labourer' : 'clerk'));
    const answers = await Promise.all(calls.map((who) => town.as(who).call('session.me', {})));
    answers.forEach((me, i) => {
      expect(me.staff === null).toBe(i % 2 === 0);
      expect(me.persons.length).toBe(i % 2 === 0 ? 1 : 0);
    });
  });
});

describe('the clock', () => {
  test('is the platform’s, in Beijing days', async () => {
    const visitor = town.as('visitor');
    town.cloud.clock.set('2026-03-02T15:59:59.000Z');
    expect((await visitor.call('session.me', {})).today).toBe('2026-03-02');
    town.cloud.clock.set('2026-03-02T16:00:00.000Z');
    expect((await visitor.call('session.me', {})).today).toBe('2026-03-03');
    town.cloud.clock.set('2026-03-02T01:00:00.000Z');
  });
});

describe('the limit for callers nobody knows', () => {
  test('stops a script, not the next minute', async () => {
    const script = town.as('o-somebody-with-a-script');
    let refusal = '';
    for (let i = 0; i < 13; i += 1) {
      const round = await Promise.all(Array.from({ length: 10 }, () => script.reply('policy.active', {})));
      refusal = round.flatMap((answer) => (answer.ok ? [] : [answer.error.code]))[0] ?? refusal;
    }
    expect(refusal).toBe('too_many_tries');
    // Somebody who is known is not counted with the visitors.
    await town.as('labourer').call('policy.active', {});
    town.cloud.clock.advance(60_000);
    await script.call('policy.active', {});
    // Counters tell nobody who tried.
    expect(JSON.stringify(await town.cloud.database.all('rates'))).not.toContain(script.openid);
  });
});
