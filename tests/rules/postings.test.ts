// A posting's table of steps, for every step, state and mover; what must be said before anybody is told of it.
import {
  askAgainDays,
  EMPTY_POSTING,
  movedPosting,
  newPosting,
  POSTING_MOVES,
  POSTING_VERBS,
  type PostingFields,
  type PostingMover,
  PostingRefused,
  postingLacks,
  postingVerbs,
  sameKeyOf,
} from '@shared/domain/postings';
import { POSTING_STATUSES, type PostingRecord } from '@shared/domain/records';

const TODAY = '2026-03-02';
const MOVERS: readonly PostingMover[] = ['writer', 'checker', 'offerer', 'house'];
const fields: PostingFields = {
  ...EMPTY_POSTING,
  title: '缝纫工',
  employer: '青石乡手套帮扶车间',
  place: { province: '山西省', city: '晋中市', county: '云岭县', address: '乡政府东' },
  pay: { minFen: 300_000, maxFen: 400_000, unit: 'month', how: '每月 10 号发' },
  until: '2026-04-01',
  contact: { name: '王主管', phone: '19900000000' },
};
const posting = (more: Partial<PostingRecord> = {}): PostingRecord => ({
  ...newPosting({
    ...{ id: 'j-1', fields, source: 'typed', employerId: 'employer:x', today: TODAY },
    ...{ place: { county: '1', town: '2', village: '' }, by: { openid: 'o', name: '甲' } },
  }),
  ...more,
});
const step = { words: '因为这样', checked: { by: '乙', on: TODAY, how: 'phone' as const }, today: TODAY };

describe.each(POSTING_VERBS)('%s', (verb) => {
  const move = POSTING_MOVES[verb];
  test.each(POSTING_STATUSES.flatMap((status) => MOVERS.map((as) => ({ status, as }))))('from $status by $as', ({ status, as }) => {
    const may = move.from.includes(status) && move.by.includes(as);
    expect(postingVerbs(status, as).includes(verb)).toBe(may);
    const act = () => movedPosting(posting({ status }), { verb, as, ...step });
    if (!may) return expect(act).toThrow(PostingRefused);
    const after = act();
    expect(after.status).toBe(move.to === 'gone' ? status : move.to);
    expect(after.cells.length > 0).toBe(after.status === 'open');
    expect(after.askAgainOn).toBe(after.status === 'open' ? '2026-04-01' : '');
  });
  test('demands words where the table says so', () => {
    const [from = 'draft', by = 'writer'] = [move.from[0], move.by[0]];
    const act = () => movedPosting(posting({ status: from }), { ...step, verb, as: by, words: '' });
    if (move.words) expect(act).toThrow('写上为什么');
    else expect(act).not.toThrow();
  });
});

test.each([
  [undefined, 30],
  [{}, 30],
  [{ askAgainDays: 14 }, 14],
  [{ askAgainDays: 1 }, 1],
  [{ askAgainDays: 365 }, 365],
  [{ askAgainDays: 366 }, 30],
  [{ askAgainDays: 0 }, 30],
  [{ askAgainDays: 7.5 }, 30],
])('%j: asked again after %i days', (postings, days) => expect(askAgainDays(postings ? { postings } : {})).toBe(days));

test('the days of the installation count from the day it is checked or said again', () => {
  const after = (days: number) => movedPosting(posting({ status: 'open' }), { ...step, verb: 'still', as: 'checker', days }).askAgainOn;
  expect([after(1), after(14), after(30)]).toEqual(['2026-03-03', '2026-03-16', '2026-04-01']);
});

test.each([
  ['title', { title: '工' }],
  ['employer', { employer: '' }],
  ['place', { place: { province: '', city: '', county: '', address: '' } }],
  ['place', { place: { province: '山西省', city: '晋中市', county: '', address: '' } }],
  ['pay', { pay: { ...fields.pay, minFen: 0 } }],
  ['pay', { pay: { ...fields.pay, maxFen: 299_999 } }],
  ['pay.how', { pay: { ...fields.pay, how: ' ' } }],
  ['until', { until: '2026-03-01' }],
  ['headcount', { headcount: 0 }],
  ['age', { age: { min: 15, max: null } }],
  ['age', { age: { min: 40, max: 39 } }],
  ['contact', { contact: { name: '王', phone: '199' } }],
] as const)('is not told without %s', (field, more) => {
  const one = posting(more as Partial<PostingRecord>);
  expect(postingLacks(one, TODAY).map((lack) => lack.field)).toEqual([field]);
  expect(() => movedPosting(one, { verb: 'submit', as: 'writer', ...step })).toThrow(PostingRefused);
});

test('at the limits it is: today, one person, sixteen, one and the same age, one pay', () => {
  const one = posting({
    ...{ until: TODAY, headcount: 1, age: { min: 16, max: 16 }, pay: { ...fields.pay, maxFen: 300_000 } },
  });
  expect(postingLacks(one, TODAY)).toEqual([]);
});

test('nobody is looked for any more when all were taken', () => {
  const one = posting({ status: 'full', headcount: 2, taken: 2 });
  expect(() => movedPosting(one, { verb: 'still', as: 'checker', ...step })).toThrow('要的人都招到了');
  expect(movedPosting(one, { verb: 'still', as: 'checker', ...step, headcount: 3 })).toMatchObject({ status: 'open', headcount: 3 });
});

test('two spellings of one posting meet', () => {
  const other = { ...fields, title: '缝纫工 ', employer: '青石乡（手套）帮扶车间', contact: { name: '', phone: '199-0000-0000' } };
  expect(sameKeyOf(other)).toBe(sameKeyOf(fields));
  expect(sameKeyOf({ ...fields, title: '裁剪工' })).not.toBe(sameKeyOf(fields));
});
