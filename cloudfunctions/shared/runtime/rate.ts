// Limits on how often one caller may do one thing; counted in the database, because a function's memory is not shared.
import type { Instant } from '@shared/domain/records';
import { sha256 } from './canonical';
import { Problem } from './problem';
import type { Store } from './store';

export interface RateLimit {
  times: number;
  seconds: number;
}

/** For callers nobody knows: reading jobs by hand stays far below it, a script does not. */
export const VISITOR_LIMIT: RateLimit = { times: 120, seconds: 60 };

/** Counts this try; throws 'too_many_tries' beyond the limit of the running window. */
export async function spendTry(store: Store, now: Instant, what: string, openid: string, limit: RateLimit): Promise<void> {
  const at = Date.parse(now);
  const window = Math.floor(at / (limit.seconds * 1000));
  // Hashed, so that the counter's id tells nobody who tried what.
  const id = `rate:${sha256(`${what}|${openid}`).slice(0, 32)}:${window}`;
  const until = new Date((window + 1) * limit.seconds * 1000).toISOString();
  const tries = await store.count('rates', id, 'tries', { until });
  if (tries > limit.times) throw new Problem('too_many_tries');
}
