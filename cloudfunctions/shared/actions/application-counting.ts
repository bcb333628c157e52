// A change in which somebody is taken or leaves: what the posting counts of it, and who still waited hears when that fills it.
import { roleFor } from '@shared/access';
import { countedPosting, holdsPlace } from '@shared/domain/applications';
import type { ApplicationRecord, PostingRecord } from '@shared/domain/records';
import type { Change } from '@shared/runtime/change';
import type { Context } from '@shared/runtime/context';
import { Problem } from '@shared/runtime/problem';
import type { Outcome } from '@shared/runtime/requests';
import { tellWaiters, waitersOf } from './posting-told';

/** Somebody else counted the same posting meanwhile: counted again, so often. */
const MOST_COUNTS = 5;

/** The posting was written by somebody else after its applications were listed: what was counted may be old. */
class CountedMeanwhile extends Error {}

/**
 * A change in which somebody is taken, or leaves a place that was theirs. How many hold one is counted from the applications themselves, and
 * the posting is written with that count in the same transaction, against the version it had before they were listed: two who are taken
 * at once meet there, and the second counts again. Nothing is ever added up.
 */
export async function counting(
  posting: string,
  ctx: Context,
  work: (change: Change) => Promise<{ after: ApplicationRecord; outcome: Outcome }>,
): Promise<Outcome> {
  for (let tries = 1; ; tries += 1) {
    const seen = await ctx.repos.postings.get(posting);
    const all = await ctx.repos.applications.ofPosting(posting);
    // Only the one more that would fill it has anything to tell.
    const fills = seen?.status === 'open' && all.filter(holdsPlace).length + 1 >= seen.headcount;
    const waiters = fills ? await waitersOf(posting, ctx) : [];
    try {
      return await ctx.change(async (change) => {
        const { after, outcome } = await work(change);
        const before = await change.get<PostingRecord>('postings', posting);
        if (!before) return outcome;
        if (before.version !== seen?.version) throw new CountedMeanwhile();
        const taken = [...all.filter(({ _id }) => _id !== after._id), after].filter(holdsPlace).length;
        const wanted = countedPosting(before, taken, ctx.today);
        const verb = wanted.status === before.status ? 'count' : 'fill';
        const stored = await change.put('postings', before, wanted, { verb, role: roleFor(ctx.caller, after) });
        tellWaiters(
          change,
          waiters.filter(({ application }) => application !== after._id),
          before,
          stored,
        );
        return outcome;
      });
    } catch (error) {
      if (!(error instanceof CountedMeanwhile)) throw error;
      if (tries === MOST_COUNTS) throw new Problem('busy');
    }
  }
}
