// Crashes at every write of jobs: wanted, taken, written down, and back for good again. Each wish is there once, a posting counts those who were
// taken, each return has one record and one duty, and both are open or both are done.

import { EMPTY_POSTING } from '@shared/domain/postings';
import type { ApplicationRecord, DutyRecord, PostingRecord, SecondJobRecord, SpellRecord } from '@shared/domain/records';
import { rebuildDirty } from '@shared/listing/dirty';
import type { JobRecord } from '@shared/runtime/jobs';
import { expirePostings } from '@shared/works/posting-ends';
import { type Crashing, crashing } from '../support/crash';
import { jpeg } from '../support/pictures';
import { openTown, type Town } from '../support/town';
import { unproved } from '../support/writes';

const TOWN = '140799201000';
const VILLAGE = '140799201201';
let town: Town;
let crash: Crashing;

async function inOrder(): Promise<void> {
  const duties = await crash.all<DutyRecord>('duties');
  const dutyOf = (id: string) => duties.find(({ from }) => from.record === id)?.status;
  const applications = await crash.all<ApplicationRecord>('applications');
  for (const { _id, status } of applications)
    expect({ _id, duty: dutyOf(_id) }).toEqual({ _id, duty: ['stayed', 'ended'].includes(status) ? 'done' : 'open' });
  const seconds = await crash.all<SecondJobRecord>('second_jobs');
  for (const { _id, status } of seconds) expect({ _id, duty: dutyOf(_id) }).toEqual({ _id, duty: status });
  for (const { _id, taken = 0 } of await crash.all<PostingRecord>('postings'))
    expect({ _id, taken }).toEqual({
      _id,
      taken: applications.filter(({ posting, status }) => posting === _id && ['taken', 'stayed'].includes(status)).length,
    });
  const open = (await crash.all<SpellRecord>('spells')).filter(({ end }) => end === null).map(({ person }) => person);
  expect(open.filter((one, i) => open.indexOf(one) !== i)).toEqual([]);
}

beforeAll(async () => {
  town = await openTown();
  await town.as('clerk').call('where.figures', { place: TOWN });
  for (let n = 0; n < 3; n += 1) await town.cloud.trigger('work', 'minute');
  crash = crashing(town, inOrder);
});
afterAll(async () => {
  crash.close();
  await town.close();
});

const mark = (n: number, person: string) =>
  town.cloud.database.put('dirty', {
    _id: `spells:touched:${n}`,
    person,
    household: null,
    village: VILLAGE,
    at: town.cloud.clock.now().toISOString(),
  } as never);

test('wanted, taken and written down, wherever it was cut off', async () => {
  const person = town.personOf('labourer');
  const job = (await crash.all<PostingRecord>('postings')).find(
    ({ status, until, place }) => status === 'open' && until > '2026-03-20' && place.county !== '',
  ) as PostingRecord;
  await town.cloud.database.put('postings', { ...job, headcount: 1 } as { _id: string });
  const wanted = await crash.ask('daughter', 'application.want', { person, posting: job._id });
  const { id, version } = wanted.data.application;
  const taken = await crash.ask('cadre', 'application.move', { application: id, version, verb: 'take' });
  expect(taken.data.job).toMatchObject({ status: 'full', taken: 1 });
  const { work, application } = taken.data;
  if (!work) throw new Error('nothing prefilled');
  const { contractUntil: _, ...fields } = work.work;
  const ends = work.ends && { id: work.ends.id, version: work.ends.version };
  const written = await crash.ask('cadre', 'application.work', {
    application: id,
    version: application.version,
    on: work.on,
    work: fields,
    ends,
  });
  expect(written.data.application.written).toBe(true);
  expect(wanted.deaths + taken.deaths + written.deaths).toBeGreaterThan(2);
});

