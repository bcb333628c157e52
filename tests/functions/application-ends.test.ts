// Nobody who waits is left untold: postings that end by the timer, with their employer, or are changed, with more waiting than a change has room
// for; and what somebody wanted ends with them and stands again when that is put right.
import { EMPTY_POSTING, type PostingFields } from '@shared/domain/postings';
import type { ApplicationRecord, DutyRecord, PostingRecord } from '@shared/domain/records';
import type { JobRecord } from '@shared/runtime/jobs';
import { openTown, type Town } from '../support/town';

const VILLAGE = '140799201201';
let town: Town;
let jobs: PostingRecord[] = [];

beforeAll(async () => {
  town = await openTown();
  jobs = ((await town.cloud.database.all('postings')) as unknown as PostingRecord[]).filter(
    ({ status, until }) => status === 'open' && until > '2026-03-20',
  );
});
afterAll(() => town?.close());

const all = async <T>(collection: string) => (await town.cloud.database.all(collection)) as unknown as T[];
const get = async <T>(collection: string, id: string) => (await town.cloud.database.get(collection, id)) as unknown as T;
const put = (n: number, more: Partial<PostingRecord>) => town.cloud.database.put('postings', { ...(jobs[n] as PostingRecord), ...more });
const job = (n: number): string => (jobs[n] as PostingRecord)._id;
const minutes = async (times = 4) => {
  for (let n = 0; n < times; n += 1) await town.cloud.trigger('work', 'minute');
};
const heard = async (key: string, about: string) =>
  (await town.as(key).call('notice.mine', {})).items.filter(({ text }) => text.includes(about)).length;
const wanting = async (n: number, key: string) =>
  (await town.as(key).call('application.want', { person: town.personOf(key), posting: job(n) })).application;
const one = (id: string) => get<ApplicationRecord>('applications', id);

const tellingOf = async (n: number) =>
  (await all<JobRecord<{ posting: string; news: string }>>('jobs')).filter(
    ({ kind, input }) => kind === 'posting.tell' && input.posting === job(n),
  );

test.each(['died', 'left_town'])('nobody says %s of a wish: that is read off the registry', async (why) => {
  const { id } = await wanting(1, 'labourer');
  expect(await town.as('labourer').refused('application.drop', { application: id, version: 0, why } as never)).toMatchObject({
    code: 'bad_input',
  });
  expect(await town.as('cadre').refused('application.move', { application: id, version: 0, verb: 'end', why } as never)).toMatchObject({
    code: 'bad_input',
  });
  expect((await one(id)).status).toBe('wants');
});

test('a posting ended by the timer: all thirteen hear it by day, once, and their wish stays with a note', async () => {
  await put(0, { headcount: 50 });
  const keys: string[] = [];
  for (let n = 0; n < 13; n += 1) keys.push(await town.newcomer());
  for (const key of keys) await wanting(0, key);
  const [first = ''] = keys;
  // As if its last day had been yesterday; it is ten past midnight.
  await put(0, { until: '2026-03-01', headcount: 50 });
  town.cloud.clock.set('2026-03-02T16:10:00.000Z');
  await town.cloud.trigger('work', 'ten_minutes');
  await minutes();
  expect(await get('postings', job(0))).toMatchObject({ status: 'expired' });
  expect(await tellingOf(0)).toMatchObject([{ state: 'finished', owner: '', result: { told: 13 }, failed: 0 }]);
  expect(await heard(first, '村里还替您问')).toBe(0);
  town.cloud.clock.set('2026-03-02T23:01:00.000Z');
  await minutes(2);
  for (const key of keys) expect(await heard(key, '村里还替您问')).toBe(1);
  const [mine] = (await town.as(first).call('application.mine', { person: town.personOf(first) })).items;
  expect(mine).toMatchObject({ status: 'wants', version: 1, note: expect.stringContaining('招工的日子过了'), may: ['agree', 'end'] });
});

test('a stopped employer: whoever waits ends, whoever works there stays, and the cadre says it to who has no telephone', async () => {
  const known = new Set((await all<{ person: string }>('bonds')).map(({ person }) => person));
  const [silent] = town.county.persons.filter(
    ({ _id, village, born, status }) => village === VILLAGE && status === 'active' && born > '1970' && born < '2000' && !known.has(_id),
  );
  const [waits, works] = [await town.newcomer(), await town.newcomer()];
  await put(2, { headcount: 50 });
  const quiet = await town.as('cadre').call('application.record', { person: silent?._id ?? '', posting: job(2) });
  const [waiting, working] = [await wanting(2, waits), await wanting(2, works)];
  await town.as('clerk').call('application.move', { application: working.id, version: 0, verb: 'take' });
  const { place } = jobs[2] as PostingRecord;
  const fields = { name: '收押金的厂', kind: 'company' as const, place, contact: { name: '', phone: '' }, note: '' };
  const { employer } = await town.as('labour_clerk').call('employer.save', { employer: null, version: null, fields });
  const held = await get<PostingRecord>('postings', job(2));
  await town.cloud.database.put('postings', { ...held, employerId: employer.id } as never);
  await town.as('labour_clerk').call('employer.stop', { employer: employer.id, version: employer.version, why: '收了押金不退' });
  await minutes(5);
  expect(await one(waiting.id)).toMatchObject({ status: 'ended', dueOn: '', steps: [{}, { by: { as: 'house' }, why: 'stopped' }] });
  expect(await one(working.id)).toMatchObject({ status: 'taken', note: { words: expect.stringContaining('工钱不按时发') } });
  expect([await heard(waits, '先别动身'), await heard(works, '在那边干着的照干')]).toEqual([1, 1]);
  const { items } = await town.as('cadre').call('duty.list', { view: 'mine' });
  const say = items.filter(({ kind }) => kind === 'untold');
  expect(say).toMatchObject([
    { person: { id: silent?._id }, words: expect.stringContaining('不招了，先别动身'), ownerName: expect.stringMatching(/./) },
  ]);
  const [duty] = say;
  if (!duty) throw new Error('nothing to say');
  await town.as('cadre').call('duty.close', { duty: duty.id, version: duty.version, how: 'done', words: '上门说了' });
  expect(await one(quiet.application.id)).toMatchObject({ status: 'ended' });
});

