// Indexes: the right one is taken, little is read, and an index never changes an answer.
import fc from 'fast-check';
import type { LocalCloud, QueryRecord } from '../../tools/local-cloud/api';
import { LocalDatabase } from '../../tools/local-cloud/database/database';
import type { IndexDeclaration } from '../../tools/local-cloud/database/indexes';
import { sortKey } from '../../tools/local-cloud/database/matching';
import type { SortSpec } from '../../tools/local-cloud/database/planner';
import { openStore } from '../../tools/local-cloud/database/store';
import type { Doc } from '../../tools/local-cloud/database/values';
import { closeAll, type Db, FULL, refusal, sdkOf, startCloud, temporaryFolder } from './house';

const INDEXES: IndexDeclaration[] = [
  { name: 'a', keys: [['a', 1]] },
  { name: 'b_desc', keys: [['b', -1]] },
  {
    name: 'a_b',
    keys: [
      ['a', 1],
      ['b', -1],
    ],
  },
  {
    name: 'a_b_c',
    keys: [
      ['a', 1],
      ['b', 1],
      ['c', -1],
    ],
  },
  {
    name: 'deep',
    keys: [
      ['d.x', 1],
      ['a', 1],
    ],
  },
];

describe('an index never changes an answer', () => {
  const plain = { noNullPrototype: true };
  const scalar = fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: -2, max: 3 }) },
    { weight: 3, arbitrary: fc.constantFrom('', 'a', 'ab', 'b', 'b\u0000', '张', '张三') },
    fc.constantFrom(null, true, false, 1.5, -0, 1e21),
    fc.constantFrom(new Date(0), new Date(1e12), new Date(-5)),
  );
  const value = fc.oneof(
    { weight: 8, arbitrary: scalar },
    { weight: 2, arbitrary: fc.array(scalar, { maxLength: 3 }) },
    fc.record({ x: scalar }, plain),
  );
  const doc = fc.record(
    {
      a: value,
      b: value,
      c: scalar,
      d: fc.oneof(fc.record({ x: value }, plain), fc.array(fc.record({ x: scalar }, plain), { maxLength: 2 }), scalar),
    },
    { ...plain, requiredKeys: [] },
  );
  const condition = fc.oneof(
    { weight: 4, arbitrary: scalar },
    { weight: 2, arbitrary: scalar.map((v) => ({ $eq: v })) },
    fc.array(scalar, { minLength: 1, maxLength: 4 }).map((list) => ({ $in: list })),
    fc.tuple(fc.constantFrom('$gt', '$gte', '$lt', '$lte'), scalar).map(([operator, v]) => ({ [operator]: v })),
    fc
      .tuple(fc.constantFrom('$gt', '$gte'), scalar, fc.constantFrom('$lt', '$lte'), scalar)
      .map(([low, v, high, w]) => ({ [low]: v, [high]: w })),
    scalar.map((v) => ({ $ne: v })),
    fc.constantFrom(/^a/, /^张/, /b$/, /^ab?/, /^a|b/, { $exists: true }, { $exists: false }),
  );
  const conjunction = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd.x', '_id'), condition, { ...plain, maxKeys: 3 });
  const query = fc.oneof(
    { weight: 3, arbitrary: conjunction },
    fc.tuple(conjunction, fc.array(conjunction, { minLength: 1, maxLength: 3 })).map(([all, any]) => ({ ...all, $or: any })),
    fc.tuple(conjunction, conjunction).map(([one, two]) => ({ $and: [one, two] })),
  );
  const sort = fc
    .array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd.x', '_id'), fc.constantFrom(1 as const, -1 as const)), { maxLength: 3 })
    .map((list): SortSpec => list.filter(([field], i) => list.findIndex(([other]) => other === field) === i));

  test('planned and unplanned find the same documents in the same order', async () => {
    const store = openStore(temporaryFolder());
    const database = new LocalDatabase(store, () => new Date(0));
    await database.declare({ collections: { with: { indexes: INDEXES }, without: { indexes: [] } } });
    try {
      await fc.assert(
        fc.asyncProperty(
          fc.array(doc, { maxLength: 25 }),
          fc.array(fc.tuple(query, sort, fc.integer({ min: 0, max: 3 }), fc.integer({ min: 1, max: 8 })), { minLength: 12, maxLength: 12 }),
          async (docs, asked) => {
            const rows = docs.map((row, i) => ({ _id: `id${i % 10}${i}`, ...row }));
            for (const name of ['with', 'without']) {
              await database.remove(name, {}, true);
              await database.import(name, rows);
            }
            for (const [condition, order, skip, limit] of asked) {
              const all = (name: string): Doc[] => database.find({ collection: name, query: condition, sort: order });
              const some = (name: string): Doc[] => database.find({ collection: name, query: condition, sort: order, skip, limit });
              const ids = (list: Doc[]): string[] => list.map(({ _id }) => String(_id)).sort();
              const keys = (list: Doc[]): string[] => list.map((row) => sortKey(row, order).toString('hex'));
              expect(ids(all('with'))).toEqual(ids(all('without')));
              expect(keys(all('with'))).toEqual(keys(all('without')));
              expect(keys(some('with'))).toEqual(keys(some('without')));
            }
            for (const index of INDEXES) expect(database.inspect('with').indexEntries[index.name]).toBeGreaterThanOrEqual(rows.length);
          },
        ),
        { numRuns: FULL ? 2000 : 40 },
      );
    } finally {
      await store.close();
    }
  });

  test('after changes and removals the entries are those of a fresh build', async () => {
    const store = openStore(temporaryFolder());
    const database = new LocalDatabase(store, () => new Date(0));
    await database.declare({ collections: { with: { indexes: INDEXES } } });
    try {
      await fc.assert(
        fc.asyncProperty(fc.array(fc.tuple(fc.integer({ min: 0, max: 6 }), fc.option(doc)), { maxLength: 30 }), async (steps) => {
          await database.remove('with', {}, true);
          for (const [id, next] of steps) {
            if (next) await database.replace('with', `p${id}`, next);
            else await database.remove('with', { _id: `p${id}` }, false);
          }
          const before = database.inspect('with');
          await database.declare({ collections: { with: { indexes: [] } } });
          await database.declare({ collections: { with: { indexes: INDEXES } } });
          expect(database.inspect('with')).toEqual(before);
        }),
        { numRuns: FULL ? 500 : 12 },
      );
    } finally {
      await store.close();
    }
  });
});

