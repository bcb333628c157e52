// What a village page and a township page cost does not grow with the people behind them: documents examined and bytes answered are the same
// at one, ten and a hundred thousand persons. Records are put straight into the local cloud, as the night would have left them.
import { emptyCounts, FIGURE_KEYS, figuresOf } from '@shared/domain/figures';
import type { StatsRecord, WhereaboutsRecord } from '@shared/domain/records';
import { openTown, type Town } from '../support/town';

const TOWN = '140799201000';
const FIRST = '140799201201';
const AT = '2026-03-02T00:30:00.000Z';
const VILLAGES = 3;
/** Counts are written with as many digits at every size, so that bytes can be compared. */
const SIZES = [1_000, 10_000, 100_000] as const;

const STATES = ['other_province', 'in_province', 'in_county', 'waiting', 'unwilling'] as const;

function person(i: number): WhereaboutsRecord {
  const village = `1407992012${String(1 + (i % VILLAGES)).padStart(2, '0')}`;
  const id = `p-size-${String(i).padStart(6, '0')}`;
  const state = STATES[i % STATES.length] as (typeof STATES)[number];
  const works = state !== 'waiting' && state !== 'unwilling';
  const figures = figuresOf({
    state,
    rule: works ? 'at_other_province' : 'no_work_known',
    reach: state === 'other_province' || state === 'in_province' || state === 'in_county' ? state : '',
    channel: '外出务工',
    industry: '制造业',
    overseas: false,
    sex: i % 2 === 0 ? '男' : '女',
    weak: false,
    returned: false,
    marks: [],
    carries: false,
    householdWorks: true,
    lastYearEnd: true,
    outLastYearOnly: false,
    secondJob: false,
    phoneWorks: null,
  });
  return {
    _id: id,
    county: '140799',
    town: TOWN,
    village,
    status: state,
    sortKey: `${village}:001一组:${id}`,
    person: id,
    name: '某某某',
    initials: 'mmm',
    household: `h-size-${String(i).padStart(6, '0')}`,
    headName: '某某某',
    group: '一组',
    keeper: null,
    keeperName: '',
    call: 'own',
    rule: 'at_other_province',
    words: '2026年2月起在广东省 深圳市 宝安区干（外出务工）',
    since: '2026-02-25',
    spell: null,
    place: works ? '广东省 深圳市 宝安区' : '',
    channel: works ? '外出务工' : '',
    monthlyFen: works ? 400_000 : null,
    lastYearFen: null,
    backOn: null,
    next: 'keep_in_touch',
    marks: [],
    hard: [],
    figures,
    version: 1,
    at: AT,
  };
}

let town: Town;
const cost: Record<string, { examined: number; bytes: number; ms: number }[]> = {};

beforeAll(async () => {
  town = await openTown();
  // A function's first call reads its keys; what follows is what a page costs.
  await town.as('clerk').call('duty.list', { view: 'mine' });
});
afterAll(() => town?.close());

async function asked(name: string, action: 'where.figures' | 'where.people', input: object): Promise<void> {
  town.cloud.queries.take();
  const startedAt = performance.now();
  const reply = await town.as('clerk').reply(action, input);
  const ms = Math.round(performance.now() - startedAt);
  expect(reply.ok).toBe(true);
  const examined = town.cloud.queries.take().reduce((sum, one) => sum + one.examined, 0);
  // A count of five digits is as long as one of three once every digit is told alike.
  const bytes = Buffer.byteLength(JSON.stringify(reply.ok ? reply.data : null).replace(/\d+/g, '0'));
  cost[name] = [...(cost[name] ?? []), { examined, bytes, ms }];
}

test.each(SIZES)('%i persons', async (size) => {
  const from = SIZES.filter((one) => one < size).pop() ?? 0;
  for (let at = from; at < size; at += 1000)
    await town.cloud.database.import(
      'whereabouts',
      Array.from({ length: Math.min(1000, size - at) }, (_, i) => person(at + i)),
    );
  for (let v = 1; v <= VILLAGES; v += 1) {
    const village = `1407992012${String(v).padStart(2, '0')}`;
    const counts = emptyCounts();
    for (let i = v - 1; i < size; i += VILLAGES) for (const key of person(i).figures) counts[key] = (counts[key] ?? 0) + 1;
    const stats: StatsRecord = {
      _id: `${village}:2026-03`,
      county: '140799',
      town: TOWN,
      village,
      month: '2026-03',
      counts,
      wage: { people: 1, fen: 400_000, lastPeople: 0, lastFen: 0 },
      groups: ['一组'],
      keepers: [],
      version: 1,
      asOf: AT,
    };
    await town.cloud.database.put('stats', stats as never);
  }
  await asked('town figures', 'where.figures', { place: TOWN });
  await asked('village figures', 'where.figures', { place: FIRST });
  await asked('town people', 'where.people', { place: TOWN, figure: 'at_work' });
  await asked('village people', 'where.people', { place: FIRST, figure: 'at_work' });
  await asked('village people, deep', 'where.people', { place: FIRST, figure: 'at_work', cursor: `${FIRST}:001一组:p-size-000300` });
  await asked('a rare figure', 'where.people', { place: TOWN, figure: 'overseas' });
});

test('examined and answered the same at every size', () => {
  expect(FIGURE_KEYS.length).toBeGreaterThan(40);
  for (const [name, sizes] of Object.entries(cost)) {
    const [first] = sizes;
    for (const one of sizes) expect([name, one.examined, one.bytes]).toEqual([name, first?.examined, first?.bytes]);
  }
  process.stdout.write(
    `${Object.entries(cost)
      .map(([name, sizes]) => `${name}: ${sizes.map(({ examined, bytes, ms }) => `${examined} docs ${bytes} B ${ms} ms`).join(' | ')}`)
      .join('\n')}\n`,
  );
});
