// Crashes at every write of what people and their cadres do in several steps: being known, help proved by paper, a claim with its pictures
// and signature, a line of the list, stamped pages and layouts, papers made, notices, work taken over. Records and files alike.
import { PRIVACY_VERSION } from '@shared/domain/privacy';
import type { AccountRecord, BondRecord, ClaimRecord, ReceiptRecord } from '@shared/domain/records';
import type { AuditEntry } from '@shared/runtime/audit';
import type { JobRecord } from '@shared/runtime/jobs';
import { newJob } from '@shared/runtime/jobs';
import type { NoticeRecord, OutboxRow } from '@shared/runtime/outbox';
import { messageSettings } from '../../tools/start/messages';
import { type Crashing, crashing } from '../support/crash';
import { jpeg } from '../support/pictures';
import { openTown, type Town } from '../support/town';
import { unproved } from '../support/writes';

const YEAR = { programme: 'transport', period: '2025' } as const;
const ON = '2026-03-02';
let town: Town;
let crash: Crashing;
let pictures = 30_000;
const picture = (who: string) => {
  pictures += 1;
  return town.as(who).upload(jpeg({ mark: pictures }));
};
const plain = (key: string) => {
  const found = town.county.persons.find(({ _id }) => _id === town.personOf(key));
  if (!found) throw new Error(key);
  return found;
};

/** At every moment: nobody acts without a bond, a picture that is recorded is there, and one that is attached is recorded. */
async function inOrder(): Promise<void> {
  const bonds = await crash.all<BondRecord>('bonds');
  const confirmed = new Set(bonds.filter(({ status }) => status === 'confirmed').map(({ openid, person }) => `${openid} ${person}`));
  for (const { _id, persons } of await crash.all<AccountRecord>('accounts')) {
    expect(new Set(persons.map(({ person }) => person)).size).toBe(persons.length);
    for (const { person } of persons) expect(confirmed).toContain(`${_id} ${person}`);
  }
  const receipts = new Map((await crash.all<ReceiptRecord>('receipts')).map((one) => [one._id, one]));
  for (const claim of await crash.all<ClaimRecord>('claims')) {
    for (const { receipt } of claim.receipts) expect(receipts.get(receipt)?.status).toBe('kept');
    if (claim.signature) expect(await town.cloud.storage.read(claim.signature.fileID)).not.toBeNull();
  }
  for (const { status, fileID } of receipts.values()) if (status === 'kept') expect(await town.cloud.storage.read(fileID)).not.toBeNull();
  for (const { confirmed: how } of bonds) if (how?.proof) expect(await town.cloud.storage.read(how.proof.fileID)).not.toBeNull();
  for (const { pages } of await crash.all<{ pages: { fileID: string }[] }>('stamps'))
    for (const { fileID } of pages) expect(await town.cloud.storage.read(fileID)).not.toBeNull();
}

beforeAll(async () => {
  town = await openTown();
  crash = crashing(town, inOrder);
});
afterAll(async () => {
  crash.close();
  await town.close();
});

const bondOf = async (openid: string) => (await crash.all<BondRecord>('bonds')).filter((one) => one.openid === openid);

test('somebody is found by number and by telephone, and bound once', async () => {
  for (const [who, by] of [
    ['o-new-1', 'number'],
    ['o-new-2', 'phone'],
  ] as const) {
    await crash.ask(who, 'consent.agree', { version: PRIVACY_VERSION });
    const { name, idNumber, phone } = plain('kin');
    // The platform takes the code of the telephone button once: after a death the button is tapped again.
    const code = async () => ({ phoneCode: town.cloud.openData.phoneCode(who, phone ?? '') });
    const { data, deaths } =
      by === 'number' ? await crash.ask(who, 'bond.byNumber', { name, idNumber }) : await crash.ask(who, 'bond.byPhone', code, 'anew');
    expect(deaths).toBeGreaterThan(1);
    await crash.ask(who, 'bond.take', { code: data.offers[0]?.code ?? '', as: 'self' });
    expect(await bondOf(who)).toMatchObject([{ status: 'confirmed', as: 'self' }]);
  }
});

