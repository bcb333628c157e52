// Money on its way: who may not, cards that stand in the way, a batch by one and released by another, results, and sums equal at every step.

import type { BatchRecord, ClaimRecord, PaymentRecord, StaffRecord } from '@shared/domain/records';
import { readSheets } from '@shared/papers/tables/read';
import { auditVerify } from '@shared/runtime/audit-verify';
import {
  approved,
  type Batch,
  batched,
  driven,
  FUND,
  funded,
  ownCard,
  plantApproved,
  reconciled,
  releasedBatch,
  TOWN_CODE,
} from '../support/paying';
import { jpeg } from '../support/pictures';
import { openTown, type Town } from '../support/town';

let town: Town;
let first: string;
const claims: string[] = [];
const people: string[] = [];

beforeAll(async () => {
  town = await openTown();
  const who = await town.newcomer();
  await ownCard(town, who);
  first = await approved(town, who);
  people.push(who);
  claims.push(first);
});
afterAll(() => town.close());

async function more(count: number): Promise<void> {
  for (let i = 0; i < count; i += 1) {
    const who = await town.newcomer();
    await ownCard(town, who);
    people.push(who);
    claims.push(await plantApproved(town, first, who));
  }
}

const get = async <T>(collection: string, id: string) => (await town.cloud.database.get(collection, id)) as unknown as T;
const fileBytes = async (url: string) => new Uint8Array(await (await fetch(url)).arrayBuffer());
const sheet = (rows: string[][]) => Buffer.from(rows.map((row) => row.join(',')).join('\n'), 'utf8');

describe('who may not', () => {
  test.each(['labourer', 'cadre', 'head', 'admin', 'visitor'])('%s sees no batches and makes none', async (who) => {
    expect((await town.as(who).refused('pay.overview', {})).code).toBe('not_allowed');
    const wanted = { place: TOWN_CODE, programme: 'transport', period: '2025', fund: FUND, year: '2026' };
    expect((await town.as(who).refused('pay.batch', wanted)).code).toBe('not_allowed');
  });

  test('the lead looks and pays nothing', async () => {
    await town.as('lead').call('pay.overview', {});
    expect(
      (await town.as('lead').refused('pay.budget', { place: TOWN_CODE, fund: FUND, year: '2026', amountFen: 1, reason: '试试' })).code,
    ).toBe('not_allowed');
  });

  test('a clerk pays for no other place', async () => {
    const refused = await town
      .as('clerk')
      .refused('pay.budget', { place: '140799202000', fund: FUND, year: '2026', amountFen: 100, reason: '试试' });
    expect(refused.code).toBe('not_allowed');
  });
});

describe('money before there is any', () => {
  test('without a budget nothing is batched; beyond it neither', async () => {
    const wanted = { place: TOWN_CODE, programme: 'transport', period: '2025', fund: FUND, year: '2026' };
    expect((await town.as('clerk').refused('pay.batch', wanted)).message).toContain('还没登记有多少钱');
    await funded(town, 1499);
    expect((await town.as('clerk').refused('pay.batch', wanted)).message).toContain('还差 1.00 元');
    await funded(town, 1_000_000);
  });

  test('a budget does not go below what is held', async () => {
    const batch = await batched(town);
    expect(batch).toMatchObject({ status: 'ready', count: 1, sumFen: 150000 });
    const refused = await town
      .as('clerk')
      .refused('pay.budget', { place: TOWN_CODE, fund: FUND, year: '2026', amountFen: 149999, reason: '改小' });
    expect(refused.code).toBe('not_possible_now');
    const { task } = await town.as('clerk').call('pay.dismiss', { batch: batch.id, version: batch.version, reason: '先不发' });
    await driven(town, task);
    expect(await get<BatchRecord>('batches', batch.id)).toMatchObject({ status: 'dismissed', reservedFen: 0 });
    expect(await get<ClaimRecord>('claims', first)).toMatchObject({ status: 'approved', livePayment: null, batch: null });
    expect(await reconciled(town)).toMatchObject({ equal: true, inBatchFen: 0, waitingFen: 150000 });
  });
});

