// Long work in steps: a job document with a cursor and a lease. The page drives it while open, a minute timer drives it otherwise.
// A step may be killed anywhere and begun again: each record is handled in a transaction of its own, guarded by its own id.

import { randomUUID } from 'node:crypto';
import { touches } from '@shared/access';
import type { Instant, Role } from '@shared/domain/records';
import { sha256 } from './canonical';
import { troubleLine } from './log';
import { Problem } from './problem';
import { range, type Store } from './store';
import type { WorkContext } from './work-context';

export type JobState = 'running' | 'finished' | 'failed' | 'stopped';

/** jobs/{job:kind:key}. */
export interface JobRecord<Input = unknown, Result = unknown> {
  _id: string;
  kind: string;
  input: Input;
  /** Who asked for it; '' for the house itself (the night). */
  owner: string;
  /** The place it is about: who may look at it. */
  county: string;
  town: string;
  village: string;
  state: JobState;
  /** After which record to go on; null = from the beginning. */
  cursor: string | null;
  done: number;
  failed: number;
  /** null = not known beforehand. */
  total: number | null;
  /** The first records that failed, with what was wrong in plain words. */
  troubles: { key: string; words: string }[];
  /** Running totals the kind keeps; replaced with each step. */
  tally: Record<string, number>;
  result: Result | null;
  lease: string;
  leaseUntil: Instant;
  createdAt: Instant;
  finishedAt: Instant | null;
}

export interface JobItem<T> {
  /** What names the record in a trouble, e.g. 第 12 行 周某某. */
  key: string;
  /** The cursor once this record is handled. */
  cursor: string;
  value: T;
}

export interface JobKind<Input, T, Result> {
  kind: string;
  /** What people read while it runs, e.g. 正在核对往年的. */
  words: string;
  /** Whose work it is: whoever asked must still hold one of them where the work is, at every step. */
  roles: readonly Role[];
  /** Records per step where one of them is heavy; 50 unless said. */
  perStep?: number;
  /** The next records after the cursor, at most `limit`; `total` if it is known. Fewer than `limit` = the last ones. */
  page(job: JobRecord<Input, Result>, limit: number, ctx: WorkContext): Promise<{ items: JobItem<T>[]; total?: number }>;
  /**
   * Handles one record. Must be safe to run again for the same record. Throws Problem for what is wrong with this one record: it is
   * noted and the rest goes on. Returns counts to add to the tally.
   */
  each(value: T, job: JobRecord<Input, Result>, ctx: WorkContext): Promise<Record<string, number> | undefined>;
  /** Once all is handled; must be safe to run again. */
  finish(job: JobRecord<Input, Result>, ctx: WorkContext): Promise<Result>;
}

const MOST_PER_STEP = 50;
const LONGEST_MS = 20_000;
/** Longer than any step takes; after it somebody else may go on. */
const LEASE_MS = 60_000;
const MOST_TROUBLES = 200;

/** A key for the one job a request begins: the same request again finds it begun. */
export function onceKey({ caller, requestId }: { caller: { openid: string }; requestId: string }): string {
  return sha256(`${caller.openid}|${requestId}`).slice(0, 16);
}

export function newJob<Input>(
  kind: string,
  key: string,
  input: Input,
  about: { owner: string; county: string; town: string; village: string },
  now: Instant,
): JobRecord<Input> {
  return {
    _id: `job:${kind}:${key}`,
    kind,
    input,
    ...about,
    state: 'running',
    cursor: null,
    done: 0,
    failed: 0,
    total: null,
    troubles: [],
    tally: {},
    result: null,
    lease: '',
    leaseUntil: now,
    createdAt: now,
    finishedAt: null,
  };
}

/** Takes the lease, or answers the job as it is when it is over or somebody else is at it. */
async function take(store: Store, id: string, now: Instant, lease: string): Promise<{ job: JobRecord | null; mine: boolean }> {
  return store.transaction(async (tx) => {
    const job = await tx.get<JobRecord>('jobs', id);
    if (job?.state !== 'running' || (job.lease !== '' && job.leaseUntil > now)) return { job, mine: false };
    const leaseUntil = new Date(Date.parse(now) + LEASE_MS).toISOString();
    await tx.patch('jobs', id, { lease, leaseUntil });
    return { job: { ...job, lease, leaseUntil }, mine: true };
  });
}

