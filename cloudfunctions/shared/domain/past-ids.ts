// Identity numbers as six kinds of sheets write them, read for what they still tell. Pure.
import { isDate } from './dates';
import { checkSign, readIdNumber } from './fields/id-number';
import { levelled } from './fields/typed';
import type { DateText } from './records';

export type PastId =
  /** The whole number, 18 signs; also from 15 digits, or the first 18 of a disability number. */
  | { kind: 'number'; number: string }
  /** The last signs alone, three to eight of them. */
  | { kind: 'tail'; tail: string }
  /** A sheet rounded the number to fifteen digits: area and birthday are left, the end is lost. */
  | { kind: 'rounded'; head: string; born: DateText }
  /** Starred in the middle: what stands before and after. */
  | { kind: 'masked'; head: string; tail: string }
  | { kind: 'none' }
  | { kind: 'wrong'; words: string };

function wholeOrWrong(number: string): PastId {
  const read = readIdNumber(number);
  return read ? { kind: 'number', number: read.number } : { kind: 'wrong', words: '身份证号有一位不对，对着证件看一遍' };
}

/** 15 digits, as cards had until 2004: the century is 19, the check sign is made. */
function fromFifteen(digits: string): PastId {
  const long = `${digits.slice(0, 6)}19${digits.slice(6)}`;
  return wholeOrWrong(long + checkSign(long));
}

const birthOf = (digits: string): DateText => `${digits.slice(6, 10)}-${digits.slice(10, 12)}-${digits.slice(12, 14)}`;

/** 1.40799E+17 written out again: seventeen or eighteen digits of which only the first fifteen were kept. */
function fromScientific(text: string): PastId {
  const parts = /^(\d)\.?(\d*)E\+?(\d{2})$/i.exec(text);
  const digits = parts ? `${parts[1]}${parts[2]}`.padEnd(Number(parts[3]) + 1, '0') : text;
  const born = birthOf(digits);
  const kept = parts ? (parts[2] ?? '').length + 1 : 15;
  if (digits.length !== 18 || kept < 14 || !isDate(born)) return { kind: 'wrong', words: '证件号被表格改成了科学记数，后面的数字没了' };
  return { kind: 'rounded', head: digits.slice(0, 14), born };
}

/** What a cell of the column 证件号 tells. */
export function readPastId(typed: string): PastId {
  const text = levelled(typed).replace(/['’·]/g, '').toUpperCase();
  if (text === '') return { kind: 'none' };
  if (/E\+?\d{2}$/.test(text) && /^\d/.test(text)) return fromScientific(text);
  const masked = /^(\d{3,10})\*{2,}(\d{2,8}[\dX]?)$/.exec(text);
  if (masked) return { kind: 'masked', head: masked[1] as string, tail: (masked[2] as string).slice(-4) };
  const plain = text.replace(/\./g, '');
  if (/^\d{15}$/.test(plain)) return fromFifteen(plain);
  // Eighteen digits of which the last three are noughts and the check sign is wrong: a sheet rounded them away.
  if (/^\d{15}000$/.test(plain) && readIdNumber(plain) === null && isDate(birthOf(plain)))
    return { kind: 'rounded', head: plain.slice(0, 14), born: birthOf(plain) };
  if (/^\d{17}[\dX]/.test(plain) && (plain.length === 18 || plain.length === 20 || plain.length === 22))
    return wholeOrWrong(plain.slice(0, 18));
  if (/^\d{2,7}[\dX]$/.test(plain)) return { kind: 'tail', tail: plain.slice(-4) };
  return { kind: 'wrong', words: `证件号应该是 18 位，现在是 ${plain.length} 位` };
}
