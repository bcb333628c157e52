// Applications: every step from every state for everybody who may move one, from a written matrix; what is due, counted, and becomes work.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { workOf } from '@shared/domain/application-work';
import {
  APPLICATION_MOVES,
  APPLICATION_VERBS,
  ApplicationRefused,
  type ApplicationVerb,
  countedPosting,
  dutyWords,
  holdsPlace,
  isLive,
  type MoverAs,
  stepped,
  toldWords,
  verbsFor,
  wantBar,
} from '@shared/domain/applications';
import { CHANNELS, INDUSTRIES, WORK_KINDS } from '@shared/domain/options';
import { APPLICATION_STATUSES, type ApplicationRecord, JOB_CHANNELS, type PostingRecord } from '@shared/domain/records';
import { parse } from 'yaml';

const ON = '2026-03-02';
const AT = '2026-03-02T02:00:00.000Z';
const MOVERS: readonly MoverAs[] = ['self', 'helper', 'cadre'];
type Cell = Partial<Record<ApplicationVerb, string>>;
/** What each may do where: a verb and the state it leads to; whatever is not written is refused. */
const matrix = parse(readFileSync(join(__dirname, 'applications.yaml'), 'utf8')) as Record<string, Record<MoverAs, Cell>>;

function someApplication(status: string): ApplicationRecord {
  const by = { openid: 'o', name: '周某某', as: 'self' as const };
  const steps = status === 'none' ? [] : [{ to: status as never, on: '2026-02-02', at: AT, by, why: '' as const, words: '' }];
  return {
    _id: 'j-1:p-1',
    county: 'c',
    town: 't',
    village: 'v',
    status: (status === 'none' ? 'wants' : status) as ApplicationRecord['status'],
    sortKey: '',
    version: 1,
    auditHead: '',
    posting: 'j-1',
    title: '包装工',
    employer: '槐香里食品厂',
    person: 'p-1',
    personName: '周某某',
    household: 'h-1',
    steps,
    push: '',
    spell: status === 'ended' ? 's-1' : '',
    estimate: null,
    dueOn: '',
  };
}

const take = (status: string, as: MoverAs, verb: ApplicationVerb) =>
  stepped(someApplication(status), {
    verb,
    by: { openid: 'o', name: '某', as },
    on: ON,
    at: AT,
    why: verb === 'end' ? 'pay' : '',
    words: '',
  });

test('the matrix names every state and every mover', () => {
  expect(Object.keys(matrix).sort()).toEqual(['none', ...APPLICATION_STATUSES].sort());
  for (const row of Object.values(matrix)) expect(Object.keys(row).sort()).toEqual([...MOVERS].sort());
});

describe.each(['none', ...APPLICATION_STATUSES])('from %s', (status) => {
  test.each(MOVERS)('%s', (as) => {
    const row: Cell = matrix[status]?.[as] ?? {};
    for (const verb of APPLICATION_VERBS) {
      const to = row[verb];
      if (to === undefined) expect(() => take(status, as, verb)).toThrow(ApplicationRefused);
      else expect(take(status, as, verb)).toMatchObject({ status: to, steps: expect.arrayContaining([expect.objectContaining({ to })]) });
    }
    expect(verbsFor(status as never, as)).toEqual(APPLICATION_VERBS.filter((verb) => row[verb] !== undefined));
  });
});

test.each([
  ['2026-03-01', false],
  ['2026-03-02', true],
])('a month after 2 February is over on %s: %s', (on, over) => {
  const stay = { verb: 'stay' as const, by: { openid: 'o', name: '某', as: 'cadre' as const }, on, at: AT, why: '' as const, words: '' };
  if (over) expect(stepped(someApplication('taken'), stay).status).toBe('stayed');
  else expect(() => stepped(someApplication('taken'), stay)).toThrow('不满一个月');
});

test('an end needs its reason, and only an end keeps one', () => {
  const end = { verb: 'end' as const, by: { openid: 'o', name: '某', as: 'self' as const }, on: ON, at: AT, words: '' };
  expect(() => stepped(someApplication('wants'), { ...end, why: '' })).toThrow('原因');
  const agreed = stepped(someApplication('wants'), { ...end, verb: 'agree', why: 'pay' });
  expect(agreed.steps[agreed.steps.length - 1]).toMatchObject({ to: 'going', why: '' });
});

test.each([
  ['want', 'none', '2026-03-05'],
  ['ask', 'wants', '2026-03-09'],
  ['agree', 'asked', '2026-03-05'],
  ['take', 'going', '2026-04-01'],
  ['stay', 'taken', ''],
  ['end', 'taken', ''],
] as const)('%s: asked again by its day, which orders the list', (verb, from, dueOn) => {
  const after = take(from, 'cadre', verb);
  expect(after).toMatchObject({ dueOn, sortKey: `${dueOn || ON}:j-1:p-1` });
  expect(isLive(after)).toBe(dueOn !== '');
  expect(dutyWords(after) === '').toBe(dueOn === '');
  expect(toldWords(after).text).not.toBe('');
});

