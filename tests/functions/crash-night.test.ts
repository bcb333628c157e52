// Crashes at every write of what the house does by itself: the night, answers made anew after a change, messages, seals, ends of help,
// sweeping. After each the equation of every village opens exactly its people once the timer has come round again.
import { addDays } from '@shared/domain/dates';
import type { AssessmentRecord, BondRecord, ClaimRecord, DirtyRecord, EquationRecord, PersonRecord } from '@shared/domain/records';
import { rebuildDirty } from '@shared/listing/dirty';
import { offerFile, sweepOffers } from '@shared/papers/offer';
import { attendBonds } from '@shared/runtime/bond-ends';
import { deliverDue, type Message } from '@shared/runtime/delivery';
import { tidy } from '@shared/runtime/housekeeping';
import type { JobRecord } from '@shared/runtime/jobs';
import type { NoticeRecord, OutboxRow } from '@shared/runtime/outbox';
import { type SealRecord, sealWindows } from '@shared/runtime/seal';
import { driveOrphans } from '@shared/works';
import { beginNight } from '@shared/works/assess-village';
import { beginLooks } from '@shared/works/trace-night';
import { beginTwinNight, isTurn } from '@shared/works/twin-night';
import { messageSettings } from '../../tools/start/messages';
import { handedIn } from '../support/claiming';
import { type Crashing, crashing } from '../support/crash';
import { openTown, type Town } from '../support/town';
import { unproved } from '../support/writes';

const DAY = 86_400_000;
const MINUTE = 60_000;
let town: Town;
let crash: Crashing;
let claim: string;

/** At every moment: one answer a person and programme-year, one telling a phone and answer, each claim on the trail. */
async function inOrder(): Promise<void> {
  const tellings = (await crash.all<OutboxRow>('outbox')).filter(({ kind }) => kind === 'unclaimed');
  expect(new Set(tellings.map(({ openid, subject }) => `${openid} ${subject}`)).size).toBe(tellings.length);
  const notices = await crash.all<NoticeRecord>('notices');
  expect(new Set(notices.map(({ _id }) => _id)).size).toBe(notices.length);
}

/** What must hold once nothing is left to do: every equation counts exactly the answers that lie there. */
async function counted(): Promise<void> {
  expect(await crash.all<DirtyRecord>('dirty')).toEqual([]);
  const answers = await crash.all<AssessmentRecord>('assessments');
  for (const { village, programme, period, owed, parts } of await crash.all<EquationRecord>('equations')) {
    const own = answers.filter((one) => one.village === village && one.programme === programme && one.period === period);
    const people = own.filter((one) => one.owed).length;
    const inParts = Object.values(parts).reduce((sum, part) => sum + part.people, 0);
    expect({ village, programme, period, owed, inParts }).toEqual({ village, programme, period, owed: people, inParts: people });
  }
}

beforeAll(async () => {
  town = await openTown();
  claim = (await handedIn(town, await town.newcomer())).id;
  crash = crashing(town, inOrder);
});
afterAll(async () => {
  crash.close();
  await town.close();
});

test('the night is begun once for every village', async () => {
  const villages = town.county.places.filter(({ level }) => level === 'village');
  const { deaths } = await crash.timer('beginNight', ({ store }, now) => beginNight(store, now));
  expect(deaths).toBeGreaterThanOrEqual(villages.length);
  const jobs = (await crash.all<JobRecord>('jobs')).filter(({ kind }) => kind === 'assess.village');
  expect(jobs.map(({ village }) => village).sort()).toEqual(villages.map(({ _id }) => _id).sort());
});

test('records that may be one are looked for in the villages whose night it is, each begun once', async () => {
  const villages = town.county.places.filter(({ level }) => level === 'village').map(({ _id }) => _id);
  const today = town.cloud.clock.now().toISOString().slice(0, 10);
  const week = [...Array(7).keys()].map((n) => `2026-03-0${n + 1}`);
  expect(villages.map((village) => week.filter((day) => isTurn(village, day)).length)).toEqual(villages.map(() => 1));
  await crash.timer('beginTwinNight', ({ store }, now) => beginTwinNight(store, now));
  const jobs = (await crash.all<JobRecord>('jobs')).filter(({ kind }) => kind === 'household.twins');
  expect(jobs.map(({ village }) => village).sort()).toEqual(villages.filter((village) => isTurn(village, today)).sort());
});

