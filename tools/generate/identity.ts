// Fictitious identity numbers, phones and accounts: well-formed, and in ranges that belong to nobody.
import type { DateText } from '@shared/domain/records';

/** An area code no county has. */
export const AREA = '140799';
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_DIGITS = '10X98765432';

/** Check character of GB 11643-1999 over the first 17 digits. */
export function idCheck(body: string): string {
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(body[i]), 0);
  return CHECK_DIGITS[sum % 11] ?? '';
}

/** Luhn check digit to put behind the digits. */
export function luhnCheck(digits: string): string {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const d = Number(digits[digits.length - 1 - i]);
    const doubled = i % 2 === 0 ? d * 2 : d;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return String((10 - (sum % 10)) % 10);
}

/** Hands out numbers, each once. */
export class Numbers {
  private readonly taken = new Set<string>();
  private phones = 0;
  private accounts = 0;

  /** The next free identity number of that birthday and sex; `check` asks for a check character, e.g. 'X'. */
  idNumber(born: DateText, sex: '男' | '女', check?: string): string {
    const birthday = born.replaceAll('-', '');
    for (let seq = sex === '男' ? 1 : 2; seq < 1000; seq += 2) {
      const body = `${AREA}${birthday}${String(seq).padStart(3, '0')}`;
      const number = body + idCheck(body);
      if (this.taken.has(number) || (check && !number.endsWith(check))) continue;
      this.taken.add(number);
      return number;
    }
    throw new Error(`no identity number left for ${born} ${sex}`);
  }

  /** 19900000001, 19900000002, … */
  phone(): string {
    return `199${String(++this.phones).padStart(8, '0')}`;
  }

  /** 9999990000000000014, 9999990000000000022, …: Luhn-valid, on no bank's prefix. */
  account(): string {
    const body = `999999${String(++this.accounts).padStart(12, '0')}`;
    return body + luhnCheck(body);
  }
}
