// Employers, their link and reports told through every call: each also tried by people it is none of the business of, sent twice, weighed.
import * as contracts from '@shared/contract/employer';
import { report } from '@shared/contract/report';
import type { PostingRecord } from '@shared/domain/records';
import { collections } from '@shared/repos/indexes';
import { jpeg } from '../support/pictures';
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
  story = storyOf(town, { strangers: ['neighbour', 'payer'], marks: ['绝密绣品厂', '段某某师傅'] });
  town.cloud.queries.take();
  town.cloud.logs.take();
});
afterAll(() => town?.close());

test('an employer is kept, offers by its link, is reported, answered, stopped and taken back', async () => {
  const call: Story['call'] = (who, action, input) => story.call(who, action, input);
  const fields = {
    ...{ name: '绝密绣品厂', kind: 'workshop' as const, note: '' },
    place: { province: '', city: '', county: '', address: '' },
    contact: { name: '段某某师傅', phone: '19900000011' },
  };
  const { employer } = await call('labour_clerk', 'employer.save', { employer: null, version: null, fields });
  await call('cadre', 'employer.list', { status: 'good' });
  await call('cadre', 'employer.find', { text: '绝密' });
  const { code } = await call('labour_clerk', 'offer.make', { employer: employer.id });
  await call('visitor', 'offer.open', { code });
  await call('visitor', 'offer.take', { code });
  const form = {
    ...{ title: '绣花工', address: '乡政府东', hours: '', food: true, lodging: false, headcount: 6, until: '2026-06-01' },
    ...{ strength: 'light' as const, age: { min: 18, max: null, why: '' }, insurance: '', contract: '', transport: '', description: '' },
    pay: { minFen: 250000, maxFen: 300000, unit: 'month' as const, how: '月底发' },
    contact: { name: '段某某师傅', phone: '19900000011' },
  };
  const { posting } = await call('visitor', 'offer.send', { employer: employer.id, posting: null, version: null, fields: form });
  const fileID = await town.as('visitor').upload(jpeg({ mark: 3 }));
  const shot = await call('visitor', 'offer.photo', { posting: posting.id, version: posting.version, fileID });
  await call('visitor', 'offer.unphoto', { posting: posting.id, version: shot.posting.version, index: 0 });
  const waiting = (await town.cloud.database.get('postings', posting.id)) as unknown as PostingRecord;
  const open: PostingRecord = { ...waiting, status: 'open', checked: { by: '巩站长', on: '2026-03-02', how: 'phone' } };
  await town.cloud.database.put('postings', open);
  await call('visitor', 'offer.say', { posting: posting.id, version: open.version, to: 'full' });
  await call('visitor', 'offer.mine', {});
  await call('labourer', 'report.write', { posting: posting.id, reason: 'asks_money', words: '要二百块' });
  await call('cadre', 'report.list', { status: 'open' });
  await call('clerk', 'report.answer', { posting: posting.id, result: 'kept', words: '问过了，没有要' });
  const about = { employer: employer.id };
  await call('labour_clerk', 'employer.arrears', about);
  const { version } = (await call('lead', 'employer.show', about)).employer;
  const mark = { ...about, version, mark: 'fee' as const, words: '收过工装押金', from: '本人来说', official: false };
  const { employer: marked } = await call('labour_clerk', 'employer.mark', mark);
  const { employer: lifted } = await call('labour_clerk', 'employer.lift', { ...about, version: marked.version, at: 0, why: '退了' });
  const { employer: stopped } = await call('labour_clerk', 'employer.stop', { ...about, version: lifted.version, why: '查着' });
  await call('labour_clerk', 'employer.resume', { ...about, version: stopped.version, why: '查清了' });
});

test('nothing leaked, nothing was done twice, every action was told', () => {
  expect(story.leaks).toEqual([]);
  expect(story.twice).toEqual([]);
  expect(story.heaviest.reply).toBeLessThan(30_000);
  const told = new Set<string>(story.told.map(({ action }) => action));
  const names = [contracts.employer, contracts.offer, report].flatMap((one) => Object.keys(one));
  expect(names.filter((name) => !told.has(name))).toEqual([]);
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