test('everybody of every village is gone through, killed anywhere, and told once', async () => {
  // The whole house dies and is started again until no job is left.
  const { deaths } = await crash.timer('driveOrphans', async (services, now) => {
    town.cloud.clock.advance(2 * MINUTE);
    const { stepped } = await driveOrphans(services, town.cloud.clock.now().toISOString());
    return { stepped, now };
  });
  expect(deaths).toBeGreaterThan(20);
  const jobs = (await crash.all<JobRecord>('jobs')).filter(({ kind }) => kind === 'assess.village');
  expect(jobs.map(({ state, failed }) => [state, failed])).toEqual(jobs.map(() => ['finished', 0]));
  await crash.timer('rebuildDirty', (services, now) => rebuildDirty(services, now));
  await counted();
  const equations = await crash.all<EquationRecord>('equations');
  expect(equations.reduce((sum, { owed }) => sum + owed, 0)).toBeGreaterThan(20);
  expect((await crash.all<OutboxRow>('outbox')).filter(({ kind }) => kind === 'unclaimed').length).toBeGreaterThan(0);
});

/** A person's record as another of the house's changes would leave it, with its mark. */
async function changed(person: string, fields: Partial<PersonRecord>): Promise<void> {
  const before = (await town.cloud.database.get('persons', person)) as unknown as PersonRecord;
  const after: PersonRecord = { ...before, ...fields };
  await town.cloud.database.put('persons', after);
  const mark: DirtyRecord = { _id: `persons:${person}:${JSON.stringify(fields)}`, person, household: null, village: after.village, at: '' };
  await town.cloud.database.put('dirty', { ...mark, at: town.cloud.clock.now().toISOString() } as DirtyRecord);
}
const remade = () => crash.timer('rebuildDirty', (services, now) => rebuildDirty(services, now));

test('somebody who moves is counted in the new village and no more in the old', async () => {
  const owed = (await crash.all<AssessmentRecord>('assessments')).find((one) => one.owed && one.claim === null) as AssessmentRecord;
  const other = town.county.places.find(({ level, _id, parent }) => level === 'village' && _id !== owed.village && parent === owed.town);
  await changed(owed.person, { village: other?._id ?? '' });
  expect((await remade()).deaths).toBeGreaterThan(1);
  // What a rebuild leaves to the next one is done by the next.
  await remade();
  await counted();
});

test('somebody no longer of the registry is counted nowhere', async () => {
  const owed = (await crash.all<AssessmentRecord>('assessments')).find((one) => one.owed && one.claim === null) as AssessmentRecord;
  await changed(owed.person, { status: 'gone' });
  expect((await remade()).deaths).toBeGreaterThan(1);
  await remade();
  expect((await crash.all<AssessmentRecord>('assessments')).filter(({ person }) => person === owed.person)).toEqual([]);
  await counted();
});

test('each message is accepted once and sent at most once', async () => {
  await town.cloud.database.import('settings', [messageSettings]);
  const waiting = (await crash.all<OutboxRow>('outbox')).filter(({ state }) => state === 'waiting');
  for (const { openid } of waiting)
    await town.cloud.database.put('quotas', { _id: `${openid}:${messageSettings.templates.claim_moved?.template}`, left: 5 } as {
      _id: string;
    });
  const sent: Message[] = [];
  const { deaths } = await crash.timer('deliverDue', async ({ store }) => {
    // Rows taken by a run that was killed are due again later.
    town.cloud.clock.advance(10 * MINUTE);
    const { delivered } = await deliverDue(store, async (message) => void sent.push(message), town.cloud.clock.now().toISOString());
    return delivered;
  });
  expect(deaths).toBeGreaterThan(3);
  const rows = await crash.all<OutboxRow>('outbox');
  expect(rows.filter(({ state }) => state === 'failed')).toEqual([]);
  // What was accepted stands in the notices, once; the row that a kill left behind is due again by and by.
  for (let i = 0; i < 12; i += 1) {
    town.cloud.clock.advance(60 * MINUTE);
    await town.cloud.trigger('work', 'minute');
  }
  const after = await crash.all<OutboxRow>('outbox');
  expect(after.filter(({ state }) => state !== 'done')).toEqual([]);
  expect((await crash.all<NoticeRecord>('notices')).length).toBe(after.length);
  const told = sent.map(({ openid, data }) => `${openid} ${JSON.stringify(data)}`);
  expect(new Set(told).size).toBe(told.length);
});

