// A village on the phone and visits coming back: nothing sensitive leaves, each visit once and whole, clashes in sight, a lost phone cut off.
import { randomUUID } from 'node:crypto';
import type {
  CheckRecord,
  ConflictRecord,
  DutyRecord,
  HouseholdRecord,
  PersonRecord,
  SpellRecord,
  VisitRecord,
} from '@shared/domain/records';
import { jpeg } from '../support/pictures';
import { openTown, type Town } from '../support/town';
import { deviceOf, type Household, householdOf, opened, VILLAGE, visitTo } from '../support/visiting';

let town: Town;
let bundle: Map<string, { mark: string; household: Household }>;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town?.close());

const one = async <T>(collection: string, id: string) => (await town.cloud.database.get(collection, id)) as unknown as T;
const all = async <T>(collection: string) => (await town.cloud.database.all(collection)) as unknown as T[];
const house = (key: string): Household => {
  const found = bundle.get(householdOf(town, key));
  if (!found) throw new Error(`${key} is not in the bundle`);
  return found.household;
};
const device = deviceOf(1);

test('strangers get nothing: another village, a resident, no device of theirs', async () => {
  const ask = { village: VILLAGE, device, have: {} };
  expect((await town.as('labourer').refused('village.bundle', ask)).code).toBe('not_allowed');
  expect((await town.as('cadre_other').refused('village.bundle', ask)).code).toBe('not_allowed');
  expect((await town.as('auditor').refused('village.bundle', ask)).code).toBe('not_allowed');
  expect((await town.as('cadre').refused('village.bundle', { ...ask, device: 'x' })).code).toBe('bad_input');
});

test('the village in pages: everybody once, no number of anybody, each page far below a megabyte', async () => {
  town.cloud.queries.take();
  bundle = (await opened(town.as('cadre'), device)).items;
  const people = [...bundle.values()].flatMap(({ household }) => household.persons);
  const expected = town.county.persons.filter(({ village, status }) => village === VILLAGE && status === 'active');
  expect(people.map(({ id }) => id).sort()).toEqual(expected.map(({ _id }) => _id).sort());
  const text = JSON.stringify([...bundle.values()]);
  for (const { idNumber, phone, account } of expected)
    for (const secret of [idNumber, phone, account?.number]) if (secret) expect(text).not.toContain(secret);
  expect(text).not.toMatch(/k1\.|idIndex|phoneIndex|auditHead/);
  expect(text.length / bundle.size).toBeLessThan(20_000);
  const queries = town.cloud.queries.take();
  expect(queries.filter(({ index, examined, returned }) => index === null || examined > 2 * returned + 20)).toEqual([]);
});

test('renewed, only what changed comes again', async () => {
  const have = Object.fromEntries([...bundle].map(([id, { mark }]) => [id, mark]));
  const again = await opened(town.as('cadre'), device, have);
  expect(again.items.size).toBe(0);
  expect(again.same).toHaveLength(bundle.size);
  await town.as('head').call('household.keep', { household: house('neighbour').id, keeper: town.as('cadre2').openid });
  const renewed = await opened(town.as('cadre'), device, have);
  expect([...renewed.items.keys()]).toEqual([house('neighbour').id]);
  bundle.set(house('neighbour').id, [...renewed.items.values()][0] as { mark: string; household: Household });
});

