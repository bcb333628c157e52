// Being told: notices are the truth, two days unseen brings the cadre in, a number per tap, 收到了 or 没收到, and the card for the wall.
import type { PaymentRecord, TellRecord } from '@shared/domain/records';
import { auditVerify } from '@shared/runtime/audit-verify';
import PizZip from 'pizzip';
import { approved, type Batch, driven, funded, ownCard, releasedBatch } from '../support/paying';
import { jpeg } from '../support/pictures';
import { openTown, type Town } from '../support/town';

let town: Town;
let who: string;
let batch: Batch;

beforeAll(async () => {
  town = await openTown();
  who = await town.newcomer();
  const quiet = await town.newcomer();
  for (const one of [who, quiet]) {
    await ownCard(town, one);
    await approved(town, one);
  }
  // Nobody has this person's affairs on a phone any more.
  await town.cloud.database.put('accounts', { ...(await town.cloud.database.get('accounts', quiet)), _id: quiet, persons: [] } as {
    _id: string;
  });
  await town.cloud.database.import('settings', [
    { _id: 'messages', templates: { paid: { template: 'TEMPLATE-PAID', fields: { title: 'thing1', text: 'thing2', time: 'time3' } } } },
  ]);
  await funded(town);
  batch = await releasedBatch(town);
});
afterAll(() => town.close());

const payments = async () => (await town.cloud.database.all('payments')) as unknown as PaymentRecord[];
const ofWho = async () => (await payments()).find(({ person }) => person === town.personOf(who)) as PaymentRecord;

test('who may not: a resident has no list of others, a cadre of another village sees nobody, a stranger answers for nobody', async () => {
  expect((await town.as(who).refused('told.list', {})).code).toBe('not_allowed');
  expect((await town.as('cadre_other').call('told.list', {})).items).toEqual([]);
  expect((await town.as('neighbour').refused('notice.paid', { person: town.personOf(who) })).code).toBe('not_found');
  expect((await town.as('neighbour').refused('notice.answer', { payment: (await ofWho())._id, received: true })).code).toBe('not_found');
  expect((await town.as(who).refused('notice.answer', { payment: (await ofWho())._id, received: true })).code).toBe('not_possible_now');
  expect((await town.as(who).refused('notice.allow', { templates: ['NOT-OURS'] })).code).toBe('bad_input');
});

test('a message allowed is sent once with the exact words; the notice is there in any case', async () => {
  await town.as(who).call('notice.allow', { templates: ['TEMPLATE-PAID'] });
  const clerk = town.as('clerk');
  const typed = await clerk.call('pay.typed', {
    batch: batch.id,
    photo: await clerk.upload(jpeg({ mark: 5 })),
    on: '2026-03-02',
    lines: [],
    rest: 'paid',
  });
  await driven(town, typed.task as string);
  town.cloud.messages.allow(who, 'TEMPLATE-PAID', 1);
  await town.cloud.trigger('work', 'minute');
  const payment = await ofWho();
  const words = `2025年路费补贴 1500 元已打到尾号 ${payment.account.tail}`;
  const sent = town.cloud.messages.sent().filter(({ openid }) => openid === who);
  expect(sent).toHaveLength(1);
  const mine = await town.as(who).call('notice.mine', {});
  expect(mine.items[0]).toMatchObject({ text: words, read: false });
  expect(mine.templates).toEqual(['TEMPLATE-PAID']);
  expect(mine.unread).toBeGreaterThan(0);
});

test('without a phone somebody is asked at once; with one after two days unless it was read', async () => {
  const cadre = town.as('cadre');
  const first = await cadre.call('told.list', {});
  expect(first).toMatchObject({ total: 1 });
  expect(first.items[0]).toMatchObject({ noPhone: true, hasNumber: true, kind: 'paid' });
  expect(first.items[0]?.say).toContain('您看看卡上到了没有');
  const { phone } = await cadre.call('told.number', { tell: first.items[0]?.id as string });
  expect(phone).toMatch(/^199\d{8}$/);
  expect((await town.as('cadre_other').refused('told.number', { tell: first.items[0]?.id as string })).code).toBe('not_found');
  town.cloud.clock.advance(2 * 86_400_000 + 60_000);
  expect((await cadre.call('told.list', {})).total).toBe(2);
  const { items } = await town.as(who).call('notice.mine', {});
  const { unread } = await town.as(who).call('notice.read', { ids: items.map(({ id }) => id) });
  expect(unread).toBe(0);
  expect((await cadre.call('told.list', {})).total).toBe(1);
  await cadre.call('told.done', { tell: first.items[0]?.id as string, how: 'phone', received: true });
  expect((await town.as('cadre2').refused('told.done', { tell: first.items[0]?.id as string, how: 'door' })).message).toContain(
    '任晓军已经告诉过了',
  );
  expect((await cadre.call('told.list', {})).total).toBe(0);
});

