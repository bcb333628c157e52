// Long work from its page: a look drives it one step; whoever asked for it may stop it.
import { covers, roleFor, touches } from '@shared/access';
import type { Role } from '@shared/domain/records';
import { action } from '@shared/runtime/action';
import { singleEntry } from '@shared/runtime/audit';
import type { Context } from '@shared/runtime/context';
import type { JobRecord } from '@shared/runtime/jobs';
import { Problem } from '@shared/runtime/problem';
import { drive, kindOf } from '@shared/works';

const STAFF: readonly [Role, ...Role[]] = ['cadre', 'village_head', 'station_clerk', 'labour_clerk', 'payer', 'lead', 'auditor', 'admin'];

/** Beside those whose work it is: they look on, and drive nothing. */
const ONLOOKERS: readonly Role[] = ['lead', 'auditor'];

/**
 * A job for whoever began it and those who do such work where it is, since it names people and sums. `own`: the caller may also drive it.
 * @throws Problem 'not_found' for everybody else: it does not exist for them.
 */
async function reachable(id: string, { store, caller }: Pick<Context, 'store' | 'caller'>): Promise<{ job: JobRecord; own: boolean }> {
  const job = await store.get<JobRecord>('jobs', id);
  if (!job) throw new Problem('not_found');
  const { roles } = await kindOf(job.kind);
  const own = job.owner === caller.openid || covers(caller, roles, job);
  if (!own && !covers(caller, ONLOOKERS, job)) throw new Problem('not_found');
  return { job, own };
}

/** A job as its page sees it. */
export async function taskOf(job: JobRecord) {
  const { words } = await kindOf(job.kind);
  const { _id, kind, state, done, failed, total, troubles, tally, result } = job;
  return { task: { id: _id, kind, words, state, done, failed, total, troubles, tally, result } };
}

export const driveTask = action('task.drive', {
  roles: STAFF,
  async run({ task }, ctx) {
    const { job, own } = await reachable(task, ctx);
    return taskOf(own && job.state === 'running' ? await drive(ctx.services, job, ctx.now) : job);
  },
});

export const takeOverTask = action('task.again', {
  roles: STAFF,
  async run({ task }, ctx) {
    const { caller, now, store } = ctx;
    const { job } = await reachable(task, ctx);
    const { roles } = await kindOf(job.kind);
    if (!touches(caller, roles, job)) throw new Problem('not_allowed', { message: '这件事不归您办。' });
    const line = singleEntry(
      `again:${caller.openid}:${ctx.requestId}`,
      { collection: 'jobs', record: job._id },
      {
        at: now,
        action: ctx.action,
        verb: 'take_over',
        by: { openid: caller.openid, role: roleFor(caller, job) },
        detail: { from: job.owner },
      },
    );
    const taken = await store.transaction(async (tx) => {
      const stored = await tx.get<JobRecord>('jobs', job._id);
      if (!stored) throw new Problem('not_found');
      if (stored.state !== 'stopped') return stored;
      const again = { ...stored, state: 'running' as const, owner: caller.openid, lease: '', leaseUntil: now, finishedAt: null };
      await tx.replace('jobs', again);
      // With the taking over itself: a function that dies in between leaves neither.
      await tx.insert('audits', line);
      return again;
    });
    return taskOf(taken);
  },
});

export const stopTask = action('task.stop', {
  roles: STAFF,
  async run({ task }, ctx) {
    const { job } = await reachable(task, ctx);
    if (job.owner !== ctx.caller.openid) throw new Problem('not_allowed', { message: '这件事是别人开始的，由他来停。' });
    const stopped = await ctx.store.transaction(async (tx) => {
      const stored = await tx.get<JobRecord>('jobs', job._id);
      if (!stored) throw new Problem('not_found');
      if (stored.state !== 'running') return stored;
      await tx.patch('jobs', job._id, { state: 'stopped', lease: '' });
      return { ...stored, state: 'stopped' as const };
    });
    return taskOf(stopped);
  },
});
