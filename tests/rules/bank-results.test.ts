// What banks write, read: headings, outcomes, reasons, sums and days as they come; rows that contradict a payment are refused, not bent.
import { columnsOf, dayOf, failureOf, fenOf, outcomeOf, type ResultRow, readResults } from '@shared/domain/bank-results';
import { cardProblems } from '@shared/domain/card-check';
import { failedSentence, paidSentence } from '@shared/domain/words/paying';

describe('headings', () => {
  test.each([
    [
      ['序号', '姓名', '身份证号', '银行卡号', '金额', '处理结果', '失败原因'],
      { name: 1, id_number: 2, account: 3, amount: 4, outcome: 5, reason: 6 },
    ],
    [['户名', '账号', '交易金额', '状态', '退票原因'], { name: 0, account: 1, amount: 2, outcome: 3, reason: 4 }],
    [['收款人', '收款账号', '实发金额', '是否成功', '入账日期'], { name: 0, account: 1, amount: 2, outcome: 3, on: 4 }],
  ])('%j', (head, at) => {
    expect(columnsOf([['云岭农商银行代发明细'], head])).toEqual({ head: 1, at });
  });
  test('a sheet without headings is not guessed at', () => {
    expect(columnsOf([['周某某', '成功']])).toBeNull();
  });
});

test.each([
  ['成功', 'paid'],
  ['交易成功', 'paid'],
  ['不成功', 'failed'],
  ['处理失败', 'failed'],
  ['退票', 'failed'],
  ['处理中', null],
  ['', null],
])('outcome %j is %j', (text, outcome) => {
  expect(outcomeOf(text)).toBe(outcome);
});

test.each([
  ['账户未激活', 'not_activated'],
  ['户名不符', 'name_differs'],
  ['收款账号与户名不一致', 'name_differs'],
  ['账户已销户', 'closed_account'],
  ['账号不存在', 'wrong_account'],
  ['系统超时', 'other'],
])('%s is %s', (text, code) => {
  expect(failureOf(text)).toBe(code);
});

test.each([
  ['1,500.00', 150000],
  ['1500', 150000],
  ['¥1500.5', 150050],
  ['0.01', 1],
  ['1500.005', null],
  ['-1500', null],
  ['一千五', null],
])('sum %s is %j fen', (text, fen) => {
  expect(fenOf(text)).toBe(fen);
});

test.each([
  ['2026-03-20', '2026-03-20'],
  ['2026/3/5 10:20', '2026-03-05'],
  ['20260320', '2026-03-20'],
  ['2026年3月20日', '2026-03-20'],
  ['3月20日', null],
])('day %s is %j', (text, day) => {
  expect(dayOf(text)).toBe(day);
});

