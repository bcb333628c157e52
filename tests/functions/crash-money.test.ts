// Crashes at every write of every operation on money that writes more than once: the function dies after its n-th write, for every n;
// whatever stands then adds up, and asking again finishes the work.
import type { ActionName } from '@shared/contract';
import { reconcile } from '@shared/domain/reconcile';
import type { BatchRecord, BudgetRecord, ClaimRecord, PaymentRecord } from '@shared/domain/records';
import type { JobRecord } from '@shared/runtime/jobs';
import { type Crashing, crashing } from '../support/crash';
import { approved, FUND, funded, ownCard, plantApproved, TOWN_CODE } from '../support/paying';
import { jpeg } from '../support/pictures';
import { openTown, type Town } from '../support/town';
import { unproved } from '../support/writes';

let town: Town;
let like: string;
let crash: Crashing;

beforeAll(async () => {
  town = await openTown();
  await funded(town);
  const who = await town.newcomer();
  await ownCard(town, who);
  like = await approved(town, who);
  await plant(2);
  crash = crashing(town, adds);
});
afterAll(async () => {
  crash.close();
  await town.close();
});

async function plant(count: number): Promise<void> {
  for (let i = 0; i < count; i += 1) {
    const who = await town.newcomer();
    await ownCard(town, who);
    await plantApproved(town, like, who);
  }
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

/** Asks until it is done; what is given away once is asked for anew. */
async function stubborn(who: string, action: ActionName, input: () => unknown, anew?: 'anew'): Promise<{ deaths: number; data: never }> {
  return (await crash.ask(who, action, (async () => input()) as never, anew)) as { deaths: number; data: never };
}

const drive = async (task: string, who = 'clerk'): Promise<number> => (await crash.drive(who, task)).deaths;

const batchNow = async () => (await all<BatchRecord>('batches')).sort((a, b) => (a.sortKey < b.sortKey ? 1 : -1))[0] as BatchRecord;

test('a batch is made once, however often its making is cut off', async () => {
  const input = { place: TOWN_CODE, programme: 'transport', period: '2025', fund: FUND, year: '2026' };
  const { deaths } = await stubborn('clerk', 'pay.batch', () => input);
  expect(deaths).toBeGreaterThan(1);
  expect(await all('batches')).toHaveLength(1);
  expect(await drive(`job:pay.build:${(await batchNow())._id}`)).toBeGreaterThan(3);
  expect(await batchNow()).toMatchObject({ status: 'ready', count: 3, sumFen: 450000, reservedFen: 450000 });
});

test('given up and made again', async () => {
  const first = await batchNow();
  await stubborn('clerk', 'pay.dismiss', () => ({ batch: first._id, version: first.version, reason: '先不发' }));
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
  await stubborn('clerk', 'pay.takeOut', () => ({ payment: members[0]?._id, reason: '本人不领' }));
  const { version } = await batchNow();
  await stubborn('clerk2', 'pay.release', () => ({ batch: made._id, version }));
  // The bank's sheet for one of them, made of the file it was given; the other typed from a photograph.
  const file = await stubborn('clerk', 'pay.file', () => ({ batch: made._id, format: 'generic-csv', reason: '送银行' }), 'anew');
  expect(file.deaths).toBeGreaterThan(1);
  await stubborn('clerk', 'pay.letter', () => ({ batch: made._id }), 'anew');
  const given = await (await fetch((file.data as { file: { url: string } }).file.url)).text();
  const [account, name] = (given.trim().split(/\r?\n/)[1] ?? '').replace(/["\t]/g, '').split(',');
  const bank = `卡号,姓名,金额,处理结果,失败原因\r\n${account},${name},1500.00,失败,账户未激活`;
  const fileID = await town.as('clerk').upload(Buffer.from(bank), '1.csv');
  const read = await stubborn('clerk', 'pay.results', () => ({ batch: made._id, fileID }));
  expect(read.data).toMatchObject({ failed: 1, troubles: [] });
  expect(read.deaths).toBeGreaterThan(2);
  const results = async () => (await all<JobRecord>('jobs')).filter(({ kind }) => kind === 'pay.results');
  expect(await results()).toHaveLength(1);
  expect(await drive((await results())[0]?._id ?? '')).toBeGreaterThan(2);
  const open = (await all<PaymentRecord>('payments')).find(({ status }) => status === 'listed');
  const photo = await town.as('clerk').upload(jpeg({ mark: 4 }));
  const lines = [{ payment: open?._id, outcome: 'paid' }];
  expect((await stubborn('clerk', 'pay.typed', () => ({ batch: made._id, photo, on: '2026-03-02', lines }))).deaths).toBeGreaterThan(2);
  expect(await town.cloud.storage.list('in/')).toEqual([]);
  expect(await results()).toHaveLength(2);
  expect(await drive((await results()).find(({ state }) => state === 'running')?._id ?? '')).toBeGreaterThan(2);
  expect(await batchNow()).toMatchObject({
    status: 'closed',
    sheets: [
      { kind: 'file', paid: 0, failed: 1 },
      { kind: 'photo', paid: 1, failed: 0 },
    ],
  });
  expect((await all<PaymentRecord>('payments')).map(({ status }) => status).sort()).toEqual(['failed', 'paid', 'void']);
  expect(await all('tells')).toHaveLength(2);
});

test('mended, asked back, carried on: each once', async () => {
  const failed = (await all<ClaimRecord>('claims')).find(({ status }) => status === 'payment_failed') as ClaimRecord;
  await stubborn('cadre', 'pay.reissue', () => ({ claim: failed._id, version: failed.version, note: '激活了' }));
  const paid = (await all<PaymentRecord>('payments')).find(({ status }) => status === 'paid') as PaymentRecord;
  await stubborn('clerk', 'pay.recover', () => ({ payment: paid._id, amountFen: 150000, reason: '重复' }));
  const [recovery] = await all<{ _id: string; version: number }>('recoveries');
  const received = { recovery: recovery?._id, version: recovery?.version, fen: 50000, on: '2026-03-02' };
  await stubborn('clerk', 'pay.recovered', () => received);
  const [budget] = await all<BudgetRecord>('budgets');
  await stubborn('clerk', 'pay.carry', () => ({ budget: budget?._id, version: budget?.version, reason: '结转' }));
  expect(await all('budgets')).toHaveLength(2);
  await adds();
});

test('cards looked at, payments gone through, sheets given: noted first, each suspicion once', async () => {
  const { data: check } = await stubborn('clerk', 'pay.check', () => ({ place: TOWN_CODE }));
  await drive((check as { task: string }).task);
  const { data: look } = await stubborn('clerk', 'trace.look', () => ({}));
  expect(await drive((look as { task: string }).task)).toBeGreaterThan(1);
  const found = await all<{ _id: string; payment: string; status: string }>('suspicions');
  expect(found.length).toBeGreaterThan(0);
  expect(new Set(found.map(({ payment, status }) => `${payment} ${status}`)).size).toBe(found.length);
  const paid = (await all<PaymentRecord>('payments')).find(({ status }) => status === 'paid') as PaymentRecord;
  expect((await stubborn('clerk', 'trace.export', () => ({ reason: '核对' }), 'anew')).deaths).toBeGreaterThan(1);
  expect((await stubborn('clerk', 'trace.print', () => ({ payment: paid._id, reason: '核对' }), 'anew')).deaths).toBeGreaterThan(1);
  const card = { household: paid.household, size: 'A6', reason: '贴墙' };
  expect((await stubborn('cadre', 'told.card', () => card, 'anew')).deaths).toBeGreaterThan(1);
  const one = town.county.persons.find(({ _id }) => _id === town.personOf('labourer'));
  const sheet = Buffer.from(`姓名,身份证号\n${one?.name},${one?.idNumber}`);
  await stubborn('clerk', 'trace.match', async () => ({ fileID: await town.as('clerk').upload(sheet, '1.csv'), reason: '比对' }), 'anew');
  // Nothing is given without its line, and no given file is without the note that sweeps it.
  const noted = (await all<{ verb: string }>('audits')).filter(({ verb }) => verb === 'export');
  const offers = (await all<{ path: string }>('offers')).map(({ path }) => path);
  const files = await town.cloud.storage.list('out/');
  expect(files.filter((path) => !offers.includes(path))).toEqual([]);
  expect(noted.length).toBeGreaterThanOrEqual(files.length);
});

test('the trail of it all is whole', () => crash.trailIsWhole(['claims', 'payments', 'batches', 'budgets', 'recoveries', 'tells']));

test('everything that writes in steps here was killed at every write', () => {
  expect(unproved('money', crash.proved)).toEqual([]);
});
