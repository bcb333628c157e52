// A month through every action of it, each call tried by strangers, sent twice, weighed, and searched for numbers of people.
import type { Output } from '@shared/contract';
import { monthly } from '@shared/contract/month';
import { recheck } from '@shared/contract/recheck';
import type { Grant, StaffRecord } from '@shared/domain/records';
import { collections } from '@shared/repos/indexes';
import { TOWN_CODE } from '../support/paying';
import { type Story, storyOf, unlisted } from '../support/story';
import { openTown, type Town } from '../support/town';

const VILLAGE = '140799201201';
const MONTH = '2026-03';
const DAY = 86_400_000;

let town: Town;
let story: Story;
let secrets: string[] = [];

async function staff(openid: string, more: Partial<StaffRecord>): Promise<void> {
  const base = {
    version: 0,
    auditHead: '',
    name: '测试员',
    title: '测试',
    phone: '19900000000',
    status: 'active',
    self: null,
    relatives: [],
  };
  await town.cloud.database.put('staff', { _id: openid, ...base, grants: [], ...more });
}

beforeAll(async () => {
  town = await openTown();
  const old = (role: Grant['role'], level: Grant['level'], code: string): Grant => ({
    role,
    level,
    code,
    from: '2024-01-01',
    until: '2026-03-01',
  });
  await staff('o-revoked', { status: 'revoked', grants: [{ ...old('station_clerk', 'town', TOWN_CODE), until: null }] });
  await staff('o-expired', { grants: [old('station_clerk', 'town', TOWN_CODE), old('cadre', 'village', VILLAGE)] });
  const kin = town.county.persons.filter(({ village }) => village === VILLAGE);
  secrets = kin.flatMap(({ idNumber, phone, account }) => [idNumber, phone, account?.number].filter((one): one is string => Boolean(one)));
  const people = ['labourer', 'neighbour', 'kin', 'province'].map((key) => town.personOf(key));
  const names = kin.filter(({ _id }) => people.includes(_id)).map(({ name }) => name);
  story = storyOf(town, { strangers: ['cadre_other', 'o-revoked', 'o-expired'], marks: [...people, ...names] });
  town.cloud.queries.take();
  town.cloud.logs.take();
});
afterAll(() => town?.close());

async function driven(who: string, task: string): Promise<Output<'task.drive'>['task']> {
  for (;;) {
    const { task: at } = await town.as(who).call('task.drive', { task });
    if (at.state !== 'running') return at;
  }
}
const minute = () => town.cloud.trigger('work', 'minute');

test('opened by hand, asked, taken, rung, answered, said by oneself, in trouble, counted, closed, drawn and called again', async () => {
  const { call } = story;
  const { task } = await call('cadre', 'month.open', { village: VILLAGE });
  expect((await driven('cadre', task)).state).toBe('finished');
  const { items, round } = await call('cadre', 'month.village', { village: VILLAGE });
  const [one, two] = items.filter(
    ({ ownPhone, standing, person }) => ownPhone && standing === 'working' && person !== town.personOf('labourer'),
  );
  if (!one || !two || !round) throw new Error('nobody is at work');
  await call('cadre2', 'month.take', { household: one.household, month: MONTH });
  const [fresh] = (await town.as('cadre2').call('month.village', { village: VILLAGE })).items.filter(({ id }) => id === one.id);
  await call('cadre2', 'month.numbers', { month: MONTH, households: [one.household] });
  const trouble = { kind: 'no_work' as const, words: '厂里停了' };
  await call('cadre2', 'month.answer', {
    month: MONTH,
    household: one.household,
    answers: [{ check: one.id, seen: fresh?.version ?? 0, said: { kind: 'same' }, how: 'phone', note: '下个月还在', trouble }],
  });
  const work = { place: { province: '江苏省', city: '苏州市', county: '昆山市' }, employer: '昆山某厂', monthlyFen: 500_000 };
  await call('cadre', 'month.answer', {
    month: MONTH,
    household: two.household,
    answers: [{ check: two.id, seen: two.version, said: { kind: 'moved', on: '2026-03-01', work }, how: 'family', note: '' }],
  });
  const person = town.personOf('labourer');
  const { check } = await call('labourer', 'month.mine', { person });
  await call('labourer', 'month.say', { person, check: String(check?.id), seen: check?.version ?? 0, said: { kind: 'same' }, note: '' });
  await call('labourer', 'month.trouble', { person, trouble: { kind: 'arrears', words: '欠两个月' } });
  await minute();
  await call('cadre', 'month.first', {});
  await call('clerk', 'month.figures', {});
  await call('cadre', 'month.ledger', { village: VILLAGE, month: MONTH });
  await call('cadre', 'month.sheet', { place: VILLAGE, month: MONTH, whole: false, reason: '贴在村部' });
  const { task: closing } = await call('head', 'month.close', { village: VILLAGE, month: MONTH, version: round.version });
  expect((await driven('head', closing)).state).toBe('finished');
  town.cloud.clock.advance(DAY);
  const { items: drawn } = await call('clerk', 'recheck.list', { view: 'open', village: VILLAGE });
  const [first] = drawn.filter(({ hasNumber }) => hasNumber);
  if (!first) throw new Error('nobody was drawn');
  await call('clerk', 'recheck.number', { recheck: first.id });
  const answers = { where: { verdict: 'differs' as const, said: '去了苏州' } };
  await call('clerk', 'recheck.answer', { recheck: first.id, version: first.version, reached: true, answers });
});

describe('through all of it', () => {
  test('strangers learnt and wrote nothing; the same request again had the same answer and wrote nothing', () => {
    expect(story.leaks).toEqual([]);
    expect(story.twice).toEqual([]);
  });

  test('no answer was near 1 MB, no input near 100 kB', () => {
    expect(story.heaviest.reply).toBeLessThan(200_000);
    expect(story.heaviest.input).toBeLessThan(10_000);
  });

  test('no number of anybody was answered, logged or stored in plain, but where it was asked for', async () => {
    const found = (text: string) => secrets.filter((secret) => text.includes(secret));
    for (const { action, reply } of story.told)
      if (!['month.numbers', 'recheck.number'].includes(action)) expect({ action, found: found(reply) }).toEqual({ action, found: [] });
    for (const name of Object.keys(collections).filter((one) => one !== 'staff' && one !== 'codes'))
      expect({ name, found: found(JSON.stringify(await town.cloud.database.all(name))) }).toEqual({ name, found: [] });
    expect(found(JSON.stringify(town.cloud.logs.take()))).toEqual([]);
  });

  test('what writes more than once is killed at every write elsewhere', () => expect(unlisted(story)).toEqual([]));

  test('every query had an index, a limit, and examined little more than it gave', () => {
    const queries = town.cloud.queries.take();
    expect(queries.filter(({ index, examined, returned }) => index === null || examined > 2 * returned + 20).slice(0, 10)).toEqual([]);
    expect(queries.filter(({ limit, index }) => limit === null && index !== '_id_').slice(0, 10)).toEqual([]);
  });

  test('every action of the month was in the story', () => {
    const told = new Set<string>(story.told.map(({ action }) => action));
    expect([...Object.keys(monthly), ...Object.keys(recheck)].filter((name) => !told.has(name))).toEqual([]);
  });
});