test('telephones of the route: these households alone, with a reason, logged, given once', async () => {
  const households = [house('labourer').id, house('neighbour').id];
  const ask = { village: VILLAGE, device, households, reason: '今天上门' };
  expect((await town.as('cadre').refused('visit.route', { ...ask, reason: '' })).code).toBe('bad_input');
  expect((await town.as('cadre_other').refused('visit.route', ask)).code).toBe('not_allowed');
  const far = town.county.households.find(({ village }) => village !== VILLAGE)?._id as string;
  expect((await town.as('cadre').refused('visit.route', { ...ask, households: [far] })).code).toBe('not_found');
  const request = randomUUID();
  const { phones, until } = await town.as('cadre').call('visit.route', ask, request);
  expect(until).toBe('2026-03-02T16:00:00.000Z');
  expect(new Set(phones.map(({ household }) => household))).toEqual(new Set(households));
  const labourer = town.county.persons.find(({ _id }) => _id === town.personOf('labourer'));
  expect(phones.find(({ person }) => person === labourer?._id)?.phone).toBe(labourer?.phone);
  const entry = await one<{ detail: { reason: string; persons: string[] } }>(
    'audits',
    `reveal:${town.as('cadre').openid}:${request}:${households[0]}`,
  );
  expect(entry.detail.reason).toBe('今天上门');
  expect(entry.detail.persons).toContain(labourer?._id);
  expect((await town.as('cadre').refused('visit.route', ask, request)).code).toBe('already_done');
});

test('a visit is taken once and whole: fields with history, work, promise, the household’s last visit; sent again it changes nothing', async () => {
  const home = house('labourer');
  const person = town.personOf('labourer');
  const visit = visitTo(home, device, {
    said: '腿不太好，想在家门口找个活',
    answers: [
      { person, field: 'health', value: '长期慢性病' },
      { person, field: 'skills', value: ['粉刷', '带班'] },
      { person, field: 'phone', value: '19900066666' },
      { person: home.id, field: 'address', value: '二组路口第三家' },
    ],
    more: { promises: [{ words: '问水泥厂招不招人', dueOn: '2026-03-10', person }], later: ['补工资截图'] },
  });
  expect((await town.as('cadre_other').refused('visit.submit', { visit })).code).toBe('not_found');
  expect((await town.as('cadre').refused('visit.submit', { visit: { ...visit, on: '2026-04-02' } })).code).toBe('bad_input');
  const first = await town.as('cadre').call('visit.submit', { visit });
  expect(first).toMatchObject({ already: false, visit: { conflicts: 0, promises: [{ words: '问水泥厂招不招人' }] } });
  const stored = await one<PersonRecord>('persons', person);
  expect(stored).toMatchObject({ health: '长期慢性病', skills: ['粉刷', '带班'], phoneTail: '6666' });
  expect((await one<HouseholdRecord>('households', home.id)).visited).toMatchObject({ on: '2026-03-02', visit: visit.id });
  expect(await one('field_history', `${person}:${stored.version}`)).toMatchObject({ action: 'visit.submit' });
  expect(await one<DutyRecord>('duties', `duty:promise:${visit.id}:0`)).toMatchObject({ owner: town.as('cadre').openid, status: 'open' });
  const before = JSON.stringify([stored, await all('visits'), await all('duties')]);
  const again = await town.as('cadre').call('visit.submit', { visit });
  expect(again).toMatchObject({ already: true, visit: first.visit });
  expect(JSON.stringify([await one('persons', person), await all('visits'), await all('duties')])).toBe(before);
  expect(JSON.stringify(await all('visits'))).not.toContain('19900066666');
  // Another of the village cannot send it as theirs.
  expect((await town.as('cadre2').refused('visit.submit', { visit: { ...visit, device: deviceOf(2) } })).code).toBe('not_found');
});

