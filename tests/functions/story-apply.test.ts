// From 我想去 to a month of work, and from 不去了 to the second job, told through every call: each also tried by people it is none of the
// business of, sent twice, weighed, searched.
import * as applications from '@shared/contract/application';
import * as seconds from '@shared/contract/second';
import { beijingDate } from '@shared/domain/dates';
import type { DutyRecord, Grant, PostingRecord, SecondJobRecord, SpellRecord, StaffRecord } from '@shared/domain/records';
import { collections } from '@shared/repos/indexes';
import { type Story, storyOf, unlisted } from '../support/story';
import { openTown, type Town } from '../support/town';

const TOWN = '140799201000';
const VILLAGE = '140799201201';
let town: Town;
let story: Story;
let numbers: string[] = [];

const get = async <T>(collection: string, id: string) => (await town.cloud.database.get(collection, id)) as unknown as T;
const today = () => beijingDate(town.cloud.clock.now().toISOString());
const days = (n: number) => town.cloud.clock.advance(n * 86_400_000);

/** A posting of the board with room for so many. */
async function someJob(at: number, more: Partial<PostingRecord> = {}): Promise<PostingRecord> {
  const all = (await town.cloud.database.all('postings')) as unknown as PostingRecord[];
  const open = all.filter(
    ({ status, until, place, pay }) => status === 'open' && until > '2026-04-10' && place.county !== '' && pay.unit === 'month',
  );
  const job = { ...(open[at] as PostingRecord), ...more };
  await town.cloud.database.put('postings', job);
  return job;
}

beforeAll(async () => {
  town = await openTown();
  const grants: Grant[] = (['station_clerk', 'cadre'] as const).map((role) => ({
    role,
    level: role === 'cadre' ? 'village' : 'town',
    code: role === 'cadre' ? VILLAGE : TOWN,
    from: '2024-01-01',
    until: null,
  }));
  const revoked: StaffRecord = {
    _id: 'o-revoked',
    version: 0,
    auditHead: '',
    name: '测试员',
    title: '测试',
    phone: '19900000000',
    status: 'revoked',
    grants,
    self: null,
    relatives: [],
  };
  await town.cloud.database.put('staff', revoked);
  const kin = town.county.persons.filter(({ village }) => village === VILLAGE);
  numbers = kin.flatMap(({ idNumber, phone, account }) => [idNumber, phone, account?.number].filter((one): one is string => Boolean(one)));
  const people = ['labourer', 'kin'].map((key) => town.personOf(key));
  const names = kin.filter(({ _id }) => people.includes(_id)).map(({ name }) => name);
  story = storyOf(town, { strangers: ['cadre_other', 'province', 'o-revoked'], marks: [...people, ...names] });
  await town.as('clerk').call('where.figures', { place: TOWN });
  for (let n = 0; n < 3; n += 1) await town.cloud.trigger('work', 'minute');
  town.cloud.queries.take();
  town.cloud.logs.take();
});
afterAll(() => town?.close());

const call: Story['call'] = (who, action, input) => story.call(who, action, input);

