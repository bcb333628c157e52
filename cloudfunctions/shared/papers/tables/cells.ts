// What a cell of a workbook says, as one sees it: days as YYYY-MM-DD, numbers without rounding, and a number too long for a sheet to keep
// shown as the loss it is.

/** Built-in number formats that show a day or a time. */
const DAY_FORMATS = new Set([
  14, 15, 16, 17, 18, 19, 20, 21, 22, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 45, 46, 47, 50, 51, 52, 53, 54, 55, 56, 57, 58,
]);

/** Whether a format of the file's own shows a day or a time: letters of days outside quotes and brackets. */
export function showsDay(id: number, code: string | undefined): boolean {
  if (code === undefined) return DAY_FORMATS.has(id);
  const bare = code.replace(/"[^"]*"|\[[^\]]*\]|\\./g, '');
  return /[ymdhs]/i.test(bare) && !/general/i.test(bare);
}

const DAY_MS = 86_400_000;
/** 1900-03-01 is day 61 of a sheet, which believes in a 29 February 1900. */
const EPOCH_DAYS = 25_569;
const DAYS_1904 = 1462;

/** The day behind a sheet's number; its own text when it is none. */
export function dayOfSerial(serial: number, from1904 = false): string {
  const days = Math.floor(serial) + (from1904 ? DAYS_1904 : 0);
  if (!(days >= 1 && days < 200_000)) return numberText(serial);
  return new Date((days - EPOCH_DAYS) * DAY_MS).toISOString().slice(0, 10);
}

/** Fifteen digits are what a sheet keeps. A longer number has lost its end and is written so that nobody takes it for whole. */
export function numberText(value: number): string {
  if (Math.abs(value) >= 1e15) return value.toExponential(14).toUpperCase();
  // 1500.1 * 100 lives on as 150010.00000000003 in files.
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(15)));
}
