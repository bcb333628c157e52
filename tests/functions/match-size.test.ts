// Short lists at 5,000 persons and 500 postings: no more documents read than in a small town, for a person and for a posting.
import { indexed } from '@shared/domain/job-cells';
import { personCells } from '@shared/domain/person-cells';
import type { PersonRecord, PostingRecord, WhereaboutsRecord } from '@shared/domain/records';
import { openTown, type Town } from '../support/town';

const PERSONS = 5000;
const POSTINGS = 500;
const TOWN = '140799201000';
const MOST = 60;
/** People of a village a week is chosen for, at most. */
const WAITING = 400;
let town: Town;

beforeAll(async () => {
  town = await openTown();
  await town.as('clerk').call('where.figures', { place: TOWN });
  const { database } = town.cloud;
  const stands = (await database.all('whereabouts')) as unknown as WhereaboutsRecord[];
  const persons = (await database.all('persons')) as unknown as PersonRecord[];
  const models = persons.filter(({ _id, status }) => status === 'active' && stands.some(({ person }) => person === _id));
  for (let from = 0; from < PERSONS; from += 500) {
    const copies = Array.from({ length: 500 }, (_, i) => ({
      model: models[(from + i) % models.length] as PersonRecord,
      mark: `-${from + i}`,
    }));
    await database.import(
      'persons',
      copies.map(({ model, mark }) => ({
        ...model,
        _id: model._id + mark,
        idIndex: model.idIndex + mark,
        sortKey: model.sortKey + mark,
      })) as never,
    );
    await database.import(
      'whereabouts',
      copies.map(({ model, mark }) => {
        const one = stands.find(({ person }) => person === model._id) as WhereaboutsRecord;
        const matchKeys = personCells({ ...model, age: 20 + ((mark.length * 7) % 40) }, 'waiting');
        return { ...one, _id: model._id + mark, person: model._id + mark, status: 'waiting', sortKey: one.sortKey + mark, matchKeys };
      }) as never,
    );
  }
  const open = town.county.postings.filter(({ status }) => status === 'open');
  await database.import(
    'postings',
    Array.from({ length: POSTINGS }, (_, i) => {
      const model = open[i % open.length] as PostingRecord;
      return indexed({ ...model, _id: `j-size-${i}`, until: '2026-12-31', sortKey: `2026-02-01:j-size-${String(i).padStart(4, '0')}` });
    }) as never,
  );
});
afterAll(() => town?.close());

async function examined(work: () => Promise<unknown>): Promise<number> {
  town.cloud.queries.take();
  await work();
  const queries = town.cloud.queries.take();
  expect(queries.filter(({ index }) => index === null)).toEqual([]);
  return queries.reduce((sum, one) => sum + one.examined, 0);
}

test.each(['labourer', 'neighbour', 'province', 'kin'])('the short list of %s', async (key) => {
  const person = town.personOf(key);
  expect(await examined(() => town.as('clerk').call('match.person', { person }))).toBeLessThanOrEqual(MOST);
});

test('of whoever is tied to home, and of whoever is weak', async () => {
  const id = town.personOf('labourer');
  const was = (await town.cloud.database.get('persons', id)) as unknown as PersonRecord;
  for (const more of [{ tiedBy: ['看孩子'] }, { labourSkill: '弱劳动力或半劳动力' }, { skills: ['缝纫', '焊工', '电工'] }]) {
    await town.cloud.database.put('persons', { ...was, ...more } as never);
    const count = await examined(async () => {
      const { items } = await town.as('labourer').call('match.mine', { person: id });
      expect(items.length).toBe(8);
    });
    expect(count).toBeLessThanOrEqual(MOST);
  }
});

test('the week of a village where more than 400 wait', async () => {
  const HOME = '140799201201';
  const count = await examined(async () => {
    const { postings, week } = await town.as('cadre').call('push.preview', { kind: 'week', village: HOME });
    expect(week).toMatchObject({ people: WAITING, of: 'waiting' });
    expect(postings).toHaveLength(5);
    for (const { why } of postings) expect(why).toMatch(/^村里 \d+ 人合适/);
  });
  // Each of 400 where they stand and in the ledger, 180 postings at most, who offers them, the places and who calls.
  expect(count).toBeLessThanOrEqual(2 * WAITING + 180 + 100);
});

test('the people of a posting, page after page', async () => {
  let cursor: string | undefined;
  for (let page = 0; page < 5; page += 1) {
    let next: string | null = null;
    const count = await examined(async () => {
      const answer = await town.as('clerk').call('match.posting', { posting: 'j-size-0', who: 'ready', ...(cursor ? { cursor } : {}) });
      expect(answer.items).toHaveLength(20);
      next = answer.next;
    });
    expect(count).toBeLessThanOrEqual(MOST + 20);
    cursor = next ?? undefined;
    expect(cursor).toBeDefined();
  }
});