test('wanted in one tap by who helps, asked for, agreed, taken, full, written down, stayed a month', async () => {
  const person = town.personOf('labourer');
  const job = await someJob(0, { headcount: 1, channel: 'outside_province', area: 'outside_province' });
  const { application } = await call('daughter', 'application.want', { person, posting: job._id });
  expect(application).toMatchObject({ status: 'wants', dueOn: '2026-03-05', may: ['agree', 'end'], written: false });
  const id = application.id;
  const again = await town.as('labourer').call('application.want', { person, posting: job._id });
  expect(again.application.version).toBe(application.version);
  const { items } = await call('daughter', 'application.mine', { person });
  expect(items.map((one) => one.id)).toEqual([id]);
  expect(await get<DutyRecord>('duties', `duty:application:${id}`)).toMatchObject({
    status: 'open',
    dueOn: '2026-03-05',
    kind: 'application',
  });

  const list = await call('cadre', 'application.list', { view: 'open', village: VILLAGE });
  expect(list.items).toMatchObject([{ id, status: 'wants' }]);
  const duty = await town.as('cadre').refused('duty.close', { duty: `duty:application:${id}`, version: 1, how: 'done', words: '问过了' });
  expect(duty).toMatchObject({ code: 'not_possible_now' });
  const asked = await call('cadre', 'application.move', {
    application: id,
    version: application.version,
    verb: 'ask',
    words: '还要一个人',
  });
  const agreed = await call('daughter', 'application.agree', { application: id, version: asked.application.version });
  expect(agreed.application.steps.map(({ by }) => by)).toEqual(['家里人', '村里', '家里人']);
  const taken = await call('labour_clerk', 'application.move', { application: id, version: agreed.application.version, verb: 'take' });
  expect(taken.job).toMatchObject({ status: 'full', taken: 1, headcount: 1 });
  expect(await get<PostingRecord>('postings', job._id)).toMatchObject({ status: 'full', cells: [] });
  const late = await town.as('neighbour').refused('application.want', { person: town.personOf('neighbour'), posting: job._id });
  expect(late).toMatchObject({ code: 'not_possible_now', message: '这个活招满了。', next: expect.stringContaining('别的活') });

  // The month went by and work that was open ended with it.
  const { work } = await call('cadre', 'application.show', { application: id });
  expect(work).toMatchObject({ on: '2026-03-02', work: { channel: '外出务工', employer: job.employer, job: job.title } });
  if (!work) throw new Error('nothing prefilled');
  const ends = work.ends && { id: work.ends.id, version: work.ends.version };
  const { contractUntil: _, ...fields } = work.work;
  const written = await call('cadre', 'application.work', {
    application: id,
    version: taken.application.version,
    on: work.on,
    work: { ...fields, monthlyFen: 450_000 },
    ends,
  });
  expect(written).toMatchObject({ application: { written: true }, work: null, came: { monthFen: 450_000 } });
  expect(written.estimate).toMatchObject({ monthFen: job.pay.minFen, on: '2026-03-02' });
  const spells = ((await town.cloud.database.all('spells')) as unknown as SpellRecord[]).filter((one) => one.person === person);
  expect(spells.filter(({ end }) => end === null)).toMatchObject([{ employer: job.employer, start: '2026-03-02', monthlyFen: 450_000 }]);
  days(31);
  const stayed = await call('cadre', 'application.move', { application: id, version: written.application.version, verb: 'stay' });
  expect(stayed.application).toMatchObject({ status: 'stayed', dueOn: '', may: ['end'] });
  expect(await get<DutyRecord>('duties', `duty:application:${id}`)).toMatchObject({ status: 'done' });
  await town.cloud.trigger('work', 'minute');
  const notices = (await town.cloud.database.all('notices')) as unknown as { openid: string; title: string }[];
  expect(notices.filter(({ openid, title }) => openid === town.as('daughter').openid && title.includes(job.title)).length).toBeGreaterThan(
    1,
  );
  const over = await call('lead', 'application.list', { view: 'over' });
  expect(over.items).toMatchObject([{ id, status: 'stayed', may: [] }]);
  const dropped = await call('labourer', 'application.drop', {
    application: id,
    version: stayed.application.version,
    why: 'left',
    words: '',
  });
  expect(dropped.application).toMatchObject({ status: 'ended', may: ['want'] });
  expect(await get<PostingRecord>('postings', job._id)).toMatchObject({ status: 'full', taken: 0 });
});

test('who came back for good is offered something within three days, until there is new work', async () => {
  const person = town.personOf('labourer');
  const { spells } = await town.as('cadre').call('spell.list', { person });
  const open = spells.find(({ end }) => end === null);
  if (!open) throw new Error('no work');
  await town
    .as('cadre')
    .call('spell.move', { person, spell: open.id, version: open.version, move: { kind: 'back', on: today(), reason: '企业停产或裁员' } });
  days(1);
  await town.cloud.trigger('work', 'minute');
  // Nobody is back before the day after the last one; looked at then.
  await town.cloud.database.put('dirty', {
    _id: 'spells:x:1',
    person,
    household: null,
    village: VILLAGE,
    at: town.cloud.clock.now().toISOString(),
  } as never);
  const { items } = await call('cadre', 'second.list', { view: 'open', village: VILLAGE });
  const row = items.find((one) => one.person.id === person);
  expect(row).toMatchObject({ status: 'open', why: '企业停产或裁员', offered: 0 });
  if (!row) throw new Error('not opened');
  const duty = () => get<DutyRecord>('duties', `duty:returned:${open.id}`);
  expect(await duty()).toMatchObject({ status: 'open', dueOn: row.offerBy, kind: 'returned' });
  const early = await town.as('cadre').refused('second.end', { second: row.id, version: row.version, how: 'refused', words: '不想动' });
  expect(early.message).toContain('还没推过');
  const shown = await call('cadre', 'second.show', { second: row.id });
  expect(shown).toMatchObject({ was: { employer: open.employer }, offers: [], mayWrite: true });
  const jobs = [await someJob(1), await someJob(2)];
  const offered = await call('cadre', 'second.offer', {
    second: row.id,
    version: row.version,
    postings: jobs.map(({ _id }) => _id),
    said: '食品厂近，想去看看',
  });
  expect(offered.offers).toMatchObject([{ said: '食品厂近，想去看看', postings: jobs.map(({ title }) => ({ title })) }]);
  const recorded = await call('cadre', 'application.record', {
    person,
    posting: (jobs[0] as PostingRecord)._id,
    words: '没有手机，干部记的',
  });
  const version = recorded.application.version;
  const taken = await call('cadre', 'application.move', { application: recorded.application.id, version, verb: 'take' });
  const { contractUntil: _, ...fields } = taken.work?.work ?? ({} as never);
  const written = await call('cadre', 'application.work', {
    application: recorded.application.id,
    version: taken.application.version,
    on: today(),
    work: fields,
    ends: null,
  });
  expect(written.application.written).toBe(true);
  await town.cloud.trigger('work', 'minute');
  const job = (await town.cloud.database.all('spells')) as unknown as SpellRecord[];
  const now = job.find((one) => one.person === person && one.end === null);
  expect(await get<SecondJobRecord>('second_jobs', row.id)).toMatchObject({ status: 'done', end: { record: now?._id, by: null } });
  expect(await duty()).toMatchObject({ status: 'done' });
  expect(await duty()).toMatchObject({ outcome: { words: expect.stringContaining('去了') } });
});

