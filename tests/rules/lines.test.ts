// Where a person stands: every claim status × verdict × what was said lands in exactly one line and part, and whoever is owed is in one part of the equation.
import type { CheckResult } from '@shared/domain/assessment';
import { EQUATION_PARTS, type LineInput, standingOf } from '@shared/domain/lines';
import { readPastId } from '@shared/domain/past-ids';
import { readPastSheet, readPeriod } from '@shared/domain/past-rows';
import { CLAIM_STATUSES } from '@shared/domain/records';
import { equationSentence, mostLacking } from '@shared/domain/words/lines';

const check = (status: CheckResult['status'], name = 'alive', remedy: string | null = null): CheckResult => ({
  id: name,
  check: name,
  status,
  expected: { kind: 'yes' },
  actual: null,
  from: [],
  basis: { title: '', docNo: '', article: '' },
  remedy,
});
const input = (over: Partial<LineInput> = {}): LineInput => ({
  assessment: { verdict: 'eligible', checks: [] },
  claim: null,
  missingEvidence: [],
  said: null,
  prior: [],
  programme: 'transport',
  period: '2025',
  ...over,
});
const VERDICTS = ['eligible', 'unknown', 'not_eligible'] as const;
const SAYS = [null, 'agreed', 'declined', 'unreachable', 'open'] as const;

test('owed and in one part of the equation are the same thing, in every combination', () => {
  for (const verdict of VERDICTS)
    for (const said of SAYS)
      for (const status of [null, ...CLAIM_STATUSES])
        for (const account of [true, false])
          for (const prior of [[], [{ programme: 'transport', period: '2025', ours: false }]]) {
            const checks =
              verdict === 'not_eligible' ? [check('failed')] : verdict === 'unknown' ? [check('unknown', 'pay', 'wage_proof')] : [];
            const made = standingOf(
              input({ assessment: { verdict, checks }, said, claim: status === null ? null : { status, account }, prior }),
            );
            const about = JSON.stringify({ verdict, said, status, account, prior: prior.length, made });
            expect(`${made.owed} ${about}`).toBe(`${(EQUATION_PARTS as readonly string[]).includes(made.part)} ${about}`);
            expect(`${made.missing.length > 0} ${about}`).toBe(`${made.part === 'missing'} ${about}`);
            if (made.line === 'cannot') expect(made.owed).toBe(false);
          }
});

test.each([
  ['nobody asked yet, nothing missing', input(), 'can', 'missing', ['file']],
  ['a picture is missing', input({ missingEvidence: [['wage_proof', 'ticket']] }), 'missing', 'missing', ['proof']],
  ['only a wage picture would do', input({ missingEvidence: [['wage_proof']] }), 'missing', 'missing', ['wage_proof']],
  [
    'the wage is not known',
    input({ assessment: { verdict: 'unknown', checks: [check('unknown', 'pay', 'wage_proof')] } }),
    'missing',
    'missing',
    ['wage'],
  ],
  ['not eligible', input({ assessment: { verdict: 'not_eligible', checks: [check('failed')] } }), 'cannot', 'none', []],
  ['does not want it', input({ said: 'declined' }), 'aside', 'declined', []],
  ['in review', input({ claim: { status: 'in_stage', account: true } }), 'filed', 'reviewing', []],
  ['approved', input({ claim: { status: 'approved', account: true } }), 'filed', 'paying', []],
  ['approved without an account', input({ claim: { status: 'approved', account: false } }), 'filed', 'card', []],
  ['paid', input({ claim: { status: 'paid', account: true } }), 'filed', 'paid', []],
  ['payment failed', input({ claim: { status: 'payment_failed', account: true } }), 'filed', 'card', []],
  ['sent back', input({ claim: { status: 'returned', account: true } }), 'missing', 'missing', ['mend']],
  ['refused, though the rules say yes', input({ claim: { status: 'rejected', account: true } }), 'filed', 'other', []],
  [
    'paid outside',
    input({
      assessment: { verdict: 'not_eligible', checks: [check('failed', 'not_claimed_before')] },
      prior: [{ programme: 'transport', period: '2025', ours: false }],
    }),
    'filed',
    'paid',
    [],
  ],
  [
    'paid outside, and not eligible for another reason as well',
    input({
      assessment: { verdict: 'not_eligible', checks: [check('failed', 'not_claimed_before'), check('failed')] },
      prior: [{ programme: 'transport', period: '2025', ours: false }],
    }),
    'cannot',
    'none',
    [],
  ],
] as const)('%s', (_words, given, line, part, missing) => {
  expect(standingOf(given)).toMatchObject({ line, part, missing });
});