describe('cards', () => {
  const CASES: [string, (who: string) => Promise<unknown>, string][] = [
    ['somebody else’s name', (who) => ownCard(town, who, { holder: '别人' }), 'not_own_name'],
    ['a stranger’s card', async (who) => ownCard(town, who, { number: await ownCard(town, await town.newcomer()) }), 'shared_unknown'],
    ['changed since approval', (who) => ownCard(town, who), 'changed_since_approval'],
    [
      'none at all',
      async (who) => {
        const person = await get<{ _id: string }>('persons', town.personOf(who));
        await town.cloud.database.put('persons', { ...person, account: null, accountIndex: null } as { _id: string });
      },
      'no_account',
    ],
  ];
  test.each(CASES)('%s is named and held back', async (_name, spoil, code) => {
    const who = await town.newcomer();
    await ownCard(town, who);
    const claim = await plantApproved(town, first, who);
    await spoil(who);
    const { task } = await town.as('clerk').call('pay.check', { place: TOWN_CODE });
    expect((await driven(town, task)).tally.marked).toBeGreaterThan(0);
    expect((await get<ClaimRecord>('claims', claim)).cardProblems).toContain(code);
    const { items } = await town.as('cadre').call('pay.cards', {});
    expect(items.find((row) => row.claim === claim)?.problems.map((one) => one.code)).toContain(code);
    const held = await batched(town);
    expect(held.heldBack).toBeGreaterThan(0);
    expect((await get<ClaimRecord>('claims', claim)).status).toBe('approved');
    const { task: gone } = await town.as('clerk').call('pay.dismiss', { batch: held.id, version: held.version, reason: '只是试' });
    await driven(town, gone);
    // Out of the way of the tests after it.
    await town.cloud.database.put('claims', { ...(await get<ClaimRecord>('claims', claim)), status: 'withdrawn' } as { _id: string });
    expect(await reconciled(town)).toMatchObject({ equal: true });
  });
});

