// Visits through every action of theirs: each call tried by strangers, sent twice, weighed, and searched for numbers of people.
import * as conflicts from '@shared/contract/conflict';
import * as visits from '@shared/contract/visit';
import type { Grant, StaffRecord } from '@shared/domain/records';
import { collections } from '@shared/repos/indexes';
import { jpeg } from '../support/pictures';
import { type Story, storyOf, unlisted } from '../support/story';
import { openTown, type Town } from '../support/town';
import { deviceOf, type Household, householdOf, VILLAGE, visitTo } from '../support/visiting';

const PHONE = '19900066665';
const ON = '2026-03-02';
let town: Town;
let story: Story;
let marked: string[] = [];

beforeAll(async () => {
  town = await openTown();
  const over: Grant[] = (['cadre', 'village_head'] as const).map((role) => ({
    role,
    level: 'village',
    code: VILLAGE,
    from: '2024-01-01',
    until: '2026-03-01',
  }));
  const one: Omit<StaffRecord, '_id' | 'status' | 'grants'> = {
    version: 0,
    auditHead: '',
    name: '测试员',
    title: '测试',
    phone: '19900000000',
    self: null,
    relatives: [],
  };
  const put = (staff: StaffRecord) => town.cloud.database.put('staff', staff);
  await put({ ...one, _id: 'o-expired', status: 'active', grants: over });
  await put({ ...one, _id: 'o-revoked', status: 'revoked', grants: over.map((g) => ({ ...g, until: null })) });
  const kin = town.county.persons.filter(({ village }) => village === VILLAGE);
  marked = kin.flatMap(({ idNumber, phone, account }) =>
    [idNumber, phone, account?.number].filter((found): found is string => Boolean(found)),
  );
  const keys = ['labourer', 'neighbour'].map((key) => town.personOf(key));
  const names = kin.filter(({ _id }) => keys.includes(_id)).map(({ name }) => name);
  story = storyOf(town, { strangers: ['cadre_other', 'o-revoked', 'o-expired'], marks: [...keys, ...names] });
  town.cloud.queries.take();
  town.cloud.logs.take();
});
afterAll(() => town?.close());

test('a morning of visits of two cadres', async () => {
  const { call } = story;
  const device = deviceOf(1);
  const bundle = await call('cadre', 'village.bundle', { village: VILLAGE, device, model: '测试机' });
  const house = (key: string): Household => {
    const found = bundle.items.find(({ household }) => household.id === householdOf(town, key));
    if (!found) throw new Error(`${key} is not on the first page`);
    return found.household;
  };
  await call('cadre', 'device.state', { device });
  await call('cadre', 'visit.route', { village: VILLAGE, device, households: [house('labourer').id], reason: '今天上门' });
  const person = town.personOf('labourer');
  const photo = 'b'.repeat(32);
  const visit = visitTo(house('labourer'), device, {
    answers: [
      { person, field: 'health', value: '残疾' },
      { person, field: 'phone', value: PHONE },
    ],
    works: [{ person, move: { kind: 'back', on: '2026-03-01', reason: '照顾家人' } }],
    more: {
      promises: [{ words: '问水泥厂招不招人', dueOn: '2026-03-10', person }],
      photos: [{ id: photo, kind: 'card', person }],
    },
  });
  await call('cadre', 'visit.submit', { visit });
  await call('cadre', 'visit.photo', { visit: visit.id, photo, fileID: await town.as('cadre').upload(jpeg({ mark: 77 })) });
  await call('cadre', 'visit.picture', { visit: visit.id, photo });
  const second = deviceOf(2);
  await town.as('cadre2').call('village.bundle', { village: VILLAGE, device: second });
  const other = visitTo(house('labourer'), second, {
    answers: [{ person, field: 'health', value: '患有大病' }],
    works: [{ person, move: { kind: 'away', since: '2026-02-27', why: 'new_year', backOn: '2026-03-09' } }],
  });
  await call('cadre2', 'visit.submit', { visit: other });
  await call('head', 'visit.list', { village: VILLAGE });
  await call('cadre', 'visit.list', { mine: true, on: ON });
  await call('lead', 'visit.list', { household: visit.household });
  await call('head', 'visit.show', { visit: visit.id });
  await call('cadre', 'visit.papers', { on: ON, reason: '存档' });
  const { items } = await call('head', 'conflict.list', { village: VILLAGE });
  expect(items.map(({ fields }) => fields[0]?.field).sort()).toEqual(['health', 'work']);
  for (const { id, version, fields } of items)
    await call('head', 'conflict.decide', { conflict: id, version, field: fields[0]?.field as string, take: 'theirs' });
  const { items: devices } = await call('head', 'device.list', { view: 'place' });
  const lost = devices.find(({ id }) => id === `device:${second}`);
  await call('head', 'device.revoke', { device: lost?.id as string, version: lost?.version as number, why: '丢了' });
  await call('cadre2', 'device.list', { view: 'mine' });
});

test('strangers learnt and wrote nothing; the same request again had the same answer and wrote nothing', () => {
  expect(story.leaks).toEqual([]);
  expect(story.twice).toEqual([]);
});

test('no answer was near 1 MB, no input near 100 kB', () => {
  expect(story.heaviest.reply).toBeLessThan(300_000);
  expect(story.heaviest.input).toBeLessThan(50_000);
});

test('no number of anybody was answered, logged or stored in plain, but on the route that was asked for with a reason', async () => {
  const secrets = [...new Set([...marked, PHONE])];
  const found = (text: string) => secrets.filter((secret) => text.includes(secret));
  for (const { action, reply } of story.told)
    if (action !== 'visit.route') expect({ action, found: found(reply) }).toEqual({ action, found: [] });
  for (const name of Object.keys(collections))
    if (name !== 'staff') expect({ name, found: found(JSON.stringify(await town.cloud.database.all(name))) }).toEqual({ name, found: [] });
  expect(found(JSON.stringify(town.cloud.logs.take()))).toEqual([]);
});

test('what writes more than once is killed at every write elsewhere', () => expect(unlisted(story)).toEqual([]));

test('every query had an index and examined little more than it gave', () => {
  const queries = town.cloud.queries.take();
  expect(queries.filter(({ index, examined, returned }) => index === null || examined > 2 * returned + 20).slice(0, 10)).toEqual([]);
  expect(queries.filter(({ limit, index }) => limit === null && index !== '_id_').slice(0, 10)).toEqual([]);
});

test('every action of visits was in the story', () => {
  const told = new Set(story.told.map(({ action }) => action as string));
  const actions = [...Object.values(visits), ...Object.values(conflicts)].flatMap((one) =>
    typeof one === 'object' && !('parse' in one) ? Object.keys(one) : [],
  );
  expect(actions.filter((action) => !told.has(action))).toEqual([]);
});