test('filled, whoever agreed to go is asked about by tomorrow; changed pay is told; open again is told to who had ended with it', async () => {
  const [waits, going] = [await town.newcomer(), await town.newcomer()];
  await put(3, { headcount: 50 });
  const [waiting, goes] = [await wanting(3, waits), await wanting(3, going)];
  await town.as(going).call('application.agree', { application: goes.id, version: 0 });
  const shown = (await town.as('clerk').call('posting.show', { posting: job(3) })).posting;
  const held = await get<PostingRecord>('postings', job(3));
  const fields = Object.fromEntries(Object.keys(EMPTY_POSTING).map((key) => [key, held[key as never]])) as never as PostingFields;
  const pay = { ...fields.pay, maxFen: fields.pay.maxFen + 100 };
  const edited = (
    await town.as('clerk').call('posting.write', { posting: job(3), version: shown.version, fields: { ...fields, pay } as never })
  ).posting;
  await minutes();
  expect([await heard(waits, '工钱改了'), await heard(going, '工钱改了')]).toEqual([1, 1]);
  const full = await town.as('clerk').call('posting.turn', { posting: job(3), version: edited.version, verb: 'full' });
  await minutes();
  const tomorrow = '2026-03-04';
  expect(await one(goes.id)).toMatchObject({ status: 'going', dueOn: tomorrow, sortKey: `${tomorrow}:${goes.id}` });
  expect(await get<DutyRecord>('duties', `duty:application:${goes.id}`)).toMatchObject({
    status: 'open',
    dueOn: tomorrow,
    words: expect.stringContaining('还算不算'),
  });
  expect(await one(waiting.id)).toMatchObject({ status: 'ended' });
  await town.as('clerk').call('posting.turn', { posting: job(3), version: full.version, verb: 'still' });
  await minutes();
  expect([await heard(waits, '又招人了'), await heard(going, '又在招了')]).toEqual([1, 1]);
  // One tap, and it is wanted anew.
  expect((await wanting(3, waits)).status).toBe('wants');
});

describe('somebody goes', () => {
  const version = async (key: string) => (await get<{ version: number }>('persons', town.personOf(key))).version;
  const restored = async (key: string) =>
    town.as('cadre').call('person.restore', { person: town.personOf(key), version: await version(key), note: '登错了' });

  test('dies: what they wanted and where they were taken ends, the posting counts one less; put right, all stands again', async () => {
    const key = await town.newcomer();
    await put(4, { headcount: 5 });
    await put(5, { headcount: 5 });
    const [wants, works] = [await wanting(4, key), await wanting(5, key)];
    await town.as('clerk').call('application.move', { application: works.id, version: 0, verb: 'take' });
    expect(await get('postings', job(5))).toMatchObject({ taken: 1 });
    await town
      .as('cadre')
      .call('person.die', { person: town.personOf(key), version: await version(key), on: '2026-03-02', note: '' } as never);
    await minutes();
    for (const { id } of [wants, works]) {
      expect(await one(id)).toMatchObject({ status: 'ended', dueOn: '' });
      expect((await one(id)).steps.pop()).toMatchObject({ why: 'died', by: { as: 'house' } });
      expect(await get('duties', `duty:application:${id}`)).toMatchObject({ status: 'done' });
    }
    expect(await get('postings', job(5))).toMatchObject({ taken: 0 });
    await restored(key);
    await minutes();
    expect([(await one(wants.id)).status, (await one(works.id)).status]).toEqual(['wants', 'taken']);
    expect(await get('postings', job(5))).toMatchObject({ taken: 1 });
    expect(await get('duties', `duty:application:${wants.id}`)).toMatchObject({ status: 'open' });
  });

  test('leaves for good, and comes back when the posting is gone: it stays ended', async () => {
    const key = await town.newcomer();
    await put(6, { headcount: 5 });
    const { id } = await wanting(6, key);
    const off = { person: town.personOf(key), version: await version(key), on: '2026-03-02', why: 'moved_out' as const, note: '' };
    await town.as('cadre').call('person.leave', off);
    await minutes();
    expect(await one(id)).toMatchObject({ status: 'ended' });
    expect(await heard(key, '先停了')).toBe(1);
    const { posting } = await town.as('clerk').call('posting.show', { posting: job(6) });
    await town.as('clerk').call('posting.turn', { posting: job(6), version: posting.version, verb: 'stop', words: '厂里不招了' });
    await restored(key);
    await minutes();
    expect(await one(id)).toMatchObject({ status: 'ended' });
    expect(await town.as(key).refused('application.want', { person: town.personOf(key), posting: job(6) })).toMatchObject({
      code: 'not_possible_now',
    });
  });
});
