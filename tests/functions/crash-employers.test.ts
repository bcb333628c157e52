// Killed at every write while what a stopped employer offers is taken down: every posting goes, each once, and none comes back.

import type { PostingRecord } from '@shared/domain/records';
import type { JobRecord } from '@shared/runtime/jobs';
import type { OutboxRow } from '@shared/runtime/outbox';
import { driveOrphans } from '@shared/works';
import { beginAsking } from '@shared/works/posting-ask';
import { type Crashing, crashing } from '../support/crash';
import { jpeg } from '../support/pictures';
import { openTown, type Town } from '../support/town';
import { unproved } from '../support/writes';

let town: Town;
let crash: Crashing;
let employer = '';

const offered = async () => (await crash.all<PostingRecord>('postings')).filter(({ employerId }) => employerId === employer);

beforeAll(async () => {
  town = await openTown();
  crash = crashing(town, async () => {
    for (const { status, cells } of await offered()) expect(status === 'open' || cells.length === 0).toBe(true);
  });
});
afterAll(async () => {
  crash.close();
  await town.close();
});

test('every posting is taken down, wherever the work was cut off', async () => {
  const postings = (await crash.all<PostingRecord>('postings')).filter(({ status }) => status === 'open').slice(0, 4);
  const [first] = postings as [PostingRecord];
  const fields = { name: '停了的厂', kind: 'company' as const, place: first.place, contact: { name: '', phone: '' }, note: '' };
  const { employer: kept } = await town.as('labour_clerk').call('employer.save', { employer: null, version: null, fields });
  employer = kept.id;
  for (const one of postings) {
    const theirs: PostingRecord = { ...one, employerId: employer };
    await town.cloud.database.put('postings', theirs);
  }
  await town.as('labour_clerk').call('employer.stop', { employer, version: kept.version, why: '收了押金不退' });
  const [job] = (await crash.all<JobRecord>('jobs')).filter(({ kind }) => kind === 'employer.stop');
  const { deaths, job: done } = await crash.drive('labour_clerk', job?._id ?? '');
  expect(deaths).toBeGreaterThan(postings.length);
  expect(done.failed).toBe(0);
  expect((await offered()).map(({ status, version }, i) => [status, version - (postings[i]?.version ?? 0)])).toEqual(
    postings.map(() => ['stopped', 1]),
  );
});

test('a photo an employer adds is there once, wherever it was cut off', async () => {
  const [{ place }] = (await crash.all<PostingRecord>('postings')) as [PostingRecord];
  const fields = { name: '照相的厂', kind: 'company' as const, place, contact: { name: '', phone: '' }, note: '' };
  const { employer: kept } = await town.as('labour_clerk').call('employer.save', { employer: null, version: null, fields });
  const { code } = await town.as('labour_clerk').call('offer.make', { employer: kept.id });
  await town.as('visitor').call('offer.take', { code });
  const form = {
    ...{ title: '打包工', address: '乡政府东', hours: '', food: true, lodging: false, headcount: 6, until: '2026-06-01' },
    ...{ strength: 'light' as const, age: { min: 18, max: null, why: '' }, insurance: '', contract: '', transport: '', description: '' },
    pay: { minFen: 250000, maxFen: 300000, unit: 'month' as const, how: '月底发' },
    contact: { name: '段师傅', phone: '19900000011' },
  };
  const { posting } = await town.as('visitor').call('offer.send', { employer: kept.id, posting: null, version: null, fields: form });
  const fileID = await town.as('visitor').upload(jpeg({ mark: 7 }));
  const { deaths, data } = await crash.ask('visitor', 'offer.photo', { posting: posting.id, version: posting.version, fileID });
  expect(deaths).toBeGreaterThan(1);
  expect(data.posting).toMatchObject({ photos: 1, version: posting.version + 1 });
});

test('the morning it is asked again whoever offers it hears of it once, wherever the house was cut off', async () => {
  const own = (await crash.all<PostingRecord>('postings')).find(({ title, status }) => title === '打包工' && status === 'waiting');
  const days = ['2026-03-02', '2026-03-02', '2026-03-03'];
  for (const [n, askAgainOn] of days.entries())
    await town.cloud.database.put('postings', {
      ...own,
      _id: `o-asked-${n}`,
      sortKey: `2026-02-01:o-asked-${n}`,
      status: 'open',
      askAgainOn,
    } as never);
  // Nobody writes for this one by a link.
  await town.cloud.database.put('postings', {
    ...own,
    _id: 'o-asked-9',
    sortKey: 'z',
    employerId: '',
    status: 'open',
    askAgainOn: days[0],
  } as never);
  await crash.timer('beginAsking', ({ store }, now) => beginAsking(store, now));
  const [job, ...more] = (await crash.all<JobRecord>('jobs')).filter(({ kind }) => kind === 'posting.ask');
  expect(more).toEqual([]);
  await crash.timer('driveOrphans', async (services, now) => {
    town.cloud.clock.advance(120_000);
    await driveOrphans(services, now);
  });
  expect(await town.cloud.database.get('jobs', job?._id ?? '')).toMatchObject({ state: 'finished', done: 3, failed: 0 });
  const told = (await crash.all<OutboxRow>('outbox')).filter(({ subject }) => subject.startsWith('asked:'));
  expect(told.map(({ subject, openid, title }) => [subject, openid, title]).sort()).toEqual(
    [0, 1].map((n) => [`asked:o-asked-${n}:2026-03-02`, town.as('visitor').openid, '「打包工」还招不招']),
  );
});

test('nothing is owed', async () => {
  await crash.trailIsWhole(['employers']);
  expect(unproved('employers', crash.proved)).toEqual([]);
});