describe('what is read', () => {
  let cloud: LocalCloud;
  let db: Db;
  beforeAll(async () => {
    cloud = await startCloud({
      collections: {
        people: [
          {
            name: 'town_status_sort',
            keys: [
              ['town', 1],
              ['status', 1],
              ['sortKey', -1],
            ],
          },
          { name: 'name', keys: [['name', 1]] },
          { name: 'tags', keys: [['tags', 1]] },
          {
            name: 'tags_sort',
            keys: [
              ['tags', 1],
              ['sortKey', 1],
            ],
          },
          { name: 'serial', keys: [['serial', 1]], unique: true },
        ],
      },
    });
    db = sdkOf(cloud).database();
    const rows = Array.from({ length: 3000 }, (_, i) => ({
      _id: `p${String(i).padStart(4, '0')}`,
      town: `t${i % 10}`,
      status: i % 3 === 0 ? 'open' : 'closed',
      sortKey: `k${String((i * 7919) % 3000).padStart(4, '0')}`,
      name: `人${i}`,
      tags: [`x${i % 50}`, `y${i % 70}`],
      serial: i,
    }));
    await cloud.database.import('people', rows);
  });
  afterAll(closeAll);

  const people = () => db.collection('people');
  const _ = new Proxy({} as Db['command'], { get: (_target, name: keyof Db['command']) => db.command[name] });
  const last = async (work: Promise<{ data: unknown[] }>): Promise<QueryRecord & { data: unknown[] }> => {
    cloud.queries.take();
    const { data } = await work;
    const [record] = cloud.queries.take();
    if (!record) throw new Error('no query was recorded');
    return { ...record, data };
  };

  test('an equality and an order along the index read what they return', async () => {
    for (const way of ['asc', 'desc'] as const) {
      const seen = await last(people().where({ town: 't3', status: 'open' }).orderBy('sortKey', way).limit(20).get());
      expect(seen).toMatchObject({ index: 'town_status_sort', examined: 20, returned: 20, limit: 20 });
    }
  });

  test('the next page by a cursor reads one page', async () => {
    const first = await last(people().where({ town: 't3', status: 'open' }).orderBy('sortKey', 'desc').limit(20).get());
    const cursor = (first.data[19] as { sortKey: string }).sortKey;
    const second = await last(
      people()
        .where({ town: 't3', status: 'open', sortKey: _.lt(cursor) })
        .orderBy('sortKey', 'desc')
        .limit(20)
        .get(),
    );
    expect(second).toMatchObject({ index: 'town_status_sort', examined: 20, returned: 20 });
  });

  test('several values of a prefix field are merged in order', async () => {
    const seen = await last(
      people()
        .where({ town: _.in(['t1', 't4', 't7']), status: 'open' })
        .orderBy('sortKey', 'desc')
        .limit(20)
        .get(),
    );
    expect(seen.index).toBe('town_status_sort');
    expect(seen.examined).toBeLessThanOrEqual(23);
    const keys = seen.data.map((row) => (row as { sortKey: string }).sortKey);
    expect(keys).toEqual([...keys].sort().reverse());
  });

  test('an $or whose branches have an index is merged, without repetition', async () => {
    const seen = await last(
      people()
        .where(
          _.or([
            { town: 't1', status: 'open' },
            { town: 't2', status: 'open' },
            { town: 't1', status: 'open' },
          ]),
        )
        .orderBy('sortKey', 'asc')
        .limit(10)
        .get(),
    );
    expect(seen.examined).toBeLessThanOrEqual(23);
    expect(new Set(seen.data.map((row) => (row as { _id: string })._id)).size).toBe(10);
  });

  test('an anchored pattern is a range; one that is not, or ignores case, reads everything', async () => {
    expect(
      await last(
        people()
          .where({ name: /^人299/ })
          .get(),
      ),
    ).toMatchObject({ index: 'name', examined: 11, returned: 11 });
    expect(
      await last(
        people()
          .where({ name: db.RegExp({ regexp: '^人299' }) })
          .get(),
      ),
    ).toMatchObject({ index: 'name', examined: 11 });
    expect(await last(people().where({ name: /人299/ }).get())).toMatchObject({ index: null, examined: 3000 });
    expect(
      await last(
        people()
          .where({ name: /^人299/i })
          .get(),
      ),
    ).toMatchObject({ index: null, examined: 3000 });
  });

  test('items of an array are found by their index', async () => {
    expect(await last(people().where({ tags: 'x7' }).limit(1000).get())).toMatchObject({ index: 'tags', examined: 60, returned: 60 });
  });

  test('under one item of an array the documents lie in the order of the next field, so that a page reads only itself', async () => {
    const page = people().where({ tags: 'x7' }).orderBy('sortKey', 'asc').limit(5);
    expect(await last(page.get())).toMatchObject({ index: 'tags_sort', examined: 5, returned: 5 });
    const { data } = await people().where({ tags: 'x7' }).orderBy('sortKey', 'asc').limit(1000).get();
    const keys = data.map(({ sortKey: key }) => String(key));
    expect(keys).toEqual([...keys].sort());
    const next = people()
      .where({ tags: 'x7', sortKey: _.gt(keys[4]) })
      .orderBy('sortKey', 'asc')
      .limit(5);
    expect(await last(next.get())).toMatchObject({ index: 'tags_sort', examined: 5, returned: 5 });
  });

  test('no index for the condition reads everything, and so does an order without one', async () => {
    expect(await last(people().where({ status: 'open' }).limit(1000).get())).toMatchObject({ index: null, returned: 1000 });
    expect(await last(people().orderBy('sortKey', 'asc').limit(5).get())).toMatchObject({ index: null, examined: 3000, returned: 5 });
    // The second field of an index alone is no prefix.
    expect((await last(people().where({ status: 'open', sortKey: 'k0001' }).get())).index).toBeNull();
  });

  test('ids are read directly', async () => {
    expect(await last(people().where({ _id: 'p0001' }).get())).toMatchObject({ index: '_id_', examined: 1 });
    expect(
      await last(
        people()
          .where({ _id: _.in(['p0001', 'p0002', 'nobody']) })
          .get(),
      ),
    ).toMatchObject({ index: '_id_', examined: 2 });
    expect(await last(people().orderBy('_id', 'desc').limit(3).get())).toMatchObject({ index: '_id_', examined: 3 });
  });

  test('counts, updates, removals and pipelines are recorded too', async () => {
    cloud.queries.take();
    await people().where({ town: 't3', status: 'open' }).count();
    await people()
      .where({ serial: 5 })
      .update({ data: { seen: true } });
    await people().where({ serial: 6 }).remove();
    await people()
      .aggregate()
      .match({ town: 't3', status: 'open' })
      .group({ _id: null, n: _.aggregate.sum(1) })
      .end();
    expect(cloud.queries.take().map(({ index, examined }) => [index, examined])).toEqual([
      ['town_status_sort', 100],
      ['serial', 1],
      ['serial', 1],
      ['town_status_sort', 100],
    ]);
  });

  test('a unique index: a second document with the same key is refused, and a missing field is null', async () => {
    expect((await refusal(people().add({ data: { serial: 7 } }))).errMsg).toMatch(/E11000.*index: serial.*serial: 7/);
    await people().add({ data: { _id: 'nothing', name: '无' } });
    expect((await refusal(people().add({ data: { name: '又无' } }))).errMsg).toMatch(/E11000.*serial: null/);
    expect((await refusal(people().add({ data: { serial: null } }))).errMsg).toContain('E11000');
    expect(
      (
        await refusal(
          people()
            .doc('p0001')
            .update({ data: { serial: 2 } }),
        )
      ).errMsg,
    ).toContain('E11000');
    await people()
      .doc('p0001')
      .update({ data: { serial: 1, again: true } });
    expect(
      (
        await refusal(
          people()
            .where({ town: 't9' })
            .update({ data: { serial: 77_777 } }),
        )
      ).errMsg,
    ).toContain('E11000');
    // A refused update of many leaves none of them changed.
    expect((await people().where({ serial: 77_777 }).count()).total).toBe(0);
  });

  test('an indexed value of more than 1,024 bytes is refused', async () => {
    expect((await refusal(people().add({ data: { serial: -1, name: '长'.repeat(400) } }))).errMsg).toContain('too long');
  });
});
