// The invariants on money and what is told of it: numbers and files once per request, nobody closes another's doubt, one job per request.
import { randomUUID } from 'node:crypto';
import type { AccountRecord, BatchRecord, BudgetRecord, PaymentRecord, TellRecord } from '@shared/domain/records';
import { approved, type Batch, batched, driven, FUND, funded, ownCard, TOWN_CODE } from '../support/paying';
import { jpeg } from '../support/pictures';
import { openTown, type Town } from '../support/town';

const YEAR = { programme: 'transport', period: '2025' } as const;
let town: Town;
let who: string;
let batch: Batch;

beforeAll(async () => {
  town = await openTown();
  who = await town.newcomer();
  await ownCard(town, who);
  await approved(town, who);
  await funded(town);
  batch = await batched(town);
});
afterAll(() => town?.close());

const stored = async <T>(collection: string, id: string): Promise<T> => (await town.cloud.database.get(collection, id)) as unknown as T;
const all = async <T>(collection: string): Promise<T[]> => (await town.cloud.database.all(collection)) as unknown as T[];
const put = (collection: string, doc: { _id: string }) => town.cloud.database.put(collection, doc);
const paymentOf = async () => (await all<PaymentRecord>('payments')).find(({ person }) => person === town.personOf(who)) as PaymentRecord;

test('looking at cards twice under one request is one job', async () => {
  const request = randomUUID();
  const clerk = town.as('clerk');
  const first = await clerk.call('pay.check', { place: TOWN_CODE }, request);
  expect(await clerk.call('pay.check', { place: TOWN_CODE }, request)).toEqual(first);
  expect((await all<{ kind: string }>('jobs')).filter(({ kind }) => kind === 'pay.check')).toHaveLength(1);
  await driven(town, first.task);
});

test('a batch the money does not reach for: refused again under the same request, and nothing is written', async () => {
  const short = await stored<BatchRecord>('batches', batch.id);
  const budget = await stored<BudgetRecord>('budgets', short.budget);
  await put('budgets', { ...budget, amountFen: 100, reservedFen: 0 } as BudgetRecord);
  await put('batches', { ...short, status: 'short', reservedFen: 0 } as BatchRecord);
  const request = randomUUID();
  const input = { batch: batch.id, version: short.version };
  for (let time = 0; time < 2; time += 1)
    expect((await town.as('clerk').refused('pay.settle', input, request)).message).toContain('钱还是不够');
  expect(await stored<BatchRecord>('batches', batch.id)).toMatchObject({ status: 'short', version: short.version });
  await town.cloud.database.put('budgets', budget);
  await town.cloud.database.put('batches', short);
});

test('nobody releases money of somebody they help', async () => {
  const openid = town.as('clerk2').openid;
  const before = await stored<AccountRecord | null>('accounts', openid);
  const helping: AccountRecord = {
    _id: openid,
    version: 0,
    auditHead: '',
    persons: [{ person: town.personOf(who), as: 'helper', until: null }],
  };
  await town.cloud.database.put('accounts', helping);
  expect((await town.as('clerk2').refused('pay.release', { batch: batch.id, version: batch.version })).code).toBe('not_allowed');
  await town.cloud.database.put('accounts', before ?? { ...helping, persons: [] });
  batch = (await town.as('clerk2').call('pay.release', { batch: batch.id, version: batch.version })).batch;
});

describe('once it is paid', () => {
  let tell: string;
  beforeAll(async () => {
    const clerk = town.as('clerk');
    const photo = await clerk.upload(jpeg({ mark: 5 }));
    const { task } = await clerk.call('pay.typed', { batch: batch.id, photo, on: '2026-03-02', lines: [], rest: 'paid' });
    await driven(town, task as string);
    tell = (await all<TellRecord>('tells'))[0]?._id as string;
  });

  test('a number to dial is given once per request, and the trail says so once', async () => {
    const request = randomUUID();
    const { phone } = await town.as('cadre').call('told.number', { tell }, request);
    const again = await town.as('cadre').refused('told.number', { tell }, request);
    expect(again.code).toBe('already_done');
    expect(JSON.stringify(again)).not.toContain(phone);
  });

  test('没收到 is closed by whoever pays, not by a teller who says otherwise', async () => {
    const payment = await paymentOf();
    await town.as(who).call('notice.answer', { payment: payment._id, received: false });
    await town.as('cadre').call('told.done', { tell, how: 'door', received: true });
    expect(await paymentOf()).toMatchObject({ doubt: 'open', answer: { received: false, by: { openid: who } } });
    expect((await town.as('clerk').call('pay.doubts', {})).items).toHaveLength(1);
  });

  test('every file made for somebody is given once per request', async () => {
    const payment = await paymentOf();
    const files = [
      { who: 'cadre', action: 'told.card', input: { household: payment.household, size: 'A6', reason: '贴墙' } },
      { who: 'clerk', action: 'trace.print', input: { payment: payment._id, reason: '核对' } },
      { who: 'clerk', action: 'pay.letter', input: { batch: batch.id } },
      { who: 'clerk', action: 'pay.file', input: { batch: batch.id, format: 'generic', reason: '报银行' } },
      {
        who: 'clerk',
        action: 'papers.make',
        input: { ...YEAR, village: payment.village, keys: ['roster'], whole: true, reason: '报县里' },
      },
    ] as const;
    for (const { who: by, action, input } of files) {
      const request = randomUUID();
      const first = await town.as(by).reply(action, input, request);
      expect({ action, ok: first.ok }).toEqual({ action, ok: true });
      const again = await town.as(by).reply(action, input, request);
      expect({ action, code: again.ok ? 'served' : again.error.code }).toEqual({ action, code: 'already_done' });
      expect((await all<{ verb: string; _id: string }>('audits')).filter(({ _id }) => _id.includes(request))).toHaveLength(1);
    }
  });

  test('what is said to the person passes the content check', async () => {
    const payment = await paymentOf();
    const refusal = await town.as('clerk').refused('pay.answerDoubt', { payment: payment._id, text: '来这里赌博就有钱' });
    expect(refusal).toMatchObject({ code: 'bad_input', fields: { text: expect.any(String) } });
    expect(await paymentOf()).toMatchObject({ doubt: 'open' });
  });
});

test('the money named in a request is the fund’s own', async () => {
  expect(
    (await town.as('o-nobody').refused('pay.budget', { place: TOWN_CODE, fund: FUND, year: '2026', amountFen: 1, reason: '试试' })).code,
  ).toBe('not_allowed');
  for (const amountFen of [1.5, -1, Number.NaN, 1e15, '100'])
    expect(
      (await town.as('clerk').refused('pay.budget', { place: TOWN_CODE, fund: FUND, year: '2026', amountFen, reason: '试试' })).code,
    ).toBe('bad_input');
});
