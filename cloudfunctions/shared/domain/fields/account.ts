// Paying accounts: cards and passbooks alike. A failed Luhn sum is a warning only: rural banks' 一卡通 accounts need not follow it.
import { levelled } from './typed';

export function normalAccount(typed: string): string {
  return levelled(typed);
}

/** What is wrong with it, in plain words; null when it may be kept. */
export function accountProblem(typed: string): string | null {
  const account = normalAccount(typed);
  if (account === '') return '请填卡号或存折账号。';
  if (!/^\d+$/.test(account)) return '卡号只能是数字。';
  if (account.length < 8) return `卡号太短了，现在是 ${account.length} 位，再看一遍。`;
  return account.length > 32 ? `卡号太长了，现在是 ${account.length} 位，再看一遍。` : null;
}

/** Whether the digits satisfy the Luhn sum bank cards follow. */
export function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i += 1) {
    const digit = digits.charCodeAt(digits.length - 1 - i) - 48;
    const doubled = digit * 2;
    sum += i % 2 === 0 ? digit : doubled > 9 ? doubled - 9 : doubled;
  }
  return digits.length > 0 && sum % 10 === 0;
}

/** Something to look at that does not stop anybody; null when there is nothing. */
export function accountWarning(typed: string): string | null {
  if (accountProblem(typed) !== null || passesLuhn(normalAccount(typed))) return null;
  return '这个号不像银行卡号。要是存折账号就没事；要是卡，再对着卡看一遍。';
}