describe('sheets of past payments', () => {
  const PROGRAMMES = [
    { programme: 'transport', name: '外出务工一次性交通补贴', spoken: '路费补贴', periods: ['2024', '2025'] },
    { programme: 'stabilisation', name: '务工就业稳岗补助', spoken: '干满半年的补助', periods: ['2024', '2025'] },
  ];

  test.each([
    ['140799197203140015', { kind: 'number', number: '140799197203140015' }],
    ['140799 19720314 0015', { kind: 'number', number: '140799197203140015' }],
    ['１４０７９９１９７２０３１４００１５', { kind: 'number', number: '140799197203140015' }],
    ['140799720314001', { kind: 'number', number: '140799197203140015' }],
    ['14079919720314001542', { kind: 'number', number: '140799197203140015' }],
    ['140799197203140000', { kind: 'rounded', born: '1972-03-14' }],
    ['1.40799197203140E+17', { kind: 'rounded', born: '1972-03-14' }],
    ['1407**********0015', { kind: 'masked', tail: '0015' }],
    ['001X', { kind: 'tail', tail: '001X' }],
    ['', { kind: 'none' }],
    ['140799197203140016', { kind: 'wrong' }],
    ['1.40799E+17', { kind: 'wrong' }],
    ['12345', { kind: 'tail' }],
    ['123456789', { kind: 'wrong' }],
  ])('%s', (typed, expected) => {
    expect(readPastId(typed)).toMatchObject(expected);
  });

  test('two sums in a row are two payments, a total beside them is none, foot lines are no people', () => {
    const read = readPastSheet(
      [
        ['2024年发放表'],
        ['姓名', '身份证号', '交通补贴（元）', '稳岗补助（元）', '合计'],
        ['甲', '0015', '1500', '', '1500'],
        ['乙', '0023', '600', '1200', '1800'],
        ['合计', '', '2100', '1200', '3300'],
      ],
      PROGRAMMES,
      { programme: null, period: '2024' },
    );
    expect(read?.rows.map(({ row, name, programme, amountFen }) => [row, name, programme, amountFen])).toEqual([
      [3, '甲', 'transport', 150_000],
      [4, '乙', 'transport', 60_000],
      [4, '乙', 'stabilisation', 120_000],
    ]);
  });

  test('the same payment twice in one sheet is counted apart', () => {
    const read = readPastSheet(
      [
        ['姓名', '证件号', '金额'],
        ['甲', '0015', '1500'],
        ['甲', '0015', '1500'],
      ],
      PROGRAMMES,
      { programme: 'transport', period: '2025' },
    );
    expect(read?.rows.map(({ n }) => n)).toEqual([0, 1]);
  });

  test('a sheet without names or sums is none', () => {
    expect(readPastSheet([['甲', '乙']], PROGRAMMES, { programme: null, period: null })).toBeNull();
  });

  test.each([
    ['2024', '2024'],
    ['2024年度', '2024'],
    ['2024年一季度', '2024Q1'],
    ['2024Q3', '2024Q3'],
    ['24', null],
    ['2024年五季度', null],
  ])('period %s', (typed, expected) => {
    expect(readPeriod(typed)).toBe(expected);
  });
});

test('the sentence says of where, as of when, every part with people, and what was counted', () => {
  const none = { people: 0, fen: 0 };
  const parts = Object.fromEntries(EQUATION_PARTS.map((part) => [part, none])) as Record<(typeof EQUATION_PARTS)[number], typeof none>;
  const sentence = equationSentence(
    { place: '青石乡', programme: '交通补贴', period: '2025', asOf: '3月20日 21:05' },
    { owed: 5, owedFen: 500_000, parts: { ...parts, paid: { people: 3, fen: 300_000 }, card: { people: 2, fen: 200_000 } } },
  );
  for (const words of ['截至3月20日 21:05', '青石乡', '符合 5 人', '到账 3 人', '还差 2 人', '卡有问题 2 人', '口径'])
    expect(sentence).toContain(words);
  expect(sentence).not.toContain('联系不上');
  expect(mostLacking({ wage_proof: 3, file: 90, ticket: 1, place: 2 })).toBe('工资截图 3 人、务工地点到县 2 人');
});
