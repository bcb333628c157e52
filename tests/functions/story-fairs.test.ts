// A fair told through every call: each also tried by people it is none of the business of, sent twice, weighed, searched.
import * as fairs from '@shared/contract/fair';
import { collections } from '@shared/repos/indexes';
import { type Story, storyOf } from '../support/story';
import { openTown, type Town } from '../support/town';

const VILLAGE = '140799201201';
let town: Town;
let story: Story;
let numbers: string[] = [];

beforeAll(async () => {
  town = await openTown();
  const kin = town.county.persons.filter(({ village }) => village === VILLAGE);
  numbers = kin.flatMap(({ idNumber, account }) => [idNumber, account?.number].filter((one): one is string => Boolean(one)));
  const people = ['labourer', 'neighbour'].map((key) => town.personOf(key));
  const names = kin.filter(({ _id }) => people.includes(_id)).map(({ name }) => name);
  story = storyOf(town, { strangers: ['cadre_other', 'visitor', 'payer'], marks: [...people, ...names] });
  town.cloud.queries.take();
  town.cloud.logs.take();
});
afterAll(() => town?.close());

test('a fair is written, announced, come to and told of', async () => {
  const call: Story['call'] = (who, action, input) => story.call(who, action, input);
  const fields = {
    ...{ campaign: '春风行动', title: '青石乡招聘会', on: '2026-03-09', hours: '上午', where: '乡政府院里', transport: '', words: '' },
    ...{ villages: [VILLAGE], contact: { name: '巩站长', phone: '19900000001' } },
    stands: [{ employer: '青石乡柳编帮扶车间', posts: [{ posting: '', words: '柳编工', headcount: 20 }] }],
  };
  const { fair } = await call('labour_clerk', 'fair.write', { fair: null, version: null, fields });
  await call('labour_clerk', 'fair.board', { status: 'draft' });
  await call('labour_clerk', 'fair.turn', { fair: fair.id, version: fair.version, to: 'announced', words: '' });
  const { code } = await call('labour_clerk', 'fair.code', { fair: fair.id });
  await call('visitor', 'fair.next', {});
  const [labourer, neighbour] = [town.personOf('labourer'), town.personOf('neighbour')];
  await call('labourer', 'fair.open', { fair: fair.id });
  await call('labourer', 'fair.come', { fair: fair.id, person: labourer, coming: true });
  town.cloud.clock.advance(7 * 86_400_000);
  await call('labourer', 'fair.arrive', { code, person: labourer });
  await call('cadre', 'fair.mark', { fair: fair.id, person: neighbour, to: 'came' });
  await call('cadre', 'fair.people', { fair: fair.id, status: 'came' });
  await call('cadre', 'fair.outcome', { fair: fair.id });
  await call('lead', 'fair.show', { fair: fair.id });
});

test('nothing leaked, nothing was done twice, every action was told', () => {
  expect(story.leaks).toEqual([]);
  expect(story.twice).toEqual([]);
  expect(story.heaviest.reply).toBeLessThan(30_000);
  const told = new Set<string>(story.told.map(({ action }) => action));
  expect(Object.keys(fairs.fair).filter((name) => !told.has(name))).toEqual([]);
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
