// Tells the database's troubles apart by what the SDK throws: some come as codes, some as numbers, some only as words.

interface Thrown {
  code?: unknown;
  errCode?: unknown;
  errMsg?: unknown;
  message?: unknown;
}

function words(error: Thrown): string {
  return `${typeof error.errMsg === 'string' ? error.errMsg : ''} ${typeof error.message === 'string' ? error.message : ''}`;
}

/** An insert met an id or a unique value that is taken. */
export function isDuplicate(error: unknown): boolean {
  return typeof error === 'object' && error !== null && /E11000|duplicate key/i.test(words(error));
}

const SYSTEM_ERROR = -501001;
const PASSING = new Set<unknown>([
  -501002,
  -501003,
  -501004,
  'SYS_ERR',
  'SERVER_TIMEOUT',
  'EXCEED_REQUEST_LIMIT',
  'EXCEED_CONCURRENT_REQUEST_LIMIT',
  // The SDK's own time limit of 15 s, and a connection cut in between.
  'ESOCKETTIMEDOUT',
  'ETIMEDOUT',
  'ECONNRESET',
]);

/**
 * A transaction that may be tried again. A conflict on commit carries a code; one on an operation inside arrives as the catch-all
 * -501001 with no code at all, as do expired transactions. Trying again is safe even when the commit's outcome is unknown: each
 * change begins by looking for its own request record.
 */
export function isPassing(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const thrown = error as Thrown;
  if (thrown.errCode === SYSTEM_ERROR || PASSING.has(thrown.errCode) || PASSING.has(thrown.code)) return true;
  return typeof thrown.code === 'string'
    ? thrown.code.startsWith('DATABASE_TRANSACTION_')
    : /Transaction(Conflict|NotExist)/i.test(words(thrown));
}