test('suspicions are looked for once a night in a township where money went out since', async () => {
  const before = (await town.cloud.database.get('claims', claim)) as unknown as ClaimRecord;
  const look = async (since: string) => {
    const paid: ClaimRecord = { ...before, status: 'paid', stage: null, waiting: '', since, sortKey: `${since}:${before._id}` };
    await town.cloud.database.put('claims', paid);
    await crash.timer('beginLooks', ({ store }, now) => beginLooks(store, now));
    return (await crash.all<JobRecord>('jobs')).filter(({ kind }) => kind === 'trace.look');
  };
  const [first] = await look(town.cloud.clock.now().toISOString());
  await town.cloud.database.put('jobs', { ...first, state: 'finished' } as JobRecord);
  town.cloud.clock.advance(MINUTE);
  const again = await look(town.cloud.clock.now().toISOString());
  expect(again.map(({ town: of, state }) => [of, state])).toEqual([[before.town, 'running']]);
  await town.cloud.database.put('claims', before);
});

test('windows are sealed one after the other, each once', async () => {
  town.cloud.clock.advance(30 * MINUTE);
  const { deaths } = await crash.timer('sealWindows', ({ store }, now) => sealWindows(store, now));
  expect(deaths).toBeGreaterThan(0);
  const seals = await crash.all<SealRecord>('seals');
  expect(new Set(seals.map(({ window }) => window)).size).toBe(seals.length);
});

test('help is announced and ended once', async () => {
  const bond = (await crash.all<BondRecord>('bonds')).find(({ as, status }) => as === 'helper' && status === 'confirmed') as BondRecord;
  const today = town.cloud.clock.now().toISOString().slice(0, 10);
  await town.cloud.database.put('bonds', { ...bond, until: addDays(today, 10), warnedOn: null } as BondRecord);
  await crash.timer('attendBonds', ({ store }, now) => attendBonds(store, now));
  const told = async (kind: string) =>
    (await crash.all<OutboxRow>('outbox')).filter((row) => row.kind === kind && row.subject === bond._id);
  expect((await told('bond_ending')).length).toBeGreaterThan(0);
  const warned = (await told('bond_ending')).length;
  town.cloud.clock.advance(12 * DAY);
  await crash.timer('attendBonds', ({ store }, now) => attendBonds(store, now));
  expect(await told('bond_ending')).toHaveLength(warned);
  expect(await told('bond_expired')).toHaveLength(warned);
  expect(await town.cloud.database.get('bonds', bond._id)).toMatchObject({ status: 'ended' });
});

test('a file made for somebody is swept, also when its maker died before noting it', async () => {
  await crash.timer('offerFile', (services, now) => offerFile('名单.xlsx', Buffer.from('谁领多少'), { ...services, now }));
  expect((await town.cloud.storage.list('out/')).length).toBeGreaterThan(0);
  expect((await crash.all('offers')).length).toBeGreaterThan(1);
  town.cloud.clock.advance(2 * 3_600_000);
  await crash.timer('sweepOffers', (services, now) => sweepOffers({ ...services, now }));
  expect(await town.cloud.storage.list('out/')).toEqual([]);
  expect(await crash.all('offers')).toEqual([]);
});

test('what has done its service goes, and nothing else', async () => {
  town.cloud.clock.advance(8 * DAY);
  expect((await crash.all('requests')).length).toBeGreaterThan(0);
  await crash.timer('tidy', ({ store }, now) => tidy(store, now));
  expect([...(await crash.all('requests')), ...(await crash.all('rates'))]).toEqual([]);
  expect(await town.cloud.database.get('claims', claim)).toMatchObject({ status: 'in_stage' });
});

test('the trail of it all is whole', async () => {
  await crash.trailIsWhole(['claims', 'bonds', 'accounts']);
  expect((await crash.all<ClaimRecord>('claims')).length).toBe(1);
});

test('everything that writes in steps here was killed at every write', () => {
  expect(unproved('night', crash.proved)).toEqual([]);
});
