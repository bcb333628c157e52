// What may be shown of a sensitive value: each function names the signs it keeps, everything else is a star.

function stars(count: number): string {
  return count > 0 ? '*'.repeat(count) : '';
}

/** The last four signs of a longer value; of a short one nothing, lest most of it shows. */
export function tailOf(value: string): string {
  return value.length >= 8 ? value.slice(-4) : '';
}

/** Identity number: first three and last four, so that birth stays hidden. Given the tail alone: the tail alone. */
export function maskIdNumber(value: string): string {
  if (value.length <= 4) return `${stars(14)}${value}`;
  return value.length < 15 ? stars(value.length) : `${value.slice(0, 3)}${stars(value.length - 7)}${value.slice(-4)}`;
}

/** Mobile number: 199****0001. Given the tail alone: *******0001. */
export function maskPhone(value: string): string {
  if (value.length <= 4) return `${stars(7)}${value}`;
  return value.length < 11 ? stars(value.length) : `${value.slice(0, 3)}${stars(value.length - 7)}${value.slice(-4)}`;
}

/** Account: the last four alone, as people know their card: 尾号 1234. */
export function maskAccount(value: string): string {
  return value.length <= 4 ? `${stars(4)}${value}` : `${stars(4)}${tailOf(value)}`;
}

/** Name for lists that others see: the first sign, then stars; 「·」 stays. Counts whole characters, also rare four-byte ones. */
export function maskName(name: string): string {
  return Array.from(name)
    .map((sign, index) => (index === 0 || sign === '·' ? sign : '*'))
    .join('');
}
