// 残疾人证 numbers: the identity number, one digit of the kind, one of the level (20 signs); a card issued again has two more (22).
import { DISABILITIES, DISABILITY_LEVELS } from '../options';
import { idNumberProblem } from './id-number';
import { levelled } from './typed';

/** As kept: half-width, no spaces, letters in upper case. */
export function normalCert(typed: string): string {
  return levelled(typed).toUpperCase();
}

/** What is wrong with it, in plain words; null when it is right. `idNumber` = the person's own, '' when not known here. */
export function certProblem(typed: string, idNumber = ''): string | null {
  const cert = normalCert(typed);
  if (cert === '') return '请填残疾证号。';
  if (cert.length === 18) return '这像是身份证号，残疾证号后面还有 2 位。';
  if (cert.length !== 20 && cert.length !== 22) return `残疾证号应该是 20 位或 22 位，现在是 ${cert.length} 位。`;
  if (!/^\d{17}[\dX][1-7][1-4]([B\d]\d)?$/.test(cert))
    return '残疾证号第 19 位是类别（1 到 7），第 20 位是等级（1 到 4），再对着证看一遍。';
  if (idNumberProblem(cert.slice(0, 18)) !== null) return '残疾证号前 18 位不是一个身份证号，再对着证看一遍。';
  if (idNumber !== '' && idNumber.slice(0, 6) !== '999999' && cert.slice(0, 18) !== idNumber)
    return '残疾证号前 18 位和登记的身份证号不一样。';
  return null;
}

/** Kind and level as the number says them; null when it is not right. */
export function readCert(typed: string): { category: string; level: string } | null {
  if (certProblem(typed) !== null) return null;
  const cert = normalCert(typed);
  return {
    category: DISABILITIES[Number(cert.charAt(18)) - 1] as string,
    level: DISABILITY_LEVELS[Number(cert.charAt(19)) - 1] as string,
  };
}
