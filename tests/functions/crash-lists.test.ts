// Crashes at every write of the work on lists: sending, posting, taking down, passing together. The function dies after its n-th write, for
// every n; whatever stands then is in order, each claim is made and moved once, and asking again finishes the work.
import type { ClaimRecord, MinutesRecord, PublicityRecord } from '@shared/domain/records';
import { waitingOf } from '@shared/domain/stages';
import { auditVerify } from '@shared/runtime/audit-verify';
import type { Services } from '@shared/runtime/context';
import type { Call } from '@shared/runtime/dispatch';
import type { JobRecord } from '@shared/runtime/jobs';
import type { Store } from '@shared/runtime/store';
import { jpeg } from '../support/pictures';
import { openTown, type Town } from '../support/town';

/** How a function that was killed looks from outside: no answer. */
class Killed extends Error {
  override name = 'Killed';
}

const YEAR = { programme: 'transport', period: '2025' } as const;
let town: Town;
let village: string;
const persons: string[] = [];
let services: Services;
let run: (call: Call, services: Services) => Promise<unknown>;
const before = { ...process.env };

beforeAll(async () => {
  town = await openTown();
  village = town.county.persons.find(({ _id }) => _id === town.personOf('labourer'))?.village ?? '';
  const cadre = town.as('cadre');
  for (let i = 0; i < 3; i += 1) {
    const person = town.personOf(await town.newcomer());
    persons.push(person);
    await cadre.call('list.picture', { person, ...YEAR, kind: 'wage_proof', fileID: await cadre.upload(jpeg({ mark: 900 + i })) });
    await cadre.call('list.say', { person, ...YEAR, said: 'agreed', how: 'phone', on: '2026-03-02', note: '' });
  }
  const pair = town.ring.keys.get(town.ring.current);
  const keys = { [town.ring.current]: { seal: pair?.seal.toString('base64'), index: pair?.index.toString('base64') } };
  // The SDK reads its environment as it loads.
  Object.assign(process.env, town.cloud.env, { FIELD_KEYS: JSON.stringify(keys), FIELD_KEY: town.ring.current });
  const { cloudServices } = require('@shared/runtime/entry') as typeof import('@shared/runtime/entry');
  const { dispatch } = require('@shared/runtime/dispatch') as typeof import('@shared/runtime/dispatch');
  const modules = [
    require('@shared/actions/list'),
    require('@shared/actions/publicity'),
    require('@shared/actions/review-bulk'),
    require('@shared/actions/tasks'),
  ] as Record<string, { name: string; roles?: unknown }>[];
  const actions = new Map(
    modules.flatMap((one) => Object.values(one)).flatMap((one) => (one?.roles && one.name ? [[one.name, one] as const] : [])),
  );
  services = { ...cloudServices(), clock: () => town.cloud.clock.now() };
  run = (call, using) => dispatch(call, using, actions as never);
});
afterAll(async () => {
  process.env = before;
  await town.close();
});

/** A store that dies once `left` writes are done: before the next one, as a machine does. */
function mortal(store: Store, life: { left: number }): Store {
  const spending = <T>(write: () => Promise<T>): Promise<T> => {
    if (life.left <= 0) return Promise.reject(new Killed('the function was killed'));
    life.left -= 1;
    return write();
  };
  return {
    ...store,
    insert: (collection, doc) => spending(() => store.insert(collection, doc)),
    count: (...what) => spending(() => store.count(...what)),
    remove: (...what) => spending(() => store.remove(...what)),
    transaction: (work) => spending(() => store.transaction(work)),
  };
}

type Answer = { ok: boolean; data?: never; error?: { code: string; message: string } };
let sent = 0;

async function once(openid: string, action: string, input: unknown, requestId: string, life: { left: number }): Promise<Answer> {
  // A killed function says so in its log, and nothing else does.
  const log = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  const envelope = { action, input, requestId, clientVersion: 'crash' };
  const reply = (await run({ openid, envelope }, { ...services, store: mortal(services.store, life) })) as Answer;
  log.mockRestore();
  return reply;
}

const all = async <T>(name: string) => (await town.cloud.database.all(name)) as unknown as T[];
const claims = () => all<ClaimRecord>('claims');

/** What must hold at every moment: one claim a person, each waiting where its stage is, on one list at most, moved on as often as its events say. */
async function inOrder(): Promise<void> {
  const found = await claims();
  expect(new Set(found.map(({ person }) => person)).size).toBe(found.length);
  for (const claim of found) {
    const stage = claim.stages[claim.stage ?? -1];
    expect(claim.waiting).toBe(claim.status === 'in_stage' && stage ? waitingOf(stage) : '');
    const decided = claim.events.filter(({ verb, stage: at }) => verb === 'approve' && at === 0);
    expect(decided.length).toBeLessThanOrEqual(1);
  }
  const lines = await all<{ claim: string }>('publicity_lines');
  expect(new Set(lines.map(({ claim }) => claim)).size).toBe(lines.length);
  const { total } = await town.as('clerk').call('equation.of', { ...YEAR, place: village });
  expect(Object.values(total.parts).reduce((sum, { people }) => sum + people, 0)).toBe(total.owed);
}