test('work at the door: confirmed, home for a while, moved; being home ends nothing', async () => {
  const fresh = await opened(town.as('cadre'), device);
  const home = (fresh.items.get(householdOf(town, 'labourer')) as { household: Household }).household;
  const person = home.persons.find(({ work }) => work !== null && work.end === null);
  if (!person?.work) throw new Error('the labourer has no open work');
  const away = visitTo(home, device, {
    works: [{ person: person.id, move: { kind: 'away', since: '2026-02-27', why: 'new_year', backOn: '2026-03-20' } }],
  });
  await town.as('cadre').call('visit.submit', { visit: away });
  expect(await one<SpellRecord>('spells', person.work.spell)).toMatchObject({ end: null, away: { backOn: '2026-03-20' } });
  const now = (await opened(town.as('cadre'), device)).items.get(home.id) as { household: Household };
  const work = {
    place: { province: '广东省', city: '深圳市', county: '龙岗区' },
    employer: '某电子厂',
    monthlyFen: 480000,
    industry: '制造业',
    channel: '外出务工',
    organised: false,
    kind: '其他形式务工就业人员',
  };
  const moved = visitTo(now.household, device, { works: [{ person: person.id, move: { kind: 'moved', on: '2026-03-01', work } }] });
  await town.as('cadre').call('visit.submit', { visit: moved });
  const spells = (await all<SpellRecord>('spells')).filter((spell) => spell.person === person.id && spell.start >= '2026-03-01');
  expect(spells).toMatchObject([{ start: '2026-03-01', end: null, employer: '某电子厂' }]);
  expect(await one<SpellRecord>('spells', person.work.spell)).toMatchObject({ end: '2026-02-28', status: 'ended' });
});

test('what was said at the door answers the month’s question as 见面; an answer that stands is left', async () => {
  const { task } = await town.as('cadre').call('month.open', { village: VILLAGE });
  for (;;) if ((await town.as('cadre').call('task.drive', { task })).task.state !== 'running') break;
  const home = (await opened(town.as('cadre'), device)).items.get(householdOf(town, 'labourer'))?.household as Household;
  const { id } = home.persons.find(({ work }) => work !== null) as Household['persons'][number];
  const check = () => one<CheckRecord>('checks', `check:2026-03:${id}`);
  expect(await check()).toMatchObject({ status: 'due' });
  await town.as('cadre').call('visit.submit', { visit: visitTo(home, device, { unchanged: [id] }) });
  expect(await check()).toMatchObject({
    status: 'same',
    how: 'met',
    by: { openid: town.as('cadre').openid },
    seen: { employer: '某电子厂' },
  });
  const { version } = await check();
  await town.as('cadre2').call('visit.submit', { visit: visitTo(home, deviceOf(2), { unchanged: [id] }) });
  expect((await check()).version).toBe(version);
});

test('two cadres at one door: what does not overlap merges, what does is decided by the keeper with both values in sight', async () => {
  const home = house('neighbour');
  const person = town.personOf('neighbour');
  const mine = visitTo(home, device, {
    answers: [
      { person, field: 'bestHour', value: '晚7点后' },
      { person, field: 'health', value: '残疾' },
    ],
  });
  const theirs = visitTo(home, deviceOf(2), {
    answers: [
      { person, field: 'smartphone', value: true },
      { person, field: 'health', value: '患有大病' },
    ],
  });
  await town.as('cadre').call('visit.submit', { visit: mine });
  const { visit } = await town.as('cadre2').call('visit.submit', { visit: theirs });
  expect(visit.conflicts).toBe(1);
  expect(await one<PersonRecord>('persons', person)).toMatchObject({ bestHour: '晚7点后', smartphone: true, health: '残疾' });
  const { items } = await town.as('cadre').call('conflict.list', {});
  const clash = items.find(({ name }) => name === home.headName || home.persons.some((other) => other.name === name));
  expect(clash).toMatchObject({
    mine: false,
    fields: [{ field: 'health', ours: { words: '患有大病', by: expect.any(String) }, theirs: { words: '残疾', by: expect.any(String) } }],
  });
  expect(clash?.fields[0]?.ours.by).not.toBe(clash?.fields[0]?.theirs.by);
  const ask = { conflict: clash?.id as string, version: clash?.version as number, field: 'health', take: 'ours' as const };
  expect((await town.as('cadre').refused('conflict.decide', ask)).message).toContain('定');
  expect((await town.as('cadre_other').refused('conflict.decide', ask)).code).toBe('not_found');
  const decided = await town.as('cadre2').call('conflict.decide', ask);
  expect(decided.conflict).toMatchObject({ status: 'decided', fields: [{ decided: { take: 'ours' } }] });
  expect(await one<PersonRecord>('persons', person)).toMatchObject({ health: '患有大病' });
  expect(await one<DutyRecord>('duties', `duty:${clash?.id}`)).toMatchObject({ status: 'done' });
  expect((await all<ConflictRecord>('conflicts')).filter(({ status }) => status === 'open')).toEqual([]);
});

