// Forms that change documents: update operators, whole documents, bulk.
import { type Form, update } from './form';

const FAILED = -502001;
const writes = (form: string, run: Form['run'], more: Partial<Form>): Form => ({ area: 'Writes', form, run, ...more });

export const UPDATES: Form[] = [
  update('a plain field', { a: 1 }, () => ({ a: 2, b: '新' }), { a: 2, b: '新' }),
  update('a nested object merges', { x: { y: 1, z: 2 } }, () => ({ x: { y: 5 } }), { x: { y: 5, z: 2 } }),
  update("'x.y'", { x: { y: 1 } }, () => ({ 'x.y': 7, 'p.q.r': 1 }), { x: { y: 7 }, p: { q: { r: 1 } } }),
  update('an array is replaced', { l: [1, 2] }, () => ({ l: [3] }), { l: [3] }),
  update('a position of an array', { l: [1, 2] }, () => ({ 'l.1': 9 }), { l: [1, 9] }),
  update('_.set replaces an object', { x: { y: 1, z: 2 } }, (db) => ({ x: db.command.set({ y: 5 }) }), { x: { y: 5 } }),
  update('_.remove', { a: 1, b: 2 }, (db) => ({ a: db.command.remove() }), { b: 2 }),
  update('_.inc, also of a missing field', { a: 1 }, (db) => ({ a: db.command.inc(2), b: db.command.inc(-1) }), { a: 3, b: -1 }),
  update('_.mul', { a: 3 }, (db) => ({ a: db.command.mul(4), b: db.command.mul(2) }), { a: 12, b: 0 }),
  update('_.min _.max', { a: 3, b: 3 }, (db) => ({ a: db.command.min(1), b: db.command.max(9) }), { a: 1, b: 9 }),
  update('_.push of one, of many', { l: [1] }, (db) => ({ l: db.command.push([2, 3]) }), { l: [1, 2, 3] }),
  update('_.push creates the array', {}, (db) => ({ l: db.command.push(1) }), { l: [1] }),
  update('_.push with each, position', { l: [1, 4] }, (db) => ({ l: db.command.push({ each: [2, 3], position: 1 }) }), { l: [1, 2, 3, 4] }),
  update('_.push with each, sort, slice', { l: [3, 1] }, (db) => ({ l: db.command.push({ each: [2], sort: 1, slice: 2 }) }), { l: [1, 2] }),
  update('_.unshift', { l: [3] }, (db) => ({ l: db.command.unshift([1, 2]) }), { l: [1, 2, 3] }),
  update('_.pop', { l: [1, 2, 3] }, (db) => ({ l: db.command.pop() }), { l: [1, 2] }),
  update('_.shift', { l: [1, 2, 3] }, (db) => ({ l: db.command.shift() }), { l: [2, 3] }),
  update('_.pull of a value', { l: [1, 2, 1] }, (db) => ({ l: db.command.pull(1) }), { l: [2] }),
  update('_.pull of a condition', { l: [{ a: 1 }, { a: 2 }] }, (db) => ({ l: db.command.pull({ a: 2 }) }), { l: [{ a: 1 }] }),
  update('_.pullAll', { l: [1, 2, 3] }, (db) => ({ l: db.command.pullAll([1, 3]) }), { l: [2] }),
  update('_.addToSet', { l: [1] }, (db) => ({ l: db.command.addToSet(1), m: db.command.addToSet({ a: 1 }) }), { l: [1], m: [{ a: 1 }] }),
  update('_.addToSet with $each', { l: [1] }, (db) => ({ l: db.command.addToSet({ $each: [1, 2] }) }), { l: [1, 2] }),
  update('_.rename', { a: 1 }, (db) => ({ a: db.command.rename('b') }), { b: 1 }),
  update('_.bit', { a: 13 }, (db) => ({ a: db.command.bit({ and: 10 }) }), { a: 8 }),
  {
    area: 'Updates',
    form: 'db.serverDate(), with offset',
    run: async (db) => {
      const { _id } = await db.collection('changed').add({ data: {} });
      await db
        .collection('changed')
        .doc(_id)
        .update({ data: { at: db.serverDate(), later: db.serverDate({ offset: 60_000 }) } });
      const { at, later } = (await db.collection('changed').doc(_id).get()).data as unknown as { at: Date; later: Date };
      return [at instanceof Date, later.getTime() - at.getTime()];
    },
    gives: [true, 60_000],
  },
  update('a date, null, nested arrays', {}, () => ({ d: new Date(5), n: null, l: [[1, [2]]] }), { d: new Date(5), n: null, l: [[1, [2]]] }),
  update(
    'a field inside null',
    { x: null },
    () => ({ x: { y: 1 } }),
    {},
    { refused: [FAILED, "Cannot create field 'y' in element {x: null}"], gives: undefined },
  ),
  update('a field inside text', { x: 'text' }, () => ({ 'x.y': 1 }), {}, { refused: [FAILED, 'Cannot create field'], gives: undefined }),
  update('_.inc of text', { a: 'x' }, (db) => ({ a: db.command.inc(1) }), {}, { refused: [FAILED, 'non-numeric'], gives: undefined }),
  update(
    '_.push into no array',
    { a: 1 },
    (db) => ({ a: db.command.push(1) }),
    {},
    { refused: [FAILED, 'must be an array'], gives: undefined },
  ),
  update(
    'a field whose name begins with $',
    {},
    () => ({ $set: { a: 1 } }),
    { a: 1 },
    { differs: 'merged into the update as on the service: a trap, kept' },
  ),
  update('an unknown operator', {}, () => ({ $setOnInsert: { a: 1 } }), {}, { refused: [-502002, '$setOnInsert'], gives: undefined }),
  {
    area: 'Updates',
    form: 'updating a missing document: updated 0',
    run: async (db) =>
      (
        await db
          .collection('changed')
          .doc('nobody')
          .update({ data: { a: 1 } })
      ).stats.updated,
    gives: 0,
  },
  {
    area: 'Updates',
    form: 'an update that changes nothing: updated 0',
    run: async (db) => {
      const { _id } = await db.collection('changed').add({ data: { a: 1 } });
      return (
        await db
          .collection('changed')
          .doc(_id)
          .update({ data: { a: 1 } })
      ).stats.updated;
    },
    gives: 0,
    believed: true, // believed: counts what changed, not what was found
  },
];

