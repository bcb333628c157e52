// What a stopped employer offers is taken down, one posting after another: each once, wherever the work was cut off.
import { movedPosting, postingVerbs } from '@shared/domain/postings';
import type { EmployerRecord, PostingRecord, PostingStatus } from '@shared/domain/records';
import { POSTING_CHECKERS } from '@shared/repos/postings';
import type { JobKind } from '@shared/runtime/jobs';
import { beginTelling } from './posting-tell';

export interface EmployerStopInput {
  employer: string;
}

export const employerStop: JobKind<EmployerStopInput, PostingRecord, { stopped: number }> = {
  kind: 'employer.stop',
  roles: POSTING_CHECKERS,
  words: '正在撤下这家的岗位',
  async page(job, limit, { repos }) {
    const rows = await repos.employers.postings(job.input.employer, job.cursor ?? undefined, limit);
    return { items: rows.map((value) => ({ key: value.title, cursor: value.sortKey, value })) };
  },
  async each({ _id }, job, { change, now, today }) {
    let stopped = 0;
    await change(async (tx) => {
      const [employer, before] = [
        await tx.get<EmployerRecord>('employers', job.input.employer),
        await tx.get<PostingRecord>('postings', _id),
      ];
      stopped = 0;
      // Taken back meanwhile, or down already.
      if (employer?.status !== 'stopped' || !before || !postingVerbs(before.status as PostingStatus, 'house').includes('stop'))
        return { record: _id, version: before?.version ?? 0, note: {} };
      const after = await tx.put('postings', before, movedPosting(before, { verb: 'stop', as: 'house', today, words: '用工单位停了' }), {
        verb: 'stop',
        role: 'officer',
        detail: { from: 'employer', employer: employer._id },
      });
      await beginTelling(tx, before, after, now);
      stopped = 1;
      return { record: _id, version: after.version, note: {} };
    });
    return { stopped };
  },
  finish: (job) => Promise.resolve({ stopped: job.tally.stopped ?? 0 }),
};
