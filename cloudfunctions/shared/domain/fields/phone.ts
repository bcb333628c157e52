// Mobile numbers: eleven digits beginning 13 to 19, as the national system's rules 2_01_013 and 2_01_014 ask.
import { levelled } from './typed';

/** As kept: eleven digits, a leading +86 or 86 dropped. */
export function normalPhone(typed: string): string {
  const phone = levelled(typed);
  return phone.length > 11 ? phone.replace(/^(\+86|0086|86)/, '') : phone;
}

/** What is wrong with it, in plain words; null when it is right. */
export function phoneProblem(typed: string): string | null {
  const phone = normalPhone(typed);
  if (phone === '') return '请填手机号。';
  if (!/^\d+$/.test(phone)) return '手机号只能是数字。';
  if (phone.length !== 11) return `手机号应该是 11 位，现在是 ${phone.length} 位。`;
  return /^1[3-9]/.test(phone) ? null : '手机号开头两位不对，再看一遍。';
}