test('two sendings of one visit at the same moment write it once', async () => {
  const fresh = await opened(town.as('cadre'), device);
  const home = [...fresh.items.values()].map(({ household }) => household).find(({ persons }) => persons.length >= 4) as Household;
  const visit = visitTo(home, device, { answers: home.persons.map(({ id }) => ({ person: id, field: 'bestHour', value: '中午' })) });
  const replies = await Promise.all([1, 2, 3].map(() => town.as('cadre').reply('visit.submit', { visit })));
  expect(replies.map(({ ok }) => ok)).toContain(true);
  await town.as('cadre').call('visit.submit', { visit });
  expect(await one<VisitRecord>('visits', visit.id)).toMatchObject({ status: 'taken', conflicts: [] });
  for (const { id, version } of home.persons)
    expect(await one<PersonRecord>('persons', id)).toMatchObject({ bestHour: '中午', version: version + 1 });
});

test('pictures come later, in two steps, once each; the day drafts its own records', async () => {
  const home = house('kin');
  const photo = 'a'.repeat(32);
  const visit = visitTo(home, device, { said: '见了面', more: { photos: [{ id: photo, kind: 'card', person: null }] } });
  const { visit: taken } = await town.as('cadre').call('visit.submit', { visit });
  expect(taken.photos).toEqual([{ id: photo, kind: 'card', here: false }]);
  const fileID = await town.as('cadre').upload(jpeg({ mark: 31 }));
  expect((await town.as('cadre2').refused('visit.photo', { visit: visit.id, photo, fileID })).code).toBe('not_allowed');
  const { visit: shown } = await town.as('cadre').call('visit.photo', { visit: visit.id, photo, fileID });
  expect(shown.photos[0]?.here).toBe(true);
  expect((await town.as('head').call('visit.picture', { visit: visit.id, photo })).url).toContain('http');
  const { items } = await town.as('cadre').call('visit.list', { mine: true, on: '2026-03-02' });
  expect(items.length).toBeGreaterThanOrEqual(4);
  const { file, visits } = await town.as('cadre').call('visit.papers', { on: '2026-03-02', reason: '存档' });
  expect({ name: file.name, visits }).toEqual({ name: '工作日志-2026-03-02.docx', visits: items.length });
});

test('a lost phone is cut off: by its owner or the village head, at its next contact it is told, and it gets and brings nothing any more', async () => {
  const lost = deviceOf(9);
  await opened(town.as('cadre2'), lost);
  expect(await town.as('cadre2').call('device.state', { device: lost })).toEqual({ state: 'active' });
  expect(await town.as('cadre').call('device.state', { device: lost })).toEqual({ state: 'unknown' });
  const { items } = await town.as('head').call('device.list', { view: 'place' });
  const found = items.find(({ id }) => id === `device:${lost}`);
  const ask = { device: `device:${lost}`, version: found?.version as number, why: '丢在班车上了' };
  expect((await town.as('cadre').refused('device.revoke', ask)).code).toBe('not_found');
  expect((await town.as('cadre_other').refused('device.revoke', ask)).code).toBe('not_found');
  await town.as('head').call('device.revoke', ask);
  expect(await town.as('cadre2').call('device.state', { device: lost })).toEqual({ state: 'revoked' });
  expect(await town.as('cadre2').call('village.bundle', { village: VILLAGE, device: lost, have: {} })).toMatchObject({
    state: 'revoked',
    items: [],
  });
  expect((await town.as('cadre2').refused('visit.submit', { visit: visitTo(house('kin'), lost) })).message).toContain('停用');
});
