// All kinds of long work by name; each is read when one of its jobs is worked on. A new kind is one line here and one file beside this.
import type { Services } from '@shared/runtime/context';
import { type JobKind, type JobRecord, orphans, stepJob } from '@shared/runtime/jobs';
import { Problem } from '@shared/runtime/problem';
import { workContext } from '@shared/runtime/work-context';

// A kind's own types are its own affair; the runner only hands its documents back to it.
type AnyKind = JobKind<never, never, unknown>;
const KINDS: Readonly<Record<string, () => Promise<AnyKind>>> = {};

export async function kindOf(name: string): Promise<AnyKind> {
  const kind = Object.hasOwn(KINDS, name) ? await KINDS[name]?.() : undefined;
  if (!kind) throw new Problem('not_found');
  return kind;
}

/** One step of one job, as whoever asked for it. */
export async function drive(services: Services, job: Pick<JobRecord, '_id' | 'kind' | 'owner'>, now: string): Promise<JobRecord> {
  return stepJob(job._id, await kindOf(job.kind), await workContext(services, job.kind, job.owner, now));
}

const MOST_JOBS = 5;
const LONGEST_MS = 20_000;

/** The minute's share of jobs whose page was closed. */
export async function driveOrphans(services: Services, now: string): Promise<{ stepped: number }> {
  const startedAt = performance.now();
  let stepped = 0;
  for (const job of await orphans(services.store, now, MOST_JOBS)) {
    if (performance.now() - startedAt > LONGEST_MS) break;
    await drive(services, job, now);
    stepped += 1;
  }
  return { stepped };
}
