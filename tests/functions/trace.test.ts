// 一笔查到底: an auditor within place and period reads one payment whole, prints it, brings a list of numbers, and finds what is odd; writes nothing.
import { createHash } from 'node:crypto';
import type { ClaimRecord, PaymentRecord, StaffRecord } from '@shared/domain/records';
import { readSheets } from '@shared/papers/tables/read';
import PizZip from 'pizzip';
import { approved, driven, funded, ownCard, releasedBatch } from '../support/paying';
import { jpeg } from '../support/pictures';
import { openTown, type Town } from '../support/town';

let town: Town;
let who: string;
let payment: PaymentRecord;
const AUDITOR = 'o-auditor-1';

async function auditor(openid: string, periods?: string[]): Promise<void> {
  const staff: StaffRecord = {
    _id: openid,
    version: 0,
    auditHead: '',
    name: '靳守正',
    title: '县审计局',
    phone: '19900000999',
    status: 'active',
    grants: [
      { role: 'auditor', level: 'town', code: '140799201000', from: '2026-01-01', until: '2026-12-31', ...(periods ? { periods } : {}) },
    ],
    self: null,
    relatives: [],
  };
  await town.cloud.database.import('staff', [staff]);
}

beforeAll(async () => {
  town = await openTown();
  await auditor(AUDITOR, ['2025']);
  await auditor('o-auditor-2', ['2024']);
  who = await town.newcomer();
  await ownCard(town, who);
  await approved(town, who);
  await funded(town);
  const batch = await releasedBatch(town);
  const clerk = town.as('clerk');
  const typed = await clerk.call('pay.typed', {
    batch: batch.id,
    photo: await clerk.upload(jpeg({ mark: 9 })),
    on: '2026-03-02',
    lines: [],
    rest: 'paid',
  });
  await driven(town, typed.task as string);
  payment = ((await town.cloud.database.all('payments')) as unknown as PaymentRecord[])[0] as PaymentRecord;
  town.cloud.clock.advance(30 * 60_000);
  await town.cloud.trigger('work', 'ten_minutes');
});
afterAll(() => town.close());

test('who may not: a cadre, a resident, an auditor of another period, an auditor who would write', async () => {
  for (const one of ['cadre', who]) expect((await town.as(one).refused('trace.sheet', { payment: payment._id })).code).toBe('not_allowed');
  expect((await town.as('o-auditor-2').refused('trace.sheet', { payment: payment._id })).code).toBe('not_found');
  expect((await town.as('o-auditor-2').call('trace.search', {})).items).toEqual([]);
  expect((await town.as(AUDITOR).refused('pay.takeOut', { payment: payment._id, reason: '试试' })).code).toBe('not_allowed');
  expect((await town.as(AUDITOR).refused('pay.recover', { payment: payment._id, amountFen: 1, reason: '试试' })).code).toBe('not_allowed');
});

test('found by name, by number, and not by a number nobody has', async () => {
  const auditing = town.as(AUDITOR);
  expect((await auditing.call('trace.search', { text: payment.personName.slice(0, 2) })).items).toHaveLength(1);
  expect((await auditing.call('trace.search', {})).items).toHaveLength(1);
  expect((await auditing.call('trace.search', { text: '没有此人' })).items).toEqual([]);
  expect((await auditing.call('trace.search', { text: '140799199001010011' })).items).toEqual([]);
});

