// From 我想去 on a phone to work written down, and from 不去了 to the second job, as a resident and the cadre who follows it tap it.
import type { PostingRecord, SecondJobRecord, SpellRecord } from '@shared/domain/records';
import { closeBrowser, openStage, type Stage } from '../support/stage';
import { openTown, type Town } from '../support/town';

const TOWN = '140799201000';
const VILLAGE = '140799201201';
let town: Town;
let stage: Stage;
let jobs: PostingRecord[] = [];

beforeAll(async () => {
  town = await openTown();
  stage = await openStage({ cloud: town.cloud, cast: town.county.cast });
  await town.as('clerk').call('where.figures', { place: TOWN });
  for (let n = 0; n < 3; n += 1) await town.cloud.trigger('work', 'minute');
  jobs = ((await town.cloud.database.all('postings')) as unknown as PostingRecord[]).filter(
    ({ status, until, place, pay }) => status === 'open' && until > '2026-03-20' && place.county !== '' && pay.unit === 'month',
  );
});

afterAll(async () => {
  await stage?.close();
  await closeBrowser();
  await town?.close();
});

const job = (n: number): PostingRecord => jobs[n] as PostingRecord;
const page = (n: number) => `/pages/job/job?id=${encodeURIComponent(job(n)._id)}`;

test('whoever is not known yet is led to be known, or to the telephone, and reads the posting all the same', async () => {
  const visitor = await stage.phone('visitor');
  await visitor.open(page(0));
  await visitor.tap('我想去');
  expect(await visitor.text()).toContain('先认一次人');
  await visitor.tap('去认人，回来接着说');
  expect((await visitor.pages()).join()).toContain('packages/people/bind/bind');
});

test('a resident wants a job, the cadre asks, it comes to work written down', async () => {
  const man = await stage.phone('labourer');
  await man.open(page(0));
  await man.tap('我想去');
  expect(await man.text()).toContain('说了想去，等回话');

  const cadre = await stage.phone('cadre');
  await cadre.open('/packages/apply/list/list');
  expect(await cadre.text()).toContain(job(0).title);
  await cadre.tap('周满仓');
  await cadre.tap('问过招工的了');
  await cadre.tap('记上');
  await man.open('/packages/apply/mine/mine');
  await man.tap('说好了，要去');
  expect(await man.text()).toContain('说好要去');
  await cadre.open('/packages/apply/list/list');
  await cadre.tap('周满仓');
  await cadre.tap('录用上岗了');
  await cadre.tap('记上');
  await cadre.tap('记成务工');
  const asked = await cadre.text();
  expect(asked).toContain('哪天上岗');
  await cadre.tap('.write-work');
  expect(await cadre.text()).toContain('已经记成务工了');
  const spells = (await town.cloud.database.all('spells')) as unknown as SpellRecord[];
  const open = spells.filter(({ person, end }) => person === town.personOf('labourer') && end === null);
  expect(open).toMatchObject([{ employer: job(0).employer, monthlyFen: job(0).pay.minFen, start: '2026-03-02' }]);
  await man.open('/packages/apply/mine/mine');
  expect(await man.text()).toContain('上班了');
});

test('whoever is back for good is offered jobs, wants one, and the return is done once there is work', async () => {
  const spells = (await town.cloud.database.all('spells')) as unknown as SpellRecord[];
  const { person, _id, version } = spells.find(
    (one) =>
      one.village === VILLAGE && one.end === null && !one.away && one.start < '2026-02-01' && one.person !== town.personOf('labourer'),
  ) as SpellRecord;
  const name = town.county.persons.find((one) => one._id === person)?.name ?? '';
  const move = { kind: 'back' as const, on: '2026-03-02', reason: '企业停产或裁员' };
  await town.as('cadre').call('spell.move', { person, spell: _id, version, move });
  town.cloud.clock.advance(86_400_000);
  const at = town.cloud.clock.now().toISOString();
  await town.cloud.database.put('dirty', { _id: 'spells:night:1', person, household: null, village: VILLAGE, at } as { _id: string });
  await town.cloud.trigger('work', 'minute');

  const cadre = await stage.phone('cadre');
  await cadre.open('/packages/month/duties/duties');
  expect(await cadre.text()).toContain('回来了，要安排');
  await cadre.open('/packages/apply/second/second');
  await cadre.tap(name);
  expect(await cadre.text()).toContain('企业停产或裁员');
  await cadre.tap('推几个活，记他怎么说');
  await cadre.tap('.pick-row');
  await cadre.type('.note', '近的那个想去看看');
  await cadre.tap('记上');
  expect(await cadre.text()).toContain('他说：近的那个想去看看');
  await cadre.tap('他想去一个，记上');
  await cadre.tap('.pick-row');
  await cadre.tap('记上，想去');
  await cadre.tap('录用上岗了');
  await cadre.tap('记上');
  await cadre.tap('记成务工');
  await cadre.tap('.write-work');
  expect(await cadre.text()).toContain('已经记成务工了');
  await town.cloud.trigger('work', 'minute');
  const done = (await town.cloud.database.get('second_jobs', `second:${_id}`)) as unknown as SecondJobRecord;
  expect(done).toMatchObject({ status: 'done', offers: [{ said: '近的那个想去看看' }] });
  await cadre.open('/packages/apply/second/second');
  await cadre.tap('有了着落的');
  expect(await cadre.text()).toContain(name);
});