test('a helper is let in by a signed paper, once, and ended once', async () => {
  const helper = 'o-helper-1';
  const { data: issued } = await crash.ask('cadre', 'bond.issue', { person: town.personOf('neighbour') });
  await crash.ask(helper, 'bond.take', { code: issued.code, as: 'helper', relation: '闺女', name: '周小燕' });
  const [asked] = await bondOf(helper);
  const fileID = await picture('cadre');
  const { deaths } = await crash.ask('cadre', 'bond.record', { bond: asked?._id ?? '', how: 'paper', on: ON, note: '', fileID });
  expect(deaths).toBeGreaterThan(1);
  expect(await bondOf(helper)).toMatchObject([{ status: 'confirmed', as: 'helper', version: 1 }]);
  await crash.ask('cadre', 'bond.proof', { bond: asked?._id ?? '' });
  await crash.ask('cadre', 'bond.end', { bond: asked?._id ?? '', why: '不用了' });
  expect(await bondOf(helper)).toMatchObject([{ status: 'revoked' }]);
  expect((await crash.all<AccountRecord>('accounts')).find(({ _id }) => _id === helper)?.persons).toEqual([]);
});

test('a claim gets its pictures once, loses one, and is handed in with its signature once', async () => {
  const who = await town.newcomer();
  const { data: begun } = await crash.ask(who, 'claim.draft', { person: town.personOf(who), ...YEAR });
  const claim = begun.claim.id;
  const first = await picture(who);
  expect((await crash.ask(who, 'receipt.accept', { claim, kind: 'wage_proof', fileID: first })).deaths).toBeGreaterThan(1);
  const { data: second } = await crash.ask(who, 'receipt.accept', { claim, kind: 'wage_proof', fileID: await picture(who) });
  expect(second.claim.receipts).toHaveLength(2);
  const { data: dropped } = await crash.ask(who, 'receipt.remove', { claim, receipt: second.receipt.id });
  expect(dropped.claim.receipts).toHaveLength(1);
  const signature = await picture(who);
  const { data: sent, deaths } = await crash.ask(who, 'claim.submit', { claim, version: dropped.claim.version, agreed: true, signature });
  expect(deaths).toBeGreaterThan(1);
  expect(sent.claim.status).toBe('in_stage');
  const stored = (await crash.all<ClaimRecord>('claims')).find(({ _id }) => _id === claim);
  expect(stored?.events.filter(({ verb }) => verb === 'submit')).toHaveLength(1);
  expect(await town.cloud.storage.read(signature)).toBeNull();
});

test('a cadre begins a claim with a picture from the list; the list is made anew as it is looked at', async () => {
  const key = await town.newcomer();
  const person = town.personOf(key);
  const { village } = plain('labourer');
  const { deaths: looks } = await crash.ask('cadre', 'list.village', { ...YEAR, village, limit: 50 });
  expect(looks).toBeGreaterThan(5);
  await crash.ask('cadre', 'list.say', { person, ...YEAR, said: 'agreed', how: 'phone', on: ON, note: '' });
  const about = { person, ...YEAR, kind: 'wage_proof', fileID: await picture('cadre') };
  expect((await crash.ask('cadre', 'list.picture', about)).deaths).toBeGreaterThan(2);
  const own = (await crash.all<ClaimRecord>('claims')).filter((one) => one.person === person);
  expect(own).toMatchObject([{ status: 'draft' }]);
  expect(own[0]?.receipts).toHaveLength(1);
  const { receipts } = own[0] as ClaimRecord;
  const { deaths } = await crash.ask('cadre', 'list.drop', { person, ...YEAR, receipt: receipts[0]?.receipt ?? '' });
  expect(deaths).toBeGreaterThan(1);
  const bare = (await crash.all<ClaimRecord>('claims')).find((one) => one.person === person);
  expect(bare?.receipts).toEqual([]);
  const { data } = await crash.ask('clerk', 'equation.of', { ...YEAR, place: village });
  expect(Object.values(data.total.parts).reduce((sum, { people }) => sum + people, 0)).toBe(data.total.owed);
});

