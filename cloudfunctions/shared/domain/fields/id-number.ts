// 公民身份号码 (GB 11643-1999): 6 digits area, 8 birth, 3 sequence (odd is male), 1 check sign.
import { isDate } from '../dates';
import type { DateText } from '../records';
import { levelled } from './typed';

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_SIGNS = '10X98765432';
/** The national system's stand-in for people without a number (rule 4_01_003): taken, but never a proof of identity. */
const PLACEHOLDER_AREA = '999999';

export interface IdNumber {
  /** 18 signs, the last in upper case. */
  number: string;
  /** Six-digit region code. */
  area: string;
  born: DateText;
  sex: '男' | '女';
  /** True for the 999999… stand-in. */
  placeholder: boolean;
}

/** The check sign of the first 17 digits. */
export function checkSign(digits: string): string {
  let sum = 0;
  for (let i = 0; i < 17; i += 1) sum += (digits.charCodeAt(i) - 48) * (WEIGHTS[i] as number);
  return CHECK_SIGNS.charAt(sum % 11);
}

/** As kept: half-width, no spaces, a lower-case x made upper. */
export function normalIdNumber(typed: string): string {
  return levelled(typed).toUpperCase();
}

/** What is wrong with it, in plain words; null when it is right (a 999999 stand-in is right too, see readIdNumber). */
export function idNumberProblem(typed: string): string | null {
  const number = normalIdNumber(typed);
  if (number === '') return '请填身份证号。';
  if (number.length === 20 || number.length === 22) return '这像是残疾证号，身份证号是前面 18 位。';
  if (number.length !== 18) return `身份证号应该是 18 位，现在是 ${number.length} 位。`;
  if (!/^\d{17}[\dX]$/.test(number)) return '身份证号只能是数字，最后一位可以是 X。';
  if (!isDate(birthOf(number))) return '身份证号中间的出生日期不对，第 7 到 14 位再看一遍。';
  if (checkSign(number) !== number.charAt(17)) return '身份证号有一位不对，再对着证件看一遍。';
  return null;
}

function birthOf(number: string): DateText {
  return `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
}

/** The parts of a right number; null when it is not right. */
export function readIdNumber(typed: string): IdNumber | null {
  if (idNumberProblem(typed) !== null) return null;
  const number = normalIdNumber(typed);
  const area = number.slice(0, 6);
  return {
    number,
    area,
    born: birthOf(number),
    sex: Number(number.charAt(16)) % 2 === 1 ? '男' : '女',
    placeholder: area === PLACEHOLDER_AREA,
  };
}

/** Something to look at that does not stop anybody; null when there is nothing. */
export function idNumberWarning(typed: string): string | null {
  return readIdNumber(typed)?.placeholder === true ? '这是没有身份证号时系统给的临时号，办下来后记得换成真的。' : null;
}
