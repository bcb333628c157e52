// One form that the SDK's db, _ and $ can send, and what comes of it here. The table of support is made from these rows.
import type { Db } from './sdk-types';

export interface Form {
  area: 'Queries' | 'Projection, order, paging' | 'Updates' | 'Writes' | 'Aggregation stages' | 'Aggregation expressions' | 'Collections';
  /** As a developer writes it. */
  form: string;
  run(db: Db): Promise<unknown>;
  /** The value that must come back … */
  gives?: unknown;
  /** … or the errCode it is refused with and a word of the message. */
  refused?: [errCode: number, words: string];
  /** True for what the service has and this cloud refuses. */
  missing?: boolean;
  /** Where the answer here is known to differ from the service's: how. */
  differs?: string;
  /** True where the service's behaviour is believed, not seen. */
  believed?: boolean;
}

/** The documents all reading forms work on. */
export const THINGS = [
  {
    _id: '1',
    name: '苹果',
    n: 1,
    tags: ['red', 'round'],
    sub: { k: 'a', v: 10 },
    day: new Date('2026-03-01T18:00:00Z'),
    scores: [80, 90],
    items: [
      { k: 1, v: 1 },
      { k: 2, v: 2 },
    ],
  },
  {
    _id: '2',
    name: '香蕉',
    n: 2,
    tags: ['yellow'],
    sub: { k: 'b', v: 20 },
    day: new Date('2026-03-05T01:00:00Z'),
    scores: [60],
    items: [{ k: 1, v: 2 }],
  },
  { _id: '3', name: 'cherry', n: 3, tags: [], sub: { k: 'a', v: 30 }, day: null, scores: [], none: null },
  { _id: '4', name: 'Date', n: 4.5, flag: true, tags: ['red'], sub: { k: 'c' } },
] as const;

const ids = (data: { _id: string }[]): string => data.map(({ _id }) => _id).join(' ');

/** Ids found by a where, in order of id. */
export const where = (form: string, condition: (db: Db) => unknown, gives: string, more: Partial<Form> = {}): Form => ({
  area: 'Queries',
  form,
  run: async (db) => ids((await db.collection('things').where(condition(db)).orderBy('_id', 'asc').get()).data),
  gives,
  ...more,
});

/** A document before and after an update by `doc().update`. */
export const update = (form: string, before: object, data: (db: Db) => object, gives: object, more: Partial<Form> = {}): Form => ({
  area: 'Updates',
  form,
  run: async (db) => {
    const { _id } = await db.collection('changed').add({ data: before });
    await db
      .collection('changed')
      .doc(_id)
      .update({ data: data(db) });
    const { _id: _same, ...rest } = (await db.collection('changed').doc(_id).get()).data;
    return rest;
  },
  gives,
  ...more,
});

/** The list a pipeline gives. */
export const pipeline = (
  form: string,
  build: (db: Db) => { end(): Promise<{ list: unknown[] }> },
  gives: unknown,
  more: Partial<Form> = {},
): Form => ({
  area: 'Aggregation stages',
  form,
  run: async (db) => (await build(db).end()).list,
  gives,
  ...more,
});

/** One expression over the first thing. */
export const expression = (form: string, value: (db: Db) => unknown, gives: unknown, more: Partial<Form> = {}): Form => ({
  area: 'Aggregation expressions',
  form,
  run: async (db) =>
    (
      await db
        .collection('things')
        .aggregate()
        .match({ _id: '1' })
        .project({ _id: 0, x: value(db) })
        .end()
    ).list[0]?.x,
  gives,
  ...more,
});
