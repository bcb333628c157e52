// Crashes at every write of every operation on money that writes more than once: the function dies after its n-th write, for every n;
// whatever stands then adds up, and asking again finishes the work.

import { reconcile } from '@shared/domain/reconcile';
import type { BatchRecord, BudgetRecord, ClaimRecord, PaymentRecord } from '@shared/domain/records';
import { auditVerify } from '@shared/runtime/audit-verify';
import type { Services } from '@shared/runtime/context';
import type { Call } from '@shared/runtime/dispatch';
import type { JobRecord } from '@shared/runtime/jobs';
import type { Store } from '@shared/runtime/store';
import { approved, FUND, funded, ownCard, plantApproved, TOWN_CODE } from '../support/paying';
import { jpeg } from '../support/pictures';
import { openTown, type Town } from '../support/town';

/** How a function that was killed looks from outside: no answer. */
class Killed extends Error {
  override name = 'Killed';
}

let town: Town;
let like: string;
let services: Services;
let run: (call: Call, services: Services) => Promise<unknown>;
const before = { ...process.env };

beforeAll(async () => {
  town = await openTown();
  await funded(town);
  const who = await town.newcomer();
  await ownCard(town, who);
  like = await approved(town, who);
  await plant(2);
  // The SDK reads its environment as it loads.
  const pair = town.ring.keys.get(town.ring.current);
  const keys = { [town.ring.current]: { seal: pair?.seal.toString('base64'), index: pair?.index.toString('base64') } };
  Object.assign(process.env, town.cloud.env, { FIELD_KEYS: JSON.stringify(keys), FIELD_KEY: town.ring.current });
  const { cloudServices } = require('@shared/runtime/entry') as typeof import('@shared/runtime/entry');
  const { dispatch } = require('@shared/runtime/dispatch') as typeof import('@shared/runtime/dispatch');
  const modules = [
    require('@shared/actions/pay-batches'),
    require('@shared/actions/pay-results'),
    require('@shared/actions/pay-mending'),
    require('@shared/actions/pay-recovery'),
    require('@shared/actions/pay-release'),
    require('@shared/actions/pay-money'),
    require('@shared/actions/notices'),
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

async function plant(count: number): Promise<void> {
  for (let i = 0; i < count; i += 1) {
    const who = await town.newcomer();
    await ownCard(town, who);
    await plantApproved(town, like, who);
  }
}

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

async function adds(): Promise<void> {
  const found = reconcile({
    claims: await all<ClaimRecord>('claims'),
    payments: await all<PaymentRecord>('payments'),
    batches: await all<BatchRecord>('batches'),
    budgets: await all<BudgetRecord>('budgets'),
    recoveries: await all('recoveries'),
  });
  expect(found.faults).toEqual([]);
  expect(found.lines.filter(({ left, right }) => left !== right)).toEqual([]);
}

/**
 * Asks until it is done, the function dying one write later each time (0, 1, 2, … writes into its life). After each death the books
 * must be in order. @returns the answer and how often it died.
 */
async function stubborn(
  who: string,
  action: string,
  input: () => Promise<unknown> | unknown,
  sameRequest = true,
): Promise<{ answer: Answer; deaths: number }> {
  const { openid } = town.as(who);
  sent += 1;
  const id = `crash-request-${sent}`;
  for (let deaths = 0; deaths < 60; deaths += 1) {
    const life = { left: deaths };
    const answer = await once(openid, action, await input(), sameRequest ? id : `${id}-${deaths}`, life);
    await adds();
    if (life.left > 0 || answer.ok) return { answer, deaths };
    expect(answer.error?.code).toBe('broken');
  }
  throw new Error(`${action} never ends`);
}

/** Drives a task that dies after 1 write, then 2, … ; a lease left behind runs out first. */
async function drive(task: string): Promise<number> {
  let deaths = 0;
  for (let life = 0; life < 80; life += 1) {
    const job = (await town.cloud.database.get('jobs', task)) as unknown as JobRecord | null;
    if (job && job.state !== 'running') return deaths;
    town.cloud.clock.advance(61_000);
    const given = { left: life };
    sent += 1;
    await once(town.as('clerk').openid, 'task.drive', { task }, `crash-drive-${sent}`, given);
    if (given.left === 0) deaths += 1;
    await adds();
  }
  throw new Error(`${task} never ends`);
}

const batchNow = async () => (await all<BatchRecord>('batches')).sort((a, b) => (a.sortKey < b.sortKey ? 1 : -1))[0] as BatchRecord;

test('a batch is made once, however often its making is cut off', async () => {
  const input = { place: TOWN_CODE, programme: 'transport', period: '2025', fund: FUND, year: '2026' };
  const { answer, deaths } = await stubborn('clerk', 'pay.batch', () => input);
  expect(answer.ok).toBe(true);
  expect(deaths).toBeGreaterThan(1);
  expect(await all('batches')).toHaveLength(1);
  expect(await drive(`job:pay.build:${(await batchNow())._id}`)).toBeGreaterThan(3);
  expect(await batchNow()).toMatchObject({ status: 'ready', count: 3, sumFen: 450000, reservedFen: 450000 });
});

test('given up and made again', async () => {
  const first = await batchNow();
  const { answer } = await stubborn('clerk', 'pay.dismiss', () => ({ batch: first._id, version: first.version, reason: '先不发' }));
  expect(answer.ok).toBe(true);
  expect(await drive(`job:pay.dismiss:${first._id}`)).toBeGreaterThan(3);
  expect(await town.cloud.database.get('batches', first._id)).toMatchObject({ status: 'dismissed', reservedFen: 0 });
  expect((await all<ClaimRecord>('claims')).map(({ status }) => status)).toEqual(['approved', 'approved', 'approved']);
  town.cloud.clock.advance(1000);
  const input = { place: TOWN_CODE, programme: 'transport', period: '2025', fund: FUND, year: '2026' };
  await stubborn('clerk', 'pay.batch', () => input);
  await drive(`job:pay.build:${(await batchNow())._id}`);
  expect((await all<PaymentRecord>('payments')).map(({ attempt }) => attempt)).toEqual([1, 1, 1]);
});

test('one taken out, the rest released and entered, one of them failed', async () => {
  const made = await batchNow();
  const members = (await all<PaymentRecord>('payments')).sort((a, b) => (a._id < b._id ? -1 : 1));
  const out = await stubborn('clerk', 'pay.takeOut', () => ({ payment: members[0]?._id, reason: '本人不领' }));
  expect(out.answer.ok).toBe(true);
  const { version } = await batchNow();
  expect((await stubborn('clerk2', 'pay.release', () => ({ batch: made._id, version }))).answer.ok).toBe(true);
  const lines = [
    { payment: members[1]?._id, outcome: 'failed', reason: 'not_activated' },
    { payment: members[2]?._id, outcome: 'paid' },
  ];
  // The phone uploads the photograph anew with each try: what was taken in is gone from the upload folder.
  const typed = await stubborn(
    'clerk',
    'pay.typed',
    async () => ({ batch: made._id, photo: await town.as('clerk').upload(jpeg({ mark: 4 })), on: '2026-03-02', lines }),
    false,
  );
  expect(typed.answer.ok).toBe(true);
  const jobs = (await all<JobRecord>('jobs')).filter(({ kind }) => kind === 'pay.results');
  expect(jobs).toHaveLength(1);
  expect(await drive(jobs[0]?._id as string)).toBeGreaterThan(2);
  expect(await batchNow()).toMatchObject({ status: 'closed', sheets: [{ paid: 1, failed: 1 }] });
  expect((await all<PaymentRecord>('payments')).map(({ status }) => status).sort()).toEqual(['failed', 'paid', 'void']);
  expect(await all('tells')).toHaveLength(2);
});

test('mended, asked back, carried on: each once', async () => {
  const failed = (await all<ClaimRecord>('claims')).find(({ status }) => status === 'payment_failed') as ClaimRecord;
  expect((await stubborn('cadre', 'pay.reissue', () => ({ claim: failed._id, version: failed.version, note: '激活了' }))).answer.ok).toBe(
    true,
  );
  const paid = (await all<PaymentRecord>('payments')).find(({ status }) => status === 'paid') as PaymentRecord;
  expect((await stubborn('clerk', 'pay.recover', () => ({ payment: paid._id, amountFen: 150000, reason: '重复' }))).answer.ok).toBe(true);
  const [recovery] = await all<{ _id: string; version: number }>('recoveries');
  const received = { recovery: recovery?._id, version: recovery?.version, fen: 50000, on: '2026-03-02' };
  expect((await stubborn('clerk', 'pay.recovered', () => received)).answer.ok).toBe(true);
  const [budget] = await all<BudgetRecord>('budgets');
  expect((await stubborn('clerk', 'pay.carry', () => ({ budget: budget?._id, version: budget?.version, reason: '结转' }))).answer.ok).toBe(
    true,
  );
  expect(await all('budgets')).toHaveLength(2);
  await adds();
});

test('the trail of it all is whole', async () => {
  const records: Record<string, never> = {};
  for (const name of ['claims', 'payments', 'batches', 'budgets', 'recoveries', 'tells'])
    records[name] = (await town.cloud.database.all(name)) as never;
  expect(
    auditVerify((await town.cloud.database.all('audits')) as never, (await town.cloud.database.all('seals')) as never, records),
  ).toMatchObject({ first: null, breaks: 0 });
});
