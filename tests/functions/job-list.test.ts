// Finding a job: refused for whom one does not act, by kind, age, strength and pay, near home first, page by page, by index and bounded.
import type { Input, Output } from '@shared/contract';
import { ageOn } from '@shared/domain/dates';
import { indexed } from '@shared/domain/job-cells';
import type { PersonRecord, PostingRecord } from '@shared/domain/records';
import { openTown, type Town } from '../support/town';

let town: Town;
let me: string;
let age: number;
let postings: PostingRecord[];

beforeAll(async () => {
  town = await openTown();
  me = town.personOf('labourer');
  age = ageOn(town.county.persons.find(({ _id }) => _id === me)?.born as string, '2026-03-02');
  const model = town.county.postings.find(({ status, area }) => status === 'open' && area === 'in_county') as PostingRecord;
  const more: Partial<PostingRecord>[] = [
    { channel: 'welfare', strength: 'light', age: { min: 16, max: null }, spot: { kind: 'village', code: '140799201201' } },
    { channel: 'relief', age: { min: 18, max: age - 1 }, spot: { kind: 'town_seat' } },
    {
      channel: 'casual',
      age: { min: 18, max: age },
      pay: { minFen: 15_000, maxFen: 15_000, unit: 'day', how: '' },
      spot: { kind: 'village', code: '140799201202' },
    },
  ];
  for (const [i, one] of more.entries())
    await town.cloud.database.put(
      'postings',
      indexed({ ...model, _id: `j-find-${i}`, until: '2026-06-30', sortKey: `2026-02-2${i}:j-find-${i}`, ...one }) as never,
    );
  postings = ((await town.cloud.database.all('postings')) as unknown as PostingRecord[])
    .filter(({ status, until }) => status === 'open' && until >= '2026-03-02')
    .sort((a, b) => (a.sortKey < b.sortKey ? 1 : -1));
});
afterAll(() => town?.close());

type Item = Output<'job.list'>['items'][number];
async function all(who: string, input: Input<'job.list'>, limit = 7): Promise<{ items: Item[]; first: Output<'job.list'> }> {
  const items: Item[] = [];
  let first: Output<'job.list'> | null = null;
  for (let cursor: string | undefined; ; ) {
    town.cloud.queries.take();
    const page = await town.as(who).call('job.list', { ...input, limit, ...(cursor ? { cursor } : {}) });
    const queries = town.cloud.queries.take();
    expect(queries.filter(({ index }) => index === null)).toEqual([]);
    expect(queries.reduce((sum, one) => sum + one.examined, 0)).toBeLessThanOrEqual(270);
    first ??= page;
    items.push(...page.items);
    if (page.next === null) return { items, first };
    cursor = page.next;
  }
}
const ids = (items: readonly { id: string }[]) => items.map(({ id }) => id);
const expected = (fits: (posting: PostingRecord) => boolean) => postings.filter(fits).map(({ _id }) => _id);

test("somebody else's age is not looked for", async () => {
  expect((await town.as('neighbour').refused('job.list', { person: me, age: 'own' })).code).toBe('not_found');
  expect((await town.as('visitor').refused('job.list', { person: me, near: true })).code).toBe('not_found');
  expect((await town.as('visitor').refused('job.list', { age: 15 })).code).toBe('bad_input');
});

test.each([
  [{ channel: 'welfare' }, (one: PostingRecord) => one.channel === 'welfare'],
  [{ channel: 'workshop' }, (one: PostingRecord) => one.channel === 'workshop'],
  [{ light: true }, (one: PostingRecord) => one.strength === 'light'],
  [{ light: true, area: 'in_county' }, (one: PostingRecord) => one.strength === 'light' && one.area === 'in_county'],
  [{ board: true }, (one: PostingRecord) => one.board.food && one.board.lodging],
  [{ unit: 'day' }, (one: PostingRecord) => one.pay.unit === 'day'],
  [{ noAge: true }, (one: PostingRecord) => one.age.max === null],
  [{ age: 58 }, (one: PostingRecord) => one.age.min <= 58 && (one.age.max ?? 199) >= 58],
  [
    { age: 58, light: true, unit: 'month' },
    (one: PostingRecord) => one.age.min <= 58 && (one.age.max ?? 199) >= 58 && one.strength === 'light' && one.pay.unit === 'month',
  ],
] as [Input<'job.list'>, (one: PostingRecord) => boolean][])('%j: each once, newest first', async (input, fits) => {
  expect(ids((await all('visitor', input)).items)).toEqual(expected(fits));
});

test('my age in one tap, at the very year, and how many ask none', async () => {
  const { items, first } = await all('labourer', { person: me, age: 'own' });
  expect(first.age).toBe(age);
  expect(ids(items)).toContain('j-find-2');
  expect(ids(items)).not.toContain('j-find-1');
  expect(ids(items)).toEqual(expected((one) => one.age.min <= age && (one.age.max ?? 199) >= age));
  expect(first.noAge).toEqual({ count: expected((one) => one.age.max === null).length, more: false });
});

test('of whom no birthday is known everything is shown, and it says so', async () => {
  const was = (await town.cloud.database.get('persons', me)) as unknown as PersonRecord;
  await town.cloud.database.put('persons', { ...was, born: '' } as never);
  const { items, first } = await all('labourer', { person: me, age: 'own' });
  expect(first.age).toBeNull();
  expect(items.length).toBe(postings.length);
  await town.cloud.database.put('persons', was as never);
});

test.each([3, 11, 50])('near home first by pages of %i: the township, the county, the province, the rest; each once', async (limit) => {
  const { items } = await all('labourer', { person: me, near: true }, limit);
  expect([...ids(items)].sort()).toEqual(expected(() => true).sort());
  const order = items.map(({ id }) => {
    const { area, spot } = postings.find(({ _id }) => _id === id) as PostingRecord;
    return area === 'outside_province' ? 3 : area === 'in_province' ? 2 : spot.kind === 'county_seat' || spot.kind === 'elsewhere' ? 1 : 0;
  });
  expect(order).toEqual([...order].sort());
  expect(items.find(({ id }) => id === 'j-find-0')?.km).toBe(0);
  expect(items.find(({ id }) => id === 'j-find-2')?.km).toBeGreaterThan(0);
  expect(items.find(({ area }) => area === 'outside_province')?.km).toBeNull();
});