describe('a batch', () => {
  let batch: Batch;
  beforeAll(async () => {
    await more(4);
    batch = await batched(town);
  });

  test('is not released by whoever made it, nor by somebody with kin in it', async () => {
    expect(batch).toMatchObject({ status: 'ready', count: 5, sumFen: 750000, seal: '', barred: '这一批是您做的，要由另一个人放行。' });
    expect((await town.as('clerk').refused('pay.release', { batch: batch.id, version: batch.version })).code).toBe('not_allowed');
    const staff = await get<{ _id: string }>('staff', town.as('clerk2').openid);
    await town.cloud.database.put('staff', { ...staff, relatives: [town.personOf(people[1] as string)] } as { _id: string });
    expect((await town.as('clerk2').refused('pay.release', { batch: batch.id, version: batch.version })).message).toContain('亲属');
    await town.cloud.database.put('staff', staff);
  });

  test('no bank file and no results before release', async () => {
    expect((await town.as('clerk').refused('pay.file', { batch: batch.id, format: 'generic', reason: '送银行' })).code).toBe(
      'not_possible_now',
    );
    const fileID = await town.as('clerk').upload(
      sheet([
        ['姓名', '结果'],
        ['周满仓', '成功'],
      ]),
      '1.csv',
    );
    expect((await town.as('clerk').refused('pay.results', { batch: batch.id, fileID })).code).toBe('not_possible_now');
  });

  test('one is taken out with a reason; a changed card stops the release', async () => {
    const { items } = await town.as('clerk').call('pay.members', { batch: batch.id });
    const out = items.find((row) => row.claim === claims[4]);
    ({ batch } = await town.as('clerk').call('pay.takeOut', { payment: out?.id as string, reason: '本人来说不领了' }));
    expect(batch).toMatchObject({ count: 4, sumFen: 600000 });
    expect(await reconciled(town)).toMatchObject({ equal: true });
    const who = people[1] as string;
    const person = await get<{ _id: string }>('persons', town.personOf(who));
    await ownCard(town, who);
    expect((await town.as('clerk2').refused('pay.release', { batch: batch.id, version: batch.version })).message).toContain('变过');
    await town.cloud.database.put('persons', person);
  });

  test('released it is frozen and sealed; the money is held', async () => {
    ({ batch } = await town.as('clerk2').call('pay.release', { batch: batch.id, version: batch.version }));
    expect(batch.status).toBe('released');
    expect(batch.seal).toMatch(/^([0-9A-F]{4} ){3}[0-9A-F]{4}$/);
    const { items } = await town.as('clerk').call('pay.members', { batch: batch.id });
    expect((await town.as('clerk').refused('pay.takeOut', { payment: items[0]?.id as string, reason: '晚了' })).code).toBe(
      'not_possible_now',
    );
    expect((await town.as('clerk').refused('pay.dismiss', { batch: batch.id, version: batch.version, reason: '晚了' })).code).toBe(
      'not_possible_now',
    );
    const { budgets } = await town.as('clerk').call('pay.overview', {});
    expect(budgets[0]).toMatchObject({ reservedFen: 600000, spentFen: 0, leftFen: 100_000_000 - 600000 });
    expect(await reconciled(town)).toMatchObject({ equal: true, releasedFen: 600000, pendingFen: 600000 });
  });

  test('the bank’s file has whole numbers, the total of the batch, a reason, and is not given twice', async () => {
    const clerk = town.as('clerk');
    const given = await clerk.call('pay.file', { batch: batch.id, format: 'generic', reason: '送农商行代发' }, 'file-request-1');
    expect(given).toMatchObject({ count: 4, sumFen: 600000 });
    const [made] = await readSheets(await fileBytes(given.file.url));
    expect(made?.rows[0]).toEqual(['序号', '姓名', '身份证号', '银行卡号', '开户行', '金额', '备注']);
    expect(made?.rows).toHaveLength(5);
    expect(made?.rows.slice(1).every((row) => /^6222\d{12}$/.test(row[3] as string) && /^\d{17}[\dX]$/.test(row[2] as string))).toBe(true);
    expect(made?.rows.slice(1).reduce((sum, row) => sum + Math.round(Number(row[5]) * 100), 0)).toBe(600000);
    expect((await clerk.refused('pay.file', { batch: batch.id, format: 'generic', reason: '送农商行代发' }, 'file-request-1')).code).toBe(
      'already_done',
    );
    const csv = await clerk.call('pay.file', { batch: batch.id, format: 'generic-csv', reason: '送农商行代发' });
    expect(Buffer.from(await fileBytes(csv.file.url)).toString('utf8')).toContain('账号,户名,金额,附言');
    const audits = (await town.cloud.database.all('audits')).filter(({ verb }) => verb === 'export');
    expect(audits).toHaveLength(2);
    expect(JSON.stringify(audits)).not.toMatch(/6222\d{12}/);
    const [letter] = await readSheets(await fileBytes((await clerk.call('pay.letter', { batch: batch.id })).file.url));
    expect(letter?.rows.find((row) => row.includes('合计'))).toEqual(expect.arrayContaining(['合计', '4', '6000']));
  });

  test('columns are the clerk’s to set', async () => {
    const clerk = town.as('clerk');
    const { version } = await clerk.call('pay.formats', {});
    const format = {
      id: 'nongshang',
      words: '农商行',
      kind: 'csv' as const,
      remark: '补贴',
      columns: [
        { head: '收款账号', field: 'account' as const },
        { head: '金额', field: 'amount' as const },
      ],
    };
    expect(
      (
        await clerk.refused('pay.saveFormat', {
          version,
          format: {
            ...format,
            columns: [
              { head: '户名', field: 'holder' },
              { head: '金额', field: 'amount' },
            ],
          },
        })
      ).code,
    ).toBe('bad_input');
    expect((await clerk.call('pay.saveFormat', { version, format })).formats.map(({ id }) => id)).toContain('nongshang');
    const spare = { ...format, id: 'spare' };
    const { version: second } = await clerk.call('pay.saveFormat', {
      version: (await clerk.call('pay.formats', {})).version,
      format: spare,
    });
    const left = await clerk.call('pay.saveFormat', { version: second, format: spare, drop: true });
    expect(left.formats.map(({ id }) => id)).not.toContain('spare');
    expect((await clerk.refused('pay.saveFormat', { version: second, format: spare, drop: true })).code).toBe('changed_meanwhile');
    const made = await clerk.call('pay.file', { batch: batch.id, format: 'nongshang', reason: '送农商行' });
    expect(Buffer.from(await fileBytes(made.file.url)).toString('utf8')).toContain('收款账号,金额');
  });

  test('the bank’s sheet: wrong rows are named, right rows entered, the same sheet again changes nothing', async () => {
    const clerk = town.as('clerk');
    const members = (await clerk.call('pay.members', { batch: batch.id })).items;
    const file = await clerk.call('pay.file', { batch: batch.id, format: 'generic', reason: '对数' });
    const [made] = await readSheets(await fileBytes(file.file.url));
    const rows = (made?.rows ?? []).slice(1);
    const bank = sheet([
      ['云岭县农商银行代发结果'],
      ['姓名', '身份证号', '卡号', '金额', '处理结果', '失败原因'],
      [rows[0]?.[1] ?? '', rows[0]?.[2] ?? '', rows[0]?.[3] ?? '', '1500.00', '成功', ''],
      [rows[1]?.[1] ?? '', rows[1]?.[2] ?? '', rows[1]?.[3] ?? '', '1500.00', '失败', '账户未激活'],
      [rows[2]?.[1] ?? '', rows[2]?.[2] ?? '', rows[2]?.[3] ?? '', '1500.01', '成功', ''],
      ['换个名字', rows[3]?.[2] ?? '', rows[3]?.[3] ?? '', '1500.00', '成功', ''],
      ['不认识', '140799199001010011', '', '1500.00', '成功', ''],
      ['合计', '', '', '6000.00', '', ''],
    ]);
    const fileID = await clerk.upload(bank, '1.csv');
    const said = await clerk.call('pay.results', { batch: batch.id, fileID });
    expect(said).toMatchObject({ paid: 1, failed: 1, before: null });
    expect(said.troubles.map(({ row, words }) => `${row} ${words}`)).toEqual([
      expect.stringContaining('5 金额对不上'),
      expect.stringContaining('6 姓名对不上'),
      expect.stringContaining('7 身份证号不在这一批里'),
    ]);
    expect(await reconciled(town)).toMatchObject({ equal: true });
    const done = await driven(town, said.task as string);
    expect(done).toMatchObject({ done: 2, failed: 0, result: { paid: 1, failed: 1 } });
    expect(await reconciled(town)).toMatchObject({ equal: true, paidFen: 150000, failedFen: 150000, pendingFen: 300000 });
    const again = await clerk.call('pay.results', { batch: batch.id, fileID: await clerk.upload(bank, '1.csv') });
    expect(again).toMatchObject({ task: null, paid: 0, failed: 0, known: 2, before: { name: '冀文慧' } });
    // Weeks later the rest, typed from a photograph.
    town.cloud.clock.advance(20 * 86_400_000);
    const rest = members.filter(({ id }) => !['paid', 'failed'].includes('') && id !== '');
    const left = (await clerk.call('pay.members', { batch: batch.id, status: 'listed' })).items;
    expect(rest.length).toBe(4);
    expect(left).toHaveLength(2);
    const lines = [
      { payment: left[0]?.id as string, outcome: 'failed' as const, reason: 'closed_account' as const, note: '卡 6222000010000001 已销' },
    ];
    const wrong = await clerk.refused('pay.typed', {
      batch: batch.id,
      photo: await clerk.upload(sheet([['不是照片']]), '1.jpg'),
      on: '2026-03-20',
      lines,
      rest: 'paid',
    });
    expect(wrong.code).toBe('file_refused');
    const typed = await clerk.call('pay.typed', {
      batch: batch.id,
      photo: await clerk.upload(jpeg({ mark: 77 })),
      on: '2026-03-20',
      lines,
      rest: 'paid',
    });
    expect(typed).toMatchObject({ paid: 1, failed: 1 });
    await driven(town, typed.task as string);
    const view = (await clerk.call('pay.members', { batch: batch.id })).batch;
    expect(view).toMatchObject({ status: 'closed', sheets: [{ kind: 'file' }, { kind: 'photo' }] });
    expect(await reconciled(town)).toMatchObject({ equal: true, paidFen: 300000, failedFen: 300000, pendingFen: 0 });
    const failed = await get<PaymentRecord>('payments', left[0]?.id as string);
    expect(failed.result?.note).not.toContain('6222000010000001');
    const link = await clerk.call('pay.sheet', { batch: batch.id, at: view.sheets[1]?.at as string });
    expect((await fetch(link.url)).status).toBe(200);
  });

  test('who serves several places reads all of them, page by page', async () => {
    const cadre = (await town.cloud.database.get('staff', town.as('cadre').openid)) as unknown as StaffRecord;
    const other = (await town.cloud.database.get('staff', town.as('cadre_other').openid)) as unknown as StaffRecord;
    const both: StaffRecord = { ...cadre, _id: 'o-two-villages', grants: [...other.grants, ...cadre.grants] };
    await town.cloud.database.import('staff', [both]);
    const village = other.grants[0]?.code as string;
    const model = await get<ClaimRecord>('claims', first);
    const planted = ['payment_failed', 'approved'].map((status): ClaimRecord => {
      const _id = `claim:transport:p-elsewhere:${status}:0`;
      const ours = { village, status: status as ClaimRecord['status'], cardProblems: ['no_account'] };
      return { ...model, ...ours, _id, person: 'p-elsewhere', sortKey: `2026-03-01T00:00:00.000Z:${_id}`, version: 0, auditHead: '' };
    });
    await town.cloud.database.import('claims', planted);
    const all = async (who: string, action: 'pay.failures' | 'pay.cards') => {
      const found: string[] = [];
      for (let cursor: string | undefined, page = 0; page < 20; page += 1) {
        const { items, next } = await town.as(who).call(action, { limit: 1, ...(cursor === undefined ? {} : { cursor }) });
        found.push(...items.map(({ claim }) => claim));
        if (next === null) return found;
        cursor = next;
      }
      throw new Error('never ends');
    };
    for (const [action, here] of [
      ['pay.failures', planted[0]],
      ['pay.cards', planted[1]],
    ] as const) {
      const [one, two, together] = [await all('cadre', action), await all('cadre_other', action), await all('o-two-villages', action)];
      expect(one).not.toContain(here?._id);
      expect(two).toContain(here?._id);
      expect([...together].sort()).toEqual([...one, ...two].sort());
    }
    expect((await town.as('cadre').refused('pay.failures', { village })).code).toBe('not_allowed');
    expect((await town.as('o-two-villages').call('pay.failures', { village })).items.map(({ claim }) => claim)).toEqual([planted[0]?._id]);
    for (const one of planted) await town.cloud.database.put('claims', { ...one, status: 'withdrawn' } as { _id: string });
  });

  test('what failed goes to the village with words to say, is mended, and paid once more and no more', async () => {
    const { items } = await town.as('cadre').call('pay.failures', {});
    expect(items).toHaveLength(2);
    expect(items.map(({ say }) => say).join()).toContain('卡没激活（去银行柜台，带身份证）');
    expect((await town.as('cadre_other').call('pay.failures', {})).items).toEqual([]);
    expect(
      (
        await town
          .as('cadre_other')
          .refused('pay.reissue', { claim: items[0]?.claim as string, version: items[0]?.version as number, note: '去过了' })
      ).code,
    ).toBe('not_found');
    for (const { claim, version } of items) await town.as('cadre').call('pay.reissue', { claim, version, note: '陪着去柜台激活了' });
    expect(await reconciled(town)).toMatchObject({ equal: true });
    const again = await releasedBatch(town);
    // The two that failed and the one that was taken out before.
    expect(again).toMatchObject({ count: 3, sumFen: 450000 });
    const members = (await town.as('clerk').call('pay.members', { batch: again.id })).items;
    expect(members.map(({ attempt }) => attempt).sort()).toEqual([1, 2, 2]);
    const typed = await town.as('clerk').call('pay.typed', {
      batch: again.id,
      photo: await town.as('clerk').upload(jpeg({ mark: 78 })),
      on: '2026-03-22',
      lines: [],
      rest: 'paid',
    });
    await driven(town, typed.task as string);
    expect(await reconciled(town)).toMatchObject({ equal: true, paidFen: 750000, waitingFen: 0, inBatchFen: 0 });
    const wanted = { place: TOWN_CODE, programme: 'transport', period: '2025', fund: FUND, year: '2026' };
    expect((await town.as('clerk').refused('pay.batch', wanted)).message).toContain('没有等着发的');
  });

  test('a wrong payment is asked back in parts, and the rest carried into the next year', async () => {
    const clerk = town.as('clerk');
    const paid = ((await town.cloud.database.all('payments')) as unknown as PaymentRecord[]).find(
      ({ status }) => status === 'paid',
    ) as PaymentRecord;
    expect((await clerk.refused('pay.recover', { payment: paid._id, amountFen: 150001, reason: '重复发了' })).code).toBe('bad_input');
    let { recovery } = await clerk.call('pay.recover', { payment: paid._id, amountFen: 150000, reason: '外乡已经发过' });
    expect((await clerk.refused('pay.recover', { payment: paid._id, amountFen: 100, reason: '再来一次' })).code).toBe('already_done');
    ({ recovery } = await clerk.call('pay.recovered', { recovery: recovery.id, version: recovery.version, fen: 50000, on: '2026-03-22' }));
    expect(await reconciled(town)).toMatchObject({ equal: true, toRecoverFen: 100000, recoveredFen: 50000 });
    const [budget] = (await clerk.call('pay.overview', {})).budgets;
    await clerk.call('pay.carry', { budget: budget?.id as string, version: budget?.version as number, reason: '年底结转' });
    town.cloud.clock.set('2027-01-05T01:00:00.000Z');
    ({ recovery } = await clerk.call('pay.recovered', { recovery: recovery.id, version: recovery.version, fen: 100000, on: '2027-01-05' }));
    expect(recovery.status).toBe('done');
    const years = (await clerk.call('pay.overview', {})).budgets;
    expect(years.map(({ year, leftFen }) => [year, leftFen])).toEqual([
      ['2027', 100_000_000 - 750000 + 50000 + 100000],
      ['2026', 0],
    ]);
    expect(await reconciled(town)).toMatchObject({ equal: true, toRecoverFen: 0, recoveredFen: 150000 });
  });

  test('every query was served by a declared index and read little beyond its answer', () => {
    const bad = town.cloud.queries.take().filter(({ index, examined, returned }) => index === null || examined > 2 * returned + 20);
    expect(bad).toEqual([]);
  });

  test('the trail of all of it is whole', async () => {
    const audits = (await town.cloud.database.all('audits')) as never;
    const records: Record<string, never> = {};
    for (const name of ['batches', 'payments', 'budgets', 'recoveries', 'tells'])
      records[name] = (await town.cloud.database.all(name)) as never;
    expect(auditVerify(audits, (await town.cloud.database.all('seals')) as never, records)).toMatchObject({ first: null, breaks: 0 });
  });
});
