// Query forms: operators, logic, patterns, paths; then projection, order, paging.
import { type Form, THINGS, where } from './form';

const INVALID = -502002;

export const QUERIES: Form[] = [
  where('where({n: 1})', () => ({ n: 1 }), '1'),
  where('where({none: null}): null or missing', () => ({ none: null }), '1 2 3 4'),
  where('where({sub: {k, v}}): nested fields, flattened by the SDK', () => ({ sub: { k: 'a', v: 30 } }), '3'),
  where("where({'sub.k': 'a'})", () => ({ 'sub.k': 'a' }), '1 3'),
  where("where({'items.v': 2}): into arrays", () => ({ 'items.v': 2 }), '1 2'),
  where("where({'items.0.v': 2}): by position", () => ({ 'items.0.v': 2 }), '2'),
  where("where({tags: 'red'}): an item of an array", () => ({ tags: 'red' }), '1 4'),
  where("where({tags: ['red', 'round']}): the whole array", () => ({ tags: ['red', 'round'] }), '1'),
  where('where({day: date})', () => ({ day: new Date('2026-03-05T01:00:00Z') }), '2'),
  where('_.eq', (db) => ({ n: db.command.eq(2) }), '2'),
  where('_.eq of an object', (db) => ({ sub: db.command.eq({ k: 'c' }) }), '4'),
  where('_.neq', (db) => ({ n: db.command.neq(2) }), '1 3 4'),
  where('_.gt _.lt, chained by and', (db) => ({ n: db.command.gt(1).and(db.command.lt(4)) }), '2 3'),
  where('_.gte _.lte', (db) => ({ n: db.command.gte(2).lte(3) }), '2 3'),
  where('_.gt compares within one type', (db) => ({ name: db.command.gt(0) }), ''),
  where('_.gt of dates', (db) => ({ day: db.command.gt(new Date('2026-03-02T00:00:00Z')) }), '2'),
  where('_.in', (db) => ({ n: db.command.in([1, 3, 9]) }), '1 3'),
  where('_.nin', (db) => ({ n: db.command.nin([1, 3]) }), '2 4'),
  where('_.in with a pattern', (db) => ({ name: db.command.in(['香蕉', /^ch/]) }), '2 3'),
  where('_.exists', (db) => ({ flag: db.command.exists(true) }), '4'),
  where('_.exists(false)', (db) => ({ none: db.command.exists(false) }), '1 2 4'),
  where('_.size', (db) => ({ tags: db.command.size(1) }), '2 4'),
  where('_.all', (db) => ({ tags: db.command.all(['round', 'red']) }), '1'),
  where('_.all of a single value', (db) => ({ name: db.command.all(['香蕉']) }), '2'),
  where('_.elemMatch of an object', (db) => ({ items: db.command.elemMatch({ k: 1, v: db.command.gt(1) }) }), '2'),
  where('_.elemMatch of a value', (db) => ({ scores: db.command.elemMatch(db.command.gt(85)) }), '1'),
  where('_.mod', (db) => ({ n: db.command.mod(2, 1) }), '1 3'),
  where('_.and of conditions', (db) => db.command.and([{ 'sub.k': 'a' }, { n: db.command.gt(1) }]), '3'),
  where('_.or of conditions', (db) => db.command.or([{ n: 1 }, { 'sub.k': 'b' }]), '1 2'),
  where('_.or within a field', (db) => ({ n: db.command.or(db.command.lt(2), db.command.gt(4)) }), '1 4'),
  where('_.nor', (db) => db.command.nor([{ n: 1 }, { n: 2 }]), '3 4'),
  where('_.not', (db) => ({ n: db.command.not(db.command.gt(2)) }), '1 2'),
  where('_.expr', (db) => db.command.expr(db.command.aggregate.gt(['$sub.v', 15])), '2 3'),
  where('a pattern /^苹/', () => ({ name: /^苹/ }), '1'),
  where('a pattern that ignores case', () => ({ name: /^date$/i }), '4'),
  where('db.RegExp', (db) => ({ name: db.RegExp({ regexp: 'RR', options: 'i' }) }), '3'),
  where('db.RegExp with an option JavaScript has not', (db) => ({ name: db.RegExp({ regexp: 'x', options: 'x' }) }), '', {
    refused: [-501007, 'option'],
    gives: undefined,
  }),
  where('_.geoNear', (db) => ({ place: db.command.geoNear({ geometry: db.Geo.Point(112, 37), maxDistance: 100, minDistance: 0 }) }), '', {
    refused: [INVALID, '$nearSphere'],
    gives: undefined,
  }),
  where('_.geoWithin', (db) => ({ place: db.command.geoWithin({ centerSphere: [db.Geo.Point(112, 37), 1] }) }), '', {
    refused: [INVALID, '$geoWithin'],
    gives: undefined,
  }),
  where('_.geoIntersects', (db) => ({ place: db.command.geoIntersects({ geometry: db.Geo.Point(112, 37) }) }), '', {
    refused: [INVALID, '$geoIntersects'],
    gives: undefined,
  }),
  where('$where', () => ({ $where: 'true' }), '', { refused: [INVALID, '$where'], gives: undefined }),
  where('_.jsonSchema', (db) => db.command.jsonSchema({}), '', { refused: [INVALID, '$jsonSchema'], gives: undefined }),
  where('_.text', (db) => ({ name: db.command.text({ search: 'x' }) }), '', {
    refused: [INVALID, '$search'],
    gives: undefined,
  }),
  where('$comment, $natural and other operators', () => ({ $comment: 'x' }), '', { refused: [INVALID, '$comment'], gives: undefined }),
  {
    area: 'Queries',
    form: 'count()',
    run: async (db) => (await db.collection('things').where({ 'sub.k': 'a' }).count()).total,
    gives: 2,
  },
  {
    area: 'Queries',
    form: 'doc(id).get() of a missing document',
    run: async (db) => db.collection('things').doc('nobody').get(),
    refused: [-1, 'does not exist'],
  },
  {
    area: 'Queries',
    form: 'equality of objects whose keys stand in another order',
    run: async (db) =>
      (
        await db
          .collection('things')
          .where({ sub: db.command.eq({ v: 10, k: 'a' }) })
          .get()
      ).data.length,
    gives: 1,
    differs: 'found here; the database compares keys in order',
  },
];

