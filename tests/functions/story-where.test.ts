// Where everybody stands, told through every call: each also tried by people it is none of the business of, sent twice, weighed, searched.
import * as countings from '@shared/contract/counting';
import * as spells from '@shared/contract/spell';
import * as wheres from '@shared/contract/where';
import type { Grant, StaffRecord } from '@shared/domain/records';
import { collections } from '@shared/repos/indexes';
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
  const now = base.grants.map((grant) => ({ ...grant, until: null }));
  await town.cloud.database.put('staff', base);
  const revoked: StaffRecord = { ...base, _id: 'o-revoked', status: 'revoked', grants: now };
  await town.cloud.database.put('staff', revoked);
  const kin = town.county.persons.filter(({ village }) => village === VILLAGE);
  numbers = kin.flatMap(({ idNumber, phone, account }) => [idNumber, phone, account?.number].filter((one): one is string => Boolean(one)));
  const people = ['labourer', 'neighbour', 'kin', 'province'].map((key) => town.personOf(key));
  const names = kin.filter(({ _id }) => people.includes(_id)).map(({ name }) => name);
  story = storyOf(town, { strangers: ['cadre_other', 'labourer', 'o-revoked', 'o-expired'], marks: [...people, ...names] });
  town.cloud.queries.take();
  town.cloud.logs.take();
});
afterAll(() => town?.close());

test('an evening: the figures, their people, what is reported and who changed since', async () => {
  const call: Story['call'] = (who, action, input) => story.call(who, action, input);
  const work = {
    place: { province: '江苏省', city: '苏州市', county: '昆山市' },
    employer: '昆山槐香里电子厂',
    monthlyFen: 520_000,
    industry: '制造业',
    subIndustry: '电子',
    channel: '外出务工',
    organised: true,
    kind: '单位录用聘用人员',
    job: '装配',
    overseas: false,
  };
  const { counts } = await call('clerk', 'where.figures', { place: TOWN });
  await call('clerk', 'where.people', { place: TOWN, figure: 'group_not_gone', limit: 50 });
  await call('head', 'where.people', { place: VILLAGE, figure: 'at_work', group: '一组' });
  const { report } = await call('clerk', 'where.report', { place: TOWN });
  town.cloud.clock.advance(60_000);
  const person = town.personOf('labourer');
  const seen = await call('cadre', 'spell.list', { person });
  const open = seen.spells.find(({ end }) => end === null);
  if (open)
    await call('cadre', 'spell.move', {
      person,
      spell: open.id,
      version: open.version,
      move: { kind: 'back', on: '2026-03-01', reason: '合同到期' },
    });
  const begun = await call('cadre', 'spell.move', { person, spell: null, version: null, move: { kind: 'begin', on: '2026-03-02', work } });
  expect(begun.spells[0]).toMatchObject({ job: '装配', subIndustry: '电子', organised: true });
  await call('clerk', 'where.since', { report: report.id, figure: 'reach_other_province' });
  await call('lead', 'where.reports', { place: TOWN });
  const targets = await call('clerk', 'where.targets', { town: TOWN });
  const villages = targets.villages.map(({ code, task, lastYearEnd }) => ({ code, task, lastYearEnd }));
  await call('clerk', 'where.setTargets', {
    town: TOWN,
    year: targets.year,
    version: targets.version,
    whole: { task: 50, lastYearEnd: 48 },
    villages,
  });
  expect(counts.labourers).toBeGreaterThan(0);
});

test('how labour is counted: shown, looked at both ways, decided', async () => {
  const call: Story['call'] = (who, action, input) => story.call(who, action, input);
  await call('clerk', 'counting.show', {});
  const values = { agedFrom: 58 };
  const { task } = await call('clerk', 'counting.preview', { version: 0, values });
  while ((await town.as('clerk').call('task.drive', { task })).task.state === 'running');
  await call('clerk', 'counting.set', { version: 0, values, preview: task, document: '就业援助办法', docNo: '', decidedBy: '县人社局' });
});

test('nothing leaked, nothing was done twice, every action was told', () => {
  expect(story.leaks).toEqual([]);
  expect(story.twice).toEqual([]);
  expect(story.heaviest.reply).toBeLessThan(60_000);
  const told = new Set<string>(story.told.map(({ action }) => action));
  expect(
    [...Object.keys(wheres.where), ...Object.keys(spells.spell), ...Object.keys(countings.counting)].filter((name) => !told.has(name)),
  ).toEqual([]);
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