function added(tally: Record<string, number>, more: Record<string, number> | undefined): Record<string, number> {
  const sum = { ...tally };
  for (const [name, n] of Object.entries(more ?? {})) sum[name] = (sum[name] ?? 0) + n;
  return sum;
}

function troubleWords(error: unknown, kind: string): string {
  if (error instanceof Problem) return [error.message, ...Object.values(error.details.fields ?? {})].join('；');
  console.error(troubleLine(error, '', kind));
  return '系统出了毛病，这一条没办成，可以再来一次';
}

/** What passes by itself (conflicts, a busy service) is tried again by the next step instead of being noted. */
const isPassingProblem = (error: unknown): boolean => error instanceof Problem && error.code === 'busy';

async function worked<I, T, R>(
  job: JobRecord<I, R>,
  kind: JobKind<I, T, R>,
  ctx: WorkContext,
): Promise<{ job: JobRecord<I, R>; last: boolean }> {
  const startedAt = performance.now();
  const most = kind.perStep ?? MOST_PER_STEP;
  const { items, total } = await kind.page(job, most, ctx);
  let now = { ...job, total: total ?? job.total };
  for (const item of items) {
    if (performance.now() - startedAt > LONGEST_MS) return { job: now, last: false };
    try {
      const tally = added(now.tally, await kind.each(item.value, now, ctx));
      now = { ...now, done: now.done + 1, tally, cursor: item.cursor };
    } catch (error) {
      if (isPassingProblem(error)) return { job: now, last: false };
      const troubles = [...now.troubles, { key: item.key, words: troubleWords(error, kind.kind) }].slice(0, MOST_TROUBLES);
      now = { ...now, failed: now.failed + 1, troubles, cursor: item.cursor };
    }
  }
  return { job: now, last: items.length < most };
}

/** The job after one step's work. What is wrong with the job as a whole ends it in words; what is broken is thrown, and tried again when the lease is over. */
async function stepped(before: JobRecord, kind: JobKind<never, never, unknown>, ctx: WorkContext): Promise<JobRecord> {
  const over = (state: JobState, words: string): JobRecord => ({
    ...before,
    state,
    troubles: [...before.troubles, { key: '', words }].slice(-MOST_TROUBLES),
    finishedAt: ctx.now,
  });
  // Work goes on behalf of whoever asked: a role revoked, or held elsewhere by now, stops it at the next step.
  if (before.owner !== '' && (ctx.caller.staff === null || !touches(ctx.caller, kind.roles, before)))
    return over('stopped', '交办的人已经不在岗了，停在这里；换个人再办一次。');
  try {
    const { job, last } = await worked(before as JobRecord<never>, kind, ctx);
    if (!last) return job as JobRecord;
    return { ...(job as JobRecord), state: 'finished', result: await kind.finish(job, ctx), finishedAt: ctx.now };
  } catch (error) {
    if (isPassingProblem(error)) return before;
    if (error instanceof Problem) return over('failed', troubleWords(error, kind.kind));
    throw error;
  }
}

/**
 * One step of a job: at most 50 records or 20 seconds. Answers the job after it; unchanged when it is over or under another's lease.
 * @throws Problem 'not_found' when there is no such job.
 */
export async function stepJob(id: string, kind: JobKind<never, never, unknown>, ctx: WorkContext): Promise<JobRecord> {
  const lease = randomUUID();
  const taken = await take(ctx.store, id, ctx.now, lease);
  if (!taken.job) throw new Problem('not_found');
  if (!taken.mine) return taken.job;
  const after: JobRecord = { ...(await stepped(taken.job, kind, ctx)), lease: '', leaseUntil: ctx.now };
  return ctx.store.transaction(async (tx) => {
    const stored = await tx.get<JobRecord>('jobs', id);
    // Our lease ran out and somebody else went on, or it was stopped meanwhile: what we did is theirs to find done.
    if (!stored || stored.lease !== lease || stored.state !== 'running') return stored ?? after;
    await tx.replace('jobs', after);
    return after;
  });
}

/** Jobs nobody is at, longest waiting first. */
export function orphans(store: Store, now: Instant, limit: number): Promise<JobRecord[]> {
  return store.list<JobRecord>('jobs', {
    where: { state: 'running', leaseUntil: range({ lte: now }) },
    order: ['leaseUntil', 'asc'],
    limit,
  });
}