test('wanted again after an end, it may become work of its own', () => {
  expect(take('ended', 'self', 'want')).toMatchObject({ spell: '', status: 'wants' });
  expect(APPLICATION_MOVES.want.from).toEqual(['none', 'ended']);
});

const posting = (more: Partial<PostingRecord>): PostingRecord =>
  ({
    status: 'open',
    until: '2026-03-10',
    headcount: 2,
    cells: ['a'],
    askAgainOn: '2026-03-09',
    title: '普工',
    employer: '槐香里食品厂',
    channel: 'in_county',
    backing: null,
    board: { food: false, lodging: false },
    contact: { name: '', phone: '19900000000' },
    area: 'in_county',
    spot: { kind: 'county_seat' },
    strength: 'medium',
    age: { min: 18, max: null },
    place: { province: '山西省', city: '晋中市', county: '云岭县', address: '' },
    pay: { minFen: 300_000, maxFen: 420_000, unit: 'month', how: '' },
    ...more,
  }) as PostingRecord;

test.each([
  ['open', '2026-03-02', null],
  ['open', '2026-03-01', '过了日子'],
  ['full', '2026-03-10', '招满'],
  ['expired', '2026-03-01', '过了日子'],
  ['stopped', '2026-03-10', '撤了'],
  ['waiting', '2026-03-10', '撤了'],
] as const)('a posting %s until %s', (status, until, words) => {
  const bar = wantBar({ status, until }, ON);
  if (words === null) expect(bar).toBeNull();
  else expect(bar).toMatchObject({ message: expect.stringContaining(words), next: expect.stringContaining('别的活') });
});

test.each([
  [1, 'open', ['a'], '2026-03-09'],
  [2, 'full', [], ''],
  [3, 'full', [], ''],
] as const)('%i of two taken', (taken, status, cells, askAgainOn) => {
  expect(countedPosting(posting({}), taken, ON)).toMatchObject({ taken, status, cells, askAgainOn });
});

test('one who leaves does not open it again, and a stopped one is not filled', () => {
  expect(countedPosting(posting({ status: 'full', taken: 2 }), 1, ON)).toMatchObject({ status: 'full', taken: 1 });
  expect(countedPosting(posting({ status: 'stopped' }), 5, ON)).toMatchObject({ status: 'stopped' });
  expect(APPLICATION_STATUSES.filter((status) => holdsPlace({ status }))).toEqual(['taken', 'stayed']);
});

describe('the record it becomes', () => {
  test('every channel has a word of the national list', () => {
    const made = JOB_CHANNELS.map((channel) => workOf(posting({ channel })).work);
    for (const { channel, kind, industry } of made) {
      expect(CHANNELS).toContain(channel);
      expect(WORK_KINDS).toContain(kind);
      expect(['', ...INDUSTRIES]).toContain(industry);
    }
    expect(made.map(({ channel }) => channel)).toEqual([
      '外出务工',
      '外出务工',
      '其他形式就业',
      '帮扶车间',
      '公益岗位',
      '以工代赈',
      '灵活就业',
    ]);
  });

  test.each([
    [{ minFen: 300_000, maxFen: 300_000, unit: 'month', how: '' }, 300_000, ''],
    [{ minFen: 300_000, maxFen: 420_000, unit: 'month', how: '' }, 300_000, '一个月 3000–4200 元'],
    [{ minFen: 20_000, maxFen: 20_000, unit: 'day', how: '' }, null, '一天 200 元'],
  ] as const)('pay: the lower of a month, none of a day', (pay, monthlyFen, said) => {
    const made = workOf(posting({ pay }));
    expect(made.work.monthlyFen).toBe(monthlyFen);
    if (said === '') expect(made.payWords).toBe('');
    else expect(made.payWords).toContain(said);
  });

  test('organised only when somebody stands behind it', () => {
    expect(workOf(posting({})).work.organised).toBeNull();
    const backing = { kind: 'exchange' as const, name: '劳务协作站', bus: true, busWords: '' };
    expect(workOf(posting({ backing })).work).toMatchObject({ organised: true, employer: '槐香里食品厂', job: '普工', industry: '制造业' });
    expect(workOf(posting({ title: '砌砖', employer: '某某建筑队' })).work.industry).toBe('建筑业');
    expect(workOf(posting({ title: '讲解员', employer: '某某景区' })).work.industry).toBe('');
  });
});
