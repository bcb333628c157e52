// Taking a list down: every claim on it goes on by itself; one with an open objection stays until that is answered.
import { roleFor } from '@shared/access';
import type { ClaimRecord, PublicityLineRecord, PublicityRecord } from '@shared/domain/records';
import { DECIDERS, stageOf, step } from '@shared/domain/stages';
import { claimSortKey } from '@shared/repos/claims';
import type { JobKind } from '@shared/runtime/jobs';
import { Problem } from '@shared/runtime/problem';
import { range } from '@shared/runtime/store';

interface Input {
  publicity: string;
}

export const publicityClose: JobKind<Input, PublicityLineRecord, { publicity: string; left: number }> = {
  kind: 'publicity.close',
  roles: DECIDERS,
  words: '正在收榜',
  async page(job, limit, { store }) {
    const lines = await store.list<PublicityLineRecord>('publicity_lines', {
      where: { publicity: job.input.publicity, ...(job.cursor === null ? {} : { sortKey: range({ gt: job.cursor }) }) },
      order: ['sortKey', 'asc'],
      limit,
    });
    return { items: lines.map((line) => ({ key: line.line.name, cursor: line.sortKey, value: line })) };
  },
  async each(line, _job, ctx) {
    let outcome = 'gone';
    await ctx.change(async (change) => {
      const claim = await change.get<ClaimRecord>('claims', line.claim);
      outcome = 'gone';
      // Taken back, returned or refused meanwhile, or moved on by an earlier try of this very work.
      if (!claim || claim.posting !== line.publicity || stageOf(claim)?.kind !== 'publicity')
        return { record: line.claim, version: 0, note: {} };
      outcome = 'held';
      if (claim.hold) return { record: claim._id, version: claim.version, note: {} };
      const { claim: next, event } = step(claim, 'close_publicity', ctx.caller, ctx.now);
      const { version } = await change.put(
        'claims',
        claim,
        { ...next, sortKey: claimSortKey(next) },
        { verb: 'close_publicity', role: event.by.role, detail: { list: line.publicity } },
      );
      outcome = 'passed';
      return { record: claim._id, version, note: {} };
    });
    return { [outcome]: 1 };
  },
  async finish(job, ctx) {
    const { publicity } = job.input;
    const left = job.tally.held ?? 0;
    await ctx.change(async (change) => {
      const before = await change.get<PublicityRecord>('publicities', publicity);
      if (!before) throw new Problem('not_found');
      if (before.status !== 'closing') return { record: publicity, version: before.version, note: {} };
      const closed = left === 0 && job.failed === 0;
      const { version } = await change.put(
        'publicities',
        before,
        { ...before, status: closed ? 'closed' : 'posted', closedAt: closed ? ctx.now : null },
        { verb: closed ? 'closed' : 'partly_closed', role: roleFor(ctx.caller, before), detail: { ...job.tally, failed: job.failed } },
      );
      return { record: publicity, version, note: {} };
    });
    return { publicity, left };
  },
};
