// Aggregation: stages, then expressions.
import { expression, type Form, pipeline } from './form';

const STAGES: Form[] = [
  pipeline(
    'match, group with sum, avg, min, max',
    (db) => {
      const $ = db.command.aggregate;
      return db
        .collection('things')
        .aggregate()
        .match({ n: db.command.lt(4) })
        .group({ _id: '$sub.k', count: $.sum(1), sum: $.sum('$n'), avg: $.avg('$n'), min: $.min('$n'), max: $.max('$n') })
        .sort({ _id: 1 });
    },
    [
      { _id: 'a', count: 2, sum: 4, avg: 2, min: 1, max: 3 },
      { _id: 'b', count: 1, sum: 2, avg: 2, min: 2, max: 2 },
    ],
  ),
  pipeline(
    'group with first, last, push, addToSet',
    (db) => {
      const $ = db.command.aggregate;
      return db
        .collection('things')
        .aggregate()
        .sort({ n: 1 })
        .group({ _id: null, first: $.first('$n'), last: $.last('$n'), all: $.push('$n'), kinds: $.addToSet('$flag') });
    },
    [{ _id: null, first: 1, last: 4.5, all: [1, 2, 3, 4.5], kinds: [true] }],
  ),
  pipeline(
    'group with stdDevPop, stdDevSamp, mergeObjects',
    (db) => {
      const $ = db.command.aggregate;
      return db
        .collection('things')
        .aggregate()
        .match({ n: db.command.in([1, 3]) })
        .sort({ n: 1 })
        .group({ _id: null, pop: $.stdDevPop('$n'), merged: $.mergeObjects('$sub') });
    },
    [{ _id: null, pop: 1, merged: { k: 'a', v: 30 } }],
  ),
  pipeline(
    'group by several',
    (db) =>
      db
        .collection('things')
        .aggregate()
        .match({ n: 1 })
        .group({ _id: { k: '$sub.k', n: '$n' } }),
    [{ _id: { k: 'a', n: 1 } }],
  ),
  pipeline(
    'project, addFields',
    (db) =>
      db
        .collection('things')
        .aggregate()
        .match({ n: 1 })
        .addFields({ twice: db.command.aggregate.multiply(['$n', 2]) })
        .project({ _id: 0, twice: 1 }),
    [{ twice: 2 }],
  ),
  pipeline('sort, skip, limit', (db) => db.collection('things').aggregate().sort({ n: -1 }).skip(1).limit(2).project({ n: 1 }), [
    { _id: '3', n: 3 },
    { _id: '2', n: 2 },
  ]),
  pipeline('count', (db) => db.collection('things').aggregate().count('total'), [{ total: 4 }]),
  pipeline('sortByCount', (db) => db.collection('things').aggregate().sortByCount('$sub.k').limit(1), [{ _id: 'a', count: 2 }]),
  pipeline('unwind', (db) => db.collection('things').aggregate().unwind('$tags').match({ tags: 'red' }).project({ tags: 1 }), [
    { _id: '1', tags: 'red' },
    { _id: '4', tags: 'red' },
  ]),
  pipeline(
    'unwind keeping empty ones, with index',
    (db) =>
      db
        .collection('things')
        .aggregate()
        .match({ n: 3 })
        .unwind({ path: '$tags', preserveNullAndEmptyArrays: true, includeArrayIndex: 'i' })
        .project({ i: 1 }),
    [{ _id: '3', i: null }],
  ),
  pipeline(
    'bucket',
    (db) =>
      db
        .collection('things')
        .aggregate()
        .bucket({ groupBy: '$n', boundaries: [0, 2, 4], default: 'more', output: { c: db.command.aggregate.sum(1) } }),
    [
      { _id: 0, c: 1 },
      { _id: 2, c: 2 },
      { _id: 'more', c: 1 },
    ],
  ),
  pipeline('bucketAuto', (db) => db.collection('things').aggregate().bucketAuto({ groupBy: '$n', buckets: 2 }), [
    { _id: { min: 1, max: 3 }, count: 2 },
    { _id: { min: 3, max: 4.5 }, count: 2 },
  ]),
  pipeline('replaceRoot', (db) => db.collection('things').aggregate().match({ n: 1 }).replaceRoot({ newRoot: '$sub' }), [
    { k: 'a', v: 10 },
  ]),
  pipeline('sample', (db) => db.collection('things').aggregate().sample({ size: 2 }).count('n'), [{ n: 2 }]),
  pipeline(
    'lookup by fields',
    (db) =>
      db
        .collection('things')
        .aggregate()
        .match({ n: 1 })
        .lookup({ from: 'kinds', localField: 'sub.k', foreignField: 'k', as: 'kind' })
        .project({ kind: 1 }),
    [{ _id: '1', kind: [{ _id: 'ka', k: 'a', title: '甲' }] }],
  ),
  pipeline(
    'lookup with let and pipeline',
    (db) => {
      const $ = db.command.aggregate;
      const inner = $.pipeline() as unknown as { match(v: unknown): { project(v: unknown): { done(): unknown } } };
      return db
        .collection('things')
        .aggregate()
        .match({ n: 2 })
        .lookup({
          from: 'kinds',
          let: { wanted: '$sub.k' },
          pipeline: inner
            .match(db.command.expr($.eq(['$k', '$$wanted'])))
            .project({ _id: 0, title: 1 })
            .done(),
          as: 'kind',
        })
        .project({ kind: 1 });
    },
    [{ _id: '2', kind: [{ title: '乙' }] }],
  ),
  pipeline(
    'lookup of a missing collection',
    (db) => db.collection('things').aggregate().lookup({ from: 'nowhere', localField: 'n', foreignField: 'n', as: 'x' }),
    undefined,
    { refused: [-1, 'nowhere'], differs: 'refused here; the database takes a missing collection as empty' },
  ),
  pipeline('a pipeline without limit', (db) => db.collection('many').aggregate().match({}), undefined, {
    run: async (db) => (await db.collection('many').aggregate().match({}).end()).list.length,
    gives: 20,
    believed: true, // believed: reported by developers
    differs: 'cut to 20 with a warning in the log',
  }),
  pipeline(
    'geoNear',
    (db) =>
      db
        .collection('things')
        .aggregate()
        .geoNear({ distanceField: 'd', spherical: true, near: db.Geo.Point(1, 2) }),
    undefined,
    { refused: [-1, '$geoNear'], missing: true },
  ),
];

