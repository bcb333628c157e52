// A list looked at before its first night: the village's people are gone through now, as far as one call's time allows.
import type { EquationRecord, PlaceRecord } from '@shared/domain/records';
import { nightMark } from '@shared/listing/notify';
import { equationId } from '@shared/repos/lists';
import type { Context } from '@shared/runtime/context';
import { type JobRecord, newJob } from '@shared/runtime/jobs';
import { drive } from '.';

const LONGEST_MS = 12_000;

/** Nothing to do where a night has counted already. A village too large for one call is finished by the minute timer. */
export async function assessedOnce(
  village: PlaceRecord,
  programme: string,
  period: string,
  { store, services, now, today }: Context,
): Promise<void> {
  if (await store.get<EquationRecord>('equations', equationId(village._id, programme, period))) return;
  const about = { owner: '', county: village.county, town: village.town, village: village._id };
  const job = newJob(
    'assess.village',
    nightMark(village._id, `${today}:first:${programme}:${period}`),
    { village: village._id },
    about,
    now,
  );
  await store.insert('jobs', job);
  const startedAt = performance.now();
  for (let at: JobRecord = job; at.state === 'running' && performance.now() - startedAt < LONGEST_MS; ) {
    const after = await drive(services, job, now);
    if (after.done + after.failed === at.done + at.failed && after.state === 'running') return;
    at = after;
  }
}
