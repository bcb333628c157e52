// The night's look for records that may be one: each village once a week, so that a night asks little; a pair is written once.
import { addDays, beijingDate, daysBetween } from '@shared/domain/dates';
import type { Instant, PlaceRecord } from '@shared/domain/records';
import { newJob } from '@shared/runtime/jobs';
import type { Store } from '@shared/runtime/store';

const MOST_VILLAGES = 1000;
const WEEK = 7;
const KINDS = ['registry.twins', 'household.twins'] as const;

/** The night of the week a village is gone through: by its code, so that a township is spread over the week. */
export function isTurn(village: string, day: string): boolean {
  const digits = [...village].reduce((sum, digit) => sum + Number(digit), 0);
  return daysBetween('2024-01-01', day) % WEEK === digits % WEEK;
}

const markOf = (village: string, day: string): string => `night:${village}:${day}`;

/** Begins the jobs, named by the day, so that a timer that fires twice begins each once. Answers how many. */
export async function beginTwinNight(store: Store, now: Instant): Promise<number> {
  const day = beijingDate(now);
  const settings = await store.get<{ _id: string; county: string }>('settings', 'installation');
  if (!settings) return 0;
  const towns = await store.list<PlaceRecord>('places', { where: { parent: settings.county }, limit: MOST_VILLAGES });
  let begun = 0;
  for (const town of towns)
    for (const { _id: village } of await store.list<PlaceRecord>('places', { where: { parent: town._id }, limit: MOST_VILLAGES })) {
      if (!isTurn(village, day)) continue;
      const about = { owner: '', county: settings.county, town: town._id, village };
      for (const kind of KINDS) {
        await store.remove('jobs', `job:${kind}:${markOf(village, addDays(day, -WEEK))}`);
        if (await store.insert('jobs', newJob(kind, markOf(village, day), { town: town._id, village }, about, now))) begun += 1;
      }
    }
  return begun;
}
