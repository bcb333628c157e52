// 村民小组 in their order: 二组 before 三组, also where Chinese numerals sort otherwise.

const DIGITS = '一二三四五六七八九';

/** The number a group's name begins with; 0 when it has none. Up to 九十九. */
export function groupNumber(group: string): number {
  const text = /^第?([一二三四五六七八九十]+|\d+)/.exec(group)?.[1];
  if (text === undefined) return 0;
  if (/^\d+$/.test(text)) return Number(text);
  const ten = text.indexOf('十');
  const value = (one: string) => DIGITS.indexOf(one) + 1;
  if (ten === -1) return value(text.charAt(0));
  return (ten === 0 ? 1 : value(text.charAt(0))) * 10 + value(text.charAt(ten + 1) || '零');
}

/** What a list sorts groups by; equal names give equal keys and nothing else does. */
export function groupKey(group: string): string {
  const number = Math.min(groupNumber(group), 999);
  return `${String(number).padStart(3, '0')}${group}`;
}

/** Negative when `a` stands before `b`. */
export function byGroup(a: string, b: string): number {
  const [first, second] = [groupKey(a), groupKey(b)];
  return first < second ? -1 : first > second ? 1 : 0;
}