export const WRITES: Form[] = [
  writes(
    'add() gives an id of 32 hexadecimal characters',
    async (db) => /^[0-9a-f]{32}$/.test((await db.collection('changed').add({ data: {} }))._id),
    { gives: true },
  ),
  writes('add() with an id of one’s own', async (db) => (await db.collection('changed').add({ data: { _id: 'own:1' } }))._id, {
    gives: 'own:1',
  }),
  writes('add() of a known id', async (db) => db.collection('things').add({ data: { _id: '1' } }), {
    refused: [FAILED, 'E11000 duplicate key error'],
  }),
  writes('add() of many', async (db) => (await db.collection('changed').add({ data: [{ _id: 'bulk:1' }, { _id: 'bulk:2' }] }))._ids, {
    gives: ['bulk:1', 'bulk:2'],
  }),
  writes(
    'add() of many, one of them known: none is added',
    async (db) => {
      await db
        .collection('changed')
        .add({ data: [{ _id: 'bulk:3' }, { _id: 'bulk:3' }] })
        .catch(() => undefined);
      return (await db.collection('changed').where({ _id: 'bulk:3' }).count()).total;
    },
    { gives: 0, differs: 'all or none here; the database may keep those before the refused one' },
  ),
  writes('add() with a field name that begins with $', async (db) => db.collection('changed').add({ data: { $a: 1 } }), {
    refused: [-501007, 'dollar'],
  }),
  writes('add() with a field name that has a dot', async (db) => db.collection('changed').add({ data: { 'a.b': 1 } }), {
    refused: [-501007, 'dotted'],
    believed: true, // believed: the number
  }),
  writes(
    'a field named __proto__ is stored as a field',
    async (db) => {
      const { _id } = await db.collection('changed').add({ data: { inner: JSON.parse('{"__proto__": {"admin": true}}') } });
      const { data } = await db.collection('changed').doc(_id).get();
      return [(data.inner as { admin?: unknown }).admin, ({} as { admin?: unknown }).admin];
    },
    { gives: [true, undefined], differs: 'read back by the SDK into the prototype of one object; nothing else is touched' },
  ),
  writes(
    'doc().set() creates, then replaces',
    async (db) => {
      const first = (
        await db
          .collection('changed')
          .doc('set:1')
          .set({ data: { a: 1, b: 2 } })
      ).stats;
      const second = (
        await db
          .collection('changed')
          .doc('set:1')
          .set({ data: { a: 3 } })
      ).stats;
      return [first, second, (await db.collection('changed').doc('set:1').get()).data];
    },
    {
      gives: [
        { updated: 0, created: 1 },
        { updated: 1, created: 0 },
        { _id: 'set:1', a: 3 },
      ],
    },
  ),
  writes(
    'doc().remove()',
    async (db) => {
      const { _id } = await db.collection('changed').add({ data: {} });
      return [
        (await db.collection('changed').doc(_id).remove()).stats.removed,
        (await db.collection('changed').doc(_id).remove()).stats.removed,
      ];
    },
    { gives: [1, 0] },
  ),
  writes(
    'where().update() of many',
    async (db) => {
      await db.collection('changed').add({
        data: [
          { kind: 'many', n: 1 },
          { kind: 'many', n: 2 },
          { kind: 'other', n: 1 },
        ],
      });
      return (
        await db
          .collection('changed')
          .where({ kind: 'many' })
          .update({ data: { n: db.command.inc(10) } })
      ).stats.updated;
    },
    { gives: 2 },
  ),
  writes(
    'where().update() of an array item by $',
    async (db) => {
      const { _id } = await db.collection('changed').add({
        data: {
          items: [
            { k: 1, v: 1 },
            { k: 2, v: 2 },
          ],
        },
      });
      await db
        .collection('changed')
        .where({ _id, 'items.k': 2 })
        .update({ data: { 'items.$.v': 9 } });
      return (await db.collection('changed').doc(_id).get()).data.items;
    },
    {
      gives: [
        { k: 1, v: 1 },
        { k: 2, v: 9 },
      ],
    },
  ),
  writes(
    'where().remove() of many',
    async (db) => {
      await db.collection('changed').add({ data: [{ kind: 'gone' }, { kind: 'gone' }] });
      return (await db.collection('changed').where({ kind: 'gone' }).remove()).stats.removed;
    },
    { gives: 2 },
  ),
  writes(
    'values come back as they went: numbers, dates, null, 64-bit, text',
    async (db) => {
      const value = {
        int: 1,
        big: 2 ** 53 - 1,
        real: 0.1,
        negative: -0.5,
        date: new Date(1),
        nothing: null,
        text: '中文 😀',
        yes: true,
        empty: {},
        list: [],
      };
      const { _id } = await db.collection('changed').add({ data: value });
      const { _id: _same, ...rest } = (await db.collection('changed').doc(_id).get()).data;
      return rest;
    },
    {
      gives: {
        int: 1,
        big: 2 ** 53 - 1,
        real: 0.1,
        negative: -0.5,
        date: new Date(1),
        nothing: null,
        text: '中文 😀',
        yes: true,
        empty: {},
        list: [],
      },
    },
  ),
];

export const COLLECTIONS: Form[] = [
  {
    area: 'Collections',
    form: 'createCollection',
    run: async (db) => {
      await db.createCollection('fresh');
      return (await db.collection('fresh').count()).total;
    },
    gives: 0,
  },
  {
    area: 'Collections',
    form: 'createCollection of a known one',
    run: (db) => db.createCollection('things'),
    refused: [-1, 'exist'],
    believed: true, // believed: the number
  },
  ...(['get', 'count', 'remove'] as const).map(
    (name): Form => ({
      area: 'Collections',
      form: `${name}() in a missing collection`,
      run: (db) => db.collection('nowhere')[name](),
      refused: [-502005, 'not exist'],
    }),
  ),
  {
    area: 'Collections',
    form: 'add() in a missing collection',
    run: (db) => db.collection('nowhere').add({ data: {} }),
    refused: [-502005, 'not exist'],
    believed: true, // believed: some environments create it instead
  },
];