test('a stamped page is kept once, a layout replaced once, a paper made and noted', async () => {
  const { village } = plain('labourer');
  const stamped = { village, ...YEAR, key: 'minutes', fileID: await picture('cadre') };
  expect((await crash.ask('cadre', 'papers.stamped', stamped)).data.pages).toBe(1);
  const { data } = await crash.ask('clerk', 'layout.fetch', { key: 'minutes', example: true }, 'anew');
  const bytes = Buffer.from(await (await fetch(data.file.url)).arrayBuffer());
  const fileID = await town.as('clerk').upload(bytes, '1.docx');
  expect((await crash.ask('clerk', 'layout.replace', { key: 'minutes', fileID })).deaths).toBeGreaterThan(1);
  expect(await crash.all<{ version: number }>('layouts')).toMatchObject([{ _id: 'minutes', status: 'own' }]);
  const made = await crash.ask('clerk', 'papers.make', { village, ...YEAR, keys: ['minutes'], whole: false, reason: '' }, 'anew');
  expect(made.deaths).toBeGreaterThan(1);
  // Noted before anything leaves: a death in between leaves a line for what never left, never the other way round.
  const noted = (await crash.all<AuditEntry>('audits')).filter(({ verb }) => verb === 'export');
  expect(noted.length).toBeGreaterThanOrEqual(1);
});

test('notices are read, and messages allowed all or none', async () => {
  await town.cloud.database.import('settings', [messageSettings]);
  const waiting = async () => (await crash.all<OutboxRow>('outbox')).some(({ state }) => state === 'waiting');
  for (let minute = 0; minute < 60 && (await waiting()); minute += 1) {
    town.cloud.clock.advance(10 * 60_000);
    await town.cloud.trigger('work', 'minute');
  }
  const notices = await crash.all<NoticeRecord>('notices');
  const of = (openid: string) => notices.filter((one) => one.openid === openid).length;
  const who = notices.map(({ openid }) => openid).sort((a, b) => of(b) - of(a))[0] ?? '';
  expect(of(who)).toBeGreaterThan(1);
  await crash.ask(who, 'notice.read', { ids: notices.filter(({ openid }) => openid === who).map(({ _id }) => _id) });
  const read = (await crash.all<NoticeRecord>('notices')).filter(({ openid }) => openid === who);
  expect(read.map(({ readAt }) => readAt)).not.toContain(null);
  const templates = [...new Set(Object.values(messageSettings.templates).map(({ template }) => template))];
  expect(templates.length).toBeGreaterThan(1);
  await crash.ask('o-allows', 'notice.allow', { templates });
  const quotas = (await crash.all<{ _id: string; left: number }>('quotas')).filter(({ _id }) => _id.startsWith('o-allows:'));
  expect(quotas.map(({ left }) => left)).toEqual(templates.map(() => 1));
});

test('work that was stopped is taken over with its line in the trail', async () => {
  const { county, town: own } = plain('labourer');
  const about = { owner: town.as('clerk').openid, county, town: own, village: '' };
  const job: JobRecord = { ...newJob('pay.check', 'stopped', { level: 'town', code: own }, about, town.cloud.clock.now().toISOString()) };
  await town.cloud.database.import('jobs', [{ ...job, state: 'stopped' }]);
  await crash.ask('clerk2', 'task.again', { task: job._id });
  expect(await town.cloud.database.get('jobs', job._id)).toMatchObject({ state: 'running', owner: town.as('clerk2').openid });
  const lines = (await crash.all<AuditEntry>('audits')).filter(({ verb, record }) => verb === 'take_over' && record === job._id);
  expect(lines).toHaveLength(1);
});

test('the trail of it all is whole', () =>
  crash.trailIsWhole(['bonds', 'accounts', 'claims', 'receipts', 'stamps', 'layouts', 'consents']));

test('everything that writes in steps here was killed at every write', () => {
  expect(unproved('people', crash.proved)).toEqual([]);
});