const $of = (db: Parameters<Form['run']>[0]) => db.command.aggregate;

const EXPRESSIONS: Form[] = [
  expression(
    'add subtract multiply divide mod',
    (db) => {
      const $ = $of(db);
      return [$.add(['$n', 2]), $.subtract(['$n', 2]), $.multiply(['$n', 3]), $.divide(['$n', 2]), $.mod([7, 4])];
    },
    [3, -1, 3, 0.5, 3],
  ),
  expression(
    'abs ceil floor trunc sqrt pow exp ln log log10',
    (db) => {
      const $ = $of(db);
      return [
        $.abs(-1),
        $.ceil(1.2),
        $.floor(1.8),
        $.trunc(-1.8),
        $.sqrt(9),
        $.pow([2, 3]),
        $.exp(0),
        $.ln(1),
        $.log([8, 2]),
        $.log10(100),
      ];
    },
    [1, 2, 1, -1, 3, 8, 1, 0, 3, 2],
  ),
  expression(
    'eq neq gt gte lt lte cmp',
    (db) => {
      const $ = $of(db);
      return [$.eq(['$n', 1]), $.neq(['$n', 1]), $.gt(['$n', 0]), $.gte(['$n', 1]), $.lt(['$n', 1]), $.lte(['$n', 1]), $.cmp(['$n', 5])];
    },
    [true, false, true, true, false, true, -1],
  ),
  expression(
    'and or not',
    (db) => {
      const $ = $of(db);
      return [$.and([true, false]), $.or([true, false]), $.not([true])];
    },
    [false, true, false],
  ),
  expression(
    'cond ifNull switch',
    (db) => {
      const $ = $of(db);
      return [
        // biome-ignore lint/suspicious/noThenProperty: the database's own word
        $.cond({ if: $.gt(['$n', 0]), then: 'y', else: 'n' }),
        $.ifNull(['$zz', 'none']),
        // biome-ignore lint/suspicious/noThenProperty: the database's own word
        $.switch({ branches: [{ case: $.eq(['$n', 1]), then: 'one' }], default: 'other' }),
      ];
    },
    ['y', 'none', 'one'],
  ),
  expression(
    'concat substr substrCP substrBytes toLower toUpper split',
    (db) => {
      const $ = $of(db);
      return [
        $.concat(['$name', '!']),
        $.substr(['abc', 0, 2]),
        $.substrCP(['苹果好', 0, 2]),
        $.substrBytes(['abc', 1, 1]),
        $.toLower('AB'),
        $.toUpper('ab'),
        $.split(['a,b', ',']),
      ];
    },
    ['苹果!', 'ab', '苹果', 'b', 'ab', 'AB', ['a', 'b']],
  ),
  expression(
    'strLenCP strLenBytes strcasecmp indexOfCP indexOfBytes',
    (db) => {
      const $ = $of(db);
      return [
        $.strLenCP('$name'),
        $.strLenBytes('abc'),
        $.strcasecmp(['a', 'A']),
        $.indexOfCP(['苹果', '果']),
        $.indexOfBytes(['abc', 'c']),
      ];
    },
    [2, 3, 0, 1, 2],
  ),
  expression(
    'arrayElemAt concatArrays filter in indexOfArray isArray map',
    (db) => {
      const $ = $of(db);
      return [
        $.arrayElemAt(['$scores', -1]),
        $.concatArrays(['$scores', [1]]),
        $.filter({ input: '$scores', as: 's', cond: $.gt(['$$s', 85]) }),
        $.in([80, '$scores']),
        $.indexOfArray(['$scores', 90]),
        $.isArray('$scores'),
        $.map({ input: '$scores', as: 's', in: $.add(['$$s', 1]) }),
      ];
    },
    [90, [80, 90, 1], [90], true, 1, true, [81, 91]],
  ),
  expression(
    'range reduce reverseArray size slice zip',
    (db) => {
      const $ = $of(db);
      return [
        $.range([0, 3]),
        $.reduce({ input: '$scores', initialValue: 0, in: $.add(['$$value', '$$this']) }),
        $.reverseArray('$scores'),
        $.size('$scores'),
        $.slice(['$scores', 1]),
        $.zip({
          inputs: [
            [1, 2],
            [3, 4],
          ],
        }),
      ];
    },
    [
      [0, 1, 2],
      170,
      [90, 80],
      2,
      [80],
      [
        [1, 3],
        [2, 4],
      ],
    ],
  ),
  expression(
    'arrayToObject objectToArray mergeObjects literal let',
    (db) => {
      const $ = $of(db);
      return [
        $.arrayToObject([[['k', 1]]]),
        $.objectToArray({ a: '$n' }),
        $.mergeObjects(['$sub', { z: 1 }]),
        $.literal('$n'),
        $.let({ vars: { x: '$n' }, in: $.add(['$$x', 1]) }),
      ];
    },
    [{ k: 1 }, [{ k: 'a', v: 1 }], { k: 'a', v: 10, z: 1 }, '$n', 2],
  ),
  expression(
    'allElementsTrue anyElementTrue set*',
    (db) => {
      const $ = $of(db);
      return [
        $.allElementsTrue([[true, 1]]),
        $.anyElementTrue([[false]]),
        $.setDifference([[1, 2], [2]]),
        $.setEquals([
          [1, 2],
          [2, 1],
        ]),
        $.setIntersection([[1, 2], [2]]),
        $.setIsSubset([[1], [1, 2]]),
        $.setUnion([[1], [2]]),
      ];
    },
    [true, false, [1], true, [2], true, [1, 2]],
  ),
  expression(
    'year month dayOfMonth hour minute second millisecond, UTC',
    (db) => {
      const $ = $of(db);
      return [
        $.year('$day'),
        $.month('$day'),
        $.dayOfMonth('$day'),
        $.hour('$day'),
        $.minute('$day'),
        $.second('$day'),
        $.millisecond('$day'),
      ];
    },
    [2026, 3, 1, 18, 0, 0, 0],
  ),
  expression(
    'parts of a date in Beijing',
    (db) => {
      const $ = $of(db);
      return [$.dayOfMonth({ date: '$day', timezone: 'Asia/Shanghai' }), $.hour({ date: '$day', timezone: '+08:00' })];
    },
    [2, 2],
  ),
  expression(
    'dayOfWeek dayOfYear isoDayOfWeek isoWeek isoWeekYear',
    (db) => {
      const $ = $of(db);
      return [$.dayOfWeek('$day'), $.dayOfYear('$day'), $.isoDayOfWeek('$day'), $.isoWeek('$day'), $.isoWeekYear('$day')];
    },
    [1, 60, 7, 9, 2026],
  ),
  expression('parts of a missing date', (db) => [$of(db).year('$nothing')], [null]),
  expression(
    'dateToString',
    (db) => $of(db).dateToString({ date: '$day', format: '%Y-%m-%d %H:%M', timezone: 'Asia/Shanghai' }),
    '2026-03-02 02:00',
  ),
  expression(
    'dateFromParts dateFromString',
    (db) => {
      const $ = $of(db);
      return [$.dateFromParts({ year: 2026, month: 3, day: 1 }), $.dateFromString({ dateString: '2026-03-01T00:00:00Z' })];
    },
    [new Date('2026-03-01T00:00:00Z'), new Date('2026-03-01T00:00:00Z')],
  ),
  expression('meta', (db) => $of(db).meta('textScore'), undefined, { refused: [-1, '$meta'], missing: true }),
];

export const PIPELINES: Form[] = [...STAGES, ...EXPRESSIONS];
