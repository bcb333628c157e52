// 村民小组 in the order people count them: 一组, 二组, … 十组, 十一组; others after them by name.
const DIGITS = '一二三四五六七八九';

/** The number a group's name begins with; null when it has none. */
function numberOf(group: string): number | null {
  const found = /^第?([一二三四五六七八九十]{1,3}|\d{1,2})/.exec(group)?.[1];
  if (found === undefined) return null;
  if (/^\d/.test(found)) return Number(found);
  const [tens, ones] = found.includes('十') ? found.split('十') : ['', found];
  const ten = found.includes('十') ? (tens ? DIGITS.indexOf(tens) + 1 : 1) : 0;
  return ten * 10 + (ones ? DIGITS.indexOf(ones) + 1 : 0);
}

export function byGroup(a: string, b: string): number {
  const [first, second] = [numberOf(a) ?? 100, numberOf(b) ?? 100];
  if (first !== second) return first - second;
  return a < b ? -1 : a > b ? 1 : 0;
}