test('what was said ends one that no work ends', async () => {
  const spells = (await town.cloud.database.all('spells')) as unknown as SpellRecord[];
  const { person, _id, version } = spells.find(
    (one) =>
      one.village === VILLAGE && one.end === null && !one.away && one.person !== town.personOf('labourer') && one.start < '2026-02-01',
  ) as SpellRecord;
  await town.as('cadre').call('spell.move', { person, spell: _id, version, move: { kind: 'back', on: today(), reason: '照顾家人' } });
  days(1);
  await town.cloud.database.put('dirty', {
    _id: 'spells:x:3',
    person,
    household: null,
    village: VILLAGE,
    at: town.cloud.clock.now().toISOString(),
  } as never);
  await town.cloud.trigger('work', 'minute');
  const one = await get<SecondJobRecord>('second_jobs', `second:${_id}`);
  const job = await someJob(3);
  const offered = await call('head', 'second.offer', {
    second: one._id,
    version: one.version,
    postings: [job._id],
    said: '嫌远，家里走不开',
  });
  const ended = await call('head', 'second.end', {
    second: one._id,
    version: offered.second.version,
    how: 'refused',
    words: '过了麦收再说',
  });
  expect(ended.second).toMatchObject({ status: 'done', end: { how: 'refused', words: '过了麦收再说' } });
  await town.cloud.database.put('dirty', {
    _id: 'spells:x:2',
    person: one.person,
    household: null,
    village: VILLAGE,
    at: town.cloud.clock.now().toISOString(),
  } as never);
  await town.cloud.trigger('work', 'minute');
  expect(await get<SecondJobRecord>('second_jobs', one._id)).toMatchObject({ status: 'done', version: ended.second.version });
});

test('nothing leaked, nothing was done twice, every action was told', () => {
  expect(story.leaks).toEqual([]);
  expect(story.twice).toEqual([]);
  expect(unlisted(story)).toEqual([]);
  const told = new Set<string>(story.told.map(({ action }) => action));
  expect([...Object.keys(applications.application), ...Object.keys(seconds.second)].filter((name) => !told.has(name))).toEqual([]);
});

test('no number of anybody was answered, logged or stored in plain', async () => {
  const found = (text: string) => numbers.filter((number) => text.includes(number));
  for (const { action, reply } of story.told) expect({ action, found: found(reply) }).toEqual({ action, found: [] });
  for (const name of Object.keys(collections).filter((one) => one !== 'staff' && one !== 'codes'))
    expect({ name, found: found(JSON.stringify(await town.cloud.database.all(name))) }).toEqual({ name, found: [] });
  expect(found(JSON.stringify(town.cloud.logs.take()))).toEqual([]);
});

test('every query had an index and a limit, and examined little more than it gave', () => {
  const queries = town.cloud.queries.take();
  expect(queries.filter(({ index, examined, returned }) => index === null || examined > 2 * returned + 20).slice(0, 10)).toEqual([]);
  expect(queries.filter(({ limit, index }) => limit === null && index !== '_id_').slice(0, 10)).toEqual([]);
});