const data = async (work: Promise<{ data: object[] }>): Promise<object[]> => (await work).data;
const reading = (form: string, run: Form['run'], gives: unknown, more: Partial<Form> = {}): Form => ({
  area: 'Projection, order, paging',
  form,
  run,
  gives,
  ...more,
});
const order = (form: string, field: string, direction: 'asc' | 'desc', gives: string): Form =>
  reading(form, async (db) => (await db.collection('things').orderBy(field, direction).get()).data.map(({ _id }) => _id).join(' '), gives);

export const READING: Form[] = [
  reading('field({n: true})', (db) => data(db.collection('things').where({ n: 1 }).field({ n: true }).get()), [{ _id: '1', n: 1 }]),
  reading(
    'field({_id: false, name: true})',
    (db) => data(db.collection('things').where({ n: 1 }).field({ _id: false, name: true }).get()),
    [{ name: '苹果' }],
  ),
  reading("field({'sub.k': true})", (db) => data(db.collection('things').where({ n: 1 }).field({ 'sub.k': true }).get()), [
    { _id: '1', sub: { k: 'a' } },
  ]),
  reading(
    'field({…: false}) hides',
    (db) => data(db.collection('things').where({ n: 4.5 }).field({ tags: false, sub: false, name: false }).get()),
    [{ _id: '4', n: 4.5, flag: true }],
  ),
  reading('field() that includes and hides', (db) => data(db.collection('things').field({ n: true, name: false }).get()), undefined, {
    refused: [-501007, 'mix'],
  }),
  reading(
    '_.project.slice alone hides nothing',
    (db) =>
      data(
        db
          .collection('things')
          .where({ n: 4.5 })
          .field({ tags: db.command.project.slice(0) })
          .get(),
      ),
    [{ ...THINGS[3], tags: [] }],
  ),
  reading(
    '_.project.slice beside an included field',
    (db) =>
      data(
        db
          .collection('things')
          .where({ n: 1 })
          .field({ n: true, scores: db.command.project.slice(-1) })
          .get(),
      ),
    [{ _id: '1', n: 1, scores: [90] }],
  ),
  reading(
    '_.project.slice([skip, n])',
    (db) =>
      data(
        db
          .collection('things')
          .where({ n: 1 })
          .field({ n: true, scores: db.command.project.slice([1, 1]) })
          .get(),
      ),
    [{ _id: '1', n: 1, scores: [90] }],
  ),
  reading(
    '_.project.elemMatch',
    (db) =>
      data(
        db
          .collection('things')
          .where({ n: 1 })
          .field({ items: db.command.project.elemMatch({ k: 2 }) })
          .get(),
      ),
    [{ _id: '1', items: [{ k: 2, v: 2 }] }],
  ),
  reading('doc().field()', async (db) => (await db.collection('things').doc('2').field({ n: true }).get()).data, { _id: '2', n: 2 }),
  order('orderBy asc', 'n', 'asc', '1 2 3 4'),
  order('orderBy desc', 'n', 'desc', '4 3 2 1'),
  order('orderBy of text: by code point', 'name', 'asc', '4 3 1 2'),
  order('orderBy with missing and null first', 'day', 'asc', '3 4 1 2'),
  order('orderBy of an array: by its smallest', 'scores', 'asc', '3 4 2 1'),
  reading(
    'two orderBy',
    async (db) => (await db.collection('things').orderBy('sub.k', 'desc').orderBy('n', 'desc').get()).data.map(({ _id }) => _id).join(' '),
    '4 2 3 1',
  ),
  reading(
    'skip and limit',
    async (db) => (await db.collection('things').orderBy('n', 'asc').skip(1).limit(2).get()).data.map(({ _id }) => _id).join(' '),
    '2 3',
  ),
  reading('no limit gives 100 at most', async (db) => (await db.collection('many').get()).data.length, 100),
  reading('a limit over 1,000 gives 1,000', async (db) => (await db.collection('many').limit(5000).get()).data.length, 1000),
  reading(
    'no orderBy',
    async (db) => (await db.collection('many').limit(3).get()).data.map(({ _id }) => _id).join(' '),
    'm0000 m0001 m0002',
    { differs: 'in order of _id here; the service gives no promise, usually in order of insertion' },
  ),
  reading('an answer of more than 1 MB', async (db) => db.collection('heavy').get(), undefined, {
    refused: [-501001, '1MB'],
    believed: true, // believed: the SDK knows the number -602001 of phones; what a server is answered is not seen
  }),
];
