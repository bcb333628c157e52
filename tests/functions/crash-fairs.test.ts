// Killed at every write while those who would come are told that a fair is held elsewhere: each hears of it once.

import type { JobRecord } from '@shared/runtime/jobs';
import type { OutboxRow } from '@shared/runtime/outbox';
import { type Crashing, crashing } from '../support/crash';
import { openTown, type Town } from '../support/town';
import { unproved } from '../support/writes';

let town: Town;
let crash: Crashing;

beforeAll(async () => {
  town = await openTown();
  crash = crashing(town, async () => {
    const news = (await crash.all<OutboxRow>('outbox')).filter(({ kind }) => kind === 'fair').map(({ openid }) => openid);
    expect(new Set(news).size).toBe(news.length);
  });
});
afterAll(async () => {
  crash.close();
  await town.close();
});

test('everybody who would come hears once, wherever the telling was cut off', async () => {
  const fields = {
    ...{ campaign: '春风行动', title: '招聘会', on: '2026-03-20', hours: '上午', where: '乡政府院里', transport: '', words: '' },
    ...{ villages: [], contact: { name: '巩站长', phone: '19900000001' } },
    stands: [{ employer: '青石乡柳编帮扶车间', posts: [] }],
  };
  const { fair } = await town.as('labour_clerk').call('fair.write', { fair: null, version: null, fields });
  const { fair: held } = await town
    .as('labour_clerk')
    .call('fair.turn', { fair: fair.id, version: fair.version, to: 'announced', words: '' });
  const people = ['labourer', 'neighbour', 'kin'];
  for (const key of people) await town.as(key).call('fair.come', { fair: fair.id, person: town.personOf(key), coming: true });
  await town.as('labour_clerk').call('fair.write', { fair: fair.id, version: held.version, fields: { ...fields, where: '乡中学' } });
  const [job] = (await crash.all<JobRecord>('jobs')).filter(({ kind }) => kind === 'fair.tell');
  const { deaths } = await crash.drive('labour_clerk', job?._id ?? '');
  expect(deaths).toBeGreaterThan(people.length);
  const told = (await crash.all<OutboxRow>('outbox')).filter(({ kind }) => kind === 'fair').map(({ openid }) => openid);
  expect(told).toEqual(expect.arrayContaining(people.map((key) => town.as(key).openid)));
});

test('nothing is owed', async () => {
  await crash.trailIsWhole(['fairs', 'fair_visits']);
  expect(unproved('fairs', crash.proved)).toEqual([]);
});
