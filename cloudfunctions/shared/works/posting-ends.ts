// Postings past their last day end by themselves: the ten-minute timer writes at most fifty each time, each once.
import { tellOfferers } from '@shared/actions/offer-told';
import { beijingDate } from '@shared/domain/dates';
import { movedPosting } from '@shared/domain/postings';
import type { Instant, PostingRecord } from '@shared/domain/records';
import { runChange } from '@shared/runtime/change';
import { range, type Store } from '@shared/runtime/store';
import { beginTelling } from './posting-tell';

const MOST = 50;

/** Answers how many ended. The last day itself still counts. */
export async function expirePostings(store: Store, now: Instant): Promise<number> {
  const today = beijingDate(now);
  const over = await store.list<PostingRecord>('postings', {
    where: { status: 'open', until: range({ lt: today }) },
    order: ['until', 'asc'],
    limit: MOST,
  });
  let ended = 0;
  for (const { _id } of over) {
    let done = false;
    await runChange({ store, now, openid: 'timer', action: 'posting.expire', request: null }, async (change) => {
      done = false;
      const before = await change.get<PostingRecord>('postings', _id);
      // Asked about and longer meanwhile, or ended by another run.
      if (before?.status !== 'open' || before.until >= today) return { record: _id, version: before?.version ?? 0, note: {} };
      const wanted = movedPosting(before, { verb: 'expire', as: 'house', today });
      const stored = await change.put('postings', before, wanted, { verb: 'expire', role: 'timer' });
      await beginTelling(change, before, stored, now);
      await tellOfferers(change, before, stored, { mover: 'timer', today });
      done = true;
      return { record: _id, version: stored.version, note: {} };
    });
    if (done) ended += 1;
  }
  return ended;
}
