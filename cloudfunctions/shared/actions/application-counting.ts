// A change in which somebody is taken or leaves: what the posting counts of it, and who still waited hears when that fills it.
import { roleFor } from '@shared/access';
import { countedPosting, holdsPlace } from '@shared/domain/applications';
import type { ApplicationRecord, DateText, Instant, PostingRecord } from '@shared/domain/records';
import { MOST_OF_POSTING } from '@shared/repos/applications';
import type { Change } from '@shared/runtime/change';
import type { Context } from '@shared/runtime/context';
import { Problem } from '@shared/runtime/problem';
import type { Outcome } from '@shared/runtime/requests';
import type { Store } from '@shared/runtime/store';
import { beginTelling } from '@shared/works/posting-tell';

/** Somebody else counted the same posting meanwhile: counted again, so often. */
const MOST_COUNTS = 5;

/** The posting was written by somebody else after its applications were listed: what was counted may be old. */
class CountedMeanwhile extends Error {}

export interface CountSetting {
  store: Store;
  today: DateText;
  now: Instant;
  change(work: (change: Change) => Promise<Outcome>): Promise<Outcome>;
  /** As whom the posting is written. */
  role(application: ApplicationRecord): string;
}

type Counted = { afters: readonly ApplicationRecord[]; outcome: Outcome };

/**
 * A change in which somebody is taken, or leaves a place that was theirs. How many hold one is counted from the applications themselves, and
 * the posting is written with that count in the same transaction, against the version it had before they were listed: two who are taken
 * at once meet there, and the second counts again. Nothing is ever added up. `work` answers the applications it wrote; none = nothing to count.
 */
export async function countingIn(
  posting: string,
  { store, today, now, change: changing, role }: CountSetting,
  work: (change: Change) => Promise<Counted>,
): Promise<Outcome> {
  for (let tries = 1; ; tries += 1) {
    const seen = await store.get<PostingRecord>('postings', posting);
    const all = await store.list<ApplicationRecord>('applications', {
      where: { posting },
      order: ['sortKey', 'asc'],
      limit: MOST_OF_POSTING,
    });
    try {
      return await changing(async (change) => {
        const { afters, outcome } = await work(change);
        const [first] = afters;
        const before = first ? await change.get<PostingRecord>('postings', posting) : null;
        if (!before || !first) return outcome;
        if (before.version !== seen?.version) throw new CountedMeanwhile();
        const written = new Set(afters.map(({ _id }) => _id));
        const taken = [...all.filter(({ _id }) => !written.has(_id)), ...afters].filter(holdsPlace).length;
        const wanted = countedPosting(before, taken, today);
        const verb = wanted.status === before.status ? 'count' : 'fill';
        const stored = await change.put('postings', before, wanted, { verb, role: role(first) });
        await beginTelling(change, before, stored, now);
        return outcome;
      });
    } catch (error) {
      if (!(error instanceof CountedMeanwhile)) throw error;
      if (tries === MOST_COUNTS) throw new Problem('busy');
    }
  }
}

/** The same inside an action. */
export const counting = (
  posting: string,
  ctx: Context,
  work: (change: Change) => Promise<{ after: ApplicationRecord; outcome: Outcome }>,
): Promise<Outcome> =>
  countingIn(posting, { ...countsOf(ctx), change: ctx.change, role: (after) => roleFor(ctx.caller, after) }, async (change) => {
    const { after, outcome } = await work(change);
    return { afters: [after], outcome };
  });

const countsOf = ({ store, today, now }: Context) => ({ store, today, now });
