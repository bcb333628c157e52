// Each night: 疑点 are looked for in every town where money went out since the last look, so that whoever checks finds them ready.
import type { ClaimRecord, Instant, PlaceRecord } from '@shared/domain/records';
import { type JobRecord, newJob } from '@shared/runtime/jobs';
import type { Store } from '@shared/runtime/store';

const MOST_TOWNS = 1000;

/** The house's own look at a town: one document, begun anew when there is something new. */
export const nightLookId = (town: string): string => `job:trace.look:${nightKey(town)}`;
const nightKey = (town: string): string => `night:${town}`;

/** When money was last entered as paid in a town; null = never. One row of the queue's index. */
async function lastPaid(store: Store, town: string): Promise<Instant | null> {
  const [newest] = await store.list<ClaimRecord>('claims', { where: { town, status: 'paid' }, order: ['sortKey', 'desc'], limit: 1 });
  return newest?.since ?? null;
}

/** Begins a look for each town that needs one; a look still running is left to end. Answers how many were begun. */
export async function beginLooks(store: Store, now: Instant): Promise<number> {
  const settings = await store.get<{ _id: string; county: string }>('settings', 'installation');
  if (!settings) return 0;
  const towns = await store.list<PlaceRecord>('places', { where: { parent: settings.county }, limit: MOST_TOWNS });
  let begun = 0;
  for (const { _id: town } of towns) {
    const [paid, last] = await Promise.all([lastPaid(store, town), store.get<JobRecord>('jobs', nightLookId(town))]);
    if (paid === null || last?.state === 'running' || (last?.state === 'finished' && paid < last.createdAt)) continue;
    if (last) await store.remove('jobs', last._id);
    const about = { owner: '', county: settings.county, town, village: '' };
    if (await store.insert('jobs', newJob('trace.look', nightKey(town), { level: 'town', code: town }, about, now))) begun += 1;
  }
  return begun;
}
