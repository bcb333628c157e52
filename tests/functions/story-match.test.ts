// Matching told through every call: each also tried by people it is none of the business of, weighed, searched for numbers; every query by index.
import * as matches from '@shared/contract/match';
import type { Grant, StaffRecord } from '@shared/domain/records';
import { type Story, storyOf } from '../support/story';
import { openTown, type Town } from '../support/town';

const TOWN = '140799201000';
const VILLAGE = '140799201201';
let town: Town;
let story: Story;
let numbers: string[] = [];

const old = (role: Grant['role'], level: Grant['level'], code: string): Grant => ({
  role,
  level,
  code,
  from: '2024-01-01',
  until: '2026-03-01',
});

beforeAll(async () => {
  town = await openTown();
  const base: StaffRecord = {
    _id: 'o-expired',
    version: 0,
    auditHead: '',
    name: '测试员',
    title: '测试',
    phone: '19900000000',
    status: 'active',
    grants: [old('station_clerk', 'town', TOWN), old('cadre', 'village', VILLAGE)],
    self: null,
    relatives: [],
  };
  await town.cloud.database.put('staff', base);
  const revoked: StaffRecord = {
    ...base,
    _id: 'o-revoked',
    status: 'revoked',
    grants: base.grants.map((grant) => ({ ...grant, until: null })),
  };
  await town.cloud.database.put('staff', revoked);
  await town.as('clerk').call('where.figures', { place: TOWN });
  const kin = town.county.persons.filter(({ village }) => village === VILLAGE);
  numbers = kin.flatMap(({ idNumber, phone, account }) => [idNumber, phone, account?.number].filter((one): one is string => Boolean(one)));
  const people = ['labourer', 'neighbour', 'kin'].map((key) => town.personOf(key));
  const names = kin.filter(({ _id }) => people.includes(_id)).map(({ name }) => name);
  story = storyOf(town, { strangers: ['visitor', 'cadre_other', 'o-revoked', 'o-expired'], marks: [...people, ...names] });
  town.cloud.queries.take();
  town.cloud.logs.take();
});
afterAll(() => town?.close());

test('a short list for oneself, for somebody at the door, and whom to call for a posting', async () => {
  const person = town.personOf('labourer');
  const mine = await story.call('labourer', 'match.mine', { person });
  expect(mine.items.length).toBeGreaterThan(0);
  const kept = await story.call('cadre', 'match.person', { person });
  expect(kept.items.map(({ job }) => job.id)).toEqual(mine.items.map(({ job }) => job.id));
  const [first] = kept.items;
  for (const who of ['ready', 'unwilling'] as const)
    await story.call('head', 'match.posting', { posting: first?.job.id ?? '', who, village: VILLAGE });
});

test('nothing leaked, nothing was done twice, every action was told', () => {
  expect(story.leaks).toEqual([]);
  expect(story.twice).toEqual([]);
  expect(story.heaviest.reply).toBeLessThan(60_000);
  const told = new Set<string>(story.told.map(({ action }) => action));
  expect(Object.keys(matches.match).filter((name) => !told.has(name))).toEqual([]);
});

test('no number of anybody was answered or logged', () => {
  const found = (text: string) => numbers.filter((number) => text.includes(number));
  for (const { action, reply } of story.told) expect({ action, found: found(reply) }).toEqual({ action, found: [] });
  expect(found(JSON.stringify(town.cloud.logs.take()))).toEqual([]);
});

test('every query had an index and a limit, and examined little more than it gave', () => {
  const queries = town.cloud.queries.take();
  expect(queries.filter(({ index, examined, returned }) => index === null || examined > 2 * returned + 20).slice(0, 10)).toEqual([]);
  expect(queries.filter(({ limit, index }) => limit === null && index !== '_id_').slice(0, 10)).toEqual([]);
});