test('the sheet answers who, why, who looked, how it was paid and what proves it; without whole numbers', async () => {
  const { sheet } = await town.as(AUDITOR).call('trace.sheet', { payment: payment._id });
  expect(sheet.title).toBe('这 1500 元是怎么来的');
  expect(sheet.blocks.map(({ heading }) => heading)).toEqual(['谁', '凭什么', '凭证', '谁看的', '公示', '怎么发的', '来历（防篡改）']);
  const all = JSON.stringify(sheet);
  for (const words of [
    '晋乡振发〔2023〕44号',
    '任晓军',
    '冀文慧',
    '乔志岗',
    `尾号 ${payment.account.tail}`,
    '银行单子照片',
    'sha256',
    '衔接推进乡村振兴补助资金',
  ])
    expect(all).toContain(words);
  expect(all).not.toMatch(/(?<!\d)\d{17}[\dX](?!\w)/);
  expect(all).not.toMatch(/6222\d{12}/);
  expect(sheet.blocks.at(-1)?.lines.join()).not.toContain('还没封');
  const { url } = await town.as(AUDITOR).call('trace.picture', { payment: payment._id, receipt: sheet.pictures[0]?.receipt as string });
  expect((await fetch(url)).status).toBe(200);
  const { file } = await town.as(AUDITOR).call('trace.print', { payment: payment._id, reason: '专项审计' });
  const zip = new PizZip(Buffer.from(await (await fetch(file.url)).arrayBuffer()));
  const xml = zip.file('word/document.xml')?.asText() ?? '';
  for (const words of ['这 1500 元是怎么来的', '核对人', '乔志岗']) expect(xml).toContain(words);
  // Complete without the system: the very picture that was handed in is on the paper, byte for byte.
  const claim = (await town.cloud.database.get('claims', payment.claim)) as unknown as ClaimRecord;
  const hashes = zip.file(/^word\/media\//).map((one) => createHash('sha256').update(one.asUint8Array()).digest('hex'));
  for (const { receipt } of claim.receipts) expect(hashes).toContain(receipt.split(':').at(-1));
});

test('a list of numbers brought as a sheet gives its hits, and leaves a line in the trail', async () => {
  const plain = town.county.persons.find(({ _id }) => _id === town.personOf('labourer'));
  const rows = ['姓名,身份证号', `周满仓,${plain?.idNumber}`, '不认识,140799199001010011', '写错的,1407'].join('\n');
  const fileID = await town.as(AUDITOR).upload(Buffer.from(rows), '1.csv');
  const found = await town.as(AUDITOR).call('trace.match', { fileID, reason: '比对死亡名单' });
  expect(found).toMatchObject({ read: 2, unreadable: 1, hits: [{ row: 2, name: '周满仓', payments: [] }] });
  const noted = (await town.cloud.database.all('audits')).filter(({ verb }) => verb === 'export');
  expect(JSON.stringify(noted)).toContain('match_numbers');
  expect(JSON.stringify(noted)).not.toContain(plain?.idNumber);
});

test('the night looks by itself where money went out since, and only there', async () => {
  const night = async () => (await town.cloud.trigger('work', 'nightly')) as { data: { looks: number } };
  expect((await town.as(AUDITOR).call('trace.suspicions', {})).lookedAt).toBeNull();
  expect((await night()).data.looks).toBe(1);
  await town.cloud.trigger('work', 'minute');
  const found = await town.as(AUDITOR).call('trace.suspicions', {});
  expect(found.counts.filter(({ count }) => count > 0).map(({ code }) => code)).toEqual(['shared_phone']);
  expect(found.items[0]?.payment).toBe(payment._id);
  expect(found.lookedAt).toBe(town.cloud.clock.now().toISOString());
  // Nothing was paid since: nothing is gone through again.
  town.cloud.clock.advance(24 * 60 * 60_000);
  expect((await night()).data.looks).toBe(0);
  const claim = (await town.cloud.database.get('claims', payment.claim)) as unknown as ClaimRecord;
  const since = town.cloud.clock.now().toISOString();
  await town.cloud.database.put('claims', { ...claim, since, sortKey: `${since}:${claim._id}` } as { _id: string });
  town.cloud.clock.advance(60_000);
  expect((await night()).data.looks).toBe(1);
  // Begun but not yet done: not begun twice.
  expect((await night()).data.looks).toBe(0);
});

test('what is odd is found once, opens its payment, and goes out as a sheet', async () => {
  const claim = (await town.cloud.database.get('claims', payment.claim)) as unknown as ClaimRecord;
  const person = await town.cloud.database.get('persons', payment.person);
  await town.cloud.database.put('persons', { ...person, status: 'dead' } as unknown as { _id: string });
  const clerk = (await town.cloud.database.get('staff', town.as('clerk').openid)) as unknown as StaffRecord;
  await town.cloud.database.put('staff', { ...clerk, relatives: [payment.person] } as { _id: string });
  const { task } = await town.as(AUDITOR).call('trace.look', {});
  const done = await driven(town, task, AUDITOR);
  expect(done).toMatchObject({ done: 1, failed: 0 });
  const { counts, items } = await town.as(AUDITOR).call('trace.suspicions', {});
  const odd = counts.filter(({ count }) => count > 0).map(({ code }) => code);
  expect(odd).toEqual(expect.arrayContaining(['after_death', 'kin_decided', 'shared_phone']));
  expect(items[0]?.payment).toBe(payment._id);
  const again = await town.as(AUDITOR).call('trace.look', {});
  expect((await driven(town, again.task, AUDITOR)).tally.found ?? 0).toBe(0);
  const { file, count } = await town.as(AUDITOR).call('trace.export', { reason: '专项审计' });
  const [made] = await readSheets(new Uint8Array(await (await fetch(file.url)).arrayBuffer()));
  expect(made?.rows).toHaveLength(count + 3);
  expect(claim.facts).not.toBeNull();
});

test('every query was served by a declared index and read little beyond its answer', () => {
  const bad = town.cloud.queries.take().filter(({ index, examined, returned }) => index === null || examined > 2 * returned + 20);
  expect(bad).toEqual([]);
});
