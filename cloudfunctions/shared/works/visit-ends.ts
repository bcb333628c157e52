// Visits whose taking was cut off and whose phone does not come back: the ten-minute timer writes what is left.
import { takeSteps } from '@shared/actions/visit-steps';
import type { VisitRecord } from '@shared/domain/records';
import type { Services } from '@shared/runtime/context';
import { range } from '@shared/runtime/store';

const LATE_MS = 120_000;
const MOST = 20;

/** Answers how many were finished. */
export async function finishVisits(services: Services, now: string): Promise<number> {
  const { store } = services;
  const before = new Date(Date.parse(now) - LATE_MS).toISOString();
  const left = await store.list<VisitRecord>('visits', {
    where: { status: 'taking', at: range({ lt: before }) },
    order: ['at', 'asc'],
    limit: MOST,
  });
  for (const { _id } of left) await takeSteps(_id, { store, services, now, action: 'visit.submit' });
  return left.length;
}
