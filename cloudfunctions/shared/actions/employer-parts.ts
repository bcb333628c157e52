// Employers as they are shown, and how one is changed: each change carries its version and what follows from it for their postings.
import { covers, roleFor } from '@shared/access';
import type { Output } from '@shared/contract';
import { inForce, statusOf } from '@shared/domain/employers';
import type { EmployerRecord, EmployerStatus, PostingRecord, PostingStatus } from '@shared/domain/records';
import { POSTING_CHECKERS } from '@shared/repos/postings';
import type { Context } from '@shared/runtime/context';
import { newJob } from '@shared/runtime/jobs';
import { Problem } from '@shared/runtime/problem';
import type { Outcome } from '@shared/runtime/requests';
import { arrearsHint } from './arrears';

type Row = Output<'employer.list'>['items'][number];
type Full = Output<'employer.show'>['employer'];

export function employerRowOf({ _id: id, name, kind, status, place, marks, version }: EmployerRecord): Row {
  return { id, name, kind, status: status as EmployerStatus, place, marks: inForce(marks).map(({ mark }) => mark), version };
}

export function employerPostingOf(posting: PostingRecord): Full['postings'][number] {
  const { _id: id, title, headcount, until, why, version, checked } = posting;
  return {
    id,
    title,
    status: posting.status as PostingStatus,
    headcount,
    until,
    why,
    checked: checked && { by: checked.by, on: checked.on },
    version,
  };
}

export async function employerPage(id: string, ctx: Context): Promise<{ employer: Full }> {
  const found = await ctx.repos.employers.inScope(id);
  const { contact, note, stopped, marks, openids } = found;
  return {
    employer: {
      ...employerRowOf(found),
      contact,
      note,
      stopped: stopped && { on: stopped.on, why: stopped.why, by: stopped.by.name },
      held: marks.map(({ by, lifted, ...mark }) => ({
        ...mark,
        by: by.name,
        lifted: lifted && { on: lifted.on, why: lifted.why, by: lifted.by.name },
      })),
      writers: openids.length,
      postings: (await ctx.repos.employers.postings(id)).filter(({ status }) => status !== 'draft').map(employerPostingOf),
      arrears: await arrearsHint(found.town, id, ctx),
      keeps: covers(ctx.caller, POSTING_CHECKERS, found),
    },
  };
}

/** Changes one of the caller's employers; once that stops it, taking down what it offers begins with the same change. */
export async function changeEmployer(
  { employer: id, version }: { employer: string; version: number },
  ctx: Context,
  verb: string,
  wanted: (before: EmployerRecord) => EmployerRecord,
): Promise<Outcome> {
  const { caller, now, repos } = ctx;
  await repos.employers.inScope(id, POSTING_CHECKERS);
  return ctx.change(async (change) => {
    const before = await change.get<EmployerRecord>('employers', id);
    if (!before) throw new Problem('not_found');
    if (before.version !== version) throw new Problem('changed_meanwhile');
    const after = wanted(before);
    const status = statusOf(after);
    const stored = await change.put('employers', before, { ...after, status }, { verb, role: roleFor(caller, before), detail: { status } });
    const { county, town, village } = stored;
    if (status === 'stopped' && before.status !== 'stopped')
      await change.begin(newJob('employer.stop', `${id}:${stored.version}`, { employer: id }, { owner: '', county, town, village }, now));
    return { record: id, version: stored.version, note: {} };
  });
}