describe('rows', () => {
  const member = (n: number, status: 'listed' | 'paid' = 'listed', name = `人${n}`) => ({
    _id: `payment:${n}`,
    personName: name,
    idIndex: `id${n}`,
    account: { sealed: '', index: `card${n}`, tail: '1234', bank: '', holder: name },
    amountFen: 150000,
    status,
    result: null,
  });
  const row = (more: Partial<ResultRow>): ResultRow => ({
    row: 2,
    name: '',
    idIndexes: [],
    accountIndexes: [],
    amount: '',
    outcome: '成功',
    reason: '',
    on: '',
    ...more,
  });
  const members = [member(1), member(2), member(3, 'paid'), member(4, 'listed', '同名'), member(5, 'listed', '同名')];
  const words = (...rows: ResultRow[]) => readResults(rows, members, null).troubles.map((one) => one.words);

  test('found by number, by card, by a name of one', () => {
    const rows = [row({ idIndexes: ['id1'] }), row({ accountIndexes: ['card2'], outcome: '失败', reason: '已销户' })];
    expect(readResults(rows, members, null).results).toMatchObject([
      { payment: 'payment:1', outcome: 'paid', reason: '' },
      { payment: 'payment:2', outcome: 'failed', reason: 'closed_account' },
    ]);
    expect(readResults([row({ name: '人 1' })], members, null).results).toHaveLength(1);
  });

  test.each([
    [row({ name: '同名' }), '有 2 个「同名」'],
    [row({ name: '没有' }), '没有这个人'],
    [row({ idIndexes: ['id9'] }), '身份证号不在这一批里'],
    [row({ accountIndexes: ['card9'] }), '卡号不在这一批里'],
    [row({ idIndexes: ['id1'], amount: '1499.99' }), '金额对不上'],
    [row({ idIndexes: ['id1'], name: '别人' }), '姓名对不上'],
    [row({ idIndexes: ['id1'], accountIndexes: ['card2'] }), '卡号对不上'],
    [row({ idIndexes: ['id1'], outcome: '处理中' }), '看不出成功还是失败'],
    [row({ idIndexes: ['id1'], outcome: '' }), '没写成功还是失败'],
    [row({ idIndexes: ['id3'], outcome: '失败' }), '上回已经记了「成功」'],
  ])('refused: %j', (bad, why) => {
    expect(words(bad)[0]).toContain(why);
    expect(readResults([bad], members, null).results).toEqual([]);
  });

  test('twice the same counts once; twice otherwise counts not at all', () => {
    const one = row({ idIndexes: ['id1'] });
    expect(readResults([one, { ...one, row: 3 }], members, null)).toMatchObject({
      results: [{ payment: 'payment:1' }],
      troubles: [{ row: 3 }],
    });
    expect(readResults([one, { ...one, row: 3, outcome: '失败' }], members, null).results).toEqual([]);
  });

  test('without a column of outcomes people say what they are', () => {
    expect(readResults([row({ idIndexes: ['id1'], outcome: '' })], members, 'failed').results).toMatchObject([{ outcome: 'failed' }]);
  });
});

describe('cards', () => {
  const account = { sealed: '', tail: '1234', bank: '云岭县农商银行', holder: '周某' };
  const person = { _id: 'p', name: '周某', household: 'h', status: 'active', account };
  const look = {
    claim: { account: { tail: '1234', bank: '' } },
    person,
    number: '6222000000001234',
    sharers: [],
    rules: { bank: null, othersAccounts: false },
  };
  test('in order', () => {
    expect(cardProblems(look)).toEqual([]);
  });
  test.each([
    ['no_account', { person: { ...person, account: null }, number: null }],
    ['malformed', { number: '123' }],
    ['not_own_name', { person: { ...person, account: { ...account, holder: '别人' } } }],
    ['changed_since_approval', { claim: { account: { tail: '9999', bank: '' } } }],
    ['person_dead', { person: { ...person, status: 'dead' } }],
    ['person_gone', { person: { ...person, status: 'gone' } }],
    ['other_bank', { rules: { bank: '邮储', othersAccounts: false } }],
    ['shared_unknown', { sharers: [{ person: 'q', household: 'h2', status: 'active' }] }],
  ])('%s', (code, more) => {
    expect(cardProblems({ ...look, ...more })).toEqual([code]);
  });
  test('a family may share a card where the county allows it, a stranger never', () => {
    const rules = { bank: null, othersAccounts: true };
    expect(cardProblems({ ...look, rules, sharers: [{ person: 'q', household: 'h', status: 'active' }] })).toEqual([]);
    expect(cardProblems({ ...look, rules, sharers: [{ person: 'q', household: 'h2', status: 'active' }] })).toEqual(['shared_unknown']);
  });
});

test('the sentences are exact', () => {
  const money = { period: '2025', spoken: '路费补贴', amountFen: 150000, tail: '1234' };
  expect(paidSentence(money)).toBe('2025年路费补贴 1500 元已打到尾号 1234');
  expect(failedSentence(money, 'not_activated')).toBe('2025年路费补贴 1500 元，钱没打进去：卡没激活（去银行柜台，带身份证）');
});
