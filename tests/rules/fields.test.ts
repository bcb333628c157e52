// Field rules: what is taken, what is refused and in which words.
import {
  accountProblem,
  accountWarning,
  amountProblem,
  checkSign,
  dateProblem,
  idNumberProblem,
  idNumberWarning,
  normalAccount,
  normalIdNumber,
  normalPhone,
  passesLuhn,
  phoneProblem,
  readAmount,
  readDate,
  readIdNumber,
  readMonth,
} from '@shared/domain/fields';
import { maskAccount, maskIdNumber, maskName, maskPhone, tailOf } from '@shared/domain/masks';
import { moneyWords, payerText, yuanText } from '@shared/domain/money';
import fc from 'fast-check';

describe('identity number', () => {
  test.each([
    ['140799197203140015', '1972-03-14', '男'],
    ['140799198811200020', '1988-11-20', '女'],
    ['140799200507060035', '2005-07-06', '男'],
    ['140799195901010040', '1959-01-01', '女'],
    ['140799196602281232', '1966-02-28', '男'],
    ['140799199510130465', '1995-10-13', '女'],
  ])('%s is right', (number, born, sex) => {
    expect(idNumberProblem(number)).toBeNull();
    expect(readIdNumber(number)).toEqual({ number, area: '140799', born, sex, placeholder: false });
  });

  const withX = Array.from({ length: 200 }, (_, n) => `14079919800101${String(n).padStart(3, '0')}`)
    .map((digits) => digits + checkSign(digits))
    .find((number) => number.endsWith('X')) as string;

  test('a lower-case x, spaces, dashes and full-width digits are levelled', () => {
    expect(normalIdNumber(withX.toLowerCase())).toBe(withX);
    expect(idNumberProblem(withX.toLowerCase())).toBeNull();
    expect(idNumberProblem('１４０７９９１９７２０３１４００１５')).toBeNull();
    expect(idNumberProblem(' 140799 19720314 0015 ')).toBeNull();
    expect(idNumberProblem('140799-19720314-0015')).toBeNull();
  });

  test.each([
    ['', '请填身份证号。'],
    ['14079919720314001', '身份证号应该是 18 位，现在是 17 位。'],
    ['14079919720314001512', '这像是残疾证号，身份证号是前面 18 位。'],
    ['1407991972031400151234', '这像是残疾证号，身份证号是前面 18 位。'],
    ['14079919720314A015', '身份证号只能是数字，最后一位可以是 X。'],
    ['140799197202300015', '身份证号中间的出生日期不对，第 7 到 14 位再看一遍。'],
    ['140799197203140016', '身份证号有一位不对，再对着证件看一遍。'],
  ])('%s is refused in words', (number, words) => {
    expect(idNumberProblem(number)).toBe(words);
    expect(readIdNumber(number)).toBeNull();
  });

  test('the national system’s 999999 stand-in is taken and flagged', () => {
    const digits = '99999919800101001';
    const number = digits + checkSign(digits);
    expect(idNumberProblem(number)).toBeNull();
    expect(readIdNumber(number)?.placeholder).toBe(true);
    expect(idNumberWarning(number)).toContain('临时号');
    expect(idNumberWarning('140799197203140015')).toBeNull();
  });

  test('any one digit mistyped is noticed, and any two neighbours swapped', () => {
    const right = '140799197203140015';
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 17 }), fc.integer({ min: 1, max: 9 }), (at, by) => {
        const digit = (Number(right[at]) + by) % 10;
        expect(idNumberProblem(right.slice(0, at) + digit + right.slice(at + 1))).not.toBeNull();
      }),
    );
    for (let at = 0; at < 17; at += 1) {
      if (right[at] !== right[at + 1])
        expect(idNumberProblem(right.slice(0, at) + right[at + 1] + right[at] + right.slice(at + 2))).not.toBeNull();
    }
  });
});

describe('phone', () => {
  test.each(['19900000001', '199 0000 0001', '+8619900000001', '86-199-0000-0001', '１９９００００００１１'])('%s is right', (phone) => {
    expect(phoneProblem(phone)).toBeNull();
  });
  test('is kept as eleven digits', () => expect(normalPhone('+86 199 0000 0001')).toBe('19900000001'));
  test.each([
    ['', '请填手机号。'],
    ['1990000000', '手机号应该是 11 位，现在是 10 位。'],
    ['12900000001', '手机号开头两位不对，再看一遍。'],
    ['29900000001', '手机号开头两位不对，再看一遍。'],
    ['1990000000a', '手机号只能是数字。'],
  ])('%s is refused in words', (phone, words) => expect(phoneProblem(phone)).toBe(words));
});

describe('account', () => {
  test.each(['9999990000000000014', '9999990000000000022', '9999 9900 0000 0000 030'])('%s is right', (account) => {
    expect([accountProblem(account), accountWarning(account)]).toEqual([null, null]);
  });
  test('a failed sum is a warning, never a refusal: it may be a passbook', () => {
    expect(accountProblem('9999990000000000015')).toBeNull();
    expect(accountWarning('9999990000000000015')).toContain('存折');
  });
  test.each([
    ['', '请填卡号或存折账号。'],
    ['62abc', '卡号只能是数字。'],
    ['1234567', '卡号太短了，现在是 7 位，再看一遍。'],
    ['1'.repeat(33), '卡号太长了，现在是 33 位，再看一遍。'],
  ])('%s is refused in words', (account, words) => expect([accountProblem(account), accountWarning(account)]).toEqual([words, null]));
  test('the Luhn sum', () => expect([passesLuhn('79927398713'), passesLuhn('79927398710'), passesLuhn('')]).toEqual([true, false, false]));
  test('is kept without groups', () => expect(normalAccount('9999 9900-0000')).toBe('999999000000'));
});

