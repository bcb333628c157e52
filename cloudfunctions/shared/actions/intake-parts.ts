// What actions on an intake share: how it is shown, its work, who may.
import { columnField } from '@shared/domain/columns/column-fields';
import type { IntakeRecord } from '@shared/domain/records';
import type { Context } from '@shared/runtime/context';
import { type JobRecord, newJob } from '@shared/runtime/jobs';
import { Problem } from '@shared/runtime/problem';
import { taskOf } from './tasks';

export async function intakeViewOf(record: IntakeRecord, ctx: Pick<Context, 'repos'>) {
  const village = record.village === '' ? null : await ctx.repos.places.get(record.village);
  const { _id, version, status, fileName, title, asOf, pages, rows, all, tally, by, at } = record;
  const compare = record.compare ?? ('' as const);
  const villageName = village?.name ?? '';
  return { id: _id, version, status, fileName, title, asOf, villageName, pages, rows, all, compare, tally, by: by.name, at };
}

export const fieldWords = (field: string): string => columnField(field)?.words ?? '';

export const jobFor = (kind: string, record: IntakeRecord, round: number, { caller, now }: Pick<Context, 'caller' | 'now'>): JobRecord => {
  const { county, town, village } = record;
  return newJob(kind, `${record._id}:${round}`, { intake: record._id }, { owner: caller.openid, county, town, village }, now);
};
export const taskId = (kind: string, id: string, round: number): string => `job:${kind}:${id}:${round}`;

export async function shownWork(id: string, task: string, ctx: Context) {
  const [record, job] = await Promise.all([ctx.repos.intakes.byId(id), ctx.store.get<JobRecord>('jobs', task)]);
  if (!job) throw new Problem('not_found');
  return { intake: await intakeViewOf(record, ctx), ...(await taskOf(job)) };
}
