// The night's share of the month: closes what is over, opens what begins, and lets what was due yesterday be past today.
import type { Instant, PlaceRecord } from '@shared/domain/records';
import { staleFor } from '@shared/listing/month-figures';
import { readInstallation } from '@shared/repos/installation';
import type { Store } from '@shared/runtime/store';
import { closeDue } from './month-close';
import { beginMonth } from './month-open';

const MOST_VILLAGES = 1000;

export async function monthNight(store: Store, now: Instant): Promise<{ closed: number; opened: number }> {
  const installation = await readInstallation(store);
  if (!installation) return { closed: 0, opened: 0 };
  const towns = await store.list<PlaceRecord>('places', { where: { parent: installation.county }, limit: MOST_VILLAGES });
  const lists = await Promise.all(
    towns.map(({ _id }) => store.list<PlaceRecord>('places', { where: { parent: _id }, limit: MOST_VILLAGES })),
  );
  const villages = lists.flat();
  const closed = await closeDue(store, villages, now);
  const opened = await beginMonth(store, villages, installation, now);
  await staleFor(
    store,
    villages.map(({ _id }) => _id),
    now,
  );
  return { closed, opened };
}