describe('amount', () => {
  test.each([
    ['1500', 150000],
    ['1,500.00', 150000],
    ['1500.5', 150050],
    ['0.01', 1],
    ['￥1,500元', 150000],
    ['１５００', 150000],
    ['1，500', 150000],
    ['0', 0],
  ])('%s is %i fen', (typed, fen) => expect([readAmount(typed), amountProblem(typed)]).toEqual([fen, null]));
  test.each([
    ['', '请填钱数。'],
    ['-5', '钱数不能是负的。'],
    ['－5', '钱数不能是负的。'],
    ['1.234', '钱数最多写到分，小数点后两位。'],
    ['一千五', '钱数写得不对，只写数字，比如 1500。'],
    ['1,50', '钱数写得不对，只写数字，比如 1500。'],
    ['1e3', '钱数写得不对，只写数字，比如 1500。'],
    ['99999999999', '钱数太大了，最多 100000000 元。'],
  ])('%s is refused in words', (typed, words) => expect([readAmount(typed), amountProblem(typed)]).toEqual([null, words]));
  test('a limit of the form', () => expect(amountProblem('1500.01', 150000)).toBe('钱数太大了，最多 1500 元。'));
  test('more than anything here is too much, not badly written', () =>
    expect(amountProblem('999999999', 10_000_000)).toBe('钱数太大了，最多 100000 元。'));
  test('nothing is too little where something must be', () => expect(amountProblem('0', 10_000_000, 1)).toContain('太小了'));
  test('what is shown is read back', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 10_000_000_000 }),
        (fen) => readAmount(payerText(fen)) === fen && readAmount(yuanText(fen)) === fen,
      ),
    );
  });
});

describe('day and month', () => {
  test.each(['2025-03-01', '2025-3-1', '2025.3.1', '2025/03/01', '2025年3月1日', '20250301', '２０２５－３－１'])(
    '%s is the first of March',
    (typed) => expect(readDate(typed)).toBe('2025-03-01'),
  );
  test.each(['', '2025-02-29', '202531', '2025-311', '25-3-1', '2025年3月', '2025-13-01'])('%s is no day', (typed) =>
    expect(readDate(typed)).toBeNull(),
  );
  test.each(['2025-03', '2025.3', '2025年3月', '2025年03月', '202503'])('%s is March', (typed) => expect(readMonth(typed)).toBe('2025-03'));
  test.each(['20253', '2025-13', '2025', '2025-03-01'])('%s is no month', (typed) => expect(readMonth(typed)).toBeNull());
  test('bounds are spoken', () => {
    const bounds = { from: '2025-01-01', to: '2025-12-31' };
    expect(['', '乱写', '2024-12-31', '2025-01-01', '2025-12-31', '2026-01-01'].map((typed) => dateProblem(typed, bounds))).toEqual([
      '请填日期。',
      '日期写得不对，或者没有这一天。照这样写：2025-03-01。',
      '日期太早了，不能早于 2025-01-01。',
      null,
      null,
      '日期太晚了，不能晚于 2025-12-31。',
    ]);
  });
});

describe('money', () => {
  test.each([
    [150000, '1500 元', '1,500.00'],
    [99999, '999.99 元', '999.99'],
    [5, '0.05 元', '0.05'],
    [-123456789, '-1234567.89 元', '-1,234,567.89'],
    [100, '1 元', '1.00'],
  ])('%i fen', (fen, resident, payer) => expect([moneyWords(fen), moneyWords(fen, 'payer')]).toEqual([resident, payer]));
  test('half a fen is a mistake of the caller', () => expect(() => moneyWords(0.5)).toThrow(RangeError));
});

describe('masks', () => {
  test('keep what they name and nothing else', () => {
    expect(maskIdNumber('140799197203140015')).toBe('140***********0015');
    expect(maskIdNumber('0015')).toBe('**************0015');
    expect(maskPhone('19900000001')).toBe('199****0001');
    expect(maskPhone('0001')).toBe('*******0001');
    expect(maskAccount('9999990000000000014')).toBe('****0014');
    expect(maskAccount('0014')).toBe('****0014');
    expect([tailOf('9999990000000000014'), tailOf('1234567')]).toEqual(['0014', '']);
  });
  test('too short a value shows nothing', () =>
    expect([maskIdNumber('1234567'), maskPhone('123456'), maskAccount('123456')]).toEqual(['*******', '******', '****']));
  test('names by whole characters, rare ones and ethnic ones too', () => {
    expect([maskName('周小满'), maskName('𬭎山'), maskName('阿依·古丽'), maskName('')]).toEqual(['周**', '𬭎*', '阿*·**', '']);
  });
  test('the birth never shows', () => {
    fc.assert(fc.property(fc.stringMatching(/^\d{18}$/), (number) => maskIdNumber(number).slice(3, 14) === '*'.repeat(11)));
  });
});
