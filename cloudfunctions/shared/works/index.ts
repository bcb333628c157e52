// All kinds of long work by name; each is read when one of its jobs is worked on. A new kind is one line here and one file beside this.
import type { Services } from '@shared/runtime/context';
import { type JobKind, type JobRecord, orphans, stepJob } from '@shared/runtime/jobs';
import { troubleLine } from '@shared/runtime/log';
import { Problem } from '@shared/runtime/problem';
import { workContext } from '@shared/runtime/work-context';

// A kind's own types are its own affair; the runner only hands its documents back to it.
type AnyKind = JobKind<never, never, unknown>;
const KINDS: Readonly<Record<string, () => Promise<AnyKind>>> = {
  'counting.apply': async () => (await import('./counting')).countingApply as AnyKind,
  'counting.preview': async () => (await import('./counting')).countingPreview as AnyKind,
  'pack.preview': async () => (await import('./pack-preview')).packPreview as AnyKind,
  'publicity.post': async () => (await import('./publicity-post')).publicityPost as AnyKind,
  'publicity.close': async () => (await import('./publicity-close')).publicityClose as AnyKind,
  'household.merge': async () => (await import('./home-merge')).householdMerge as AnyKind,
  'household.twins': async () => (await import('./find-home-twins')).householdTwins as AnyKind,
  'registry.merge': async () => (await import('./registry-merge')).registryMerge as AnyKind,
  'registry.twins': async () => (await import('./find-twins')).registryTwins as AnyKind,
  'registry.move': async () => (await import('./registry-move')).registryMove as AnyKind,
  'registry.relate': async () => (await import('./registry-move')).registryRelate as AnyKind,
  'review.bulk': async () => (await import('./review-bulk')).reviewBulk as AnyKind,
  'trace.look': async () => (await import('./trace-look')).traceLookWork as AnyKind,
  'pay.check': async () => (await import('./pay-check')).payCheck as AnyKind,
  'pay.build': async () => (await import('./pay-build')).payBuild as AnyKind,
  'pay.dismiss': async () => (await import('./pay-dismiss')).payDismiss as AnyKind,
  'pay.results': async () => (await import('./pay-results')).payResults as AnyKind,
  'opening.check': async () => (await import('./opening-check')).openingCheck as AnyKind,
  'opening.apply': async () => (await import('./opening-apply')).openingApply as AnyKind,
  'opening.undo': async () => (await import('./opening-apply')).openingUndo as AnyKind,
  'intake.check': async () => (await import('./intake-check')).intakeCheck as AnyKind,
  'intake.apply': async () => (await import('./intake-apply')).intakeApply as AnyKind,
  'intake.undo': async () => (await import('./intake-apply')).intakeUndo as AnyKind,
  'assess.village': async () => (await import('./assess-village')).assessVillage as AnyKind,
  'export.table': async () => (await import('./export-table')).exportTable as AnyKind,
  'employer.stop': async () => (await import('./employer-stop')).employerStop as AnyKind,
  'posting.ask': async () => (await import('./posting-ask')).postingAsk as AnyKind,
  'posting.tell': async () => (await import('./posting-tell')).postingTell as AnyKind,
  'fair.tell': async () => (await import('./fair-tell')).fairTell as AnyKind,
  'look.village': async () => (await import('./look-village')).lookVillage as AnyKind,
  'month.open': async () => (await import('./month-open')).monthOpen as AnyKind,
  'month.close': async () => (await import('./month-close')).monthClose as AnyKind,
  'postings.bring': async () => (await import('./postings-bring')).postingsBring as AnyKind,
  'postings.look': async () => (await import('./postings-look')).postingsLook as AnyKind,
  'postings.unbring': async () => (await import('./postings-bring')).postingsUnbring as AnyKind,
  'retype.build': async () => (await import('./retype-build')).retypeBuild as AnyKind,
  'where.village': async () => (await import('./where-village')).whereVillage as AnyKind,
  'list.file': async () => (await import('./list-file')).listFile as AnyKind,
};

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

/** The minute's share of jobs whose page was closed: round after round while the time lasts, since a night's work is many short steps. */
export async function driveOrphans(services: Services, now: string): Promise<{ stepped: number }> {
  const startedAt = performance.now();
  const still = new Set<string>();
  let stepped = 0;
  for (;;) {
    const waiting = (await orphans(services.store, now, MOST_JOBS + still.size)).filter(({ _id }) => !still.has(_id));
    if (waiting.length === 0) return { stepped };
    for (const job of waiting) {
      if (performance.now() - startedAt > LONGEST_MS) return { stepped };
      const moved = await getsOn(services, job, now);
      if (moved) stepped += 1;
      // What does not get on now is left to the next minute; it holds up nothing else.
      else still.add(job._id);
    }
  }
}

async function getsOn(services: Services, job: JobRecord, now: string): Promise<boolean> {
  try {
    const after = await drive(services, job, now);
    return after.state !== 'running' || after.done + after.failed > job.done + job.failed;
  } catch (error) {
    console.error(troubleLine(error, '', job.kind));
    return false;
  }
}
