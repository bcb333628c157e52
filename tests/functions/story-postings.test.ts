// A posting told through every call: each also tried by people it is none of the business of, sent twice, weighed, searched.
import * as postings from '@shared/contract/posting';
import { jpeg } from '../support/pictures';
import { type Story, storyOf } from '../support/story';
import { openTown, type Town } from '../support/town';

let town: Town;
let story: Story;

beforeAll(async () => {
  town = await openTown();
  story = storyOf(town, { strangers: ['cadre_other', 'visitor', 'payer'], marks: ['只写给站里看的活'] });
  town.cloud.queries.take();
});
afterAll(() => town?.close());

test('a posting is written, checked beside one like it, asked about again, full and done', async () => {
  const call: Story['call'] = (who, action, input) => story.call(who, action, input);
  const fields = {
    ...{ title: '缝纫工', employer: '青石乡巧手帮扶车间', channel: 'workshop' as const, area: 'in_county' as const },
    ...{ place: { province: '山西省', city: '晋中市', county: '云岭县', address: '' }, spot: { kind: 'town_seat' as const } },
    ...{ pay: { minFen: 280_000, maxFen: 420_000, unit: 'month' as const, how: '月结' }, board: { food: true, lodging: false } },
    ...{ until: '2026-04-30', headcount: 12, hours: '', strength: 'light' as const, age: { min: 18, max: null, why: '' } },
    ...{ onlySex: null, skills: [], certificates: [], insurance: '', contract: '', transport: '', description: '只写给站里看的活' },
    ...{ contact: { name: '许师傅', phone: '19900004321' }, backing: null },
  };
  // A cadre of another village may begin one of their own: only the edit is none of their business.
  const draft = await town.as('cadre').call('posting.write', { posting: null, version: null, fields });
  const id = draft.posting.id;
  const begun = await call('cadre', 'posting.write', { posting: id, version: draft.posting.version, fields });
  const fileID = await town.as('cadre').upload(jpeg({ mark: 3 }));
  const shot = await call('cadre', 'posting.photo', { posting: id, version: begun.posting.version, fileID });
  const bare = await call('cadre', 'posting.unphoto', { posting: id, version: shot.posting.version, index: 0 });
  const sent = await call('cadre', 'posting.turn', { posting: id, version: bare.posting.version, verb: 'submit' });
  const other = await town
    .as('cadre')
    .call('posting.write', { posting: null, version: null, fields: { ...fields, title: '缝纫工（熟手）' } });
  await town.as('cadre').call('posting.turn', { posting: other.posting.id, version: other.posting.version, verb: 'submit' });
  await call('labour_clerk', 'posting.counts', {});
  await call('labour_clerk', 'posting.list', { status: 'waiting' });
  const shown = await call('labour_clerk', 'posting.show', { posting: id });
  expect(shown.alike.map(({ posting }) => posting.id)).toEqual([other.posting.id]);
  const kept = await call('labour_clerk', 'posting.differ', { posting: id, version: sent.version, other: other.posting.id });
  const open = await town
    .as('labour_clerk')
    .call('posting.turn', { posting: id, version: kept.posting.version, verb: 'check', how: 'phone' });
  town.cloud.clock.advance(31 * 86_400_000);
  const due = await call('labour_clerk', 'posting.due', {});
  expect(due.items.map((one) => one.id)).toContain(id);
  await town.as('labour_clerk').call('posting.turn', { posting: id, version: open.version, verb: 'still', headcount: 4 });
});

test('nothing leaked, nothing was done twice, every action was told', () => {
  expect(story.leaks).toEqual([]);
  expect(story.twice).toEqual([]);
  const told = new Set<string>(story.told.map(({ action }) => action));
  expect(Object.keys(postings.posting).filter((name) => !told.has(name))).toEqual([]);
});

test('every query had an index and a limit', () => {
  const queries = town.cloud.queries.take();
  expect(queries.filter(({ index }) => index === null).slice(0, 10)).toEqual([]);
  expect(queries.filter(({ limit, index }) => limit === null && index !== '_id_').slice(0, 10)).toEqual([]);
});