test('who read it on the page of their money is not on the list either', async () => {
  const payment = await ofWho();
  const tell = (await town.cloud.database.get('tells', `tell:paid:${payment._id}`)) as unknown as TellRecord;
  const unseen: TellRecord = { ...tell, status: 'open', seenAt: null };
  await town.cloud.database.put('tells', unseen);
  expect((await town.as('cadre').call('told.list', {})).items.map(({ id }) => id)).toEqual([tell._id]);
  expect((await town.as('neighbour').refused('notice.paid', { person: town.personOf(who) })).code).toBe('not_found');
  expect((await town.as('cadre').call('told.list', {})).total).toBe(1);
  await town.as(who).call('notice.paid', { person: town.personOf(who) });
  expect((await town.as('cadre').call('told.list', {})).total).toBe(0);
});

test('somebody else’s notices cannot be read away', async () => {
  const [notice] = (await town.cloud.database.all('notices')).filter(({ openid }) => openid === who);
  await town.cloud.database.put('notices', { ...notice, readAt: null } as unknown as { _id: string });
  await town.as('neighbour').call('notice.read', { ids: [String(notice?._id)] });
  expect((await town.cloud.database.get('notices', String(notice?._id)))?.readAt).toBeNull();
});

test('没收到 goes to the payer, who answers with what the bank says; the answer is told', async () => {
  const payment = await ofWho();
  await town.as(who).call('notice.answer', { payment: payment._id, received: false });
  const { items } = await town.as('clerk').call('pay.doubts', {});
  expect(items).toHaveLength(1);
  await town.as('clerk').call('pay.answerDoubt', { payment: payment._id, text: '银行说 3月2日已入账，请到柜台补登存折' });
  expect((await town.as('clerk').call('pay.doubts', {})).items).toEqual([]);
  await town.cloud.trigger('work', 'minute');
  expect((await town.as(who).call('notice.mine', {})).items.map(({ text }) => text).join()).toContain('补登存折');
  const { items: paid } = await town.as(who).call('notice.paid', { person: town.personOf(who) });
  expect(paid[0]).toMatchObject({ answer: 'no', reply: '银行说 3月2日已入账，请到柜台补登存折' });
  await town.as(who).call('notice.answer', { payment: payment._id, received: true });
  expect((await town.as(who).call('notice.paid', { person: town.personOf(who) })).items[0]?.answer).toBe('yes');
});

test('the card for the wall names who, what, when, which card and whom to call, in A4 and A6', async () => {
  const payment = await ofWho();
  for (const size of ['A4', 'A6'] as const) {
    const { file, households } = await town.as('cadre').call('told.card', { household: payment.household, size, reason: '上门贴墙' });
    expect(households).toBe(1);
    const zip = new PizZip(Buffer.from(await (await fetch(file.url)).arrayBuffer()));
    const xml = zip.file('word/document.xml')?.asText() ?? '';
    for (const words of ['补贴明白卡', '2025年路费补贴', '1500 元', payment.account.tail, '周书记', '不收钱']) expect(xml).toContain(words);
    expect(xml).not.toMatch(/\d{17}[\dX]/);
    expect(Object.keys(zip.files).some((name) => name.startsWith('word/media/'))).toBe(true);
  }
  const village = await town.as('cadre').call('told.card', { village: payment.village, size: 'A6', reason: '上门贴墙' });
  expect(village.households).toBe(2);
  expect((await town.as('cadre_other').refused('told.card', { household: payment.household, size: 'A4', reason: '看看' })).code).toBe(
    'not_found',
  );
});

test('every query was served by a declared index and read little beyond its answer', () => {
  const bad = town.cloud.queries.take().filter(({ index, examined, returned }) => index === null || examined > 2 * returned + 20);
  expect(bad).toEqual([]);
});

test('the trail of tells and payments is whole', async () => {
  const tells = (await town.cloud.database.all('tells')) as unknown as TellRecord[];
  expect(tells.map(({ status }) => status).sort()).toEqual(['seen', 'told']);
  const audits = (await town.cloud.database.all('audits')) as never;
  const seals = (await town.cloud.database.all('seals')) as never;
  expect(auditVerify(audits, seals, { tells, payments: await payments() })).toMatchObject({ first: null });
});

test('of more kinds of messages than the platform asks about at once each gets its turn, and any may be allowed', async () => {
  const fields = { title: 'thing1', text: 'thing2', time: 'time3' };
  const kinds = { claim_moved: 'TEMPLATE-MOVED', paid: 'TEMPLATE-PAID', month: 'TEMPLATE-MONTH', application: 'TEMPLATE-JOB' };
  const templates = Object.fromEntries(Object.entries(kinds).map(([kind, template]) => [kind, { template, fields }]));
  await town.cloud.database.put('settings', { _id: 'messages', templates } as { _id: string });
  const me = town.as('neighbour');
  const asked = async () => (await me.call('notice.mine', {})).templates;
  const first = await asked();
  expect(first).toEqual(['TEMPLATE-MOVED', 'TEMPLATE-PAID', 'TEMPLATE-MONTH']);
  expect(await me.call('notice.allow', { templates: first })).toEqual({ left: 1 });
  expect(await asked()).toEqual(['TEMPLATE-JOB', 'TEMPLATE-MOVED', 'TEMPLATE-PAID']);
  expect(await me.call('notice.allow', { templates: ['TEMPLATE-JOB'] })).toEqual({ left: 1 });
});