test('a return is opened once with its duty, and both end with new work', async () => {
  const person = town.personOf('labourer');
  const { spells } = await town.as('cadre').call('spell.list', { person });
  const open = spells.find(({ end }) => end === null);
  if (!open) throw new Error('no work');
  const back = { kind: 'back' as const, on: '2026-03-02', reason: '企业停产或裁员' };
  await town.as('cadre').call('spell.move', { person, spell: open.id, version: open.version, move: back });
  town.cloud.clock.advance(86_400_000);
  await mark(1, person);
  const looked = await crash.ask('cadre', 'second.list', { view: 'open', village: VILLAGE });
  expect(looked.deaths).toBeGreaterThan(1);
  expect(looked.data.items.filter((one) => one.person.id === person)).toHaveLength(1);
  const work = {
    place: { province: '江苏省', city: '苏州市', county: '昆山市' },
    employer: '昆山槐香里电子厂',
    monthlyFen: 520_000,
    industry: '制造业',
    channel: '外出务工',
    organised: true,
    kind: '单位录用聘用人员',
  };
  const begin = { kind: 'begin' as const, on: '2026-03-03', work };
  await town.as('cadre').call('spell.move', { person, spell: null, version: null, move: begin });
  await mark(2, person);
  await crash.timer('secondJobs', (services, now) => rebuildDirty(services, now));
  expect(await town.cloud.database.get('second_jobs', `second:${open.id}`)).toMatchObject({ status: 'done', end: { how: 'work' } });
});

test('a photo of a posting is there once, and what is past its day ends once', async () => {
  const fields = { ...EMPTY_POSTING, age: { min: 18, max: null, why: '' }, title: '有照片的活' };
  const { posting } = await town.as('cadre').call('posting.write', { posting: null, version: null, fields });
  const fileID = await town.as('cadre').upload(jpeg({ mark: 5 }));
  const taken = await crash.ask('cadre', 'posting.photo', { posting: posting.id, version: posting.version, fileID });
  expect(taken.deaths).toBeGreaterThan(1);
  expect(taken.data.pictures).toHaveLength(1);
  const [job] = (await crash.all<PostingRecord>('postings')).filter(({ status }) => status === 'open');
  if (!job) throw new Error('nothing open');
  await town.cloud.database.put('postings', { ...job, until: '2026-03-01' } as { _id: string });
  const { deaths } = await crash.timer('expirePostings', ({ store }, now) => expirePostings(store, now));
  expect(deaths).toBeGreaterThan(0);
  expect(await town.cloud.database.get('postings', job._id)).toMatchObject({ status: 'expired', version: job.version + 1, cells: [] });
});

test('everybody who wants a posting that is filled hears it once, and their wish ends once', async () => {
  const [job] = (await crash.all<PostingRecord>('postings')).filter(({ status, until }) => status === 'open' && until > '2026-03-20');
  if (!job) throw new Error('nothing open');
  const keys = [await town.newcomer(), await town.newcomer(), await town.newcomer()];
  for (const key of keys) await town.as(key).call('application.want', { person: town.personOf(key), posting: job._id });
  const { posting } = await town.as('clerk').call('posting.show', { posting: job._id });
  await town.as('clerk').call('posting.turn', { posting: job._id, version: posting.version, verb: 'full' });
  const [telling] = (await crash.all<JobRecord<{ posting: string }>>('jobs')).filter(
    ({ kind, input }) => kind === 'posting.tell' && input.posting === job._id,
  );
  const { deaths, job: done } = await crash.drive('clerk', telling?._id ?? '');
  expect(deaths).toBeGreaterThan(keys.length);
  expect(done).toMatchObject({ failed: 0, state: 'finished' });
  const ended = (await crash.all<ApplicationRecord>('applications')).filter((one) => one.posting === job._id);
  expect(ended.map(({ status, version, steps }) => [status, version, steps.length])).toEqual(keys.map(() => ['ended', 1, 2]));
  const rows = (await crash.all<{ subject: string; text: string }>('outbox')).filter(({ text }) => text.includes('招满了'));
  expect(rows.map(({ subject }) => subject).sort()).toEqual(ended.map(({ _id }) => _id).sort());
});

test('who dies wants nothing any more, once, wherever the settling was cut off', async () => {
  const key = await town.newcomer();
  const person = town.personOf(key);
  const [job] = (await crash.all<PostingRecord>('postings')).filter(({ status, until }) => status === 'open' && until > '2026-03-20');
  const { application } = await town.as(key).call('application.want', { person, posting: job?._id ?? '' });
  const { version } = (await town.cloud.database.get('persons', person)) as never as { version: number };
  await town.as('cadre').call('person.die', { person, version, on: '2026-03-02', note: '' } as never);
  const { deaths } = await crash.timer('rebuildDirty', (services, now) => rebuildDirty(services, now));
  expect(deaths).toBeGreaterThan(1);
  expect(await town.cloud.database.get('applications', application.id)).toMatchObject({ status: 'ended', version: 1 });
});

test('the trail is whole, and nothing owed here is left unproved', async () => {
  await crash.trailIsWhole(['applications', 'second_jobs', 'duties', 'postings', 'spells']);
  expect(unproved('jobs', crash.proved)).toEqual([]);
});