/** Asks until it is done, dying one write later each time. */
async function stubborn(who: string, action: string, input: unknown): Promise<number> {
  const { openid } = town.as(who);
  sent += 1;
  const id = `crash-request-${sent}`;
  for (let deaths = 0; deaths < 60; deaths += 1) {
    const life = { left: deaths };
    const answer = await once(openid, action, input, id, life);
    await inOrder();
    if (answer.ok) return deaths;
    expect(answer.error?.code).toBe('broken');
  }
  throw new Error(`${action} never ends`);
}

/** Drives the newest task of a kind that dies after 0 writes, then 1, …; a lease left behind runs out first. */
async function drive(who: string, kind: string): Promise<number> {
  const running = (await all<JobRecord>('jobs')).filter((job) => job.kind === kind && job.state === 'running');
  expect(running).toHaveLength(1);
  const task = running[0]?._id ?? '';
  let deaths = 0;
  for (let life = 0; life < 80; life += 1) {
    const job = (await town.cloud.database.get('jobs', task)) as unknown as JobRecord | null;
    if (job && job.state !== 'running') {
      expect(job.failed).toBe(0);
      return deaths;
    }
    town.cloud.clock.advance(61_000);
    const given = { left: life };
    sent += 1;
    await once(town.as(who).openid, 'task.drive', { task }, `crash-drive-${sent}`, given);
    if (given.left === 0) deaths += 1;
    await inOrder();
  }
  throw new Error(`${kind} never ends`);
}

test('a list is sent once, a claim a line, however often it is cut off', async () => {
  const minutes = { on: '2026-03-02', chair: '任某', attendees: ['任某', '周某'], decision: '都同意上报。' };
  expect(await stubborn('cadre', 'list.send', { ...YEAR, village, persons, minutes })).toBeGreaterThan(0);
  expect(await drive('cadre', 'list.file')).toBeGreaterThan(3);
  expect((await claims()).map(({ person, status, waiting }) => [person, status, waiting]).sort()).toEqual(
    persons.map((person) => [person, 'in_stage', 'village']).sort(),
  );
  expect(await all<MinutesRecord>('minutes')).toHaveLength(1);
  for (const claim of await claims()) expect(claim.events.filter(({ verb }) => verb === 'submit')).toHaveLength(1);
});

test('clean ones are passed together once each', async () => {
  // Newcomers share their model's telephone: a hint, and not what is tested here.
  for (const claim of await claims()) {
    const bare: ClaimRecord = { ...claim, hints: [] };
    await town.cloud.database.put('claims', bare);
  }
  const { bulk } = await town.as('cadre2').call('review.counts', {});
  expect(bulk.count).toBe(2);
  await stubborn('cadre2', 'review.bulk', bulk);
  expect(await drive('cadre2', 'review.bulk')).toBeGreaterThan(1);
  for (const { id } of (await town.as('cadre2').call('claim.queue', { view: 'waiting' })).items) {
    const { case: seen } = await town.as('cadre2').call('claim.case', { claim: id });
    await town.as('cadre2').call('claim.review', { claim: id, version: seen.version, verb: 'approve' });
  }
  expect((await claims()).map(({ waiting }) => waiting)).toEqual(persons.map(() => 'post_village'));
});

test('a list is hung once with everybody on it, and taken down once', async () => {
  expect(await stubborn('cadre', 'publicity.post', { level: 'village', place: village, ...YEAR })).toBeGreaterThan(0);
  expect(await drive('cadre', 'publicity.post')).toBeGreaterThan(3);
  const [list, ...more] = await all<PublicityRecord>('publicities');
  expect(more).toEqual([]);
  expect(list).toMatchObject({ status: 'posted', count: 3 });
  expect((await all('publicity_lines')).length).toBe(3);
  town.cloud.clock.advance(9 * 86_400_000);
  const { list: shown } = await town.as('cadre').call('publicity.show', { publicity: list?._id ?? '' });
  await stubborn('cadre', 'publicity.close', { publicity: shown.id, version: shown.version });
  expect(await drive('cadre', 'publicity.close')).toBeGreaterThan(1);
  expect((await claims()).map(({ waiting }) => waiting)).toEqual(persons.map(() => 'town'));
  expect((await all<PublicityRecord>('publicities'))[0]).toMatchObject({ status: 'closed' });
});

test('the trail of it all is whole', async () => {
  const records: Record<string, never> = {};
  for (const name of ['claims', 'publicities', 'minutes']) records[name] = (await town.cloud.database.all(name)) as never;
  const found = auditVerify((await all('audits')) as never, (await all('seals')) as never, records);
  expect(found).toMatchObject({ first: null, breaks: 0 });
});
